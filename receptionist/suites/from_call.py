"""A call that has really happened, as a conversation to be tested again.

What the caller said is kept with names, numbers and addresses replaced by others of their kind, the same one by the same;
what was done in each turn becomes what must be done. Whoever keeps the file reads it first: a recogniser may have written
a name as something else.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.conversation.redact import without_cards
from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.tokens import fold
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance

NAMES = ("Sam Carter", "Robin Hayes", "Alex Moreno", "Kim Walsh", "Jo Bennett", "Lee Fraser")
CALLER = "+14155550123"
"""Of the block that is kept for fiction (https://www.nanpa.com, 555-0100 to 555-0199)."""
_STAND_INS = {"email": "someone@example.com", "postcode": "94110", "phone": "415 555 0134"}
_LONGEST_NAME = 3


@dataclass(slots=True)
class _Mask:
    """The same person gets the same other name throughout."""

    understander: LocalUnderstander
    business: Business
    names: dict[str, str] = field(default_factory=dict)
    ordinary: frozenset[str] = field(init=False)
    """Words that may be written with a capital and name nobody: days, dishes, the house itself."""

    def __post_init__(self) -> None:
        house = re.findall(r"[^\W\d_]+", self.business.model_dump_json())
        known = (word for lexicon in LEXICONS.values() for word in (*lexicon.telling, *lexicon.ordinary))
        stand_ins = (part for name in NAMES for part in name.split())
        self.ordinary = frozenset(fold(word) for word in (*house, *known, *stand_ins))

    def knows(self, names: Iterable[str]) -> None:
        for name in names:
            self._other(name)

    def masked(self, text: str, circumstances: Circumstances) -> str:
        text = without_cards(text)
        understood = self.understander.understand(Utterance((text,)), circumstances)
        for entity in sorted(understood.entities, key=lambda one: -one.start):
            if entity.type == "person_name" and len(entity.text.split()) <= _LONGEST_NAME:
                text = f"{text[: entity.start]}{self._other(entity.text)}{text[entity.end :]}"
            elif entity.type in _STAND_INS:
                text = f"{text[: entity.start]}{_STAND_INS[entity.type]}{text[entity.end :]}"
        for name in _capitalised(text, self.ordinary):
            self._other(name)
        for real, other in sorted(self.names.items(), key=lambda pair: -len(pair[0])):
            text = re.sub(rf"(?<!\w){re.escape(real)}(?!\w)", other, text, flags=re.IGNORECASE)
        return text

    def _other(self, name: str) -> str:
        """Parts of a name seen before get the same part of its stand-in."""
        key = " ".join(name.split()).casefold()
        if not key or key in {other.casefold() for other in self.names.values()}:
            return name
        if key not in self.names:
            used = {other for other in self.names.values() if " " in other}
            full = NAMES[len(used) % len(NAMES)]
            parts = key.split()
            self.names[key] = full if len(parts) > 1 else full.split()[0]
            if len(parts) > 1:
                self.names[parts[0]], self.names[parts[-1]] = full.split()[0], full.split()[-1]
        return self.names[key]


def _capitalised(text: str, ordinary: frozenset[str]) -> list[str]:
    """Runs of words with a capital in the middle of a sentence: what the understander has missed is rather a name than
    anything else."""
    runs = re.findall(r"(?<=[^.?!] )(?:[A-ZÁÉÍÓÚÑ][^\W\d_]+(?: (?=[A-ZÁÉÍÓÚÑ]))?)+", text)
    return [run for run in runs if any(fold(word) not in ordinary for word in run.split())]


def masked(business: Business, understander: LocalUnderstander, names: Iterable[str]) -> Callable[[str, datetime], str]:
    """Gives the function that tells words with other names and numbers in them, the same one for the same throughout. `names`:
    who is known to have been spoken of."""
    mask = _Mask(understander, business)
    mask.knows(names)
    return lambda text, at: mask.masked(text, Circumstances(at, business.timezone, business))


def conversation_of(
    desk: Desk, record: CallRecord, business: Business, understander: LocalUnderstander
) -> dict[str, Any]:
    """The fields of a Script. Raises Misconfigured for a call in which nobody spoke."""
    mask = _Mask(understander, business)
    mask.knows(
        booking.customer.name for booking in desk.bookings.by_phone(business.id, record.caller) if booking.customer.name
    )
    turns = list(_turns(record, business, mask))
    if not turns:
        raise Misconfigured(f"in {record.call} the caller said nothing")
    zone = ZoneInfo(business.timezone)
    return {
        "name": f"A call of {record.started.astimezone(zone):%Y-%m-%d}",
        "business": str(business.id),
        "now": record.started.astimezone(zone).isoformat(timespec="minutes"),
        "caller": CALLER if record.caller else "",
        "language": record.language,
        "turns": turns,
    }


def _turns(record: CallRecord, business: Business, mask: _Mask) -> Iterator[dict[str, Any]]:
    turn: dict[str, Any] = {}
    circumstances = Circumstances(record.started, business.timezone, business)
    for event in record.transcript:
        match event.get("type"):
            case "caller.said" if event.get("text"):
                if turn:
                    yield _closed(turn)
                turn = {"say": mask.masked(str(event["text"]), circumstances), "effects": []}
            case "keys":
                if turn:
                    yield _closed(turn)
                turn = {"keys": str(event["digits"]), "effects": []}
            case "call.started" if event.get("resumed"):
                if turn:
                    yield _closed(turn)
                turn = {"resumed": True, "effects": []}
            case "effect" if turn and not str(event.get("effect")).startswith("hold."):
                turn["effects"].append(str(event["effect"]))
            case "handed_over" if turn:
                turn["handoff"] = str(event["reason"])
    if turn:
        yield _closed(turn)


def _closed(turn: dict[str, Any]) -> dict[str, Any]:
    """Keys that went unrecorded cannot be pressed again."""
    if turn.get("keys") == "…":
        return {"silent": True}
    return turn
