"""One live call: a TaskGroup around one line.

    socket ─▶ reader ─▶ hub (speech?) ─▶ floor ─▶ orders ─▶ turns: words ─▶ mind ─▶ mouth ─▶ socket
                │ keys, marks                    │
                │                                '─▶ HUSH acts at once, wherever the turn is
                '─▶ stop, or the socket's end, ends the group

Ends with an outcome in the journal whatever happens; a fault stays in its own call.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from receptionist.business.definition import Business, Recording
from receptionist.calls import events
from receptionist.conversation.reply import Expectation, Reply
from receptionist.conversation.state import DialogueState
from receptionist.errors import Fenced
from receptionist.language.understanding import Utterance
from receptionist.ports import Transcript
from stream_handler.carrier.line import Line, SocketGone
from stream_handler.carrier.media_stream import Audio, Key, Played, ProtocolError, Stopped
from stream_handler.ears.recogniser import NOTHING, Recogniser
from stream_handler.ears.turn_audio import TurnAudio
from stream_handler.floor import Floor, Order, patience_for
from stream_handler.journal import Journal
from stream_handler.listening_in import ListeningIn
from stream_handler.mind.thinking import one_moment, thought, trouble
from stream_handler.mouth.speaker import Speaker, Spoken
from stream_handler.parts import Parts
from stream_handler.recorder import Recorder

log = logging.getLogger("stream_handler.call")

BETWEEN_KEYS_S = 1.2
"""Quiet after a key that ends an entry; `#` ends it at once."""


class Over(Exception):
    """The call is over, for this reason (`CallEnded.reason`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Turn:
    """What the caller has done."""

    kind: str
    """`speech`, `keys`, `silence`; `drain`: nothing, somebody else goes on."""
    audio: bytes = b""
    digits: str = ""
    ended_at: float = 0.0
    """Loop time of the last speech."""
    waited_s: float = 0.0
    """Quiet that had to pass before it counted as a turn."""


class Call:
    """From a checked ticket to a finished record."""

    def __init__(self, parts: Parts, line: Line, business: Business, journal: Journal, listening: ListeningIn) -> None:
        self._parts = parts
        self._line = line
        self._business = business
        self._journal = journal
        self._listening = listening
        self._floor = Floor()
        self._audio = TurnAudio()
        self._recorder = Recorder()
        self._turns: asyncio.Queue[Turn] = asyncio.Queue(8)
        self._digits = ""
        self._digits_due: asyncio.TimerHandle | None = None
        self._expect = Expectation()
        self._state: DialogueState | None = None
        self._language: str | None = None
        self._timing: tuple[Turn, float, float] | None = None
        """Of the reply being made: what it answers, seconds of recognising, seconds of thinking."""
        self._effects: list[dict[str, Any]] = []
        self._last_frame = 0.0
        self._mouth = Speaker(parts.voice, parts.prompts, self, parts.limits.first_byte_s)
        self._loop = asyncio.get_running_loop()

    # --- what the mouth plays goes to the line, the recorder and whoever listens in

    def play(self, mulaw: bytes, on_played: Callable[[], None]) -> None:
        self._recorder.play(mulaw)
        self._line.play(mulaw, on_played)

    def clear(self) -> None:
        self._recorder.clear()
        self._line.clear()

    def drain(self) -> None:
        """Let another handler have the call once what is being said and thought is done."""
        self._put(Turn("drain"))

    async def serve(self, opening: Callable[[], Reply]) -> str:
        """Greets and goes on until the call is over here. Gives the reason. Raises Fenced when another handler has it."""
        ear = self._parts.hub.join(self._heard)
        reason = ""
        try:
            async with asyncio.TaskGroup() as group:
                self._recogniser = Recogniser(
                    self._parts.transcriber, self._spawner(group), self._parts.limits.recognise_s
                )
                self._last_frame = self._loop.time()
                group.create_task(self._read(ear.feed), name="reader")
                group.create_task(self._line.write(), name="writer")
                group.create_task(self._journal.keep_lease(), name="lease")
                group.create_task(self._watch(), name="watch")
                group.create_task(self._listening.run(self._recorder), name="listening in")
                group.create_task(self._converse(opening), name="conversation")
        except* Over as over:
            reason = next(leaf.reason for leaf in _leaves(over))
        except* Fenced as fenced:
            raise Fenced("another handler has the call") from fenced
        except* ProtocolError:
            reason = reason or "protocol_error"
        except* SocketGone:
            reason = reason or "lost"
        finally:
            ear.close()
            if self._digits_due is not None:
                self._digits_due.cancel()
        return reason

    @property
    def state(self) -> DialogueState | None:
        return self._state

    @property
    def effects(self) -> list[dict[str, Any]]:
        return self._effects

    def recording(self) -> bytes | None:
        """What may be kept of the sound."""
        refused = self._state is None or self._state.recording_refused
        return None if refused else self._recorder.wav()

    # --- from the line

    async def _read(self, feed: Callable[[bytes], None]) -> None:
        async for message in self._line.messages():
            match message:
                case Audio(mulaw):
                    self._last_frame = self._loop.time()
                    self._recorder.hear(mulaw)
                    self._listening.hear(mulaw)
                    feed(mulaw)
                case Played(mark):
                    self._line.played(mark)
                case Key(digit):
                    self._key(digit)
                case Stopped():
                    raise Over("caller_hung_up")

    def _heard(self, frame: bytes, speech: bool) -> None:
        """32 ms of the caller, judged."""
        self._audio.hear(frame)
        now = self._loop.time()
        order = self._floor.hear(len(frame) / 8000, speech=speech)
        match order:
            case Order.BEGIN:
                self._audio.begin()
            case Order.HUSH:
                self._hush(now)
            case Order.PAUSE:
                self._recogniser.think_ahead(self._audio.so_far(), self._language, self._expect.phrases)
            case Order.GO_ON:
                self._recogniser.forget()
            case Order.REPLY:
                quiet_s = self._floor.quiet_s
                self._put(Turn("speech", self._audio.end(), ended_at=now - quiet_s, waited_s=quiet_s))
            case Order.SILENT:
                self._put(Turn("silence"))

    def _hush(self, now: float) -> None:
        began = now - self._floor.patience.barge_in_s
        self._mouth.hush()
        self._audio.begin()
        self._journal.tell(events.Interrupted(round((self._loop.time() - began) * 1000, 1)))

    def _key(self, digit: str) -> None:
        if self._digits_due is not None:
            self._digits_due.cancel()
        self._floor.take()
        self._mouth.hush()
        self._recogniser.forget()
        if digit != "#":
            self._digits += digit
        wait_s = 0.0 if digit == "#" or self._expect.kind in ("yes_no", "choice") else BETWEEN_KEYS_S
        self._digits_due = self._loop.call_later(wait_s, self._keys_complete)

    def _keys_complete(self) -> None:
        digits, self._digits = self._digits, ""
        if digits:
            self._put(Turn("keys", digits=digits, ended_at=self._loop.time()))
        else:
            self._floor.spoken()

    def _put(self, turn: Turn) -> None:
        try:
            self._turns.put_nowait(turn)
        except asyncio.QueueFull:
            log.error("turn dropped", extra={"call": self._line.started.call})

    async def _watch(self) -> None:
        """A line that went dead without a word, and a call that never ends."""
        limits = self._parts.limits
        while True:
            await asyncio.sleep(1.0)
            if self._loop.time() - self._last_frame > limits.frames_s:
                raise SocketGone("no frames")
            if self._journal.seconds() > limits.longest_call_s:
                raise Over("too_long")

    # --- the conversation

    async def _converse(self, opening: Callable[[], Reply]) -> None:
        reply = await self._think(opening)
        first = True
        while True:
            await self._say(reply)
            if first and self._business.recording is not Recording.OFF:
                self._recorder.start()
            first = False
            reply = await self._next_reply()

    async def _next_reply(self) -> Reply:
        turn = await self._turns.get()
        state = self._state
        assert state is not None
        began = self._loop.time()
        mind, business = self._parts.mind, self._business
        match turn.kind:
            case "keys":
                self._journal.tell(events.KeysPressed(turn.digits if len(turn.digits) <= 4 else "…"))
                return await self._think(lambda: mind.keys(business, state, turn.digits), turn)
            case "silence":
                return await self._think(lambda: mind.silent(business, state))
            case "drain":
                raise Over("drained")
        heard = await self._recogniser.words(turn.audio, self._language, self._expect.phrases)
        self._journal.tell(events.CallerSaid(heard.text, heard.language, round(heard.confidence, 3)))
        words_at = self._loop.time()
        if heard == NOTHING or not heard.text:
            reply = await self._think(lambda: mind.not_heard(business, state), turn)
        else:
            reply = await self._think(lambda: mind.hear(business, state, _utterance(heard)), turn)
        self._timing = (turn, words_at - began, self._loop.time() - words_at)
        return reply

    async def _think(self, turn: Callable[[], Reply], caused_by: Turn | None = None) -> Reply:
        language = self._state.language if self._state else self._business.languages[0]
        limits = self._parts.limits
        self._timing = None
        self._mouth.begin()

        def bridge() -> None:
            sound = self._parts.prompts.sound(one_moment(language).text, language)
            if sound is not None and caused_by is not None:
                self.play(sound, lambda: None)

        reply = await thought(
            turn, self._parts.minds, deadline_s=limits.think_s, filler_s=limits.filler_s, on_slow=bridge
        )
        if reply is not None:
            return reply
        if self._state is None:
            raise Over("error")
        return Reply((trouble(language),), self._state, self._expect)

    async def _say(self, reply: Reply) -> None:
        self._state = reply.state
        self._language = _heard_as(reply.state, self._business)
        self._expect = reply.expect
        for effect in reply.effects:
            detail = _told(effect.detail, effect.booking)
            self._effects.append({"type": effect.type, **detail})
            self._journal.tell(events.EffectDone(effect.type, detail))
        if any(effect.type == "recording.refused" for effect in reply.effects) or reply.state.recording_refused:
            self._recorder.discard()
        await self._journal.save(reply.state)
        thought_at = self._loop.time()
        self._mouth.on_sound = lambda: self._timed(thought_at)
        spoken = await self._mouth.say(reply.say, _pace(reply.state))
        await self._after(reply, spoken)

    async def _after(self, reply: Reply, spoken: Spoken) -> None:
        if spoken.text or spoken.interrupted:
            language = reply.say[0].language if reply.say else reply.state.language
            self._journal.tell(events.AssistantSaid(spoken.text, language, spoken.interrupted))
        state = reply.state
        if spoken.interrupted:
            state = self._state = self._parts.mind.interrupted(state, spoken.text)
        if reply.transfer_to:
            self._journal.tell(events.HandedOver(reply.handoff or "asked", reply.transfer_to))
            await self._journal.save(state, transfer_to=reply.transfer_to)
            await self._line.drained()
            raise Over("transferred")
        if reply.ended and not spoken.interrupted:
            await self._line.drained()
            raise Over(_ending(state))
        self._floor.patience = patience_for(reply.expect.kind, state.hesitant)
        if not spoken.interrupted and self._turns.empty():
            self._floor.spoken()

    def _timed(self, thought_at: float) -> None:
        if self._timing is None or self._state is None:
            return
        turn, words_s, think_s = self._timing
        now = self._loop.time()
        self._journal.tell(
            events.TurnTimed(
                self._state.turn,
                end_of_turn_ms=round(turn.waited_s * 1000, 1),
                transcribe_ms=round(words_s * 1000, 1),
                think_ms=round(think_s * 1000, 1),
                voice_ms=round((now - thought_at) * 1000, 1),
                total_ms=round((now - turn.ended_at) * 1000, 1),
            )
        )

    def _spawner(
        self, group: asyncio.TaskGroup
    ) -> Callable[[Coroutine[Any, Any, Transcript]], "asyncio.Task[Transcript]"]:
        return lambda work: group.create_task(work, name="recognise ahead")


def _leaves(group: BaseExceptionGroup[Over]) -> list[Over]:
    found: list[Over] = []
    for one in group.exceptions:
        found += _leaves(one) if isinstance(one, BaseExceptionGroup) else [one]
    return found


def _utterance(heard: Transcript) -> Utterance:
    spoken = heard.language if heard.language in ("en", "es", "pa") else None
    return Utterance((heard.text, *heard.alternatives), spoken, heard.confidence)  # type: ignore[arg-type]


def _heard_as(state: DialogueState, business: Business) -> str | None:
    """The language the recogniser is told: once a caller has settled into one; before, it listens for all of them."""
    if len(business.languages) == 1:
        return business.languages[0]
    return state.language if state.turn >= 2 and state.language != "pa" else None


def _pace(state: DialogueState) -> float:
    """A hesitant caller is spoken to more slowly."""
    return 0.9 if state.hesitant >= 0.5 else 1.0


def _ending(state: DialogueState) -> str:
    return "silence" if state.silences else "goodbye"


def _told(detail: dict[str, Any], booking: Any) -> dict[str, Any]:
    """An effect for the feed and the record: ids, no names or numbers beyond what the record has anyway."""
    if booking is None:
        return dict(detail)
    return {**detail, "booking": booking.id, "code": booking.code, "start": booking.span.start.isoformat()}
