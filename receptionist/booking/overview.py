"""Whole weeks and months at a glance: what is free on each day, and why nothing is. Pure, as `find` is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from receptionist.booking.hours import days
from receptionist.booking.model import Page, PageKey, Slot
from receptionist.booking.requests import Refusal, SlotRequest
from receptionist.booking.search import Search, asked, hopeless, keys
from receptionist.business.definition import Business


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A service day of the house."""

    day: date
    starts: tuple[datetime, ...] = ()
    """In UTC, in order."""
    refusal: Refusal | None = None
    """Why there is none."""
    search: Search | None = field(default=None, repr=False, compare=False)

    def slots(self) -> Iterator[Slot]:
        """One for each of `starts`, with its places: chosen only when asked for. Of two at the same time not both need be
        left once one is taken."""
        found = (self.search.slot(start) for start in self.starts) if self.search else ()
        return (slot for slot in found if slot is not None)


def month_keys(business: Business, request: SlotRequest, first_day: date, last_day: date) -> list[PageKey]:
    """The pages `free_starts` reads."""
    return keys(business, request, asked(business, request, first_day, last_day))


def free_starts(
    business: Business,
    request: SlotRequest,
    pages: Mapping[PageKey, Page],
    first_day: date,
    last_day: date,
    now: datetime,
) -> list[FreeDay]:
    """Every service day from `first_day` to `last_day`, with or without free starts. The request's window says nothing
    here; everything else of it does."""
    if why := hopeless(business, request):
        return [FreeDay(day, refusal=why) for day in days(first_day, last_day)]
    sittings = asked(business, request, first_day, last_day)
    search = Search(business, request, pages, now, sittings)
    found: dict[date, list[datetime]] = {day: [] for day in days(first_day, last_day)}
    for day, start in search.free():
        if search.sure or search.slot(start) is not None:
            found[day].append(start)
    return [
        FreeDay(day, tuple(starts), None if starts else search.refusal(day), search) for day, starts in found.items()
    ]
