"""One live call: a TaskGroup around one line.

    socket ─▶ reader ─▶ hub (speech?) ─▶ hearing ─▶ turns ─▶ talk: words ─▶ mind ─▶ mouth ─▶ socket
                │ keys, marks              '─ the caller speaks over us: hush, wherever the talk is
                '─▶ stop, or the socket's end, ends the group

Ends with a reason whatever happens; a fault stays in its own call.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, BinaryIO

from receptionist.adapters.mouth.chosen import as_chosen
from receptionist.adapters.mouth.pronouncing import pronounced
from receptionist.business.definition import Business, Recording
from receptionist.calls import events
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import DialogueState
from receptionist.errors import Fenced
from receptionist.ports import Transcript
from stream_handler.carrier.line import Line, SocketGone
from stream_handler.carrier.media_stream import Audio, Key, Leave, Message, Played, ProtocolError, Stopped
from stream_handler.colleague import Colleague
from stream_handler.hearing import Hearing, Spoke
from stream_handler.journal import Journal
from stream_handler.listening_in import ListeningIn
from stream_handler.mouth.speaker import Speaker
from stream_handler.parts import Parts
from stream_handler.sides import Sides
from stream_handler.sparing import SparingVoice
from stream_handler.talk import Over, Talk

log = logging.getLogger("stream_handler.call")

WATCH_S = 0.25
WARNED_S = 60.0
"""Before its longest, a call is said to be nearly over."""
GRACE_S = 180.0
"""After it, for a message."""
COLLEAGUE_AHEAD_S = 0.5
"""Of a colleague's sound that the caller has not heard yet; what would make them later still is dropped."""


