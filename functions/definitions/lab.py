"""/draft/tests, /draft/trial and /draft/publication: conversations that must go well before callers hear the draft, and when they
will."""

import logging
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from functions.access import Admitted, admitted, allowed, runs_it
from functions.bookings.words import Asked, Line, Moment, PlainIdInPath, Revision
from functions.definitions.gate import untried_noted
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business
from receptionist.desk.publish import NoDraft, draft_of
from receptionist.errors import Misconfigured, Refused
from receptionist.ids import CallId
from receptionist.ports import Conflict
from receptionist.suites.own import (
    KeptTest,
    OwnTest,
    UnknownTest,
    drop_test,
    from_call,
    keep_test,
    own_tests,
)
from receptionist.suites.publication import Publication, call_off, plan_publication, publication_of
from receptionist.suites.trial import Source, Trial, begin_trial, is_tried, tests_of, trial_of

log = logging.getLogger(__name__)


class OwnTestIn(Asked):
    test: OwnTest
    revision: Revision = 0
    """The one that was read; 0: it is new."""


class OwnTestOut(BaseModel):
    id: str
    revision: int
    saved: datetime
    by: str
    test: OwnTest

    @classmethod
    def of(cls, kept: KeptTest) -> "OwnTestOut":
        return cls(id=kept.id, revision=kept.revision, saved=kept.saved, by=kept.by, test=kept.test)


class Conversation(BaseModel):
    """One that comes with the product."""

    name: str
    source: Source
    """`pack`: with the trade; `any`: holds for every business."""
    said: list[str]
    """What the caller says."""


class TestsOut(BaseModel):
    own: list[OwnTestOut]
    shipped: list[Conversation]


class ResultOut(BaseModel):
    name: str
    source: Source
    passed: bool
    passed_live: bool
    """With what callers hear now."""
    blocks: bool
    """The draft is not published with it."""
    faults: list[str]
    transcript: list[str]
    """Where it went wrong."""


class TrialOut(BaseModel):
    id: str
    began: datetime
    by: str
    version: int
    """That callers hear, and that it is compared with."""
    total: int
    results: list[ResultOut]
    """Those played until now."""
    done: datetime | None
    stale: bool
    """The draft was saved anew before it was done."""
    current: bool
    """It is about the draft as it is."""
    failing: list[str]

    @classmethod
    def of(cls, trial: Trial, *, current: bool) -> "TrialOut":
        results = [
            ResultOut(
                name=one.name, source=one.source, passed=not one.faults, passed_live=not one.live_faults,
                blocks=one.blocks, faults=list(one.faults), transcript=list(one.transcript),
            )
            for one in trial.results
        ]  # fmt: skip
        fields = {name: getattr(trial, name) for name in ("id", "began", "by", "version", "total", "done", "stale")}
        return cls(**fields, results=results, current=current, failing=list(trial.failing))


class PublicationIn(Asked):
    at: Moment
    revision: Revision
    """Of the draft that was looked at."""
    note: Line = ""
    untried: bool = False
    """As for `publishDraft`."""


class PublicationOut(BaseModel):
    at: datetime
    by: str
    note: str
    status: Literal["waiting", "done", "refused"]
    why: str
    """`refused`: why; `done`: the version it became."""

    @classmethod
    def of(cls, planned: Publication) -> "PublicationOut":
        return cls(**{name: getattr(planned, name) for name in cls.model_fields})


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/draft", tags=["definition"])
    _tests(router, office)
    _trial(router, office)
    _publication(router, office)
    return router


