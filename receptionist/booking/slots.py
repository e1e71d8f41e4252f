"""Finding a place in the book: the exact time if there is one, else why not and the nearest others.

Pure: the pages come in, an offer goes out. Whoever asks reads the pages of `page_keys` first.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from receptionist.booking.hours import service_day, wall_minutes
from receptionist.booking.model import Page, PageKey, Slot
from receptionist.booking.requests import Offer, Refusal, SlotRequest
from receptionist.booking.search import Search, Sittings, asked, hopeless, keys
from receptionist.business.definition import Business

ALTERNATIVES = 3
APART = timedelta(minutes=30)
"""Between two alternatives: 7:15, 7:30 and 7:45 are one offer, not three."""
ANOTHER_DAY = 180
"""Minutes that another day counts as: two hours earlier tonight is nearer than tomorrow at the same time, lunch is not."""
DAYS_BACK = 3
"""How far before the wished day others are looked for at most."""


def page_keys(business: Business, request: SlotRequest, *, further_days: int = 0) -> list[PageKey]:
    """The pages `find` reads for the service days of the wish and so many around them."""
    return keys(business, request, _around(business, request, further_days))


def find(
    business: Business, request: SlotRequest, pages: Mapping[PageKey, Page], now: datetime, *, further_days: int = 0
) -> Offer:
    """The best answer from these pages, which are at least those of `page_keys`."""
    if refusal := hopeless(business, request):
        return Offer(None, refusal=refusal)
    search = Search(business, request, pages, now, _around(business, request, further_days))
    if not request.exact:
        exact, why = _within(search, request)
        return Offer(exact, _near(business, request, search, exact), why)
    exact, why = search.at(request.window.start)
    return Offer(exact) if exact else Offer(None, _near(business, request, search, None), why)


def _around(business: Business, request: SlotRequest, further: int) -> Sittings:
    first = service_day(business, request.window.start)
    last = max(first, service_day(business, request.window.end - timedelta(microseconds=1)))
    around = timedelta(days=min(further, DAYS_BACK))
    return asked(business, request, first - around, last + timedelta(days=further))


def _within(search: Search, request: SlotRequest) -> tuple[Slot | None, Refusal | None]:
    """The first free start in the window, or why there is none."""
    window = request.window
    for _, start in search.free():
        if window.start <= start < window.end and (slot := search.slot(start)) is not None:
            return slot, None
    return None, search.why_none(window)


def _near(business: Business, request: SlotRequest, search: Search, exact: Slot | None) -> tuple[Slot, ...]:
    """Other starts that are free, nearest first, spread out."""
    known = [exact.span.start] if exact else []
    found: list[Slot] = []
    for start in _by_nearness(business, request, search, exact):
        if any(abs(start - other) < APART for other in known):
            continue
        slot = search.slot(start)
        if slot is not None:
            found.append(slot)
            known.append(start)
        if len(found) == ALTERNATIVES:
            break
    return tuple(found)


def _by_nearness(business: Business, request: SlotRequest, search: Search, exact: Slot | None) -> list[datetime]:
    """Every start that may be free, those inside a wished window before others."""
    window = request.window
    day = service_day(business, window.start)
    if exact is not None:
        begins = ends = wall_minutes(business, exact.span.start, day)
    else:
        begins = wall_minutes(business, window.start, day)
        ends = begins + window.length // timedelta(minutes=1) - 1

    def off(one: tuple[date, datetime]) -> tuple[bool, int, int, datetime]:
        its_day, start = one
        clock = wall_minutes(business, start, its_day)
        wished = not request.exact and window.start <= start < window.end
        days_off = abs((its_day - day).days)
        return not wished, days_off * ANOTHER_DAY + max(begins - clock, clock - ends, 0), days_off, start

    return [start for _, start in sorted(search.free(), key=off)]
