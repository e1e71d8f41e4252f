"""What of a model's answer is obeyed. Everything in it is checked against what the business has, what was offered and what
the caller said; what fails is dropped, and an answer of which too much fails is nonsense as a whole. Pure.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from rapidfuzz import fuzz

from receptionist.business.definition import Business
from receptionist.business.workflows import Question
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
from receptionist.conversation.minds.gate import borne_out
from receptionist.conversation.minds.schema import DOES, MOST_COMMANDS
from receptionist.conversation.own_workflows import in_hand
from receptionist.conversation.redact import without_cards
from receptionist.conversation.state import DialogueState
from receptionist.conversation.workflows import workflow
from receptionist.ids import ResourceId, ServiceId
from receptionist.knowledge.grounding import Fact
from receptionist.language.tokens import fold, tokenise
from receptionist.language.understanding import Understanding

TOPICS = frozenset(
    {"hours", "address", "directions", "price", "menu", "services", "parking", "payment", "policy", "cancellation", "deposit",
     "staff", "languages", "faq", "robot", "recording", "allergens", "diet", "phone"}
)  # fmt: skip
PENDING = "\N{HORIZONTAL ELLIPSIS}"
"""In the place of an answer whose words are still to come."""
_FURTHEST = timedelta(days=400)
_HEARD_AS_SUCH = 78.0
"""Likeness (0 to 100) to something heard, from which on a name counts as said."""
_LONGEST_NOTE = 120


@dataclass(frozen=True, slots=True)
class Turn:
    """The moment a model is asked about."""

    business: Business
    state: DialogueState
    nbest: tuple[str, ...]
    understood: Understanding
    """By the local understander."""
    commands: tuple[Command, ...]
    """The same, as commands."""
    facts: tuple[Fact, ...]
    """Those the model was given."""
    today: date

    @property
    def text(self) -> str:
        return self.nbest[0]


def sifted(text: str, turn: Turn) -> tuple[Command, ...] | None:
    """The commands that hold, in the model's order, together with what only the local understander may hear; None: the
    answer is nonsense."""
    given = read(text)
    return sift(given["commands"], turn, _spoken(given, turn)) if given else None


def sift(given: Any, turn: Turn, spoken: str) -> tuple[Command, ...] | None:
    """The same of the commands alone. `spoken`: what may be said to a question."""
    if not _are_commands(given):
        return None
    found: list[Command] = []
    dropped = 0
    for one in given:
        command = _command(one["do"], one["what"], one["value"], turn, spoken)
        if command is None:
            dropped += 1
        elif command not in found:
            found.append(command)
    if not found or dropped > len(found):
        return None
    if len(found) > 1:
        found = [command for command in found if not isinstance(command, NotUnderstood)]
    return (*found, *_heard_locally(turn, found))


def with_answer(commands: tuple[Command, ...], answer: str) -> tuple[Command, ...]:
    """With `answer` where it was PENDING."""
    return tuple(
        replace(command, answer=answer) if isinstance(command, Ask) and command.answer == PENDING else command
        for command in commands
    )


def read(text: str) -> dict[str, Any] | None:
    """The answer, if it has exactly the shape of the schema."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or set(given) != {"commands", "facts", "answer"}:
        return None
    commands, answer, facts = given["commands"], given["answer"], given["facts"]
    if not _are_commands(commands) or not (answer is None or isinstance(answer, str)) or not isinstance(facts, list):
        return None
    return given if all(isinstance(one, str) for one in facts) else None


def _are_commands(given: Any) -> bool:
    if not isinstance(given, list) or not 0 < len(given) <= MOST_COMMANDS:
        return False
    if not all(isinstance(one, dict) and set(one) == {"do", "what", "value"} for one in given):
        return False
    return all(
        one["do"] in DOES and all(one[key] is None or isinstance(one[key], str) for key in ("what", "value"))
        for one in given
    )


def _spoken(given: dict[str, Any], turn: Turn) -> str:
    if not given["answer"]:
        return ""
    return borne_out(given["answer"], given["facts"], turn.facts, turn.business, turn.state.language) or ""


def _heard_locally(turn: Turn, found: Sequence[Command]) -> list[Command]:
    """What is never sent, so that the model cannot have heard it, and what it has no words for: where somebody would like to sit, which
    way of having a service."""
    unsent = ("phone", "code", "email", "find_phone", "birth_date", "postcode", "area", "variant")
    return [
        command
        for command in turn.commands
        if isinstance(command, SetSlot) and command.slot in unsent and command not in found
    ]


def _command(do: str, what: str | None, value: str | None, turn: Turn, spoken: str) -> Command | None:
    match do:
        case "start":
            known = what and what != "person" and workflow(turn.business, what) is not None
            return StartTask(str(what)) if known else None
        case "set" | "correct" | "clear":
            return _slot(str(what), value, turn, correction=do != "set", clears=do == "clear")
        case "yes":
            return Affirm() if _is_heard(turn, "affirm") else None
        case "no":
            return Deny()
        case "ask":
            return _question(what, value, turn, spoken)
        case "language":
            return SpeakLanguage(what) if what in ("en", "es", "pa") else None  # type: ignore[arg-type]  # one of the three
        case "person":
            return WantPerson("asked") if _may_be_reached(value, turn.business) else None
        case "bye":
            return Goodbye() if _is_heard(turn, "goodbye", "thanks") else None
        case _:
            return _PLAIN.get(do)


