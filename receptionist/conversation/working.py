"""One turn in the making: the state so far, and what shall be said."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from receptionist.business.definition import Business, Service
from receptionist.business.opening import local, staffed
from receptionist.calls.transfer import Transfer
from receptionist.conversation.reply import Expectation
from receptionist.conversation.state import DialogueState, Filled, Json, Task
from receptionist.conversation.workflows import WORKFLOWS, Confirm, Do, Learn, Step, Workflow, fulfilled, workflow
from receptionist.ids import NewId, ServiceId

GAVE_UP = "gave_up"
"""Slot of a task of the business's own whose answers could not be had: its `otherwise` is done."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be said, not yet in words: `name` is a key of the wording, `args` what it speaks of."""

    name: str
    args: dict[str, Any] = field(default_factory=dict)
    variant: int = 0
    """How often it was said in vain: later wordings say it differently."""
    manner: str = ""
    """`brief`, `urgent` or `patient`: how it is said to a caller who is one or the other, where there are words for it."""


UNAIDED: Final = frozenset({"en", "es"})
"""What the recogniser of the machine itself knows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the runner may know besides state and commands."""

    business: Business
    now: datetime
    """Aware."""
    new_id: NewId
    recognised: frozenset[str] = UNAIDED
    """Languages that are understood when they are spoken; all three are, when they are written."""

    @property
    def today(self) -> date:
        return local(self.business, self.now).date()


_WHO = ("name", "phone")


