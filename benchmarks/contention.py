"""Many who want the same at the same moment, from several processes, on a store; and whether the book is right afterwards.

    python -m benchmarks.contention --store sqlite --processes 8 --confirmations 10000
    python -m benchmarks.contention --store dynamodb --processes 8 --confirmations 10000

Each table of each hour is asked for by two callers, in two processes, and the house takes eight of its ten tables per
quarter hour: every request meets a rival for its table and nineteen for the page that counts people. DynamoDB is its
emulator MiniStack, freshly started, or the one at --endpoint.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from itertools import pairwise
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, Literal

from benchmarks.figures import table
from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.dynamodb.table import Table, connect, create_table
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.booking.capacity import house_page
from receptionist.booking.model import Booking, Customer, Page, PageKey, Slot
from receptionist.booking.requests import BookingRequest
from receptionist.business.definition import Business, OpenHours, Policies
from receptionist.business.load import load_business
from receptionist.desk.desk import Desk
from receptionist.desk.take_booking import take_booking
from receptionist.errors import Misconfigured, ReceptionistError, Refused, StoreUnavailable
from receptionist.ids import BookingId, LocationId, Phone, ResourceId, ServiceId, random_code, random_id
from receptionist.spans import Span
from tests.emulated_cloud import MINISTACK, emulated_cloud

StoreName = Literal["sqlite", "dynamodb"]

ROOT = Path(__file__).parents[1]
RESTAURANT = ROOT / "local" / "businesses" / "restaurant.yaml"
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
FIRST = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
HOURS = 20
"""Of a day, each with one arrival; the house is open longer."""
TABLES = 10
AT_ONCE = 8
"""Parties that may arrive in one quarter hour."""
RIVALS = 2
"""Who ask for one table at one hour."""
PARTY = 2
TABLE_NAME = "firstring"
UNSURE_TRIES = 20
"""How often a request is repeated that a store did not answer."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a process finds the store: a file, or an endpoint."""

    store: StoreName
    at: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one process was told: ids that are booked, ids that were refused, ids nobody answered for."""

    booked: tuple[str, ...]
    refused: tuple[str, ...]
    unanswered: tuple[str, ...]
    tries: int
    """Decisions taken: one more than needed for each race that was lost."""


@dataclass(frozen=True, slots=True)
class Found:
    store: StoreName
    processes: int
    asked: int
    booked: int
    refused: int
    tries: int
    seconds: float
    violations: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        return {
            "processes": self.processes, "asked": self.asked, "booked": self.booked, "refused": self.refused,
            "tries": self.tries, "seconds": round(self.seconds, 1), "asked_per_s": round(self.asked / self.seconds, 1),
            "booked_per_s": round(self.booked / self.seconds, 1), "violations": list(self.violations),
        }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 the book is right, 1 it is not, 2 it could not be tried."""
    given = argparse.ArgumentParser(
        prog="python -m benchmarks.contention",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    given.add_argument("--store", choices=("sqlite", "dynamodb"), default="sqlite")
    given.add_argument("--processes", type=int, default=8)
    given.add_argument("--confirmations", type=int, default=10_000, help="requests to confirm a booking")
    given.add_argument("--endpoint", default="", help="of an emulator that runs already")
    asked = given.parse_args(argv)
    try:
        found = contention(asked.store, asked.processes, asked.confirmations, endpoint=asked.endpoint)
    except ReceptionistError as error:
        print(f"contention: {error}", file=sys.stderr)
        return 2
    print(as_table([found]))
    for violation in found.violations[:50]:
        print(f"VIOLATION: {violation}")
    return 1 if found.violations else 0


def contention(store: StoreName, processes: int, confirmations: int, *, endpoint: str = "") -> Found:
    """All of it once, on a store of its own that is gone afterwards. Raises Misconfigured, StoreUnavailable."""
    with _place(store, endpoint) as place, desk_at(place) as desk:
        asked = requests(confirmations)
        shares = [asked[process::processes] for process in range(processes)]
        spawning = multiprocessing.get_context("spawn")
        gate = spawning.Barrier(processes + 1)
        with ProcessPoolExecutor(processes, spawning, initializer=_hold_gate, initargs=(gate,)) as pool:
            running = [pool.submit(_ask, place, share) for share in shares]
            gate.wait(timeout=300)
            began = time.perf_counter()
            answers = [share.result() for share in running]
            seconds = time.perf_counter() - began
        booked = [id for answer in answers for id in answer.booked]
        refused = [id for answer in answers for id in answer.refused]
        unanswered = [f"nobody answered for {id}" for answer in answers for id in answer.unanswered]
        wrong = (*unanswered, *violations(desk, house(), asked, booked, refused))
        tries = sum(answer.tries for answer in answers)
    return Found(store, processes, len(asked), len(booked), len(refused), tries, seconds, wrong)


def as_table(all_found: Iterable[Found]) -> str:
    head = ("store", "processes", "asked", "booked", "refused", "tries", "seconds", "asked/s", "booked/s", "violations")
    return table(
        head,
        [
            (
                one.store, one.processes, one.asked, one.booked, one.refused, one.tries, one.seconds,
                one.asked / one.seconds, one.booked / one.seconds, len(one.violations),
            )
            for one in all_found
        ],
    )  # fmt: skip


def house() -> Business:
    """Ten tables for two, open all day, eight of them taken per quarter hour at most."""
    restaurant = load_business(RESTAURANT)
    always = OpenHours(
        days=("mon", "tue", "wed", "thu", "fri", "sat", "sun"), opens=clock_time(0), closes=clock_time(23, 59)
    )
    tables = tuple(
        restaurant.resources[2].model_copy(update={"id": ResourceId(f"t{n}"), "joins": ()}) for n in range(TABLES)
    )
    service = restaurant.services[0].model_copy(update={"minutes": 60, "durations": ()})
    policies = Policies(covers_per_quarter_hour=AT_ONCE * PARTY)
    return restaurant.model_copy(
        update={
            "timezone": "UTC", "hours": (always,), "overrides": (), "services": (service,), "resources": tables,
            "policies": policies,
        }
    )  # fmt: skip


def requests(confirmations: int) -> list[BookingRequest]:
    """Hour by hour; within an hour the rivals for a table are next to one another, so that two processes have them."""
    made = []
    for number in range(confirmations):
        hour, within = divmod(number, TABLES * RIVALS)
        day, at = divmod(hour, HOURS)
        start = FIRST + timedelta(days=day, hours=at)
        slot = Slot(ServiceId("table"), Span(start, start + timedelta(hours=1)), (ResourceId(f"t{within // RIVALS}"),))
        guest = Customer("Anna Fisher", Phone(f"+1415{5_000_000 + number}"))
        made.append(BookingRequest(BookingId(f"b{number}"), slot, PARTY, guest))
    return made


def violations(
    desk: Desk, business: Business, asked: Sequence[BookingRequest], booked: Sequence[str], refused: Sequence[str]
) -> Iterator[str]:
    """Everything about the book that is not as what was answered says."""
    end = asked[-1].slot.span.end + timedelta(days=1)
    kept = {str(one.id): one for one in desk.bookings.during(business.id, Span(FIRST - timedelta(days=1), end))}
    days = [FIRST.date() + timedelta(days=n) for n in range((end.date() - FIRST.date()).days + 1)]
    pages = list(_pages(desk, business, days))
    told = Counter(booked)
    yield from (f"{id} was told it is booked {times} times" for id, times in told.items() if times > 1)
    yield from (f"{id} was told it is booked and is not in the book" for id in told if id not in kept)
    yield from (f"{id} is in the book and was never told" for id in kept if id not in told)
    yield from (f"{id} was refused and is in the book" for id in refused if id in kept)
    yield from _double(pages)
    yield from _half(pages, kept)
    yield from _not_given(asked, kept)
    yield from _nothing_follows(desk, business, kept)


def _pages(desk: Desk, business: Business, days: Iterable[date]) -> Iterator[Page]:
    resources = [*(one.id for one in business.resources), house_page(LocationId(""))]
    for day in days:
        yield from desk.bookings.pages(business.id, [PageKey(resource, day) for resource in resources])


def _double(pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        if page.key.resource == house_page(LocationId("")):
            arrivals: Counter[datetime] = Counter()
            for line in page.entries:
                arrivals[line.span.start] += line.covers
            yield from (f"{covers} arrive at {at}" for at, covers in arrivals.items() if covers > AT_ONCE * PARTY)
            continue
        lines = sorted(page.entries, key=lambda line: line.span.start)
        for one, other in pairwise(lines):
            if one.span.overlaps(other.span):
                yield f"{page.key.resource} is given to {one.owner} and {other.owner} at {other.span.start}"


def _half(pages: Iterable[Page], kept: dict[str, Booking]) -> Iterator[str]:
    lines = Counter((page.key.resource, line.owner) for page in pages for line in page.entries)
    yield from (
        f"{owner} is on a page of {resource} and is no booking" for resource, owner in lines if owner not in kept
    )
    for id, booking in kept.items():
        for resource in (*booking.resources, house_page(LocationId(""))):
            if lines[resource, id] != 1:
                yield f"{id} is {lines[resource, id]} times on the pages of {resource}"


def _not_given(asked: Sequence[BookingRequest], kept: dict[str, Booking]) -> Iterator[str]:
    """Of every hour as many tables are given as were asked for, up to what the house takes at once."""
    wanted: dict[datetime, set[ResourceId]] = {}
    for request in asked:
        wanted.setdefault(request.slot.span.start, set()).update(request.slot.resources)
    given = Counter(booking.span.start for booking in kept.values())
    for at, tables in wanted.items():
        if given[at] != min(len(tables), AT_ONCE):
            yield f"{given[at]} tables are given at {at}, {min(len(tables), AT_ONCE)} could be"


def _nothing_follows(desk: Desk, business: Business, kept: dict[str, Booking]) -> Iterator[str]:
    many = 2 * len(kept) + 100
    texts = Counter(str(text.booking) for text in desk.messages.sent_to(business.id, limit=many))
    news = Counter(errand.id for errand in desk.errands.of_kind(business.id, "news", limit=many))
    cards = {row.id for row in desk.rows.list(business.id, "customer")}
    for id, booking in kept.items():
        if texts[id] != 1 or news[f"news:{id}:1"] != 1 or booking.customer.phone not in cards:
            yield f"{id} has {texts[id]} texts, {news[f'news:{id}:1']} news, a card: {booking.customer.phone in cards}"
    yield from (f"a text for {id}, which is no booking" for id in texts if id not in kept)
    if len(news) != len(kept):
        yield f"{len(news)} news of {len(kept)} bookings"


_gate: Barrier | None = None


def _hold_gate(gate: Barrier) -> None:
    """In each process: the gate it waits at before its first request."""
    global _gate
    _gate = gate


def _ask(place: Place, asked: Sequence[BookingRequest]) -> Share:
    booked, refused, unanswered = [], [], []
    tries = 0

    def drawn() -> str:
        nonlocal tries
        tries += 1
        return random_code()

    business = house()
    with desk_at(place, drawn) as desk:
        assert _gate is not None
        _gate.wait(timeout=300)
        for request in asked:
            try:
                _until_answered(desk, business, request)
            except Refused:
                refused.append(str(request.id))
            except StoreUnavailable:
                unanswered.append(str(request.id))
            else:
                booked.append(str(request.id))
    return Share(tuple(booked), tuple(refused), tuple(unanswered), tries)


def _until_answered(desk: Desk, business: Business, request: BookingRequest) -> None:
    """Whoever is unsure repeats: the same id gives the booking that was made."""
    for _ in range(UNSURE_TRIES - 1):
        try:
            take_booking(desk, business, request)
        except StoreUnavailable:
            continue
        return
    take_booking(desk, business, request)


@contextmanager
def _place(store: StoreName, endpoint: str) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="firstring-contention-") as folder:
        if store == "sqlite":
            yield Place(store, str(Path(folder) / "book.sqlite"))
        elif endpoint:
            yield Place(store, _with_table(endpoint))
        else:
            with _emulator(Path(folder)) as started:
                yield Place(store, _with_table(started))


def _with_table(endpoint: str) -> str:
    client = _client(endpoint)
    client.list_tables()
    create_table(client, TABLE_NAME)
    client.close()
    return endpoint


@contextmanager
def desk_at(place: Place, new_code: Callable[[], str] = random_code) -> Iterator[Desk]:
    """As one process has it."""
    nobody, nothing = MemoryBusinessStore(), MemoryCallStore()
    if place.store == "sqlite":
        file = Database(Path(place.at), patience_s=30)
        try:
            yield Desk(
                nobody, SqliteBookingStore(file), nothing, SqliteMessageStore(file), lambda: NOW, random_id, new_code,
                SqliteRowStore(file), SqliteErrandStore(file),
            )  # fmt: skip
        finally:
            file.close()
        return
    client = _client(place.at)
    cloud = Table(client, TABLE_NAME)
    try:
        yield Desk(
            nobody, DynamoBookingStore(cloud), nothing, DynamoMessageStore(cloud), lambda: NOW, random_id, new_code,
            DynamoRowStore(cloud), DynamoErrandStore(cloud),
        )  # fmt: skip
    finally:
        client.close()


def _client(endpoint: str) -> Any:
    return connect("us-east-1", endpoint_url=endpoint, access_key="test", secret_key="test")


@contextmanager
def _emulator(folder: Path) -> Iterator[str]:
    if not MINISTACK.exists():
        raise Misconfigured(f"{MINISTACK} is not there: make setup installs the emulator")
    with emulated_cloud(folder) as endpoint:
        yield endpoint


if __name__ == "__main__":
    sys.exit(main())
