"""Between Google's events and ours: what keeps a resource busy, and how a booking is written there.

An event: https://developers.google.com/workspace/calendar/api/v3/reference/events
"""

import base64
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.calendars.service import OutsideEvent
from receptionist.calendars.shown import details, title
from receptionist.ids import BookingId, BusinessId
from receptionist.spans import Span

MARK = "firstringBooking"
"""Private extended property of the events we write: the booking's id. They are in our book already."""
REVISION = "firstringRevision"
PIECE = timedelta(days=28)
PART = "+"
"""Before the number of a piece; no id of Google's has it."""
LONGEST_NAME = 200
"""Of an entry; a longer one is known by its digest."""
NOBODYS_TIME = frozenset({"workingLocation", "birthday"})
"""Kinds of event that say where somebody is, or what day it is, not that they have no time."""


def outside(event: Mapping[str, Any], zone: str) -> OutsideEvent:
    """One item of a list. `zone`: the calendar's own, in which a day without times begins and ends.

    Raises ValueError, KeyError or TypeError for what is no event.
    """
    name = str(event["id"])
    private = (event.get("extendedProperties") or {}).get("private") or {}
    free = (
        event.get("status") == "cancelled"
        or event.get("transparency") == "transparent"
        or event.get("eventType") in NOBODYS_TIME
        or any(one.get("self") and one.get("responseStatus") == "declined" for one in event.get("attendees") or ())
    )
    return OutsideEvent(name, None if free else _span(event, zone), ours=MARK in private)


def pieces(event: OutsideEvent, within: Span) -> dict[str, Span]:
    """The stretches for which it keeps somebody busy, by names that are its own. A long one is cut: each is written in one
    transaction, which has its limit. What is over, or further ahead than anybody asks, is left out."""
    if event.span is None or event.ours:
        return {}
    name = entry_name(event)
    found: dict[str, Span] = {}
    first = max(0, (within.start - event.span.start) // PIECE)
    start = event.span.start + first * PIECE
    while start < min(event.span.end, within.end):
        end = min(start + PIECE, event.span.end)
        if end > within.start:
            found[f"{name}{PART}{first}" if first else name] = Span(start, end)
        start, first = end, first + 1
    return found


def entry_name(event: OutsideEvent) -> str:
    return event.id if len(event.id) <= LONGEST_NAME else sha256(event.id.encode()).hexdigest()


def event_id(business: BusinessId, booking: BookingId) -> str:
    """The same every time, so that writing it again is no second event. Google lets clients choose: 5 to 1024 of
    base32hex's characters, a to v and 0 to 9 (reference/events/insert)."""
    told = sha256(f"{business}/{booking}".encode()).digest()
    return "fr" + base64.b32hexencode(told).decode().rstrip("=").lower()


def content(business: Business, booking: Booking) -> dict[str, Any]:
    """The event of a booking."""
    at = business.at(booking.location)
    return {
        "status": "confirmed",
        "summary": title(business, booking),
        "description": details(business, booking),
        "location": at.address,
        "start": {"dateTime": _instant(booking.span.start), "timeZone": at.timezone},
        "end": {"dateTime": _instant(booking.span.end), "timeZone": at.timezone},
        "transparency": "opaque",
        "extendedProperties": {"private": {MARK: booking.id, REVISION: str(booking.revision)}},
    }


def _span(event: Mapping[str, Any], zone: str) -> Span | None:
    start, end = _moment(event["start"], zone), _moment(event["end"], zone)
    return Span(start, end) if start < end else None


def _moment(told: Mapping[str, Any], zone: str) -> datetime:
    if "dateTime" in told:
        at = datetime.fromisoformat(told["dateTime"])
        # Without an offset the zone beside it counts: reference/events, start.dateTime.
        return (at if at.tzinfo else at.replace(tzinfo=_zone(told.get("timeZone") or zone))).astimezone(UTC)
    return datetime.combine(date.fromisoformat(told["date"]), time.min, _zone(zone)).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"no zone {name}") from error


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
