"""Texts come in, and word of ours comes back."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI

from functions.office import Office
from functions.sms.app import build
from receptionist.booking.model import Booking, Customer, Slot, Status
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.may_text import may_text
from receptionist.desk.send_texts import Sent, send_due
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, BusinessId, MessageId, Phone, ServiceId
from receptionist.messages.model import MessageStatus, TextMessage
from receptionist.spans import Span
from tests.fakes.front_office import CALLER, RESTAURANT, RememberingSms, SetClock, Twilio

BUSINESS = BusinessId("restaurant")
SM = "SM" + "b" * 32


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


_sids = (f"SM{n:032x}" for n in count())


def answer(twilio: Twilio, body: str, *, sid: str = "", sender: str = CALLER, **fields: str) -> str:
    """What the sender is answered; empty: nothing. Each text has a name of its own unless told otherwise."""
    reply = twilio.post("/sms/incoming", MessageSid=sid or next(_sids), Body=body, From=sender, **fields)
    assert reply.status_code == 200
    message = ElementTree.fromstring(reply.text).find("Message")
    return "" if message is None else message.text or ""


@pytest.fixture
def booked(desk: Desk, clock: SetClock) -> Booking:
    """Anna's table for four, tomorrow evening at half past seven."""
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    start = datetime.fromisoformat("2026-11-28T19:30-08:00")
    window = Span(start, start + timedelta(minutes=1))
    offer = find_slots(desk, business, SlotRequest(ServiceId("table"), window, party_size=4))
    assert isinstance(offer.exact, Slot)
    codeful = replace(desk, new_code=lambda: "AC3K7")
    request = BookingRequest(BookingId("b1"), offer.exact, 4, Customer("Anna", CALLER), text=False)
    return take_booking(codeful, business, request)


@pytest.mark.parametrize("word", ["STOP", "stop.", " Unsubscribe ", "CANCEL", "end", "quit", "revoke", "OPTOUT"])
def test_twilio_answers_the_english_keywords_and_we_obey_in_silence(twilio: Twilio, desk: Desk, word: str) -> None:
    assert answer(twilio, word) == ""
    assert desk.messages.opted_out(RESTAURANT, CALLER)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("please stop texting me", "START"),
        ("opt out", "START"),
        ("ALTO", "EMPEZAR"),
        ("No me mande más mensajes, por favor", "EMPEZAR"),
        ("ਬੰਦ ਕਰੋ", "START"),
        ("band karo", "START"),
    ],
)
def test_other_ways_to_say_stop_are_obeyed_and_confirmed_once(
    twilio: Twilio, desk: Desk, words: str, told: str
) -> None:
    assert told in answer(twilio, words)
    assert desk.messages.opted_out(RESTAURANT, CALLER)
    assert desk.messages.taken(BUSINESS) == []


def test_what_advanced_opt_out_has_answered_is_not_answered_again(twilio: Twilio, desk: Desk) -> None:
    assert answer(twilio, "ALTO", OptOutType="STOP") == ""
    assert desk.messages.opted_out(RESTAURANT, CALLER)
    assert answer(twilio, "HILFE", OptOutType="HELP") == ""


def test_start_brings_texts_back(twilio: Twilio, desk: Desk, clock: SetClock) -> None:
    answer(twilio, "STOP")
    clock.pass_(seconds=1)
    assert answer(twilio, "START") == ""
    assert not desk.messages.opted_out(RESTAURANT, CALLER)
    answer(twilio, "ALTO")
    clock.pass_(seconds=1)
    assert "ALTO" in answer(twilio, "Empezar")
    assert not desk.messages.opted_out(RESTAURANT, CALLER)


def test_a_yes_is_a_start_only_from_someone_who_had_stopped(twilio: Twilio, desk: Desk, clock: SetClock) -> None:
    assert answer(twilio, "Yes") != ""
    assert len(desk.messages.taken(BUSINESS)) == 1
    answer(twilio, "STOP")
    clock.pass_(seconds=1)
    assert answer(twilio, "Yes") == ""
    assert not desk.messages.opted_out(RESTAURANT, CALLER)


