"""How the network asks the application: signed, in time, and elsewhere when it fails."""

import asyncio
from urllib.parse import urlencode

import pytest
from aiohttp import web

from local.carrier import CallState, Carrier, TwimlRefused
from local.carrier.webhooks import Overrides, signature

from .application import ACCOUNT, CALLER, OURS, TOKEN, application, phone_network

pytestmark = [pytest.mark.e2e, pytest.mark.together]


async def test_a_call_rings_the_voice_url_with_a_signed_form_whose_blank_fields_count() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        asked = app.asked[0]
        assert asked.signed
        assert asked.form["FromCity"] == ""
        assert (
            asked.form
            | {
                "CallSid": call.sid,
                "From": CALLER,
                "To": OURS,
                "Direction": "inbound",
                "CallStatus": "ringing",
                "ApiVersion": "2010-04-01",
            }
            == asked.form
        )


async def test_the_application_is_told_when_the_call_is_over() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Pause length='0.1'/><Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.settled.wait()
        (told,) = app.forms("/voice/status")
        assert (told["CallStatus"], told["CallDuration"], told["CallbackSource"]) == (
            "completed",
            "0",
            "call-progress-events",
        )
        assert all(asked.signed for asked in app.asked)


async def test_a_number_nobody_has_fails() -> None:
    async with phone_network() as (carrier, _):
        call = await carrier.dial(from_=CALLER, to="+14155550999")
        assert (await call.ended()).state is CallState.FAILED


