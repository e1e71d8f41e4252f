"""Recognisers that refuse, hang, hang up and talk nonsense."""

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import pytest

from receptionist.adapters.ears import streamed
from receptionist.adapters.ears.choosing import ears_from
from receptionist.adapters.ears.dictation import Dictation
from receptionist.adapters.ears.failover import FailoverEars
from receptionist.adapters.ears.streamed import Deadlines, StreamedEars, StreamedListening
from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.errors import VendorUnavailable
from receptionist.ports import Listening, Transcript
from tests.fakes.recognisers import KEY, Play, StandIn, recognisers
from tests.fakes.spoken_code import QUIET, frames, say
from tests.receptionist.adapters.ears.test_promises import Understands, hung_up, settings

STREAMING = ("deepgram", "elevenlabs", "openai-realtime")
SAID = "table for two tonight"


QUICK = Deadlines(dial_s=0.6, answer_s=0.6)


def alone(
    name: str, stand_in: StandIn, key: str = KEY, *, deadlines: Deadlines = QUICK, idle_s: float | None = None
) -> StreamedEars:
    """`idle_s`: after which it must be told that we are still there; None: as it says itself."""
    env = {one: key if one.endswith("KEY") else value for one, value in settings(stand_in.url).items()}
    (member,) = ears_from(env, None, [name])._members
    assert isinstance(member.ears, StreamedEars)
    recogniser = member.ears._recogniser

    def impatient(language: str | None, phrases: tuple[str, ...]) -> Dictation:
        dictation = recogniser.dictation(language, phrases)
        if dictation.IDLE_S and idle_s is not None:
            dictation.IDLE_S = idle_s
        return dictation

    return StreamedEars(replace(recogniser, dictation=impatient), deadlines)


def run(call: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(hung_up(call), 20))


async def speak(listening: Listening, words: str, before: int = 4000) -> None:
    sound = say(words)
    listening.begin(sound[:before])
    for frame in frames(sound[before:] + QUIET):
        listening.hear(frame)
        await asyncio.sleep(0.002)


async def once(ears: StreamedEars | FailoverEars, words: str = SAID) -> Transcript:
    listening = ears.listen(language="en")
    try:
        await speak(listening, words)
        return await listening.words()
    finally:
        await listening.close()


