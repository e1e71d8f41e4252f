"""Bookings as a calendar that others subscribe to."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from receptionist.booking.model import Booking, Customer, Status
from receptionist.business.definition import Vertical
from receptionist.calendars.feed import Feed, calendar, window
from receptionist.calendars.shown import initials
from receptionist.ids import BookingId, Phone, ResourceId
from receptionist.spans import Span
from tests.receptionist.booking.houses import NOW, TABLE, house, on, table

HOUSE = house(table("t1", 4), table("t2", 4))
ALL = Feed("f", ResourceId(""), False, NOW)


def booking(id: str = "b1", **more: object) -> Booking:
    start = on("2026-11-27", "20:00")
    made = Booking(
        BookingId(id), "CODE1", HOUSE.id, TABLE, Span(start, start + timedelta(hours=2)), 4, (ResourceId("t1"),),
        Customer("Anna Maria Beck", Phone("+14155550123")), created=NOW, updated=NOW, notes="allergic to nuts",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_booking_is_one_event_with_the_initials_of_who_comes() -> None:
    content = calendar(HOUSE, [booking()], ALL)
    (event,) = events(content)
    assert (str(event["SUMMARY"]), str(event["STATUS"]), event["SEQUENCE"]) == ("A. B., 4 guests", "CONFIRMED", 0)
    assert str(event["UID"]) == "b1@house.firstring"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (on("2026-11-27", "20:00"), on("2026-11-27", "22:00"))
    assert b"DTSTART:20261127T200000Z" in content
    assert not any(secret in content for secret in (b"Anna", b"4155550123", b"nuts"))


def test_a_later_revision_has_the_same_name_and_a_higher_number() -> None:
    (first,) = events(calendar(HOUSE, [booking()], ALL))
    moved = booking(revision=3, updated=NOW + timedelta(hours=1), status=Status.CANCELLED)
    (later,) = events(calendar(HOUSE, [moved], ALL))
    assert first["UID"] == later["UID"]
    assert (later["SEQUENCE"], str(later["STATUS"])) == (2, "CANCELLED")
    assert later["DTSTAMP"].dt - first["DTSTAMP"].dt == timedelta(hours=1)


def test_names_are_shown_where_the_business_wants_them_and_never_by_a_clinic() -> None:
    named = replace(ALL, names=True)
    (event,) = events(calendar(HOUSE, [booking()], named))
    assert str(event["SUMMARY"]) == "Anna Maria Beck, 4 guests"
    clinic = HOUSE.model_copy(update={"vertical": Vertical.CLINIC})
    content = calendar(clinic, [booking()], named)
    (visit,) = events(content)
    assert str(visit["SUMMARY"]) == "Visit"
    assert not any(secret in content for secret in (b"Anna", b"A. B.", b"table", b"CODE1"))


def test_a_resource_has_a_calendar_of_its_own() -> None:
    both = [booking("b1"), booking("b2", resources=(ResourceId("t2"),))]
    (event,) = events(calendar(HOUSE, both, replace(ALL, resource=ResourceId("t2"))))
    assert str(event["UID"]) == "b2@house.firstring"


def test_the_same_bookings_give_the_same_bytes_in_lines_that_are_not_too_long() -> None:
    content = calendar(HOUSE, [booking("b2"), booking("b1")], replace(ALL, names=True))
    assert content == calendar(HOUSE, [booking("b1"), booking("b2")], replace(ALL, names=True))
    long = calendar(HOUSE, [booking(customer=Customer("Ñandú " * 40, Phone("")))], replace(ALL, names=True))
    assert max(len(line) for line in long.split(b"\r\n")) <= 75
    (event,) = events(long)
    assert str(event["SUMMARY"]).startswith("Ñandú Ñandú")


def test_a_name_cannot_write_lines_of_its_own_into_the_calendar() -> None:
    bad = Customer("X\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:free, beer; here", Phone(""))
    (event,) = events(calendar(HOUSE, [booking(customer=bad)], replace(ALL, names=True)))
    assert "free, beer; here" in str(event["SUMMARY"])


def test_a_month_back_and_all_that_can_be_booked_is_shown() -> None:
    shown = window(HOUSE, NOW)
    assert shown.start == NOW - timedelta(days=30)
    assert shown.end >= NOW + timedelta(days=HOUSE.policies.horizon_days)


@pytest.mark.parametrize(
    ("name", "short"), [("Anna Beck", "A. B."), ("anna", "A."), ("", ""), ("  ", ""), ("Anna van der Beck", "A. B."), ("(x) Ö", "Ö.")]
)  # fmt: skip
def test_initials_are_the_first_and_the_last(name: str, short: str) -> None:
    assert initials(name) == short
