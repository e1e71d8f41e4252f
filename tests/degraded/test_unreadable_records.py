"""What was stored comes back as nonsense: it costs what it is about, nothing else, and nobody is told what is not so."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws
from starlette.testclient import TestClient

from functions.call_setup.app import build
from functions.sms.outbox import empty
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.table import Table, connect, create_table
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.desk.desk import Desk
from receptionist.errors import StoreUnavailable
from receptionist.ids import MessageId
from receptionist.messages.model import TextMessage
from receptionist.ports import Errand
from tests.chaos.dialogues import BUSINESS, YES
from tests.degraded.conversation import TextCall
from tests.fakes.front_office import (
    CALLER,
    NOW,
    RESTAURANT,
    RememberingCarrier,
    RememberingSms,
    SetClock,
    Twilio,
    a_desk,
    an_office,
)

WISH = "I'd like to book a table for four tomorrow at seven in the evening, Sarah Miller."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "firstring.sqlite"


@pytest.fixture
def desk(file: Path) -> Iterator[Desk]:
    clock, database = SetClock(), Database(file)
    plain = a_desk(clock)
    businesses = SqliteBusinessStore(database)
    for business in plain.businesses.all():
        businesses.put(business)
    yield replace(
        plain,
        businesses=businesses,
        bookings=SqliteBookingStore(database, clock=clock),
        calls=SqliteCallStore(database),
        messages=SqliteMessageStore(database),
        rows=SqliteRowStore(database, clock=clock),
        errands=SqliteErrandStore(database),
    )
    database.close()


def garble(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


@pytest.fixture
def booked(desk: Desk) -> TextCall:
    call = TextCall(plain=desk)
    call.answers()
    assert "you're booked" in call.hear(WISH, YES)
    return call


def answer_to_a_call(desk: Desk, **fields: str) -> Any:
    with TestClient(build(an_office(desk, RememberingCarrier(), RememberingSms()))) as client:
        return Twilio(client).post("/voice/incoming", **fields)


def test_a_caller_whose_booking_cannot_be_read_is_not_told_that_there_is_none(booked: TextCall, file: Path) -> None:
    garble(file, "UPDATE bookings SET doc = '{\"id\": 1'")
    said = booked.hear("I'd like to move my booking.")
    assert "can't reach our book" in said


def test_a_day_whose_pages_cannot_be_read_is_not_sold(booked: TextCall, file: Path) -> None:
    garble(file, "UPDATE book_pages SET entries = 'x'")
    said = booked.hear("I'd like to book another table for two tomorrow at seven in the evening.")
    assert "can't reach our book" in said


def test_a_visit_that_cannot_be_read_does_not_hide_the_others_of_its_day(booked: TextCall, file: Path) -> None:
    booked.hear("I'd like to book another table for two tomorrow at eight in the evening.", YES)
    visits = booked.plain.bookings.by_phone(BUSINESS, CALLER)
    assert len(visits) == 2
    garble(file, f"UPDATE bookings SET doc = '' WHERE id = '{visits[0].id}'")
    assert booked.plain.bookings.during(BUSINESS, visits[1].span) == [visits[1]]


def test_a_text_that_cannot_be_read_holds_up_no_other(booked: TextCall, file: Path) -> None:
    garble(file, "UPDATE texts SET doc = 'nonsense'")
    booked.hear("I'd like to book another table for two tomorrow at eight in the evening.", YES)
    empty(an_office(booked.plain, RememberingCarrier(), booked.sms))
    assert len(booked.sms.arrived) == 1


def test_a_business_that_cannot_be_read_costs_no_other_its_calls(desk: Desk, file: Path) -> None:
    garble(file, "UPDATE businesses SET doc = '{}' WHERE id = 'restaurant'")
    assert "<Connect" not in answer_to_a_call(desk).text
    assert "<Connect" in answer_to_a_call(desk, To="+14155550101", CallSid="CA" + "b" * 32).text
    assert len(desk.businesses.all()) == 2


def test_what_cannot_be_read_is_quoted_to_nobody(
    booked: TextCall, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    garble(file, 'UPDATE bookings SET doc = \'{"customer": "Sarah Miller"}\'')
    with pytest.raises(StoreUnavailable) as unreadable:
        booked.plain.bookings.by_phone(BUSINESS, CALLER)
    assert "Sarah" not in f"{unreadable.value}{caplog.text}"
    assert unreadable.value.__suppress_context__


def test_a_spoiled_text_and_a_spoiled_errand_hold_up_no_other_in_the_cloud() -> None:
    with mock_aws():
        client = connect("us-east-1", access_key="test", secret_key="test")
        create_table(client, "firstring")
        table = Table(client, "firstring")
        texts, errands = DynamoMessageStore(table), DynamoErrandStore(table)
        for name in ("spoiled", "sound"):
            texts.queue(TextMessage(MessageId(name), BUSINESS, CALLER, RESTAURANT, name, created=NOW))
            errands.add(Errand(name, BUSINESS, "reminder", NOW))
        table.update("TEXT#restaurant#spoiled", "TEXT", "SET doc = :x", values={":x": "nonsense"})
        table.update("ERRAND#restaurant#spoiled", "ERRAND", "SET doc = :x", values={":x": "nonsense"})
        later = NOW + timedelta(seconds=30)
        assert [one.id for one in texts.claim(NOW, later)] == ["sound"]
        assert [one.id for one in errands.claim("", NOW, later)] == ["sound"]
        assert [one.id for one in texts.sent_to(BUSINESS)] == ["sound"]