@pytest.mark.parametrize("name", STREAMING)
@pytest.mark.parametrize(
    "play",
    [
        Play(401), Play(429), Play(500), Play(way="silent"), Play(way="mute"), Play(way="mute", after_s=0.5),
        Play(way="closes", after_s=0.5), Play(way="cuts", after_s=0.5), Play(way="garbage"), Play(way="nonsense"),
        Play(way="huge"), Play(way="refuses", after_s=0.5),
    ],
    ids=lambda play: f"{play.status if play.status != 101 else play.way}",
)  # fmt: skip
def test_one_that_fails_says_so_in_time_and_nothing_of_the_caller_in_the_log(
    name: str, play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with recognisers(play) as stand_in:

        async def call() -> None:
            began = time.monotonic()
            with pytest.raises(VendorUnavailable) as failure:
                await once(alone(name, stand_in))
            assert time.monotonic() - began < 2.0
            told = [str(failure.value), *(f"{record.getMessage()} {vars(record)}" for record in caplog.records)]
            assert not any(word in line for line in told for word in ("table", "tonight", KEY))

        run(call())


@pytest.mark.parametrize("name", STREAMING)
def test_a_key_that_is_not_accepted_is_a_failure(name: str) -> None:
    with recognisers() as stand_in:

        async def call() -> None:
            with pytest.raises(VendorUnavailable, match="refused .401."):
                await once(alone(name, stand_in, key="wrong"))

        run(call())


@pytest.mark.parametrize("name", STREAMING)
@pytest.mark.parametrize("way", ["closes", "cuts", "garbage", "refuses", "huge"])
def test_a_line_that_breaks_in_a_turn_is_dialled_anew_and_hears_all_of_it(name: str, way: Any) -> None:
    with recognisers(Play(way=way, after_s=0.8), Play()) as stand_in:

        async def call() -> None:
            assert (await once(alone(name, stand_in))).text == SAID

        run(call())
        assert stand_in.connections == 2


@pytest.mark.parametrize("name", STREAMING)
def test_a_line_that_breaks_between_turns_is_there_again_for_the_next(name: str) -> None:
    with recognisers(Play(), Play()) as stand_in:

        async def call() -> None:
            listening = alone(name, stand_in).listen(language="en")
            await speak(listening, SAID)
            assert (await listening.words()).text == SAID
            listening.end()
            listening._line.give_up("is gone")
            await asyncio.sleep(0.1)
            assert listening._line.open
            await speak(listening, "seven please")
            assert (await listening.words()).text == "seven please"
            await listening.close()

        run(call())
        assert stand_in.connections == 2


@pytest.mark.parametrize("name", STREAMING)
def test_a_recogniser_that_understands_nothing_is_not_one_that_fails(name: str) -> None:
    with recognisers(Play(way="empty")) as stand_in:

        async def call() -> None:
            assert (await once(alone(name, stand_in))).text == ""

        run(call())


@pytest.mark.parametrize("name", STREAMING)
def test_answers_that_drip_in_are_waited_for(name: str) -> None:
    with recognisers(Play(late_s=0.4)) as stand_in:

        async def call() -> None:
            assert (await once(alone(name, stand_in))).text == SAID

        run(call())


@pytest.mark.parametrize("name", STREAMING)
def test_a_late_answer_to_an_earlier_turn_is_no_part_of_this_one(name: str) -> None:
    with recognisers(Play(late_s=0.3)) as stand_in:

        async def call() -> None:
            listening = alone(name, stand_in).listen(language="en")
            await asyncio.sleep(0.1)
            await speak(listening, "window thanks")
            async with asyncio.TaskGroup() as group:
                waiting = group.create_task(listening.words())
                await asyncio.sleep(0.01)
                waiting.cancel()
            listening.end()
            await speak(listening, SAID)
            assert (await listening.words()).text == SAID
            await listening.close()

        run(call())


@pytest.mark.parametrize("name", STREAMING)
def test_only_the_turns_of_the_caller_are_sent(name: str) -> None:
    with recognisers() as stand_in:

        async def call() -> None:
            listening = alone(name, stand_in).listen(language="en")
            for frame in frames(say("yes yes yes")):
                listening.hear(frame)
            await speak(listening, "no")
            await listening.words()
            listening.end()
            for frame in frames(say("yes yes yes")):
                listening.hear(frame)
            await listening.close()

        run(call())
        assert len(stand_in.heard) == 1
        assert len(say("no") + QUIET) <= len(stand_in.heard[0]) <= len(say("no") + QUIET) + 800


@pytest.mark.parametrize("name", STREAMING)
def test_a_call_takes_the_line_that_was_dialled_ahead(name: str) -> None:
    with recognisers() as stand_in:

        async def call() -> None:
            ears = alone(name, stand_in)
            await ears.warm(language="en")
            listening = ears.listen(language="en")
            assert listening._line.open
            await speak(listening, SAID)
            assert (await listening.words()).text == SAID
            await listening.close()

        run(call())
        assert stand_in.connections == 1


def test_lines_dialled_ahead_are_given_up_where_no_call_comes() -> None:
    with recognisers() as stand_in:

        async def call() -> None:
            ears = alone("deepgram", stand_in, deadlines=Deadlines(kept_s=0.1))
            for language in ("en", "es", "pa", None, "fr", "de"):
                await ears.warm(language=language)
            assert len(ears._ahead) == streamed.KEPT
            await asyncio.sleep(0.2)
            assert not ears._ahead

        run(call())


@pytest.mark.parametrize("name", STREAMING)
def test_a_quiet_line_is_kept_open_and_its_silence_is_nobodys_words(name: str) -> None:
    with recognisers() as stand_in:

        async def call() -> None:
            # Longer than a busy machine holds us up between two frames: a turn gets no silence into it.
            listening = alone(name, stand_in, idle_s=0.4).listen(language="en")
            await asyncio.sleep(1.4)
            if name == "deepgram":
                assert {"type": "KeepAlive"} in stand_in.told
            if name == "elevenlabs":
                assert len(stand_in.heard[0]) >= 480
            for _ in range(55):
                listening._line.tell(listening._line.dictation.idle())
            await speak(listening, SAID)
            assert (await listening.words()).text == SAID
            await listening.close()

        run(call())
        assert stand_in.connections == 1


def test_a_turn_longer_than_half_a_minute_keeps_its_end() -> None:
    with recognisers() as stand_in:

        async def call() -> None:
            listening: StreamedListening = alone("deepgram", stand_in).listen(language="en")
            listening.begin(b"\x10\x90" * 8000 * 20)
            for frame in frames(say("table for two")):
                listening.hear(frame)
            assert len(listening._turn or b"") == streamed.LONGEST
            assert (await listening.words()).text.endswith("for two")
            await listening.close()

        run(call())


def test_another_takes_over_in_the_middle_of_the_turn() -> None:
    with recognisers(Play(way="closes", after_s=0.3), Play(way="closes", after_s=0.3), Play()) as stand_in:

        async def call() -> None:
            heard = await once(ears_from(settings(stand_in.url), None, ["deepgram", "elevenlabs"]))
            assert (heard.text, heard.by) == (SAID, "elevenlabs")

        run(call())


@pytest.mark.parametrize("play", [Play(500), Play(way="silent"), Play(way="mute")])
def test_with_all_clouds_down_the_machine_itself_hears(play: Play) -> None:
    local = TurnByTurn(Understands(), frozenset({"en"}))
    with recognisers(play) as stand_in:

        async def call() -> None:
            names = ["deepgram", "openai-realtime"]
            heard = await once(ears_from(settings(stand_in.url), local, names))
            assert (heard.text, heard.by) == (SAID, "local")

        run(call())


@pytest.mark.parametrize("play", [Play(401), Play(429), Play(500), Play(way="garbage")])
def test_transcription_of_whole_turns_fails_in_time(play: Play) -> None:
    with recognisers(play) as stand_in:

        async def call() -> None:
            with pytest.raises(VendorUnavailable):
                await once(ears_from(settings(stand_in.url), None, ["openai"]))

        run(call())
