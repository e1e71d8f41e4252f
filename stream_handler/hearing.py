"""From the line to turns: who has the floor, the sound of a turn, its words and keys.

Works on the loop, in callbacks; nothing here waits. What takes time (words, judging a pause) becomes a task of the call.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from receptionist.conversation.reply import Expectation
from receptionist.errors import VendorUnavailable
from receptionist.ports import EndOfTurn, Transcript
from stream_handler.backchannel import is_backchannel
from stream_handler.ears.finished import answered_at_once, finished
from stream_handler.ears.recogniser import words
from stream_handler.ears.turn_audio import TurnAudio
from stream_handler.floor import PAUSE_S, SHORT_PAUSE_S, Floor, Holder, Order, patience_for
from stream_handler.mouth.making import Spawn
from stream_handler.parts import Parts

log = logging.getLogger("stream_handler.hearing")

BETWEEN_KEYS_S = 1.2
"""Quiet after a key that ends an entry; `#` ends it at once."""
COMPLETE, INCOMPLETE = 0.6, 0.15
"""Of the end-of-turn model: above, the turn is over sooner, unless words were there to say so and did not; below, it is waited
for longer."""
JUDGED = frozenset({"open", "name", "date", "time", "choice"})
"""What the end-of-turn model is asked about. Digits and letters come in groups that each sound complete."""
SOON_S = 2.0
"""Of quiet, after which a caller whose call was taken over is asked again."""
LEAD_S = 0.6
"""Before speech is noticed, or a key is told of, its sound was on the line."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """The caller has said something."""

    words: "asyncio.Task[Transcript]"
    ended_at: float
    """Loop time of the last speech."""
    waited_s: float
    """Quiet that had to pass before it counted as a turn."""
    broke_in: bool
    """It began while we spoke, or thought."""
    began_at: float = 0.0
    """Loop time before its first sound."""
    late_s: float = 0.0
    """Quiet between our words and it."""
    stops: int = 0
    """How often the caller fell quiet in it and went on."""
    sound: bytes = b""
    """Mu-law; of a turn that is over."""


@dataclass(frozen=True, slots=True)
class Pressed:
    digits: str
    ended_at: float
    began_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Silent:
    """Nobody has spoken for as long as the caller was given."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Not the caller's: another handler is to go on, as soon as nobody speaks."""


@dataclass(frozen=True, slots=True)
class Back:
    """Not the caller's: a colleague who spoke with them has gone, and the assistant goes on."""


Turn = Spoke | Pressed | Silent | Leave | Back


class Notified(Protocol):
    """Who is told at once, on the loop, of what does not wait for its turn."""

    def hush(self, speaking_s: float) -> None:
        """The caller speaks over us, since that many seconds; 0: they pressed a key."""
        ...

    def turn(self, quiet_s: float) -> None:
        """They have finished, so long ago, and wait."""
        ...

    def words(self, turn: Spoke, heard: Transcript) -> None:
        """They have paused after these words, and may be done."""
        ...

    def ready(self) -> bool:
        """Whether the answer to these words could be heard at once."""
        ...

    def went_on(self) -> None:
        """They were not, or it is answered: what was thought ahead is void."""
        ...


