"""No text is promised that may not be sent, and the reason is known."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from receptionist.business.definition import Business
from receptionist.conversation.reply import Reply
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import learn_of_landline, may_text
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from tests.fakes.front_office import CALLER, RESTAURANT, SetClock, a_desk

BUSINESS = BusinessId("restaurant")
NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
UNDERSTAND = LocalUnderstander().understand


@pytest.fixture
def desk() -> Desk:
    return a_desk(SetClock(NOW))


def kept(desk: Desk, **changes: Any) -> Business:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    return business.model_copy(update=changes)


@pytest.mark.parametrize(
    ("phone", "why"),
    [
        ("+14155550142", None), ("+447911123456", None), ("+919876543210", None), ("", "no_phone"), ("+1415", "no_phone"),
        ("nonsense", "no_phone"), ("+442071838750", "landline"), ("+18005551212", "landline"),
    ],
)  # fmt: skip
def test_only_a_number_that_can_be_texted_is(desk: Desk, phone: str, why: str | None) -> None:
    assert may_text(desk, kept(desk), Phone(phone), agreed=True) == why


def test_registration_leave_and_consent_each_forbid_it(desk: Desk) -> None:
    assert may_text(desk, kept(desk, texts=False), CALLER, agreed=True) == "texts_off"
    for registration in ("pending", "none"):
        assert may_text(desk, kept(desk, text_registration=registration), CALLER, agreed=True) == "not_registered"
    assert may_text(desk, kept(desk), CALLER, agreed=False) == "not_agreed"
    desk.messages.opt_out(RESTAURANT, CALLER, out=True, at=NOW)
    assert may_text(desk, kept(desk), CALLER, agreed=True) == "opted_out"


def test_only_a_networks_word_that_it_is_a_landline_makes_it_one(desk: Desk) -> None:
    for error in ("", "30003", "30007"):
        learn_of_landline(desk, BUSINESS, CALLER, error)
    assert may_text(desk, kept(desk), CALLER, agreed=True) is None
    learn_of_landline(desk, BUSINESS, CALLER, "30006")
    learn_of_landline(desk, BUSINESS, CALLER, "30006")
    assert may_text(desk, kept(desk), CALLER, agreed=True) == "landline"
    clinic = desk.businesses.get(BusinessId("clinic"))
    assert clinic is not None
    assert may_text(desk, clinic, CALLER, agreed=True) is None


def booked_by_phone(desk: Desk, business: Business, caller: Phone = CALLER) -> Reply:
    receptionist = Receptionist(desk, UNDERSTAND, strict=True)
    reply = receptionist.open(business, call=CallId("CA1"), caller=caller)
    for said in ("A table for two tomorrow at seven pm please, my name is Anna Miller", "yes please", "yes", "yes"):
        reply = receptionist.hear(business, reply.state, Utterance((said,)))
        if any(effect.type == "booking.confirmed" for effect in reply.effects):
            return reply
    raise AssertionError(reply.text)


def test_the_caller_is_told_of_a_text_that_is_queued(desk: Desk) -> None:
    reply = booked_by_phone(desk, kept(desk))
    assert [effect.type for effect in reply.effects][-1] == "sms.queued"
    assert "text" in reply.text


@pytest.mark.parametrize(
    ("changes", "caller"),
    [
        ({"text_registration": "pending"}, CALLER),
        ({"texts": False}, CALLER),
        ({}, Phone("+442071838750")),
    ],
)
def test_the_caller_is_promised_no_text_that_will_not_be_sent(
    desk: Desk, changes: dict[str, Any], caller: Phone
) -> None:
    reply = booked_by_phone(desk, kept(desk, **changes), caller)
    assert "sms.queued" not in [effect.type for effect in reply.effects]
    assert "text" not in reply.text
    assert desk.messages.sent_to(BUSINESS) == []


def test_a_landline_the_network_told_us_of_is_promised_nothing_in_the_next_call(desk: Desk) -> None:
    learn_of_landline(desk, BUSINESS, CALLER, "30006")
    assert "text" not in booked_by_phone(replace(desk), kept(desk)).text
