"""Bookings out: a booking is written into the connected calendars that it concerns.

What is written is the booking as it stands, not as it was when the errand was written: the entry is looked at, then the
booking is read, then the entry is written in place of the very one that was looked at, then the booking is read once
more. So an older revision never stays over a newer one, whichever of two errands is quicker.
"""

import json
import logging
from datetime import timedelta

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.calendars.entries import content, event_id
from receptionist.calendars.link import CalendarLink
from receptionist.calendars.service import CalendarService, Moved
from receptionist.calendars.shown import concerns
from receptionist.desk.calendar_links import BrokenLink, link_of, links, reached
from receptionist.desk.desk import Desk
from receptionist.desk.news import News
from receptionist.desk.run_errands import Doing
from receptionist.desk.standing import standing
from receptionist.errors import VendorUnavailable
from receptionist.ids import BookingId
from receptionist.ports import Errand
from receptionist.spans import Span

log = logging.getLogger(__name__)

KIND = "calendar_push"
AHEAD = timedelta(days=400)
"""How far ahead a calendar that was just connected is filled."""
ROUNDS = 5
"""How often an entry may move under us before the errand is left for later."""


def calendar_news(desk: Desk, business: Business, news: News) -> list[Errand]:
    """A Listener: an errand per calendar that the news concerns."""
    booking = news.booking
    return [
        _errand(desk, business, link, booking)
        for link in links(desk, business.id)
        # One that has been moved away from a resource may stand in its calendar still.
        if link.status == "connected" and link.bookings_out
        if concerns(booking, link.resource) or booking.revision > 1
    ]


def push_all(desk: Desk, business: Business, link: CalendarLink) -> None:
    """Every visit to come, into a calendar that was just connected, or connected again: also what was cancelled meanwhile."""
    span = Span(desk.clock(), desk.clock() + AHEAD)
    for booking in desk.bookings.during(business.id, span):
        if concerns(booking, link.resource):
            errand = _errand(desk, business, link, booking)
            desk.errands.add(errand)
            desk.errands.revive(business.id, errand.id, errand.due)


def pushing(service: CalendarService) -> Doing:
    """The doing for `calendar_push`."""

    def push(desk: Desk, business: Business, errand: Errand) -> None:
        told = json.loads(errand.doc)
        link = link_of(desk, business.id, told["calendar"])
        if link is None or link.status != "connected" or not link.bookings_out:
            return
        booking = BookingId(told["booking"])
        try:
            reached(
                desk, service, business.id, link,
                lambda access: _written(desk, service, access, business, link, booking),
            )  # fmt: skip
        except BrokenLink as broken:
            log.warning("calendar broken", extra={"business": business.id, "calendar": link.id, "why": str(broken)})

    return push


def _written(
    desk: Desk, service: CalendarService, access: str, business: Business, link: CalendarLink, wanted: BookingId
) -> None:
    event = event_id(business.id, wanted)
    for _ in range(ROUNDS):
        there = service.entry(access, link.calendar, event)
        booking = desk.bookings.get(business.id, wanted)
        if booking is None:
            return
        shown = booking.status is not Status.CANCELLED and concerns(booking, link.resource)
        try:
            if not shown and there is not None and there.shown:
                service.remove(access, link.calendar, event, version=there.version)
            elif shown and (there is None or not there.shown or there.revision != booking.revision):
                version = there.version if there else None
                service.write(access, link.calendar, event, content(standing(desk, business), booking), version=version)
        except Moved:
            continue
        now = desk.bookings.get(business.id, wanted)
        if now is not None and now.revision == booking.revision:
            return
    raise VendorUnavailable("the entry is written by others all the time")


def _errand(desk: Desk, business: Business, link: CalendarLink, booking: Booking) -> Errand:
    doc = json.dumps({"calendar": link.id, "booking": booking.id})
    id = f"{KIND}:{link.id}:{booking.id}:{booking.revision}"
    return Errand(id, business.id, KIND, desk.clock(), desk.home(business), doc)
