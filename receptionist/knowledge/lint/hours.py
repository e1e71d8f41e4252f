"""Opening hours as the texts tell them, against the hours callers are told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from receptionist.business.definition import Business, OpenHours
from receptionist.business.opening import local, sittings
from receptionist.knowledge.lint.findings import Finding, finding
from receptionist.knowledge.lint.statements import Statement
from receptionist.language.tokens import fold

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS: tuple[str, ...] = (
    r"mon(?:day)?s?|lunes|ਸੋਮਵਾਰ", r"tue(?:s|sday)?s?|martes|ਮੰਗਲਵਾਰ", r"wed(?:nesday)?s?|miercoles|ਬੁੱਧਵਾਰ",
    r"thu(?:r|rs|rsday)?s?|jueves|ਵੀਰਵਾਰ", r"fri(?:day)?s?|viernes|ਸ਼ੁੱਕਰਵਾਰ", r"sat(?:urday)?s?|sabados?|ਸ਼ਨੀਵਾਰ|ਸ਼ਨਿੱਚਰਵਾਰ",
    r"sun(?:day)?s?|domingos?|ਐਤਵਾਰ",
)  # fmt: skip
_ANY_DAY = "|".join(f"(?P<d{n}>{words})" for n, words in enumerate(_WEEKDAYS))
_DAY = re.compile(rf"(?<![\w\u0a00-\u0a7f])(?:{_ANY_DAY})(?![\w\u0a00-\u0a7f])")
_TO = re.compile(r"\s*(?:-|–|to|through|thru|till|a|al|hasta|ਤੋਂ)\s*(?:el )?")
_EVERY = re.compile(r"\b(?:every day|daily|seven days|7 days|all week|todos los dias|cada dia)\b|ਹਰ ਰੋਜ਼")
_WORKING = re.compile(r"\b(?:weekdays|entre semana|dias laborables)\b")
_WEEKEND = re.compile(r"\b(?:weekends?|fines? de semana)\b")
_ROUND_THE_CLOCK = re.compile(r"\b(?:24 ?/ ?7|24 hours a day|around the clock|las 24 horas)\b")

_NOT_OPEN = r"(?:not|aren'?t|isn'?t|never) open|don'?t open|do not open|closed?|no abrimos|cerrad[oa]s?|cerramos|ਬੰਦ"
_OPEN = re.compile(
    r"\b(?:open(?:s|ing)?|clos(?:e|es|ed|ing)|hours|abr(?:e|imos|en)|abiert[oa]s?|cerr(?:amos|ado|ados|ada)|cierr(?:a|an)|horario)\b"
    r"|ਖੁੱਲ੍ਹ|ਬੰਦ"
)
_SHUT = re.compile(rf"\b(?:{_NOT_OPEN})(?:\b|(?=\s|$))")
_CLOSING = re.compile(r"\b(?:clos(?:e|es|ing)|cerramos|cierr(?:a|an))\b|ਬੰਦ")
_OPENING = re.compile(r"\b(?:opens?|opening|abr(?:e|imos|en))\b|ਖੁੱਲ੍ਹ")
_ELSEWHERE = re.compile(
    r"\b(?:garage|parking|car park|lot|kitchen|bar|website|online|takeout|takeaway|delivery|pharmacy|elevator|gym|patio"
    r"|garaje|estacionamiento|cocina|pagina|para llevar|farmacia|ascensor|terraza)\b"
)
"""The hours of something else are not the house's."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one part of a sentence says of some days."""

    days: tuple[int, ...]
    """Monday is 0; empty: no day named."""
    opens: tuple[time, ...]
    """What may be meant; empty: not said."""
    closes: tuple[time, ...]
    shut: bool


def findings(business: Business, said: Sequence[Statement], now: datetime) -> Iterator[Finding]:
    for one in said:
        if not _OPEN.search(one.folded) or _ELSEWHERE.search(one.folded):
            continue
        whose, hours = _subject(business, one)
        problems = " and ".join(dict.fromkeys(_contradicted(business, one, hours, now)))
        if problems:
            told = one.text.strip()
            yield finding(
                business, "error", "hours", one.place,
                f'says "{told}", but under `handoffs` "{whose}" {problems}; change one of the two'
                if whose
                else f'says "{told}", but by your `hours` it {problems}; change one of the two',
            )  # fmt: skip


def _subject(business: Business, one: Statement) -> tuple[str, tuple[OpenHours, ...]]:
    """Whose hours the sentence tells: those of a hand-over it names, else, with an empty name, the house's."""
    for handoff in business.handoffs:
        words = [word for word in fold(handoff.label).split() if word not in ("the", "our", "la", "el", "a")]
        if handoff.hours and words and " ".join(words) in one.folded and " ".join(words) not in fold(business.name):
            return handoff.label, handoff.hours
    return "", business.hours


def _contradicted(business: Business, one: Statement, hours: tuple[OpenHours, ...], now: datetime) -> Iterator[str]:
    week = {day: sorted((h.opens, h.closes) for h in hours if _CODES[day] in h.days) for day in range(7)}
    if _ROUND_THE_CLOCK.search(one.folded) and any(s != e for sittings in week.values() for s, e in sittings):
        yield "is not open around the clock"
        return
    for claim in _claims(one):
        yield from _against(week, claim)
    yield from _on_dates(business, one, hours, now)


