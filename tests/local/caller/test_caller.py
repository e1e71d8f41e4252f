"""A caller's turns, on a phone of which every frame is known."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import numpy as np

from local.caller.caller import PATIENCE_S, Caller
from local.caller.scenario import Line, Scenario
from receptionist.calls import mulaw
from receptionist.ports import Transcript

QUIET = mulaw.encode(np.zeros(160, np.float32))
VOICE = mulaw.encode((0.2 * np.sin(np.arange(160) * 0.3)).astype(np.float32))
FRAMES_A_SECOND = 50


class Receiver:
    """Gives the assistant's speech: from when to when, in seconds."""

    def __init__(self, spoken_s: Sequence[tuple[float, float]], length_s: float) -> None:
        self.spoken_s = spoken_s
        self.length_s = length_s
        self.said_at_s: list[float] = []
        self.hung_up_at_s: float | None = None
        self._place = 0

    async def frames(self) -> AsyncIterator[bytes]:
        for place in range(int(self.length_s * FRAMES_A_SECOND)):
            self._place = place
            now_s = place / FRAMES_A_SECOND
            yield VOICE if any(start <= now_s < end for start, end in self.spoken_s) else QUIET

    def say(self, mulaw: bytes) -> None:
        self.said_at_s.append(self._place / FRAMES_A_SECOND)

    def press(self, digits: str) -> None:
        raise AssertionError("no keys in these parts")

    async def hang_up(self) -> None:
        self.hung_up_at_s = self._place / FRAMES_A_SECOND


class Hears:
    """What the assistant said, utterance by utterance."""

    def __init__(self, *words: str) -> None:
        self._words = list(words)

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        return Transcript(self._words.pop(0), "en", 1.0)


def played(phone: Receiver, ears: Hears, *lines: Line) -> None:
    sounds = {place: VOICE * FRAMES_A_SECOND for place, line in enumerate(lines) if line.say}
    asyncio.run(Caller(Scenario(name="a part", lines=lines), phone, ears, sounds).go())


def test_a_caller_who_still_has_an_answer_stays_on_the_line_of_a_long_call() -> None:
    phone = Receiver([(0, 2), (50, 52), (62, 64), (66, 68)], 80)
    ears = Hears("Hello!", "Is it your first visit?", "A cut with Ana,", "Monday at ten. Is that right?")
    played(phone, ears, Line(say="A cut, please."), Line(hears="first", say="Yes."), Line(hears="right", say="It is."))
    assert [round(at_s) for at_s in phone.said_at_s] == [3, 53, 69]


def test_a_caller_who_is_never_asked_what_they_could_answer_hangs_up() -> None:
    spoken = [(float(at_s), at_s + 1.0) for at_s in range(0, 120, 8)]
    phone = Receiver(spoken, 120)
    played(phone, Hears(*["Well, well."] * len(spoken)), Line(say="Hello."), Line(hears="right", say="It is."))
    assert len(phone.said_at_s) == 1
    assert phone.hung_up_at_s is not None
    assert PATIENCE_S < phone.hung_up_at_s < PATIENCE_S + 12
