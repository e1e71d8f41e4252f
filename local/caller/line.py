"""What a caller needs of a telephone."""

from collections.abc import AsyncIterator
from typing import Protocol

from local.carrier import PhoneCall


class Phone(Protocol):
    def frames(self) -> AsyncIterator[bytes]:
        """Every 20 ms what the receiver gives (160 bytes mu-law), until the call is over."""
        ...

    def say(self, mulaw: bytes) -> None: ...

    def press(self, digits: str) -> None: ...

    async def hang_up(self) -> None:
        """Safe to repeat."""
        ...


class Handset:
    """A telephone on the simulated network."""

    def __init__(self, call: PhoneCall) -> None:
        self._call = call

    async def frames(self) -> AsyncIterator[bytes]:
        while frame := await self._call.hear():
            yield frame

    def say(self, mulaw: bytes) -> None:
        self._call.say(mulaw)

    def press(self, digits: str) -> None:
        self._call.press(digits)

    async def hang_up(self) -> None:
        await self._call.hang_up()
