"""DynamoDB hangs while a call comes in: Twilio hears from us long before its 15 s are over, and the next call is normal."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from moto import mock_aws
from starlette.testclient import TestClient

from functions.call_setup.app import build
from receptionist.adapters.dynamodb.accounts import DynamoAccountStore
from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.dynamodb.table import Table, connect, create_table
from receptionist.business.load import load_business
from receptionist.desk.desk import Desk
from tests.fakes.front_office import BUSINESSES, RememberingCarrier, RememberingSms, SetClock, Twilio, a_desk, an_office
from tests.fakes.hanging_client import HangingClient

TWILIO_WAITS_S = 15.0


@pytest.fixture
def client() -> Iterator[HangingClient]:
    with mock_aws():
        real = connect("us-east-1", access_key="test", secret_key="test")
        create_table(real, "firstring")
        yield HangingClient(real)


@pytest.fixture
def twilio(client: HangingClient) -> Iterator[Twilio]:
    asked: Any = client
    table = Table(asked, "firstring", elapsed=client.elapsed)
    clock = SetClock()
    businesses = DynamoBusinessStore(table)
    businesses.put(load_business(BUSINESSES / "restaurant.yaml"))
    desk: Desk = replace(
        a_desk(clock),
        businesses=businesses,
        bookings=DynamoBookingStore(table, clock=clock),
        calls=DynamoCallStore(table, clock=clock),
        messages=DynamoMessageStore(table),
        rows=DynamoRowStore(table, clock=clock),
        errands=DynamoErrandStore(table),
    )
    office = replace(an_office(desk, RememberingCarrier(), RememberingSms()), tally=DynamoAccountStore(table))
    client.asked.clear()
    client.now_s = 0.0
    with TestClient(build(office), raise_server_exceptions=False) as browser:
        yield Twilio(browser)


def answered(twilio: Twilio, client: HangingClient) -> int:
    """The status; 502 where Twilio would not have waited for it."""
    began = client.now_s
    status: int = twilio.post("/voice/incoming").status_code
    return status if client.now_s - began < TWILIO_WAITS_S / 3 else 502


def test_wherever_it_begins_to_hang_a_new_call_is_answered_or_sent_to_the_fallback_soon(
    twilio: Twilio, client: HangingClient
) -> None:
    for first in range(7):
        client.hangs, client.after = {"*"}, first
        assert answered(twilio, client) in (200, 503)
        fallback = twilio.post("/voice/fallback")
        assert [verb.tag for verb in ElementTree.fromstring(fallback.text)] == ["Say", "Say", "Record", "Hangup"]
        client.hangs.clear()
        client.now_s += 1.0
        again = twilio.post("/voice/incoming")
        assert ElementTree.fromstring(again.text).find("Connect") is not None, "back to normal by itself"


def test_while_only_writes_hang_nobody_is_kept_waiting_for_each_of_them(twilio: Twilio, client: HangingClient) -> None:
    client.hangs = {"put_item", "update_item", "transact_write_items"}
    assert answered(twilio, client) in (200, 503)
