"""A person on the phone: listens, answers what they are asked, says again what went unheard."""

import asyncio
import re
from dataclasses import dataclass

from tests.chaos.dialogues import AGAIN, BYE, YES, Dialogue
from tests.chaos.network import Network
from tests.chaos.telephone import WORD_S, text_of

FRAMES_S = 0.04
"""Two frames at a time."""
PER_WORD_S = 0.3
THINKS_S = 0.5
"""From the end of a question to the answer."""
WONDERS_S = 4.0
"""Quiet after which a caller who was asked nothing says something."""
HANGS_UP_S = 6.0
"""Quiet in the middle of our goodbye."""
GIVES_UP_S = 40.0
"""Of hearing nothing new."""


@dataclass(slots=True)
class Line:
    """Something the caller says. Loop times."""

    number: int
    text: str
    began: float
    ends: float


class Caller:
    """On one call. `run` until they have what they want, or have given up."""

    def __init__(self, network: Network, dialogue: Dialogue) -> None:
        self._network = network
        self._dialogue = dialogue
        self._loop = network.loop
        self.lines: list[Line] = []
        self._agreed = ""
        self.gave_up = False
        self.hung_up = False
        """Having said goodbye."""

    async def run(self) -> None:
        microphone = self._loop.create_task(self._speak())
        try:
            await self._talk()
        finally:
            microphone.cancel()

    async def _talk(self) -> None:
        since, last = 0, ""
        while not self._network.over:
            answer = await self._listen(since, last)
            if answer is None:
                break
            since, last = len(self._network.heard), answer
            await self._say(answer)

    async def _say(self, text: str) -> None:
        now = self._loop.time()
        line = Line(len(self.lines), text, now, now + PER_WORD_S * len(text.split()))
        self.lines.append(line)
        if self._network.serving is not None:
            self._network.serving.ears.saying = text
        await asyncio.sleep(line.ends - now)

    async def _listen(self, since: int, last: str) -> str | None:
        """What they say next. None: the call is over, or as good as."""
        began = self._loop.time()
        while not self._network.over:
            await asyncio.sleep(FRAMES_S)
            now = self._loop.time()
            words = self._network.heard
            heard_at = words[-1].at + WORD_S if len(words) > since else began
            since = min(since, len(words))
            quiet_s = now - max(heard_at, began)
            if quiet_s > GIVES_UP_S or len(self.lines) > 40:
                self.gave_up = True
                return None
            if quiet_s < THINKS_S or self._network.stream is None:
                continue
            heard = text_of(words[since:])
            told = text_of(words)
            answer = self._dialogue.answer(heard, told, self._agreed)
            if answer is None and last and re.search(AGAIN, heard):
                answer = last
            if last == BYE and "thank you" in heard:
                self.hung_up = quiet_s > HANGS_UP_S
                answer = None
                if self.hung_up:
                    return None
            elif answer is None and quiet_s >= WONDERS_S and len(words) > since:
                answer = last or "Hello?"
            if answer is not None:
                self._agreed += heard if answer == YES else ""
                return answer
        return None

    async def _speak(self) -> None:
        """Frames, all the time. What is left of a line when another handler takes the call is all it hears of it."""
        stream = self._network.stream
        while True:
            now = self._loop.time()
            line = self.lines[-1] if self.lines else None
            loud = line is not None and now < line.ends
            if self._network.stream is not stream:
                stream = self._network.stream
                if stream is not None and line is not None and loud:
                    left = round((line.ends - now) / PER_WORD_S)
                    stream.ears.saying = " ".join(line.text.split()[-left:]) if left else ""
            if stream is not None:
                stream.frame(loud=loud)
                stream.frame(loud=loud)
            await asyncio.sleep(FRAMES_S)
