"""/answers: what a caller would be told who asks this."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from functions.access import allowed
from functions.bookings.words import PRINTABLE
from functions.office import Office
from receptionist.business.definition import Business


class AnswerOut(BaseModel):
    id: str
    score: float
    """0 to 1."""
    sure: bool
    """Whether it is near enough to be told."""
    quote: dict[str, str]
    """By language, verbatim."""
    source: str
    """Document and place; empty for a written answer."""


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    served = allowed(office, "read")

    @router.get("/answers", operation_id="findAnswers", summary="Try a question")
    def answers(
        question: Annotated[str, Query(min_length=1, max_length=300, pattern=PRINTABLE)],
        business: Business = Depends(served),
    ) -> list[AnswerOut]:
        """From written answers and approved passages, nearest first. Hours, prices and the menu are answered from the
        definition itself."""
        shelf, now = office.desk.shelf(), office.desk.clock()
        told = shelf.answer(business, question, now)
        return [
            AnswerOut(
                id=one.entry.id,
                score=round(one.score, 3),
                sure=told is not None and one.entry.id == told.entry.id,
                quote=dict(one.quote),
                source=one.entry.source,
            )
            for one in shelf.find(business, question, now)
        ]

    return router
