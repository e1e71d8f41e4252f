"""Writing on the pages of the book: who has what, when. Pure; a store keeps what comes out.

A hold that has expired counts as blank everywhere here, so that nothing depends on anybody erasing it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from receptionist.booking.capacity import counts_people, day_limits, day_page, has_room, house_page, new_page
from receptionist.booking.hours import DAY, local_day, service_day
from receptionist.booking.model import Allocation, Booking, Entry, Page, PageKey, Slot
from receptionist.business.definition import Business
from receptionist.errors import DayFull, Full, SlotTaken, UnknownService
from receptionist.ids import ServiceId
from receptionist.spans import Span


def hold_owner(hold: str) -> str:
    """How a hold signs its entries; a booking signs with its id."""
    return f"hold:{hold}"


def utc_days(span: Span) -> list[date]:
    """The days whose pages a visit is written on."""
    last = (span.end - timedelta(microseconds=1)).date()
    return [span.start.date() + timedelta(days=n) for n in range((last - span.start.date()).days + 1)]


def occupied(business: Business, service: ServiceId, span: Span) -> Span:
    """A visit with the time its places need before and afterwards."""
    found = business.service(service)
    if found is None:
        return span
    before, after = timedelta(minutes=found.buffer_before_minutes), timedelta(minutes=found.buffer_minutes)
    return Span(span.start - before, span.end + after)


def allocations_of(business: Business, slot: Slot) -> tuple[Allocation, ...]:
    """When each of its places is occupied."""
    if slot.allocations:
        return slot.allocations
    span = occupied(business, slot.service, slot.span)
    return tuple(Allocation(resource, span) for resource in slot.resources)


def slot_of(booking: Booking) -> Slot:
    """The place a booking has."""
    return Slot(
        booking.service, booking.span, booking.resources, booking.variant, booking.allocations, booking.location
    )


def keys_of(business: Business, slot: Slot) -> list[PageKey]:
    """The pages one visit is written on: those of its places, and those that count where there is a limit."""
    keys = _places(business, slot)
    if counts_people(business):
        keys += [PageKey(house_page(slot.location), day) for day in utc_days(slot.span)]
    service = business.service(slot.service)
    limits = day_limits(service, slot.location, new_client=True) if service else []
    keys += [PageKey(page, service_day(business, slot.span.start)) for page, _ in limits]
    return list(dict.fromkeys(keys))


def keys_of_booking(business: Business, booking: Booking) -> list[PageKey]:
    """The pages a booking may be on: those that count also where there is no limit any more, or only since, and whatever
    the service day was then."""
    slot = slot_of(booking)
    day = local_day(business, slot.span.start)
    counting = (day_page(slot.service, slot.location), new_page(slot.service, slot.location))
    keys = [
        *_places(business, slot),
        *(PageKey(house_page(slot.location), one) for one in utc_days(slot.span)),
        *(PageKey(page, one) for page in counting for one in (day - DAY, day)),
    ]
    return list(dict.fromkeys(keys))


def live(page: Page, now: datetime, without: Iterable[str] = ()) -> list[Entry]:
    """The lines that count: no expired holds, none of these owners."""
    left_out = set(without)
    return [e for e in page.entries if (e.expires is None or e.expires > now) and e.owner not in left_out]


def erase(pages: Mapping[PageKey, Page], owners: Iterable[str], now: datetime) -> dict[PageKey, Page]:
    """The pages without these owners' lines and without expired ones."""
    gone = set(owners)
    return {key: replace(page, entries=tuple(live(page, now, gone))) for key, page in pages.items()}


def lines_of(pages: Mapping[PageKey, Page], hold: str, now: datetime) -> dict[PageKey, Entry]:
    """Where a hold that has not expired is written."""
    owner = hold_owner(hold)
    return {key: line for key, page in pages.items() for line in live(page, now) if line.owner == owner}


def write(
    business: Business,
    pages: Mapping[PageKey, Page],
    slot: Slot,
    *,
    owner: str,
    covers: int,
    now: datetime,
    expires: datetime | None = None,
    beside: Iterable[str] = (),
    by_staff: bool = False,
    new_client: bool = False,
    held: Mapping[PageKey, Entry] | None = None,
) -> dict[PageKey, Page]:
    """The pages with a visit written on them. `pages` holds at least `keys_of` the slot, the owner's former lines erased.
    Lines of the owners in `beside` stay, and are not in the way: a visit to be moved is held beside its old place.
    `by_staff`: it is counted, but no limit is in its way. `held`: lines of a hold that this takes the place of. Where it has
    been counted already no limit is in its way, though the house may have squeezed others in since.

    Raises SlotTaken if somebody else has one of its places; Full if so many may not arrive, or be in the house, then;
    DayFull if the service is booked as often as it may be that day; UnknownService.
    """
    service = business.service(slot.service)
    if service is None:
        raise UnknownService(f"{business.id} does not offer {slot.service}")
    counted = held or {}
    book = _Writing(dict(pages), owner, now, expires, frozenset(beside))
    for one in allocations_of(business, slot):
        for day in utc_days(one.span):
            key = PageKey(one.resource, day)
            if any(line.span.overlaps(one.span) for line in book.others(key)):
                raise SlotTaken(f"{one.resource} is taken at {slot.span.start.isoformat()}")
            book.add(key, one.span)
    for page, most in day_limits(service, slot.location, new_client=new_client):
        key = PageKey(page, service_day(business, slot.span.start))
        if not by_staff and key not in counted and sum(line.covers for line in book.others(key)) >= most:
            raise DayFull(f"{page} has {most} on {key.day}")
        book.add(key, slot.span, covers=1)
    if counts_people(business):
        keys = [PageKey(house_page(slot.location), day) for day in utc_days(slot.span)]
        lines = list(dict.fromkeys(line for key in keys for line in book.others(key)))
        promised = all(key in counted and _covers(counted[key], slot.span, covers) for key in keys)
        if not by_staff and not promised and not has_room(business, lines, slot.span, covers):
            raise Full(f"too many come, or are there, at {slot.span.start.isoformat()}")
        for key in keys:
            book.add(key, slot.span, covers=covers)
    return book.pages


def _covers(line: Entry, span: Span, people: int) -> bool:
    return line.span == span and line.covers >= people


@dataclass(frozen=True, slots=True)
class _Writing:
    """One owner's lines on their way into the pages."""

    pages: dict[PageKey, Page]
    owner: str
    now: datetime
    expires: datetime | None
    beside: frozenset[str]

    def others(self, key: PageKey) -> list[Entry]:
        """The lines that can be in the way."""
        return live(self.pages[key], self.now, {*self.beside, self.owner})

    def add(self, key: PageKey, span: Span, covers: int = 0) -> None:
        lines = [*live(self.pages[key], self.now), Entry(self.owner, span, self.expires, covers)]
        lines.sort(key=lambda one: (one.span.start, one.owner))
        self.pages[key] = replace(self.pages[key], entries=tuple(lines))


def _places(business: Business, slot: Slot) -> list[PageKey]:
    return [PageKey(one.resource, day) for one in allocations_of(business, slot) for day in utc_days(one.span)]
