"""What a recogniser must promise."""

import asyncio
from dataclasses import dataclass

import pytest

from receptionist.ports import Transcriber, Transcript

QUIET = b"\xff" * 8000
"""One second of nothing, mu-law."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something that was said, and what must be heard in it."""

    audio: bytes
    """Mu-law, 8 kHz, as it comes off a telephone line."""
    words: frozenset[str]
    """In small letters; all of them must be heard."""
    language: str = "en"


class TranscriberContract:
    """Subclass it and give `transcriber` and `spoken`."""

    within_s: float = 4.0
    """A caller waits for it."""

    @pytest.fixture
    def transcriber(self) -> Transcriber:
        raise NotImplementedError("give the recogniser that is to be held to its promises")

    @pytest.fixture
    def spoken(self) -> Spoken:
        raise NotImplementedError("give something that was said, and the words in it")

    def test_what_was_said_is_heard_in_time(self, transcriber: Transcriber, spoken: Spoken) -> None:
        heard = asyncio.run(self._heard(transcriber, spoken.audio, spoken.language))
        missing = {word for word in spoken.words if word not in heard.text.casefold()}
        assert not missing, heard.text
        assert heard.language == spoken.language
        assert 0 <= heard.confidence <= 1

    def test_the_language_is_found_out_where_nobody_knows_it(self, transcriber: Transcriber, spoken: Spoken) -> None:
        assert asyncio.run(self._heard(transcriber, spoken.audio, None)).language == spoken.language

    def test_silence_holds_no_words(self, transcriber: Transcriber) -> None:
        assert asyncio.run(self._heard(transcriber, QUIET, "en")).text.strip() == ""

    def test_names_may_be_hinted_at(self, transcriber: Transcriber, spoken: Spoken) -> None:
        heard = asyncio.run(self._heard(transcriber, spoken.audio, spoken.language, ("Saffron", "Ramirez")))
        assert heard.text

    def test_the_same_is_heard_of_two_callers_at_once(self, transcriber: Transcriber, spoken: Spoken) -> None:
        async def both() -> list[Transcript]:
            return await asyncio.gather(*(self._heard(transcriber, spoken.audio, spoken.language) for _ in range(2)))

        one, other = asyncio.run(both())
        assert one.text == other.text

    def test_one_that_is_no_longer_wanted_lets_go(self, transcriber: Transcriber, spoken: Spoken) -> None:
        async def given_up() -> None:
            async with asyncio.TaskGroup() as group:
                work = group.create_task(transcriber.transcribe(spoken.audio, language=spoken.language))
                await asyncio.sleep(0)
                work.cancel()

        asyncio.run(asyncio.wait_for(given_up(), self.within_s))

    async def _heard(
        self, transcriber: Transcriber, audio: bytes, language: str | None, phrases: tuple[str, ...] = ()
    ) -> Transcript:
        async with asyncio.timeout(self.within_s):
            return await transcriber.transcribe(audio, language=language, phrases=phrases)
