"""Dates, times, stretches and lengths of time against public data: `python benchmarks/quality_times.py DATA_FOLDER`.

Strict: a gold value counts where an entity of its type has exactly that value; separately, where the value stands
among its `alternatives`. Of an ambiguous day the one still to come is gold. What a receptionist does not hear is left
out by rule (`beyond`), never by row. `--half=a|b` scores one half of the rows, `--misses` lists what was missed.
"""

import json
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Entity, Utterance

UNDERSTANDER = LocalUnderstander()
DATED = ("date", "time", "datetime", "date_range", "time_range", "datetime_range")
Wanted = tuple[str, Any]
"""Entity type and value."""
Misses = Callable[[str], None]


def entities(text: str, now: datetime, zone: str, language: str) -> tuple[Entity, ...]:
    here = Circumstances(now, zone, language=language)  # type: ignore[arg-type]
    return UNDERSTANDER.understand(Utterance((text,), language), here).entities  # type: ignore[arg-type]


def rows(path: Path, half: str) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said = row.get("text") or row.get("in") or row.get("word") or ""
        if not half or "ab"[zlib.crc32(said.encode()) % 2] == half:
            yield row


class Score:
    """How many values were found, as the value or among the alternatives."""

    def __init__(self) -> None:
        self.all = self.exact = self.near = self.negatives = self.silent = 0

    def value(self, wanted: list[Wanted], found: tuple[Entity, ...], *, part: bool = False) -> bool:
        """With `part`, a part of the day was named: its hours differ from set to set, so half an overlap will do."""
        self.all += 1
        exact = any(_same(e.type, e.value, wanted) for e in found)
        exact = exact or (part and any(_overlap(e.type, e.value, *one) for e in found for one in wanted))
        self.exact += exact
        self.near += exact or any(_same(e.type, a, wanted) for e in found for a in e.alternatives)
        return exact

    def negative(self, found: tuple[Entity, ...]) -> bool:
        self.negatives += 1
        quiet = not any(e.type in DATED for e in found)
        self.silent += quiet
        return quiet

    def __str__(self) -> str:
        rate = self.exact / max(self.all, 1)
        margin = 1.96 * (rate * (1 - rate) / max(self.all, 1)) ** 0.5
        text = f"{rate:.3f} ±{margin:.3f} of {self.all}, with alternatives {self.near / max(self.all, 1):.3f}"
        return text + (f"; {self.silent} of {self.negatives} negatives silent" if self.negatives else "")


_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")


def _plain(value: Any) -> Any:
    """Lengths of time in seconds, so that PT90M is PT1H30M; months of 30 days and years of 365 as the sets have them."""
    match = _ISO.match(value) if isinstance(value, str) else None
    if match is None:
        return value
    sizes = (31536000, 2592000, 604800, 86400, 3600, 60)
    return float(sum(int(count or 0) * size for count, size in zip(match.groups(), sizes, strict=True)))


def _same(kind: str, value: Any, wanted: list[Wanted]) -> bool:
    """Lengths of time within a hundredth, as half a year is 182 days or six months."""
    if kind != "duration":
        return (kind, value) in wanted
    return any(k == kind and abs(_plain(value) - w) <= w / 100 for k, w in wanted)


_PART = re.compile(
    r"morning|afternoon|evening|\bnight|lunch|dinner|breakfast|weekend|week-end|week end|after ?noon|mañana|tarde|noche|mediod[ií]a|almuerzo|cena|fin de semana|madrugada|hours",
    re.I,
)


def _overlap(kind: str, value: Any, wanted_kind: str, wanted: Any) -> bool:
    """Whether two stretches of the same kind share half of the shorter."""
    if "range" not in kind or kind not in (wanted_kind, "date_range") or "range" not in wanted_kind:
        return False
    ends = [value["start"], value["end"], wanted["start"], wanted["end"]]
    if None in ends:
        return False
    a, b, c, d = (_moment(e) for e in ends)
    b, d = (e + timedelta(days=1) if e <= s else e for s, e in ((a, b), (c, d)))
    return min(b, d) - max(a, c) >= min(b - a, d - c) / 2


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text if len(text) > 5 else f"2000-01-01T{text}")


# Duckling: one value per text, at its grain.

_HOLIDAYS = re.compile(
    r"christmas|xmas|new year|thanksgiving|easter|good friday|mother'?s? day|father'?s? day|valentine|halloween|patrick|paddy"
    r"|labou?r day|memorial|independence|veteran|martin luther|mlk|president|columbus|black friday|boxing|cinco|juneteenth"
    r"|diwali|vaisakhi|navidad|nochebuena|nochevieja|reyes|año nuevo|halloween|madre|padre|santos",
    re.I,
)