_PLAIN: dict[str, Command] = {
    "drop": CancelTask(), "repeat": SayAgain(), "no_recording": RefuseRecording(), "hello": Greet(), "thanks": Thank(),
    "emergency": WantPerson("emergency"), "out_of_scope": NotUnderstood(out_of_scope=True), "unclear": NotUnderstood(),
}  # fmt: skip


def _is_heard(turn: Turn, *names: str) -> bool:
    """A yes and a farewell have consequences: the local understander must have heard something of them, too."""
    return any(intent.name in names for intent in turn.understood.intents) or any(
        isinstance(command, Affirm if "affirm" in names else Goodbye) for command in turn.commands
    )


def _may_be_reached(target: str | None, business: Business) -> bool:
    """Nobody but those the business lists; which of them is decided by its rules, not here."""
    return not target or fold(target) in {fold(handoff.label) for handoff in business.handoffs}


def _question(topic: str | None, about: str | None, turn: Turn, spoken: str) -> Command | None:
    if topic not in TOPICS:
        return None
    business = turn.business
    ids = {item.id for item in business.menu} | {one.id for one in business.services}
    ids |= {one.id for one in business.resources if one.kind == "staff"}
    named = tuple(one.strip() for one in (about or "").split(",") if one.strip() in ids)
    words = "" if topic in ("allergens", "diet") else spoken
    return Ask(topic, turn.text, named, words)


def _slot(slot: str, value: str | None, turn: Turn, *, correction: bool, clears: bool) -> Command | None:
    if clears:
        return SetSlot(slot, None, correction=True) if slot in ("date", "time", "party_size") else None
    own = in_hand(turn.state, turn.business)
    question = own.question(slot) if own else None
    found = _own_value(question, value or "", turn) if question else _value(slot, value or "", turn)
    return SetSlot(slot, found, correction=correction) if found is not None else None


def _value(slot: str, value: str, turn: Turn) -> Any:
    """As it may stand in the slot; None: it may not."""
    match slot:
        case "service":
            return value if turn.business.service(ServiceId(value)) else None
        case "staff":
            people = [one.id for one in turn.business.resources if one.kind == "staff"]
            return value if ResourceId(value) in people else None
        case "date":
            return _day(value, turn.today)
        case "time":
            return _clock(value)
        case "window":
            begins, _, ends = value.partition("-")
            return {"start": start, "end": end} if (start := _clock(begins)) and (end := _clock(ends)) else None
        case "party_size":
            return _count(value, 99)
        case "name":
            return _said_name(value, turn)
        case "notes":
            return _said_words(value, turn)
        case "choice":
            offered = len(turn.state.tasks[-1].offered) if turn.state.tasks else 0
            place = _count(value, offered)
            return place - 1 if place else None
        case "changing":
            return value if value in ("date", "time", "party_size", "service", "staff", "name") else None
        case "any_time":
            return True if value == "true" else None
    return None


def _own_value(question: Question, value: str, turn: Turn) -> Any:
    """An answer to a question the business asks."""
    match question.type:
        case "choice":
            return value if value in {choice.id for choice in question.choices} else None
        case "yes_no":
            return value if value in ("yes", "no") else None
        case "date":
            return _day(value, turn.today)
        case "time":
            return _clock(value)
        case "number":
            return _count(value, 9999)
        case "name":
            return _said_name(value, turn)
        case "text":
            return _said_words(value, turn)
    return None


def _day(value: str, today: date) -> str | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day.isoformat() if today <= day <= today + _FURTHEST else None


def _clock(value: str) -> str | None:
    if not re.fullmatch(r"\d{2}:\d{2}", value.strip()):
        return None
    try:
        return f"{time.fromisoformat(value.strip()):%H:%M}"
    except ValueError:
        return None


def _count(value: str, most: int) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,4}", value) and 0 < int(value) <= most else None


def _said_name(value: str, turn: Turn) -> str | None:
    """A name that was heard, or spelled: every word of it is like something in one of the readings."""
    words = value.split()
    if not 0 < len(words) <= 5 or not all(
        re.fullmatch(r"(?:[^\W\d_]|['’.-]|[\u0a00-\u0a7f])+", word) for word in words
    ):
        return None
    heard = [_heard_words(reading) for reading in turn.nbest]
    return value if any(all(_is_like_any(fold(word), said) for word in words) for said in heard) else None


def _heard_words(reading: str) -> list[str]:
    words = [token.text for token in tokenise(reading) if token.kind == "word"]
    spelled = "".join(word for word in words if len(word) == 1)
    return [
        *words,
        *(["".join(pair) for pair in zip(words, words[1:], strict=False)]),
        *([spelled] if len(spelled) > 1 else []),
    ]


def _is_like_any(word: str, said: Sequence[str]) -> bool:
    return any(fuzz.ratio(word, one) >= _HEARD_AS_SUCH for one in said)


def _said_words(value: str, turn: Turn) -> str | None:
    """A note in the caller's words, without numbers of cards."""
    words = [token.text for token in tokenise(value) if token.kind == "word"]
    said = {word for reading in turn.nbest for word in _heard_words(reading)}
    if not words or len(value) > _LONGEST_NOTE or sum(word in said for word in words) < 0.7 * len(words):
        return None
    return without_cards(value)
