"""The book in mid-call: it refuses, loses its answer, is old, is gone. The caller hears the truth, and gets what they want when it is back."""

from dataclasses import replace
from functools import cache

import pytest

from receptionist.booking.model import Customer
from receptionist.booking.requests import BookingRequest
from receptionist.conversation.places import slot_from
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, Phone
from tests.chaos.dialogues import BOOK, BUSINESS, MOVE, YES, Dialogue, bookings
from tests.degraded.conversation import Played, TextCall, failing, play
from tests.fakes.faulty import Fault, Faults, down

WISH = "I'd like to book a table for four tomorrow at seven in the evening, Sarah Miller."
UNSURE = "i can't tell yet whether that went through"
OPEN = "i can't reach our book"


@cache
def undisturbed(dialogue: Dialogue) -> Played:
    return play(dialogue)


@pytest.mark.parametrize("dialogue", [BOOK, MOVE], ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("fault", "act"),
    [
        ("refuses", "bookings.pages"),
        ("refuses", "bookings.get"),
        ("refuses", "bookings.commit"),
        ("refuses", "rows.get"),
        ("refuses", "messages.sent_to"),
        ("loses the answer", "bookings.commit"),
    ],
)
def test_one_failure_costs_the_caller_nothing_but_a_question(dialogue: Dialogue, fault: Fault, act: str) -> None:
    asked = undisturbed(dialogue).asked
    assert play(dialogue, failing(fault, act, asked=asked)).faults == []


@pytest.mark.long
@pytest.mark.parametrize("dialogue", [BOOK, MOVE], ids=lambda one: one.name)
@pytest.mark.parametrize("fault", ["refuses", "loses the answer"])
@pytest.mark.parametrize("width", [1, 3, 8])
def test_a_failure_of_any_act_costs_the_caller_nothing_but_questions(
    dialogue: Dialogue, fault: Fault, width: int
) -> None:
    for first in range(len(undisturbed(dialogue).asked)):
        played = play(dialogue, lambda _, number, first=first: fault if first <= number < first + width else None)  # type: ignore[misc]  # mypy cannot type the default
        assert played.faults == [], f"{fault} from act {first} on: {played.said}"


def before_the_yes(wish: str = WISH) -> TextCall:
    """A caller who has heard "Shall I book it?"."""
    call = TextCall()
    call.answers()
    assert "shall i book it" in call.hear(wish)
    return call


def test_a_booking_whose_answer_was_lost_is_found_and_confirmed_once() -> None:
    call = before_the_yes()
    call.faults.begin(lambda act, _: "loses the answer" if act == "bookings.commit" else None)
    assert "you're booked" in call.hear(YES)
    assert call.faults.asked.count("bookings.commit") == 1
    (one,) = bookings(call.plain)
    assert [one.code in text for text in call.texts()] == [True]


def gone_at_the_write(faults: Faults, fault: Fault) -> None:
    """The first commit fails so, and from then on nothing answers."""

    def schedule(act: str, _: int) -> Fault | None:
        if "bookings.commit" in faults.asked:
            return "refuses"
        return fault if act == "bookings.commit" else None

    faults.begin(schedule)


@pytest.mark.parametrize("fault", ["refuses", "loses the answer"])
def test_while_nobody_knows_nothing_is_claimed_and_when_the_book_is_back_the_truth_is_told(fault: Fault) -> None:
    call = before_the_yes()
    gone_at_the_write(call.faults, fault)
    said = call.hear(YES)
    assert UNSURE in said
    assert "you're booked" not in said
    assert "message" in call.hear("No, thank you."), "who wants no person is offered something else"
    call.faults.mend()
    assert "you're booked" in call.hear("Please try again.")
    assert len(bookings(call.plain)) == 1
    assert len(call.texts()) == 1


def test_whoever_leaves_a_message_meanwhile_is_told_in_the_same_call_what_became_of_it() -> None:
    call = before_the_yes()
    gone_at_the_write(call.faults, "loses the answer")
    call.hear(YES, "No, thank you.")
    call.faults.mend()
    said = call.hear("Yes, please.", "Please call me back about my table.")
    assert "you're booked" in said
    assert len(bookings(call.plain)) == 1


def test_a_caller_who_hangs_up_while_nobody_knows_has_the_booking_once_or_not_at_all() -> None:
    call = before_the_yes()
    gone_at_the_write(call.faults, "loses the answer")
    call.hear(YES)
    call.hang_up()
    call.faults.mend()
    (one,) = bookings(call.plain)
    (text,) = call.texts()
    assert one.code in text, "they hear of it by text"


def test_with_every_store_gone_questions_are_answered_and_nothing_is_promised() -> None:
    call = TextCall()
    call.faults.begin(down)
    assert "how can i help" in call.answers()
    assert "parking" in call.hear("Do you have parking?")
    said = call.hear(WISH)
    assert OPEN in said
    assert "put you through" in said
    said = call.hear("No, thank you.", "Yes, please.", "Please call me back.")
    assert "can't write that down" in said
    call.hang_up()
    call.faults.mend()
    assert bookings(call.plain) == []
    assert call.plain.messages.taken(BUSINESS) == []
    assert "shall i book it" in call.hear(WISH), "back to normal by itself"
    assert "you're booked" in call.hear(YES)


def test_a_book_that_shows_old_pages_sells_nothing_twice() -> None:
    """The last table, seen as free by somebody whose reads are old."""
    call = before_the_yes()
    assert call.reply is not None
    task = call.reply.state.tasks[-1]
    business = call.plain.businesses.get(BUSINESS)
    assert business is not None
    call.faults.begin(lambda act, _: "stale" if act == "bookings.pages" else None)
    slot = slot_from(task.slots["found"].value)
    other = BookingRequest(BookingId("other"), slot, 4, Customer("Other", Phone("")), hold=task.hold)
    take_booking(call.plain, business, replace(other, by_staff=True))
    said = call.hear(YES)
    assert "you're booked" not in said
    assert bookings(call.plain) == []
