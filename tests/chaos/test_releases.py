"""A release follows another while calls are live, and is taken back: each goes on from what the other has written."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from receptionist.adapters.records import CALL, CHECKPOINT
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.booking.model import Status
from receptionist.business.load import load_business
from receptionist.calls.record import Checkpoint
from receptionist.conversation.state import from_json, to_json
from receptionist.conversation.turn import Receptionist
from receptionist.ids import BookingId
from receptionist.language.understanding import Utterance
from tests.chaos.caller import Caller
from tests.chaos.dialogues import BOOK, BUSINESS, bookings
from tests.chaos.network import Network
from tests.chaos.processes import UNDERSTANDER, Process
from tests.chaos.telephone import text_of
from tests.fakes.front_office import CALL as THE_CALL
from tests.fakes.front_office import NOW, SetClock, a_desk

Doc = dict[str, Any]

LAST: Doc = json.loads((Path(__file__).parent / "as_the_last_release_wrote_it.json").read_text(encoding="utf-8"))
"""A record and a checkpoint as they were written until 28 November 2026, in the middle of a booking."""
RESTAURANT = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"
OPEN = ("extra", "slots", "known", "attempts", "value", "moods")
"""Objects whose keys are not fields."""


def as_next(doc: Any) -> Any:
    """With a field more in every object."""
    if isinstance(doc, list):
        return [as_next(one) for one in doc]
    if not isinstance(doc, dict):
        return doc
    grown = {key: _inside(key, value, as_next) for key, value in doc.items()}
    return {**grown, "of_the_next_release": {"anything": [1, "two"]}}


def as_last(doc: Any, like: Any = LAST["checkpoint"]["state"]) -> Any:
    """Without the fields that the last release did not know."""
    if isinstance(doc, list):
        return [as_last(one, like[0] if isinstance(like, list) and like else one) for one in doc]
    if not isinstance(doc, dict) or not isinstance(like, dict):
        return doc
    return {key: value if key in OPEN else as_last(value, like[key]) for key, value in doc.items() if key in like}


def _inside(key: str, value: Any, change: Callable[[Any], Any]) -> Any:
    if key in ("slots", "known"):
        return {name: {**filled, "of_the_next_release": True} for name, filled in value.items()}
    return value if key in OPEN else change(value)


def same(doc: Doc) -> Doc:
    return doc


def stored(database: Database, shape: Callable[[Doc], Doc]) -> SqliteCallStore:
    """A table that a release of this shape has written."""
    store = SqliteCallStore(database)
    kept = {**shape(LAST["checkpoint"]), "state": json.dumps(shape(LAST["checkpoint"]["state"]))}
    with database.write() as connection:
        record = json.dumps(shape(LAST["record"]))
        connection.execute("INSERT INTO calls VALUES (?, ?, ?, ?)", (THE_CALL, BUSINESS, NOW.isoformat(), record))
        connection.execute(
            "INSERT INTO handlings (call, business, epoch, checkpoint) VALUES (?, ?, 1, ?)",
            (THE_CALL, BUSINESS, json.dumps(kept)),
        )
    return store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "firstring.sqlite")
    yield database
    database.close()


@pytest.mark.parametrize("shape", [same, as_next], ids=["last", "next"])
def test_a_call_that_another_release_began_is_taken_over_and_booked(
    database: Database, shape: Callable[[Doc], Doc]
) -> None:
    calls = stored(database, shape)
    record, taken = calls.find(THE_CALL), calls.take(BUSINESS, THE_CALL)
    assert record is not None
    assert taken is not None
    assert (record.status, taken.epoch, taken.seq) == ("live", 2, 7)
    desk = replace(a_desk(SetClock(NOW)), calls=calls)
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    mind = Receptionist(desk, UNDERSTANDER.understand, strict=True)
    again = mind.resumed(business, from_json(taken.state))
    assert "Shall I book it?" in again.text
    reply = mind.hear(business, again.state, Utterance(("yes, please",), "en"))
    assert "You're booked" in reply.text
    booking = desk.bookings.get(BUSINESS, BookingId("id0"))
    assert booking is not None
    assert (booking.status, booking.customer.name) == (Status.CONFIRMED, "Sarah Miller")
    calls.save(replace(taken, state=to_json(reply.state)))
    assert calls.finish(replace(record, status="ended", outcome="goodbye")).outcome == "goodbye"


def test_a_definition_that_the_next_release_published_is_read(database: Database) -> None:
    """A field it has added must not take every call of the business from the tasks that still run."""
    store = SqliteBusinessStore(database)
    kept = store.put(load_business(RESTAURANT))
    with database.write() as connection:
        for table in ("businesses", "editions"):
            (row,) = connection.execute(f"SELECT doc FROM {table}").fetchall()
            doc = json.loads(row["doc"])
            business = doc["business"] if table == "editions" else doc
            for part in (doc, business, business["policies"], business["services"][0], business["resources"][0]):
                part["of_the_next_release"] = {"anything": [1, "two"]}
            connection.execute(f"UPDATE {table} SET doc = ?", (json.dumps(doc),))
    assert store.get(kept.id) == kept
    (edition,) = store.editions(kept.id)
    assert edition.business == kept


def test_what_is_written_now_has_every_field_the_last_release_reads() -> None:
    record, checkpoint = LAST["record"], {**LAST["checkpoint"], "state": ""}
    assert set(record) <= set(json.loads(CALL.dump_json(CALL.validate_python(record))))
    assert set(checkpoint) <= set(json.loads(CHECKPOINT.dump_json(CHECKPOINT.validate_python(checkpoint))))
    state = LAST["checkpoint"]["state"]
    assert as_last(json.loads(to_json(from_json(json.dumps(state))))) == state


class Release:
    """The store of calls, in the hands of a handler that writes in another shape."""

    def __init__(self, calls: Any, shape: Callable[[Doc], Doc]) -> None:
        self._calls, self._shape = calls, shape

    def save(self, checkpoint: Checkpoint) -> None:
        self._calls.save(replace(checkpoint, state=json.dumps(self._shape(json.loads(checkpoint.state)))))

    def __getattr__(self, act: str) -> Any:
        return getattr(self._calls, act)


class Rolling(Network):
    """Every handler is of the other release."""

    shapes = cycle((as_last, as_next))

    def _next_handler(self) -> Process:
        plain = self.desk
        self.desk = replace(plain, calls=Release(plain.calls, next(self.shapes)))
        try:
            return super()._next_handler()
        finally:
            self.desk = plain


async def test_a_call_is_drained_from_one_release_to_the_next_and_back_and_nobody_notices() -> None:
    network = Rolling()
    caller = Caller(network, BOOK)
    await network.ring()

    async def roll() -> None:
        for line in (2, 4):
            while len(caller.lines) < line:  # noqa: ASYNC110 - virtual time
                await asyncio.sleep(0.04)
            assert network.serving is not None
            network.serving.reception.drain()

    rolling = asyncio.get_running_loop().create_task(roll())
    await asyncio.wait_for(caller.run(), 300)
    await rolling
    record = await network.hang_up()
    assert record is not None
    assert (record.outcome, record.resumes) == ("goodbye", 2)
    assert BOOK.faults(bookings(network.desk), [text.body for text in network.sms.arrived]) == []
    assert "cut off" not in text_of(network.heard)
