"""What ears for live calls must promise."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

import pytest

from receptionist.contracts.ears import Spoken
from receptionist.ports import Ears, Listening, Transcript

FRAME = 256
"""Bytes that are heard at a time: 32 ms."""
PAUSE = b"\xff" * 2400
BEFORE = 4000
"""Bytes that a turn begins with: half a second from before it was noticed."""


class LiveEarsContract:
    """Subclass it and give `ears`, `spoken`, and `more`: something else that was said, with other words."""

    within_s: float = 4.0
    """A caller waits for the words."""
    pace: float = 8.0
    """How many times faster than life the caller speaks."""

    @pytest.fixture
    def ears(self) -> Ears:
        raise NotImplementedError("give the ears that are to be held to their promises")

    @pytest.fixture
    def spoken(self) -> Spoken:
        raise NotImplementedError("give something that was said, and the words in it")

    @pytest.fixture
    def more(self) -> Spoken:
        raise NotImplementedError("give something else that was said")

    def play(self, call: Coroutine[Any, Any, None]) -> None:
        """Runs it to its end, on a loop of its own."""
        asyncio.run(asyncio.wait_for(call, 60))

    def test_what_was_said_is_heard_in_time(self, ears: Ears, spoken: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language, phrases=("Saffron", "Ramirez"))
            await self.turn(listening, spoken.audio)
            heard = await self.words(listening)
            holds(heard, spoken)
            assert heard.language == spoken.language
            assert 0 <= heard.confidence <= 1
            await listening.close()

        self.play(call())

    def test_the_language_is_found_out_where_nobody_knows_it(self, ears: Ears, spoken: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=None)
            await self.turn(listening, spoken.audio)
            heard = await self.words(listening)
            holds(heard, spoken)
            assert heard.language in (spoken.language, "")
            await listening.close()

        self.play(call())

    def test_it_says_which_languages_it_hears(self, ears: Ears, spoken: Spoken) -> None:
        assert spoken.language in ears.languages()

    def test_a_partial_is_there_before_the_words_where_it_is_promised(self, ears: Ears, spoken: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio)
            await asyncio.sleep(0.5)
            assert bool(listening.partial) is listening.streams
            listening.end()
            assert not listening.partial
            await listening.close()

        self.play(call())

    def test_who_goes_on_after_a_pause_is_heard_to_the_end_and_nothing_twice(
        self, ears: Ears, spoken: Spoken, more: Spoken
    ) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio)
            first = await self.words(listening)
            await self.hear(listening, more.audio + PAUSE)
            whole = await self.words(listening)
            holds(whole, spoken)
            holds(whole, more)
            for word in spoken.words - more.words:
                assert whole.text.casefold().count(word) == first.text.casefold().count(word), whole.text
            await listening.close()

        self.play(call())

    def test_asked_again_it_says_the_same(self, ears: Ears, spoken: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio)
            first = await self.words(listening)
            await self.hear(listening, PAUSE)
            began = time.monotonic()
            assert (await self.words(listening)).text == first.text
            assert time.monotonic() - began < 1.0, "only quiet was heard since"
            await listening.close()

        self.play(call())

    def test_a_turn_holds_nothing_of_another(self, ears: Ears, spoken: Spoken, more: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio)
            await self.words(listening)
            listening.end()
            await self.turn(listening, more.audio)
            heard = await self.words(listening)
            holds(heard, more)
            lacks(heard, spoken.words - more.words)
            await listening.close()

        self.play(call())

    def test_a_turn_that_was_none_leaves_nothing_behind(self, ears: Ears, spoken: Spoken, more: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio, pause=b"")
            listening.end()
            listening.end()
            listening.hear(spoken.audio[:FRAME])
            assert (await self.words(listening)).text == ""
            await self.turn(listening, more.audio)
            heard = await self.words(listening)
            holds(heard, more)
            lacks(heard, spoken.words - more.words)
            await listening.close()

        self.play(call())

    def test_words_that_are_no_longer_waited_for_are_not_lost(self, ears: Ears, spoken: Spoken, more: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio)
            async with asyncio.TaskGroup() as group:
                waiting = group.create_task(listening.words())
                await asyncio.sleep(0)
                waiting.cancel()
            await self.hear(listening, more.audio + PAUSE)
            heard = await self.words(listening)
            holds(heard, spoken)
            holds(heard, more)
            await listening.close()

        self.play(call())

    def test_words_cancelled_with_their_turn_are_no_part_of_the_next(
        self, ears: Ears, spoken: Spoken, more: Spoken
    ) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio)
            async with asyncio.TaskGroup() as group:
                waiting = group.create_task(listening.words())
                await asyncio.sleep(0)
                waiting.cancel()
            await self.turn(listening, more.audio)
            heard = await self.words(listening)
            holds(heard, more)
            lacks(heard, spoken.words - more.words)
            await listening.close()

        self.play(call())

    def test_two_callers_are_not_mixed_up(self, ears: Ears, spoken: Spoken, more: Spoken) -> None:
        async def one(said: Spoken, other: Spoken) -> None:
            listening = ears.listen(language=said.language)
            await self.turn(listening, said.audio)
            heard = await self.words(listening)
            holds(heard, said)
            lacks(heard, other.words - said.words)
            await listening.close()

        async def call() -> None:
            await asyncio.gather(one(spoken, more), one(more, spoken))

        self.play(call())

    def test_it_is_told_of_language_and_names_at_any_time(self, ears: Ears, spoken: Spoken, more: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=None)
            listening.tune(language=spoken.language, phrases=())
            listening.begin(spoken.audio[:BEFORE])
            listening.tune(language=spoken.language, phrases=("Saffron",))
            await self.hear(listening, spoken.audio[BEFORE:] + PAUSE)
            holds(await self.words(listening), spoken)
            listening.tune(language=spoken.language, phrases=("Saffron", "Ramirez"))
            await self.turn(listening, more.audio)
            holds(await self.words(listening), more)
            await listening.close()

        self.play(call())

    def test_silence_holds_no_words(self, ears: Ears, spoken: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, b"\xff" * 8000)
            assert (await self.words(listening)).text.strip() == ""
            await listening.close()

        self.play(call())

    def test_hearing_never_blocks(self, ears: Ears, spoken: Spoken) -> None:
        async def call() -> None:
            listening = ears.listen(language=spoken.language)
            listening.begin(spoken.audio[:BEFORE])
            began = time.monotonic()
            for _ in range(100):
                listening.hear(spoken.audio[:FRAME])
            assert time.monotonic() - began < 0.1
            await listening.close()

        self.play(call())

    def test_it_is_warmed_and_closed_more_than_once(self, ears: Ears, spoken: Spoken) -> None:
        async def call() -> None:
            async with asyncio.TaskGroup() as group:
                given_up = group.create_task(ears.warm())
                await asyncio.sleep(0)
                given_up.cancel()
            await ears.warm(language=spoken.language)
            await ears.warm(language=spoken.language)
            listening = ears.listen(language=spoken.language)
            await self.turn(listening, spoken.audio)
            holds(await self.words(listening), spoken)
            await listening.close()
            await listening.close()

        self.play(call())

    async def turn(self, listening: Listening, audio: bytes, pause: bytes = PAUSE) -> None:
        listening.begin(audio[:BEFORE])
        await self.hear(listening, audio[BEFORE:] + pause)

    async def hear(self, listening: Listening, audio: bytes) -> None:
        for at in range(0, len(audio), FRAME):
            listening.hear(audio[at : at + FRAME])
            await asyncio.sleep(FRAME / 8000 / self.pace)

    async def words(self, listening: Listening) -> Transcript:
        async with asyncio.timeout(self.within_s):
            return await listening.words()


def holds(heard: Transcript, said: Spoken) -> None:
    missing = {word for word in said.words if word not in heard.text.casefold()}
    assert not missing, heard.text


def lacks(heard: Transcript, words: frozenset[str]) -> None:
    found = {word for word in words if word in heard.text.casefold().split()}
    assert not found, heard.text
