"""Finding a place in the book: the exact time if there is one, else why not and the nearest others.

Pure: the pages come in, an offer goes out. Whoever asks reads the pages of `page_keys` first.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from receptionist.booking.hours import days, openings, service_day, sold_out, wall_minutes
from receptionist.booking.model import Page, PageKey, Slot
from receptionist.booking.pages import PACING, arrival, hold_owner, live, occupied, paced
from receptionist.booking.places import Places, able, at_table, before_closing
from receptionist.booking.requests import Offer, Refusal, SlotRequest
from receptionist.business.definition import Business, Service
from receptionist.spans import Span

ALTERNATIVES = 3
APART = timedelta(minutes=30)
"""Between two alternatives: 7:15, 7:30 and 7:45 are one offer, not three."""
ANOTHER_DAY = 180
"""Minutes that another day counts as: two hours earlier tonight is nearer than tomorrow at the same time, lunch is not."""
DAYS_BACK = 3
"""How far before the wished day others are looked for at most."""


def visit_length(service: Service, party: int) -> timedelta:
    """Turn time of a table by party, else the service's own length."""
    for step in sorted(service.durations, key=lambda one: one.up_to):
        if party <= step.up_to:
            return timedelta(minutes=step.minutes)
    return timedelta(minutes=service.durations[-1].minutes if service.durations else service.minutes)


def page_keys(business: Business, request: SlotRequest, *, further_days: int = 0) -> list[PageKey]:
    """The pages `find` reads for the service days of the wish and so many around them."""
    service = business.service(request.service)
    if service is None:
        return []
    resources = {resource.id for needs in service.needs for resource in able(business, needs)}
    if business.policies.covers_per_quarter_hour is not None:
        resources.add(PACING)
    stretch = _utc_days(business, request, service, _openings(business, request, further_days))
    return [PageKey(resource, day) for resource in sorted(resources) for day in stretch]


def find(
    business: Business, request: SlotRequest, pages: Mapping[PageKey, Page], now: datetime, *, further_days: int = 0
) -> Offer:
    """The best answer from these pages, which are at least those of `page_keys`."""
    service = business.service(request.service)
    if service is None:
        return Offer(None, refusal="unknown_service")
    if request.party_size > (business.policies.max_party if at_table(service) else 1):
        return Offer(None, refusal="too_many")
    could = [resource.id for needs in service.needs for resource in able(business, needs)]
    if not all(able(business, needs) for needs in service.needs) or request.resource not in (None, *could):
        return Offer(None, refusal="nobody_has_that_skill")
    search = _Search(business, request, service, pages, now, _openings(business, request, further_days))
    if search.too_many:
        return Offer(None, refusal="too_many")
    if not request.exact:
        exact, refusal = search.within(request.window)
        return Offer(exact, search.near(exact), refusal)
    exact, refusal = search.at(request.window.start)
    return Offer(exact) if exact else Offer(None, search.near(None), refusal)


def _openings(business: Business, request: SlotRequest, further: int) -> list[tuple[date, Span]]:
    first = service_day(business, request.window.start)
    last = max(first, service_day(business, request.window.end - timedelta(microseconds=1)))
    around = timedelta(days=min(further, DAYS_BACK))
    return openings(business, first - around, last + timedelta(days=further))


def _utc_days(business: Business, request: SlotRequest, service: Service, found: list[tuple[date, Span]]) -> list[date]:
    """Every day a visit that starts in one of these sittings can be written on."""
    if not found:
        return []
    latest = max(span.end for _, span in found)
    visit = Span(latest, latest + visit_length(service, request.party_size))
    return days(found[0][1].start.date(), occupied(business, service.id, visit).end.date())


