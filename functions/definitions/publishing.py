"""/definition: looked through, and published whole."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from functions.access import Admitted, Arrived, arrived, runs_it
from functions.bookings.listing import TAGGED
from functions.definitions.gate import answered_for
from functions.definitions.shapes import (
    Checked,
    CheckIn,
    ComplaintOut,
    DefinitionIn,
    FindingOut,
    PublishedOut,
    ReviewOut,
)
from functions.etags import Known, Match, etag, if_match, if_none_match
from functions.office import Office
from functions.problems import Problem
from receptionist.accounts.model import Act
from receptionist.business.complaints import Complaint
from receptionist.business.definition import Business
from receptionist.business.load import read_content
from receptionist.business.versions import Imprint, digest_of, says_the_same
from receptionist.desk.desk import Desk
from receptionist.desk.publish import NotPublished, Published, publish, review
from receptionist.errors import NotAllowed, Unavailable
from receptionist.ids import BusinessId
from receptionist.knowledge.lint import Understand
from receptionist.ports import Conflict

log = logging.getLogger(__name__)

ACT: Act = "edit_definition"


@cache
def understander() -> Understand:
    """Made at the first request that needs it, once for the process."""
    from receptionist.language.understander import LocalUnderstander  # noqa: PLC0415  the page's other requests spare it

    return LocalUnderstander().understand


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["definition"])
    desk = office.desk
    editor = arrived(office, ACT)

    @router.post("/definition/check", operation_id="checkDefinition", summary="What publishing it would do")
    def check(wish: CheckIn, arrived: Arrived = Depends(editor)) -> Checked:
        """Says what is wrong in the owner's words, what contradicts itself, and what would change. Changes nothing. For a
        business that is not there yet, too."""
        now = arrived.now
        read = read_content(_named(wish.definition, arrived.id))
        version = now.version if now else 0
        if read.business is None:
            errors = [ComplaintOut.of(one) for one in read.complaints]
            return Checked(changes=[], findings=[], errors=errors, version=version, publishable=False)
        seen = review(desk, read.business, understander(), now=now)
        told = ReviewOut.of(seen)
        return Checked(
            changes=told.changes, findings=told.findings, errors=[], version=version, publishable=not seen.errors
        )

    @router.put(
        "/definition",
        operation_id="publishDefinition",
        responses={200: TAGGED},
        summary="Publish a definition as the next version",
    )
    def put(
        wish: DefinitionIn,
        response: Response,
        match: Match | None = Depends(if_match),
        nothing: Known = Depends(if_none_match),
        arrived: Arrived = Depends(editor),
    ) -> PublishedOut:
        """If-Match with the version that was read; for a new business `If-None-Match: *`. What says the same as the version
        that stands is not published again. Numbers, agency and home region are for whoever runs the deployment. What callers hear
        already is replaced as by a draft: 409 where its tests were not played with the very same as a draft (`draft_untried`), fail
        (`draft_fails`) or are still being played (`trial_goes_on`), with the same ways to answer for it."""
        now, visitor = arrived.now, arrived.visitor
        wanted = definition_of(wish.definition, arrived.id)
        expected = _expected(match, nothing, now)
        imprint = Imprint(by=visitor.name, note=wish.note)
        if now is not None and expected == now.version and not says_the_same(now, wanted):
            imprint = answered_for(office, Admitted(visitor, now, arrived.role), wanted, wish)
        done = published(desk, lambda: publish(
            desk, wanted, understander(), expected_version=expected, imprint=imprint,
            may_move=runs_it(visitor, wanted) and (now is None or runs_it(visitor, now)),
        ))  # fmt: skip
        response.headers["ETag"] = etag(done.business.version)
        log.info("definition published", extra={"business": done.business.id, "version": done.business.version})
        return told(done)

    return router


def definition_of(content: Mapping[str, Any], business: BusinessId, *, whole: bool = False) -> Business:
    """The definition somebody sends for this business. `whole`: what its pack gives and is not in it was taken out. Raises
    Problem 422."""
    read = read_content(_named(content, business), whole=whole)
    if read.business is None:
        raise unreadable(read.complaints)
    return read.business


def unreadable(complaints: tuple[Complaint, ...]) -> Problem:
    errors = [ComplaintOut.of(one).model_dump() for one in complaints]
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(complaints[0]), reason="not_servable", errors=errors)


def published(desk: Desk, act: Callable[[], Published]) -> Published:
    """What publishing gives; the vector store learns of its facts. Where that does not answer, words decide alone until the next
    change. Raises Problem for what is refused: 422 with everything found, 403, 412."""
    try:
        done = act()
    except NotPublished as error:
        found = [FindingOut.of(one).model_dump() for one in error.findings]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), reason=error.reason, findings=found) from error
    except NotAllowed as error:
        raise Problem(HTTPStatus.FORBIDDEN, str(error), reason=error.reason) from error
    except Conflict as error:
        raise Problem(HTTPStatus.PRECONDITION_FAILED, str(error), reason="conflict") from error
    with suppress(Unavailable):
        desk.shelf().index(done.business)
    return done


def told(done: Published) -> PublishedOut:
    business = done.business
    return PublishedOut(
        version=business.version, digest=digest_of(business), definition=business, review=ReviewOut.of(done.review)
    )


def _named(content: Mapping[str, Any], business: BusinessId) -> dict[str, Any]:
    """With the id of the path, and no version: that is ours to give."""
    return {**{name: value for name, value in content.items() if name not in ("version", "here")}, "id": business}


def _expected(match: Match | None, nothing: Known, now: Business | None) -> int:
    """The version it was made from. Raises Problem 428 if nobody says, 412 if there should be none."""
    if match is None and nothing.anything:
        if now is not None:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, "there is one already", reason="conflict")
        return 0
    if match is None:
        raise Problem(
            HTTPStatus.PRECONDITION_REQUIRED, "say which version you have read: If-Match with it, or If-None-Match: *"
        )
    return match.expected(now.version if now else 0)
