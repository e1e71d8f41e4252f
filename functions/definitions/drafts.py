"""/draft: changed as often as one likes, heard by no caller until it is published."""

import logging
from contextlib import suppress
from http import HTTPStatus

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from functions.access import Admitted, admitted, allowed, runs_it
from functions.bookings.listing import TAGGED, UNCHANGED
from functions.bookings.words import Revision
from functions.definitions.gate import answered_for
from functions.definitions.publishing import definition_of, published, told, understander, unreadable
from functions.definitions.shapes import DraftIn, DraftOut, PublishedOut, PublishIn
from functions.etags import Known, Match, etag, expected, expected_or_new, if_match, if_none_match
from functions.office import Office
from functions.problems import Problem
from receptionist.business.complaints import complaint
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.publish import Draft, NoDraft, discard_draft, draft_of, publish_draft, review, save_draft
from receptionist.errors import Unavailable
from receptionist.ports import Conflict
from receptionist.suites.trial import forget_trial

log = logging.getLogger(__name__)


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["definition"])
    desk = office.desk
    served, edit, editor = (
        allowed(office, "read"),
        allowed(office, "edit_definition"),
        admitted(office, "edit_definition"),
    )

    @router.get(
        "/draft",
        operation_id="getDraft",
        response_model=DraftOut,
        responses=UNCHANGED,
        summary="The draft, looked through",
    )
    def one(
        response: Response, known: Known = Depends(if_none_match), business: Business = Depends(served)
    ) -> DraftOut | Response:
        draft = _draft(desk, business)
        response.headers["ETag"] = etag(draft.revision)
        return known.unchanged(draft.revision) or _out(desk, business, draft)

    @router.put("/draft", operation_id="saveDraft", responses={200: TAGGED}, summary="Save the draft")
    def put(
        wish: DraftIn,
        response: Response,
        match: Match | None = Depends(if_match),
        known: Known = Depends(if_none_match),
        admitted: Admitted = Depends(editor),
    ) -> DraftOut:
        """If-Match with the ETag of the draft that was read; where there is none, `If-None-Match: *`. A draft may contradict
        itself, `review` says how; it must be readable."""
        business, visitor = admitted.business, admitted.visitor
        wanted = definition_of(wish.definition, business.id, whole=wish.whole)
        if wish.whole:
            _sure_it_is_sayable(wanted)
        before = draft_of(desk, business.id)
        revision = expected_or_new(match, known, wish.revision, before.revision if before else 0)
        base = business.version if wish.base is None else wish.base
        draft = save_draft(desk, wanted, base=base, revision=revision, by=visitor.name)
        response.headers["ETag"] = etag(draft.revision)
        return _out(desk, business, draft)

    @router.delete("/draft", operation_id="discardDraft", status_code=HTTPStatus.NO_CONTENT, summary="Throw it away")
    def discard(
        match: Match | None = Depends(if_match),
        revision: Revision | None = None,
        business: Business = Depends(edit),
    ) -> None:
        current = _draft(desk, business).revision
        discard_draft(desk, business.id, revision=expected(match, revision, current))
        with suppress(Unavailable, Conflict):
            forget_trial(desk, business.id)

    @router.post("/draft/publish", operation_id="publishDraft", responses={200: TAGGED}, summary="Publish the draft")
    def publish(wish: PublishIn, response: Response, admitted: Admitted = Depends(editor)) -> PublishedOut:
        """As the next version. 412: another one was published since the draft was begun. 422: it contradicts itself. 409: one of its
        tests fails (`draft_fails`) or is still being played (`trial_goes_on`): an owner who says why in `although` publishes it all
        the same; or they were not played with it (`draft_untried`), which `untried` answers for."""
        business, visitor = admitted.business, admitted.visitor
        draft = _draft(desk, business)
        imprint = answered_for(office, admitted, draft.kept.business, wish)
        may_move = runs_it(visitor, business) and runs_it(visitor, draft.kept.business)
        done = published(
            desk,
            lambda: publish_draft(desk, business, understander(), imprint=imprint, may_move=may_move),
        )
        with suppress(Unavailable, Conflict):
            forget_trial(desk, business.id)
        response.headers["ETag"] = etag(done.business.version)
        log.info("definition published", extra={"business": done.business.id, "version": done.business.version})
        return told(done)

    return router


def _sure_it_is_sayable(wanted: Business) -> None:
    """Of a file, words that do not fit are left unspoken; whoever has just written them is told. Raises Problem 422."""
    from receptionist.conversation.wording import TONGUES  # noqa: PLC0415  the page's other requests spare it
    from receptionist.conversation.wording.own import own_faults  # noqa: PLC0415

    content = wanted.model_dump(include={"wording"})
    found = tuple(complaint(Business, content, ("wording", at, "text"), why) for at, why in own_faults(wanted, TONGUES))
    if found:
        raise unreadable(found)


def _draft(desk: Desk, business: Business) -> Draft:
    draft = draft_of(desk, business.id)
    if draft is None:
        raise Problem(HTTPStatus.NOT_FOUND, "there is no draft", reason=NoDraft().reason)
    return draft


def _out(desk: Desk, business: Business, draft: Draft) -> DraftOut:
    return DraftOut.of(draft, review(desk, draft.kept.business, understander(), now=business))
