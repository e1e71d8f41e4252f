"""Questions the facts did not answer: what is kept of them, and which are the same question. Pure."""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from receptionist.business.definition import Language
from receptionist.ids import CallId
from receptionist.knowledge.concepts import concepts_in
from receptionist.knowledge.lexical import Lexical, plain

SAME = 0.62
"""Likeness at or above which two questions are one."""
KEPT_ASKINGS = 20
"""Of one question, the latest are kept in their words; all are counted."""
ERASED = "[erased]"
"""The question of a gap whose only askers were erased."""
KEPT_MARKS = 200
"""Of one question: which calls and turns have been counted, so that none is counted twice."""
LONGEST = 300


GapStatus = Literal["open", "drafted", "answered", "dismissed"]
"""`drafted`: its answer stands in the draft, and no caller hears it yet."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asked it."""

    call: CallId
    turn: int
    at: datetime
    text: str
    """Without names and numbers, see `redacted`."""
    language: Language

    @property
    def mark(self) -> str:
        return f"{self.call}:{self.turn}"


@dataclass(frozen=True, slots=True)
class Gap:
    """One question, however often and however it was asked."""

    id: str
    question: str
    """In the words in which it was first asked."""
    language: Language
    first: datetime
    last: datetime
    count: int
    askings: tuple[Asking, ...]
    """The latest, oldest first."""
    marks: tuple[str, ...] = ()
    status: GapStatus = "open"
    answered_as: str = ""
    """The question under which its answer was written; empty: it has none."""


_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|\S+ (?:at|arroba) \S+ (?:dot|punto) \w+", re.I)
_DIGITS = re.compile(r"\+?\d(?:[\s().,-]{0,2}\d){3,}")
_SPOKEN = re.compile(
    r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)[\s,-]+){3,}\w+",
    re.I,
)
_NAMED = re.compile(
    r"((?:my name is|my name's|this is|i am called|me llamo|mi nombre es|soy|ਮੇਰਾ ਨਾਂ|ਮੇਰਾ ਨਾਮ|mera na+m?)\s+)"
    r"(?!(?:a|an|the|for|about|in|on|un|una|el|la|de|not)\b)([^\s,.!?]+(?:\s+[A-Z][^\s,.!?]+)*)",
    re.I,
)


def redacted(text: str, names: Iterable[str] = ()) -> str:
    """`text` without e-mail addresses, numbers of four digits and more, names somebody gave, and the `names` known."""
    text = _EMAIL.sub("[e-mail]", text[:LONGEST])
    text = _SPOKEN.sub("[number]", _DIGITS.sub("[number]", text))
    text = _NAMED.sub(lambda found: f"{found.group(1)}[name]", text)
    for name in sorted({part for one in names for part in (one, *one.split()) if len(part) > 1}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.I)
    return re.sub(r"\[name\](?:\s+\[name\])+", "[name]", text).strip()


def with_asking(gaps: Sequence[Gap], asking: Asking) -> Gap:
    """The gap this belongs to, one asking more; a new one, if it is like none. An asking counted before changes nothing."""
    known = next((gap for gap in gaps if asking.mark in gap.marks), None)
    if known is not None:
        return known
    gap = _alike(gaps, asking)
    if gap is None:
        return Gap(_id(asking), asking.text, asking.language, asking.at, asking.at, 1, (asking,), (asking.mark,))
    return replace(
        gap,
        first=min(gap.first, asking.at),
        last=max(gap.last, asking.at),
        count=gap.count + 1,
        askings=(*gap.askings, asking)[-KEPT_ASKINGS:],
        marks=(*gap.marks, asking.mark)[-KEPT_MARKS:],
        status="open" if gap.status == "answered" else gap.status,
    )


def as_written(gap: Gap, published: Collection[str], drafted: Collection[str]) -> Gap:
    """The gap as far as its answer has come, by the questions that have written answers: published, thrown away, or between."""
    if gap.status != "drafted":
        return gap
    if gap.answered_as in published:
        return replace(gap, status="answered")
    return gap if gap.answered_as in drafted else replace(gap, status="open")


def without_calls(gap: Gap, calls: frozenset[CallId]) -> Gap:
    """Without the words of these calls; that they asked stays counted, as nobody's."""
    kept = tuple(one for one in gap.askings if one.call not in calls)
    marks = tuple(mark for mark in gap.marks if mark.rpartition(":")[0] not in calls)
    first_words_theirs = any(one.call in calls and one.text == gap.question for one in gap.askings)
    question = (kept[0].text if kept else ERASED) if first_words_theirs else gap.question
    return replace(gap, askings=kept, marks=marks, question=question)


def _alike(gaps: Sequence[Gap], asking: Asking) -> Gap | None:
    """Nearest by words; else one that is about exactly the same, whatever the language."""
    if not gaps:
        return None
    index = Lexical(tuple(tuple({gap.question, *(one.text for one in gap.askings)}) for gap in gaps))
    scored = [one.score for one in index.likeness(asking.text)]
    best = max(range(len(gaps)), key=lambda n: (scored[n], gaps[n].count))
    if scored[best] >= SAME:
        return gaps[best]
    about = concepts_in(asking.text)
    return next((gap for gap in gaps if about and concepts_in(gap.question) == about), None)


def _id(asking: Asking) -> str:
    return hashlib.sha256(f"{asking.language}\x00{plain(asking.text)}".encode()).hexdigest()[:16]