class _Search:
    """One request against one set of pages."""

    def __init__(
        self,
        business: Business,
        request: SlotRequest,
        service: Service,
        pages: Mapping[PageKey, Page],
        now: datetime,
        found: list[tuple[date, Span]],
    ) -> None:
        self._business = business
        self._request = request
        self._service = service
        self._now = now
        self._pages = pages
        self._openings = found
        self._sold_out = {day for day, _ in found if sold_out(business, service.id, day)}
        self._length = visit_length(service, request.party_size)
        mine = [str(request.instead_of)] if request.instead_of else []
        self._mine = [*mine, hold_owner(request.held_by)] if request.held_by else mine
        stretch = _utc_days(business, request, service, found)
        self._places = Places(
            business, service, request.party_size, self._length, stretch, pages, now,
            mine=self._mine, wanted=request.resource,
        )  # fmt: skip

    @property
    def too_many(self) -> bool:
        return self._places.too_small

    def at(self, start: datetime) -> tuple[Slot | None, Refusal | None]:
        """The slot that starts then, or why there is none."""
        if refusal := self._forbidden(start):
            return None, refusal
        if _past_grid(start, self._business, self._service) or not self._arrivals_left(start):
            return None, "slot_taken"
        slot = self._slot(start)
        return (slot, None) if slot else (None, "slot_taken")

    def within(self, window: Span) -> tuple[Slot | None, Refusal | None]:
        """The first free start in the window, or why there is none."""
        reasons: list[Refusal] = []
        for _, start in self._starts():
            if not window.start <= start < window.end:
                continue
            slot, why = self.at(start)
            if slot is not None:
                return slot, None
            reasons += [why] if why else []
        if "slot_taken" in reasons:
            return None, "slot_taken"
        return None, reasons[-1] if reasons else self._forbidden(window.start) or "closed"

    def near(self, exact: Slot | None) -> tuple[Slot, ...]:
        """Other starts that are free, nearest first, spread out."""
        known = [exact.span.start] if exact else []
        found: list[Slot] = []
        for start in self._by_nearness(exact):
            if any(abs(start - other) < APART for other in known):
                continue
            slot, _ = self.at(start)
            if slot is not None:
                found.append(slot)
                known.append(start)
            if len(found) == ALTERNATIVES:
                break
        return tuple(found)

    def _by_nearness(self, exact: Slot | None) -> list[datetime]:
        """Every start, those inside a wished window before others."""
        window = self._request.window
        day = service_day(self._business, window.start)
        if exact is not None:
            begins = ends = wall_minutes(self._business, exact.span.start, day)
        else:
            begins = wall_minutes(self._business, window.start, day)
            ends = begins + window.length // timedelta(minutes=1) - 1

        def off(one: tuple[date, datetime]) -> tuple[bool, int, int, datetime]:
            its_day, start = one
            clock = wall_minutes(self._business, start, its_day)
            wished = not self._request.exact and window.start <= start < window.end
            days_off = abs((its_day - day).days)
            return not wished, days_off * ANOTHER_DAY + max(begins - clock, clock - ends, 0), days_off, start

        return [start for _, start in sorted(self._starts(), key=off)]

    def _starts(self) -> list[tuple[date, datetime]]:
        """Every start on the grid in the opening hours, in order, with its service day."""
        step = timedelta(minutes=self._service.slot_minutes)
        earliest = self._now + timedelta(minutes=self._business.policies.lead_minutes)
        found: list[tuple[date, datetime]] = []
        for day, opening in self._openings:
            start = opening.start
            if over := _past_grid(start, self._business, self._service):
                start += step - over
            while start <= self._last_start(opening):
                found += [(day, start)] if start >= earliest else []
                start += step
        return found

    def _slot(self, start: datetime) -> Slot | None:
        places = self._places.at(start)
        return Slot(self._service.id, Span(start, start + self._length), places) if places is not None else None

    def _forbidden(self, start: datetime) -> Refusal | None:
        policies = self._business.policies
        if start < self._now + timedelta(minutes=policies.lead_minutes):
            return "too_late"
        if start > self._now + timedelta(days=policies.horizon_days):
            return "too_far"
        day, opening = next((one for one in self._openings if one[1].start <= start < one[1].end), (None, None))
        if day in self._sold_out:
            return "sold_out"
        return "closed" if opening is None or start > self._last_start(opening) else None

    def _last_start(self, opening: Span) -> datetime:
        return opening.end - before_closing(self._service, self._length)

    def _arrivals_left(self, start: datetime) -> bool:
        limit = self._business.policies.covers_per_quarter_hour
        if limit is None:
            return True
        quarter = arrival(start)
        lines = live(self._pages[PageKey(PACING, quarter.start.date())], self._now, self._mine)
        return paced(lines, quarter, self._request.party_size, limit)


def _past_grid(start: datetime, business: Business, service: Service) -> timedelta:
    """How long after the last step of the local clock; none if it is one."""
    here = start.astimezone(ZoneInfo(business.timezone))
    over = timedelta(hours=here.hour, minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
    return over % timedelta(minutes=service.slot_minutes)
