"""Words of a turn, recognised ahead: begun at the first plausible pause, kept if the caller was done, dropped if not."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcriber, Transcript
from stream_handler.tasks import stop

Spawn = Callable[[Coroutine[Any, Any, Transcript]], "asyncio.Task[Transcript]"]

NOTHING = Transcript("", "", 0.0)


class Recogniser:
    """For one call. `spawn` starts a task in the call's group."""

    def __init__(self, transcriber: Transcriber, spawn: Spawn, deadline_s: float) -> None:
        self._transcriber = transcriber
        self._spawn = spawn
        self._deadline_s = deadline_s
        self._ahead: asyncio.Task[Transcript] | None = None

    def think_ahead(self, audio: bytes, language: str | None, phrases: tuple[str, ...]) -> None:
        """The caller may be done."""
        self.forget()
        self._ahead = self._spawn(self._recognise(audio, language, phrases))

    def forget(self) -> None:
        """They were not. The work is cancelled and its outcome never used."""
        if self._ahead is not None:
            self._ahead.cancel()
            self._ahead = None

    async def words(self, audio: bytes, language: str | None, phrases: tuple[str, ...]) -> Transcript:
        """What was said in the turn; an empty text if it was not understood, or nobody could recognise it in time."""
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            return await self._recognise(audio, language, phrases)
        try:
            await asyncio.wait([ahead])
        except asyncio.CancelledError:
            await stop(ahead)
            raise
        return NOTHING if ahead.cancelled() else ahead.result()

    async def _recognise(self, audio: bytes, language: str | None, phrases: tuple[str, ...]) -> Transcript:
        try:
            async with asyncio.timeout(self._deadline_s):
                return await self._transcriber.transcribe(audio, language=language, phrases=phrases)
        except (VendorUnavailable, TimeoutError):
            return NOTHING
