"""What a receptionist can do for a caller, as data: what each task must learn, do and have confirmed, in order.

The runner takes the first step that is not settled. Facts given early settle their steps at once; a correction
unsettles what rested on the old value; so one breath or ten turns lead through the same table.
"""

from dataclasses import dataclass
from typing import Literal

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
    gives_up: Literal["person", "close"] = "person"
    """Where three misses in a row lead."""


_WISH = ("service", "staff", "date", "time", "window", "party_size")
_PHONE = Learn("phone", "phone", when="number_withheld")
_CALLER = (Learn("name", "name", prompt="ask_your_name"), _PHONE)
_WHICH = Do("find_booking", "booking", ("code", "find_name", "find_day", "find_phone"))

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
        ),
        Workflow(
            "change_booking",
            (
                _WHICH,
                Learn("change", "open", settled_by=("date", "time", "window", "party_size", "service", "staff")),
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
            (*_CALLER, Learn("message", "open", prompt="ask_waitlist"), Do("keep_message", "kept")),
            family="message",
            gives_up="close",
        ),
        Workflow("call_back", (*_CALLER, Do("keep_message", "kept")), family="message", gives_up="close"),
        Workflow("person", (Do("hand_over", "handed_over"),), family="message"),
    )
}
