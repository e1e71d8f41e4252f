"""/gaps: what callers asked and nobody here could answer."""

import logging
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.bookings.words import Asked, PlainIdInPath
from functions.knowledge.documents import up_to_date
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Language
from receptionist.desk.gaps import LONGEST_ANSWER, UnknownGap, answer_gap, dismiss_gap, gaps
from receptionist.knowledge.gaps import Gap

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
    """`open`, `answered` or `dismissed`."""
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


class Answered(BaseModel):
    version: int
    """Of the business, which has the answer now."""


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    desk = office.desk
    served, edits = allowed(office, "read"), allowed(office, "edit_definition")

    @router.get("/gaps", operation_id="listGaps", summary="Questions without an answer, the most asked first")
    def listed(
        status: Literal["open", "answered", "dismissed"] = "open", business: Business = Depends(served)
    ) -> list[GapOut]:
        return [GapOut.of(gap) for gap in gaps(desk, business, status=status)]

    @router.post("/gaps/{gap}/answer", operation_id="answerGap", summary="Answer it, for the next who asks")
    def answer(gap: PlainIdInPath, wish: GapAnswer, business: Business = Depends(edits)) -> Answered:
        """It becomes one of the business's written answers. Sending it again adds nothing."""
        try:
            changed = answer_gap(desk, business, gap, dict(wish.answer), question=wish.question)
        except UnknownGap as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error
        up_to_date(desk, changed)
        log.info("gap answered", extra={"business": business.id, "gap": gap, "version": changed.version})
        return Answered(version=changed.version)

    @router.post("/gaps/{gap}/dismissal", operation_id="dismissGap", summary="Leave it unanswered")
    def dismiss(gap: PlainIdInPath, business: Business = Depends(edits)) -> GapOut:
        try:
            return GapOut.of(dismiss_gap(desk, business, gap))
        except UnknownGap as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error

    return router
