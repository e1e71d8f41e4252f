"""One caller's telephone line: what they say goes out, what they hear comes in, 20 ms at a time.

Both directions are kept from the moment of the answer, frame by frame, so that the
recording is aligned to real time: sample n of either channel is n / 8000 s after `began_at`.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from pathlib import Path

from local.carrier import mulaw
from local.carrier.mulaw import FRAME_BYTES
from local.carrier.playout import Playout

Tap = Callable[[bytes], None]

UNHEARD_FRAMES = 3000
"""A minute. A caller who does not listen loses the oldest sound first."""

NOISE = mulaw.comfort_noise(seed=8000)


class Recording:
    """Both sides of one call: left what the caller said, right what the caller heard."""

    def __init__(self) -> None:
        self.began_at: float | None = None
        """Loop time of the first sample; None before the answer."""
        self.caller = bytearray()
        self.heard = bytearray()

    def __len__(self) -> int:
        """Samples per channel."""
        return len(self.caller)

    def write_wav(self, path: Path | str) -> None:
        """Stereo, 8 kHz, 16 bit. Can be called while the call goes on."""
        Path(path).write_bytes(mulaw.wav(bytes(self.caller), bytes(self.heard)))


class Line:
    """The wire between a handset and the network. Lives on the pacer's beat."""

    def __init__(self, on_sound: Callable[[bool], None], noise: tuple[bytes, ...] = NOISE) -> None:
        self.playout = Playout(on_sound)
        self.recording = Recording()
        self._noise = noise
        self._beats = 0
        self._mouth = bytearray()
        self._ear: deque[bytes] = deque(maxlen=UNHEARD_FRAMES)
        self._sounded = asyncio.Event()
        self._said = asyncio.Event()
        self._said.set()
        self._dead = False
        self._spoken_taps: list[Tap] = []
        self._heard_taps: list[Tap] = []

    def say(self, audio: bytes) -> None:
        """Queue the caller's voice."""
        self._mouth += audio
        if self._mouth:
            self._said.clear()

    def hush(self) -> None:
        """Drop what the caller has not said yet."""
        self._mouth.clear()
        self._said.set()

    async def said(self) -> None:
        """Wait until the caller has said everything queued, or the line is dead."""
        await self._said.wait()

    @property
    def saying(self) -> bool:
        """True while the caller's voice is queued."""
        return bool(self._mouth)

    async def hear(self) -> bytes:
        """The next 20 ms at the caller's ear; b"" when the line is dead and all was heard."""
        while not self._ear:
            if self._dead:
                return b""
            self._sounded.clear()
            await self._sounded.wait()
        return self._ear.popleft()

    def tap_spoken(self, tap: Tap) -> Callable[[], None]:
        """Give every frame the caller says to `tap`. Returns what takes it off again."""
        self._spoken_taps.append(tap)
        return lambda: self._spoken_taps.remove(tap)

    def tap_heard(self, tap: Tap) -> Callable[[], None]:
        """Give every frame the caller hears to `tap`. Returns what takes it off again."""
        self._heard_taps.append(tap)
        return lambda: self._heard_taps.remove(tap)

    async def play(self, audio: bytes) -> None:
        """Play `audio` to the caller and wait until it was heard. Cancelling silences it."""
        heard = asyncio.get_running_loop().create_future()

        def reached() -> None:
            if not heard.done():
                heard.set_result(None)

        self.playout.write(audio)
        self.playout.mark(reached)
        try:
            await heard
        except asyncio.CancelledError:
            self.playout.forget()
            raise

    def beat(self) -> None:
        """20 ms pass on this line."""
        spoken = self._next_spoken()
        heard = self.playout.take()
        self.recording.caller += spoken
        self.recording.heard += heard
        self._ear.append(heard)
        self._sounded.set()
        for tap in tuple(self._spoken_taps):
            tap(spoken)
        for tap in tuple(self._heard_taps):
            tap(heard)

    def cut(self) -> None:
        """The call is over: nothing more is said or heard."""
        self._dead = True
        self._mouth.clear()
        self._said.set()
        self._sounded.set()

    def _next_spoken(self) -> bytes:
        self._beats += 1
        noise = self._noise[self._beats % len(self._noise)]
        if not self._mouth:
            return noise
        frame = bytes(self._mouth[:FRAME_BYTES])
        del self._mouth[:FRAME_BYTES]
        if not self._mouth:
            self._said.set()
        return frame + noise[len(frame) :]
