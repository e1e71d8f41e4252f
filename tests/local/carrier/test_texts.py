"""Texts a person sends, and what the application answers."""

import pytest
from aiohttp import web

from local.carrier import CallFault, TwimlRefused

from .application import CALLER, OURS, phone_network

pytestmark = [pytest.mark.e2e, pytest.mark.together]


async def test_every_message_of_the_answer_is_a_text_of_its_own() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/sms/incoming", "<Message>one</Message><Message statusCallback='/told'><Body>two</Body></Message>")
        assert await carrier.text(from_=CALLER, to=OURS, body="hello") == "one\ntwo"
        assert [(m.body, m.direction, m.to) for m in carrier.messages[1:]] == [
            ("one", "outbound-reply", CALLER),
            ("two", "outbound-reply", CALLER),
        ]
        assert (await app.asked_at("/told", 3))[-1]["MessageStatus"] == "delivered"


async def test_an_answer_without_a_message_sends_nothing() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/sms/incoming", "")
        assert await carrier.text(from_=CALLER, to=OURS, body="hello") is None
        assert [m.direction for m in carrier.messages] == ["inbound"]


async def test_a_redirect_is_followed() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/sms/incoming", "<Message>first</Message><Redirect>/next</Redirect><Message>never</Message>")
        app.twiml("/next", "<Message>second</Message>")
        assert await carrier.text(from_=CALLER, to=OURS, body="hello") == "first\nsecond"


async def test_a_failing_url_is_replaced_by_the_fallback_with_the_reason() -> None:
    async with phone_network() as (carrier, app):
        number = carrier.provision(OURS, voice_url=app.url, sms_url=app.url + "/sms/incoming")
        app.answers["/sms/incoming"] = web.Response(status=500)
        with pytest.raises(CallFault, match="11200"):
            await carrier.text(from_=CALLER, to=OURS, body="hello")
        number.sms_fallback_url = app.url + "/sms/fallback"
        app.twiml("/sms/fallback", "<Message>sorry</Message>")
        assert await carrier.text(from_=CALLER, to=OURS, body="hello") == "sorry"
        assert app.forms("/sms/fallback")[0]["ErrorCode"] == "11200"


async def test_an_unknown_verb_is_a_loud_error() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/sms/incoming", "<Say>hello</Say>")
        with pytest.raises(TwimlRefused, match="Say"):
            await carrier.text(from_=CALLER, to=OURS, body="hello")