def _claims(one: Statement) -> Iterator[_Claim]:
    """Part by part of the sentence; a part that names no day is about those of the part before."""
    days: tuple[int, ...] = ()
    shut = False
    at = 0
    for part in re.split(r"(?<=,)|\b(?:and on|y los)\b", one.folded):
        begin, at = at, at + len(part)
        days = days_in(part) or days
        shut = _is_shut(part, shut)
        opens, closes = _times(one, begin, at)
        if days_in(part) or opens or closes:
            yield _Claim(days, opens, closes, shut and not (opens or closes))


def _is_shut(part: str, before: bool) -> bool:
    if _SHUT.search(part):
        return True
    return before and not _OPEN.search(part)


def days_in(folded: str) -> tuple[int, ...]:
    """Weekdays a text names, ranges filled in."""
    found: set[int] = set()
    if _EVERY.search(folded):
        found |= set(range(7))
    if _WORKING.search(folded):
        found |= set(range(5))
    if _WEEKEND.search(folded):
        found |= {5, 6}
    last: tuple[int, int] | None = None
    for match in _DAY.finditer(folded):
        day = next(n for n in range(7) if match[f"d{n}"])
        if last is not None and _TO.fullmatch(folded[last[1] : match.start()]):
            found |= {(last[0] + step) % 7 for step in range((day - last[0]) % 7 + 1)}
        found.add(day)
        last = (day, match.end())
    return tuple(sorted(found))


def _times(one: Statement, begin: int, end: int) -> tuple[tuple[time, ...], tuple[time, ...]]:
    """When it opens and when it closes, by that part of the sentence, each with everything that may be meant."""
    opens: list[time] = []
    closes: list[time] = []
    for entity in one.entities:
        if not begin <= entity.start < end:
            continue
        if entity.type in ("time_range", "datetime_range"):
            for value in (entity.value, *entity.alternatives):
                opens += _time(value.get("start"))
                closes += _time(value.get("end"))
        elif entity.type in ("time", "datetime"):
            meant = [found for value in (entity.value, *entity.alternatives) for found in _time(value)]
            if _is_close(one.folded, entity.start):
                closes += meant
            else:
                opens += meant
    return tuple(opens), tuple(closes)


def _is_close(folded: str, at: int) -> bool:
    """Whether the time there is when the house closes: by the last verb before it, or the first after it, as Punjabi has it."""
    opening, closing = _last(_OPENING, folded[:at]), _last(_CLOSING, folded[:at])
    if opening < 0 and closing < 0:
        after = folded[at:]
        first = {verb: match.start() for verb in (_OPENING, _CLOSING) if (match := verb.search(after))}
        return min(first, key=first.__getitem__, default=_OPENING) is _CLOSING
    return closing > opening


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _time(value: Any) -> list[time]:
    match = re.fullmatch(r"(?:\d{4}-\d\d-\d\dT)?(\d\d:\d\d)", value) if isinstance(value, str) else None
    return [time.fromisoformat(match[1])] if match else []


def _against(week: dict[int, list[tuple[time, time]]], claim: _Claim) -> Iterator[str]:
    for day in claim.days:
        if claim.shut and week[day]:
            yield f"is open on {DAYS[day]} ({_spoken(week[day])})"
        elif not claim.shut and not week[day]:
            yield f"is closed on {DAYS[day]}"
    if claim.shut:
        return
    days = claim.days or tuple(day for day in range(7) if week[day])
    for said, which in ((claim.opens, 0), (claim.closes, 1)):
        there = {day: [sitting[which] for sitting in week[day]] for day in days if week[day]}
        wrong = [day for day, times in there.items() if not set(said) & set(times)]
        if said and wrong and (claim.days or len(wrong) == len(there)):
            day = wrong[0]
            clocks = _clocks(there[day])
            yield f"opens at {clocks} on {DAYS[day]}" if which == 0 else f"closes at {clocks} on {DAYS[day]}"


def _on_dates(business: Business, one: Statement, hours: tuple[OpenHours, ...], now: datetime) -> Iterator[str]:
    """ "Closed on Christmas Day": only of the house, whose special days are known."""
    if hours is not business.hours:
        return
    today = local(business, now).date()
    for entity in one.entities:
        if entity.type != "date" or _DAY.search(fold(entity.text)) or not isinstance(entity.value, str):
            continue
        day = date.fromisoformat(entity.value)
        if not today < day < today + timedelta(days=366):
            continue
        there = sittings(business, day)
        if _SHUT.search(one.folded) and there:
            yield f"is open on {day:%d %B %Y} ({_spoken(there)}): add that day under `overrides`"
        elif not _SHUT.search(one.folded) and not there:
            yield f"is closed on {day:%d %B %Y}"


def _spoken(found: Sequence[tuple[time, time]]) -> str:
    return ", ".join(f"{opens:%H:%M} to {closes:%H:%M}" for opens, closes in found)


def _clocks(found: Sequence[time]) -> str:
    return " and ".join(f"{one:%H:%M}" for one in found)
