"""Customers answer our texts, and what they mean is done, once, for their own visits only."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from receptionist.booking.model import Booking, Customer, Status
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.business.definition import Business, Language
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.receive_text import Received, receive_text
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, BusinessId, Phone, ServiceId
from receptionist.messages.replies import answered, cancels, chosen, moves
from receptionist.spans import Span
from tests.fakes.front_office import CALLER, RESTAURANT, SetClock, a_desk

BUSINESS = BusinessId("restaurant")
STRANGER = Phone("+14155550177")
SATURDAY = datetime.fromisoformat("2026-11-28T19:30-08:00")

Say = Callable[..., Received]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    return a_desk(clock)


@pytest.fixture
def business(desk: Desk) -> Business:
    found = desk.businesses.get(BUSINESS)
    assert found is not None
    return found


@pytest.fixture
def say(desk: Desk) -> Say:
    sids = count()

    def saying(body: str, *, sender: Phone = CALLER, sid: str = "") -> Received:
        return receive_text(desk, vendor_id=sid or f"SM{next(sids)}", sender=sender, to=RESTAURANT, body=body)

    return saying


def book(
    desk: Desk, business: Business, start: datetime = SATURDAY, *, name: str = "b1", code: str = "AC3K7", party: int = 4,
    language: Language = "en", phone: Phone = CALLER,
) -> Booking:  # fmt: skip
    window = Span(start, start + timedelta(minutes=1))
    slot = find_slots(desk, business, SlotRequest(ServiceId("table"), window, party_size=party)).exact
    assert slot is not None
    request = BookingRequest(BookingId(name), slot, party, Customer("Anna", phone, language))
    return take_booking(replace(desk, new_code=lambda: code), business, request)


def now_of(desk: Desk, name: str = "b1") -> Booking:
    found = desk.bookings.get(BUSINESS, BookingId(name))
    assert found is not None
    return found


def starts(booking: Booking, business: Business) -> str:
    return f"{booking.span.start.astimezone(ZoneInfo(business.timezone)):%a %H:%M}"


def left_for_the_house(desk: Desk) -> list[str]:
    return [message.text for message in desk.messages.taken(BUSINESS)]


@pytest.mark.parametrize(
    ("said", "words"),
    [("C", "confirmed"), ("confirm", "confirmed"), ("Yes!", "confirmed"), ("sí", "confirmada"), ("ਹਾਂ", "ਪੱਕਾ"), ("haan ji", "ਪੱਕਾ")],
)  # fmt: skip
def test_whoever_says_they_will_come_is_seen_by_the_house(
    desk: Desk, business: Business, say: Say, said: str, words: str
) -> None:
    book(desk, business)
    assert words in say(said).reply
    assert now_of(desk).reconfirmed == desk.clock()
    assert (now_of(desk).status, now_of(desk).revision) == (Status.CONFIRMED, 2)
    say(said)
    assert now_of(desk).revision == 2
    assert left_for_the_house(desk) == []


def test_a_visit_that_moves_is_no_longer_confirmed_by_the_customer(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    say("C")
    say("move to 8pm")
    assert say("1").made_of_it == "moved"
    assert now_of(desk).reconfirmed is None


def test_a_yes_out_of_the_blue_confirms_nothing(desk: Desk, business: Business, say: Say, clock: SetClock) -> None:
    book(desk, business, SATURDAY + timedelta(days=14))
    clock.pass_(days=5)
    assert say("Yes").made_of_it == "message"
    assert now_of(desk).reconfirmed is None


@pytest.mark.parametrize(
    "said",
    [
        "cancel my booking", "CANCEL AC3K7", "C4NCEL AC3K7", "please cancel AC3K7", "Cancel my table for Saturday please",
        "quiero cancelar mi reserva", "anular", "ਮੇਰੀ ਬੁਕਿੰਗ ਰੱਦ ਕਰੋ", "meri booking radd karo", "ac3k7 cancel",
    ],
)  # fmt: skip
def test_the_only_visit_ahead_is_cancelled_in_many_words(desk: Desk, business: Business, say: Say, said: str) -> None:
    book(desk, business)
    assert say(said).made_of_it == "cancelled"
    assert now_of(desk).status is Status.CANCELLED
    assert not desk.messages.opted_out(RESTAURANT, CALLER)


@pytest.mark.parametrize(
    "said",
    [
        "don't cancel!",
        "What if I cancel?",
        "can I still cancel?",
        "no cancelar por favor",
        "is there a cancellation fee?",
    ],
)
def test_whoever_only_asks_about_cancelling_keeps_the_visit(
    desk: Desk, business: Business, say: Say, said: str
) -> None:
    book(desk, business)
    assert say(said).made_of_it == "message"
    assert now_of(desk).status is Status.CONFIRMED


def test_with_two_visits_ahead_the_code_is_asked_for(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    book(desk, business, SATURDAY + timedelta(days=1), name="b2", code="DHJ49")
    assert "code" in say("cancel my booking").reply
    assert "code" in say("move it to 8pm").reply
    assert say("cancel DHJ49").made_of_it == "cancelled"
    assert [now_of(desk, name).status for name in ("b1", "b2")] == [Status.CONFIRMED, Status.CANCELLED]


def test_a_visit_on_another_day_than_the_text_says_is_not_cancelled(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    assert "code" in say("We need to cancel our booking for Sunday").reply
    assert now_of(desk).status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("said", "first", "then"),
    [
        ("move to Friday 7pm", "Fri Nov 27, 7:00 PM", "Fri 19:00"),
        ("Can we do 8 instead?", "Sat Nov 28, 8:00 PM", "Sat 20:00"),
        ("reschedule AC3K7 to Sunday", "Sun Nov 29, 7:30 PM", "Sun 19:30"),
        ("move from Saturday to Sunday at 6:30 pm", "Sun Nov 29, 6:30 PM", "Sun 18:30"),
        ("cambiar al viernes a las 8", "vie 27 nov, 8:00 pm", "Fri 20:00"),
        ("¿podemos mañana a las 9 mejor?", "vie 27 nov, 9:00 pm", "Fri 21:00"),
        ("ਬੁਕਿੰਗ ਸ਼ੁੱਕਰਵਾਰ 7 ਵਜੇ ਬਦਲ ਦਿਓ", "ਸ਼ੁੱਕਰ 27 ਨਵੰ, 7:00 PM", "Fri 19:00"),
        ("booking badal ke shukkarvar 7 vaje kar deo", "ਸ਼ੁੱਕਰ 27 ਨਵੰ, 7:00 PM", "Fri 19:00"),
    ],
)  # fmt: skip
def test_a_visit_is_moved_to_the_time_a_text_asks_for(
    desk: Desk, business: Business, say: Say, said: str, first: str, then: str
) -> None:
    book(desk, business)
    offered = say(said)
    assert (offered.made_of_it, first in offered.reply) == ("offered", True), offered.reply
    assert starts(now_of(desk), business) == "Sat 19:30"
    assert say("1").made_of_it == "moved"
    assert starts(now_of(desk), business) == then


def test_for_a_time_that_cannot_be_had_others_are_offered_by_number(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    reply = say("move it to Sunday 4 pm").reply
    assert all(f"{n} for" in reply for n in (1, 2, 3))
    assert say("the second one please").made_of_it == "moved"
    assert now_of(desk).revision == 2
    assert starts(now_of(desk), business) != "Sat 19:30"


def test_an_evening_is_offered_in_several_times(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    reply = say("move it to Friday evening").reply
    assert "Fri Nov 27" in reply
    assert "2 for" in reply
    assert "can't" not in reply


def test_a_stretch_that_is_open_at_one_side_breaks_nothing(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    assert say("move it to after next week").made_of_it
    assert say("move it to before next week").made_of_it


def test_without_a_time_we_ask_for_one_and_wait_an_hour_for_it(
    desk: Desk, business: Business, say: Say, clock: SetClock
) -> None:
    book(desk, business)
    assert "time" in say("MOVE").reply
    assert say("Sunday at 8").made_of_it == "offered"
    clock.pass_(minutes=61)
    assert say("1").made_of_it == "message"
    assert say("Sunday at 8").made_of_it == "message"
    assert starts(now_of(desk), business) == "Sat 19:30"


def test_a_choice_is_made_once_however_often_the_webhook_comes(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    say("move it to 8pm")
    first = say("1", sid="SMx")
    desk.rows.remove(BUSINESS, desk.rows.list(BUSINESS, "heard_text", begins="SMx")[0])
    assert say("1", sid="SMx").made_of_it == "message"  # the question is answered
    assert first.made_of_it == "moved"
    assert now_of(desk).revision == 2


def test_whoever_keeps_the_visit_after_all_says_no(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    say("move it to 8pm")
    assert "7:30 PM" in say("no").reply
    assert say("1").made_of_it == "message"


def test_a_place_that_was_taken_meanwhile_gives_other_choices(desk: Desk, business: Business, say: Say) -> None:
    one = business.model_copy(update={"resources": tuple(r for r in business.resources if r.id == "t6")})
    desk.businesses.put(one)
    book(desk, one)
    say("move it to Sunday 8pm")
    book(desk, one, SATURDAY + timedelta(days=1, minutes=30), name="b2", code="DHJ49", phone=STRANGER)
    again = say("1")
    assert (again.made_of_it, "1 for" in again.reply) == ("offered", True)
    assert starts(now_of(desk), one) == "Sat 19:30"


def test_a_visit_cancelled_meanwhile_is_not_moved(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    say("move it to Sunday 8pm")
    cancel_booking(desk, business, BookingId("b1"), text=False)
    assert "cancelled" in say("1").reply
    assert now_of(desk).status is Status.CANCELLED


def test_too_late_by_text_is_said_with_the_number_to_call(
    desk: Desk, business: Business, say: Say, clock: SetClock
) -> None:
    strict = business.policies.model_copy(update={"cancel_until_minutes": 120, "change_until_minutes": 1440})
    desk.businesses.put(business.model_copy(update={"policies": strict}))
    book(desk, business)
    clock.now = SATURDAY - timedelta(hours=5)
    assert RESTAURANT in say("move it to Sunday 8pm").reply
    assert say("cancel AC3K7").made_of_it == "cancelled"
    clock.now = SATURDAY - timedelta(minutes=30)
    book(desk, business, SATURDAY + timedelta(hours=1), name="b2", code="DHJ49")
    assert RESTAURANT in say("cancel DHJ49").reply
    assert now_of(desk, "b2").status is Status.CONFIRMED


def test_a_stranger_moves_and_cancels_nothing(desk: Desk, business: Business, say: Say) -> None:
    book(desk, business)
    say("move it to Sunday 8pm")
    for said in ("1", "C", "cancel AC3K7", "move AC3K7 to 8pm", "AC3K7", "cancel my booking"):
        assert "7:30" not in say(said, sender=STRANGER).reply
    assert now_of(desk).revision == 1


@pytest.mark.parametrize(
    "said",
    [
        "We are running late, thank you", "can we be 5 instead of 4", "change it to 5 people", "Is there parking?",
        "change of plans, one of us is vegan", "What time do you close on Friday?", "1", "Can I get a high chair instead?",
        "my table is wobbly", "Thank you!", "👍👍", "see you at 7:30",
    ],
)  # fmt: skip
def test_anything_else_is_left_for_people_to_read(desk: Desk, business: Business, say: Say, said: str) -> None:
    book(desk, business)
    assert say(said).made_of_it == "message"
    assert left_for_the_house(desk) == [said]
    assert now_of(desk).revision == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["c", "yes", "1", "2", "move", "cancel", "ac3k7", "friday", "8", "si", "ਹਾਂ", "change", "to"])
    ).map(" ".join)
)
def test_any_text_is_answered_without_a_fault(desk: Desk, said: str) -> None:
    receive_text(desk, vendor_id="", sender=CALLER, to=RESTAURANT, body=said)
    plainly = said.casefold()
    assert chosen(plainly) in (None, 1, 2, 3)
    answered(plainly), cancels(plainly), moves(plainly)
