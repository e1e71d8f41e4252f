"""Whole turns against the real desk and stores: what the caller hears is what is in the book."""

import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.booking.model import Customer
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.business.definition import Language, Recording
from receptionist.business.plan import SpecialDay
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import from_json, to_json
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.edit_plan import put_day
from receptionist.desk.find_slots import find_slots
from receptionist.desk.holds import holds
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, CallId, Phone, ServiceId
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from receptionist.spans import Span
from tests.receptionist.conversation.paper_book import CALLER, demo

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
"""Friday, three in the afternoon in San Francisco."""
SEVEN_TONIGHT = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
RESTAURANT = demo("restaurant")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    database = Database(tmp_path / "book.sqlite")
    ids = count(1)
    codes = (f"ACD{a}{b}" for a in "ACDEFHJKLM" for b in "3479")
    return Desk(
        SqliteBusinessStore(database), SqliteBookingStore(database, clock=lambda: NOW), SqliteCallStore(database),
        SqliteMessageStore(database), lambda: NOW, lambda: f"id{next(ids)}", lambda: next(codes),
        SqliteRowStore(database, clock=lambda: NOW), SqliteErrandStore(database),
    )  # fmt: skip


@pytest.fixture
def receptionist(desk: Desk) -> Receptionist:
    return Receptionist(desk, LocalUnderstander().understand, strict=True)


def greeted(receptionist: Receptionist, caller: Phone = CALLER, call: str = "CA1") -> Reply:
    return receptionist.open(RESTAURANT, call=CallId(call), caller=caller)


def hear(receptionist: Receptionist, reply: Reply, *said: str) -> Reply:
    for text in said:
        reply = receptionist.hear(RESTAURANT, reply.state, Utterance((text,)))
    return reply


def leave_one_table_at_seven(desk: Desk) -> None:
    """Of the twelve, for two people at seven tonight."""
    request = SlotRequest(ServiceId("table"), Span(SEVEN_TONIGHT, SEVEN_TONIGHT + timedelta(minutes=1)), party_size=2)
    taken = []
    while slot := find_slots(desk, RESTAURANT, request).exact:
        party = Customer("Somebody", Phone(""))
        taken.append(take_booking(desk, RESTAURANT, BookingRequest(BookingId(desk.new_id()), slot, 2, party)))
    from receptionist.desk.cancel_booking import cancel_booking

    cancel_booking(desk, RESTAURANT, taken[-1].id)


def test_the_greeting_is_one_fixed_sound_that_discloses_the_ai_and_the_recording(receptionist: Receptionist) -> None:
    reply = greeted(receptionist)
    assert all(said.fixed for said in reply.say)
    assert "AI assistant" in reply.text
    assert "recorded" in reply.text
    silent = receptionist.open(
        RESTAURANT.model_copy(update={"recording": Recording.OFF}), call=CallId("CA2"), caller=CALLER
    )
    assert "recorded" not in silent.text


def test_where_leave_is_asked_nothing_is_recorded_before_a_yes(receptionist: Receptionist) -> None:
    asking = RESTAURANT.model_copy(update={"recording": Recording.ASK})
    opened = receptionist.open(asking, call=CallId("CA1"), caller=CALLER)
    assert opened.state.recording_refused
    agreed = receptionist.hear(asking, opened.state, Utterance(("Yes, that's fine.",)))
    assert not agreed.state.recording_refused
    refused = receptionist.hear(asking, opened.state, Utterance(("No, I'd rather not.",)))
    assert refused.state.recording_refused
    assert [effect.type for effect in refused.effects] == ["recording.refused"]


def test_a_spanish_call_is_greeted_in_spanish(receptionist: Receptionist) -> None:
    reply = receptionist.open(RESTAURANT, call=CallId("CA1"), caller=CALLER, language="es")
    assert "inteligencia artificial" in reply.text