class Hearing:
    """Of one call."""

    def __init__(self, parts: Parts, spawn: Spawn, on: "Notified", language: str | None) -> None:
        """`language`: all that is spoken here, where it is one. A recogniser that is told by dialling would be dialled twice."""
        self._parts = parts
        self._spawn = spawn
        self._on = on
        self._loop = asyncio.get_running_loop()
        self._listening = parts.ears.listen(language=language)
        self._listening.on_news = self._early
        self._pause_s = SHORT_PAUSE_S if self._listening.streams else PAUSE_S
        self._floor = Floor(patience_for("open", pause_s=self._pause_s))
        self._audio = TurnAudio()
        self._unjudged = bytearray()
        self._broke_in = False
        self._thinking = False
        """Somebody thinks ahead of the pause."""
        self._number = 0
        """Of the turn in hand."""
        self._false_stops = 0
        self._cut_offs = 0
        self._expect = Expectation()
        self._language = language
        self._sparing = False
        self._words: asyncio.Task[Transcript] | None = None
        self._verdict: asyncio.Task[None] | None = None
        self._digits = ""
        self._keys_began = 0.0
        self._digits_due: asyncio.TimerHandle | None = None
        self._turns: asyncio.Queue[Turn] = asyncio.Queue(16)
        self.leaving = False

    async def next_turn(self) -> Turn:
        """In order. Cancelling it loses none."""
        return await self._turns.get()

    @property
    def busy(self) -> bool:
        """Whether the caller is at it, or has done something that is not answered yet."""
        return self._floor.holder is Holder.CALLER or bool(self._digits) or not self._turns.empty()

    def expect(self, expected: Expectation, *, language: str | None) -> None:
        """What is being asked just now, and the language it may be answered in (None: any)."""
        self._expect, self._language = expected, language
        self._listening.tune(language=language, phrases=expected.phrases)
        self._be_patient()

    def spare(self) -> None:
        """Our own ears hear from the next turn on, if they know what is spoken. Safe to repeat."""
        self._sparing = True

    def stopped_for(self, something: bool) -> None:
        """Whether what made us fall silent was worth it: after some that were not, this line has to be louder for longer."""
        self._false_stops = max(0, self._false_stops - 1) if something else self._false_stops + 1
        self._be_patient()

    def _be_patient(self) -> None:
        self._floor.patience = patience_for(
            self._expect.kind, self._expect.patience_s, pause_s=self._pause_s,
            false_stops=self._false_stops, cut_offs=self._cut_offs,
        )  # fmt: skip

    def ours_is_out(self) -> None:
        """Our words have been heard to the end."""
        if not self.busy:
            self._floor.spoken()

    def ask_soon(self) -> None:
        """The call was taken over without a word: what the caller said meanwhile has not been heard, so that their silence is asked
        about sooner, until something else is expected."""
        self._floor.patience = replace(self._floor.patience, silence_s=SOON_S)

    def leave(self) -> None:
        """Another handler is to go on: now if nobody speaks, else `leaving` says so to who speaks last. Safe to repeat."""
        if not self.leaving and self._floor.holder is Holder.NOBODY and not self.busy:
            self._put(Leave())
        self.leaving = True

    def give_back(self) -> None:
        """A colleague has gone."""
        self._put(Back())

    async def close(self) -> None:
        if self._digits_due is not None:
            self._digits_due.cancel()
        await self._listening.close()

    def arrived(self, audio: bytes) -> None:
        """Mu-law of the caller, any length, not judged yet: the recogniser does not wait for the detector."""
        self._unjudged += audio
        if self._floor.holder is Holder.CALLER:
            self._listening.hear(audio)

    def heard(self, frame: bytes, speech: bool) -> None:
        """32 ms of what has arrived, judged."""
        del self._unjudged[: len(frame)]
        self._audio.hear(frame)
        if self._floor.holder is Holder.CALLER:
            self._early()
        ready = self._floor.whole and self._on.ready()
        match self._floor.hear(len(frame) / 8000, speech=speech, ready=ready):
            case Order.BEGIN:
                self._begin(broke_in=False)
            case Order.HUSH:
                self._begin(broke_in=True)
                self._on.hush(self._floor.turn_s)
            case Order.PAUSE:
                self._pause()
            case Order.AGAIN:
                self._again()
            case Order.GO_ON:
                self._forget()
            case Order.REPLY:
                self._finish()
            case Order.SILENT:
                self._put(Silent())

    def key(self, digit: str) -> None:
        """A key was pressed: what is being said or spoken gives way."""
        if self._digits_due is not None:
            self._digits_due.cancel()
        self._floor.take()
        self._audio.end()
        self._listening.end()
        self._forget()
        self._on.hush(0.0)
        if not self._digits:
            self._keys_began = self._loop.time()
        if digit != "#":
            self._digits += digit
        at_once = digit == "#" or self._expect.kind in ("yes_no", "choice")
        self._digits_due = self._loop.call_later(0.0 if at_once else BETWEEN_KEYS_S, self._keys_complete)

    def _keys_complete(self) -> None:
        digits, self._digits = self._digits, ""
        if digits:
            self._on.turn(0.0)
            self._put(Pressed(digits, self._loop.time(), self._keys_began - LEAD_S))
        else:
            self._floor.spoken()

    def _begin(self, *, broke_in: bool) -> None:
        self._broke_in = broke_in
        self._number += 1
        self._thinking = False
        self._spare_now()
        self._listening.begin(self._audio.begin() + self._unjudged)

    def _spare_now(self) -> None:
        ours = self._parts.spare_ears
        if not self._sparing or ours is None or (self._language or "en") not in ours.languages():
            return
        self._sparing = False
        self._spawn(self._listening.close(), name="ears closed")
        self._listening = ours.listen(language=self._language, phrases=self._expect.phrases)
        self._listening.on_news = self._early
        self._pause_s = SHORT_PAUSE_S if self._listening.streams else PAUSE_S
        self._be_patient()

    def _pause(self) -> None:
        """They may be done: what are the words, and do they sound done? Somebody may think ahead meanwhile."""
        turn = self._turn(self._recognise())
        self._words = turn.words
        self._verdict = self._spawn(self._judge(turn), name="end of turn?")

    def _again(self) -> None:
        """A digit said too softly for the detector may still have reached the recogniser."""
        asked = self._words
        known = asked.result() if asked is not None and asked.done() and not asked.cancelled() else None
        if known is not None and sum(map(str.isalnum, self._listening.partial)) > sum(map(str.isalnum, known.text)):
            self._verdict = self._spawn(self._heard_more(self._turn(self._recognise()), known), name="more words?")

    async def _heard_more(self, turn: Spoke, known: Transcript) -> None:
        try:
            await asyncio.wait([turn.words])
        except asyncio.CancelledError:
            turn.words.cancel()
            raise
        if turn.words.cancelled() or turn.words.result().text in ("", known.text):
            return
        self._words = turn.words
        await self._by_words(turn)

    def _early(self) -> None:
        """A recogniser that has all the words is ahead of the detector, which hears speech in the soft ends of them."""
        if self._floor.holder is not Holder.CALLER or self._listening.whole is self._thinking:
            return
        self._thinking = not self._thinking
        if self._thinking:
            self._spawn(self._tell(self._turn(self._recognise())), name="early words")
        elif self._words is None:
            self._on.went_on()

    async def _tell(self, turn: Spoke) -> None:
        await asyncio.wait([turn.words])
        if not turn.words.cancelled() and self._floor.holder is Holder.CALLER:
            self._on.words(turn, turn.words.result())

    def _forget(self) -> None:
        for task in (self._words, self._verdict):
            if task is not None:
                task.cancel()
        self._words = self._verdict = None
        self._on.went_on()

    def _finish(self) -> None:
        turn = self._turn(self._words or self._recognise())
        self._words = None
        if self._verdict is not None:
            self._verdict.cancel()
            self._verdict = None
        turn = replace(turn, sound=self._audio.end())
        turn.words.add_done_callback(partial(self._heard_out, self._number, self._floor.cut_off))
        self._on.turn(turn.waited_s)
        self._put(turn)

    def _heard_out(self, number: int, cut_off: bool, heard: "asyncio.Task[Transcript]") -> None:
        """The words of that turn are there: it is over for the recogniser too, unless another one has begun. A caller who went
        on with it when we had thought them done is given longer from now on."""
        if number == self._number:
            self._listening.end()
        if (
            cut_off
            and not heard.cancelled()
            and not heard.exception()
            and heard.result().text
            and not is_backchannel(heard.result().text)
        ):
            self._cut_offs += 1
            self._be_patient()

    def _turn(self, recognised: "asyncio.Task[Transcript]") -> Spoke:
        quiet_s, late_s, stops = self._floor.quiet_s, self._floor.waited_s, self._floor.stops
        now = self._loop.time()
        began_at = now - self._floor.turn_s - LEAD_S
        return Spoke(recognised, now - quiet_s, quiet_s, self._broke_in, began_at, late_s, stops)

    def _recognise(self) -> "asyncio.Task[Transcript]":
        return self._spawn(words(self._listening, self._parts.limits.recognise_s), name="words")

    async def _judge(self, turn: Spoke) -> None:
        """By the words where they decide, else by the sound; which is judged meanwhile where the recogniser takes a while."""
        by_sound = self._parts.end_of_turn if self._expect.kind in JUDGED else None
        if by_sound is not None and not self._listening.streams:
            async with asyncio.TaskGroup() as group:
                judging = group.create_task(self._judged(by_sound, self._audio.so_far()))
                if await self._by_words(turn):
                    judging.cancel()
        elif not await self._by_words(turn) and by_sound is not None:
            await self._judged(by_sound, self._audio.so_far())

    async def _by_words(self, turn: Spoke) -> bool:
        """Whether they decide."""
        await asyncio.wait([turn.words])
        if turn.words.cancelled():
            return False
        heard = turn.words.result()
        self._on.words(turn, heard)
        complete = self._finished(heard)
        if complete is not None:
            at_once = answered_at_once(self._expect.kind, heard.text)
            self._floor.sounds_complete(complete, at_once=at_once)
        return complete is not None

    def _finished(self, heard: Transcript) -> bool | None:
        kind = self._expect.kind
        if kind != "phone" and self._broke_in and (not heard.text or is_backchannel(heard.text)):
            return True
        return finished(kind, heard.text, heard.language)

    async def _judged(self, judge: EndOfTurn, audio: bytes) -> None:
        try:
            async with asyncio.timeout(self._parts.limits.judge_s):
                complete = await judge.complete(audio)
        except (TimeoutError, VendorUnavailable):
            return
        if complete >= COMPLETE and not self._listening.streams:
            self._floor.sounds_complete(True, by_sound=True)
        elif complete <= INCOMPLETE:
            self._floor.sounds_complete(False, by_sound=True)

    def _put(self, turn: Turn) -> None:
        try:
            self._turns.put_nowait(turn)
        except asyncio.QueueFull:  # Only if the conversation hangs; its own deadlines end that.
            log.error("turn dropped")
