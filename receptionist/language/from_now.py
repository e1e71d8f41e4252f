"""Times counted from this minute: "in twenty minutes", "the next two hours", "between now and eight", "right now"."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from receptionist.language.found import Found
from receptionist.language.lengths import Length, find_lengths
from receptionist.language.lexicon import LENGTH_MARK, Lexicon
from receptionist.language.times import Atom
from receptionist.language.tokens import Line

_MINUTES = {"minute": 1, "hour": 60}


def from_now(line: Line, lexicon: Lexicon, now: datetime) -> Iterator[Found]:
    """ "In twenty minutes", "within an hour", "the next two hours"."""
    lengths = [one for one in find_lengths(line, lexicon) if one.minutes is not None]
    row = list(line.text)
    for one in lengths:
        row[one.start : one.end] = LENGTH_MARK * (one.end - one.start)
    for rule in lexicon.rules["offset"]:
        for match in rule.finditer("".join(row)):
            if minutes := _minutes_of(match, lengths, lexicon):
                yield from _away(match, minutes, lexicon, now)


def _minutes_of(match: re.Match[str], lengths: Sequence[Length], lexicon: Lexicon) -> int:
    """Of the length within, or of a count and a unit that something stands between: "the five coming minutes"."""
    if "a" in match.re.groupindex:
        return next(one.minutes or 0 for one in lengths if one.start == match.start("a"))
    return lexicon.count(match["n"]) * _MINUTES.get(lexicon.units[match["unit"]], 0)


def _away(match: re.Match[str], minutes: int, lexicon: Lexicon, now: datetime) -> Iterator[Found]:
    said, where = match.groupdict(), match.span()
    back = said.get("ago") is not None or lexicon.mods.get(said.get("run") or "", 0) < 0
    at = now - timedelta(minutes=minutes) if back else now + timedelta(minutes=minutes)
    if said.get("within") or said.get("run"):
        first, last = sorted((now, at))
        value = {"start": first.isoformat(timespec="minutes"), "end": last.isoformat(timespec="minutes")}
        yield Found("datetime_range", *where, value)
        return
    yield from _moment_at(where, at)


def _moment_at(where: tuple[int, int], at: datetime) -> Iterator[Found]:
    yield Found("datetime", *where, at.isoformat(timespec="minutes"))
    yield Found("date", *where, at.date().isoformat(), part_of=True)
    yield Found("time", *where, at.strftime("%H:%M"), part_of=True)


def nows(line: Line, lexicon: Lexicon, now: datetime) -> list[Atom]:
    """Every "now", as an end that a stretch may have."""
    matches = [m for rule in lexicon.rules["latent"] if "now" in rule.groupindex for m in rule.finditer(line.text)]
    return [Atom(m.start(), m.end(), now.hour * 60 + now.minute, True, bare=True, present=True) for m in matches]


def beginning_now(found: Found, now: datetime) -> Found:
    """ "Between now and eight": the end comes after the start, tomorrow where it must."""
    today, (start, end) = now.date(), (found.value["start"], found.value["end"])
    last = today if end > start else today + timedelta(days=1)
    value = {"start": f"{today.isoformat()}T{start}", "end": f"{last.isoformat()}T{end}"}
    return Found("datetime_range", found.start, found.end, value)


def at_once(line: Line, lexicon: Lexicon, now: datetime, *, asked: bool) -> Iterator[Found]:
    """ "A table right now", or "now" in answer to "when?"; "I can't tell right now" is no wish."""
    places = [m.span("core") for rule in lexicon.rules["at_once"] for m in rule.finditer(line.text)]
    places += [(one.start, one.end) for one in nows(line, lexicon, now)] if asked else []
    if places and not lexicon.edges["denied"].search(line.text):
        yield from _moment_at(places[0], now)
