"""What becomes of promised times when a government changes the rules of its clock."""

import struct
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from receptionist.booking.model import Booking, Customer
from receptionist.booking.wall_times import moved_by_zone_change
from receptionist.business.definition import Location
from receptionist.ids import BookingId, BusinessId, LocationId, Phone, ServiceId
from receptionist.spans import Span
from tests.receptionist.booking.houses import house, on, table

VANCOUVER = house(table("t1", 2), zone="America/Vancouver")


def rules(*changes: tuple[datetime, int], before: int) -> ZoneInfo:
    """A zone made up: so many hours from UTC, and from each of these moments so many. As a file of tz data, version 1
    (RFC 8536)."""
    offsets = [before, *(hours for _, hours in changes)]
    data = b"TZif" + b"\0" * 16
    data += struct.pack(">6l", 0, 0, 0, len(changes), len(offsets), 4)
    data += b"".join(struct.pack(">l", int(at.timestamp())) for at, _ in changes)
    data += bytes(range(1, len(offsets)))
    data += b"".join(struct.pack(">lbb", hours * 3600, 0, 0) for hours in offsets)
    return ZoneInfo.from_file(BytesIO(data + b"XXX\0"), key="America/Vancouver")


SPRING, AUTUMN = datetime(2027, 3, 14, 10, tzinfo=UTC), datetime(2027, 11, 7, 9, tzinfo=UTC)
AS_EVER = rules((SPRING, -7), (AUTUMN, -8), before=-8)
SUMMER_FOR_GOOD = rules((SPRING, -7), before=-8)
"""In autumn the clock is not set back."""


def promised(wall: str, zone: ZoneInfo = AS_EVER, place: str = "") -> Booking:
    start = datetime.fromisoformat(wall).replace(tzinfo=zone)
    moment = start.astimezone(UTC)
    return Booking(
        BookingId(wall), "ABCDE", BusinessId("house"), ServiceId("table"), Span(moment, moment + timedelta(minutes=90)), 2,
        (VANCOUVER.resources[0].id,), Customer("Anna", Phone("")), local_start=start.isoformat(timespec="minutes"),
        location=LocationId(place),
    )  # fmt: skip


SUMMER, WINTER = promised("2027-07-01T19:30"), promised("2027-12-01T19:30")


def test_as_long_as_the_rules_stay_nothing_moves() -> None:
    assert moved_by_zone_change(VANCOUVER, [SUMMER, WINTER], zone=lambda _: AS_EVER) == []


def test_whose_clock_will_show_another_time_is_named_with_the_moment_that_was_meant() -> None:
    moved = moved_by_zone_change(VANCOUVER, [SUMMER, WINTER], zone=lambda _: SUMMER_FOR_GOOD)
    assert moved == [(WINTER, datetime(2027, 12, 2, 2, 30, tzinfo=UTC))]
    assert WINTER.span.start == datetime(2027, 12, 2, 3, 30, tzinfo=UTC), "the booking itself keeps its moment"


def test_a_wall_time_that_will_not_come_is_taken_at_the_offset_before_the_change() -> None:
    half_past_two = promised("2027-12-05T02:30")
    jump = rules((SPRING, -7), (AUTUMN, -8), (datetime(2027, 12, 5, 10, tzinfo=UTC), -7), before=-8)
    assert moved_by_zone_change(VANCOUVER, [half_past_two], zone=lambda _: jump) == [
        (half_past_two, datetime(2027, 12, 5, 10, 30, tzinfo=UTC))
    ]


def test_each_place_has_its_own_clock() -> None:
    north = Location(id=LocationId("north"), name={}, timezone="Europe/London", address="")
    two = VANCOUVER.model_copy(update={"locations": (north,)})
    there = promised("2027-12-01T19:30", ZoneInfo("Europe/London"), "north")
    zones = {"America/Vancouver": SUMMER_FOR_GOOD, "Europe/London": ZoneInfo("Europe/London")}
    assert [one for one, _ in moved_by_zone_change(two, [there, WINTER], zone=zones.__getitem__)] == [WINTER]


@pytest.mark.parametrize(
    "zone", ["America/Toronto", "America/New_York", "Europe/London", "America/Phoenix", "Asia/Kolkata"]
)
def test_the_zones_as_they_are_keep_every_promise(zone: str) -> None:
    place = house(table("t1", 2), zone=zone)
    real = ZoneInfo(zone)
    days = ("2026-03-08T01:30", "2026-03-29T03:30", "2026-10-25T01:30", "2026-11-01T01:30", "2026-07-01T19:30")
    assert moved_by_zone_change(place, [promised(wall, real) for wall in days]) == []
    second = promised("2026-11-01T01:30", real)
    later = second.span.start + timedelta(hours=1)
    again = Booking(
        second.id, second.code, second.business, second.service, Span(later, later + timedelta(hours=1)), 2,
        second.resources, second.customer, local_start=later.astimezone(real).isoformat(timespec="minutes"),
    )  # fmt: skip
    assert moved_by_zone_change(place, [again]) == [], "also in the hour that comes twice"


def test_a_booking_of_which_no_wall_time_is_known_is_left_alone() -> None:
    start = on("2027-12-01", "19:30", "America/Vancouver")
    old = Booking(
        BookingId("old"), "ABCDE", BusinessId("house"), ServiceId("table"), Span(start, start + timedelta(hours=1)), 2, (),
        Customer("Anna", Phone("")),
    )  # fmt: skip
    assert moved_by_zone_change(VANCOUVER, [old], zone=lambda _: SUMMER_FOR_GOOD) == []
