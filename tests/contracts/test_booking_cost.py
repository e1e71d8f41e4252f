"""What a booking takes in DynamoDB: how many items, how large, how many units. docs/dynamodb.md has the same figures."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.dynamodb.schema import INDEXES
from receptionist.adapters.dynamodb.table import Item, Operation, Table
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.booking.model import Customer, Slot
from receptionist.booking.requests import BookingRequest, ChangeRequest, SlotRequest
from receptionist.business.checks import MOST_REMINDERS, MOST_TABLES_TOGETHER
from receptionist.business.definition import Business, Combination, OpenHours
from receptionist.business.load import load_business
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.hold_slot import hold_slot
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, Phone, ResourceId, ServiceId, random_code, random_id
from receptionist.spans import Span
from tests.contracts.visits import NOW, at

pytestmark = pytest.mark.aws
BUSINESSES = Path(__file__).parents[2] / "local" / "businesses"
MOST_ITEMS = 100
MOST_BYTES = 4 * 1024 * 1024
"""Of one transaction (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html)."""
SALON = TABLE = (9, 30)
"""Items of the transaction that confirms, and its write units."""
LARGEST = (39, 126)
MOVED = (65, 178)
"""To other tables on another night, under a hold: the pages of both."""
GUEST = Customer("Anna Fisher", Phone("+14155550123"), "es")


class Scale(Table):
    """A table that weighs what is written through it."""

    transactions: list[Sequence[Operation]]

    def transact(self, operations: Sequence[Operation]) -> None:
        super().transact(operations)
        self.transactions.append(operations)

    def last(self) -> tuple[int, int, int]:
        """Items, write units with those of the indexes, bytes."""
        operations = self.transactions[-1]
        return len(operations), sum(map(write_units, operations)), sum(len(json.dumps(one)) for one in operations)


def write_units(operation: Operation) -> int:
    """Two for each kilobyte begun, because it is a transaction; one for each in an index that shows the item
    (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html)."""
    item = written(operation)
    units = ceil(bytes_of(item) / 1024)
    shown = sum(partition in item for partition, _ in INDEXES.values())
    return (2 + shown) * units


def written(operation: Operation) -> Item:
    if "Put" in operation:
        return dict(operation["Put"]["Item"])
    if "Delete" in operation:
        return dict(operation["Delete"]["Key"])
    told = operation["Update"]
    names: dict[str, str] = told["ExpressionAttributeNames"]
    values: dict[str, Any] = told["ExpressionAttributeValues"]
    return {**told["Key"], **{name: values[f":{placeholder[1:]}"] for placeholder, name in names.items()}}


def bytes_of(item: Item) -> int:
    return sum(len(name) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())


@pytest.fixture
def scale(moto_table: Table) -> Scale:
    scale = Scale(moto_table.client, moto_table.name)
    scale.transactions = []
    return scale


@pytest.fixture
def desk(scale: Scale) -> Desk:
    return Desk(
        MemoryBusinessStore(), DynamoBookingStore(scale, clock=lambda: NOW), MemoryCallStore(), DynamoMessageStore(scale),
        lambda: NOW, random_id, random_code, DynamoRowStore(scale, clock=lambda: NOW), DynamoErrandStore(scale),
    )  # fmt: skip


def held_and_taken(desk: Desk, scale: Scale, business: Business, slot: Slot, party: int) -> list[tuple[int, int]]:
    hold_slot(desk, business, slot, hold="h1", covers=party)
    held = scale.last()
    take_booking(desk, business, BookingRequest(BookingId("b1"), slot, party, GUEST, hold="h1"))
    return [held[:2], scale.last()[:2]]


def test_a_visit_to_the_salon(desk: Desk, scale: Scale) -> None:
    salon = load_business(BUSINESSES / "salon.yaml")
    window = Span(at(0, day=30), at(0, day=30) + timedelta(days=3))
    slot = first_of(desk, salon, SlotRequest(salon.services[0].id, window))
    assert held_and_taken(desk, scale, salon, slot, 1) == [
        (len(slot.resources) + 1, 2 * len(slot.resources) + 2),
        SALON,
    ]


def test_a_table_for_two_where_arrivals_are_paced(desk: Desk, scale: Scale, restaurant: Business) -> None:
    slot = first_of(desk, restaurant, SlotRequest(ServiceId("table"), Span(at(19), at(20)), 2))
    assert held_and_taken(desk, scale, restaurant, slot, 2) == [(3, 6), TABLE]


def first_of(desk: Desk, business: Business, request: SlotRequest) -> Slot:
    offer = find_slots(desk, business, request)
    slot = offer.exact or offer.alternatives[0]
    assert slot is not None
    return slot


def banquet() -> Business:
    """Everything that makes a booking large: twelve tables joined, over midnight UTC, all counting pages, five reminders."""
    restaurant = load_business(BUSINESSES / "restaurant.yaml")
    night = OpenHours(
        days=("mon", "tue", "wed", "thu", "fri", "sat", "sun"), opens=clock_time(12), closes=clock_time(11, 45)
    )
    tables = tuple(
        restaurant.resources[2].model_copy(update={"id": ResourceId(f"t{n}"), "min_party": 1, "max_party": 4})
        for n in range(2 * MOST_TABLES_TOGETHER)
    )
    joined = tuple(
        Combination(
            tables=tuple(one.id for one in tables[first : first + MOST_TABLES_TOGETHER]), min_party=20, max_party=48
        )
        for first in (0, MOST_TABLES_TOGETHER)
    )
    service = restaurant.services[0].model_copy(
        update={"minutes": 480, "durations": (), "max_per_day": 5, "max_new_per_day": 5}
    )
    policies = restaurant.policies.model_copy(
        update={
            "max_party": 60, "covers_per_quarter_hour": 60, "covers_at_once": 200,
            "reminder_minutes": tuple(60 * n for n in range(1, MOST_REMINDERS + 1)),
        }
    )  # fmt: skip
    return restaurant.model_copy(
        update={
            "timezone": "UTC", "hours": (night,), "overrides": (), "services": (service,), "resources": tables,
            "combinations": joined, "policies": policies,
        }
    )  # fmt: skip


def evening(day: int, first: int) -> Slot:
    start = datetime(2026, 12, day, 20, 0, tzinfo=UTC)
    tables = tuple(ResourceId(f"t{n}") for n in range(first, first + MOST_TABLES_TOGETHER))
    return Slot(ServiceId("table"), Span(start, start + timedelta(hours=8)), tables)


def test_the_largest_booking_stays_within_one_transaction(desk: Desk, scale: Scale) -> None:
    house, slot = banquet(), evening(7, 0)
    hold_slot(desk, house, slot, hold="h1", covers=48)
    wordy = {"notes": "n" * 2000, "occasion": "o" * 200, "allergies": tuple("a" * 60 for _ in range(20))}
    request = replace(BookingRequest(BookingId("b1"), slot, 48, GUEST, hold="h1"), new_client=True, **wordy)  # type: ignore[arg-type]
    booked = take_booking(desk, house, request)
    items, units, size = scale.last()
    assert (items, units) == LARGEST
    assert size < MOST_BYTES / 4
    other = evening(10, MOST_TABLES_TOGETHER)
    hold_slot(desk, house, other, hold="h2", covers=48, instead_of=booked.id)
    change_booking(desk, house, ChangeRequest(booked.id, booked.revision, other, hold="h2", key="k2"))
    items, units, size = scale.last()
    assert (items, units) == MOVED
    assert items <= MOST_ITEMS
    assert size < MOST_BYTES / 4
