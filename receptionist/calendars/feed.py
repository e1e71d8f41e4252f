"""A business's bookings, or one resource's, as an iCalendar file that others subscribe to (RFC 5545).

https://www.rfc-editor.org/rfc/rfc5545: lines are folded at 75 octets and end in CRLF (3.1), a revision that matters
raises SEQUENCE (3.8.7.4), and without a METHOD the DTSTAMP says when the event was last revised (3.8.7.2). Times are in
UTC, so no VTIMEZONE is needed (3.3.5). The same bookings always give the same bytes. `icalendar` is loaded when it is used: no
other function should wait for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.calendars.shown import concerns, details, title
from receptionist.ids import ResourceId
from receptionist.spans import Span

if TYPE_CHECKING:
    from icalendar import Event

BACK = timedelta(days=30)
"""How long what is over stays, and with it what was cancelled: a subscriber removes an event that says so."""
POLLED = timedelta(minutes=15)
"""How often subscribers are asked to look again (RFC 7986, 5.7)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Somebody's subscription, by a secret address. What is kept of the secret is its digest."""

    id: str
    resource: ResourceId
    """Whose bookings; empty: all of the business."""
    names: bool
    """Whole names instead of initials; never for a clinic."""
    made: datetime


def window(business: Business, now: datetime) -> Span:
    """What is shown: from a while back to the furthest that anything can be booked."""
    days = [service.horizon_days for service in business.services if service.horizon_days is not None]
    furthest = max([business.policies.horizon_days, *days])
    return Span(now - BACK, now + timedelta(days=furthest + 1))


def calendar(business: Business, bookings: Sequence[Booking], feed: Feed) -> bytes:
    """The file."""
    from icalendar import Calendar  # noqa: PLC0415  see above

    whole = Calendar()
    whole.add("prodid", "-//Firstring//Bookings//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", _named(business, feed))
    whole.add("refresh-interval", POLLED, parameters={"value": "DURATION"})
    whole.add("x-published-ttl", "PT15M")
    shown = (booking for booking in bookings if concerns(booking, feed.resource))
    for booking in sorted(shown, key=lambda one: (one.span.start, one.id)):
        whole.add_component(_event(business, booking, feed))
    return bytes(whole.to_ical())


def _event(business: Business, booking: Booking, feed: Feed) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{booking.id}@{business.id}.firstring")
    event.add("dtstamp", booking.updated or booking.created or booking.span.start)
    event.add("sequence", booking.revision - 1)
    event.add("dtstart", booking.span.start)
    event.add("dtend", booking.span.end)
    event.add("summary", title(business, booking, names=feed.names))
    if more := details(business, booking):
        event.add("description", more)
    event.add("location", business.at(booking.location).address)
    event.add("status", "CANCELLED" if booking.status is Status.CANCELLED else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _named(business: Business, feed: Feed) -> str:
    resource = next((one for one in business.resources if one.id == feed.resource), None)
    return f"{business.name}: {resource.name}" if resource else business.name
