"""Finding a place in the book: the exact time if there is one, else why not and the nearest others.

Pure: the pages come in, an offer goes out. Whoever asks reads the pages of `page_keys` first.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from receptionist.booking.hours import DAY, days, local_day, opening_spans, service_day, sold_out
from receptionist.booking.model import Page, PageKey, Slot
from receptionist.booking.pages import PACING, arrival, hold_owner, live, occupied, paced
from receptionist.booking.places import able, free_places
from receptionist.booking.requests import Offer, Refusal, SlotRequest
from receptionist.business.definition import Business, Service
from receptionist.spans import Span

ALTERNATIVES = 3
APART = timedelta(minutes=30)
"""Between two alternatives: 7:15, 7:30 and 7:45 are one offer, not three."""
LAST_SEATING = timedelta(minutes=60)
"""A table may be taken until this long before closing; anything else must be over by then."""


def visit_length(service: Service, party: int) -> timedelta:
    """Turn time of a table by party, else the service's own length."""
    for step in sorted(service.durations, key=lambda one: one.up_to):
        if party <= step.up_to:
            return timedelta(minutes=step.minutes)
    return timedelta(minutes=service.durations[-1].minutes if service.durations else service.minutes)


def page_keys(business: Business, request: SlotRequest, *, further_days: int = 0) -> list[PageKey]:
    """The pages `find` reads for the days of the wish and so many after it."""
    service = business.service(request.service)
    if service is None:
        return []
    first, last = _days(business, request, further_days)
    resources = {resource.id for needs in service.needs for resource in able(business, needs)}
    if business.policies.covers_per_quarter_hour is not None:
        resources.add(PACING)
    return [PageKey(resource, day) for resource in sorted(resources) for day in days(first - DAY, last + 2 * DAY)]


def find(
    business: Business, request: SlotRequest, pages: Mapping[PageKey, Page], now: datetime, *, further_days: int = 0
) -> Offer:
    """The best answer from these pages. Alternatives come nearest first, those of the wished day before others."""
    service = business.service(request.service)
    if service is None:
        return Offer(None, refusal="unknown_service")
    if request.party_size > _largest(business, service):
        return Offer(None, refusal="too_many")
    if any(not able(business, needs) for needs in service.needs):
        return Offer(None, refusal="nobody_has_that_skill")
    if request.resource is not None and not any(
        r.id == request.resource for n in service.needs for r in able(business, n)
    ):
        return Offer(None, refusal="nobody_has_that_skill")
    search = _Search(business, request, service, pages, now)
    if request.exact:
        exact, refusal = search.at(request.window.start)
    else:
        exact, refusal = search.within(request.window)
    if exact is not None and request.exact:
        return Offer(exact)
    return Offer(exact, search.near(request.window, exact, further_days), None if exact else refusal)


def _largest(business: Business, service: Service) -> int:
    return business.policies.max_party if any(needs.kind == "table" for needs in service.needs) else 1


def _days(business: Business, request: SlotRequest, further: int) -> tuple[date, date]:
    first = local_day(business, request.window.start)
    last = local_day(business, request.window.end - timedelta(microseconds=1))
    return first, last + timedelta(days=further)


class _Search:
    """One request against one set of pages."""

    def __init__(
        self, business: Business, request: SlotRequest, service: Service, pages: Mapping[PageKey, Page], now: datetime
    ) -> None:
        self._business = business
        self._request = request
        self._service = service
        self._pages = pages
        self._now = now
        self._length = visit_length(service, request.party_size)
        self._zone = ZoneInfo(business.timezone)
        mine = [str(request.instead_of)] if request.instead_of else []
        self._mine = [*mine, hold_owner(request.held_by)] if request.held_by else mine

    def at(self, start: datetime) -> tuple[Slot | None, Refusal | None]:
        """The slot that starts then, or why there is none."""
        if refusal := self._forbidden(start):
            return None, refusal
        span = Span(start, start + self._length)
        if not self._on_grid(start) or not self._arrivals_left(start):
            return None, "slot_taken"
        places = free_places(
            self._business,
            self._service,
            occupied(self._business, self._service.id, span),
            self._request.party_size,
            self._pages,
            self._now,
            mine=self._mine,
            wanted=self._request.resource,
        )
        return (Slot(self._service.id, span, places), None) if places is not None else (None, "slot_taken")

    def within(self, window: Span) -> tuple[Slot | None, Refusal | None]:
        """The first free start in the window, or why there is none."""
        first, last = local_day(self._business, window.start), local_day(self._business, window.end)
        refusal: Refusal | None = None
        for start in self._starts(first - DAY, last):
            if not window.start <= start < window.end:
                continue
            slot, why = self.at(start)
            if slot is not None:
                return slot, None
            refusal = refusal if refusal == "slot_taken" else why
        return None, refusal or self._forbidden(window.start) or "closed"

    def near(self, window: Span, exact: Slot | None, further_days: int) -> tuple[Slot, ...]:
        """Other starts that are free, nearest first, spread out."""
        wish = exact.span.start if exact else window.start
        first, last = _days(self._business, self._request, further_days)
        day = local_day(self._business, wish)
        candidates = sorted(
            self._starts(first - DAY, last),
            key=lambda s: (abs((local_day(self._business, s) - day).days), abs(s - wish)),
        )
        found: list[Slot] = []
        for start in candidates:
            known = [slot.span.start for slot in found] + ([exact.span.start] if exact else [])
            if any(abs(start - other) < APART for other in known):
                continue
            slot, _ = self.at(start)
            if slot is not None:
                found.append(slot)
            if len(found) == ALTERNATIVES:
                break
        return tuple(found)

    def _starts(self, first: date, last: date) -> Iterator[datetime]:
        """Every start on the grid in the opening hours of these days, in order."""
        for opening in opening_spans(self._business, first, last):
            start = self._next_on_grid(opening.start)
            while start <= self._last_start(opening):
                yield start
                start += timedelta(minutes=self._service.slot_minutes)

    def _forbidden(self, start: datetime) -> Refusal | None:
        policies = self._business.policies
        day = local_day(self._business, start)
        opening = next((o for o in opening_spans(self._business, day - DAY, day) if o.start <= start < o.end), None)
        if start < self._now + timedelta(minutes=policies.lead_minutes):
            return "too_late"
        if start > self._now + timedelta(days=policies.horizon_days):
            return "too_far"
        if sold_out(self._business, self._service.id, service_day(self._business, start)):
            return "sold_out"
        return "closed" if opening is None or start > self._last_start(opening) else None

    def _last_start(self, opening: Span) -> datetime:
        at_table = any(needs.kind == "table" for needs in self._service.needs)
        return opening.end - (min(self._length, LAST_SEATING) if at_table else self._length)

    def _on_grid(self, start: datetime) -> bool:
        return self._next_on_grid(start) == start

    def _next_on_grid(self, start: datetime) -> datetime:
        local = start.astimezone(self._zone)
        step = self._service.slot_minutes
        over = (local.hour * 60 + local.minute) % step
        whole = start.replace(second=0, microsecond=0)
        return whole + timedelta(minutes=(step - over) % step) if over or whole == start else self._next_on_grid(whole)

    def _arrivals_left(self, start: datetime) -> bool:
        limit = self._business.policies.covers_per_quarter_hour
        if limit is None:
            return True
        quarter = arrival(start)
        key = PageKey(PACING, quarter.start.date())
        lines = live(self._pages.get(key, Page(key)), self._now, self._mine)
        return paced(lines, quarter, self._request.party_size, limit)
