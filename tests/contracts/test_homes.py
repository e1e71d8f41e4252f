"""Two regions, one book: each business is written to where it is at home."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from moto import mock_aws

from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.homes import KEPT, Homes
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.dynamodb.table import Table, connect, create_table, key
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.take_booking import take_booking
from receptionist.errors import SlotTaken, StoreUnavailable
from receptionist.ids import BookingId, BusinessId, Phone
from receptionist.ports import Conflict, Row
from receptionist.spans import Span
from tests.contracts.visits import NOW, asked, at, table, wish
from tests.fakes.racing import at_once

pytestmark = pytest.mark.aws
A, B = "us-east-1", "eu-west-1"


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def _clients(_one_request_at_a_time: None) -> dict[str, Any]:
    return {region: connect(region, access_key="test", secret_key="test") for region in (A, B)}


@pytest.fixture
def tables(_clients: dict[str, Any]) -> Iterator[dict[str, Table]]:
    """One per region; what is replicated between them is put into both."""
    with mock_aws():
        for client in _clients.values():
            create_table(client, "firstring")
        yield {region: Table(client, "firstring") for region, client in _clients.items()}


def homes_in(tables: dict[str, Table], region: str, clock: Clock) -> Homes:
    return Homes(tables[region], region, A, tables.__getitem__, clock=clock)


def desk_in(tables: dict[str, Table], region: str, clock: Clock) -> Desk:
    homes = homes_in(tables, region, clock)
    codes = (f"C{region[:2]}{n:03}" for n in range(1000))
    return Desk(
        DynamoBusinessStore(homes.here, homes.main), DynamoBookingStore(homes), MemoryCallStore(), DynamoMessageStore(homes),
        clock, lambda: "id", lambda: next(codes), DynamoRowStore(homes), DynamoErrandStore(homes), A, region,
    )  # fmt: skip


def replicate(tables: dict[str, Table], business: Business, home: str) -> Business:
    living = business.model_copy(update={"home_region": home})
    for store in tables.values():
        store.put({"pk": key("BUSINESS", business.id), "sk": "BUSINESS", "doc": living.model_dump_json(), "version": 1})
    return living


def test_a_booking_made_elsewhere_is_written_at_home_and_only_there(
    tables: dict[str, Table], clock: Clock, restaurant: Business
) -> None:
    living = replicate(tables, restaurant, A)
    served = desk_in(tables, B, clock)
    booked = take_booking(served, living, asked("b1", table(at(19))))
    assert served.bookings.get(living.id, booked.id) == booked
    at_home, abroad = (DynamoBookingStore(tables[region]) for region in (A, B))
    assert at_home.get(living.id, booked.id) == booked
    assert at_home.by_code(living.id, booked.code) == booked
    assert abroad.get(living.id, booked.id) is None
    assert abroad.during(living.id, Span(at(0), at(23))) == []


def test_of_two_callers_in_two_regions_for_the_last_table_one_gets_it(
    tables: dict[str, Table], clock: Clock, restaurant: Business
) -> None:
    living = replicate(tables, restaurant.model_copy(update={"resources": restaurant.resources[2:3]}), B)
    desks = [desk_in(tables, region, clock) for region in (A, B)]

    def ask(caller: int) -> str:
        desk = desks[caller]
        slot = find_slots(desk, living, wish(at(19))).exact
        assert slot is not None
        both_have_found_it.wait(timeout=30)
        try:
            return take_booking(desk, living, asked(f"b{caller}", slot)).id
        except SlotTaken:
            return "slot taken"

    both_have_found_it = threading.Barrier(2)
    answers = at_once(ask, threads=2)
    (winner,) = (answer for answer in answers if answer != "slot taken")
    for desk in desks:
        assert [one.id for one in desk.bookings.during(living.id, Span(at(0), at(23)))] == [winner]


def test_what_follows_a_booking_is_done_by_the_home_region_alone(
    tables: dict[str, Table], clock: Clock, restaurant: Business
) -> None:
    living = replicate(tables, restaurant, A)
    served, at_home = desk_in(tables, B, clock), desk_in(tables, A, clock)
    take_booking(served, living, asked("b1", table(at(19))))
    until = clock.now.replace(hour=16)
    assert served.messages.claim(clock.now, until, home=B) == []
    assert served.errands.claim(B, clock.now, until) == []
    (text,) = at_home.messages.claim(clock.now, until, home=A)
    assert (text.booking, text.home) == (BookingId("b1"), A)
    news = at_home.errands.claim(A, clock.now, until)
    assert {errand.kind for errand in news} >= {"news"}
    served.errands.settle(news[0], "done")
    settled = at_home.errands.get(living.id, news[0].id)
    assert settled is not None
    assert settled.status == "done"


def test_a_row_changed_in_two_regions_has_one_history(
    tables: dict[str, Table], clock: Clock, restaurant: Business
) -> None:
    living = replicate(tables, restaurant, B)
    here, there = (DynamoRowStore(homes_in(tables, region, clock), clock=clock) for region in (A, B))
    first = here.put(living.id, Row("plan", "today", "open"))
    there.put(living.id, replace(first, doc="closed"))
    with pytest.raises(Conflict):
        here.put(living.id, replace(first, doc="late"))
    assert here.list(living.id, "plan") == there.list(living.id, "plan") == [Row("plan", "today", "closed", 2)]


def test_a_business_that_names_no_home_is_at_home_in_the_first_region(
    tables: dict[str, Table], clock: Clock, restaurant: Business
) -> None:
    replicate(tables, restaurant, "")
    homes = homes_in(tables, B, clock)
    assert homes.of(restaurant.id) is tables[A]
    assert homes.of(BusinessId("nobody knows it yet")) is tables[A]
    assert homes.here is tables[B]


def test_a_home_is_looked_up_again_after_a_while(tables: dict[str, Table], clock: Clock, restaurant: Business) -> None:
    replicate(tables, restaurant, A)
    homes = homes_in(tables, B, clock)
    assert homes.of(restaurant.id) is tables[A]
    replicate(tables, restaurant, B)
    assert homes.of(restaurant.id) is tables[A]
    clock.now += KEPT
    assert homes.of(restaurant.id) is tables[B]


def test_a_home_once_known_is_believed_while_nobody_can_be_asked(
    tables: dict[str, Table], clock: Clock, restaurant: Business
) -> None:
    replicate(tables, restaurant, A)
    homes = homes_in(tables, B, clock)
    homes.of(restaurant.id)
    tables[B].client.delete_table(TableName="firstring")
    clock.now += KEPT
    assert homes.of(restaurant.id) is tables[A]
    with pytest.raises(StoreUnavailable):
        homes.of(BusinessId("salon"))


def test_a_number_is_claimed_once_in_the_world(tables: dict[str, Table], clock: Clock, restaurant: Business) -> None:
    here, there = (desk_in(tables, region, clock).businesses for region in (A, B))
    here.put(restaurant)
    rival = restaurant.model_copy(update={"id": BusinessId("rival")})
    with pytest.raises(Conflict):
        there.put(rival)
    there.put(rival.model_copy(update={"numbers": (Phone("+14155559999"),), "forward_to": Phone("")}))
    assert json.loads(tables[A].query("BUSINESSES", index="gsi1")[1]["doc"])["id"] == "rival"
    assert tables[B].query("BUSINESSES", index="gsi1") == []