def test_help_is_given_in_the_language_it_is_asked_in(twilio: Twilio) -> None:
    assert answer(twilio, "HELP") == ""
    assert "reservas" in answer(twilio, "ayuda")
    assert "ਬੁਕਿੰਗ" in answer(twilio, "ਮਦਦ")


def test_one_who_stopped_hears_nothing_more_but_is_still_read(twilio: Twilio, desk: Desk) -> None:
    answer(twilio, "STOP")
    assert answer(twilio, "my table is wobbly") == ""
    assert [message.text for message in desk.messages.taken(BUSINESS)] == ["my table is wobbly"]


def test_stopping_one_business_does_not_stop_another(twilio: Twilio, desk: Desk) -> None:
    answer(twilio, "STOP")
    assert not desk.messages.opted_out(Phone("+14155550101"), CALLER)


def test_any_other_text_is_kept_for_the_business_and_acknowledged_once(
    twilio: Twilio, desk: Desk, clock: SetClock
) -> None:
    assert RESTAURANT in answer(twilio, "We are running late, thank you", sid=SM)
    clock.pass_(minutes=1)
    assert answer(twilio, "Ten minutes") == ""
    kept = desk.messages.taken(BUSINESS)
    assert [(message.text, message.caller) for message in kept] == [
        ("Ten minutes", CALLER),
        ("We are running late, thank you", CALLER),
    ]


def test_a_webhook_that_comes_again_is_answered_the_same_and_kept_once(twilio: Twilio, desk: Desk) -> None:
    first = answer(twilio, "We are running late", sid=SM)
    assert answer(twilio, "We are running late", sid=SM) == first
    assert len(desk.messages.taken(BUSINESS)) == 1


def test_a_number_without_registration_listens_and_answers_nothing(twilio: Twilio, desk: Desk, booked: Booking) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    desk.businesses.put(business.model_copy(update={"text_registration": "pending"}))
    assert answer(twilio, f"CANCEL {booked.code}") == ""
    assert answer(twilio, "ayuda") == ""
    now = desk.bookings.get(BUSINESS, booked.id)
    assert now is not None
    assert now.status is Status.CANCELLED


def test_a_bare_cancel_ends_the_texts_and_is_kept_for_the_house_where_a_visit_may_be_meant(
    twilio: Twilio, desk: Desk, booked: Booking
) -> None:
    assert answer(twilio, "CANCEL") == ""
    assert desk.messages.opted_out(RESTAURANT, CALLER)
    assert [message.text for message in desk.messages.taken(BUSINESS)] == ["CANCEL"]


def test_a_booking_is_told_to_the_number_that_booked_it(twilio: Twilio, booked: Booking) -> None:
    told = answer(twilio, booked.code.lower())
    assert "Sat Nov 28, 7:30 PM" in told
    assert "a table for 4" in told


def test_a_booking_is_cancelled_by_its_code_in_three_languages(twilio: Twilio, desk: Desk, booked: Booking) -> None:
    for words, said in [
        (f"Cancel {booked.code}", "cancelled"),
        (f"anular {booked.code}", "anulada"),
        (f"ਰੱਦ {booked.code}", "ਰੱਦ"),
    ]:
        assert said in answer(twilio, words)
        now = desk.bookings.get(BUSINESS, booked.id)
        assert now is not None
        assert (now.status, now.revision) == (Status.CANCELLED, 2)
    assert not desk.messages.opted_out(RESTAURANT, CALLER)
    assert desk.messages.sent_to(BUSINESS) == []


def test_a_stranger_with_the_code_learns_and_changes_nothing(twilio: Twilio, desk: Desk, booked: Booking) -> None:
    told = answer(twilio, f"CANCEL {booked.code}", sender="+14155550199")
    assert "no booking" in told
    assert "7:30" not in told
    now = desk.bookings.get(BUSINESS, booked.id)
    assert now is not None
    assert now.status is Status.CONFIRMED


def test_a_visit_that_has_begun_is_not_cancelled_by_text(
    twilio: Twilio, desk: Desk, booked: Booking, clock: SetClock
) -> None:
    clock.now = booked.span.start + timedelta(minutes=1)
    assert "can't be cancelled" in answer(twilio, f"CANCEL {booked.code}")
    now = desk.bookings.get(BUSINESS, booked.id)
    assert now is not None
    assert now.status is Status.CONFIRMED


