"""What a receptionist can do for a caller, as data: what each task must learn, do and have confirmed, in order.

The runner takes the first step that is not settled. Facts given early settle their steps at once; a correction
unsettles what rested on the old value; so one breath or ten turns lead through the same table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from receptionist.business.definition import Business
from receptionist.business.once import Once
from receptionist.business.workflows import OwnWorkflow, Question, Requirement

Condition = Literal["always", "several_services", "for_a_party", "number_withheld"]


@dataclass(frozen=True, slots=True)
class Learn:
    """Ask until known. The prompt is `ask_<slot>` of the wording: first, again, rephrased, with keys."""

    slot: str
    kind: str
    """Kind of Expectation."""
    when: Condition = "always"
    settled_by: tuple[str, ...] = ()
    """Other slots that will do as well: "in the evening" for a time."""
    prompt: str = ""
    """Wording of its own, in place of `ask_<slot>`."""
    question: Question | None = None
    """The business's own words for it, of a task it has defined."""

    @property
    def name(self) -> str:
        return self.slot


@dataclass(frozen=True, slots=True)
class Do:
    """Something done at the desk; settled while `gives` is filled."""

    deed: str
    gives: str
    rests_on: tuple[str, ...] = ()
    """Slots whose correction undoes it."""

    @property
    def name(self) -> str:
        return self.deed


@dataclass(frozen=True, slots=True)
class Confirm:
    """Read back, and wait for a yes. Any correction asks for a new yes."""

    reading: str

    @property
    def name(self) -> str:
        return "confirm"


Step = Learn | Do | Confirm


@dataclass(frozen=True, slots=True)
class Workflow:
    name: str
    steps: tuple[Step, ...]
    family: str
    """Tasks of one family replace one another ("cancel it, or rather move it"); others are stacked."""
    gives_up: Literal["person", "close", "otherwise"] = "person"
    """Where misses in a row lead; `otherwise`: what the business has said shall be done then."""
    also: tuple[str, ...] = ()
    """Facts it has a use for, but never asks."""
    own: OwnWorkflow | None = None


FINDING = ("change_booking", "cancel_booking", "check_booking")
"""Tasks about a visit there is already."""
_WISH = ("service", "variant", "staff", "not_staff", "area", "accessible", "date", "time", "window", "party_size")
_PHONE = Learn("phone", "phone", when="number_withheld")
_CALLER = (Learn("name", "name", prompt="ask_your_name"), _PHONE)
_WHICH = Do(
    "find_booking",
    "booking",
    ("code", "find_name", "find_day", "find_time", "find_phone", "birth_date", "postcode"),
)

WORKFLOWS: dict[str, Workflow] = {
    flow.name: flow
    for flow in (
        Workflow(
            "book",
            (
                Learn("service", "choice", when="several_services"),
                Learn("date", "date"),
                Learn("time", "time", settled_by=("window",)),
                Learn("party_size", "number", when="for_a_party"),
                Do("find_place", "found", _WISH),
                Learn("name", "name"),
                _PHONE,
                Confirm("confirm_book"),
                Do("book", "booked"),
            ),
            family="book",
            also=("notes",),
        ),
        Workflow(
            "change_booking",
            (
                _WHICH,
                Learn(
                    "change",
                    "open",
                    settled_by=(
                        "date",
                        "time",
                        "window",
                        "party_size",
                        "service",
                        "variant",
                        "staff",
                        "not_staff",
                        "area",
                        "shift",
                        "day_shift",
                        "party_change",
                    ),
                ),
                Do("find_place", "found", (*_WISH, "booking")),
                Confirm("confirm_change"),
                Do("change", "changed"),
            ),
            family="booking",
        ),
        Workflow("cancel_booking", (_WHICH, Confirm("confirm_cancel"), Do("cancel", "cancelled")), family="booking"),
        Workflow("check_booking", (_WHICH, Do("tell", "told")), family="booking"),
        Workflow(
            "message",
            (*_CALLER, Learn("message", "open"), Do("keep_message", "kept")),
            family="message",
            gives_up="close",
        ),
        Workflow(
            "waitlist",
            (
                Learn("service", "choice", when="several_services"),
                Learn("date", "date"),
                Learn("time", "time", settled_by=("window",)),
                Learn("party_size", "number", when="for_a_party"),
                Learn("name", "name"),
                _PHONE,
                Confirm("confirm_waitlist"),
                Do("join_waitlist", "joined"),
            ),
            family="book",
            also=("variant", "staff", "not_staff", "area", "accessible", "notes"),
        ),
        Workflow(
            "call_back",
            (*_CALLER, Do("keep_message", "kept")),
            family="message",
            gives_up="close",
            also=("message", "date", "time", "window"),
        ),
        Workflow("person", (Do("hand_over", "handed_over"),), family="message"),
    )
}


def workflow(business: Business, name: str) -> Workflow | None:
    """One every receptionist knows, or one of the business's own; None: no such task."""
    if name == "book" and business.intake:
        return _WITH_INTAKE.of(business)
    if name in WORKFLOWS:
        return WORKFLOWS[name]
    return _OWN.of(business).get(name)


def _with_intake(business: Business) -> Workflow:
    """A booking that also asks what the business wants to know, before everything is read back."""
    book = WORKFLOWS["book"]
    before = next(number for number, step in enumerate(book.steps) if isinstance(step, Confirm))
    learn = tuple(Learn(one.field, one.type, question=one) for one in business.intake)
    return replace(book, steps=(*book.steps[:before], *learn, *book.steps[before:]))


def _of(own: OwnWorkflow) -> Workflow:
    """Steps of a task as a business has written it."""
    asked = tuple(Learn(one.field, one.type, question=one) for one in own.ask)
    said = {outcome.do for outcome in (*own.then, own.otherwise)}
    caller: tuple[Step, ...] = () if said <= {"answer", "book"} else _CALLER
    if any(one.type == "name" for one in own.ask):
        caller = tuple(step for step in caller if step is not _CALLER[0])
    read_back: tuple[Step, ...] = (Confirm("confirm_own"),) if own.read_back else ()
    return Workflow(
        own.id, (*asked, *caller, *read_back, Do("finish_own", "finished")), family=own.id, gives_up="otherwise", own=own
    )  # fmt: skip


_WITH_INTAKE = Once(_with_intake)
_OWN = Once(lambda business: {one.id: _of(one) for one in business.workflows})


def fulfilled(wanted: Requirement | None, answers: Mapping[str, Any]) -> bool:
    """Whether the answers so far are as required. An answer that is missing, or was left out, fulfils nothing."""
    if wanted is None:
        return True
    given = answers.get(wanted.field)
    if given in (None, ""):
        return False
    if wanted.equals and str(given).casefold() not in {one.casefold() for one in wanted.equals}:
        return False
    if wanted.at_least is None and wanted.at_most is None:
        return True
    try:
        amount = float(given)
    except (TypeError, ValueError):
        return False
    return (wanted.at_least is None or amount >= wanted.at_least) and (
        wanted.at_most is None or amount <= wanted.at_most
    )
