"""Finding a caller's visit: what is asked before one is spoken of, and what is never told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receptionist.booking.model import Booking, Customer
from receptionist.business.definition import Asked, Business
from receptionist.conversation.commands import Affirm, Command, Deny, SetSlot, StartTask
from receptionist.conversation.keys import commands_of_keys
from receptionist.conversation.phrases import asks_when
from receptionist.conversation.state import DialogueState
from receptionist.conversation.wording import TONGUES
from receptionist.ids import BookingId, CallId, Phone, ResourceId, ServiceId
from receptionist.spans import Span
from tests.receptionist.conversation.paper_book import CALLER, NOW, PaperBook, Talk, demo

STRANGER = Phone("+14155550188")
CHECK, CANCEL = StartTask("check_booking"), StartTask("cancel_booking")
EVERYTHING: tuple[Asked, ...] = ("name", "birth_date", "postcode")


def clinic(*asked: Asked) -> Business:
    return demo("clinic").model_copy(update={"identify_by": asked} if asked else {})


def talk_about(
    *names: str, business: Business | None = None, caller: Phone = CALLER, days: tuple[int, ...] = (1, 2, 3)
) -> Talk:
    """A call to a house where people of these names come from CALLER's number, on one day after another."""
    house = business or clinic()
    book = PaperBook(house)
    for number, (name, day) in enumerate(zip(names, days, strict=False)):
        start = NOW + timedelta(days=day, hours=number)
        book.bookings[f"b{number}"] = Booking(
            BookingId(f"b{number}"), f"ACD0{number}", house.id, ServiceId(house.services[0].id),
            Span(start, start + timedelta(minutes=30)), 1, (ResourceId("dr_gill"),), Customer(name, CALLER),
        )  # fmt: skip
    return Talk(house, book, DialogueState(house.id, CallId("CA1"), caller))


def test_at_a_clinic_the_number_alone_opens_no_visit() -> None:
    talk = talk_about("Paul Grant")
    talk.say(CHECK)
    assert talk.state.expecting == "find_name"
    assert "ACD" not in talk.text
    talk.say(SetSlot("name", "Paul Grand", ("Paul Grant",)))
    assert "Paul Grant" in talk.text
    talk.say(CANCEL)
    assert talk.state.expecting == "yes_no", "who has been asked once is not asked again"


def test_a_restaurant_asks_nothing_of_its_guests_number() -> None:
    talk = talk_about("Paul Grant", business=demo("restaurant"))
    talk.say(CANCEL)
    assert talk.state.expecting == "yes_no"


def test_of_a_family_only_the_visit_of_who_was_named_is_spoken_of() -> None:
    talk = talk_about("Luis Lopez", "Ana Lopez", "Ana Lopez")
    talk.say(CHECK, SetSlot("find_name", "Ana Lopez"))
    assert talk.state.expecting == "choice"
    assert "Tuesday" not in talk.text
    talk.say(SetSlot("choice", 0))
    assert "Ana Lopez" in talk.text


def test_a_name_given_before_is_not_asked_for() -> None:
    talk = talk_about("Paul Grant")
    talk.say(SetSlot("name", "Paul Grant"))
    talk.say(CANCEL)
    assert talk.state.expecting == "yes_no"


@pytest.mark.parametrize("name", ["Luis Grant", "Grant"])
def test_another_name_or_a_surname_leads_to_the_day_as_from_any_telephone(name: str) -> None:
    talk = talk_about("Paul Grant")
    talk.say(CANCEL, SetSlot("find_name", name))
    assert talk.state.expecting == "find_day"


def told(*commands: Command, asked: tuple[Asked, ...] = EVERYTHING, caller: Phone = CALLER) -> Talk:
    talk = talk_about("Paul Grant", business=clinic(*asked), caller=caller)
    talk.say(CANCEL)
    for command in commands:
        talk.say(command)
    return talk


def test_all_that_the_business_asks_for_is_asked_in_its_order() -> None:
    talk, asked = told(asked=("name", "postcode", "birth_date")), []
    for command in (
        SetSlot("find_name", "Paul Grant"),
        SetSlot("postcode", "94110"),
        SetSlot("birth_date", "1985-07-04"),
    ):
        asked.append(talk.state.expecting)
        talk.say(command)
    assert asked == ["find_name", "postcode", "birth_date"]
    assert talk.state.expecting == "yes_no"
    kept = talk.state.tasks[-1].slots
    assert not {"birth_date", "postcode", "heard"} & set(kept), "no longer than it is needed"


def test_a_birth_date_in_the_same_breath_is_no_day_of_the_visit() -> None:
    talk = told(SetSlot("find_name", "Paul Grant"))
    talk.say(SetSlot("date", "1985-07-04"))
    assert (talk.state.expecting, talk.value("birth_date"), talk.value("find_day")) == ("postcode", "1985-07-04", None)


