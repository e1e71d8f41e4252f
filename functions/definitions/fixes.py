"""/draft/answers: what the assistant should have said, put into the draft; and which facts an answer came from."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from functions.access import Admitted, admitted, allowed
from functions.bookings.words import PRINTABLE, Asked
from functions.definitions.publishing import understander
from functions.definitions.shapes import ReviewOut
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Faq, Language
from receptionist.desk.desk import Desk
from receptionist.desk.publish import draft_of, review, save_draft
from receptionist.errors import NotServable
from receptionist.ports import Conflict

Question = Annotated[str, Field(min_length=1, max_length=300, pattern=PRINTABLE)]
Sentence = Annotated[str, Field(min_length=1, max_length=600, pattern=PRINTABLE)]


Section = Literal["services", "hours", "answers", "policies", "basics"]


SECTIONS: dict[str, Section] = {
    "dish": "services", "service": "services", "hours": "hours", "faq": "answers", "policy": "policies",
}  # fmt: skip
"""By kind of fact (receptionist/knowledge/grounding.py)."""


class FactOut(BaseModel):
    """Something the definition says that bears on a question."""

    id: str
    said: str
    section: Section
    """Where on the page it is changed."""


class NewAnswer(Asked):
    question: Question
    answer: Annotated[dict[Language, Sentence], Field(min_length=1)]


class AnswerAdded(BaseModel):
    draft: int
    """Its revision, also its ETag."""
    review: ReviewOut


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/draft", tags=["definition"])
    desk = office.desk
    served, editor = allowed(office, "read"), admitted(office, "edit_definition")

    @router.get("/facts", operation_id="findFacts", summary="What the draft says about a question")
    def facts(question: Annotated[str, Query(min_length=1, max_length=300, pattern=PRINTABLE)],
              business: Business = Depends(served)) -> list[FactOut]:  # fmt: skip
        """The nearest first."""
        return _facts(desk, business, question)

    @router.post("/answers", operation_id="addAnswer", summary="Put an answer into the draft")
    def add(wish: NewAnswer, there: Admitted = Depends(editor)) -> AnswerAdded:
        """In place of the one to the same question, if there is one; begins a draft where there is none. 412: somebody else saves at
        the same moment."""
        business = there.business
        draft = draft_of(desk, business.id)
        wanted = _with_answer(draft.kept.business if draft else business, wish)
        try:
            saved = save_draft(
                desk,
                wanted,
                base=draft.kept.base if draft else business.version,
                revision=draft.revision if draft else 0,
                by=there.visitor.name,
            )
        except NotServable as error:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), reason=error.reason) from error
        except Conflict as error:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, str(error), reason="conflict") from error
        seen = ReviewOut.of(review(desk, wanted, understander(), now=business))
        return AnswerAdded(draft=saved.revision, review=seen)

    return router


def _with_answer(business: Business, wish: NewAnswer) -> Business:
    asked = wish.question.strip()
    same = next((faq for faq in business.faqs if faq.question.casefold() == asked.casefold()), None)
    answer = {**(same.answer if same else {}), **wish.answer}
    new = same.model_copy(update={"answer": answer}) if same else Faq(question=asked, answer=answer)
    others = tuple(faq for faq in business.faqs if faq is not same)
    return business.model_copy(update={"faqs": (*others, new)})


def _facts(desk: Desk, business: Business, question: str) -> list[FactOut]:
    from receptionist.business.opening import local  # noqa: PLC0415  the page's other requests spare it
    from receptionist.knowledge.grounding import relevant_facts  # noqa: PLC0415

    draft = draft_of(desk, business.id)
    wanted = draft.kept.business if draft else business
    found = relevant_facts(question, wanted, local(wanted, desk.clock()).date())
    return [FactOut(id=one.id, said=one.text, section=_section(one.kind)) for one in found[:5]]


def _section(kind: str) -> Section:
    return SECTIONS.get(kind, "basics")
