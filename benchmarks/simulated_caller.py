"""A caller with a goal, who speaks other people's sentences.

What is said comes from a bank of annotated utterances, sorted by what they do (open, inform, change, agree, ask ...)
with the places of their values left open; the values are the goal's, in the forms in which people said them. What the
caller does next depends on the assistant's last words and on the slots it has taken down, nothing else. Seeded: the
same goal, bank and seed make the same call with the same assistant.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

OPEN, INFORM, CHANGE, YES, YES_ASK = "open", "inform", "change", "yes", "yes_ask"
TAKE, OTHER, ASK, NAME, SERVICE, NO, NO_MORE = "take", "other", "ask", "name", "service", "no", "no_more"
TURNS = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One utterance of the data: `text` with `{date}`, `{time}`, `{party}`, `{staff}`, `{place}`, `{city}` ... open."""

    act: str
    text: str

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(re.findall(r"\{(\w+)\}", self.text))


class Bank:
    """The lines there are, by act."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines: dict[str, list[Line]] = {}
        for line in lines:
            self._lines.setdefault(line.act, []).append(line)

    def pick(self, act: str, dice: random.Random, *, having: frozenset[str], within: frozenset[str]) -> Line | None:
        """One that speaks of all of `having` and of nothing beyond `within`."""
        fits = [line for line in self._lines.get(act, ()) if having <= line.slots <= within]
        return dice.choice(fits) if fits else None

    def lines(self) -> list[Line]:
        return [line for lines in self._lines.values() for line in lines]

    def counts(self) -> dict[str, int]:
        return {act: len(lines) for act, lines in self._lines.items()}


@dataclass(frozen=True, slots=True)
class Wish:
    """A value: as it must stand in the book, and the ways to say it."""

    value: Any
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What must be in the book at the end: `date` (ISO), `time` ("19:30"), `party`, `staff` (resource id), `name`."""

    wishes: Mapping[str, Wish]
    at_first: Mapping[str, Wish] = field(default_factory=dict)
    """What the caller says before changing their mind, or before learning that it cannot be had."""
    told_no: bool = False
    """`at_first` cannot be had: the caller turns to the goal when the assistant says so, not at the read-back."""
    asides: Mapping[str, Wish] = field(default_factory=dict)
    """What is said but stands in no book: place, city."""


@dataclass(frozen=True, slots=True)
class Cues:
    """How the assistant's questions are told apart, in one language."""

    read_back: str
    offer: str
    name: str
    service: str
    date: str
    time: str
    party: str
    change: str
    way_out: str
    more: str

    def of(self, reply: str) -> str:
        """The question a reply ends with."""
        for name in ("read_back", "offer", "change", "way_out", "name", "service", "party", "date", "time", "more"):
            if re.search(getattr(self, name), reply, re.IGNORECASE):
                return name
        return ""


ENGLISH = Cues(
    read_back=r"(shall|should|may|can) i (book|change|confirm|move) (it|that)|is that (right|correct)",
    offer=r"which (one )?would you like|would (that|it) suit|which one|does that work",
    name=r"what name|your name|whose name|first and last name",
    service=r"come in for|what may i book|which (service|treatment)",
    date=r"which day|what day|say a day|when do you need|or another day",
    time=r"what time|say a time|which time|for example at",
    party=r"how many|number of people",
    change=r"what would you like to change|what should be different",
    way_out=r"speak to a person|through to a person|leave a message|(shall|may) i take a message",
    more=r"anything else|how can i help|what would you like\?",
)
_HEARD_AS = {"date": "date", "time": "time", "party": "party_size", "staff": "staff", "name": "name"}