def test_known_or_unknown_hear_the_same_and_after_three_rounds_nothing_is_looked_up() -> None:
    heard = []
    for name in ("Paul Grant", "Nobody Atall"):
        talk = talk_about("Paul Grant", business=clinic(*EVERYTHING), caller=STRANGER)
        talk.say(CANCEL)
        lines = [talk.text]
        for _ in range(3):
            for command in (SetSlot("find_name", name), SetSlot("birth_date", "1985-07-04"), SetSlot("postcode", "")):
                talk.say(command)
                lines.append(talk.text)
        assert talk.state.expecting == "yes_no", "a person or a message"
        assert not any(slot in talk.state.extra["last_slots"] for slot in ("birth_date", "postcode", "heard"))  # type: ignore[operator]  # a dict
        talk.say(Deny())
        talk.state = replace(talk.state, caller=CALLER)
        talk.say(CANCEL, SetSlot("find_name", "Paul Grant"), SetSlot("birth_date", "1985-07-04"))
        assert talk.state.expecting == "yes_no"
        assert "Shall I cancel" not in talk.text
        heard.append(lines)
    assert heard[0] == heard[1]


def test_whoever_is_known_may_cancel() -> None:
    talk = told(
        SetSlot("find_name", "Paul Grant"), SetSlot("birth_date", "1985-07-04"), SetSlot("postcode", "94110"), Affirm()
    )
    assert [effect.type for effect in talk.new] == ["booking.cancelled", "sms.queued"]


def test_two_of_one_name_on_one_day_are_told_apart_by_the_time_and_neither_is_read_out() -> None:
    talk = talk_about("Paul Grant", "Paul Grant", business=demo("restaurant"), caller=STRANGER, days=(1, 1))
    talk.say(CANCEL, SetSlot("find_name", "Paul Grant"), SetSlot("find_day", "2026-11-24"))
    assert talk.state.expecting == "find_time"
    assert "AM" not in talk.text
    talk.say(SetSlot("find_time", "11:00"))
    assert "11 AM" in talk.text


def test_a_number_that_is_only_spoken_opens_nothing() -> None:
    talk = talk_about("Paul Grant", business=demo("restaurant"), caller=STRANGER)
    talk.say(CANCEL, SetSlot("phone", CALLER))
    assert talk.state.expecting == "find_name"


def test_a_code_opens_a_visit_and_at_a_clinic_with_the_name_of_its_patient() -> None:
    guest = talk_about("Paul Grant", business=demo("restaurant"), caller=STRANGER)
    guest.say(CANCEL, SetSlot("code", "ACD00"))
    assert guest.state.expecting == "yes_no"
    patient = talk_about("Paul Grant", caller=STRANGER)
    patient.say(CANCEL, SetSlot("code", "ACD00"))
    assert patient.state.expecting == "find_name"
    other = replace(patient)
    other.say(SetSlot("find_name", "Luis Lopez"))
    assert "Shall I cancel" not in other.text
    patient = talk_about("Paul Grant", caller=STRANGER)
    patient.say(CANCEL, SetSlot("code", "ACD00"), SetSlot("find_name", "Paul Grant"))
    assert "Shall I cancel" in patient.text


def test_codes_are_not_guessed_for_long() -> None:
    talk = talk_about("Paul Grant", business=demo("restaurant"), caller=STRANGER)
    for code in ("AAAA3", "AAAA4", "AAAA7"):
        talk.say(CANCEL, SetSlot("code", code))
        talk.say(Deny())
    talk.say(CANCEL, SetSlot("code", "ACD00"))
    assert "Shall I cancel" not in talk.text


@pytest.mark.parametrize(
    ("slot", "digits", "value"),
    [("birth_date", "07041985", "1985-07-04"), ("postcode", "94110", "94110"), ("find_time", "1930", "19:30")],
)
def test_keys_will_do(slot: str, digits: str, value: str) -> None:
    state = replace(told().state, expecting=slot)
    (command,) = commands_of_keys(digits, state, clinic(*EVERYTHING), NOW)
    assert isinstance(command, SetSlot)
    assert (command.slot, command.value) == (slot, value)


@pytest.mark.parametrize("digits", ["13041985", "0704198"])
def test_keys_that_are_no_birth_date_are_not_understood(digits: str) -> None:
    state = replace(told().state, expecting="birth_date")
    assert not isinstance(commands_of_keys(digits, state, clinic(*EVERYTHING), NOW)[0], SetSlot)


def test_every_question_is_worded_in_every_language() -> None:
    for tongue in TONGUES.values():
        for name in (
            "ask_whose",
            "ask_birth_date",
            "ask_postcode",
            "ask_find_time",
            "not_identified",
            "not_identified_yet",
        ):
            assert tongue.says(name)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("When is my appointment?", True),
        ("I need to know when my appointment is", True),
        ("What time is my son's appointment?", True),
        ("When's my next visit?", True),
        ("What day is the booking of Ana Ruiz?", True),
        ("¿Cuándo es la cita de María López?", True),
        ("When can I have an appointment?", False),
        ("When can I move my appointment?", False),
        ("What time is the kitchen open?", False),
        ("When is the next free appointment?", False),
        ("¿Cuándo puedo tener una cita?", False),
    ],
)
def test_asking_when_it_is_is_about_a_visit_there_is(text: str, own: bool) -> None:
    assert asks_when(text) is own


def test_who_cannot_say_a_name_has_their_number_for_one() -> None:
    state = replace(told().state, expecting="name", caller=Phone("+14155550123"), language="es")
    assert commands_of_keys("1", state, clinic(*EVERYTHING), NOW) == (SetSlot("name", "Cliente 0123"),)
    withheld = replace(state, caller=Phone(""))
    assert not isinstance(commands_of_keys("1", withheld, clinic(*EVERYTHING), NOW)[0], SetSlot)
