"""What the conversation does with a caller's commands, on a paper book."""

from dataclasses import replace

import pytest

from receptionist.booking.model import Status
from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Deny,
    Goodbye,
    NotUnderstood,
    RefuseRecording,
    SayAgain,
    SetSlot,
    SpeakLanguage,
    StartTask,
    Thank,
    WantPerson,
)
from receptionist.conversation.runner import run_silence, run_unanswered
from receptionist.ids import Phone
from tests.receptionist.conversation.paper_book import Talk

FRIDAY = SetSlot("date", "2026-11-27")
SEVEN = SetSlot("time", "07:00", ("19:00",))
FOUR = SetSlot("party_size", 4)
SARAH = SetSlot("name", "Sarah Johnson")
WISH = (StartTask("book"), FRIDAY, SEVEN, FOUR)


def read_back(talk: Talk) -> Talk:
    talk.say(*WISH, SARAH)
    assert talk.state.expecting == "yes_no"
    return talk


def booked(talk: Talk) -> Talk:
    read_back(talk).say(Affirm())
    assert [effect.type for effect in talk.new] == ["booking.confirmed", "sms.queued"]
    return talk


def test_each_missing_fact_is_asked_for_in_turn() -> None:
    talk = Talk.at()
    asked = []
    for commands in ((StartTask("book"),), (FRIDAY,), (SEVEN,), (FOUR,), (SARAH,)):
        talk.say(*commands)
        asked.append(talk.state.expecting)
    assert asked == ["date", "time", "party_size", "name", "yes_no"]


def test_everything_said_in_one_breath_leads_straight_to_the_read_back() -> None:
    talk = read_back(Talk.at())
    assert "Sarah Johnson" in talk.text
    assert not talk.book.bookings


def test_nothing_is_booked_before_a_yes_and_one_booking_after_it() -> None:
    talk = booked(Talk.at())
    assert talk.only_booking().party_size == 4
    assert talk.only_booking().customer.name == "Sarah Johnson"


def test_a_correction_after_the_read_back_gives_the_old_place_back_and_asks_again() -> None:
    talk = read_back(Talk.at())
    before = set(talk.book.holds)
    talk.say(Deny(), SetSlot("time", "08:00", ("20:00",), correction=True))
    assert talk.value("time") == "20:00"
    assert not before & set(talk.book.holds)
    assert talk.state.expecting == "yes_no"
    talk.say(Affirm())
    assert f"{talk.only_booking().span.start:%H:%M}" == "04:00"


def test_a_yes_in_the_breath_of_a_correction_does_not_book_the_old_wish() -> None:
    talk = read_back(Talk.at())
    talk.say(Affirm(), SetSlot("party_size", 5))
    assert not talk.book.bookings
    assert talk.value("party_size") == 5


def test_a_yes_that_repeats_what_was_read_back_books_it() -> None:
    talk = read_back(Talk.at())
    talk.say(Affirm(), SetSlot("time", "07:00", ("19:00",)))
    assert len(talk.book.bookings) == 1


def test_a_question_in_the_middle_is_answered_and_the_pending_one_asked_again() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY, SEVEN)
    assert talk.state.expecting == "party_size"
    talk.say(Ask("diet", "which dishes are vegan?"))
    assert "chana masala" in talk.text
    assert talk.state.expecting == "party_size"


def test_a_closed_hour_is_explained_and_others_are_offered() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY, SetSlot("time", "16:15"), FOUR)
    assert "we are open" in talk.text
    assert talk.state.expecting == "choice"
    talk.say(SetSlot("choice", 0))
    assert talk.state.expecting == "name"


def test_a_no_to_what_is_offered_asks_for_another_time() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY, SetSlot("time", "16:15"), FOUR)
    talk.say(Deny())
    assert talk.state.expecting in ("time", "date")


def test_a_place_snatched_in_the_last_second_is_not_claimed_and_others_are_offered() -> None:
    talk = read_back(Talk.at())
    talk.book.snatched = True
    talk.say(Affirm())
    assert not talk.new
    assert "somebody else has just taken" in talk.text
    assert talk.state.expecting == "choice"


