"""A process that is killed while it books."""

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from receptionist.adapters.sqlite.database import Database
from receptionist.booking.model import PageKey
from receptionist.booking.pages import utc_days
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import ResourceId
from receptionist.spans import Span
from tests.contracts.booking_forever import FIRST, desk_at

YEAR = Span(FIRST - timedelta(days=1), FIRST + timedelta(days=365))


@pytest.fixture
def acknowledged(tmp_path: Path) -> set[str]:
    """Kills a process that books as fast as it can, and gives what it had been told is booked."""
    script = "from tests.contracts.booking_forever import main; main()"
    command = [sys.executable, "-c", script, str(tmp_path / "book.sqlite")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [json.loads(process.stdout.readline()) for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    told += [json.loads(line) for line in process.stdout.read().splitlines() if line.endswith('"')]
    process.wait()
    return set(told)


@pytest.fixture
def desk(acknowledged: set[str], tmp_path: Path) -> Iterator[Desk]:
    with closing(Database(tmp_path / "book.sqlite")) as database:
        yield desk_at(database)


def test_a_killed_process_loses_no_booking_it_has_acknowledged_and_leaves_no_half_of_one(
    acknowledged: set[str], desk: Desk, restaurant: Business
) -> None:
    kept = {str(booking.id): booking for booking in desk.bookings.during(restaurant.id, YEAR)}
    assert acknowledged <= set(kept)
    assert len(kept) <= len(acknowledged) + 1
    lines = lines_of(desk, restaurant)
    held = {row.id for row in desk.rows.list(restaurant.id, "hold")}
    pages = [ResourceId("t1"), ResourceId("t2"), ResourceId("house")]
    assert lines == Counter(
        (resource, owner, day)
        for resource in pages
        for owner, span in [
            *((id, booking.span) for id, booking in kept.items()),
            *((f"hold:{hold}", span_of(int(hold[1:]))) for hold in held),
        ]
        for day in utc_days(span)
    )
    texts = Counter(str(text.booking) for text in desk.messages.sent_to(restaurant.id, limit=10_000))
    assert texts == Counter(list(kept))
    for kind in ("news", "reminder"):
        told = Counter(errand.id.split(":")[1] for errand in desk.errands.of_kind(restaurant.id, kind, limit=10_000))
        assert told == Counter(list(kept))
    cards = [row.id for row in desk.rows.list(restaurant.id, "customer")]
    assert cards == sorted(booking.customer.phone for booking in kept.values())


def span_of(number: int) -> Span:
    start = FIRST + timedelta(days=number // 2, hours=2 * (number % 2))
    return Span(start, start + timedelta(minutes=105))


def lines_of(desk: Desk, business: Business) -> Counter[tuple[ResourceId, str, date]]:
    days = [YEAR.start.date() + timedelta(days=n) for n in range(366)]
    keys = [PageKey(ResourceId(one), day) for one in ("t1", "t2", "house") for day in days]
    return Counter(
        (page.key.resource, line.owner, page.key.day)
        for page in desk.bookings.pages(business.id, keys)
        for line in page.entries
    )
