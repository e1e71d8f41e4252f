"""The caller on the phone: listens, waits for their turn, answers, interrupts, presses keys, hangs up.

    dialled ──the assistant pauses──▶ my turn: the first line that fits ──▶ listening ──▶ ...
                                        '── none left: hang up

One coroutine reads the line at the pace of the line; there is no other clock.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from local.caller.hearing import FRAME_S, Listener
from local.caller.line import Phone
from local.caller.scenario import Line, Scenario
from local.caller.voice import has_sound
from receptionist.ports import Transcriber

ENOUGH_S = 9.0
"""Quiet on both sides after which a caller who has something to say speaks up unasked."""
PATIENCE_S = 60.0
"""Since their own last words, after which a caller whom nothing said asks for what they would say puts the phone down."""


@dataclass(slots=True)
class Heard:
    """One exchange as the caller lived it, seconds since the phone was picked up."""

    who: str
    text: str
    at_s: float


@dataclass(slots=True)
class Caller:
    """Plays one scenario on one phone. `sounds` by the place of the line."""

    scenario: Scenario
    phone: Phone
    ears: Transcriber
    sounds: Mapping[int, bytes]
    diary: list[Heard] = field(default_factory=list)
    gave_up: bool = False
    """The call lasted longer than the caller's patience."""
    _used: dict[int, int] = field(default_factory=dict)
    _clock_s: float = 0.0
    _speaking_until_s: float = 0.0
    _silent_until_s: float = 0.0
    _hang_up_at_s: float | None = None
    _listener: Listener = field(default_factory=Listener)

    async def go(self) -> None:
        """Until the call is over, whoever ends it. Cancelling hangs up at the carrier's side only when the phone is closed."""
        async for frame in self.phone.frames():
            self._clock_s += FRAME_S
            if self._clock_s > self.scenario.longest_s:
                self.gave_up = True
                break
            if self._hang_up_at_s is not None and self._clock_s >= self._hang_up_at_s:
                break
            utterance = self._listener.hear(frame)
            if self._busy():
                continue
            if utterance is not None:
                if not await self._my_turn(await self._understand(utterance)):
                    break
            elif not self._interrupts() and self._listener.quiet_s > ENOUGH_S:
                self._listener.quiet_s = 0.0
                if not await self._my_turn(""):
                    break
        await self.phone.hang_up()

    def _busy(self) -> bool:
        return self._clock_s < max(self._speaking_until_s, self._silent_until_s) or self._hang_up_at_s is not None

    async def _understand(self, utterance: bytes) -> str:
        began_s = self._clock_s - len(utterance) / 8000
        heard = await self.ears.transcribe(utterance, language=self.scenario.language)
        self.diary.append(Heard("assistant", heard.text, began_s))
        return heard.text

    def _interrupts(self) -> bool:
        """Talks over the assistant if the next line in order says so and it is time."""
        if not self._listener.speaking_s:
            return False
        place = next((p for p, line in self._unused() if not line.hears), None)
        if place is None:
            return False
        after_s = self.scenario.lines[place].interrupt
        if after_s is None or self._listener.speaking_s < max(after_s, FRAME_S):
            return False
        self._do(place)
        return True

    async def _my_turn(self, heard: str) -> bool:
        """False: nothing left to say, the phone goes down."""
        for place, line in self._unused():
            if line.interrupt is not None and not line.hears and heard:
                continue
            if line.hears and not (heard and re.search(line.hears, heard, re.IGNORECASE)):
                continue
            self._do(place)
            return not line.hang_up
        return any(line.hears or line.interrupt is not None for _, line in self._unused()) and self._patient()

    def _patient(self) -> bool:
        return self._clock_s - self._speaking_until_s < PATIENCE_S

    def _unused(self) -> Sequence[tuple[int, Line]]:
        return [(p, line) for p, line in enumerate(self.scenario.lines) if self._used.get(p, 0) < line.times]

    def _do(self, place: int) -> None:
        line = self.scenario.lines[place]
        self._used[place] = self._used.get(place, 0) + 1
        self._listener.forget()
        if line.keys:
            self.phone.press(line.keys)
            self.diary.append(Heard("caller", f"[{line.keys}]", self._clock_s))
            return
        if line.silent_s:
            self._silent_until_s = self._clock_s + line.silent_s
            return
        if not has_sound(line):
            return
        sound = self.sounds[place]
        self.phone.say(sound)
        self.diary.append(Heard("caller", line.say or line.play or "[mumbles]", self._clock_s))
        self._speaking_until_s = self._clock_s + len(sound) / 8000
        if line.hang_up_after:
            self._hang_up_at_s = self._speaking_until_s