@dataclass(slots=True)
class Working:
    state: DialogueState
    facts: Facts
    acts: list[Act] = field(default_factory=list)
    expect: Expectation = Expectation()
    handoff: str | None = None
    transfer: Transfer | None = None
    moved: bool = False
    """Whether the caller's words changed anything; if not, they count as not understood."""

    def say(self, act: str, variant: int = 0, /, **args: Any) -> None:
        self.acts.append(Act(act, args, variant))

    def wait_for(self, slot: str | None, kind: str, phrases: tuple[str, ...] = ()) -> None:
        """The turn ends with a question."""
        patience_s = self.business.affect.hesitant.patience_s if "hesitant" in self.state.moods else 0.0
        self.expect = Expectation(slot, kind, phrases, patience_s)
        self.state = replace(self.state, expecting=slot or "")

    @property
    def business(self) -> Business:
        return self.facts.business

    # --- tasks ---------------------------------------------------------------------------------------------------

    @property
    def task(self) -> Task | None:
        return self.state.tasks[-1] if self.state.tasks else None

    @property
    def top(self) -> Task:
        return self.state.tasks[-1]

    def push(self, name: str, slots: dict[str, Filled] | None = None) -> None:
        known = {fact: self.state.known[fact] for fact in _WHO if fact in self.state.known}
        given = {fact: filled for fact, filled in known.items() if fact in self._needed(name)} | (slots or {})
        task = Task(name, slots=given, effect_key=self.facts.new_id())
        self.state = replace(self.state, tasks=(*self.state.tasks, task))
        self.moved = True

    def _needed(self, name: str) -> set[str]:
        return {step.slot for step in self.flow_of(name).steps if isinstance(step, Learn)}

    def pop(self) -> None:
        """The task below goes on, and need not ask who is calling if this one has."""
        done = self.top
        kept: dict[str, Json] = {name: filled.value for name, filled in done.slots.items()}
        self.state = replace(self.state, tasks=self.state.tasks[:-1], extra={**self.state.extra, "last_slots": kept})
        if self.state.tasks:
            told = {fact: done.slots[fact] for fact in _WHO if fact in done.slots}
            needed = self._needed(self.top.workflow)
            self.amend(slots={fact: filled for fact, filled in told.items() if fact in needed} | self.top.slots)
        self.moved = True

    def amend(self, **changes: Any) -> None:
        """Changes fields of the task in hand."""
        self.state = replace(self.state, tasks=(*self.state.tasks[:-1], replace(self.top, **changes)))

    # --- slots ---------------------------------------------------------------------------------------------------

    def value(self, slot: str) -> Any:
        filled = self.top.slots.get(slot)
        return filled.value if filled else None

    def fill(self, slot: str, value: Json) -> None:
        slots = {**self.top.slots, slot: Filled(value, turn=self.state.turn)}
        self.amend(slots=slots, attempts={**self.top.attempts, slot: 0})
        self.moved = True

    def clear(self, *names: str) -> None:
        self.amend(slots={name: filled for name, filled in self.top.slots.items() if name not in names})

    def remember(self, key: str, value: Json) -> None:
        """In the state's `extra`; None forgets."""
        extra = {name: kept for name, kept in self.state.extra.items() if name != key}
        self.state = replace(self.state, extra=extra if value is None else {**extra, key: value})

    def take(self, key: str) -> Json:
        """What was remembered, forgetting it."""
        kept = self.state.extra.get(key)
        self.remember(key, None)
        return kept

    @property
    def last_heard(self) -> str:
        """The caller's latest words."""
        return next((line.text for line in reversed(self.state.heard) if line.who == "caller"), "")

    @property
    def offer(self) -> str:
        """The yes-or-no question that belongs to no task: `person`, `message`, `else`."""
        return str(self.state.extra.get("offer", ""))

    @property
    def choices(self) -> int:
        """How many times are offered at once."""
        return self.business.affect.hesitant.choices if "hesitant" in self.state.moods else 3

    # --- steps ---------------------------------------------------------------------------------------------------

    @property
    def flow(self) -> Workflow:
        return self.flow_of(self.top.workflow)

    def flow_of(self, name: str) -> Workflow:
        """One that has gone from the definition in mid-call leaves a message."""
        return workflow(self.business, name) or WORKFLOWS["message"]

    def answers(self) -> dict[str, Any]:
        """Of the task in hand: what each slot holds."""
        return {name: filled.value for name, filled in self.top.slots.items()}

    def next_step(self) -> Step | None:
        """The first step that is not settled."""
        return next((step for step in self.flow.steps if not self._settled(step)), None)

    def _settled(self, step: Step) -> bool:
        slots = self.top.slots
        match step:
            case Learn(question=question) if question is not None:
                return question.field in slots or GAVE_UP in slots or not fulfilled(question.only_if, self.answers())
            case Learn(slot, _, when, settled_by):
                return slot in slots or any(other in slots for other in settled_by) or not self._applies(when)
            case Do(_, gives, _):
                return gives in slots
            case Confirm():
                return "confirmed" in slots or GAVE_UP in slots

    def _applies(self, when: str) -> bool:
        match when:
            case "several_services":
                return len(self.business.services) > 1
            case "for_a_party":
                return self.for_a_party()
            case "number_withheld":
                return not self.state.caller
            case _:
                return True

    def for_a_party(self) -> bool:
        """Whether what is in hand is had at a table, by however many."""
        service = self.service()
        return service is not None and any(need.kind == "table" for need in service.needs)

    def service(self) -> Service | None:
        """The service of the task in hand; the only one, where there is only one."""
        wanted = self.value("service")
        if wanted is None and isinstance(booking := self.value("booking"), dict):
            wanted = booking.get("service")
        if wanted is None and len(self.business.services) == 1:
            return self.business.services[0]
        return self.business.service(ServiceId(str(wanted))) if wanted else None

    def can_hand_over(self) -> bool:
        return any(staffed(handoff, self.business, self.facts.now) for handoff in self.business.handoffs)


def resting_on(flow: Workflow, slot: str) -> frozenset[str]:
    """All that a change of `slot` undoes, near and far."""
    undone: set[str] = set()
    changed = {slot}
    while changed:
        nearer = {step.gives for step in flow.steps if isinstance(step, Do) and changed & set(step.rests_on)} - undone
        undone |= nearer
        changed = nearer
    return frozenset(undone)