def test_the_row_is_in_the_book_before_the_caller_hears_booked(receptionist: Receptionist, desk: Desk) -> None:
    reply = hear(receptionist, greeted(receptionist), "A table for two tonight at seven.", "Sam Carter.")
    assert "booked" not in reply.text
    assert reply.expect.kind == "yes_no"
    reply = hear(receptionist, reply, "Yes, please.")
    (booking,) = desk.bookings.by_phone(RESTAURANT.id, CALLER)
    assert reply.effects[0].booking == booking
    assert ", ".join(booking.code) in reply.text
    (text,) = desk.messages.sent_to(RESTAURANT.id, CALLER)
    assert text.booking == booking.id


def test_who_has_opted_out_of_texts_is_not_told_of_one_and_hears_the_code_twice(
    receptionist: Receptionist, desk: Desk
) -> None:
    desk.messages.opt_out(RESTAURANT.default_number(), CALLER, out=True, at=NOW)
    reply = hear(
        receptionist, greeted(receptionist), "A table for two tonight at seven.", "Sam Carter.", "Yes, please."
    )
    (booking,) = desk.bookings.by_phone(RESTAURANT.id, CALLER)
    assert "text" not in reply.text
    assert reply.text.count(", ".join(booking.code)) == 2


def test_a_process_lost_right_after_the_commit_is_followed_by_one_that_tells_the_truth(
    receptionist: Receptionist, desk: Desk
) -> None:
    read_back = hear(receptionist, greeted(receptionist), "A table for two tonight at seven.", "Sam Carter.")
    checkpoint = to_json(read_back.state)
    hear(receptionist, read_back, "Yes, please.")
    resumed = receptionist.resumed(RESTAURANT, from_json(checkpoint))
    assert "You're booked" in resumed.text
    assert len(desk.bookings.by_phone(RESTAURANT.id, CALLER)) == 1
    assert len(desk.messages.sent_to(RESTAURANT.id, CALLER)) == 1


def test_a_process_lost_before_the_yes_is_followed_by_the_same_question(receptionist: Receptionist, desk: Desk) -> None:
    read_back = hear(receptionist, greeted(receptionist), "A table for two tonight at seven.", "Sam Carter.")
    resumed = receptionist.resumed(RESTAURANT, from_json(to_json(read_back.state)))
    assert "Shall I book it?" in resumed.text
    assert not desk.bookings.by_phone(RESTAURANT.id, CALLER)


def test_a_cancellation_lost_on_the_way_to_the_caller_is_told_by_the_next_process(receptionist: Receptionist) -> None:
    booked = hear(receptionist, greeted(receptionist), "A table for two tonight at seven.", "Sam Carter.", "Yes.")
    asked = hear(receptionist, booked, "Please cancel my reservation.")
    hear(receptionist, asked, "Yes.")
    assert "is cancelled" in receptionist.resumed(RESTAURANT, from_json(to_json(asked.state))).text


def test_a_closure_entered_in_the_middle_of_a_call_is_known_at_the_next_turn(
    receptionist: Receptionist, desk: Desk
) -> None:
    asked = hear(receptionist, greeted(receptionist), "A table for two tonight at seven.", "Sam Carter.")
    assert asked.expect.kind == "yes_no"
    tonight = date(2026, 11, 27)
    put_day(desk, RESTAURANT, "pipe", SpecialDay(first=tonight, last=tonight, reason="a burst pipe"), revision=0)
    told = hear(receptionist, asked, "Yes, please.")
    assert [effect for effect in told.effects if effect.type == "booking.confirmed"] == []
    assert desk.bookings.during(RESTAURANT.id, Span(SEVEN_TONIGHT, SEVEN_TONIGHT + timedelta(hours=1))) == []


def test_a_call_that_talks_on_keeps_its_table(receptionist: Receptionist, desk: Desk) -> None:
    clock = [NOW]
    watched = replace(desk, clock=lambda: clock[0])
    talking = Receptionist(watched, LocalUnderstander().understand, strict=True)
    reply = hear(talking, greeted(talking), "A table for two tonight at seven.")
    (first,) = holds(watched, RESTAURANT.id)
    clock[0] += timedelta(seconds=RESTAURANT.policies.hold_seconds * 0.6)
    hear(talking, reply, "Do you have vegan dishes?")
    (later,) = holds(watched, RESTAURANT.id)
    assert (later.id, later.since, later.expires) == (first.id, first.since, clock[0] + (first.expires - NOW))


