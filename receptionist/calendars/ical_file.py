"""Visits in an iCalendar file (RFC 5545), as other calendars export them.

Repeating events are expanded within what can be booked, on the wall clock of their zone, so that "every Friday at four"
stays at four across a clock change. Rules that come more often than daily, or begin long ago, are refused instead.
`icalendar` is loaded when it is used: no other function should wait for it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from receptionist.calendars.visits import MOST_BYTES, MOST_VISITS, BadFile, Contents, Unread, Visit
from receptionist.spans import Span

if TYPE_CHECKING:
    from icalendar import Component

RULES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
TOO_FINE = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
MOST_RULES = 200
"""Of one file: a rule that never comes true takes most of a second to find that out."""
OLD = timedelta(days=5 * 366)
"""Rules that began earlier are not followed: each occurrence since is counted."""
OURS = re.compile(r"@[^@]+\.firstring$")
_BEGIN = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE)


def read_ical(content: bytes, zone: str, within: Span) -> Contents:
    """`zone`: of the place, for times that name none. `within`: what repeats is followed there. Raises BadFile."""
    if len(content) > MOST_BYTES:
        raise BadFile(f"more than {MOST_BYTES >> 20} MB: divide it")
    from icalendar import Calendar  # noqa: PLC0415  see above

    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        # OSError: a zone's name is looked up as a file, and may be a folder's or longer than any file's.
        raise BadFile("the file is no iCalendar file") from error
    if not events:
        raise BadFile("the file has no event")
    if len(events) > MOST_VISITS:
        raise BadFile(f"more than {MOST_VISITS} events: divide it")
    lines = [at for at, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1) if _BEGIN.match(line)]
    if len(lines) < len(events):
        lines = list(range(1, len(events) + 1))
    here = ZoneInfo(zone)
    replaced = {_occurrence(event, here) for event in events if "RECURRENCE-ID" in event}
    found: list[Visit | Unread] = []
    rules = 0
    for line, event in zip(lines, events, strict=False):
        rules += "RRULE" in event
        if rules > MOST_RULES and "RRULE" in event:
            found.append(Unread(line, "repeats", f"more than {MOST_RULES} events of the file repeat: divide it"))
            continue
        try:
            found += _visits(line, event, here, within, replaced)
        except OverflowError:
            found.append(Unread(line, "unreadable_date", "no time of this calendar"))
        if len(found) > MOST_VISITS:
            raise BadFile(f"more than {MOST_VISITS} visits: divide it")
    return Contents(tuple(found))


def _visits(
    line: int, event: "Component", here: ZoneInfo, within: Span, replaced: set[tuple[str, str]]
) -> list[Visit | Unread]:
    uid = str(event.get("UID", ""))
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return [Unread(line, "cancelled", "the event is cancelled")]
    if OURS.search(uid):
        return [Unread(line, "ours", "the event comes from this very book")]
    try:
        start, end = _moment(event, "DTSTART"), _end(event)
    except ValueError as error:
        return [Unread(line, "unreadable_date", str(error))]
    if not isinstance(start, datetime):
        return [Unread(line, "no_time", "the event takes whole days")]
    if "RRULE" not in event and "RDATE" not in event:
        key = f"{uid}/{_occurrence(event, here)[1]}" if "RECURRENCE-ID" in event else uid
        return [_visit(line, event, key, start, end)]
    try:
        starts = _starts(event, start, here, within)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return [Unread(line, "repeats", "the event repeats in a way that is not followed: enter its visits one by one")]
    if not starts:
        return [Unread(line, "past", "none of its repetitions is still to come")]
    length = end - start if end is not None else None
    return [
        _visit(line, event, f"{uid}/{_utc(at, here)}", at, at + length if length is not None else None)
        for at in starts
        if (uid, _utc(at, here)) not in replaced
    ]


def _visit(line: int, event: "Component", key: str, start: datetime, end: datetime | None) -> Visit:
    summary, about = _text(event, "SUMMARY"), _text(event, "DESCRIPTION")
    people = [str(one.params["CN"]).strip() for one in _listed(event, "ATTENDEE") if one.params.get("CN")]
    mails = [str(one)[len("mailto:") :] for one in _listed(event, "ATTENDEE") if str(one).lower().startswith("mailto:")]
    alone = len(_listed(event, "ATTENDEE")) == 1
    visit = Visit(
        line=line,
        key=key if str(event.get("UID", "")) else "\x1f".join((summary, start.isoformat(), about)),
        start=start,
        end=end,
        name=summary,
        email=mails[0] if alone and mails else "",
        location=_text(event, "LOCATION"),
        notes="\n".join(part for part in (about, _text(event, "CONTACT")) if part),
        prose=True,
    )
    if alone and people:
        return replace(visit, name=people[0], service=summary)
    return visit


def _starts(event: "Component", start: datetime, here: ZoneInfo, within: Span) -> list[datetime]:
    """Each occurrence within, in the zone of the event. Raises ValueError for a rule that is not followed."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415

    rule = event.get("RRULE")
    if "RDATE" in event or rule is None or isinstance(rule, list):
        raise ValueError("several rules, or single days beside one")
    if str(rule["FREQ"][0]).upper() not in RULES or TOO_FINE & {key.upper() for key in rule}:
        raise ValueError("more often than daily")
    if int(rule.get("INTERVAL", [1])[0]) < 1:
        raise ValueError("no interval")
    zone = start.tzinfo or here
    first = start.replace(tzinfo=None)
    begin, until = (at.astimezone(zone).replace(tzinfo=None) for at in (within.start, within.end))
    if first < begin - OLD:
        raise ValueError("began long ago")
    told = dict(rule)
    if "UNTIL" in told:
        told["UNTIL"] = [_naive(told["UNTIL"][0], zone)]
    text = ";".join(f"{key}={','.join(_part(value) for value in values)}" for key, values in told.items())
    left_out = {_utc(one.dt, here, zone) for dates in _listed(event, "EXDATE") for one in dates.dts}
    occurrences = rrulestr(text, dtstart=first).xafter(begin, inc=True)
    found: Iterator[datetime] = islice(occurrences, MOST_VISITS + 1)
    starts: list[datetime] = []
    for at in found:
        if at > until:
            break
        starts.append(at.replace(tzinfo=start.tzinfo))
    return [at for at in starts if _utc(at, here) not in left_out]


