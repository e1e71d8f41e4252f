"""The REST API through the real SDK, as the application uses it."""

import asyncio
import io
import wave
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from local.carrier import CallState, Carrier, Party, RestFault, mulaw

from .application import ACCOUNT, CALLER, OURS, TOKEN, Application, phone_network

pytestmark = [pytest.mark.e2e, pytest.mark.together]

PERSON = "+12025550177"
sdk = asyncio.to_thread


def client(carrier: Carrier, token: str = TOKEN) -> Client:
    return Application.twilio(carrier.api_base_url, token)


async def refused(work: Callable[[], Any]) -> TwilioRestException:
    with pytest.raises(TwilioRestException) as error:
        await sdk(work)
    return error.value


async def test_a_wrong_token_is_turned_away() -> None:
    async with phone_network() as (carrier, _):
        error = await refused(lambda: client(carrier, "wrong").calls("CA" + "0" * 32).fetch())
        assert (error.status, error.code) == (401, 20003)


async def test_a_text_is_sent_and_its_delivery_told_in_order() -> None:
    async with phone_network() as (carrier, app):
        sent = await sdk(
            lambda: client(carrier).messages.create(
                to=CALLER, from_=OURS, body="See you at 7", status_callback=app.url + "/sms/status"
            )
        )
        assert (sent.status, sent.sid) == ("queued", carrier.messages[0].sid)
        told = await app.asked_at("/sms/status", 3)
        assert [form["MessageStatus"] for form in told] == ["queued", "sent", "delivered"]
        assert all(asked.signed for asked in app.asked)
        fetched = await sdk(lambda: client(carrier).messages(sent.sid).fetch())
        assert (fetched.status, fetched.body, fetched.date_sent is not None) == ("delivered", "See you at 7", True)


async def test_texts_are_found_by_their_numbers_and_the_day_they_were_sent() -> None:
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    async with phone_network(now=lambda: moment) as (carrier, _):
        api = client(carrier)
        await sdk(lambda: api.messages.create(to=CALLER, from_=OURS, body="one"))
        await sdk(lambda: api.messages.create(to=PERSON, from_=OURS, body="two"))
        assert [m.body for m in await sdk(lambda: api.messages.list(to=CALLER, from_=OURS))] == ["one"]
        assert len(await sdk(lambda: api.messages.list(date_sent=date(2026, 11, 23)))) == 2
        assert await sdk(lambda: api.messages.list(date_sent=date(2026, 11, 22))) == []
        before, after = moment - timedelta(minutes=1), moment + timedelta(minutes=1)
        assert len(await sdk(lambda: api.messages.list(date_sent_after=before))) == 2
        assert await sdk(lambda: api.messages.list(date_sent_after=after)) == []
        assert len(await sdk(lambda: api.messages.list(date_sent_before=after))) == 2


async def test_long_lists_come_in_pages() -> None:
    async with phone_network() as (carrier, _):
        api = client(carrier)
        for number in range(5):
            await sdk(api.messages.create, to=CALLER, from_=OURS, body=str(number))
        bodies = [m.body for m in await sdk(lambda: api.messages.list(to=CALLER, page_size=2))]
        assert bodies == ["4", "3", "2", "1", "0"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": "12"}, 21211),
        ({"from_": "+14155550999"}, 21606),
        ({"body": ""}, 21602),
        ({"body": "x" * 1601}, 21617),
    ],
)
async def test_a_text_that_cannot_be_sent_is_refused_with_twilios_code(change: dict[str, str], code: int) -> None:
    async with phone_network() as (carrier, _):
        wanted = {"to": CALLER, "from_": OURS, "body": "x"} | change
        error = await refused(lambda: client(carrier).messages.create(**wanted))
        assert (error.status, error.code) == (400, code)
        assert carrier.messages == []


async def test_who_texted_stop_is_not_texted_until_they_text_start() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/sms/incoming", "<Message>Goodbye</Message>")
        assert await carrier.text(from_=CALLER, to=OURS, body=" stop ") is None
        error = await refused(lambda: client(carrier).messages.create(to=CALLER, from_=OURS, body="x"))
        assert error.code == 21610
        app.twiml("/sms/incoming", "<Message><Body>Welcome back</Body></Message>")
        assert await carrier.text(from_=CALLER, to=OURS, body="START") == "Welcome back"
        assert [m.body for m in carrier.messages] == [" stop ", "START", "Welcome back"]
        assert app.forms("/sms/incoming")[0]["FromCity"] == ""
        assert all(asked.signed for asked in app.asked)


