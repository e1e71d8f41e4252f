"""Each verb, as a caller experiences it."""

import asyncio

import pytest
from aiohttp import web

from local.carrier import CallState, Party, PhoneCall, mulaw

from .application import CALLER, OURS, phone_network

pytestmark = [pytest.mark.e2e, pytest.mark.together]

STAFF = "+14155550177"
VOICE = mulaw.tone(0.3, 300, level=0.3)


def names(call: PhoneCall, kind: str = "verb") -> list[str]:
    return [event.name for event in call.trace if event.kind == kind]


async def until_heard(call: PhoneCall, *, sound: bool) -> bytes:
    """The first frame with (or without) sound."""
    while True:
        frame = await call.hear()
        assert frame, "the line is dead"
        if mulaw.is_silent(frame) != sound:
            return frame


async def until_heard_saying(call: PhoneCall, words: bytes) -> None:
    """The first frame of `words`, which are spoken on a beat of their own."""
    while (frame := await call.hear()) != words[:160]:
        assert frame, "the line is dead"


async def test_say_without_a_voice_is_a_tone_as_long_as_the_text() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", f"<Say>{'x' * 15}</Say>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        outcome = await call.ended()
        assert 0.98 < len(call.recording) / mulaw.RATE < 1.5
        assert outcome.ended_by == "document"
        assert next(event for event in call.trace if event.kind == "verb").detail["text"] == "x" * 15


