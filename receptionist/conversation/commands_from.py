"""From what a sentence means to what it asks of the conversation. Pure; where the local understander joins the runner.

The same sentence asks different things at different moments: "eight" answers how many, which of the offered times,
or corrects the hour; "cancel it" while a booking is being made drops it, and with nothing in hand cancels one.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.conversation import phrases
from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Command,
    Deny,
    Goodbye,
    Greet,
    NotUnderstood,
    RefuseRecording,
    SayAgain,
    SetSlot,
    SpeakLanguage,
    StartTask,
    Thank,
    WantPerson,
)
from receptionist.conversation.state import DialogueState, Task
from receptionist.language.understanding import Entity, Understanding, Utterance

SURE = 0.5
"""An intent scored below is not acted on while a better one is."""
ANGRY = 0.5
""" "This is ridiculous" is no introduction."""

_TASKS = {
    "book": "book", "change_booking": "change_booking", "cancel_booking": "cancel_booking",
    "check_booking": "check_booking", "waitlist": "waitlist", "leave_message": "message", "call_back": "call_back",
}  # fmt: skip
_FACT_TOPICS = frozenset(
    {"hours", "address", "directions", "price", "menu", "allergens", "diet", "robot", "recording", "parking",
     "services", "policy", "cancellation", "deposit", "payment", "staff", "languages"}
)  # fmt: skip
_WISHES = frozenset({"date", "time", "datetime", "datetime_range", "time_range", "party_size"})


def commands_from(understood: Understanding, utterance: Utterance, state: DialogueState, business: Business) -> tuple[Command, ...]:
    """What the caller asks, in the order the runner obeys. Never empty."""
    return _Reading(understood, utterance.text.strip(), state, business).commands()


class _Reading:
    """One utterance in its place in the conversation."""

    def __init__(self, understood: Understanding, text: str, state: DialogueState, business: Business) -> None:
        self.understood = understood
        self.text = text
        self.state = state
        self.business = business
        self.task: Task | None = state.tasks[-1] if state.tasks else None
        scores = {intent.name: intent.score for intent in understood.intents}
        best = understood.intents[0].name if understood.intents else "out_of_scope"
        self.intents = {name for name, score in scores.items() if score >= SURE} | ({best} if scores.get(best, 0) >= 0.3 else set())
        self.entities = [entity for entity in understood.entities if not entity.negated and not self._is_pointing(entity)]

    def _is_pointing(self, entity: Entity) -> bool:
        """ "The second one" points at something offered; it is no date and no hour, unless a date was asked for."""
        if self.state.expecting in ("date", "find_day"):
            return False
        if entity.type in ("date", "datetime"):
            return phrases.only_ordinal(entity.text)
        return entity.type in ("time", "number") and phrases.after_ordinal(self.text, entity.start)

    def commands(self) -> tuple[Command, ...]:
        if "emergency" in self.intents:
            return (WantPerson("emergency"),)
        found = list(self._all())
        return tuple(found) or (NotUnderstood(out_of_scope=bool(self.text) and "out_of_scope" in self.intents),)

    def _all(self) -> Iterator[Command]:
        yield from self._language()
        if phrases.refuses_recording(self.text):
            yield RefuseRecording()
            return
        if self._dictating():
            yield SetSlot("message", self.text)
            return
        if "person" in self.intents and self._best_of("person", *_TASKS) == "person":
            yield WantPerson("asked")
            return
        if "repeat" in self.intents and not self.entities:
            yield SayAgain()
            return
        tasks = list(self._tasks())
        slots = list(self._slots())
        asks = list(self._questions(slots, tasks))
        if asks and not tasks and self._only_about_the_question():
            slots = []
        yield from self._yes_no(tasks, slots)
        yield from tasks
        yield from slots
        yield from asks
        if not tasks and not slots and not asks:
            yield from self._courtesies()
        elif "goodbye" in self.intents and not slots and not asks:
            yield Goodbye()

    def _best_of(self, *names: str) -> str | None:
        """The likeliest of these intents."""
        return next((intent.name for intent in self.understood.intents if intent.name in names), None)

    def _language(self) -> Iterator[Command]:
        wanted = phrases.named_language(self.text) if "change_language" in self.intents else None
        spoken = self.understood.language
        if wanted in ("en", "es", "pa"):
            yield SpeakLanguage(wanted)  # type: ignore[arg-type]  # narrowed by the tuple above
        elif spoken != self.state.language and (len(self.text.split()) >= 3 or self.state.turn <= 1) and not self._answers_by_name():
            yield SpeakLanguage(spoken)

    def _answers_by_name(self) -> bool:
        """Names have no language: "Jose Garcia" in an English call stays an English call."""
        return self.state.expecting in ("name", "find_name", "phone")

    def _dictating(self) -> bool:
        if self.state.expecting != "message":
            return False
        leaving = self.intents & {"repeat", "person", "goodbye"} or phrases.drops_it(self.text)
        return bool(self.text) and not (leaving and len(self.text.split()) <= 5)

    def _tasks(self) -> Iterator[Command]:
        in_hand = self.task.workflow if self.task else None
        if phrases.drops_it(self.text) and in_hand:
            yield CancelTask()
            return
        for intent in self.understood.intents:
            workflow = _TASKS.get(intent.name) if intent.name in self.intents else None
            if workflow is None:
                continue
            if workflow == "book" and phrases.has_booking(self.text):
                workflow = "change_booking" if self._wishes() - {"date"} else "check_booking"
            if workflow == "cancel_booking" and in_hand == "book":
                yield CancelTask()
            elif workflow == in_hand or (workflow == "change_booking" and in_hand == "book") or workflow == "book" and in_hand == "change_booking" and self._wishes():
                continue
            else:
                yield StartTask(workflow)
            return
        if in_hand is not None:
            return
        if self.state.extra.get("cancelled") and phrases.wants_it_back(self.text):
            yield StartTask("book")
        elif (self.state.last_booking and phrases.asks_for_code(self.text)) or self._asks_for_own():
            yield StartTask("check_booking")
        elif "question" in self.intents and self._wishes() and self.understood.topic not in _FACT_TOPICS or in_hand is None and not self.intents & {"question", "person"} and self._wishes() >= {"time", "party_size"}:
            yield StartTask("book")

    def _asks_for_own(self) -> bool:
        """ "Do you have my reservation?"."""
        return "question" in self.intents and self.understood.topic in (None, "faq") and phrases.own_booking(self.text)

    def _wishes(self) -> set[str]:
        return {entity.type for entity in self.entities if entity.type in _WISHES}

    def _yes_no(self, tasks: list[Command], slots: list[Command]) -> Iterator[Command]:
        if self.state.expecting == "yes_no" and self.task and self.task.step == "confirm" and not tasks and not slots:
            same = {intent for intent in self.intents if _TASKS.get(intent) == self.task.workflow}
            if same and "deny" not in self.intents:
                yield Affirm()
                return
        if "deny" in self.intents or (self.task and self.task.workflow == "cancel_booking" and phrases.keeps_it(self.text)):
            yield Deny()
        elif "affirm" in self.intents:
            yield Affirm()
        elif "change_booking" in self.intents and self.task and self.task.workflow == "book" and not slots:
            yield Deny()

    def _questions(self, slots: list[Command], tasks: list[Command]) -> Iterator[Command]:
        if "question" not in self.intents or "change_language" in self.intents or any(isinstance(slot, SetSlot) and slot.slot == "choice" for slot in slots):
            return
        topic = self.understood.topic
        if topic in (None, "faq") and (tasks or slots):
            return
        kinds = {"menu_item", "service", "staff", "allergen", "date"}
        about = tuple(str(entity.value) for entity in self.entities if entity.type in kinds and isinstance(entity.value, str | int))
        yield Ask(topic or "faq", self.text, about)

    def _only_about_the_question(self) -> bool:
        """ "What time do you close on Friday?" says nothing about the booking in hand."""
        return self.understood.topic in _FACT_TOPICS and "book" not in self.intents and "affirm" not in self.intents

    def _courtesies(self) -> Iterator[Command]:
        if "goodbye" in self.intents:
            yield Goodbye()
        elif "thanks" in self.intents:
            yield Thank()
        elif "greeting" in self.intents:
            yield Greet()

    # --- slots ---------------------------------------------------------------------------------------------------

    def _slots(self) -> Iterator[Command]:
        choice = self._choice()
        if choice is not None:
            yield SetSlot("choice", choice)
            if not any(entity.type == "party_size" for entity in self.entities):
                return
        corrects = "deny" in self.intents or any(entity.negated for entity in self.understood.entities)
        filled: set[str] = set()
        for entity in self._ordered():
            for slot, value, others in self._meaning(entity):
                if slot in filled or (choice is not None and slot in ("time", "date")):
                    continue
                filled.add(slot)
                yield SetSlot(slot, value, others, correction=corrects)
        if not filled and (aspect := self._aspect()):
            yield SetSlot("changing", aspect)
        if self.state.expecting == "time" and not filled & {"time", "window"} and phrases.any_time(self.text):
            yield SetSlot("any_time", True)
        yield from self._spoken_answer(filled)
        for entity in self.understood.entities:
            retracted = entity.type in ("date", "time", "party_size") and entity.negated and entity.type not in filled
            if retracted and not (entity.type == "time" and "window" in filled):
                yield SetSlot(entity.type, None, correction=True)

    def _ordered(self) -> list[Entity]:
        """While moving a visit, the later of two dates or times is where it goes: "from Friday to Saturday"."""
        moving = (self.task and self.task.workflow == "change_booking") or "change_booking" in self.intents
        return sorted(self.entities, key=lambda entity: -entity.start if moving else entity.start)

    def _meaning(self, entity: Entity) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
        value, others = entity.value, entity.alternatives
        match entity.type:
            case "date" | "time" | "party_size" | "service" | "staff" | "phone":
                yield entity.type, value, others
            case "datetime":
                day, _, clock = str(value).partition("T")
                yield "date", day, ()
                yield "time", clock, tuple(str(other).partition("T")[2] for other in others)
            case "time_range":
                yield "window", value, ()
            case "date_range" | "datetime_range":
                yield from _stretch(value)
            case "person_name" if self.understood.affect.frustrated < ANGRY and not self._only_a_question():
                yield self._name_slot(), _full_name(value), ()
            case "number":
                yield from self._number(value)
            case "allergen":
                if "question" not in self.intents:
                    yield "notes", f"allergy: {str(value).replace('_', ' ')}", ()

    def _only_a_question(self) -> bool:
        return "question" in self.intents and not self.intents & {*_TASKS, "affirm", "greeting"} and not self._asks_for_own()

    def _name_slot(self) -> str:
        looking = self.task is not None and self.task.workflow in ("change_booking", "cancel_booking", "check_booking")
        looking = looking or bool(self.intents & {"change_booking", "cancel_booking", "check_booking"}) or self._asks_for_own()
        return "find_name" if looking else "name"

    def _number(self, value: Any) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
        """A bare number answers the question; in a correction it replaces the number that is taken back."""
        if not isinstance(value, int) or value <= 0:
            return
        slot = self.state.expecting
        if slot == "choice":
            slot = "time"
        if slot not in ("party_size", "time"):
            slot = self._corrected() or ""
        if slot == "party_size":
            yield "party_size", value, ()
        elif slot == "time" and value < 24:
            others = (f"{value % 12 + 12:02d}:00",) if value <= 12 else ()
            yield "time", f"{value % 12 if value <= 12 else value:02d}:00", others

    def _corrected(self) -> str | None:
        """What "seven, not eight" corrects: the slot that holds the eight; without one, the slot filled last."""
        if self.task is None or not ("deny" in self.intents or any(entity.negated for entity in self.understood.entities)):
            return None
        slots = self.task.slots
        for entity in self.understood.entities:
            if entity.negated and isinstance(entity.value, int):
                if "party_size" in slots and slots["party_size"].value == entity.value:
                    return "party_size"
                if "time" in slots and int(str(slots["time"].value)[:2]) % 12 == entity.value % 12:
                    return "time"
        known = [name for name in ("time", "party_size") if name in slots]
        return max(known, key=lambda name: slots[name].turn, default=None)

    def _spoken_answer(self, filled: set[str]) -> Iterator[Command]:
        """What no entity caught, though it was just asked for."""
        expecting = self.state.expecting
        if self.task and "find_name" in (expecting, *filled) or expecting == "find_name":
            code = phrases.spelled_code(self.text)
            if code:
                yield SetSlot("code", code)
                return
        elif phrases.speaks_of_code(self.text):
            code = phrases.spelled_code(self.text)
            if code:
                yield SetSlot("code", code)
        if expecting not in ("name", "find_name") or filled:
            return
        if self.intents <= {"out_of_scope", "affirm", "greeting"} and (name := phrases.bare_name(self.text)):
            yield SetSlot(expecting, name)

    def _aspect(self) -> str | None:
        """ "The time", asked what shall be different; "no, the time is wrong" at the read-back."""
        reading_back = self.task is not None and self.task.step == "confirm" and self.task.workflow in ("book", "change_booking")
        if self.state.expecting == "change" or (reading_back and not self.intents & {"affirm", "question"}):
            return phrases.aspect(self.text)
        return None

    def _choice(self) -> int | None:
        """Which of what was offered is meant: by order ("the second one"), by time or day, by service or person."""
        offered = self.task.offered if self.task else ()
        if not offered or self.state.expecting != "choice":
            return None
        starts = [local(self.business, datetime.fromisoformat(item["start"])) for item in offered if isinstance(item, dict) and "start" in item]
        times = [entity for entity in self.entities if entity.type in ("time", "datetime", "number")]
        days = {str(entity.value) for entity in self.entities if entity.type == "date" and not phrases.only_ordinal(entity.text)}
        if not days and not any(":" in entity.text for entity in times):
            picked = phrases.ordinal(self.text, len(offered))
            picked = phrases.earlier_or_later(self.text, starts) if picked is None else picked
            if picked is not None:
                return picked
        for index, start in enumerate(starts):
            if days and start.date().isoformat() not in days:
                continue
            if any(_is_at(entity, start) for entity in times) or (days and not times and _only(starts, days)):
                return index
        numbers = [entity.value for entity in times if entity.type == "number" and isinstance(entity.value, int)]
        return next((number - 1 for number in numbers if 1 <= number <= len(offered)), None)


def _only(starts: list[datetime], dates: set[Any]) -> bool:
    return sum(start.date().isoformat() in dates for start in starts) == 1


def _is_at(entity: Entity, start: datetime) -> bool:
    """Whether "eight", "8:30" or "tomorrow at eight" can mean this start."""
    if entity.type == "number":
        return isinstance(entity.value, int) and start.minute == 0 and entity.value in (start.hour, start.hour % 12 or 12)
    readings = (entity.value, *entity.alternatives)
    return any(str(reading)[-5:] == f"{start:%H:%M}" for reading in readings)


def _full_name(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(part for part in (value.get("first"), value.get("last")) if part)
    return str(value)


def _stretch(value: Any) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """A range of one day is that day and a window; a longer one leaves the day open."""
    if not isinstance(value, dict):
        return
    start, end = str(value.get("start", "")), str(value.get("end", ""))
    day, _, begins = start.partition("T")
    last, _, ends = end.partition("T")
    if begins:
        yield "date", day, ()
        yield "window", {"start": begins[:5], "end": ends[:5] if last == day else "23:59"}, ()
    elif day:
        yield "days", {"start": day, "end": last}, ()