def test_a_word_that_looks_like_a_code_is_a_message(twilio: Twilio, desk: Desk) -> None:
    answer(twilio, "thank")
    assert [message.text for message in desk.messages.taken(BUSINESS)] == ["thank"]


def test_a_text_to_nobodys_number_is_left_alone(twilio: Twilio) -> None:
    assert answer(twilio, "hello", To="+14155559999") == ""


def test_texts_are_signed_too(twilio: Twilio, desk: Desk) -> None:
    for path in ("/sms/incoming", "/sms/status"):
        assert twilio.post(path, token="a-strange-token", Body="STOP", MessageSid=SM).status_code == 403
    assert not desk.messages.opted_out(RESTAURANT, CALLER)


def queued(desk: Desk, clock: SetClock) -> TextMessage:
    text = TextMessage(MessageId("b1:1"), BUSINESS, CALLER, RESTAURANT, "See you", created=clock())
    desk.messages.queue(text)
    return text


def state(desk: Desk) -> tuple[MessageStatus, str, str]:
    (text,) = desk.messages.sent_to(BUSINESS)
    return text.status, text.vendor_id, text.error


def test_what_became_of_a_text_is_kept_and_never_taken_back(
    twilio: Twilio, desk: Desk, clock: SetClock, sms: RememberingSms
) -> None:
    queued(desk, clock)
    assert send_due(desk, sms) == Sent(sent=1)
    sid = state(desk)[1]
    for status in ("sent", "delivered", "sent", "queued", "undelivered", "a-status-of-next-year"):
        assert twilio.post("/sms/status", MessageSid=sid, MessageStatus=status).status_code == 204
    assert state(desk) == (MessageStatus.DELIVERED, sid, "")


def test_word_that_overtakes_the_answer_to_the_sending_is_not_lost(
    twilio: Twilio, desk: Desk, clock: SetClock, sms: RememberingSms
) -> None:
    """Twilio took the text, our connection broke: its own report settles it, and nothing is sent again."""
    text = queued(desk, clock)
    desk.messages.claim(clock(), clock() + timedelta(seconds=30))
    twilio.post(f"/sms/status?business={text.business}&message={text.id}", MessageSid=SM, MessageStatus="delivered")
    assert state(desk) == (MessageStatus.DELIVERED, SM, "")
    clock.pass_(minutes=1)
    assert send_due(desk, sms) == Sent()
    assert sms.arrived == []


def test_a_text_that_failed_says_why(twilio: Twilio, desk: Desk, clock: SetClock, sms: RememberingSms) -> None:
    queued(desk, clock)
    send_due(desk, sms)
    twilio.post("/sms/status", MessageSid=state(desk)[1], MessageStatus="undelivered", ErrorCode="30003")
    assert state(desk)[0::2] == (MessageStatus.UNDELIVERED, "30003")


@pytest.mark.parametrize("error", ["30006", "21614"])
def test_a_landline_is_learnt_from_the_network_and_promised_nothing_more(
    twilio: Twilio, desk: Desk, clock: SetClock, sms: RememberingSms, error: str
) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    queued(desk, clock)
    send_due(desk, sms)
    assert may_text(desk, business, CALLER, agreed=True) is None
    fields = {"MessageSid": state(desk)[1], "MessageStatus": "undelivered", "ErrorCode": error}
    twilio.post("/sms/status", **{**fields, "To": CALLER, "From": RESTAURANT})
    assert may_text(desk, business, CALLER, agreed=True) == "landline"
    clock.pass_(days=181)
    assert may_text(desk, business, CALLER, agreed=True) is None


def test_word_of_a_text_that_is_not_ours_does_no_harm(twilio: Twilio, desk: Desk) -> None:
    assert twilio.post("/sms/status", MessageSid=SM, MessageStatus="delivered").status_code == 204
    path = "/sms/status?business=restaurant&message=unknown"
    assert twilio.post(path, MessageSid=SM, MessageStatus="delivered").status_code == 204