async def test_a_phone_that_cannot_be_reached_leaves_the_text_undelivered() -> None:
    async with phone_network() as (carrier, app):
        carrier.texts.undeliverable.add(CALLER)
        callback = app.url + "/sms/status"
        await sdk(lambda: client(carrier).messages.create(to=CALLER, from_=OURS, body="x", status_callback=callback))
        last = (await app.asked_at("/sms/status", 3))[-1]
        assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", "30003")


@pytest.mark.parametrize(("fault", "status"), [(RestFault.HTTP_500, 500), (RestFault.RATE_LIMITED, 429)])
async def test_a_faulty_moment_of_the_api_sends_nothing_and_passes(fault: RestFault, status: int) -> None:
    async with phone_network() as (carrier, _):
        carrier.faults.next(1, fault, "/Messages")
        await sdk(lambda: client(carrier).incoming_phone_numbers.list())
        error = await refused(lambda: client(carrier).messages.create(to=CALLER, from_=OURS, body="x"))
        assert (error.status, carrier.messages) == (status, [])
        await sdk(lambda: client(carrier).messages.create(to=CALLER, from_=OURS, body="x"))
        assert len(carrier.messages) == 1


async def test_a_dropped_answer_leaves_a_text_that_the_list_shows() -> None:
    async with phone_network() as (carrier, _):
        carrier.faults.next(1, RestFault.ACCEPT_THEN_DROP, "/Messages")
        with pytest.raises(requests.exceptions.ConnectionError):
            await sdk(lambda: client(carrier).messages.create(to=CALLER, from_=OURS, body="once"))
        assert [m.body for m in await sdk(lambda: client(carrier).messages.list(to=CALLER))] == ["once"]


async def test_a_hanging_api_neither_acts_nor_answers() -> None:
    async with phone_network() as (carrier, _):
        carrier.faults.next(1, RestFault.HANG)
        client_ = client(carrier)
        client_.http_client.timeout = 0.3
        with pytest.raises(requests.exceptions.ReadTimeout):
            await sdk(lambda: client_.messages.create(to=CALLER, from_=OURS, body="x"))
        assert carrier.messages == []


