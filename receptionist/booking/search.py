"""One request against one set of pages: which starts are free, and why others are not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from receptionist.booking.capacity import counts_people, day_limits, house_page, most_at_once, welcome_starts
from receptionist.booking.free import Places
from receptionist.booking.hours import clock, days, openings, sold_out
from receptionist.booking.minutes import day_start, every, everything, marked, minute_of, set_minutes
from receptionist.booking.model import Page, PageKey, Slot
from receptionist.booking.pages import hold_owner, live
from receptionist.booking.places import before_closing, never, wished
from receptionist.booking.requests import Refusal, SlotRequest
from receptionist.booking.visit import Shape, shape_of, variant_of
from receptionist.business.definition import Business, Service
from receptionist.errors import UnknownService
from receptionist.ids import ServiceId
from receptionist.spans import Span

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Sittings:
    """What is looked through."""

    found: tuple[tuple[date, Span], ...]
    """Each with its service day, earliest first."""
    days: tuple[date, ...]
    """Every UTC day a visit that starts in one of them can be written on."""


def offered(business: Business, wanted: ServiceId) -> Service | None:
    """The service, if it is to be had at this place."""
    service = business.service(wanted)
    here = service is not None and (not service.locations or business.here in ("", *service.locations))
    return service if here else None


def hopeless(business: Business, request: SlotRequest) -> Refusal | None:
    """Why no time at all can be had."""
    service = offered(business, request.service)
    if service is None:
        return "unknown_service"
    variant = variant_of(service, request.variant)
    if request.variant and variant is None:
        return "unknown_service"
    if variant is not None and request.new_client is not None:
        if variant.clients == "new" and not request.new_client:
            return "not_for_returning_clients"
        if variant.clients == "returning" and request.new_client:
            return "not_for_new_clients"
    most = most_at_once(business)
    if most is not None and request.party_size > most and not request.by_staff:
        return "too_many"
    return never(business, service, request)


def asked(business: Business, request: SlotRequest, first: date, last: date) -> Sittings:
    """The sittings of these service days."""
    found = tuple(openings(business, first, last))
    service = business.service(request.service)
    if not found or service is None:
        return Sittings((), ())
    shape = _shape(service, request)
    begins = found[0][1].start - timedelta(minutes=shape.before)
    ends = max(span.end for _, span in found) + timedelta(minutes=shape.minutes + shape.after)
    return Sittings(found, tuple(days(begins.date(), ends.date())))


def keys(business: Business, request: SlotRequest, sittings: Sittings) -> list[PageKey]:
    """The pages a Search reads. None for what is hopeless."""
    service = business.service(request.service)
    if service is None or hopeless(business, request):
        return []
    resources = {one.id for needs in service.needs for one in wished(business, needs, request)}
    if counts_people(business) and not request.by_staff:
        resources.add(house_page(business.here))
    counted = [] if request.by_staff else day_limits(service, business.here, new_client=bool(request.new_client))
    found = [PageKey(resource, day) for resource in sorted(resources) for day in sittings.days]
    return found + [PageKey(page, day) for page, _ in counted for day in dict.fromkeys(d for d, _ in sittings.found)]


class Search:
    """For a request that is not `hopeless`, with at least the pages of its `keys`."""

    def __init__(
        self,
        business: Business,
        request: SlotRequest,
        pages: Mapping[PageKey, Page],
        now: datetime,
        sittings: Sittings,
    ) -> None:
        self._business = business
        service = business.service(request.service)
        if service is None:
            raise UnknownService(f"{business.id} does not offer {request.service}")
        self._service = service
        self._request = request
        self._pages = pages
        self._now = now
        self._sittings = sittings
        self._shape = _shape(self._service, request)
        self._mine = _owners(request)
        self._known = {resource.id: resource for resource in business.resources}
        self._places = Places(business, self._service, self._shape, request, sittings.days, pages, now, self._mine)
        self._welcome = self._welcome_starts()
        self._refused = {day: self._refusal_of(day) for day, _ in sittings.found}
        self._whole = _whole_days(sittings)
        notice = _own(self._service.lead_minutes, business.policies.lead_minutes)
        ahead = _own(self._service.horizon_days, business.policies.horizon_days)
        self._earliest = now if request.by_staff else now + timedelta(minutes=notice)
        self._latest = datetime.max.replace(tzinfo=UTC) if request.by_staff else now + timedelta(days=ahead)

    def at(self, start: datetime) -> tuple[Slot | None, Refusal | None]:
        """The slot that starts then, or why there is none."""
        if refusal := self._forbidden(start):
            return None, refusal
        if not self._on_grid(start):
            return None, "slot_taken"
        slot = self.slot(start)
        if slot is None:
            return None, "slot_taken" if self._places.anybody_there(start) else "closed"
        return (slot, None) if self._welcome >> self._minute(start) & 1 else (None, "full")

    def slot(self, start: datetime) -> Slot | None:
        """With places that are free then; whether one may come then is not asked."""
        day, _ = self._sitting(start)
        places = self._places.at(start, self._whole[day]) if day is not None else None
        if places is None:
            return None
        span = Span(start, start + self._shape.length)
        there = [self._known[one] for one in places]
        return Slot(
            self._service.id, span, places, self._request.variant, self._shape.allocations(start, there),
            self._business.here,
        )  # fmt: skip

    def free(self) -> list[tuple[date, datetime]]:
        """The starts that may be had, on the grid of the opening hours, with their service days, in order. Where two needs
        compete for the same person, `slot` may still find none."""
        found = []
        for day, sitting in self._sittings.found:
            if not self._refused[day]:
                bits = self._grid(sitting) & self._places.possible & self._welcome
                found += [(day, start) for start in self._listed(bits, sitting) if start <= self._latest]
        return found

    @property
    def sure(self) -> bool:
        """Whether there is a slot for each of the `free` starts."""
        return self._places.surely

    def why_none(self, within: Span) -> Refusal:
        """Why none of the starts in it is free: of several reasons the one that says most, that others were faster, then
        that there is a limit, then that nobody is there."""
        reasons: list[Refusal] = []
        asked_for, stretch = 0, self._sittings.days
        wished = marked([within], stretch[0], len(stretch)) if stretch else 0
        for day, sitting in self._sittings.found:
            if not sitting.overlaps(within):
                continue
            bits = self._grid(sitting) & wished
            starts = self._listed(bits, sitting)
            if starts and (why := self._refused[day] or ("too_far" if starts[0] > self._latest else None)):
                reasons.append(why)
            elif starts:
                asked_for |= bits
        if asked_for & self._places.present & (~self._places.possible | self._welcome):
            return "slot_taken"
        if asked_for & self._places.possible:
            return "full"
        if asked_for:
            reasons.append("closed")
        if "day_full" in reasons:
            return "day_full"
        return reasons[-1] if reasons else self._forbidden(within.start) or "closed"

    def refusal(self, day: date) -> Refusal:
        """Why nothing is free on a service day."""
        return self.why_none(self._whole[day]) if day in self._whole else "closed"

    def _grid(self, sitting: Span) -> int:
        """The starts of one sitting, with due notice."""
        step = timedelta(minutes=self._service.slot_minutes)
        first = sitting.start + -clock(self._business, sitting.start) % step
        if first < self._earliest:
            first += -((first - self._earliest) // step) * step
        last = self._last_start(sitting)
        return every(self._service.slot_minutes, self._minute(first), self._minute(last)) if first <= last else 0

    def _listed(self, bits: int, sitting: Span) -> list[datetime]:
        """The bits within a sitting as times."""
        base = day_start(self._sittings.days[0])
        return [
            base + minute * _MINUTE for minute in set_minutes(bits, *map(self._minute, (sitting.start, sitting.end)))
        ]

    def _forbidden(self, start: datetime) -> Refusal | None:
        if not self._request.by_staff and start < self._earliest:
            return "too_late"
        if start > self._latest:
            return "too_far"
        day, sitting = self._sitting(start)
        if day is not None and self._refused[day] == "sold_out":
            return "sold_out"
        if day is None or sitting is None or start > self._last_start(sitting):
            return "closed"
        return self._refused[day]

    def _refusal_of(self, day: date) -> Refusal | None:
        """Why nothing on that service day can be had."""
        if sold_out(self._business, self._service.id, day):
            return "sold_out"
        if self._request.by_staff:
            return None
        for page, most in day_limits(self._service, self._business.here, new_client=bool(self._request.new_client)):
            if sum(line.covers for line in live(self._pages[PageKey(page, day)], self._now, self._mine)) >= most:
                return "day_full"
        return None

    def _welcome_starts(self) -> int:
        stretch = self._sittings.days
        if self._request.by_staff or not stretch or not counts_people(self._business):
            return everything(len(stretch))
        return welcome_starts(
            self._business, self._pages, stretch, self._now, self._mine, self._request.party_size, self._shape.minutes
        )

    def _sitting(self, start: datetime) -> tuple[date, Span] | tuple[None, None]:
        return next((one for one in self._sittings.found if one[1].start <= start < one[1].end), (None, None))

    def _last_start(self, sitting: Span) -> datetime:
        return sitting.end - before_closing(self._service, self._shape.length)

    def _on_grid(self, start: datetime) -> bool:
        """The house itself may seat somebody at any minute."""
        step = _MINUTE if self._request.by_staff else timedelta(minutes=self._service.slot_minutes)
        return not clock(self._business, start) % step

    def _minute(self, at: datetime) -> int:
        return minute_of(at, self._sittings.days[0])


def _shape(service: Service, request: SlotRequest) -> Shape:
    return shape_of(service, request.party_size, request.variant, new_client=bool(request.new_client))


def _owners(request: SlotRequest) -> list[str]:
    """Whose lines are not in the way: the caller's own."""
    moving = [str(request.instead_of)] if request.instead_of else []
    return [*moving, hold_owner(request.held_by)] if request.held_by else moving


def _own(of_service: int | None, of_business: int) -> int:
    return of_business if of_service is None else of_service


def _whole_days(sittings: Sittings) -> dict[date, Span]:
    """Each service day from its first opening to its last closing."""
    found: dict[date, Span] = {}
    for day, span in sittings.found:
        known = found.get(day, span)
        found[day] = Span(min(known.start, span.start), max(known.end, span.end))
    return found
