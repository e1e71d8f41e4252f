"""A voice that loads when it is needed, once."""

import asyncio
import time
from collections.abc import Callable

import pytest

from receptionist.adapters.mouth.choosing import mouth_from
from receptionist.adapters.mouth.late import Late
from receptionist.errors import VendorUnavailable
from tests.fakes.speech import FakeVoice


def loading(made: list[FakeVoice], seconds: float = 0.05) -> Callable[[], FakeVoice]:
    def make() -> FakeVoice:
        time.sleep(seconds)
        made.append(FakeVoice(takes_s=0.0))
        return made[-1]

    return make


async def said(voice: Late) -> bytes:
    return b"".join([sound async for sound in voice.speak("two words", language="en")])


def test_nothing_is_loaded_before_it_is_needed_and_then_once_for_all() -> None:
    async def play() -> None:
        made: list[FakeVoice] = []
        voice = Late(frozenset({"en"}), loading(made))
        assert (voice.languages(), made) == (frozenset({"en"}), [])
        await voice.close()
        first, second, _ = await asyncio.gather(said(voice), said(voice), voice.warm(language="en"))
        assert first == second != b""
        assert [one.spoken for one in made] == [["two words", "two words"]]

    asyncio.run(play())


def test_others_go_on_while_it_loads() -> None:
    async def play() -> None:
        voice = Late(frozenset({"en"}), loading([], 0.3))
        async with asyncio.TaskGroup() as group:
            warming = group.create_task(voice.warm())
            await asyncio.sleep(0.01)
            assert not warming.done()

    asyncio.run(play())


def test_what_did_not_load_is_tried_again() -> None:
    made: list[FakeVoice] = []
    tries = iter((True, False))

    def make() -> FakeVoice:
        if next(tries):
            raise VendorUnavailable("not now")
        return loading(made)()

    async def play() -> None:
        voice = Late(frozenset({"en"}), make)
        with pytest.raises(VendorUnavailable):
            await said(voice)
        assert await said(voice)

    asyncio.run(play())


def test_who_usually_speaks_is_there_from_the_start_and_who_takes_over_comes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(Late, "load", lambda self: loaded.append("google"))
    env = {"GOOGLE_TTS_ENDPOINT": "http://127.0.0.1:9", "ELEVENLABS_API_KEY": "key", "ELEVENLABS_VOICE": "A" * 20}
    mouth_from(env, None, ("elevenlabs", "google"))
    assert loaded == []
    mouth_from(env, None, ("google", "elevenlabs"))
    assert loaded == ["google"]
