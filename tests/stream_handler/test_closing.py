"""When the handler ends it hangs up on everybody, and nothing of it stays open."""

import asyncio
import gc
import threading
import time
import warnings
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.ears.choosing import ears_from
from receptionist.adapters.http_session import close_session
from receptionist.adapters.mouth.choosing import mouth_from
from stream_handler import __main__ as handler
from stream_handler import wiring
from stream_handler.server import NOBODY, Server
from stream_handler.settings import Settings
from tests.fakes.elevenlabs_stand_in import KEY as VOICE_KEY
from tests.fakes.elevenlabs_stand_in import elevenlabs_stand_in
from tests.fakes.recognisers import Play, recognisers
from tests.fakes.speech import FakeEars, FakeVoice
from tests.receptionist.adapters.ears.test_promises import settings
from tests.stream_handler.stage import Stage

STREAMING = ["deepgram", "elevenlabs", "openai-realtime"]


def left_open(call: Callable[[], Coroutine[Any, Any, None]]) -> list[str]:
    """What Python finds unclosed after it, and threads that go on."""
    gc.collect()
    gc.freeze()  # What an earlier test has left behind in this process is not collected here.
    threads = set(threading.enumerate())
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        asyncio.run(call())
        gc.collect()
    gc.unfreeze()
    unclosed = [str(one.message) for one in found if issubclass(one.category, ResourceWarning)]
    return unclosed + [one.name for one in set(threading.enumerate()) - threads]


def test_lines_dialled_ahead_and_lines_of_calls_are_hung_up() -> None:
    with recognisers() as stand_in:

        async def call() -> None:
            for name in STREAMING:
                ears = ears_from(settings(stand_in.url), None, [name])
                await ears.warm(language="en")
                await ears.warm(language="es")
                first, second = (ears.listen(language="en") for _ in range(2))
                first.begin(b"\xff" * 4000)
                await asyncio.sleep(0.1)
                await second.close()
                for _ in range(2):
                    await ears.close()

        assert left_open(call) == []
        assert stand_in.connections >= 2 * len(STREAMING)


def test_a_line_that_is_still_being_dialled_is_not_waited_for() -> None:
    with recognisers(Play(way="silent")) as stand_in:

        async def call() -> None:
            ears = ears_from(settings(stand_in.url), None, ["deepgram"])
            ears.listen(language="en")
            await asyncio.sleep(0.1)
            began = time.monotonic()
            await ears.close()
            assert time.monotonic() - began < 0.6

        asyncio.run(call())


def test_a_recogniser_that_is_being_probed_is_let_go() -> None:
    with recognisers(Play(way="mute")) as stand_in:

        async def call() -> None:
            ears = ears_from(settings(stand_in.url), None, ["deepgram", "elevenlabs"])
            member = ears._members[0]
            member.breaker = Breaker(most_failures=1, open_s=0.0)
            ears.failed(member)
            await asyncio.sleep(0.2)
            assert stand_in.connections
            await ears.close()

        assert left_open(call) == []


def test_voices_are_hung_up_also_in_mid_sentence() -> None:
    with elevenlabs_stand_in() as stand_in:
        stand_in.play.word_s = 0.05
        env = {"MOUTH": "elevenlabs", "ELEVENLABS_API_KEY": VOICE_KEY, "ELEVENLABS_BASE_URL": stand_in.url}

        async def call() -> None:
            voice = mouth_from(env, None)
            await voice.warm(language="en")
            sounds = voice.speak("One two three four five six.", language="en")
            assert await anext(sounds)
            for _ in range(2):
                await voice.close()
            await sounds.aclose()
            await close_session()

        assert left_open(call) == []
        assert stand_in.handshakes


class ClosedEars(FakeEars):
    closed = 0

    async def close(self) -> None:
        self.closed += 1


class ClosedVoice(FakeVoice):
    closed = 0

    async def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("breaks", [False, True], ids=["told to stop", "broken"])
def test_the_handler_hangs_up_whatever_ends_it(breaks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ears, voice, spare = ClosedEars(), ClosedVoice(), ClosedVoice()

    async def over(self: object) -> None:
        if breaks:
            raise OSError("the port is taken")

    async def run() -> None:
        stage = Stage()
        parts = replace(stage.reception.parts, ears=ears, voice=voice, spare_voice=spare)
        monkeypatch.setattr(wiring, "build", lambda told, closing: parts)
        monkeypatch.setattr(wiring, "watchers", lambda told, parts: NOBODY)
        monkeypatch.setattr(Server, "serve", over)
        await handler.serve(Settings("table", "bucket", "us-east-1", "redis://cache", "arn"), ExitStack())

    if breaks:
        with pytest.raises(ExceptionGroup):
            asyncio.run(run())
    else:
        asyncio.run(run())
    assert (ears.closed, voice.closed, spare.closed) == (1, 1, 1)