async def test_a_live_call_is_sent_elsewhere_by_its_twiml_or_url_and_ended_by_its_status() -> None:
    async with phone_network() as (carrier, app):
        api = client(carrier)
        app.twiml("/voice/incoming", "<Pause length='9'/>")
        app.twiml("/elsewhere", "<Say>" + "x" * 150 + "</Say>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await sdk(lambda: api.calls(call.sid).update(twiml="<Response><Say>" + "x" * 150 + "</Say></Response>"))
        await call.answered_or_over()
        await sdk(lambda: api.calls(call.sid).update(url=app.url + "/elsewhere"))
        while not app.forms("/elsewhere"):
            await call.hear()
        live = await sdk(lambda: api.calls(call.sid).fetch())
        assert (live.status, live.to, live.direction) == ("in-progress", OURS, "inbound")
        done = await sdk(lambda: api.calls(call.sid).update(status="completed"))
        assert done.status == "completed"
        assert (await call.ended()).ended_by == "api"
        error = await refused(lambda: api.calls(call.sid).update(status="completed"))
        assert (error.status, error.code) == (400, 21220)


async def test_an_unknown_call_is_not_found() -> None:
    async with phone_network() as (carrier, _):
        error = await refused(lambda: client(carrier).calls("CA" + "0" * 32).fetch())
        assert (error.status, error.code) == (404, 20404)


async def test_a_call_is_placed_to_a_person_and_its_progress_told() -> None:
    async with phone_network() as (carrier, app):
        carrier.add_party(PERSON, Party(rings_s=0.05))
        app.twiml("/hello", "<Say>hello</Say>")
        placed = await sdk(
            lambda: client(carrier).calls.create(
                to=PERSON,
                from_=OURS,
                url=app.url + "/hello",
                status_callback=app.url + "/progress",
                status_callback_event=["initiated", "ringing", "answered", "completed"],
            )
        )
        call = carrier.calls[placed.sid]
        assert (await call.ended()).state is CallState.COMPLETED
        await call.settled.wait()
        told = [form["CallStatus"] for form in app.forms("/progress")]
        assert told == ["initiated", "ringing", "in-progress", "completed"]
        assert [form["SequenceNumber"] for form in app.forms("/progress")] == ["0", "1", "2", "3"]
        assert app.forms("/hello")[0]["Direction"] == "outbound-api"
        assert [c.sid for c in await sdk(lambda: client(carrier).calls.list(to=PERSON))] == [call.sid]


async def test_a_person_who_is_busy_is_not_reached() -> None:
    async with phone_network() as (carrier, app):
        carrier.add_party(PERSON, Party(answers=CallState.BUSY, rings_s=0.05))
        placed = await sdk(lambda: client(carrier).calls.create(to=PERSON, from_=OURS, url=app.url + "/hello"))
        assert (await carrier.calls[placed.sid].ended()).state is CallState.BUSY
        assert app.forms("/hello") == []


async def test_a_number_is_searched_bought_pointed_found_and_given_back() -> None:
    async with phone_network() as (carrier, app):
        api = client(carrier)
        free = await sdk(lambda: api.available_phone_numbers("US").local.list(area_code=212, limit=3))
        assert len(free) == 3
        wanted = free[0].phone_number
        bought = await sdk(
            lambda: api.incoming_phone_numbers.create(phone_number=wanted, voice_url=app.url + "/voice/incoming")
        )
        error = await refused(lambda: api.incoming_phone_numbers.create(phone_number=wanted))
        assert error.code == 21422
        again = await sdk(lambda: api.available_phone_numbers("US").local.list(area_code=212, limit=3))
        assert wanted not in [number.phone_number for number in again]
        changed = await sdk(lambda: api.incoming_phone_numbers(bought.sid).update(voice_url=app.url + "/other"))
        assert changed.voice_url == app.url + "/other"
        app.twiml("/other", "<Hangup/>")
        await (await carrier.dial(from_=CALLER, to=wanted)).ended()
        assert len(app.forms("/other")) == 1
        found = await sdk(lambda: api.incoming_phone_numbers.list(phone_number=wanted))
        assert [number.sid for number in found] == [bought.sid]
        assert await sdk(lambda: api.incoming_phone_numbers(bought.sid).delete())
        assert await sdk(lambda: api.incoming_phone_numbers.list(phone_number=wanted)) == []


async def test_a_voicemail_is_listed_played_and_deleted() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Record action='/after' timeout='0.3' playBeep='false'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        call.say(mulaw.tone(0.3, 300, level=0.3))
        await call.ended()
        url = app.forms("/after")[0]["RecordingUrl"]
        api = client(carrier)
        (kept,) = await sdk(lambda: api.recordings.list(call_sid=call.sid))
        assert (kept.source, kept.channels, kept.media_url) == ("RecordVerb", 1, url)
        sound = await sdk(lambda: requests.get(url + ".wav", auth=(ACCOUNT, TOKEN), timeout=5))
        with wave.open(io.BytesIO(sound.content)) as file:
            assert file.getnframes() > 2400
        assert (await sdk(lambda: requests.get(url, timeout=5))).status_code == 401
        assert await sdk(lambda: api.recordings(kept.sid).delete())
        assert await sdk(lambda: api.recordings.list(call_sid=call.sid)) == []


async def test_a_subaccount_signs_with_its_own_token_and_sees_only_its_own() -> None:
    other = "AC" + "2" * 32
    async with phone_network() as (carrier, app):
        carrier.add_subaccount(other, "its own token")
        carrier.provision(PERSON, voice_url=app.url + "/voice/incoming", account_sid=other)
        app.twiml("/voice/incoming", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=PERSON)
        await call.ended()
        assert app.forms("/voice/incoming")[0]["AccountSid"] == other
        assert not app.asked[0].signed
        own = Client(other, "its own token", http_client=client(carrier).http_client)
        assert [c.sid for c in await sdk(lambda: own.calls.list())] == [call.sid]
        assert await sdk(lambda: client(carrier).calls.list()) == []
        error = await refused(lambda: own.api.v2010.accounts(ACCOUNT).calls(call.sid).fetch())
        assert error.status == 401