class Call:
    """From a checked ticket to the end of the talk. Made and served on one loop, once."""

    def __init__(self, parts: Parts, line: Line, business: Business, journal: Journal, listening: ListeningIn) -> None:
        self._parts = parts
        self._line = line
        self._business = business
        self._journal = journal
        self._listening = listening
        self._loop = asyncio.get_running_loop()
        self._sides = Sides(listening.hear)
        said, speech = business.pronunciations, business.speech
        self._voice = SparingVoice(parts.voice, parts.spare_voice or parts.voice)
        self._mouth = Speaker(
            pronounced(as_chosen(self._voice, speech), said),
            parts.prompts.of(said, speech),
            self,
            parts.limits.first_byte_s,
            self._spawn,
        )
        self._group = asyncio.TaskGroup()
        only = business.languages[0] if len(business.languages) == 1 else None
        self._hearing = Hearing(parts, self._spawn, self, only)
        self._colleague = Colleague(parts.live, journal.call, self)
        self._talk = Talk(parts, business, journal, self._hearing, self._mouth, self._spawn, self._told, self._card)
        self._frames = 0
        self._leave_by: float | None = None
        self._fault: Exception | None = None
        self._ended = False
        """A colleague has ended the call."""
        self._spares = False

    async def serve(self, opening: Callable[[], Reply], *, resumed: bool) -> str:
        """Speaks first and goes on until the call is over here. Gives the reason. Raises Fenced when another handler has
        the call, and whatever else broke it, unwrapped. Cancelling it ends the call without a reason."""
        ear = self._parts.hub.join(self._hearing.heard, self._faulty)
        try:
            async with self._group as group:
                group.create_task(self._line.run(partial(self._message, ear.feed)), name="line")
                group.create_task(self._journal.keep_lease(), name="lease")
                group.create_task(self._journal.keep(), name="checkpoints")
                group.create_task(self._watch(), name="watch")
                group.create_task(self._listening.run(), name="listening in")
                group.create_task(self._colleague.run(), name="colleague")
                group.create_task(self._warm(), name="warm")
                group.create_task(self._talk.run(opening, resumed=resumed), name="talk")
        except BaseExceptionGroup as ended:
            reason = _reason(ended)
            _forget_where(ended)
            return reason
        finally:
            ear.close()
            await self._hearing.close()
        raise AssertionError("a call ends by raising")

    @property
    def state(self) -> DialogueState | None:
        return self._talk.state

    @property
    def effects(self) -> list[dict[str, Any]]:
        return self._talk.effects

    def recording(self) -> BinaryIO | None:
        """What may be kept of the sound. Valid until `forget_sound`."""
        return self._sides.recording()

    def forget_sound(self) -> None:
        """What was recorded is gone from here. Safe to repeat."""
        self._sides.discard()

    def leave(self, within_s: float) -> None:
        """Let another handler have the call at the next quiet moment, or then. Safe to repeat."""
        if self._leave_by is None:
            self._leave_by = self._loop.time() + within_s
        self._hearing.leave()

    # --- what the mouth plays

    def play(self, audio: bytes, on_played: Callable[[], None]) -> None:
        self._sides.play(audio)
        self._line.play(audio, on_played)

    def clear(self) -> None:
        self._sides.clear()
        self._line.clear()

    # --- from the line

    def _message(self, feed: Callable[[bytes], None], message: Message | None) -> None:
        match message:
            case Audio(audio):
                self._frames += 1
                self._sides.hear(audio)
                self._hearing.arrived(audio)
                feed(audio)
            case Played(mark):
                self._line.played(mark)
            case Key(digit):
                self._hearing.key(digit)
            case Stopped():
                raise Over("caller_hung_up")
            case Leave():
                self.leave(self._parts.limits.drain_s)

    # --- from the hearing

    def hush(self, speaking_s: float) -> None:
        if self._talk.ending:
            return
        self._talk.no_bridge()
        if self._talk.aside:
            return
        self._mouth.hush()
        if speaking_s:
            self._journal.tell(events.Interrupted(round(speaking_s * 1000, 1)))

    def turn(self, quiet_s: float) -> None:
        if not self._talk.aside:
            self._talk.caller_waits(quiet_s)

    def words(self, turn: Spoke, heard: Transcript) -> None:
        if not self._talk.aside:
            self._talk.think_ahead(turn, heard)

    def ready(self) -> bool:
        return self._talk.ready()

    def went_on(self) -> None:
        self._talk.forget_ahead()

    # --- from a colleague at the page

    def taken(self, by: str) -> None:
        self._talk.stand_aside()
        self._mouth.hush()
        self._journal.tell(events.ColleagueOn(by))

    def sounds(self, audio: bytes) -> None:
        if self._sides.ahead_s < COLLEAGUE_AHEAD_S:
            self.play(audio, lambda: None)

    def given_back(self) -> None:
        self._journal.tell(events.ColleagueOff())
        self._talk.come_back()

    def over(self) -> None:
        self._ended = True

    # --- from the talk

    def _told(self, state: DialogueState, noticed: bool) -> None:
        """Recording begins once the caller has heard that there is one, and what there is is thrown away if they refuse.
        Where they are asked first, their consent is the notice."""
        policy = self._business.recording
        if policy is Recording.OFF or state.recording_refused:
            self._sides.discard()
        elif noticed or policy is Recording.ASK:
            self._sides.record()

    def _card(self, began_at: float) -> None:
        """The caller has spoken or keyed a card number since then: nobody is to hear it from the recording."""
        silenced = self._sides.silence_caller(self._loop.time() - began_at)
        if silenced is not None:
            self._journal.tell(events.Silenced(*silenced))

    def _faulty(self, fault: Exception) -> None:
        self._fault = fault

    async def _warm(self) -> None:
        """Whoever thinks and speaks next is dialled; the ears are, since they listen."""
        await asyncio.gather(self._parts.voice.warm(language=self._business.languages[0]), self._warm_mind())

    async def _warm_mind(self) -> None:
        """While our first sound is heard, not before: of many calls that come at once, as a killed handler's do, the first
        sound of each would wait for what the others' first turns need. A few at once, for the same reason."""
        await self._talk.opened.wait()
        async with self._parts.warming:
            await self._loop.run_in_executor(self._parts.minds, self._parts.mind.warm, self._business)

    async def _watch(self) -> None:
        """What nobody else notices: a fault in a callback, a line that went dead without a word, a call without end. A dead line's
        time is counted in looks: a process that itself stood still for a while has not lost its callers."""
        heard, dead_s = self._frames, 0.0
        while True:
            await asyncio.sleep(WATCH_S)
            if self._fault is not None:
                raise self._fault
            if self._ended:
                raise Over("goodbye")
            dead_s = dead_s + WATCH_S if self._frames == heard else 0.0
            heard = self._frames
            if self._line.stuck or dead_s >= self._parts.limits.frames_s:
                raise Over("silent")
            self._within_limits()
            if self._leave_by is not None and self._loop.time() >= self._leave_by:
                raise Over("drained")

    def _within_limits(self) -> None:
        """What one call may take of time and money. Raises Over only where the caller has had time to say what they want."""
        own, seconds = self._business.limits, self._journal.call_seconds
        longest_s = min(own.longest_minutes * 60.0, self._parts.limits.longest_call_s)
        if seconds >= longest_s + GRACE_S:
            raise Over("too_long")
        if seconds >= longest_s:
            self._talk.time_is_over()
        elif seconds >= longest_s - WARNED_S:
            self._talk.time_is_short()
        if own.most_usd is not None and not self._spares and self._journal.usd >= own.most_usd:
            self._spares = True
            log.warning("a call's money is spent", extra={"business": self._business.id})
            self._journal.meter.spared(self._loop.time())
            self._voice.spare()
            self._hearing.spare()
            self._talk.spare()

    def _spawn(self, work: Coroutine[Any, Any, Any], *, name: str) -> "asyncio.Task[Any]":
        return self._group.create_task(work, name=name)


def _reason(ended: BaseExceptionGroup[BaseException]) -> str:
    """Why a group of tasks ended: being fenced before all else, a fault before an ordinary end."""
    leaves = list(_leaves(ended))
    for leaf in leaves:
        if isinstance(leaf, Fenced):
            raise leaf
    for leaf in leaves:
        if not isinstance(leaf, Over | ProtocolError | SocketGone):
            raise leaf
    over = next((leaf for leaf in leaves if isinstance(leaf, Over)), None)
    if over is not None:
        return over.reason
    return "protocol_error" if any(isinstance(leaf, ProtocolError) for leaf in leaves) else "lost"


def _forget_where(ended: BaseException) -> None:
    """Of an ordinary end nobody asks where it was raised, and a traceback holds the whole call, which holds it."""
    ended.__traceback__ = ended.__context__ = None
    if isinstance(ended, BaseExceptionGroup):
        for one in ended.exceptions:
            _forget_where(one)


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    found: list[BaseException] = []
    for one in group.exceptions:
        found += _leaves(one) if isinstance(one, BaseExceptionGroup) else [one]
    return found