def _tests(router: APIRouter, office: Office) -> None:
    desk = office.desk
    served, edit = allowed(office, "read"), allowed(office, "edit_definition")
    editor = admitted(office, "edit_definition")

    @router.get("/tests", operation_id="listTests", summary="What is tried before the draft is published")
    def listed(business: Business = Depends(served)) -> TestsOut:
        draft = draft_of(desk, business.id)
        found = tests_of(desk, draft.kept.business if draft else business)
        shipped = [
            Conversation(name=script.name, source=source, said=[turn.say for turn in script.turns if turn.say])
            for source, script in found
            if source != "own"
        ]
        return TestsOut(own=[OwnTestOut.of(one) for one in own_tests(desk, business.id)], shipped=shipped)

    @router.put("/tests/{test}", operation_id="saveTest", summary="Keep a test of one's own")
    def put(test: PlainIdInPath, wish: OwnTestIn, there: Admitted = Depends(editor)) -> OwnTestOut:
        """412: somebody else has changed it since it was read."""
        try:
            kept = keep_test(desk, there.business.id, test, wish.test, revision=wish.revision, by=there.visitor.name)
        except Conflict as error:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, "somebody else has changed it", reason="conflict") from error
        except Refused as error:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), reason=error.reason) from error
        return OwnTestOut.of(kept)

    @router.delete("/tests/{test}", operation_id="removeTest", status_code=HTTPStatus.NO_CONTENT, summary="Drop it")
    def drop(test: PlainIdInPath, business: Business = Depends(edit)) -> None:
        try:
            drop_test(desk, business.id, test)
        except UnknownTest as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error

    @router.post("/tests/from-call/{call}", operation_id="testOfCall", summary="A call as a test, not kept yet")
    def of_call(call: Annotated[str, Path(max_length=64)], business: Business = Depends(edit)) -> OwnTest:
        """With other names and numbers. Whoever keeps it reads it first: a recogniser may have written a name as something else."""
        from receptionist.language.understander import LocalUnderstander  # noqa: PLC0415  the page's other requests spare it

        record = desk.calls.get(business.id, CallId(call))
        if record is None:
            raise Problem(HTTPStatus.NOT_FOUND, "no such call")
        try:
            return from_call(desk, record, business, LocalUnderstander())
        except Misconfigured as error:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "nobody spoke in this call", reason="no_words") from error


def _trial(router: APIRouter, office: Office) -> None:
    desk = office.desk
    served, editor = allowed(office, "read"), admitted(office, "edit_definition")

    def out(trial: Trial, business: Business) -> TrialOut:
        from receptionist.business.versions import digest_of  # noqa: PLC0415

        draft = draft_of(desk, business.id)
        current = draft is not None and digest_of(draft.kept.business) == trial.digest
        return TrialOut.of(trial, current=current)

    @router.post("/trial", operation_id="tryDraft", status_code=HTTPStatus.ACCEPTED, summary="Play every test with it")
    def begin(there: Admitted = Depends(editor)) -> TrialOut:
        """And with the version that stands, to compare. Goes on by itself, a few seconds at a time; ask `GET` how far it is."""
        try:
            return out(begin_trial(desk, there.business, by=there.visitor.name), there.business)
        except NoDraft as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error

    @router.get("/trial", operation_id="getTrial", summary="How the latest trial goes, or went")
    def one(business: Business = Depends(served)) -> TrialOut:
        trial = trial_of(desk, business.id)
        if trial is None:
            raise Problem(HTTPStatus.NOT_FOUND, "this draft was not tried yet", reason="no_trial")
        return out(trial, business)


def _publication(router: APIRouter, office: Office) -> None:
    desk = office.desk
    served, edit = allowed(office, "read"), allowed(office, "edit_definition")
    editor = admitted(office, "edit_definition")

    @router.get("/publication", operation_id="getPublication", summary="When the draft will be published")
    def one(business: Business = Depends(served)) -> PublicationOut:
        planned = publication_of(desk, business.id)
        if planned is None:
            raise Problem(HTTPStatus.NOT_FOUND, "no time is chosen", reason="no_publication")
        return PublicationOut.of(planned)

    @router.put("/publication", operation_id="planPublication", summary="Choose when the draft is published")
    def plan(wish: PublicationIn, there: Admitted = Depends(editor)) -> PublicationOut:
        """It is published then if it is still the same draft and its tests go well; otherwise it is not, and `why` says so. 412:
        it has changed since it was read. 409: tests fail, are still being
        played, or were not played and `untried` does not answer for that."""
        business, visitor = there.business, there.visitor
        draft = draft_of(desk, business.id)
        may_move = runs_it(visitor, business) and draft is not None and runs_it(visitor, draft.kept.business)
        if draft and wish.untried and not is_tried(desk, draft.kept.business):
            untried_noted(office, there)
        wanted = Publication(wish.at, wish.revision, visitor.name, wish.note, may_move, wish.untried)
        try:
            return PublicationOut.of(plan_publication(desk, business, wanted))
        except NoDraft as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error
        except Conflict as error:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, str(error), reason="conflict") from error
        except Refused as error:
            raise Problem(HTTPStatus.CONFLICT, str(error), reason=error.reason) from error

    @router.delete(
        "/publication", operation_id="callOffPublication", status_code=HTTPStatus.NO_CONTENT, summary="Call it off"
    )
    def off(business: Business = Depends(edit)) -> None:
        """Safe to repeat."""
        call_off(desk, business.id)