def beyond(text: str, gold: dict[str, Any]) -> bool:
    """Seconds, quarters, years alone, time zones, feasts no caller books by, and counting back from feasts."""
    if (
        "quarter" in (gold.get("grain"), gold.get("unit"))
        or gold.get("grain") == "year"
        or re.search(r"\d:\d\d:\d\d|second|segundo|closest|chinese|lunar", text, re.I)
    ):
        return True
    if gold.get("holiday") and not _HOLIDAYS.search(text):
        return True
    return bool(re.search(r"\b(?:[be]o[dmwy]|gmt|bst|cet|[pe]st|utc|bc|ad|b\.c|a\.d)\b", text, re.I))


def duckling(data: Path, half: str, misses: Misses) -> Iterator[tuple[str, Score]]:
    now = datetime.fromisoformat("2013-02-12T04:30:00-02:00")
    for language, names in (("en", ("en_time", "en_time_US", "en_duration")), ("es", ("es_time", "es_duration"))):
        score = Score()
        for name in names:
            for row in rows(data / f"duckling/dev/{name}.jsonl", half):
                gold = row["expect"]
                if row["section"] in ("latentCorpus", "diffCorpus") or (gold and beyond(row["text"], gold)):
                    continue
                found = entities(row["text"], now, "Etc/GMT+2", language)
                if gold is None:
                    right = score.negative(found)
                    wanted: list[Wanted] = []
                else:
                    wanted = list(_lengths(gold)) if "unit" in gold else list(_duckling(gold))
                    right = score.value(wanted, found, part=bool(_PART.search(row["text"])))
                if not right:
                    misses(f"{language}\t{row['text']}\t{wanted[:2]}\t{[(e.type, e.value) for e in found]}")
        yield f"duckling {language}", score


_SECONDS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2592000, "year": 31536000}


def _lengths(gold: dict[str, Any]) -> Iterator[Wanted]:
    yield from _durations(gold["value"] * _SECONDS.get(gold["unit"], 0))


def _durations(seconds: float) -> Iterator[Wanted]:
    """Every ISO form of one length."""
    yield "duration", seconds


