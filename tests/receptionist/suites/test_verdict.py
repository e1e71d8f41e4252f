"""A verdict must be able to say no."""

from datetime import date
from typing import Any

from receptionist.suites.goal import Goal, WantedBooking
from receptionist.suites.verdict import Stored, same_name, shortfalls

TODAY = date(2026, 11, 27)


def booking(**other: Any) -> dict[str, Any]:
    return {
        "id": "b1",
        "revision": 1,
        "service": "table",
        "local_start": "2026-11-28T19:00:00-08:00",
        "party_size": 4,
        "customer": {"name": "Maria Cooper", "phone": "+14155550123"},
        "status": "confirmed",
        "call": "CA1",
        **other,
    }


def stored(*bookings: dict[str, Any], texts: int = 0, said: str = "", outcome: str = "goodbye") -> Stored:
    return Stored(
        bookings=bookings,
        texts=[{"to": "+14155550123"}] * texts,
        messages=[],
        call={"call": "CA1", "outcome": outcome, "transcript": [{"type": "assistant.said", "text": said}]},
    )


WANTED = Goal(bookings=(WantedBooking(day="+1", time="19:00", party_size=4, name="Maria Cooper"),), texts=1)


def test_a_goal_is_met_by_the_booking_and_the_text() -> None:
    assert shortfalls(WANTED, stored(), stored(booking(), texts=1), TODAY) == []


def test_an_hour_off_is_not_what_the_caller_wanted() -> None:
    late = booking(local_start="2026-11-28T20:00:00-08:00")
    assert len(shortfalls(WANTED, stored(), stored(late, texts=1), TODAY)) == 2


def test_a_missing_text_is_missed() -> None:
    assert shortfalls(WANTED, stored(), stored(booking()), TODAY) == ["0 texts instead of 1"]


def test_a_second_booking_is_one_too_many() -> None:
    twice = stored(booking(), booking(id="b2"), texts=1)
    assert len(shortfalls(WANTED, stored(), twice, TODAY)) == 1


def test_what_another_call_has_booked_does_not_count() -> None:
    assert len(shortfalls(WANTED, stored(), stored(booking(call="CA2"), texts=1), TODAY)) == 1


def test_forbidden_words_and_another_ending_are_found() -> None:
    goal = Goal(not_said=("nut-free",), ends="goodbye")
    assert len(shortfalls(goal, stored(), stored(said="It is nut-free.", outcome="error"), TODAY)) == 2


def test_a_recognisers_spelling_is_the_same_name() -> None:
    assert same_name("Sarah Miller", "Sara Millar")
    assert same_name("Carmen López", "carmen lopez")
    assert not same_name("Sarah Miller", "Tom Baker")
