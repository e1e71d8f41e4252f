"""That a task of the business's own can be asked to its end."""

import re
from collections.abc import Iterator

from receptionist.business.definition import Business
from receptionist.business.faults import Fault, Place, twice
from receptionist.business.workflows import KNOWN, Outcome, OwnWorkflow, Question, Requirement

MOST_QUESTIONS = 12
"""More is a form, not a conversation."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OURS = frozenset(("confirmed", "finished", "gave_up", "choice", "changing"))
"""Slots the conversation itself keeps in a task."""


BOOKING = frozenset(
    (
        "service",
        "staff",
        "date",
        "days",
        "time",
        "window",
        "part",
        "party_size",
        "found",
        "name",
        "phone",
        "notes",
        "booked",
        "any_time",
    )
)
"""Slots of a booking."""


def workflow_faults(business: Business) -> Iterator[Fault]:
    yield from intake_faults(business)
    yield from twice((("workflows", i, "id"), own.id) for i, own in enumerate(business.workflows))
    for index, own in enumerate(business.workflows):
        place: Place = ("workflows", index)
        if own.id in KNOWN or not _NAME.fullmatch(own.id):
            yield (*place, "id"), "needs a name of its own in small letters, such as private_dining"
        if not any(phrase.strip() for phrases in own.when.values() for phrase in phrases):
            yield (*place, "when"), "says in no language what callers ask for"
        yield from _questions(own, place)
        for number, outcome in enumerate(own.then):
            yield from _outcome(business, own, outcome, (*place, "then", number))
        yield from _outcome(business, own, own.otherwise, (*place, "otherwise"))


def intake_faults(business: Business) -> Iterator[Fault]:
    """Its questions are asked in the middle of a booking, beside the questions every booking has."""
    asked = OwnWorkflow(id="intake", name={}, when={}, ask=business.intake, then=())
    for place, why in _questions(asked, ()):
        yield ("intake", *place[1:]), why
    for number, question in enumerate(business.intake):
        if question.field in BOOKING:
            yield (
                ("intake", number, "field"),
                f"{question.field!r} is asked of everybody who books anyway; write another name",
            )


def _questions(own: OwnWorkflow, place: Place) -> Iterator[Fault]:
    yield from twice(((*place, "ask", i, "field"), one.field) for i, one in enumerate(own.ask))
    if len(own.ask) > MOST_QUESTIONS:
        yield (*place, "ask"), f"at most {MOST_QUESTIONS} questions: callers hang up before"
    for number, question in enumerate(own.ask):
        where = (*place, "ask", number)
        if not _NAME.fullmatch(question.field) or question.field in _OURS:
            yield (*where, "field"), "needs a name in small letters, such as guests"
        if not question.question or not all(question.question.values()):
            yield (*where, "question"), "has no words"
        yield from _choices(question, where)
        yield from _requirement(own, question.only_if, own.ask[:number], (*where, "only_if"))


def _choices(question: Question, place: Place) -> Iterator[Fault]:
    if (question.type == "choice") != bool(question.choices):
        yield (*place, "choices"), "go with type `choice`, and only with it"
    yield from twice(((*place, "choices", i, "id"), choice.id) for i, choice in enumerate(question.choices))
    for number, choice in enumerate(question.choices):
        if not any(choice.name.values()):
            yield (*place, "choices", number, "name"), "has no words"


def _outcome(business: Business, own: OwnWorkflow, outcome: Outcome, place: Place) -> Iterator[Fault]:
    yield from _requirement(own, outcome.only_if, own.ask, (*place, "only_if"))
    match outcome.do:
        case "person" if outcome.to and outcome.to not in {handoff.label for handoff in business.handoffs}:
            yield (*place, "to"), f"there is no hand-over called {outcome.to!r}"
        case "book" if business.service(outcome.service) is None:
            yield (*place, "service"), f"there is no service {outcome.service!r}"
        case "answer" if not any(outcome.text.values()):
            yield (*place, "text"), "an answer needs words"


def _requirement(
    own: OwnWorkflow, wanted: Requirement | None, asked: tuple[Question, ...], place: Place
) -> Iterator[Fault]:
    if wanted is None:
        return
    question = next((one for one in asked if one.field == wanted.field), None)
    if question is None:
        yield (*place, "field"), f"no question before this one asks for {wanted.field!r}"
    elif question.type == "choice" and not set(wanted.equals) <= {choice.id for choice in question.choices}:
        yield (*place, "equals"), f"not all of them are choices of {wanted.field!r}"
    elif (wanted.at_least is not None or wanted.at_most is not None) and question.type not in ("number", "money"):
        yield place, f"{wanted.field!r} is no number: it has no more and no less"
