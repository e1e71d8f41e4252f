"""What a voice must promise."""

import asyncio
from collections.abc import AsyncIterator
from typing import cast

import numpy as np
import pytest

from receptionist.calls.mulaw import decode
from receptionist.errors import VendorUnavailable
from receptionist.ports import Voice

RATE = 8000
"""Samples of mu-law a second, one byte each."""
AUDIBLE = 0.01
"""Root mean square of what is no silence."""


class VoiceContract:
    """Subclass it and give `voice`."""

    language: str = "en"
    first_sound_s: float = 3.0
    """A caller hears "one moment" before that, and nothing more after it."""
    sentence: str = "Your table is booked for seven."
    longer: str = "Your table for four is booked for seven on Friday evening, and we have noted that you would like to sit outside."

    @pytest.fixture
    def voice(self) -> Voice:
        raise NotImplementedError("give the voice that is to be held to its promises")

    def test_it_says_which_languages_it_speaks(self, voice: Voice) -> None:
        assert self.language in voice.languages()

    def test_a_sentence_sounds_as_long_as_somebody_takes_to_say_it(self, voice: Voice) -> None:
        audio = asyncio.run(_whole(voice, self.sentence, self.language))
        assert 0.7 * RATE <= len(audio) <= 8 * RATE

    def test_it_sounds(self, voice: Voice) -> None:
        audio = asyncio.run(_whole(voice, self.sentence, self.language))
        assert float(np.sqrt(np.mean(np.square(decode(audio))))) > AUDIBLE, "success without sound is VendorUnavailable"

    def test_a_longer_sentence_takes_longer(self, voice: Voice) -> None:
        short, long = (asyncio.run(_whole(voice, text, self.language)) for text in (self.sentence, self.longer))
        assert len(long) > len(short)

    def test_the_first_sound_comes_in_time(self, voice: Voice) -> None:
        async def first() -> bytes:
            async with asyncio.timeout(self.first_sound_s):
                return await anext(voice.speak(self.sentence, language=self.language))

        assert asyncio.run(first())

    def test_whoever_hears_enough_stops_it_at_once(self, voice: Voice) -> None:
        async def stopped() -> None:
            audio = voice.speak(self.longer, language=self.language)
            await anext(audio)
            async with asyncio.timeout(1):
                await _closed(audio)

        asyncio.run(stopped())

    def test_two_callers_are_spoken_to_at_the_same_time(self, voice: Voice) -> None:
        async def both() -> list[bytes]:
            return await asyncio.gather(*(_whole(voice, text, self.language) for text in (self.sentence, self.longer)))

        short, long = asyncio.run(both())
        assert 0 < len(short) < len(long)

    def test_a_language_it_does_not_speak_is_refused_not_mangled(self, voice: Voice) -> None:
        with pytest.raises(VendorUnavailable):
            asyncio.run(_whole(voice, self.sentence, "xx"))


async def _whole(voice: Voice, text: str, language: str) -> bytes:
    return b"".join([part async for part in voice.speak(text, language=language)])


async def _closed(audio: AsyncIterator[bytes]) -> None:
    close = getattr(audio, "aclose", None)
    if close is not None:
        await cast("asyncio.Future[None]", close())
