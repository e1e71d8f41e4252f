"""Writing on the pages of the book: who has what, when. Pure; a store keeps what comes out.

A hold that has expired counts as blank everywhere here, so that nothing depends on anybody erasing it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from receptionist.booking.model import Booking, Entry, Page, PageKey, Slot
from receptionist.business.definition import Business
from receptionist.errors import SlotTaken, UnknownService
from receptionist.ids import ResourceId, ServiceId
from receptionist.spans import Span

PACING = ResourceId("pacing")
"""The page of arrivals: a resource like any other, bounded by covers instead of one visit at a time."""
QUARTER = timedelta(minutes=15)


def hold_owner(hold: str) -> str:
    """How a hold signs its entries; a booking signs with its id."""
    return f"hold:{hold}"


def utc_days(span: Span) -> list[date]:
    """The days whose pages a visit is written on."""
    last = (span.end - timedelta(microseconds=1)).date()
    return [span.start.date() + timedelta(days=n) for n in range((last - span.start.date()).days + 1)]


def occupied(business: Business, service: ServiceId, span: Span) -> Span:
    """A visit with the time its places need afterwards."""
    found = business.service(service)
    return Span(span.start, span.end + timedelta(minutes=found.buffer_minutes)) if found else span


def arrival(start: datetime) -> Span:
    """The quarter hour in which a party arrives."""
    minute = start.minute - start.minute % 15
    quarter = start.replace(minute=minute, second=0, microsecond=0)
    return Span(quarter, quarter + QUARTER)


def keys_of(business: Business, slot: Slot) -> list[PageKey]:
    """The pages of one visit, pacing included where the business paces."""
    span = occupied(business, slot.service, slot.span)
    keys = [PageKey(resource, day) for resource in slot.resources for day in utc_days(span)]
    if business.policies.covers_per_quarter_hour is not None:
        keys.append(PageKey(PACING, arrival(slot.span.start).start.date()))
    return keys


def keys_of_booking(business: Business, booking: Booking) -> list[PageKey]:
    """The pages a booking may be on; pacing also where the business no longer paces, or paces only since."""
    keys = keys_of(business, Slot(booking.service, booking.span, booking.resources))
    return list(dict.fromkeys([*keys, PageKey(PACING, arrival(booking.span.start).start.date())]))


def live(page: Page, now: datetime, without: Iterable[str] = ()) -> list[Entry]:
    """The lines that count: no expired holds, none of these owners."""
    left_out = set(without)
    return [e for e in page.entries if (e.expires is None or e.expires > now) and e.owner not in left_out]


def erase(pages: Mapping[PageKey, Page], owners: Iterable[str], now: datetime) -> dict[PageKey, Page]:
    """The pages without these owners' lines and without expired ones."""
    gone = set(owners)
    return {key: replace(page, entries=tuple(live(page, now, gone))) for key, page in pages.items()}


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
) -> dict[PageKey, Page]:
    """The pages with a visit written on them. `pages` holds at least `keys_of` the slot, the owner's former lines erased.
    Lines of the owners in `beside` stay, and are not in the way: a visit to be moved is held beside its old place.

    Raises SlotTaken if somebody else has one of its places, or the quarter hour is full; UnknownService.
    """
    if business.service(slot.service) is None:
        raise UnknownService(f"{business.id} does not offer {slot.service}")
    friends = set(beside)
    span = occupied(business, slot.service, slot.span)
    written = dict(pages)
    for resource in slot.resources:
        for day in utc_days(span):
            key = PageKey(resource, day)
            lines = live(written[key], now)
            if any(line.span.overlaps(span) and line.owner not in friends for line in lines):
                raise SlotTaken(f"{resource} is taken at {slot.span.start.isoformat()}")
            written[key] = _with(written[key], lines, Entry(owner, span, expires))
    limit = business.policies.covers_per_quarter_hour
    if limit is not None:
        quarter = arrival(slot.span.start)
        key = PageKey(PACING, quarter.start.date())
        lines = live(written[key], now)
        if not paced([line for line in lines if line.owner not in friends], quarter, covers, limit):
            raise SlotTaken(f"too many arrive at {slot.span.start.isoformat()}")
        written[key] = _with(written[key], lines, Entry(owner, quarter, expires, covers))
    return written


def paced(lines: Iterable[Entry], quarter: Span, covers: int, limit: int) -> bool:
    """Whether so many more may arrive in that quarter hour. A party larger than the limit may come if it comes alone."""
    arriving = sum(line.covers for line in lines if line.span.start == quarter.start)
    return arriving + covers <= limit or arriving == 0


def _with(page: Page, lines: list[Entry], line: Entry) -> Page:
    return replace(page, entries=tuple(sorted([*lines, line], key=lambda one: (one.span.start, one.owner))))
