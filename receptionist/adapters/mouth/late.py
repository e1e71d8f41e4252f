"""A voice whose libraries take long to load, in a process that should take calls at once."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from typing import Protocol

from receptionist.adapters.mouth.beside import close, let_go
from receptionist.ports import Voice


class Warmed(Voice, Protocol):
    async def warm(self, *, language: str | None = None) -> None: ...


class Late:
    """Loaded by `load`, else in a thread when it is warmed, with the first call, or with its first use."""

    def __init__(self, languages: frozenset[str], make: Callable[[], Warmed]) -> None:
        """`make` blocks, and is called once unless it raises."""
        self._languages = languages
        self._make = make
        self._making = threading.Lock()
        self._voice: Warmed | None = None

    def languages(self) -> frozenset[str]:
        return self._languages

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[bytes, None]:
        """As the port says."""
        sounds = (await self._loaded()).speak(text, language=language, voice=voice, pace=pace)
        try:
            async for sound in sounds:
                yield sound
        finally:
            await close(sounds)

    async def warm(self, *, language: str | None = None) -> None:
        await (await self._loaded()).warm(language=language)

    async def close(self) -> None:
        """Safe to repeat."""
        if self._voice is not None:
            await let_go(self._voice)

    async def _loaded(self) -> Warmed:
        if self._voice is not None:
            return self._voice
        return await asyncio.to_thread(self.load)

    def load(self) -> Warmed:
        """Blocks. Safe to repeat, in any thread."""
        with self._making:
            made: Warmed = self._voice or self._make()
            self._voice = made
            return made
