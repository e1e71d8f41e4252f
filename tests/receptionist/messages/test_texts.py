"""What our texts say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.booking.model import Booking, Customer
from receptionist.business.definition import Business, Language
from receptionist.business.load import load_business
from receptionist.ids import BookingId, BusinessId, Phone, ResourceId, ServiceId
from receptionist.messages.texts import (
    BookingNews,
    Choice,
    Notice,
    booking_text,
    move_text,
    notice_text,
    segments,
    sure_text,
    waitlist_text,
    when,
)
from receptionist.spans import Span

FOLDER = Path(__file__).parents[3] / "local" / "businesses"
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def business(name: str = "restaurant") -> Business:
    return load_business(FOLDER / f"{name}.yaml")


def booking(service: str = "table", party: int = 4) -> Booking:
    start, end = datetime(2026, 11, 28, 3, 30, tzinfo=UTC), datetime(2026, 11, 28, 5, 15, tzinfo=UTC)
    return Booking(
        BookingId("b1"), "AC3K7", BusinessId("restaurant"), ServiceId(service), Span(start, end), party,
        (ResourceId("t6"),), Customer("Anna", Phone("+14155550142")),
    )  # fmt: skip


def test_a_confirmation_says_who_what_when_the_code_and_how_to_change_it() -> None:
    assert booking_text(business(), booking(), "confirmed", "en") == (
        "Saffron & Sage: booked, a table for 4, Fri Nov 27, 7:30 PM. Code AC3K7. To change it call +14155550100,"
        " to cancel reply CANCEL AC3K7. Reply STOP for no more texts."
    )


def test_a_confirmation_is_worded_in_spanish_and_punjabi() -> None:
    spanish = booking_text(business(), booking(), "confirmed", "es")
    assert "una mesa para 4, vie 27 nov, 7:30 pm" in spanish
    assert "ANULAR AC3K7" in spanish
    punjabi = booking_text(business(), booking(), "confirmed", "pa")
    assert "ਮੇਜ਼, 4 ਜਣੇ, ਸ਼ੁੱਕਰ 27 ਨਵੰ, 7:30 PM" in punjabi


def test_the_time_is_that_of_the_businesss_own_wall() -> None:
    in_new_york = business().model_copy(update={"timezone": "America/New_York"})
    assert "Fri Nov 27, 10:30 PM" in booking_text(in_new_york, booking(), "confirmed", "en")
    summer = replace(booking(), span=Span(datetime(2026, 7, 4, 2, 30, tzinfo=UTC), datetime(2026, 7, 4, 4, tzinfo=UTC)))
    assert "Fri Jul 3, 7:30 PM" in booking_text(business(), summer, "confirmed", "en")


def test_a_changed_and_a_cancelled_booking_are_told_apart() -> None:
    said = {kind: booking_text(business(), booking(), kind, "en") for kind in get_args(BookingNews)}
    assert "changed, now a table" in said["changed"]
    assert "cancelled, a table" in said["cancelled"]
    assert "CANCEL AC3K7" not in said["cancelled"]
    assert len(set(said.values())) == len(said)


def test_a_clinic_does_not_tell_a_phone_on_a_table_what_the_visit_is_for() -> None:
    clinic = business("clinic")
    for language in LANGUAGES:
        for service in clinic.services:
            said = booking_text(clinic, booking(service.id, 1), "confirmed", language)
            assert all(name not in said for name in service.name.values())


def test_a_salon_names_the_service_and_nobody_is_a_party_of_one() -> None:
    said = booking_text(business("salon"), booking("mens_cut", 1), "confirmed", "en")
    assert "booked, a men's haircut, Fri" in said


@pytest.mark.parametrize(("language", "most"), [("en", 2), ("es", 2), ("pa", 3)])
def test_every_text_is_worded_and_short(language: Language, most: int) -> None:
    for kind in get_args(BookingNews):
        assert segments(booking_text(business(), booking(), kind, language)) <= most
    for notice in get_args(Notice):
        said = notice_text(business(), notice, language, code="AC3K7")
        assert "Saffron & Sage" in said
        assert "{" not in said
        assert segments(said) <= most


def test_spanish_days_stay_within_the_cheap_alphabet() -> None:
    """Wednesday's é is in it, Saturday's á is not."""
    for day in range(23, 30):
        assert segments(when(datetime(2026, 11, day, 19, 30, tzinfo=UTC), "es") * 8) == 1


def with_deposit(business: Business, from_party: int | None) -> Business:
    asked = {"deposit_from_party": from_party, "deposit_link": "https://pay.example.com/saffron-sage"}
    return business.model_copy(update={"policies": business.policies.model_copy(update=asked)})


def test_a_deposit_is_asked_for_by_link_from_the_party_that_pays_one() -> None:
    asks = with_deposit(business(), 4)
    for language in LANGUAGES:
        assert "https://pay" in booking_text(asks, booking(party=4), "confirmed", language)
        assert "https://pay" in booking_text(asks, booking(party=6), "changed", language)
        assert "https://pay" not in booking_text(asks, booking(party=3), "confirmed", language)
        assert "https://pay" not in booking_text(asks, booking(party=6), "cancelled", language)
    assert "https://pay" not in booking_text(with_deposit(business(), None), booking(), "confirmed", "en")


def test_a_reminder_says_how_to_answer_it() -> None:
    assert "Reply C to confirm" in booking_text(business(), booking(), "reminder", "en")
    for language in LANGUAGES:
        said = booking_text(business(), booking(), "reminder", language)
        assert " C" in said
        assert "AC3K7" in said


def test_an_offer_of_a_clinic_does_not_say_what_for_either() -> None:
    clinic, at = business("clinic"), booking().span.start
    for language in LANGUAGES:
        for service in clinic.services:
            said = waitlist_text(clinic, service.id, 1, at, at + timedelta(minutes=15), language)
            assert all(name not in said for name in service.name.values())


@settings(deadline=None)
@given(
    where=st.sampled_from(["restaurant", "clinic", "salon"]),
    language=st.sampled_from(LANGUAGES),
    party=st.integers(1, 8),
    which=st.integers(0, 30),
    at=st.integers(0, 2 * 365 * 24 * 4),
)
def test_no_text_is_torn_into_more_than_three(where: str, language: Language, party: int, which: int, at: int) -> None:
    here = with_deposit(business(where), 5)
    service = here.services[which % len(here.services)].id
    start = datetime(2026, 1, 1, tzinfo=UTC) + at * timedelta(minutes=15)
    people = party if where == "restaurant" else 1
    visit = replace(booking(service, people), span=Span(start, start + timedelta(hours=1)))
    said = [booking_text(here, visit, kind, language) for kind in get_args(BookingNews)]
    said += [notice_text(here, notice, language, code="AC3K7") for notice in get_args(Notice)]
    said += [move_text(here, [start] * 3, language, choice) for choice in get_args(Choice)]
    said += [sure_text(here, visit, language), waitlist_text(here, service, people, start, start, language)]
    assert max(map(segments, said)) <= 3
    assert all("{" not in one and here.name in one for one in said)


@pytest.mark.parametrize(
    ("hour", "said"), [(0, "12:05 AM"), (11, "11:05 AM"), (12, "12:05 PM"), (23, "11:05 PM")]
)  # fmt: skip
def test_noon_and_midnight_are_told_apart(hour: int, said: str) -> None:
    assert when(datetime(2026, 11, 27, hour, 5, tzinfo=UTC), "en") == f"Fri Nov 27, {said}"


def test_segments_are_counted_as_the_networks_do() -> None:
    assert [segments("a" * n) for n in (1, 160, 161, 306, 307)] == [1, 1, 2, 2, 3]
    assert [segments("ਕ" * n) for n in (70, 71, 134, 135)] == [1, 2, 2, 3]
    assert [segments("€" * n) for n in (80, 81)] == [1, 2]
    assert [segments("😀" * n) for n in (35, 36)] == [1, 2]