async def test_say_speaks_with_the_voice_the_network_was_given() -> None:
    def speak(text: str, language: str) -> bytes:
        return {("Hola", "es-ES"): b"\x10" * 320}[text, language]

    async with phone_network(speak=speak) as (carrier, app):
        app.twiml("/voice/incoming", "<Say language='es-ES'>Hola</Say>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert bytes(call.recording.heard).count(b"\x10") == 320


async def test_play_fetches_a_sound_and_plays_it_as_often_as_asked() -> None:
    async with phone_network() as (carrier, app):
        app.answers["/sound.wav"] = web.Response(body=mulaw.wav(b"\x10" * 320), content_type="audio/wav")
        app.answers["/sound.ulaw"] = web.Response(body=b"\x20" * 320, content_type="audio/x-mulaw")
        app.twiml("/voice/incoming", "<Play loop='2'>/sound.wav</Play><Play>/sound.ulaw</Play>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        heard = bytes(call.recording.heard)
        assert (heard.count(b"\x10"), heard.count(b"\x20")) == (640, 320)


async def test_pause_as_the_first_verb_delays_the_answer() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Pause length='0.3'/><Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        outcome = await call.ended()
        assert outcome.answered_at is not None
        assert outcome.answered_at - outcome.dialled_at >= 0.3


async def test_reject_refuses_without_answering() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Reject reason='busy'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        outcome = await call.ended()
        assert (outcome.state, outcome.answered_at) == (CallState.BUSY, None)


async def test_redirect_goes_on_with_another_document_relative_to_this_one() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Redirect>after</Redirect><Say>never</Say>")
        app.twiml("/voice/after", "<Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert names(call) == ["Redirect", "Hangup"]


async def test_gather_hands_over_the_digits_pressed_during_its_prompt_and_stops_it() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", f"<Gather numDigits='2' action='/got'><Say>{'x' * 150}</Say></Gather>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await until_heard(call, sound=True)
        call.press("42")
        outcome = await call.ended()
        assert outcome.duration_s < 3
        assert app.forms("/got")[0]["Digits"] == "42"


async def test_gather_ends_at_the_finishing_key() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Gather action='/got' timeout='3'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.answered_or_over()
        call.press("7#")
        await call.ended()
        assert (app.forms("/got")[0]["Digits"], app.forms("/got")[0]["FinishedOnKey"]) == ("7", "#")


async def test_gather_without_an_answer_goes_on_with_the_next_verb() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Gather action='/got' timeout='0.2'/><Redirect>/next</Redirect>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert (len(app.forms("/got")), len(app.forms("/next"))) == (0, 1)


async def test_gather_can_ask_to_be_told_of_an_empty_result() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Gather action='/got' timeout='0.2' actionOnEmptyResult='true'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert app.forms("/got")[0]["Digits"] == ""


async def test_dial_connects_the_caller_with_a_person_who_answers() -> None:
    async with phone_network() as (carrier, app):
        carrier.add_party(STAFF, Party(rings_s=0.1, says=mulaw.SILENCE * 10 + VOICE, talks_s=1.2))
        app.twiml("/voice/incoming", f"<Dial action='/after'><Number>{STAFF}</Number></Dial>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await until_heard_saying(call, VOICE)
        call.say(VOICE)
        await call.ended()
        form = app.forms("/after")[0]
        other = carrier.calls[form["DialCallSid"]]
        assert (form["DialCallStatus"], form["DialCallDuration"]) == ("completed", "1")
        assert VOICE[:160] in bytes(call.recording.heard)
        assert VOICE[320:480] in bytes(other.recording.heard)
        assert (other.from_, other.to, other.direction, other.parent_sid) == (
            CALLER,
            STAFF,
            "outbound-dial",
            call.sid,
        )


async def test_dial_tells_who_did_not_answer() -> None:
    async with phone_network() as (carrier, app):
        for answers in (CallState.BUSY, CallState.NO_ANSWER):
            carrier.add_party(STAFF, Party(answers=answers, rings_s=0.05))
            app.twiml("/voice/incoming", f"<Dial action='/after'>{STAFF}</Dial>")
            call = await carrier.dial(from_=CALLER, to=OURS)
            await call.ended()
            assert app.forms("/after")[-1]["DialCallStatus"] == answers


async def test_dial_gives_up_a_phone_that_rings_too_long_and_a_number_nobody_has() -> None:
    async with phone_network() as (carrier, app):
        carrier.add_party(STAFF, Party(rings_s=60))
        app.twiml("/voice/incoming", f"<Dial timeout='0.2' action='/after'>{STAFF}</Dial>")
        await (await carrier.dial(from_=CALLER, to=OURS)).ended()
        app.twiml("/voice/incoming", "<Dial action='/after'>+14155550198</Dial>")
        await (await carrier.dial(from_=CALLER, to=OURS)).ended()
        assert [form["DialCallStatus"] for form in app.forms("/after")] == ["no-answer", "failed"]


async def test_the_person_dialled_hears_a_whisper_before_the_caller() -> None:
    async with phone_network() as (carrier, app):
        carrier.add_party(STAFF, Party(rings_s=0.05, talks_s=1.2))
        app.twiml("/voice/incoming", f"<Dial><Number url='/whisper'>{STAFF}</Number></Dial>")
        app.twiml("/whisper", "<Say>short</Say>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        other = list(carrier.calls.values())[1]
        assert app.forms("/whisper")[0]["CallSid"] == other.sid
        assert names(other) == ["Say"]


async def test_dialling_a_number_of_the_account_rings_its_own_application() -> None:
    async with phone_network() as (carrier, app):
        carrier.provision(STAFF, voice_url=app.url + "/staff")
        app.twiml("/voice/incoming", f"<Dial action='/after'>{STAFF}</Dial>")
        app.answers["/tone"] = web.Response(body=VOICE, content_type="audio/x-mulaw")
        app.twiml("/staff", "<Play>/tone</Play>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert VOICE[160:320] in bytes(call.recording.heard)
        assert app.forms("/after")[0]["DialCallStatus"] == "completed"


async def test_a_caller_who_hangs_up_ends_the_other_side_too() -> None:
    async with phone_network() as (carrier, app):
        carrier.add_party(STAFF, Party(rings_s=0.05))
        app.twiml("/voice/incoming", f"<Dial action='/after'>{STAFF}</Dial>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        while len(carrier.calls) < 2:
            await call.hear()
        other = list(carrier.calls.values())[1]
        await other.answered_or_over()
        await call.hang_up()
        assert (await other.ended()).state is CallState.COMPLETED
        await call.settled.wait()
        assert app.forms("/after")[0]["CallStatus"] == "completed"


async def test_record_keeps_the_callers_voice_until_they_fall_silent() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Record action='/after' timeout='0.4'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await until_heard(call, sound=True)
        call.say(mulaw.SILENCE * 20 + VOICE)
        await call.ended()
        (form,) = app.forms("/after")
        kept = carrier.recordings[form["RecordingSid"]]
        assert VOICE in kept.channels[0]
        assert form["RecordingUrl"].endswith(kept.sid)
        assert form["RecordingDuration"] == str(kept.duration_s)


async def test_record_of_silence_asks_nothing_and_goes_on() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Record action='/after' timeout='0.2' playBeep='false'/><Hangup/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert names(call) == ["Record", "Hangup"]
        assert app.forms("/after") == []


async def test_record_cut_by_a_hang_up_is_kept_and_told() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Record action='/after' playBeep='false'/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        call.say(VOICE)
        await call.said()
        await call.hang_up()
        await call.settled.wait()
        assert app.forms("/after")[0]["Digits"] == "hangup"


async def test_a_caller_waits_in_a_queue_with_music_until_a_person_fetches_them() -> None:
    async with phone_network() as (carrier, app):
        carrier.provision(STAFF, voice_url=app.url + "/staff")
        app.twiml("/voice/incoming", "<Enqueue waitUrl='/music' action='/after'>front desk</Enqueue>")
        app.twiml("/music", "<Say>one moment</Say>")
        app.twiml("/staff", "<Dial><Queue>front desk</Queue></Dial>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await until_heard(call, sound=True)
        staff = await carrier.dial(from_="+12025550177", to=STAFF)
        await staff.answered_or_over()
        staff.say(VOICE * 3)
        await staff.said()
        await staff.hang_up()
        await call.ended()
        assert VOICE[160:320] in bytes(call.recording.heard)
        assert app.forms("/after")[0]["QueueResult"] == "bridged"


async def test_the_wait_document_can_let_a_caller_leave_the_queue() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Enqueue waitUrl='/music' action='/after'>front desk</Enqueue>")
        app.twiml("/music", "<Leave/>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert app.forms("/after")[0]["QueueResult"] == "leave"


async def test_a_caller_who_hangs_up_in_the_queue_is_reported_as_hung_up() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Enqueue action='/after'>front desk</Enqueue>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.answered_or_over()
        await call.hang_up()
        await call.settled.wait()
        assert app.forms("/after")[0]["QueueResult"] == "hangup"


async def test_a_caller_who_hangs_up_while_it_rings_was_never_answered() -> None:
    async def slow(form: dict[str, str]) -> web.Response:
        await asyncio.sleep(0.5)
        return web.Response(text="<Response/>", content_type="text/xml")

    async with phone_network() as (carrier, app):
        app.answers["/voice/incoming"] = slow
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.hang_up()
        assert (await call.ended()).state is CallState.NO_ANSWER
        assert await call.hear() == b""


async def test_an_endless_circle_of_redirects_is_stopped() -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Redirect>/voice/incoming</Redirect>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await asyncio.shield(call.outcome)
        assert call.faults[-1].code == 12200