def _duckling(gold: dict[str, Any]) -> Iterator[Wanted]:
    now = datetime(2013, 2, 12, 4, 30)  # noqa: DTZ001
    grain = gold["grain"]
    if gold["kind"] == "interval":
        start, end = (datetime.fromisoformat(gold[k]) if gold.get(k) else None for k in ("from", "to"))
        shorter = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}.get(grain)
        for last in [end] + ([end - shorter] if end and shorter else []):
            yield from _stretch(start, last, now)
        return
    at = datetime.fromisoformat(gold["value"])
    if gold["kind"] == "open":
        first, last = (at, None) if gold.get("dir") == "after" else (None, at)
        yield from _stretch(first, last, now)
    elif grain in ("week", "month"):
        yield "date", at.replace(day=now.day).date().isoformat()
        end = at + timedelta(days=7) if grain == "week" else (at.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield from _stretch(at, end, now)
    elif grain == "day":
        yield "date", at.date().isoformat()
    else:
        yield "datetime", at.isoformat()[:16]
        if now <= at < now + timedelta(days=1):
            yield "time", at.isoformat()[11:16]
        if "days" in gold or grain == "hour" and at.hour in (4,):
            yield "date", at.date().isoformat()


def _stretch(start: datetime | None, end: datetime | None, now: datetime) -> Iterator[Wanted]:
    ends = [e for e in (start, end) if e]
    if start == now and end:
        yield "time_range", {"start": None, "end": end.isoformat()[11:16]}
        yield "datetime_range", {"start": None, "end": end.isoformat()[:16]}
    value = {"start": start and start.isoformat()[:16], "end": end and end.isoformat()[:16]}
    yield "datetime_range", value
    if all(e.hour == e.minute == 0 for e in ends):
        yield "date_range", {k: v and v[:10] for k, v in value.items()}
    if all(now - timedelta(hours=5) <= e <= now + timedelta(days=1) for e in ends):
        yield "time_range", {k: v and v[11:] for k, v in value.items()}


# Recognizers-Text: several values per text, past and future.

_KINDS = {
    "date": "date", "time": "time", "datetime": "datetime", "daterange": "date_range", "timerange": "time_range",
    "datetimerange": "datetime_range", "duration": "duration",
}  # fmt: skip
_UNHEARD = re.compile(
    r"""^(?:[^\W\d]+\s+){0,4}(?:19|20)\d\d(?:\s+\w+\s+(?:19|20)\d\d)?$      # years alone
      | quarter(?!s?\ (?:past|to|till|before|after|of\ an)) | trimestre | \bq[1-4]\b | semester | decade | century | década | siglo
      | fiscal | school\ year | [12]\d\d0s | nineties | \bB\.?C | year\ to\ date | ytd
      | \bweek\ \d | semana\ (?:\d|diez) | décima\ semana                     # weeks by number
      | \bsec\b | seconds? | segundos? | :\d\d:\d\d                            # seconds
      | same\ (?:week|month|year) | misma?\ (?:semana|mes|año) | till\ date
      | ^(?:the|el|la|del|at\ the)?\s*(?:day|week|month|hour|minute|día|semana|mes)$  # "the day" of nothing
      | (?:end|fin|final)\ (?:of|de)\ (?:(?:the|este)\ )?(?:day|sunday|domingo)      # to the last second
      | ^\D{0,12}\d{1,4}[.-]\d{1,4}$ | ^\d{8}$                                  # typed, not said
    """,
    re.IGNORECASE | re.VERBOSE,
)


_OTHER_MODELS = (
    "English_DateTimeModelCalendarMode",
    "English_DateTimeModelTasksMode",
    "English_DateTimeModelComplexCalendar",
)


def recognizers(data: Path, half: str, misses: Misses) -> Iterator[tuple[str, Score]]:
    sets = (
        ("en", "en", ("English_DateTimeModel",)),
        ("es", "es", ("Spanish_DateTimeModel",)),
        ("en calendar and tasks", "en", _OTHER_MODELS),
    )
    for label, language, names in sets:
        score, first = Score(), Score()
        for name in names:
            for row in rows(data / f"recognizers_specs/dev/{name}.jsonl", half):
                _one_recognized(row, language, score, first, misses)
        yield f"recognizers {label}", score
        yield f"recognizers {label}, first date, time or datetime", first


def _one_recognized(row: dict[str, Any], language: str, score: Score, first: Score, misses: Misses) -> None:
    now = datetime.fromisoformat(row.get("ref") or "2016-11-07T00:00:00").replace(tzinfo=UTC)
    zone = "Europe/London" if language == "es" else "America/New_York"
    found = entities(row["in"], now.replace(tzinfo=ZoneInfo(zone)), zone, language)
    if not row["out"]:
        if not score.negative(found):
            misses(f"{language}\t{row['in']}\tnothing\t{[(e.type, e.value) for e in found]}")
        return
    asked = False
    for gold in row["out"]:
        kind = (gold["type"] or "").removeprefix("datetimeV2.")
        wanted = _recognized(kind, gold, now.replace(tzinfo=None)) if kind in _KINDS else []
        if not wanted or _UNHEARD.search(gold["text"]):
            continue
        right = score.value(wanted, found, part=bool(_PART.search(gold["text"])))
        if kind in ("date", "time", "datetime") and not asked:
            first.value(wanted, found)
            asked = True
        if not right:
            misses(
                f"{language}\t{row['in']}\t{now.isoformat()[:16]}\t{wanted[:2]}\t{[(e.type, e.value) for e in found]}"
            )


def _recognized(kind: str, gold: dict[str, Any], now: datetime) -> list[Wanted]:
    if not isinstance(gold.get("res"), dict) or not isinstance(gold["res"].get("values"), list):
        return []
    values = [v for v in gold["res"]["values"] if v.get("value") != "not resolved"]
    if kind == "duration":
        return [w for v in values for w in _durations(float(v["value"]))]
    ways: list[list[Wanted]] = []
    for value in values:
        if "range" in kind:
            ways.append(list(_recognized_range(_KINDS[kind], value)))
        else:
            text = value.get("value", "")
            ways.append([(_KINDS[kind], text[:5] if kind == "time" else text[:16].replace(" ", "T"))])
    ahead = [
        way for way in ways if kind in ("time", "timerange") or any(_last(v) >= now.date().isoformat() for _, v in way)
    ]
    return [wanted for way in (ahead or ways) for wanted in way]


def _last(value: Any) -> str:
    return str((value["end"] or "9") if isinstance(value, dict) else value)


def _recognized_range(kind: str, value: dict[str, Any]) -> Iterator[Wanted]:
    start, end = value.get("start"), value.get("end")
    if kind == "date_range":
        if all(not edge or edge[5:] == "01-01" for edge in (start, end)):
            return
        yield kind, {"start": start, "end": end}
        if end and end.endswith("-01"):
            yield (
                kind,
                {"start": start, "end": (date.fromisoformat(end) + timedelta(days=32)).replace(day=1).isoformat()},
            )
        if end:
            yield kind, {"start": start, "end": (date.fromisoformat(end) + timedelta(days=1)).isoformat()}
        return
    cut = slice(0, 5) if kind == "time_range" else slice(0, 16)
    yield kind, {k: v and v.replace(" ", "T")[cut] for k, v in (("start", start), ("end", end))}


# CLDR and number words in Punjabi; offsets are counted from a Wednesday.

_PUNJABI_NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def punjabi(data: Path, half: str, misses: Misses) -> Iterator[tuple[str, Score]]:
    """Gurmukhi only: of Shahmukhi nothing is read."""
    cases, numerals = Score(), Score()
    for row in rows(data / "punjabi_pack/dev/cldr_cases.jsonl", half):
        if row["lang"] == "pa" and (wanted := list(_cldr(row["type"], row["expect"]))):
            found = entities(row["in"], _PUNJABI_NOW, "UTC", "pa")
            if not cases.value(wanted, found):
                misses(f"pa\t{row['in']}\t{wanted}\t{[(e.type, e.value) for e in found]}")
    for row in rows(data / "punjabi_pack/dev/numerals.jsonl", half):
        found = entities(row["word"], _PUNJABI_NOW, "UTC", "pa")
        if not numerals.value([("number", row["value"])], found):
            misses(f"pa\t{row}\t{[(e.type, e.value) for e in found]}")
    yield "punjabi cldr", cases
    yield "punjabi numerals", numerals


def _cldr(kind: str, expect: Any) -> Iterator[Wanted]:
    today = _PUNJABI_NOW.date()
    monday = today - timedelta(days=today.weekday())
    what, _, unit = kind.partition("_")
    if kind == "month":
        start = date(2026 + (expect < today.month), expect, 1)
        yield "date_range", _days(start, (start + timedelta(days=32)).replace(day=1))
    elif kind == "weekday":
        yield "date", (today + timedelta(days=(_WEEKDAYS.index(expect) - today.weekday()) % 7 or 7)).isoformat()
    elif unit == "day":
        yield "date", (today + timedelta(days=expect)).isoformat()
    elif unit in _WEEKDAYS and what == "relative":
        yield "date", (monday + timedelta(days=_WEEKDAYS.index(unit) + 7 * expect)).isoformat()
        ahead = (_WEEKDAYS.index(unit) - today.weekday()) % 7
        yield "date", (today + timedelta(days=ahead + (0 if expect >= 0 else -7))).isoformat()
    elif unit in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(unit) - today.weekday()) % 7 or 7
        steps = ahead + 7 * (expect - 1) if expect > 0 else ahead - 7 * (-expect) - (7 if ahead == 7 else 0)
        yield "date", (today + timedelta(days=steps)).isoformat()
    elif unit == "week":
        start = monday + timedelta(days=7 * expect)
        yield "date_range", _days(start, start + timedelta(days=7))
        yield "date", (today + timedelta(days=7 * expect)).isoformat()
    elif unit == "month":
        month = today.month - 1 + expect
        yield "date", date(2026 + month // 12, month % 12 + 1, today.day).isoformat()
        start = date(2026 + month // 12, month % 12 + 1, 1)
        yield "date_range", _days(start, (start + timedelta(days=32)).replace(day=1))
    elif unit == "year":
        yield "date_range", _days(date(2026 + expect, 1, 1), date(2027 + expect, 1, 1))
    elif unit == "minute":
        yield "datetime", (_PUNJABI_NOW + timedelta(minutes=expect)).isoformat()[:16]


def _days(start: date, end: date) -> dict[str, str]:
    return {"start": start.isoformat(), "end": end.isoformat()}


def main(arguments: list[str]) -> int:
    names = [a for a in arguments if not a.startswith("--")]
    half = next((a[7:] for a in arguments if a.startswith("--half=")), "")
    if not names:
        print(__doc__)
        return 2
    show = "--misses" in arguments
    sets = {"duckling": duckling, "recognizers": recognizers, "punjabi": punjabi}
    for name in names[1:] or sets:
        for label, score in sets[name](
            Path(names[0]), half, lambda text: print(text, file=sys.stderr) if show else None
        ):
            print(f"{label:55} {score}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
