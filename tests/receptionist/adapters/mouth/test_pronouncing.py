"""A business's names are said its way, and counted as they are written."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.adapters.mouth.clause_by_clause import ClauseByClause
from receptionist.adapters.mouth.pronouncing import Lexicon, pronounced
from receptionist.business.definition import Pronunciation
from receptionist.contracts import FluentVoiceContract
from receptionist.ports import Sound
from tests.fakes.speech import FakeVoice
from tests.receptionist.adapters.mouth.test_clause_by_clause import Strict
from tests.receptionist.adapters.mouth.test_failover import Wordwise

NAMES = (
    Pronunciation(written="Nguyen", said={"en": "win", "es": "nuin"}),
    Pronunciation(written="Bánh mì", said={"en": "bun mee"}),
    Pronunciation(written="Bánh mì chay", said={"en": "bun mee chai"}),
)


async def written(*pieces: str) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


def spoken(inner: Wordwise, *pieces: str, language: str = "en") -> list[Sound]:
    async def run() -> list[Sound]:
        voice = pronounced(inner, NAMES)
        return [sound async for sound in voice.speak_along(written(*pieces), language=language)]

    return asyncio.run(run())


class TestPromises(FluentVoiceContract):
    @pytest.fixture
    def voice(self) -> object:
        names = (Pronunciation(written="for four", said={"en": "for a party of four"}),)
        return pronounced(ClauseByClause(Strict(takes_s=0.01)), names)


def test_a_name_is_said_as_the_business_says_it() -> None:
    voice = Wordwise()
    spoken(voice, "Ask for nguyen, ", "Nguyens is next door.")
    assert voice.asked == ["Ask for win, Nguyens is next door."]


def test_letters_are_those_that_were_written() -> None:
    text = "Ask for Nguyen tonight."
    letters = [sound.letters for sound in spoken(Wordwise(), text)]
    assert letters == [len("Ask"), len("Ask for"), len("Ask for Nguyen"), len(text)]


def test_a_name_of_several_words_is_waited_for() -> None:
    voice = Wordwise()
    spoken(voice, "Our Bánh ", "mì ", "is fresh, the Bánh mì ", "chay ", "too, and the Bánh ", "Xeo.")
    assert voice.asked == ["Our bun mee is fresh, the bun mee chai too, and the Bánh Xeo."]


def test_another_language_reads_it_as_it_is_written() -> None:
    voice = Wordwise(speaks=frozenset({"en", "es", "pa"}))
    spoken(voice, "Nguyen, Bánh mì", language="es")
    spoken(voice, "Nguyen, Bánh mì", language="pa")
    assert voice.asked == ["nuin, Bánh mì", "Nguyen, Bánh mì"]


def test_whole_texts_too() -> None:
    inner = FakeVoice(takes_s=0.0)

    async def run() -> None:
        async for _ in pronounced(ClauseByClause(inner), NAMES).speak("Ask for Nguyen.", language="en"):
            pass

    asyncio.run(run())
    assert inner.spoken == ["Ask for win."]


def test_without_names_the_voice_is_itself() -> None:
    voice = Wordwise()
    assert pronounced(voice, ()) is voice


@given(st.lists(st.sampled_from(["ask ", "for ", "Nguyen ", "Bánh ", "mì ", "chay ", "the ", "Nguyen, "]), max_size=14))
def test_however_a_text_is_torn_it_is_said_the_same(words: list[str]) -> None:
    whole, torn = Wordwise(), Wordwise()
    text = "".join(words)
    if not text:
        return
    spoken(whole, text)
    letters = [sound.letters for sound in spoken(torn, *words)]
    assert whole.asked == torn.asked
    assert letters == sorted(letters)
    assert letters[-1] <= len(text)


def test_nothing_known_changes_nothing() -> None:
    assert Lexicon({}).said("Ask for Nguyen.") == "Ask for Nguyen."