def test_hanging_up_gives_the_held_table_to_the_next_caller(receptionist: Receptionist, desk: Desk) -> None:
    leave_one_table_at_seven(desk)
    first = hear(receptionist, greeted(receptionist), "A table for two tonight at seven.")
    assert first.expect.slot == "name"
    other = hear(receptionist, greeted(receptionist, Phone("+14155550178"), "CA2"), "A table for two tonight at seven.")
    assert other.expect.slot == "choice"
    assert [effect.type for effect in receptionist.hung_up(RESTAURANT, first.state)] == ["hold.released"]
    third = hear(receptionist, greeted(receptionist, Phone("+14155550179"), "CA3"), "A table for two tonight at seven.")
    assert third.expect.slot == "name"


def test_two_callers_who_want_the_last_table_in_the_same_second_never_both_get_it(
    receptionist: Receptionist, desk: Desk
) -> None:
    leave_one_table_at_seven(desk)
    start = threading.Barrier(2)
    replies: list[Reply] = []

    def caller(number: int) -> None:
        reply = greeted(receptionist, Phone(f"+1415555018{number}"), f"CA{number}")
        start.wait(timeout=10)
        replies.append(hear(receptionist, reply, "A table for two tonight at seven."))

    threads = [threading.Thread(target=caller, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(str(reply.expect.slot) for reply in replies) == ["choice", "name"]


def test_only_what_was_heard_of_an_interrupted_reply_is_remembered(receptionist: Receptionist) -> None:
    reply = hear(receptionist, greeted(receptionist), "A table for four tonight at eight.")
    state = receptionist.interrupted(reply.state, "Good, I have a")
    assert (state.heard[-1].text, state.heard[-1].interrupted) == ("Good, I have a", True)
    after = receptionist.hear(RESTAURANT, state, Utterance(("No, sorry. Seven, not eight.",)))
    assert after.state.tasks[-1].slots["time"].value == "19:00"


def test_a_card_number_is_nowhere_in_what_is_kept(receptionist: Receptionist) -> None:
    reply = hear(
        receptionist, greeted(receptionist), "Hello, my card is 4111 1111 1111 1111, a table for two tonight at seven."
    )
    assert "4111" not in to_json(reply.state)
    pressed = receptionist.keys(RESTAURANT, reply.state, "4111111111111111")
    assert "4111" not in to_json(pressed.state)


def test_a_person_who_does_not_pick_up_leads_to_a_message(receptionist: Receptionist) -> None:
    transferred = hear(receptionist, greeted(receptionist), "Can I talk to a person?")
    assert transferred.transfer_to == "+14155550190"
    failed = receptionist.dial_failed(RESTAURANT, transferred.state)
    assert "message" in failed.text
    assert not failed.ended


@pytest.mark.parametrize("language", ["en", "es", "pa"])
def test_a_call_that_has_lasted_long_enough_leads_to_a_message(receptionist: Receptionist, language: Language) -> None:
    booking = hear(receptionist, greeted(receptionist), "A table for two tonight please.")
    state = replace(booking.state, language=language)
    over = receptionist.out_of_time(RESTAURANT, state)
    assert over.state.tasks[-1].workflow == "message"
    assert not over.ended
    again = receptionist.out_of_time(RESTAURANT, over.state)
    assert [task.workflow for task in again.state.tasks].count("message") == 1


_WORDS = [
    "a",
    "table",
    "for",
    "two",
    "tomorrow",
    "at",
    "seven",
    "eight",
    "no",
    "yes",
    "not",
    "sorry",
    "the",
    "second",
    "one",
    "cancel",
    "my",
    "reservation",
    "change",
    "it",
    "to",
    "friday",
    "under",
    "smith",
    "please",
    "what",
    "time",
    "do",
    "you",
    "close",
    "vegan",
    "nuts",
    "allergy",
    "person",
    "again",
    "never",
    "mind",
    "code",
    "A",
    "C",
    "D",
    "4",
    "7",
    "hello",
    "thanks",
    "bye",
    "mesa",
    "para",
    "cuatro",
    "mañana",
    "a",
    "las",
    "siete",
    "sí",
    "no",
    "cancelar",
    "quiero",
    "nombre",
    "?",
    ".",
    ",",
    "12",
    "19:30",
    "+14155550123",
    "twenty",
    "next",
    "week",
    "dr",
    "with",
]


def _salad(dice: random.Random) -> Iterator[str]:
    for _ in range(10):
        yield " ".join(dice.choice(_WORDS) for _ in range(dice.randint(1, 9)))


def test_word_salad_never_raises_and_never_ends_in_nothing(receptionist: Receptionist) -> None:
    dice = random.Random(7)
    for number in range(60):
        reply = greeted(receptionist, CALLER if number % 3 else Phone(""), f"CA{number}")
        for text in _salad(dice):
            reply = replace(hear(receptionist, reply, text))
            assert reply.text, text
            assert reply.ended or reply.handoff or reply.expect.kind != "nothing", text
            if reply.ended or reply.handoff:
                break


def test_what_a_caller_tells_of_themselves_is_marked_in_what_is_kept(receptionist: Receptionist) -> None:
    clinic = demo("clinic").model_copy(update={"identify_by": ("name", "birth_date")})
    reply = receptionist.open(clinic, call=CallId("CA1"), caller=CALLER)
    for text in ("No.", "When is my appointment?", "Paul Grant", "July fourth nineteen eighty five"):
        reply = receptionist.hear(clinic, reply.state, Utterance((text,)))
    assert [line.text for line in reply.state.heard if line.private] == ["July fourth nineteen eighty five"]
    at_once = receptionist.hear(
        clinic, receptionist.open(clinic, call=CallId("CA2"), caller=CALLER).state,
        Utterance(("Cancel the visit of Paul Grant, born July fourth 1985",)),
    )  # fmt: skip
    assert at_once.state.heard[-2].private


KEYS = "ਦਬਾਓ"


def test_who_speaks_what_is_not_recognised_is_told_of_the_keys_and_nobody_else(desk: Desk) -> None:
    understand = LocalUnderstander().understand
    unaided = Receptionist(desk, understand, strict=True)
    aided = Receptionist(desk, understand, strict=True, recognised=frozenset({"en", "es", "pa"}))
    asked = "ਭਲਕੇ ਸ਼ਾਮ ਸੱਤ ਵਜੇ ਦੋ ਜਣਿਆਂ ਲਈ ਟੇਬਲ ਚਾਹੀਦਾ ਹੈ।"
    for receptionist, told in ((unaided, True), (aided, False)):
        begun = receptionist.open(RESTAURANT, call=CallId("CA1"), caller=CALLER, language="pa")
        assert (KEYS in " ".join(said.text for said in begun.say)) is told
        changed = hear(receptionist, greeted(receptionist), asked)
        assert (KEYS in " ".join(said.text for said in changed.say)) is told


def test_punjabi_with_english_numbers_in_it_is_a_whole_request(receptionist: Receptionist) -> None:
    for asked in (
        "main table book karni hai, kal shaam 7 vaje, four people",
        "ਮੈਂ ਟੇਬਲ ਬੁੱਕ ਕਰਨੀ ਹੈ, ਕੱਲ੍ਹ ਸ਼ਾਮ ਸੈਵਨ ਵਜੇ, ਫੋਰ ਪੀਪਲ",
    ):
        slots = hear(receptionist, greeted(receptionist), asked).state.tasks[-1].slots
        assert (slots["party_size"].value, slots["time"].value, slots["date"].value) == (4, "19:00", "2026-11-28")
