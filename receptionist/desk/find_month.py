"""A month of the book at a glance, for whoever picks a day first."""

from dataclasses import replace
from datetime import date

from receptionist.booking.overview import FreeDay, free_starts, month_keys
from receptionist.booking.requests import SlotRequest
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.standing import standing


def find_month(desk: Desk, business: Business, request: SlotRequest, first: date, last: date) -> list[FreeDay]:
    """Every service day of these with its free starts, or why it has none. `request.window` says nothing here."""
    here = standing(desk, business)
    keys = month_keys(here, request, first, last)
    pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
    found = free_starts(here, request, pages, first, last, desk.clock())
    return [replace(day, search=None) for day in found]