def test_with_the_book_down_the_caller_is_offered_a_way_out_and_a_no_tries_again() -> None:
    talk = read_back(Talk.at())
    talk.book.down = True
    talk.say(Affirm())
    assert "our book does not answer" in talk.text
    talk.book.down = False
    talk.say(Deny())
    assert len(talk.book.bookings) == 1


def test_a_cancelled_booking_can_be_made_again_without_saying_it_all_again() -> None:
    talk = booked(Talk.at())
    talk.say(StartTask("cancel_booking"))
    talk.say(Affirm())
    assert talk.only_booking().status is Status.CANCELLED
    talk.say(StartTask("book"))
    assert "Friday, November 27th at 7 PM" in talk.text
    talk.say(Affirm())
    assert [booking.status for booking in talk.book.bookings.values()] == [Status.CANCELLED, Status.CONFIRMED]


def test_a_no_to_cancelling_leaves_the_booking_alone() -> None:
    talk = booked(Talk.at())
    talk.say(StartTask("cancel_booking"))
    talk.say(Deny())
    assert talk.only_booking().status is Status.CONFIRMED
    assert "stays as it is" in talk.text


def test_moving_a_visit_is_one_change_of_the_same_booking() -> None:
    talk = booked(Talk.at())
    talk.say(StartTask("change_booking"), SetSlot("time", "08:00", ("20:00",)))
    talk.say(Affirm())
    assert talk.only_booking().revision == 2
    assert [effect.type for effect in talk.new] == ["booking.changed", "sms.queued"]


def test_from_a_strange_number_a_name_alone_opens_no_booking() -> None:
    talk = booked(Talk.at())
    stranger = Talk(talk.business, talk.book, replace(Talk.at().state, caller=Phone("+14155550188")))
    stranger.say(StartTask("cancel_booking"), SetSlot("find_name", "Sarah Johnson"))
    assert stranger.state.expecting == "find_day"
    assert "7 PM" not in stranger.text
    stranger.say(FRIDAY)
    assert "Shall I cancel it?" in stranger.text


def test_a_withheld_number_is_asked_for() -> None:
    talk = Talk.at(caller=Phone(""))
    talk.say(*WISH, SARAH)
    assert talk.state.expecting == "phone"
    talk.say(SetSlot("phone", "+14155550199"))
    talk.say(Affirm())
    assert talk.only_booking().customer.phone == "+14155550199"


def test_a_party_too_large_goes_to_a_person_or_a_message() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY, SEVEN, SetSlot("party_size", 20))
    assert talk.state.expecting == "yes_no"
    talk.say(Affirm())
    assert talk.ran is not None
    assert talk.ran.handoff or talk.state.tasks[-1].workflow == "message"


def test_a_person_who_is_there_takes_the_call_over() -> None:
    talk = Talk.at("clinic")
    talk.say(WantPerson())
    assert talk.ran is not None
    assert talk.ran.transfer is not None
    assert (talk.ran.handoff, talk.ran.transfer.number) == ("asked", "+14155550191")


def test_with_nobody_there_a_message_is_taken_and_the_booking_goes_on() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY)
    talk.say(WantPerson())
    assert "message" in talk.text
    talk.say(SARAH)
    talk.say(SetSlot("message", "Please keep the corner table. My card is 4111 1111 1111 1111."))
    (message,) = talk.book.messages
    assert "4111" not in message.text
    assert talk.state.tasks[-1].workflow == "book"
    assert talk.state.expecting == "time"


def test_a_person_who_does_not_pick_up_is_followed_by_a_message() -> None:
    talk = Talk.at("clinic")
    talk.say(WantPerson())
    talk.go(run_unanswered(talk.state, talk.facts()))
    assert talk.state.tasks[-1].workflow == "message"


def test_an_emergency_is_told_to_call_911_before_anything_else() -> None:
    talk = Talk.at("clinic")
    talk.say(WantPerson("emergency"))
    assert talk.text.startswith("If this is an emergency, please hang up now and call 911.")


