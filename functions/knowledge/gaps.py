"""/gaps: what callers asked and nobody here could answer."""

import logging
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, get_args

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from functions.access import Admitted, admitted, allowed
from functions.bookings.words import Asked, PlainIdInPath
from functions.definitions.publishing import understander
from functions.definitions.shapes import ReviewOut
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Language
from receptionist.business.facts import worded
from receptionist.desk.desk import Desk
from receptionist.desk.gaps import LONGEST_ANSWER, UnknownGap, answer_gap, dismiss_gap, gaps
from receptionist.desk.publish import review
from receptionist.knowledge.gaps import ERASED, Gap, GapStatus
from receptionist.suites.own import LONGEST_NAME, LONGEST_SAID, OwnTest, OwnTurn, TooManyTests, keep_test, own_tests

log = logging.getLogger(__name__)

Sentence = Annotated[
    str, Field(min_length=1, max_length=LONGEST_ANSWER, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")
]


class AskingOut(BaseModel):
    """Once, in the caller's words, without names and numbers."""

    call: str
    turn: int
    at: datetime
    text: str
    language: str


class GapOut(BaseModel):
    id: str
    question: str
    language: str
    count: int
    """How often it was asked, in whatever words."""
    first: datetime
    last: datetime
    status: str
    """`open`; `drafted`: its answer waits in the draft; `answered` or `dismissed`."""
    askings: list[AskingOut]
    """The latest."""

    @classmethod
    def of(cls, gap: Gap) -> "GapOut":
        fields = {name: getattr(gap, name) for name in cls.model_fields if name != "askings"}
        asked = [AskingOut(**{name: getattr(one, name) for name in AskingOut.model_fields}) for one in gap.askings]
        return cls(**fields, askings=asked)


class GapAnswer(Asked):
    answer: Annotated[dict[Language, Sentence], Field(min_length=1)]
    """By language; a sentence or two, spoken as they are."""
    question: Annotated[str, Field(max_length=300)] = ""
    """In better words than the caller's; empty: as it was asked."""
    test: bool = False
    """It also becomes a test of the house: whoever asks as it was asked is told it."""


class Answered(BaseModel):
    version: int
    """Of the business, as callers hear it now."""
    published: bool
    """Whether that version has the answer already."""
    draft: int | None
    """Revision of the draft that has it; also its ETag. None: there is no draft."""
    review: ReviewOut
    """What publishing the draft would change."""
    test: str | None = None
    """Id of the test that was made of it; None: none was wanted, whoever asked was erased, or the house has as many as it may."""


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    desk = office.desk
    served, edits = allowed(office, "read"), allowed(office, "edit_definition")
    editor = admitted(office, "edit_definition")

    @router.get("/gaps", operation_id="listGaps", summary="Questions without an answer, the most asked first")
    def listed(status: GapStatus = "open", business: Business = Depends(served)) -> list[GapOut]:
        return [GapOut.of(gap) for gap in gaps(desk, business, status=status)]

    @router.post("/gaps/{gap}/answer", operation_id="answerGap", summary="Answer it, in the draft")
    def answer(gap: PlainIdInPath, wish: GapAnswer, admitted: Admitted = Depends(editor)) -> Answered:
        """It becomes one of the written answers of the draft, `review` says what publishing that would change. With `test` it is also
        asked before anything is published from then on. Sending it again adds nothing."""
        business, by = admitted.business, admitted.visitor.name
        try:
            told = _drafted(desk, business, gap, wish, by)
        except UnknownGap as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error
        if wish.test:
            told = told.model_copy(update={"test": _as_test(desk, business, gap, wish, by)})
        log.info("gap answered", extra={"business": business.id, "gap": gap, "published": told.published})
        return told

    @router.post("/gaps/{gap}/dismissal", operation_id="dismissGap", summary="Leave it unanswered")
    def dismiss(gap: PlainIdInPath, business: Business = Depends(edits)) -> GapOut:
        try:
            return GapOut.of(dismiss_gap(desk, business, gap))
        except UnknownGap as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error

    return router


def _as_test(desk: Desk, business: Business, id: str, wish: GapAnswer, by: str) -> str | None:
    asked = next(one for status in get_args(GapStatus) for one in gaps(desk, business, status=status) if one.id == id)
    question = asked.question if asked.question != ERASED else wish.question.strip()
    if question in ("", ERASED):
        return None
    told = worded(dict(wish.answer), asked.language).partition("\n")[0].strip()
    test = OwnTest(
        name=question[:LONGEST_NAME],
        language=asked.language if asked.language in business.languages else None,
        turns=(OwnTurn(say=question[:LONGEST_SAID], has=(told,)),),
    )
    name = f"gap-{id}"
    before = next((one for one in own_tests(desk, business.id) if one.id == name), None)
    if before is not None and before.test == test:
        return name
    try:
        return keep_test(desk, business.id, name, test, revision=before.revision if before else 0, by=by).id
    except TooManyTests:
        return None


def _drafted(desk: Desk, business: Business, gap: str, wish: GapAnswer, by: str) -> Answered:
    draft = answer_gap(desk, business, gap, dict(wish.answer), question=wish.question, by=by)
    wanted = draft.kept.business if draft else business
    seen = ReviewOut.of(review(desk, wanted, understander(), now=business))
    return Answered(
        version=business.version, published=draft is None, draft=draft.revision if draft else None, review=seen
    )