def _part(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y%m%dT%H%M%S")
    told = value.to_ical() if hasattr(value, "to_ical") else str(value)
    return told.decode() if isinstance(told, bytes) else str(told)


def _naive(at: date, zone: Any) -> datetime:
    """The last moment of a rule, on the wall clock that the rule runs by."""
    if not isinstance(at, datetime):
        return datetime(at.year, at.month, at.day, 23, 59, 59)  # noqa: DTZ001  a wall clock's
    return at.astimezone(zone).replace(tzinfo=None) if at.tzinfo else at


def _moment(event: "Component", name: str) -> date:
    """A datetime, aware if the event names a zone; or a day. Raises ValueError."""
    told = event.get(name)
    at = getattr(told, "dt", None)
    if not isinstance(at, date):
        raise ValueError("no start that can be read" if name == "DTSTART" else "no end that can be read")
    if isinstance(at, datetime) and at.tzinfo is None and told.params.get("TZID"):
        raise ValueError(f"a zone nobody knows: {str(told.params['TZID'])[:60]!r}")
    return at


def _end(event: "Component") -> datetime | None:
    start = _moment(event, "DTSTART")
    if "DTEND" in event:
        end = _moment(event, "DTEND")
        if isinstance(start, datetime) and isinstance(end, datetime) and bool(start.tzinfo) == bool(end.tzinfo):
            return end
        return None
    length = getattr(event.get("DURATION"), "dt", None)
    return start + length if isinstance(start, datetime) and isinstance(length, timedelta) else None


def _occurrence(event: "Component", here: ZoneInfo) -> tuple[str, str]:
    """Which occurrence of which event this one replaces."""
    try:
        at = getattr(event.get("RECURRENCE-ID"), "dt", None)
    except ValueError:
        at = None
    return str(event.get("UID", "")), _utc(at, here) if isinstance(at, date) else ""


def _utc(at: date, here: ZoneInfo, zone: Any = None) -> str:
    if not isinstance(at, datetime):
        return at.isoformat()
    aware = at if at.tzinfo else at.replace(tzinfo=zone or here)
    try:
        return aware.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    except OverflowError:
        return at.isoformat()


def _listed(event: "Component", name: str) -> list[Any]:
    told = event.get(name)
    return [] if told is None else told if isinstance(told, list) else [told]


def _text(event: "Component", name: str) -> str:
    told = event.get(name)
    return str(told[0] if isinstance(told, list) else told or "").strip()