def test_who_does_not_want_to_be_recorded_is_not_and_goes_on() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY)
    talk.say(RefuseRecording())
    assert talk.state.recording_refused
    assert [effect.type for effect in talk.new] == ["recording.refused"]
    assert talk.state.expecting == "time"


def test_again_repeats_the_last_words_without_asking_twice() -> None:
    talk = read_back(Talk.at())
    before = talk.text
    talk.say(SayAgain())
    assert talk.text == before
    talk.say(Affirm())
    assert len(talk.book.bookings) == 1


def test_another_language_goes_on_where_the_first_one_was() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY)
    talk.say(SpeakLanguage("es"))
    assert talk.state.language == "es"
    assert "hora" in talk.text
    assert talk.state.expecting == "time"


def test_never_mind_puts_the_booking_down_and_its_place_back() -> None:
    talk = Talk.at()
    talk.say(*WISH)
    assert talk.book.holds
    talk.say(CancelTask())
    assert not talk.book.holds
    assert not talk.state.tasks


def test_goodbye_in_the_middle_says_that_nothing_was_booked() -> None:
    talk = Talk.at()
    talk.say(*WISH)
    talk.say(Goodbye())
    assert talk.state.ended
    assert not talk.book.holds
    assert "not made a booking" in talk.text


def test_thanks_after_the_booking_ends_the_call_politely() -> None:
    talk = booked(Talk.at())
    talk.say(Thank())
    assert talk.state.ended


def test_misses_lead_from_sorry_to_keys_to_a_person_or_a_message() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"))
    said = [talk.say(NotUnderstood()) for _ in range(4)]
    assert len(set(said)) == 4, "every time in other words"
    assert "keys" in said[2]
    assert "message" in said[3] or "person" in said[3]


def test_silence_is_asked_twice_and_then_the_call_is_closed_and_the_place_given_back() -> None:
    talk = Talk.at()
    talk.say(*WISH)
    said = [talk.go(run_silence(talk.state, talk.facts())) for _ in range(3)]
    assert "still there" in said[0]
    assert "keys" in said[1]
    assert talk.state.ended
    assert not talk.book.holds


def test_a_frustrated_caller_is_offered_a_way_out_once_per_storm() -> None:
    talk = Talk.at()
    talk.state = replace(talk.state, frustrated=0.8, moods={"frustrated": 0})
    talk.say(StartTask("book"))
    assert talk.state.extra["offer"] in ("person", "message")
    talk.say(Deny())
    assert talk.state.expecting == "date"


@pytest.mark.parametrize(
    ("said", "meant"), [(("07:00", "19:00"), "19:00"), (("01:00", "13:00"), "13:00"), (("12:00", "00:00"), "12:00")]
)
def test_an_hour_is_the_one_when_the_house_is_open(said: tuple[str, str], meant: str) -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY, SetSlot("time", said[0], (said[1],)))
    assert talk.value("time") == meant


def test_tonight_says_which_eight_but_the_hour_is_still_asked_for() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY, SetSlot("window", {"start": "17:00", "end": "23:59"}))
    assert talk.state.expecting == "time"


def test_a_salon_asks_which_service_and_knows_its_price() -> None:
    talk = Talk.at("salon")
    talk.say(StartTask("book"))
    assert talk.state.expecting == "service"
    talk.say(Ask("price", "how much is a women's haircut?", ("womens_cut",)))
    assert "75 dollars" in talk.text
    talk.say(SetSlot("service", "womens_cut"))
    assert talk.state.expecting == "date"


def test_who_has_told_their_name_for_a_message_is_not_asked_for_the_booking_again() -> None:
    talk = Talk.at()
    talk.say(StartTask("book"), FRIDAY)
    talk.say(WantPerson())
    talk.say(SARAH)
    talk.say(SetSlot("message", "Please keep the corner table."))
    talk.say(SEVEN, SetSlot("party_size", 2))
    assert talk.state.expecting == "yes_no"
    assert "Sarah Johnson" in talk.text
