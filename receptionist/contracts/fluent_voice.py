"""What a voice that begins before the sentence is written must promise, besides what every voice does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import cast

import numpy as np
import pytest

from receptionist.calls.mulaw import decode
from receptionist.contracts.mouth import AUDIBLE, VoiceContract
from receptionist.errors import VendorUnavailable
from receptionist.ports import FluentVoice, Sound

PIECES = ("Thank you, ", "your table ", "for four ", "is booked ", "for seven on ", "Friday evening. ", "See you then.")


class FluentVoiceContract(VoiceContract):
    """Subclass it and give `voice`, a FluentVoice."""

    pieces: tuple[str, ...] = PIECES

    @pytest.fixture
    def voice(self) -> FluentVoice:
        raise NotImplementedError("give the voice that is to be held to its promises")

    def test_pieces_are_spoken_to_their_last_letter(self, voice: FluentVoice) -> None:
        sounds = asyncio.run(self._along(voice))
        assert sounds[-1].letters == len("".join(self.pieces))
        assert len(b"".join(sound.audio for sound in sounds)) > 8000

    def test_letters_only_grow(self, voice: FluentVoice) -> None:
        letters = [sound.letters for sound in asyncio.run(self._along(voice))]
        assert letters == sorted(letters)
        assert letters[0] > 0

    def test_pieces_sound(self, voice: FluentVoice) -> None:
        audio = b"".join(sound.audio for sound in asyncio.run(self._along(voice)))
        assert float(np.sqrt(np.mean(np.square(decode(audio))))) > AUDIBLE

    def test_it_begins_before_the_text_is_written_to_its_end(self, voice: FluentVoice) -> None:
        async def first() -> Sound:
            rest = asyncio.Event()

            async def writing() -> AsyncIterator[str]:
                yield "Thank you for asking, "
                yield "we would love that. "
                await rest.wait()

            async with asyncio.timeout(self.first_sound_s):
                async with aclosing(_Closable(voice.speak_along(writing(), language=self.language))) as sounds:
                    return await anext(sounds)

        sound = asyncio.run(first())
        assert sound.audio
        assert 0 < sound.letters <= len("Thank you for asking, we would love that. ")

    def test_sound_never_reaches_beyond_what_was_written(self, voice: FluentVoice) -> None:
        async def watched() -> None:
            given = 0

            async def writing() -> AsyncIterator[str]:
                nonlocal given
                for piece in self.pieces:
                    given += len(piece)
                    yield piece
                    await asyncio.sleep(0)

            async with aclosing(_Closable(voice.speak_along(writing(), language=self.language))) as sounds:
                async for sound in sounds:
                    assert sound.letters <= given

        asyncio.run(watched())

    def test_whoever_breaks_in_stops_it_at_once_though_more_would_be_written(self, voice: FluentVoice) -> None:
        async def stopped() -> None:
            async def writing() -> AsyncIterator[str]:
                for piece in self.pieces:
                    yield piece
                await asyncio.Event().wait()

            sounds = _Closable(voice.speak_along(writing(), language=self.language))
            await anext(sounds)
            async with asyncio.timeout(1):
                await sounds.aclose()

        asyncio.run(stopped())

    def test_nothing_to_say_is_no_failure(self, voice: FluentVoice) -> None:
        async def nothing() -> list[Sound]:
            async def writing() -> AsyncIterator[str]:
                for piece in list[str]():
                    yield piece

            async with asyncio.timeout(self.first_sound_s):
                return [sound async for sound in voice.speak_along(writing(), language=self.language)]

        assert asyncio.run(nothing()) == []

    def test_pieces_in_a_language_it_does_not_speak_are_refused(self, voice: FluentVoice) -> None:
        with pytest.raises(VendorUnavailable):
            asyncio.run(self._along(voice, "xx"))

    def test_warming_never_fails(self, voice: FluentVoice) -> None:
        async def warmed() -> None:
            await voice.warm(language=self.language)
            await voice.warm(language="xx")
            await voice.warm()

        asyncio.run(warmed())

    async def _along(self, voice: FluentVoice, language: str = "") -> list[Sound]:
        async def writing() -> AsyncIterator[str]:
            for piece in self.pieces:
                yield piece

        return [sound async for sound in voice.speak_along(writing(), language=language or self.language)]


class _Closable(AsyncIterator[Sound]):
    """A stream of sounds, as the port has it: whether it can be closed is the voice's to say."""

    def __init__(self, sounds: AsyncIterator[Sound]) -> None:
        self._sounds = sounds

    async def __anext__(self) -> Sound:
        return await anext(self._sounds)

    async def aclose(self) -> None:
        end = getattr(self._sounds, "aclose", None)
        if end is not None:
            await cast("asyncio.Future[None]", end())
