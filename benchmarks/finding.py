"""How long it takes to find a place in a busy book: one question, and a month at a glance. Pages given, no store.

python -m benchmarks.finding
"""

import random
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from benchmarks.figures import Spread, spread, table
from receptionist.booking.capacity import house_page
from receptionist.booking.model import Entry, Page, PageKey
from receptionist.booking.overview import free_starts, month_keys
from receptionist.booking.pages import utc_days
from receptionist.booking.requests import SlotRequest
from receptionist.booking.slots import find, page_keys
from receptionist.business.definition import (
    Business,
    Needs,
    OpenHours,
    Pacing,
    PartyDuration,
    Phase,
    Policies,
    Resource,
    Service,
    Vertical,
)
from receptionist.ids import BusinessId, LocationId, ResourceId, ServiceId
from receptionist.spans import Span

NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
MONTH = (date(2026, 11, 1), date(2026, 11, 30))
ZONE = "America/New_York"
FURTHER = 14
"""As far as a question is widened when there is nothing near."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Pages = Mapping[PageKey, Page]


@dataclass(frozen=True, slots=True)
class House:
    """A business, its busy book, and what is asked of it."""

    name: str
    business: Business
    pages: Pages
    questions: tuple[SlotRequest, ...]
    """Of callers."""
    month: SlotRequest


def restaurant() -> House:
    """Sixty tables, a third of them side by side, three sittings each evening and two at lunch, most of them taken."""
    tables = tuple(
        Resource(
            id=ResourceId(f"t{n}"), kind="table", name=f"Table {n}", min_party=1 if n % 4 else 2, max_party=2 + 2 * (n % 4),
            joins=(ResourceId(f"t{n + 1}"),) if n % 3 == 0 and n < 59 else (), area=("room", "patio")[n % 2],
        )
        for n in range(60)
    )  # fmt: skip
    business = _business(
        Vertical.RESTAURANT,
        (OpenHours(days=_DAYS, opens=clock_time(11, 30), closes=clock_time(15)),
         OpenHours(days=_DAYS, opens=clock_time(17), closes=clock_time(1))),
        (Service(
            id=ServiceId("table"), name={"en": "a table"}, minutes=90, needs=(Needs(kind="table"),), buffer_minutes=10,
            durations=(PartyDuration(up_to=2, minutes=90), PartyDuration(up_to=4, minutes=105), PartyDuration(up_to=8, minutes=120)),
        ),),
        tables,
        Policies(
            covers_per_quarter_hour=40, covers_at_once=220, walk_in_covers=20,
            pacing=(Pacing(days=("fri", "sat"), opens=clock_time(19), closes=clock_time(20), covers_per_quarter_hour=30),),
        ),
    )  # fmt: skip
    dice = random.Random(1)
    visits = [
        (one.id, _at(day, hour, 15 * dice.randrange(4)), 100, dice.randint(1, one.max_party))
        for one in tables
        for day in range(31)
        for hour in (12, 17, 19, 21)
        if dice.random() < 0.85
    ]
    questions = tuple(
        _question("table", _at(dice.randrange(5, 20), hour, 30 * dice.randrange(2)), party, exact=exact)
        for hour in (12, 13, 18, 19, 20)
        for party in (2, 4, 6, 8)
        for exact in (True, False)
    )
    return House("60 tables", business, _book(visits, people=True), questions, questions[1])


def salon() -> House:
    """Twenty chairs and fourteen stylists with shifts and lunch breaks; colour in three phases."""
    shifts = (OpenHours(days=("mon", "tue", "wed", "thu", "fri"), opens=clock_time(9), closes=clock_time(18)),
              OpenHours(days=("sat",), opens=clock_time(9), closes=clock_time(14)))  # fmt: skip
    lunch = (OpenHours(days=_DAYS, opens=clock_time(12, 30), closes=clock_time(13)),)
    people = tuple(
        Resource(
            id=ResourceId(f"s{n}"), kind="staff", name=f"Stylist {n}", skills=("cut", "colour") if n % 2 else ("cut",),
            hours=shifts, breaks=lunch,
        )
        for n in range(14)
    )  # fmt: skip
    chairs = tuple(Resource(id=ResourceId(f"c{n}"), kind="chair", name=f"Chair {n}") for n in range(20))
    phases = (
        Phase(minutes=30, occupies=("staff", "chair")),
        Phase(minutes=45, occupies=("chair",)),
        Phase(minutes=45, occupies=("staff", "chair")),
    )
    business = _business(
        Vertical.SALON,
        (OpenHours(days=_DAYS, opens=clock_time(9), closes=clock_time(19)),),
        (Service(
            id=ServiceId("colour"), name={"en": "colour"}, minutes=120, phases=phases, buffer_minutes=10, slot_minutes=15,
            needs=(Needs(kind="staff", skills=("colour",)), Needs(kind="chair")),
        ),),
        (*people, *chairs),
        Policies(),
    )  # fmt: skip
    dice = random.Random(2)
    visits = [
        (one.id, _at(day, hour, 15 * dice.randrange(3)), 55, 1)
        for one in (*people, *chairs)
        for day in range(31)
        for hour in range(9, 18)
        if dice.random() < 0.7
    ]
    questions = tuple(
        _question("colour", _at(dice.randrange(5, 20), hour, 15), 1, exact=exact, resource=wanted)
        for hour in range(9, 17)
        for exact in (True, False)
        for wanted in (None, ResourceId("s3"))
    )
    return House("20 chairs, in phases", business, _book(visits, people=False), questions, questions[0])


def questions(house: House, further: int, rounds: int = 3) -> Spread:
    """Milliseconds of one question, naming the pages included, reading them not. Of this thread's own time: what else the
    machine does is left out."""
    return spread(_question_ms(house, one, further) for _ in range(rounds) for one in house.questions)


def months(house: House, rounds: int = 20) -> Spread:
    """The same of a month at a glance."""
    return spread(_month_ms(house) for _ in range(rounds))


def measured() -> list[tuple[str, str, Spread]]:
    """Of each book what was asked, and how long it took."""
    found = []
    for house in (restaurant(), salon()):
        found += [
            (house.name, "one question, that day", questions(house, 0)),
            (house.name, f"one question, {FURTHER} days around", questions(house, FURTHER, 1)),
            (house.name, "a month", months(house)),
        ]
    return found


def printed(found: list[tuple[str, str, Spread]]) -> str:
    rows = [(book, what, one.n, one.p50, one.p95, one.worst) for book, what, one in found]
    return table(("book", "asked", "n", "p50 ms", "p95 ms", "worst ms"), rows)


def main() -> int:
    print(printed(measured()))
    return 0


def _question_ms(house: House, request: SlotRequest, further: int) -> float:
    pages = _read(house, page_keys(house.business, request, further_days=further))
    began = time.thread_time()
    page_keys(house.business, request, further_days=further)
    find(house.business, request, pages, NOW, further_days=further)
    return (time.thread_time() - began) * 1000


def _month_ms(house: House) -> float:
    pages = _read(house, month_keys(house.business, house.month, *MONTH))
    began = time.thread_time()
    month_keys(house.business, house.month, *MONTH)
    free_starts(house.business, house.month, pages, *MONTH, NOW)
    return (time.thread_time() - began) * 1000


def _read(house: House, keys: list[PageKey]) -> Pages:
    return {key: house.pages.get(key) or Page(key) for key in keys}


def _business(
    vertical: Vertical,
    hours: tuple[OpenHours, ...],
    services: tuple[Service, ...],
    resources: tuple[Resource, ...],
    policies: Policies,
) -> Business:
    return Business(
        id=BusinessId("busy"), name="Busy", vertical=vertical, timezone=ZONE, numbers=("+14155550199",),
        address="1 High Street", hours=hours, services=services, resources=resources, policies=policies,
    )  # fmt: skip


def _at(day: int, hour: int, minute: int) -> datetime:
    """So many days into the month, by the clock of the house."""
    here = datetime.combine(MONTH[0], clock_time(hour, minute), ZoneInfo(ZONE)) + timedelta(days=day)
    return here.astimezone(UTC)


def _question(
    service: str, start: datetime, party: int, *, exact: bool, resource: ResourceId | None = None
) -> SlotRequest:
    """The very minute, or any within three hours."""
    window = Span(start, start + timedelta(minutes=1 if exact else 180))
    return SlotRequest(ServiceId(service), window, party, resource, exact)


def _book(visits: list[tuple[ResourceId, datetime, int, int]], *, people: bool) -> Pages:
    """Resource, start, minutes and covers of each visit, on their pages."""
    lines: dict[PageKey, list[Entry]] = {}
    for number, (resource, start, minutes, covers) in enumerate(visits):
        entry = Entry(f"b{number}", Span(start, start + timedelta(minutes=minutes)), covers=covers)
        for page in (resource, *((house_page(LocationId("")),) if people else ())):
            for day in utc_days(entry.span):
                lines.setdefault(PageKey(page, day), []).append(entry)
    return {key: Page(key, 1, tuple(sorted(found, key=lambda one: one.span))) for key, found in lines.items()}


if __name__ == "__main__":
    sys.exit(main())
