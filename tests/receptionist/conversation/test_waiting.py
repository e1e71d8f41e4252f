"""Callers who wait for a place, and callers who are to be rung back."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from local.text_office import TextOffice, text_office
from receptionist.booking.model import Customer
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.business.definition import Business, OpenHours
from receptionist.conversation.reply import Reply
from receptionist.conversation.turn import Receptionist
from receptionist.desk.find_slots import find_slots
from receptionist.desk.take_booking import take_booking
from receptionist.desk.waitlist import waitlist
from receptionist.ids import BookingId, CallId, Phone
from receptionist.language.understanding import Utterance
from receptionist.spans import Span
from tests.receptionist.conversation.paper_book import demo

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
"""Friday, three in the afternoon in San Francisco."""
CALLER = Phone("+14155550123")


@pytest.fixture
def office() -> Iterator[TextOffice]:
    with text_office() as office:
        yield office


def one_table(office: TextOffice) -> Business:
    """A house with a single table and two hours a week, which somebody else has."""
    business = demo("restaurant")
    table = next(one for one in business.resources if one.kind == "table" and one.max_party >= 4)
    small = business.model_copy(
        update={
            "id": "small",
            "resources": (table.model_copy(update={"joins": ()}),),
            "combinations": (),
            "hours": (OpenHours(days=("sat",), opens=time(19), closes=time(21)),),
            "policies": business.policies.model_copy(update={"horizon_days": 3, "walk_in_covers": 0}),
        }
    )
    desk = office.desk(lambda: NOW)
    seven = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
    wished = SlotRequest(
        small.services[0].id, Span(seven, seven + timedelta(minutes=1)), party_size=table.min_party, exact=True
    )
    found = find_slots(desk, small, wished).exact
    assert found is not None
    take_booking(desk, small, BookingRequest(BookingId("b1"), found, table.min_party, Customer("Somebody", Phone(""))))
    return small


def say(receptionist: Receptionist, business: Business, before: Reply, text: str) -> Reply:
    return receptionist.hear(business, before.state, Utterance((text,)))


def test_a_full_house_offers_the_waiting_list_and_keeps_the_wish(office: TextOffice) -> None:
    business = one_table(office)
    receptionist = office.receptionist(lambda: NOW, strict=True)
    reply = receptionist.open(business, call=CallId("c"), caller=CALLER)
    reply = say(receptionist, business, reply, "A table for four tomorrow at seven please")
    assert "waiting list" in reply.text
    reply = say(receptionist, business, reply, "Yes please")
    assert reply.expect.slot == "name"
    reply = say(receptionist, business, reply, "Ana Ruiz")
    assert not [effect for effect in reply.effects if effect.type == "waitlist.joined"]
    reply = say(receptionist, business, reply, "Yes")
    assert [effect.type for effect in reply.effects] == ["waitlist.joined"]
    (entry,) = waitlist(office.desk(lambda: NOW), business.id)
    assert entry.wish.customer == Customer("Ana Ruiz", CALLER, "en")
    assert entry.wish.party_size == 4
    assert entry.wish.window.start < datetime(2026, 11, 29, 3, 0, tzinfo=UTC) < entry.wish.window.end


def test_who_does_not_want_to_wait_is_asked_for_another_day(office: TextOffice) -> None:
    business = one_table(office)
    receptionist = office.receptionist(lambda: NOW, strict=True)
    reply = receptionist.open(business, call=CallId("c"), caller=CALLER)
    reply = say(receptionist, business, reply, "A table for four tomorrow at seven please")
    reply = say(receptionist, business, reply, "No thanks")
    assert reply.expect.slot == "date"
    assert not waitlist(office.desk(lambda: NOW), business.id)


def test_a_call_back_is_noted_with_its_moment(office: TextOffice) -> None:
    business = demo("restaurant")
    receptionist = office.receptionist(lambda: NOW, strict=True)
    reply = receptionist.open(business, call=CallId("c"), caller=CALLER)
    reply = say(receptionist, business, reply, "Can somebody call me back tomorrow after five?")
    reply = say(receptionist, business, reply, "Ana Ruiz")
    (kept,) = [effect for effect in reply.effects if effect.type == "message.taken"]
    assert kept.detail["call_back"] is True
    assert "2026-11-28" in str(kept.detail["text"])
    assert "17:00" in str(kept.detail["text"])
