"""ElevenLabs' voices against their protocol over real sockets, well behaved and not."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from typing import Any

import pytest

from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.elevenlabs.cast import FLASH, SARAH, Cast
from receptionist.adapters.elevenlabs.voice import ElevenLabsVoice
from receptionist.contracts import FluentVoiceContract
from receptionist.errors import VendorUnavailable
from receptionist.ports import Sound
from tests.fakes.elevenlabs_stand_in import KEY, ElevenLabsStandIn, elevenlabs_stand_in
from tests.fakes.speech import WORD

CAST = Cast({"en": SARAH, "es": SARAH}, {"en": FLASH, "es": FLASH})


@pytest.fixture
def stand_in() -> Iterator[ElevenLabsStandIn]:
    with elevenlabs_stand_in() as server:
        yield server
        assert server.faults == []


@pytest.fixture
def voice(stand_in: ElevenLabsStandIn) -> ElevenLabsVoice:
    return ElevenLabsVoice(ElevenLabsAccount(KEY, stand_in.url), CAST)


class TestPromises(FluentVoiceContract):
    @pytest.fixture
    def voice(self, stand_in: ElevenLabsStandIn) -> ElevenLabsVoice:
        return ElevenLabsVoice(ElevenLabsAccount(KEY, stand_in.url), CAST)


async def written(*pieces: str) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


async def said(voice: ElevenLabsVoice, *pieces: str, pace: float = 1.0, language: str = "en") -> list[Sound]:
    async with asyncio.timeout(5):
        return [one async for one in voice.speak_along(written(*pieces), language=language, pace=pace)]


def test_mu_law_of_the_right_voice_is_asked_for(voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn) -> None:
    asyncio.run(said(voice, "Hola.", language="es"))
    asked = stand_in.asked[0]
    assert asked["voice"] == SARAH
    assert (asked["model_id"], asked["output_format"], asked["language_code"]) == (FLASH, "ulaw_8000", "es")
    assert (asked["auto_mode"], asked["sync_alignment"]) == ("true", "true")


def test_the_first_piece_goes_at_once_and_the_rest_by_clauses(
    voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn
) -> None:
    asyncio.run(said(voice, "Thank you ", "for asking, ", "we would ", "love that. ", "The door has ", "a ramp."))
    assert stand_in.texts() == ["Thank you ", "for asking, we would love that. ", "The door has a ramp. "]
    assert all(m["flush"] for m in stand_in.messages if m.get("text", "").strip())


def test_letters_follow_the_words(voice: ElevenLabsVoice) -> None:
    sounds = asyncio.run(said(voice, "Thank you ", "so much."))
    assert [sound.letters for sound in sounds] == [6, 10, 13, 18]
    assert {sound.by for sound in sounds} == {"elevenlabs"}


def test_letters_count_what_was_given_not_what_was_spelled_out(voice: ElevenLabsVoice) -> None:
    given = "Call 415-555-0192, please ask for Ann."
    sounds = asyncio.run(said(voice, given))
    assert sounds[0].letters == len("Call ")
    assert [sound.letters for sound in sounds][-4:] == [len(given) - back for back in (12, 8, 4, 0)]


def test_without_an_alignment_a_sound_may_reach_to_the_end(voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn) -> None:
    stand_in.play.aligned = False
    assert {sound.letters for sound in asyncio.run(said(voice, "Thank you."))} == {10}


def test_a_clause_that_is_not_written_to_its_end_is_spoken_before_the_sound_runs_out(
    voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn
) -> None:
    async def halting() -> AsyncIterator[str]:
        yield "Thank you, "
        yield "we would "
        await asyncio.sleep(1.0)
        yield "love that."

    async def spoken() -> None:
        async with asyncio.timeout(5):
            async for _ in voice.speak_along(halting(), language="en"):
                pass

    asyncio.run(spoken())
    assert stand_in.texts() == ["Thank you, ", "we would ", "love that. "]


def test_a_caller_does_not_wait_for_silence(voice: ElevenLabsVoice) -> None:
    first = asyncio.run(said(voice, "Hello there."))[0]
    assert first.audio == b"\xff" * 160 + WORD


def test_pace_is_speed_within_what_they_take(voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn) -> None:
    for pace in (0.5, 0.9, 2.0):
        asyncio.run(said(voice, "Hello.", pace=pace))
    openings = [m["voice_settings"]["speed"] for m in stand_in.messages if "voice_settings" in m]
    assert openings == [0.7, 0.9, 1.2]


def test_calls_share_a_socket_up_to_five_replies_at_once(voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn) -> None:
    stand_in.play.first_s = 0.2

    async def seven() -> list[list[Sound]]:
        await voice.warm(language="en")
        return await asyncio.gather(*(said(voice, "Hello ", "there.") for _ in range(7)))

    assert all(sounds[-1].letters == 12 for sounds in asyncio.run(seven()))
    assert stand_in.most_contexts == 5
    assert 2 <= stand_in.handshakes <= 4


def test_the_next_socket_is_dialled_before_it_is_needed(voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn) -> None:
    stand_in.play.first_s = 0.2

    async def five() -> None:
        await asyncio.gather(*(said(voice, "Hello ", "there.") for _ in range(5)))

    async def run() -> None:
        await voice.warm(language="en")
        await five()
        assert stand_in.handshakes == 2

    asyncio.run(run())


def test_a_socket_that_kept_somebody_waiting_is_not_given_to_the_next(
    voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn
) -> None:
    async def run() -> list[Sound]:
        stand_in.play.hangs_after = 0
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await said(voice, "Hello.")
        stand_in.play.hangs_after = None
        return await said(voice, "Hello there.")

    assert asyncio.run(run())[-1].letters == 12
    assert stand_in.handshakes == 2


def test_a_reply_that_was_broken_off_is_not_heard_in_the_next_one(
    voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn
) -> None:
    stand_in.play.word_s = 0.05

    async def twice() -> list[Sound]:
        async with aclosing(voice.speak_along(written("One two three four five six."), language="en")) as sounds:
            await anext(sounds)
        return await said(voice, "Seven eight.")

    assert [sound.letters for sound in asyncio.run(twice())] == [6, 12]
    assert stand_in.spoken_after_leaving
    assert stand_in.handshakes == 1


def test_a_reply_that_is_dropped_is_closed_at_the_vendor_and_told_no_further_word(
    voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn
) -> None:
    stand_in.play.first_s = 0.3
    wrote: list[str] = []

    async def endless() -> AsyncIterator[str]:
        for number in range(500):
            piece = f"Sentence number {number} is here. "
            wrote.append(piece)
            yield piece
            await asyncio.sleep(0.01)

    async def run() -> None:
        stream = voice.speak_along(endless(), language="en")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.15):
                await anext(stream)
        await stream.aclose()
        written, told = len(wrote), len(stand_in.texts())
        await asyncio.sleep(0.3)
        assert len(wrote) == written, "nobody reads what is still being thought"
        assert len(stand_in.texts()) <= told + 1
        assert stand_in.messages[-1].get("close_context") is True
        assert (await said(voice, "Seven eight."))[-1].letters == 12

    asyncio.run(run())
    assert stand_in.handshakes == 1


def test_sound_of_somebody_elses_reply_is_not_ours(voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn) -> None:
    stand_in.play.strangers = True
    sounds = asyncio.run(said(voice, "Thank you."))
    assert len(b"".join(sound.audio for sound in sounds)) == 160 + 2 * len(WORD)


def test_an_end_that_is_not_told_is_not_waited_for_long(voice: ElevenLabsVoice, stand_in: ElevenLabsStandIn) -> None:
    stand_in.play.ends = False
    assert asyncio.run(said(voice, "Thank you."))[-1].letters == 10


FAULTS: dict[str, dict[str, Any]] = {
    "refused": {"status": 429},
    "unknown": {"status": 401},
    "error": {"error": "quota_exceeded"},
    "error of the socket": {"error": "system_busy", "error_of_all": True},
    "silent": {"silent": True},
    "mute": {"mute": True},
    "closed at first": {"closes_after": 0},
    "closed in mid-sentence": {"closes_after": 2},
    "garbage": {"garbage_after": 1},
    "hangs at first": {"hangs_after": 0},
    "hangs in mid-sentence": {"hangs_after": 2},
    "leaves off": {"left_out": 4},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_is_unavailable_and_the_next_reply_is_spoken(
    stand_in: ElevenLabsStandIn, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    voice = ElevenLabsVoice(ElevenLabsAccount(KEY, stand_in.url), CAST, answer_s=0.3)

    async def twice() -> list[Sound]:
        good = stand_in.play
        stand_in.play = type(good)(**FAULTS[fault])
        with pytest.raises(VendorUnavailable):
            await said(voice, "Thank you, ", "Maria Lopez, ", "that will do nicely indeed.")
        stand_in.play = good
        return await said(voice, "Hello there.")

    with caplog.at_level(logging.DEBUG):
        assert asyncio.run(twice())[-1].letters == 12
    assert "Maria" not in caplog.text


def test_nobody_at_that_address_is_unavailable() -> None:
    voice = ElevenLabsVoice(ElevenLabsAccount(KEY, "http://127.0.0.1:9"), CAST)
    with pytest.raises(VendorUnavailable):
        asyncio.run(said(voice, "Hello."))
    asyncio.run(voice.warm())