async def test_a_failing_voice_url_is_replaced_by_the_fallback_with_the_reason() -> None:
    async with phone_network() as (carrier, app):
        app.answers["/voice/incoming"] = web.Response(status=503)
        app.twiml("/voice/fallback", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        assert (await call.ended()).state is CallState.COMPLETED
        (fallback,) = app.forms("/voice/fallback")
        assert (fallback["ErrorCode"], fallback["ErrorUrl"]) == ("11200", app.url + "/voice/incoming")


async def test_a_voice_url_that_never_answers_is_given_up_in_time() -> None:
    async def never(form: dict[str, str]) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with phone_network(webhook_timeout_s=0.3) as (carrier, app):
        app.answers["/voice/incoming"] = never
        app.twiml("/voice/fallback", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        outcome = await call.ended()
        assert 0.3 <= outcome.ended_at - outcome.dialled_at < 1.0
        assert app.forms("/voice/fallback")


async def test_the_fallback_stands_in_for_every_document_of_the_call() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Redirect>/gone</Redirect>")
        app.answers["/gone"] = web.Response(status=404)
        app.twiml("/voice/fallback", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        assert (await call.ended()).ended_by == "twiml"


async def test_with_no_fallback_left_the_caller_hears_an_apology_and_the_errors_are_kept() -> None:
    async with phone_network() as (carrier, app):
        app.answers["/voice/incoming"] = web.Response(status=500)
        app.answers["/voice/fallback"] = web.Response(status=500)
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.answered_or_over()
        heard = [await call.hear() for _ in range(5)]
        assert any(frame != heard[0] for frame in heard)
        await call.hang_up()
        assert [fault.code for fault in call.faults] == [11200, 11200]


async def test_an_unreachable_application_is_a_connection_failure() -> None:
    async with phone_network() as (carrier, _):
        carrier.provision(OURS, voice_url="http://127.0.0.1:1/voice")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.answered_or_over()
        assert [fault.code for fault in call.faults] == [11205]


async def test_what_is_no_xml_is_refused_by_its_content_type() -> None:
    async with phone_network() as (carrier, app):
        app.answers["/voice/incoming"] = web.json_response({"a": 1})
        app.twiml("/voice/fallback", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert app.forms("/voice/fallback")[0]["ErrorCode"] == "12300"


async def test_an_unknown_verb_is_a_loud_error() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Say>hello</Say><Sing>la la</Sing>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        with pytest.raises(TwimlRefused, match="12200.*Sing"):
            await call.ended()
        assert call.state is CallState.FAILED


async def test_a_url_that_asks_for_retries_gets_them_under_one_idempotency_token() -> None:
    answers = iter([503, 503])

    async def unwell(form: dict[str, str]) -> web.Response:
        return web.Response(status=next(answers, 200), text="<Response><Hangup/></Response>", content_type="text/xml")

    async with phone_network() as (carrier, app):
        carrier.provision(OURS, voice_url=app.url + "/voice/incoming#rc=2&rp=5xx")
        app.answers["/voice/incoming"] = unwell
        call = await carrier.dial(from_=CALLER, to=OURS)
        assert (await call.ended()).ended_by == "twiml"
        tokens = {asked.headers["I-Twilio-Idempotency-Token"] for asked in app.asked}
        assert (len(app.asked), len(tokens)) == (3, 1)
        assert all(asked.signed for asked in app.asked)


def test_the_fragment_overrides_the_limits_within_twilios_ranges() -> None:
    url, wanted = Overrides.of("https://a.example/v?x=1#rc=9&rp=all&ct=50&rt=99999&tt=3000")
    assert url == "https://a.example/v?x=1"
    assert (wanted.retries, wanted.connect_s, wanted.read_s, wanted.total_s) == (5, 0.1, 15.0, 3.0)
    assert wanted.retry_on == {"ct", "rt", "4xx", "5xx"}


async def test_a_get_webhook_carries_its_form_in_the_signed_url() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Redirect method='GET'>/next?a=1</Redirect>")
        app.twiml("/next", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        asked = next(asked for asked in app.asked if asked.path == "/next")
        form = {name: value for name, value in asked.form.items() if name != "a"}
        expected = signature(TOKEN, f"{app.url}/next?a=1&{urlencode(form)}", {})
        assert asked.headers["X-Twilio-Signature"] == expected
        assert form["CallSid"] == call.sid


@pytest.mark.parametrize("url", ["ftp://x/v", "/voice", "http://", "http://127.0.0.1:99999/v", "http://[::1/v"])
async def test_a_url_that_is_none_is_an_error_of_the_call_and_not_of_the_network(url: str) -> None:
    async with phone_network() as (carrier, _):
        carrier.provision(OURS, voice_url=url)
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.answered_or_over()
        assert [fault.code for fault in call.faults] == [11100]


async def test_a_taken_port_is_said_at_the_door() -> None:
    async with phone_network() as (carrier, _):
        port = int(carrier.api_base_url.rsplit(":", 1)[1])
        with pytest.raises(OSError, match="address already in use"):
            async with phone_network(port=port):
                pass


async def test_an_error_of_the_test_leaves_the_network_as_it_is() -> None:
    async def fail_in_mid_call() -> None:
        async with phone_network() as (carrier, app):
            app.twiml("/voice/incoming", "<Pause length='9'/>")
            await carrier.dial(from_=CALLER, to=OURS)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_in_mid_call()


async def test_a_webhook_can_be_made_to_come_twice_as_the_same_one() -> None:
    async with phone_network() as (carrier, app):
        carrier.repeat_webhooks(1)
        app.twiml("/voice/incoming", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.settled.wait()
        assert [asked.path for asked in app.asked] == ["/voice/incoming"] * 2 + ["/voice/status"] * 2
        assert len({asked.headers["I-Twilio-Idempotency-Token"] for asked in app.asked}) == 2


async def test_closing_the_network_hangs_up_and_tells_the_application() -> None:
    async with application() as app:
        async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier:
            carrier.provision(OURS, voice_url=app.url + "/voice", status_callback=app.url + "/status")
            app.twiml("/voice", "<Say>hello</Say><Pause length='9'/>")
            call = await carrier.dial(from_=CALLER, to=OURS)
            await call.answered_or_over()
        assert (await call.ended()).ended_by == "carrier"
        assert app.forms("/status")[0]["CallStatus"] == "completed"


async def test_a_public_name_is_what_is_signed_whatever_stands_for_it_on_this_machine() -> None:
    names: dict[str, str] = {}
    async with phone_network(names=names) as (carrier, app):
        names["https://phone.example.com"] = f"{app.url}/gateway"
        app.twiml("/gateway/voice/incoming", "<Redirect>/voice/more</Redirect>")
        app.twiml("/gateway/voice/more", "<Hangup/>")
        carrier.provision(OURS, voice_url="https://phone.example.com/voice/incoming")
        call = await carrier.dial(from_=CALLER, to=OURS)
        assert (await call.ended()).ended_by == "twiml"
        first, more = app.asked
        assert (first.path, more.path) == ("/gateway/voice/incoming", "/gateway/voice/more")
        for asked, path in ((first, "/voice/incoming"), (more, "/voice/more")):
            assert asked.headers["X-Twilio-Signature"] == signature(
                TOKEN, f"https://phone.example.com{path}", asked.form
            )
