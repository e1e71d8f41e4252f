"""Dates and times put together: moments, ranges, and times from now."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from receptionist.language.dates import find_dates
from receptionist.language.day_readings import Calendar
from receptionist.language.found import Found, free_of
from receptionist.language.from_now import at_once, beginning_now, from_now, nows
from receptionist.language.halves import Clockface
from receptionist.language.lengths import Length, find_lengths
from receptionist.language.lexicon import DayPart, Lexicon
from receptionist.language.times import Atom, clock, find_atoms, hints_beside
from receptionist.language.tokens import Line


@dataclass(frozen=True, slots=True)
class Timing:
    """All that is needed to place a time."""

    face: Clockface
    day_first: bool
    wants_date: bool = False
    wants_time: bool = False

    @property
    def now(self) -> datetime:
        """Local, to the minute, without its zone."""
        return self.face.now.replace(second=0, microsecond=0, tzinfo=None)

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.face.now.date(), self.day_first, self.wants_date)


def find_moments(line: Line, lexicon: Lexicon, timing: Timing, taken: Sequence[Found]) -> list[Found]:
    """Every date, time, datetime and range; the parts of a datetime are listed with it."""
    offsets = list(free_of(from_now(line, lexicon, timing.now), taken))
    parts = [part for part in _parts(line, lexicon) if not any(part[0] < t.end and t.start < part[1] for t in taken)]
    dates = free_of(find_dates(line, lexicon, timing.calendar), [*taken, *offsets])
    dates = [d for d in dates if not any(s <= d.start and d.end <= e and e - s > d.end - d.start for s, e, _ in parts)]
    atoms = find_atoms(line, lexicon, dates, [*taken, *offsets], timing.wants_time)
    parts = sorted([*parts, *_half_days(line, lexicon, dates, atoms)], key=lambda p: p[0])
    beginnings = nows(line, lexicon, timing.now)
    reader = _Reader(line, lexicon, timing, dates, parts)
    times = reader.times(sorted([*atoms, *beginnings], key=lambda a: a.start)) or reader.parts_alone()
    since_now = [t for t in times if t.type == "time_range" and any(t.start <= now.start < t.end for now in beginnings)]
    times = [t for t in times if t not in since_now]
    moments = list(_joined(line, lexicon, dates, times, reader.nightly))
    found = _with_parts([*offsets, *dates, *times, *moments, *(beginning_now(t, timing.now) for t in since_now)])
    return found or list(at_once(line, lexicon, timing.now, asked=timing.wants_date or timing.wants_time))


def _half_days(
    line: Line, lexicon: Lexicon, dates: Sequence[Found], atoms: Sequence[Atom]
) -> Iterator[tuple[int, int, DayPart]]:
    """ "Tomorrow a.m.": half a day, where no hour stands beside it."""
    for day in dates:
        match = _HALF_DAY.match(line.text, day.end)
        if (
            day.type == "date"
            and match
            and not any(a.start < match.end("half") and match.start("half") < a.end for a in atoms)
        ):
            half = lexicon.halves[match["half"].replace(" ", "")]
            hours = (0, 12) if half == "am" else (12, 24)
            yield match.start("half"), match.end("half"), DayPart(*hours, half)


def _with_parts(found: list[Found]) -> list[Found]:
    wholes = [f for f in found if f.type in ("datetime", "datetime_range")]
    return [
        replace(f, part_of=True)
        if f not in wholes and any(w.start <= f.start and f.end <= w.end for w in wholes)
        else f
        for f in found
    ]


def _parts(line: Line, lexicon: Lexicon) -> list[tuple[int, int, DayPart]]:
    return [(m.start(), m.end(), lexicon.parts[m["part"]]) for m in lexicon.part_words.finditer(line.text)]


def _between(line: Line, lexicon: Lexicon, start: int, end: int, start2: int, end2: int) -> tuple[int, int] | None:
    """Where a range begins and ends, if the words around and between its ends say it is one."""
    if any(lexicon.edges[edge].match(line.before(start)) for edge in ("moving", "moving_it")):
        return None
    marked = f"{line.text[:start]}\x01{line.text[end:start2]}\x02{line.text[end2:]}"
    for rule in lexicon.rules["between"]:
        match = rule.search(marked)
        if match and match.start() <= start:
            return match.start(), end2
    return None


_HALF_DAY = re.compile(r" (?:, )?(?P<half>[ap] ?m)(?!\S)(?! i(?!\S))")
_NIGHT = 22 * 60
_AND = re.compile(r" (?:, )?(?:but|and|y|pero|ਤੇ|ਅਤੇ|te) ")
_AT_THE_HOUR = re.compile(r"las? ")
"""In "para siete a las cinco" the seven are people; hours have their article, or "de" in front."""
_FOR = re.compile(r" (?:for|por|durante) ")


class _Reader:
    """Decides what each time of one utterance means."""

    def __init__(
        self, line: Line, lexicon: Lexicon, timing: Timing, dates: list[Found], parts: list[tuple[int, int, DayPart]]
    ) -> None:
        self.line, self.lexicon, self.timing = line, lexicon, timing
        self.dates = dates
        self.parts = parts
        tonight = any(line.text[d.start : d.end] in lexicon.tonight for d in dates)
        self.hints = [part for _, _, part in parts] + ([lexicon.night] if tonight else [])
        self.nightly = tonight or any(part.end > 22 for part in self.hints)

    def day(self, atom: Atom) -> date | None:
        """The date this time most likely belongs to."""
        singles = [d for d in self.dates if d.type == "date" and not d.negated]
        if not singles:
            return None
        nearest = min(singles, key=lambda d: max(d.start - atom.end, atom.start - d.end))
        return date.fromisoformat(nearest.value)

    def ranked(self, atom: Atom) -> list[int]:
        return self.timing.face.rank(atom.readings, self.day(atom), hints_beside(atom, self.hints))

    def times(self, atoms: list[Atom]) -> list[Found]:
        out: list[Found] = []
        i = 0
        while i < len(atoms):
            atom = atoms[i]
            following = atoms[i + 1] if i + 1 < len(atoms) else None
            if following and (both := self._range(atom, following)):
                out.append(both)
                i += 2
                continue
            if not atom.bare:
                out.append(self._open_ended(atom) or self._single(atom))
            i += 1
        return self._closed(out)

    def _closed(self, times: list[Found]) -> list[Found]:
        """ "After seven but before nine" is one stretch."""
        out: list[Found] = []
        for one in times:
            last = out[-1] if out else None
            if (
                last
                and last.type == one.type == "time_range"
                and last.value["end"] is None
                and one.value["start"] is None
                and (start := self._start_before(last, one.value["end"]))
                and _AND.fullmatch(self.line.text[last.end : one.start])
            ):
                out[-1] = Found("time_range", last.start, one.end, {"start": start, "end": one.value["end"]})
            else:
                out.append(one)
        return out

    @staticmethod
    def _start_before(found: Found, end: str) -> str | None:
        starts: list[str] = [reading["start"] for reading in (found.value, *found.alternatives)]
        return next((start for start in starts if start < end), None)

    def _single(self, atom: Atom) -> Found:
        first, *others = (clock(at) for at in self.ranked(atom))
        return Found("time", atom.start, atom.end, first, tuple(others))

    def _range(self, a: Atom, b: Atom) -> Found | None:
        where = _between(self.line, self.lexicon, a.start, a.end, b.start, b.end)
        if where is None or b.present or (a.present and where[0] == a.start):
            return None
        if a.bare and where[0] == a.start and _AT_THE_HOUR.match(self.line.text, b.start):
            return None
        if a.bare and b.bare and where[0] == a.start and not self.timing.wants_time:
            return None
        if b.half and not (a.half or a.settled):
            a = replace(a, part=a.part or b.part)
            last = b.readings[0]
            start = max((at for at in a.readings if at < last), default=a.readings[0])
        elif a.half and not (b.half or b.settled):
            start = a.readings[0]
            last = min((at for at in b.readings if at > start), default=b.readings[0])
        else:
            if b.part and not a.part:
                a = replace(a, part=b.part)
            start, last = self._undecided(a, b)
        value = {"start": clock(start), "end": clock(last)}
        return Found("time_range", where[0], b.end, value)

    def _undecided(self, a: Atom, b: Atom) -> tuple[int, int]:
        """ "9:30 to 11": where nothing says which half of the day, the one that ends before the night."""
        ends = [
            (start, min((at for at in b.readings if at > start), default=b.readings[0])) for start in self.ranked(a)
        ]
        if self.timing.face.hours or self.hints:
            return ends[0]
        return min(ends, key=lambda pair: pair[1] <= pair[0] or pair[1] >= _NIGHT)

    def _open_ended(self, atom: Atom) -> Found | None:
        """ "After seven": a range without its other end, which is null."""
        before = self.line.before(atom.start)
        if self.lexicon.edges["moving"].match(before):
            return None
        cues = [
            (cue.start("cue"), edge)
            for name, edge in (("after", "start"), ("before", "end"))
            if (cue := self.lexicon.edges[name].match(before))
        ]
        if cues:
            start, edge = min(cues)
            return self._half_open(edge, atom, start, atom.end)
        for name, edge in (("after", "start"), ("before", "end")):
            behind = self.lexicon.edges[f"{name}_behind"].match(self.line.after(atom.end))
            if behind:
                return self._half_open(edge, atom, atom.start, atom.end + 1 + behind.end())
        return None

    def _half_open(self, edge: str, atom: Atom, start: int, end: int) -> Found:
        readings = [self._open(edge, at) for at in self.ranked(atom)]
        length = self._lasting(end) if edge == "start" else None
        if length is not None and length.minutes:
            end = length.end
            readings = [
                {**one, "end": clock(at + length.minutes)} for one, at in zip(readings, self.ranked(atom), strict=True)
            ]
        return Found("time_range", start, end, readings[0], tuple(readings[1:]))

    def _lasting(self, end: int) -> Length | None:
        """The length of "from 2 pm for two hours"."""
        lengths = find_lengths(self.line, self.lexicon)
        return next((one for one in lengths if _FOR.fullmatch(self.line.text[end : one.start])), None)

    @staticmethod
    def _open(edge: str, at: int) -> dict[str, str | None]:
        return {"start": clock(at) if edge == "start" else None, "end": clock(at) if edge == "end" else None}

    def parts_alone(self) -> list[Found]:
        """ "Tomorrow morning", where no time is named."""
        out: list[Found] = []
        for start, end, part in self.parts:
            if found := self._beside_part(start, end, part):
                out.append(found)
            elif not part.meal:
                hours = {"start": clock(part.start * 60), "end": clock(part.end * 60)}
                out.append(Found("time_range", start, end, hours))
        return out

    def _beside_part(self, start: int, end: int, part: DayPart) -> Found | None:
        """ "After lunch", "before dinner"."""
        before = self.line.before(start)
        for name, edge, hour in (("after", "start", part.end), ("before", "end", part.start)):
            cue = self.lexicon.edges[name].match(before)
            if cue and not cue["cue"].endswith(("from", "by", "desde", "to")):
                return Found("time_range", cue.start("cue"), end, self._open(edge, hour * 60))
        return None


def _joined(line: Line, lexicon: Lexicon, dates: list[Found], times: list[Found], nightly: bool) -> Iterator[Found]:
    """A date and a time with nothing but joining words between them are one moment."""
    used: set[int] = set()
    for time in times:
        for i, day in enumerate(dates):
            if i in used or day.type != "date" or not _adjacent(line, lexicon, day, time):
                continue
            used.add(i)
            where = min(day.start, time.start), max(day.end, time.end)
            readings = [
                _moment(d, t, nightly) for d in (day.value, *day.alternatives) for t in (time.value, *time.alternatives)
            ]
            kind = "datetime" if time.type == "time" else "datetime_range"
            yield Found(kind, *where, readings[0], tuple(readings[1:4]))  # type: ignore[arg-type]
            break


def _adjacent(line: Line, lexicon: Lexicon, a: Found, b: Found) -> bool:
    if a.start > b.start:
        a, b = b, a
    if a.end > b.start:
        return True
    gap = lexicon.part_words.sub("", line.text[a.end : b.start])
    return bool(lexicon.edges["joins"].fullmatch(re.sub(r" +", " ", gap)))


def _moment(day: str, time: Any, nightly: bool) -> Any:
    if isinstance(time, str):
        late = nightly and time < "05:00"
        base = date.fromisoformat(day) + timedelta(days=1 if late else 0)
        return f"{base.isoformat()}T{time}"
    start, end = time["start"], time["end"]
    last = date.fromisoformat(day) + timedelta(days=1 if start and end and end <= start else 0)
    return {"start": f"{day}T{start}" if start else None, "end": f"{last.isoformat()}T{end}" if end else None}