class SimulatedCaller:
    """One call. `first()` opens it; `next(answer)` gives the next words, or None to hang up."""

    def __init__(
        self, goal: Goal, bank: Bank, dice: random.Random, *, cues: Cues = ENGLISH, unruly: float = 0.0
    ) -> None:
        """`unruly`: how often the caller says something else than what is called for."""
        self._goal, self._bank, self._dice, self._cues = goal, bank, dice, cues
        self._mind: dict[str, Wish] = {**goal.wishes, **goal.at_first}
        self._may_ask = True
        self._unruly = unruly
        self._said: set[str] = set()

    def first(self) -> str:
        return self._say(OPEN) or self._say(INFORM) or ""

    def next(self, answer: Mapping[str, Any], booked: Mapping[str, Any] | None) -> str | None:
        """`booked`: the visit in the book by now, in the goal's terms."""
        if answer.get("ended"):
            return None
        cue = self._cues.of(str(answer.get("reply", "")))
        if booked is not None and cue != "read_back":
            self._settle_mind()
            return self._say(NO_MORE) if not self._wrong(booked) else self._put_right(self._wrong(booked))
        if cue not in ("read_back", "more", "way_out") and self._may_ask and self._dice.random() < 0.12:
            self._may_ask = False
            if question := self._say(ASK):
                return question
        if self._dice.random() < self._unruly:
            act = self._dice.choice((INFORM, INFORM, CHANGE, ASK, OPEN, OTHER, NAME, TAKE, YES_ASK))
            if not (cue == "read_back" and act in (TAKE, YES_ASK)) and (said := self._say(act)):
                return said
        return self._react(cue, answer)

    def _react(self, cue: str, answer: Mapping[str, Any]) -> str | None:
        match cue:
            case "read_back":
                return self._judge(answer.get("slots") or {}, str(answer["reply"]))
            case "offer":
                return self._weigh_offer(str(answer["reply"]))
            case "change":
                return self._put_right(self._wrong(self._heard(answer.get("slots") or {})) or {"time"})
            case "way_out":
                return self._say(NO)
            case "name":
                return self._say(NAME, {"name"})
            case "service":
                return self._say(SERVICE) or self._say(OPEN)
            case "date" | "time" | "party" if cue in self._mind:
                if self._goal.told_no and cue in self._goal.at_first and cue in self._said:
                    self._settle_mind()
                return self._say(INFORM, {cue})
            case _:
                return self._say(INFORM) or self._say(OPEN)

    def _judge(self, slots: Mapping[str, Any], reply: str) -> str | None:
        """At the read-back: agree, or put right what is not as wished by now. Who serves is told by the words: where
        nobody was asked for, no slot has it."""
        self._settle_mind()
        wrong = self._wrong(self._heard(slots))
        if "staff" in wrong and any(form in reply for form in self._goal.wishes["staff"].forms):
            wrong -= {"staff"}
        if wrong:
            return self._put_right(wrong)
        if self._may_ask and self._dice.random() < 0.15:
            self._may_ask = False
            return self._say(YES_ASK) or self._say(YES)
        return self._say(YES)

    def _weigh_offer(self, reply: str) -> str | None:
        """Other times than the one wished: take it if it is the goal's, else ask for the goal's."""
        self._settle_mind()
        if self._dice.random() < 0.15 and (other := self._say(OTHER)):
            return other
        return self._say(INFORM, {"time"}) or self._say(CHANGE, {"time"})

    def _settle_mind(self) -> None:
        self._mind = dict(self._goal.wishes)

    def _heard(self, slots: Mapping[str, Any]) -> dict[str, Any]:
        return {slot: slots.get(name) for slot, name in _HEARD_AS.items() if slot in self._goal.wishes}

    def _wrong(self, taken: Mapping[str, Any]) -> set[str]:
        return {slot for slot, wish in self._goal.wishes.items() if not same(slot, taken.get(slot), wish.value)}

    def _put_right(self, wrong: set[str]) -> str | None:
        """All at once where there are words for it, else one after another."""
        ways = [wrong, *({slot} for slot in sorted(wrong))]
        for slots in ways:
            for act in (CHANGE, NAME if slots == {"name"} else INFORM):
                if said := self._say(act, slots, only=frozenset(slots)):
                    return said
        return self._say(INFORM)

    def _say(self, act: str, having: set[str] | None = None, *, only: frozenset[str] | None = None) -> str | None:
        known = {**self._goal.asides, **self._mind}
        within = (only | frozenset(self._goal.asides)) if only is not None else frozenset(known)
        if act not in (NAME, OPEN):
            within -= {"name"}
        line = self._bank.pick(act, self._dice, having=frozenset(having or ()), within=within)
        if line is None:
            return None
        self._said |= line.slots
        text = re.sub(r"\{(\w+)\}", lambda slot: self._dice.choice(known[slot.group(1)].forms), line.text)
        text = re.sub(r"\b((?:[2-9]|\d\d|two|three|four|five|six|seven|eight|nine|ten) )person\b", r"\1people", text)
        return text[:1].upper() + text[1:] if line.text[:1].isupper() else text


def same(slot: str, taken: Any, wished: Any) -> bool:
    """Whether the book has it as wished."""
    if slot == "name":
        return str(taken or "").casefold().split() == str(wished).casefold().split()
    return bool(taken == wished)
