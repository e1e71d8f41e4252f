"""The conversation of one call: turns in, replies out, one at a time.

turn ─▶ words ─▶ mind ─▶ reply ─▶ mouth ─▶ next turn
          │        │                '─ broken into: the history keeps what was heard; for nothing: said on
          '────────┴─ the caller goes on before we have begun: both utterances are answered as one, unless the first
                      has already had an effect, of which the caller is told before anything else
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from receptionist.booking.model import Booking
from receptionist.business.definition import Business, Language
from receptionist.calls import events
from receptionist.conversation.reply import Reply, Said
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Utterance
from receptionist.ports import Transcript
from stream_handler.backchannel import is_backchannel
from stream_handler.hearing import Hearing, Leave, Pressed, Silent, Spoke, Turn
from stream_handler.journal import Journal
from stream_handler.mind.thinking import Thought, one_moment, trouble
from stream_handler.mouth.speaker import Speaker, Spoken
from stream_handler.parts import Parts

SHOWN_KEYS = 4
"""Keys that go into the feed and the record; more may be a card."""


TRIES = 2
"""How often a sentence is begun that the voice does not bring to its end."""


class Over(Exception):
    """The call is over, for this reason (`CallEnded.reason`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class _Stopwatch:
    """Of the reply being made. Loop times, seconds."""

    ended_at: float
    waited_s: float
    began: float
    words_at: float
    thought_at: float

    def timed(self, turn: int, now: float) -> events.TurnTimed:
        """With the first sound of the answer sent just now."""
        stages = (
            self.waited_s,
            self.words_at - self.began,
            self.thought_at - self.words_at,
            now - self.thought_at,
            now - self.ended_at,
        )
        return events.TurnTimed(turn, *(round(stage * 1000, 1) for stage in stages))


class Talk:
    """Holds the dialogue state. `run` ends only by raising Over."""

    def __init__(
        self,
        parts: Parts,
        business: Business,
        journal: Journal,
        hearing: Hearing,
        mouth: Speaker,
        on_told: Callable[[DialogueState, bool], None],
    ) -> None:
        """`on_told`: after each reply; whether the caller has heard our first sentence, which says what we are and that
        we record."""
        self._parts = parts
        self._business = business
        self._journal = journal
        self._hearing = hearing
        self._mouth = mouth
        self._on_told = on_told
        self._loop = asyncio.get_running_loop()
        self._reply: Reply | None = None
        """The last one begun; its state is the call's."""
        self._rest: tuple[Said, ...] = ()
        """Of that reply: what the caller did not let us say."""
        self._unsaid: Reply | None = None
        """Thought, but the caller went on before we had begun."""
        self._owed: tuple[Said, ...] = ()
        """What must be said before anything else: the notice, news of effects."""
        self._notice: Said | None = None
        """The first sentence of the greeting, until it was heard."""
        self._carried = ""
        """Words of the caller's that no reply has answered."""
        self._late: tuple[Thought, str] | None = None
        """A turn given up, and the words it answers."""
        self._watch: _Stopwatch | None = None
        self._bridge: asyncio.TimerHandle | None = None
        self.effects: list[dict[str, Any]] = []

    @property
    def state(self) -> DialogueState | None:
        """None until the first reply."""
        return self._reply.state if self._reply else None

    async def run(self, opening: Callable[[], Reply], *, resumed: bool) -> None:
        """From the greeting to the end. Raises Over. Cancelling it leaves the state as of the last reply."""
        try:
            reply = await Thought(opening, self._parts.minds).within(self._parts.limits.think_s)
            if reply is None:
                raise Over("lost")
            self._notice = None if resumed or not reply.say else reply.say[0]
            self._note(reply)
            await self._say(reply)
            while True:
                answer = await self._answer(await self._hearing.next_turn())
                if answer is not None and self._hearing.busy:
                    self._unsaid = answer
                elif answer is not None:
                    await self._say(answer)
        finally:
            self.no_bridge()

    def caller_waits(self) -> None:
        """From now on: they hear something soon."""
        self.no_bridge()
        self._bridge = self._loop.call_later(self._parts.limits.filler_s, self._one_moment)

    def no_bridge(self) -> None:
        """Nothing is to be said to bridge a wait: it is over, or the caller speaks. Safe to repeat."""
        if self._bridge is not None:
            self._bridge.cancel()
            self._bridge = None

    def _one_moment(self) -> None:
        if self._reply is not None:
            self._mouth.bridge(one_moment(self._reply.state.language))

    # --- thinking

    async def _answer(self, turn: Turn) -> Reply | None:
        """None: nothing is to be said, the caller goes on."""
        self._recall_late()
        mind, business = self._parts.mind, self._business
        match turn:
            case Leave():
                raise Over("drained")
            case Silent():
                state = self._adopted()
                return await self._think(lambda: mind.silent(business, state))
            case Pressed(digits, ended_at):
                now = self._loop.time()
                self._watch = _Stopwatch(ended_at, now - ended_at, now, now, now)
                self._journal.tell(events.KeysPressed(digits if len(digits) <= SHOWN_KEYS else "…"))
                state = self._adopted()
                return await self._think(lambda: mind.keys(business, state, digits))
            case Spoke():
                return await self._answer_words(turn)

    async def _answer_words(self, turn: Spoke) -> Reply | None:
        now = self._loop.time()
        watch = self._watch = _Stopwatch(turn.ended_at, turn.waited_s, now, now, now)
        heard = await turn.words
        watch.words_at = self._loop.time()
        if heard.text or not turn.broke_in:
            self._journal.tell(events.CallerSaid(heard.text, heard.language, round(heard.confidence, 3)))
        if self._for_nothing(turn, heard):
            return self._as_before()
        state = self._adopted()
        readings = tuple(_joined(self._carried, text) for text in (heard.text, *heard.alternatives))
        self._carried = readings[0]
        if self._hearing.busy:
            return None
        mind, business = self._parts.mind, self._business
        if not self._carried:
            return await self._think(lambda: mind.not_heard(business, state))
        spoken = Utterance(readings, _language(heard.language), heard.confidence, turn.late_s, turn.stops)
        return await self._think(lambda: mind.hear(business, state, spoken))

    async def _think(self, turn: Callable[[], Reply]) -> Reply:
        last = self._last()
        thought = Thought(turn, self._parts.minds)
        reply = await thought.within(self._parts.limits.think_s)
        if self._watch is not None:
            self._watch.thought_at = self._loop.time()
        if reply is None:
            self._late = (thought, self._carried)
            return replace(_nothing_new(last), say=(trouble(last.state.language),))
        self._note(reply)
        return reply

    def _for_nothing(self, turn: Spoke, heard: Transcript) -> bool:
        """Whether they broke in without saying anything: a cough, or "mm-hm" before our question was put."""
        if not turn.broke_in or not (self._rest or self._unsaid):
            return False
        asked = self._unsaid is None and len(self._rest) <= 1
        return not heard.text or (is_backchannel(heard.text) and not asked)

    def _as_before(self) -> Reply:
        """What we were about to say, or were saying."""
        if self._unsaid is not None:
            reply, self._unsaid = self._unsaid, None
            return reply
        return replace(_nothing_new(self._last()), say=self._rest)

    def _adopted(self) -> DialogueState:
        """The state a new turn starts from. A reply nobody heard counts only if it has had an effect; of that the caller
        is told first."""
        unsaid, self._unsaid = self._unsaid, None
        if unsaid is not None and unsaid.effects:
            if any(not effect.type.startswith("hold.") for effect in unsaid.effects):
                self._owed += unsaid.say
            self._reply = replace(self._last(), state=unsaid.state)
            self._carried = ""
        return self._last().state

    def _recall_late(self) -> None:
        """A turn we gave up may have had an effect since."""
        if self._late is not None:
            (thought, words), self._late = self._late, None
            reply = thought.late()
            if reply is not None and reply.effects:
                self._note(reply)
                self._unsaid, self._carried = reply, words

    # --- speaking

    async def _say(self, reply: Reply) -> None:
        before, words, owed = self._reply, self._carried, self._owed
        self._reply, self._carried, self._owed, self._rest = reply, "", (), ()
        state = reply.state
        self._hearing.expect(reply.expect, language=_heard_as(state, self._business))
        self._journal.save(state)
        said = (*owed, *reply.say)
        spoken = await self._voiced(said, state)
        if spoken.text:
            self._journal.tell(events.AssistantSaid(spoken.text, said[0].language, spoken.interrupted))
        if self._notice not in spoken.rest:
            self._notice = None
        if spoken.interrupted:
            state = replace(self._parts.mind.interrupted(state, spoken.text), ended=False)
            self._reply, self._rest = replace(reply, state=state), spoken.rest
            self._owed = (self._notice,) if self._notice else ()
            if not spoken.text and before is not None:
                self._reply, self._unsaid, self._carried, self._owed = before, reply, words, owed
        self._on_told(state, self._notice is None)
        self._end_if_over(reply, spoken)
        self._hearing.ours_is_out()
        if self._hearing.leaving and not self._hearing.busy:
            raise Over("drained")

    async def _voiced(self, said: tuple[Said, ...], state: DialogueState) -> Spoken:
        """Says it; where the voice breaks off, that sentence is begun once more. Raises Over if no sound comes of it: the
        carrier has words of its own."""
        watch, self._watch = self._watch, None
        heard: list[str] = []
        left, tries = said, 0
        while True:
            spoken = await self._mouth.say(left, _pace(state), partial(self._sounded, watch))
            heard.append(spoken.text)
            if not spoken.voiceless:
                self.no_bridge()
                watch = None
            tries = tries + 1 if spoken.rest == left else 1
            left = spoken.rest
            if spoken.interrupted or not left or tries == TRIES:
                break
        if spoken.voiceless:
            raise Over("lost")
        return replace(spoken, text=" ".join(filter(None, heard)))

    def _end_if_over(self, reply: Reply, spoken: Spoken) -> None:
        if reply.transfer_to:
            self._journal.tell(events.HandedOver(reply.handoff or "asked", reply.transfer_to))
            self._journal.hand_over(reply.transfer_to, reply.transfer)
            raise Over("transferred")
        if reply.ended and not spoken.interrupted:
            raise Over("silence" if reply.state.silences else "goodbye")

    def _note(self, reply: Reply) -> None:
        for effect in reply.effects:
            detail = _told(effect.detail, effect.booking)
            self.effects.append({"type": effect.type, **detail})
            self._journal.tell(events.EffectDone(effect.type, detail))

    def _sounded(self, watch: _Stopwatch | None) -> None:
        """The first sound of a reply has been sent."""
        self.no_bridge()
        if watch is not None:
            self._journal.tell(watch.timed(self._last().state.turn, self._loop.time()))

    def _last(self) -> Reply:
        assert self._reply is not None, "no turn comes before the greeting"
        return self._reply


def _nothing_new(last: Reply) -> Reply:
    """The last reply's state and question, as a reply of their own."""
    return Reply((), last.state, last.expect)


def _joined(before: str, words: str) -> str:
    return f"{before} {words}".strip()


def _language(heard: str) -> Language | None:
    known: tuple[Language, ...] = ("en", "es", "pa")
    return next((language for language in known if language == heard), None)


def _heard_as(state: DialogueState, business: Business) -> str | None:
    """The language the recogniser is told: once a caller has settled into one; before, it listens for all of them."""
    if len(business.languages) == 1:
        return business.languages[0]
    return state.language if state.turn >= 2 and state.language != "pa" else None


def _pace(state: DialogueState) -> float:
    """A hesitant caller is spoken to more slowly."""
    return 0.9 if "hesitant" in state.moods else 1.0


def _told(detail: dict[str, Any], booking: Booking | None) -> dict[str, Any]:
    """An effect for the feed and the record: ids, no names or numbers beyond what the record has anyway."""
    if booking is None:
        return dict(detail)
    return {**detail, "booking": booking.id, "code": booking.code, "start": booking.span.start.isoformat()}
