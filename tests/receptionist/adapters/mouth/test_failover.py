"""When a voice fails, the next one goes on where it broke off, and nobody asks the first in vain."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.mouth.clause_by_clause import ClauseByClause
from receptionist.adapters.mouth.failover import Candidate, Failover, Patience
from receptionist.adapters.mouth.script import Script
from receptionist.contracts import FluentVoiceContract
from receptionist.errors import VendorUnavailable
from receptionist.ports import Sound
from tests.fakes.speech import WORD, FakeVoice

QUICK = Patience(first_s=0.1, next_s=0.1)
TEXT = "Thank you, we would love that, Maria."


@dataclass
class Wordwise:
    """A FluentVoice that says every word as it comes, and knows which."""

    name: str = "first"
    speaks: frozenset[str] = frozenset({"en"})
    refuses: bool = False
    stops_after: int | None = None
    """Words; then it fails."""
    hangs_after: int | None = None
    mute: bool = False
    asked: list[str] = field(default_factory=list)
    warmed: int = 0

    def languages(self) -> frozenset[str]:
        return self.speaks

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        async for sound in self.speak_along(written(text), language=language, voice=voice, pace=pace):
            yield sound.audio

    async def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[Sound]:
        self.asked.append("")
        if self.refuses:
            raise VendorUnavailable("refuses")
        letters = said = 0
        async for piece in pieces:
            self.asked[-1] += piece
            for word in piece.split():
                if said == self.hangs_after:
                    await asyncio.Event().wait()
                if said == self.stops_after:
                    raise VendorUnavailable("breaks off")
                letters = self.asked[-1].index(word, letters) + len(word)
                said += 1
                if not self.mute:
                    yield Sound(WORD, letters, self.name)

    async def warm(self, *, language: str | None = None) -> None:
        self.warmed += 1


async def written(*pieces: str) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


def both(first: Wordwise, second: Wordwise, patience: Patience = QUICK) -> Failover:
    candidates = [Candidate(one.name, one, eager=True, patience=patience) for one in (first, second)]
    return Failover(candidates, seconds=lambda: 0.0)


def spoken(voice: Failover, *pieces: str, language: str = "en") -> list[Sound]:
    async def run() -> list[Sound]:
        async with asyncio.timeout(5):
            return [sound async for sound in voice.speak_along(written(*pieces), language=language)]

    return asyncio.run(run())


def test_nothing_of_a_reply_is_left_to_the_collector() -> None:
    """It looks through everything that is there, and stops every call of the process meanwhile."""
    gc.collect()
    gc.disable()
    try:
        assert spoken(both(Wordwise(), Wordwise("second")), TEXT)
        assert [one for one in gc.get_objects() if isinstance(one, Script)] == []
    finally:
        gc.enable()


class TestPromises(FluentVoiceContract):
    @pytest.fixture
    def voice(self) -> Failover:
        broken = Candidate("broken", Wordwise(refuses=True), eager=True)
        return Failover([broken, Candidate("well", Wordwise("well"))], seconds=lambda: 0.0)


FAULTS: dict[str, Wordwise] = {
    "refuses": Wordwise(refuses=True),
    "does not begin": Wordwise(hangs_after=0),
    "mute": Wordwise(mute=True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_voice_that_does_not_begin_is_not_heard_of(fault: str) -> None:
    second = Wordwise("second")
    sounds = spoken(both(FAULTS[fault], second), "Thank you, ", "we would love that, Maria.")
    assert second.asked == [TEXT]
    assert {sound.by for sound in sounds} == {"second"}
    assert sounds[-1].letters == len(TEXT)


@pytest.mark.parametrize("first", [Wordwise(stops_after=4), Wordwise(hangs_after=4)], ids=["breaks off", "hangs"])
def test_the_next_voice_goes_on_at_the_word_that_was_not_heard_whole(first: Wordwise) -> None:
    second = Wordwise("second")
    sounds = spoken(both(first, second), "Thank you, ", "we would love that, Maria.")
    assert [sound.by for sound in sounds].count("first") == 4
    assert second.asked == [" would love that, Maria."]
    letters = [sound.letters for sound in sounds]
    assert letters == sorted(letters)
    assert letters[-1] == len(TEXT)


@given(
    st.lists(st.sampled_from(["thank ", "you, ", "a ", "table ", "for ", "seven. "]), min_size=1, max_size=12),
    st.lists(st.integers(0, 5), max_size=3),
)
def test_however_often_it_breaks_off_every_word_is_heard_in_order(words: list[str], stops: list[int]) -> None:
    voices = [Wordwise(f"broken {number}", stops_after=stop) for number, stop in enumerate(stops)]
    voices.append(Wordwise("well"))
    voice = Failover([Candidate(one.name, one, eager=True) for one in voices], seconds=lambda: 0.0)
    sounds = spoken(voice, *words)
    text = "".join(words)
    heard = 0
    for one in voices:
        for asked in one.asked:
            begins = len(text) - len(asked)
            assert text.endswith(asked)
            assert begins <= heard, "a word was left out"
            spoken_here = [sound for sound in sounds if sound.by == one.name]
            heard = max(heard, *(sound.letters for sound in spoken_here)) if spoken_here else heard
    assert [sound.letters for sound in sounds] == sorted(sound.letters for sound in sounds)
    assert sounds[-1].letters == len(text.rstrip())


def test_a_clause_whose_words_are_not_known_is_spoken_again() -> None:
    second = Wordwise("second")
    first = Candidate("first", ClauseByClause(FakeVoice(takes_s=0.0, breaks_off=1)), patience=QUICK)
    voice = Failover([first, Candidate("second", second)], seconds=lambda: 0.0)
    spoken(voice, "Thank you very much. ", "See you soon.")
    assert second.asked == ["Thank you very much. See you soon."]


def test_a_mind_that_is_slow_is_not_the_voices_fault() -> None:
    first, second = Wordwise(), Wordwise("second")

    async def slow() -> AsyncIterator[str]:
        await asyncio.sleep(0.2)
        yield "Thank you, "
        await asyncio.sleep(0.2)
        yield "we would love that."

    async def run() -> set[str]:
        return {sound.by async for sound in both(first, second).speak_along(slow(), language="en")}

    assert asyncio.run(run()) == {"first"}
    assert second.asked == []


def test_a_voice_that_waits_for_the_end_of_a_clause_is_not_late() -> None:
    first = Candidate("first", ClauseByClause(FakeVoice(takes_s=0.0), "first"), patience=QUICK)

    async def slow() -> AsyncIterator[str]:
        yield "Thank you "
        await asyncio.sleep(0.2)
        yield "so very much."

    async def run() -> set[str]:
        voice = Failover([first, Candidate("second", Wordwise("second"))], seconds=lambda: 0.0)
        return {sound.by async for sound in voice.speak_along(slow(), language="en")}

    assert asyncio.run(run()) == {"first"}


def test_a_language_is_spoken_by_whoever_can() -> None:
    second = Wordwise("second", frozenset({"en", "pa"}))
    assert {sound.by for sound in spoken(both(Wordwise(), second), "ਧੰਨਵਾਦ ਜੀ", language="pa")} == {"second"}
    with pytest.raises(VendorUnavailable, match="no voice speaks xx"):
        spoken(both(Wordwise(), second), "?!", language="xx")


def test_when_all_fail_the_last_failure_is_told() -> None:
    with pytest.raises(VendorUnavailable, match="breaks off"):
        spoken(both(Wordwise(refuses=True), Wordwise("second", stops_after=1)), TEXT)


def test_after_three_failures_nobody_asks_until_it_was_tried_out() -> None:
    now = 0.0
    first, second = Wordwise(refuses=True), Wordwise("second")
    breaker = Breaker(most_failures=3, open_s=10.0)
    voice = Failover([Candidate("first", first, breaker=breaker), Candidate("second", second)], seconds=lambda: now)

    async def say() -> set[str]:
        return {sound.by async for sound in voice.speak_along(written(TEXT), language="en")}

    async def run() -> None:
        nonlocal now
        for _ in range(5):
            assert await say() == {"second"}
        assert len(first.asked) == 3
        now, first.refuses = 11.0, False
        assert await say() == {"second"}
        await asyncio.sleep(0.01)
        assert first.asked[3] == "One moment, please."
        assert await say() == {"first"}

    asyncio.run(run())


def test_a_probe_that_fails_keeps_callers_away() -> None:
    now = 0.0
    first, second = Wordwise(refuses=True), Wordwise("second")
    breaker = Breaker(most_failures=1, open_s=10.0)
    voice = Failover([Candidate("first", first, breaker=breaker), Candidate("second", second)], seconds=lambda: now)

    async def run() -> None:
        nonlocal now
        for moment in (0.0, 11.0, 12.0, 22.0):
            now = moment
            async for _ in voice.speak_along(written(TEXT), language="en"):
                pass
            await asyncio.sleep(0.01)

    asyncio.run(run())
    assert len(first.asked) == 3


def test_the_only_voice_of_a_language_is_asked_though_it_failed() -> None:
    first = Wordwise(refuses=True)
    voice = Failover([Candidate("first", first, breaker=Breaker(most_failures=1))], seconds=lambda: 0.0)
    for _ in range(2):
        with pytest.raises(VendorUnavailable):
            spoken(voice, TEXT)
    first.refuses = False
    assert spoken(voice, TEXT)


def test_breaking_in_is_no_failure() -> None:
    breaker = Breaker(most_failures=1)
    voice = Failover([Candidate("first", Wordwise(), breaker=breaker)], seconds=lambda: 0.0)

    async def run() -> None:
        async with aclosing(voice.speak_along(written(TEXT), language="en")) as sounds:
            await anext(sounds)

    asyncio.run(run())
    assert breaker.closed()


def test_no_word_of_a_reply_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        spoken(both(Wordwise(stops_after=2), Wordwise("second")), TEXT)
    assert "a voice failed" in caplog.text
    assert "Maria" not in str([record.__dict__ for record in caplog.records])


def test_the_two_that_would_speak_are_warmed() -> None:
    voices = [Wordwise("a"), Wordwise("b", frozenset({"es"})), Wordwise("c"), Wordwise("d")]
    voice = Failover([Candidate(one.name, one) for one in voices], seconds=lambda: 0.0)
    asyncio.run(voice.warm(language="en"))
    assert [one.warmed for one in voices] == [1, 0, 1, 0]
