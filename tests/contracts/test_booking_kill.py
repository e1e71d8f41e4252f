"""A process that is killed while it books."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.booking.model import PageKey
from receptionist.business.definition import Business
from receptionist.spans import Span
from tests.contracts.visits import at


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[[], list[str]]:
    """Kills a process that books as fast as it can, and gives what it had been told is booked."""

    def kill_in_mid_writing() -> list[str]:
        script = "from tests.contracts.booking_forever import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "book.sqlite")], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        acknowledged = [json.loads(process.stdout.readline()) for _ in range(40)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [json.loads(line) for line in process.stdout.read().splitlines() if line.endswith('"')]
        process.wait()
        return acknowledged

    return kill_in_mid_writing


def test_a_killed_process_loses_no_booking_it_has_acknowledged(
    ledger: Callable[[], list[str]], tmp_path: Path, restaurant: Business
) -> None:
    acknowledged = ledger()
    database = Database(tmp_path / "book.sqlite")
    store, messages = SqliteBookingStore(database), SqliteMessageStore(database)
    kept = {b.id: b for b in store.during(restaurant.id, Span(at(0, day=1), at(0, day=30) + timedelta(days=400)))}
    assert set(acknowledged) <= set(kept)
    texts = {text.booking for text in messages.sent_to(restaurant.id, limit=10_000)}
    for booking in kept.values():
        keys = [PageKey(resource, booking.span.start.date()) for resource in booking.resources]
        assert all(any(e.owner == booking.id for e in page.entries) for page in store.pages(restaurant.id, keys))
        assert booking.id in texts
    database.close()
