"""Callers who were here before."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.conversation.remembering import KEY
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.desk.erasures import erasures
from receptionist.desk.remember_caller import NOBODY, remember_caller
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId, Phone
from receptionist.messages.model import TakenMessage
from tests.fakes.front_office import SetClock, a_desk
from tests.receptionist.conversation.test_answering import CALLER, Talk, effects


@pytest.fixture
def clock() -> SetClock:
    clock = SetClock()
    clock.now = datetime(2026, 11, 27, 20, tzinfo=UTC)
    return clock


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    return a_desk(clock)


def came(
    desk: Desk, clock: SetClock, times: int = 1, words: str = "A table for two tomorrow at seven pm, please."
) -> None:
    for _ in range(times):
        talk = Talk(desk)
        replies = [talk.say(words), talk.say("Emma Clark"), talk.say("Yes.")]
        if "booking.confirmed" not in effects(replies[-1]):
            assert "booking.confirmed" in effects(talk.say("Yes."))
        clock.pass_(days=7)


def test_the_known_name_is_offered_and_a_yes_takes_it(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    talk = Talk(desk)
    assert "under the name Emma Clark?" in talk.say("A table for three tomorrow at eight pm, please.").text
    assert "under Emma Clark" in talk.say("Yes, please.").text


def test_another_name_is_taken_as_it_is_given(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    talk = Talk(desk)
    talk.say("A table for three tomorrow at eight pm, please.")
    assert "under Paul Reed" in talk.say("No, Paul Reed.").text


def test_a_no_asks_for_the_name(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    talk = Talk(desk)
    reply = talk.say("A table for three tomorrow at eight pm, please.", "No.")
    assert "name" in reply.text
    assert "Emma" not in reply.text


def test_nothing_is_known_of_a_withheld_or_another_number(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    for number in (Phone(""), Phone("+14155550199")):
        talk = Talk(desk, caller=number)
        assert KEY not in talk.state.extra
        assert "Emma" not in talk.say("A table for three tomorrow at eight pm, please.").text
        assert remember_caller(desk, talk.business, number) == NOBODY


def test_the_usual_is_a_booking_in_one_word(desk: Desk, clock: SetClock) -> None:
    came(desk, clock, 2)
    talk = Talk(desk)
    reply = talk.say("I'd like to book the usual, for tomorrow.")
    assert "two" in reply.text
    assert "7 PM" in reply.text


def test_whoever_begins_without_a_wish_is_asked_for_the_usual_once(desk: Desk, clock: SetClock) -> None:
    came(desk, clock, 2)
    talk = Talk(desk)
    asked = talk.say("I'd like to book a table.")
    assert "the usual" in asked.text
    assert "for two" in asked.text
    assert "day" in talk.say("Yes, please.").text
    assert {name: filled.value for name, filled in talk.state.tasks[-1].slots.items()}["time"] == "19:00"


def test_no_to_the_usual_is_a_booking_like_any(desk: Desk, clock: SetClock) -> None:
    came(desk, clock, 2)
    talk = Talk(desk)
    reply = talk.say("I'd like to book a table.", "No, something else.")
    assert "usual" not in reply.text
    assert talk.state.tasks[-1].workflow == "book"


def test_one_visit_is_no_habit(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    assert "usual" not in Talk(desk).say("I'd like to book a table.").text


def test_they_are_greeted_in_the_language_they_booked_in(desk: Desk, clock: SetClock) -> None:
    talk = Talk(desk)
    booked = talk.say("Quiero una mesa para dos mañana a las siete de la tarde.", "Ana Torres", "Sí.")
    assert "booking.confirmed" in effects(booked)
    assert Talk(desk).greeting.startswith("Hola")
    assert Talk(desk, caller=Phone("+14155550199")).greeting.startswith("Hello")


def test_a_clinic_tells_nothing_by_a_number_alone(desk: Desk, clock: SetClock) -> None:
    talk = Talk(desk, "clinic")
    talk.say("Yes.", "I'd like a check-up with Doctor Ramirez.", "On Thursday.", "At ten.", "Emma Clark", "Yes.")
    card = card_of(desk, talk.business, CALLER)
    assert card is not None
    again = Talk(desk, "clinic")
    assert KEY not in again.state.extra
    assert "Emma" not in again.say("I need a check-up on Friday at ten.").text


def test_what_is_kept_is_deleted_when_they_say_so(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    talk = Talk(desk)
    assert talk.say("Please delete my data.").expect.kind == "yes_no"
    done = talk.say("Yes.")
    assert effects(done) == ["customer.erased"]
    assert card_of(desk, talk.business, CALLER) is None
    assert "Emma" not in talk.say("A table for three tomorrow at eight pm, please.").text


def test_nothing_is_deleted_after_a_no(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    Talk(desk).say("Delete my data please.", "No.")
    assert card_of(desk, Talk(desk).business, CALLER) is not None


@pytest.mark.parametrize(
    ("booking", "wish", "told"),
    [
        (("A table for two tomorrow at seven pm, please.", "Emma Clark", "Yes."), ("Delete my data please.", "Yes."), "visit ahead stays"),
        (("Quiero una mesa para dos mañana a las siete de la tarde.", "Ana Torres", "Sí."), ("Borre mis datos, por favor.", "Sí."), "visita pendiente sigue"),
    ],
)  # fmt: skip
def test_a_visit_ahead_stays_and_the_caller_is_told(
    desk: Desk, booking: tuple[str, ...], wish: tuple[str, ...], told: str
) -> None:
    talk = Talk(desk)
    talk.say(*booking)
    done = talk.say(*wish)
    assert told in done.text
    assert effects(done) == ["customer.erased"]
    assert card_of(desk, talk.business, CALLER) is None
    assert len(desk.bookings.by_phone(talk.business.id, CALLER)) == 1


def test_while_a_store_is_down_it_is_promised_and_not_said_to_be_done(desk: Desk, clock: SetClock) -> None:
    came(desk, clock)
    talk = Talk(replace(desk, messages=_Silent()))
    done = talk.say("Please delete my data.", "Yes.")
    assert "within hours" in done.text
    assert [one.done for one in erasures(desk, talk.business.id)] == [None]


class _Silent(MemoryMessageStore):
    def taken(self, business: BusinessId, limit: int = 50) -> list[TakenMessage]:
        raise StoreUnavailable("down")


def test_from_a_withheld_number_a_person_deletes(desk: Desk) -> None:
    talk = Talk(desk, caller=Phone(""))
    assert "person here" in talk.say("Delete my data please.").text
