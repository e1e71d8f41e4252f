"""The conversation of one call: turns in, replies out, one at a time.

turn ─▶ words ─▶ mind ─▶ reply ─▶ mouth ─▶ next turn
          │        │                '─ broken into: the history keeps what was heard; for nothing: said on
          '────────┴─ the caller goes on before we have begun: both utterances are answered as one, unless the first
                      has already had an effect, of which the caller is told before anything else
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from receptionist.booking.model import Booking
from receptionist.business.definition import Business, Language
from receptionist.calls import events, mulaw
from receptionist.conversation.minds.model import Interest
from receptionist.conversation.redact import without_cards
from receptionist.conversation.reply import Reply, Said
from receptionist.conversation.resuming import handed_over, heard_out, unheard
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Utterance
from receptionist.ports import Transcript
from stream_handler.ahead import Ahead
from stream_handler.backchannel import is_backchannel, is_echo
from stream_handler.cards import Cards
from stream_handler.hearing import Back, Hearing, Leave, Pressed, Silent, Spoke, Turn
from stream_handler.journal import Journal
from stream_handler.machines import Machines, Taken, is_tone
from stream_handler.mind.thinking import Thought, anybody_there, goodbye_machine, one_moment, time_is_short, trouble
from stream_handler.mouth.along import Along
from stream_handler.mouth.making import Making, Spawn
from stream_handler.mouth.speaker import More, Speaker, Spoken
from stream_handler.parts import Parts

SHOWN_KEYS = 4
"""Keys that go into the feed and the record; more may be a card."""


LEAST_S = 0.3
"""What an answer gets before "one moment", however long the caller was waited for."""
MOST_CARRIED = 240
"""Characters, the latest, of earlier words without an answer that are answered with new ones: a quarter of a minute of speech.
Who talks on while we are slow does not make us slower."""
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
        spawn: Spawn,
        on_told: Callable[[DialogueState, bool], None],
        on_card: Callable[[float], None],
    ) -> None:
        """`on_told`: after each reply; whether the caller has heard our first sentence, which says what we are and that
        we record. `on_card`: since that loop time the caller has told a card number."""
        self._parts = parts
        self._business = business
        self._journal = journal
        self._hearing = hearing
        self._mouth = mouth
        self._spawn = spawn
        self._on_told = on_told
        self._on_card = on_card
        self._cards = Cards()
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
        self._late: tuple[Thought[Reply], str] | None = None
        """A turn given up, and the words it answers."""
        self._once_more = ""
        """Words that a turn given up has answered since, though we had asked for them once more."""
        self._thinking = False
        self._ahead: Ahead | None = None
        self._resuming = ""
        """What was heard of the reply that is said on."""
        self._uncut: tuple[Reply, str] | None = None
        """The reply that was broken into, as it was thought, and what was heard of it."""
        self._watch: _Stopwatch | None = None
        self._bridge: asyncio.TimerHandle | None = None
        self._machines = Machines(business.limits.machine_turns)
        self._ending = ""
        """The call ends with what is said next, whatever the other end does, for this reason."""
        self._time: Literal["", "short", "warned", "over", "message"] = ""
        """What the clock has come to, and what the caller has been told of it."""
        self._aside = self._taken = False
        """A colleague has spoken with the caller since our last words; they still do."""
        self._moods: tuple[str, ...] = ()
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
            if not reply.say:
                self._hearing.ask_soon()
            while True:
                answer = await self._answer(await self._hearing.next_turn())
                if self._aside:
                    self._keep_back(answer)
                elif isinstance(answer, Reply) and self._hearing.busy and not self._ending:
                    self._unsaid = answer
                elif answer is not None:
                    await self._say(answer)
        finally:
            self.no_bridge()
            self.forget_ahead()

    def caller_waits(self, quiet_s: float) -> None:
        """They have been quiet for so long, and hear something soon."""
        self.no_bridge()
        limits = self._parts.limits
        soon_s = min(limits.filler_s, max(LEAST_S, limits.silence_s - quiet_s))
        self._bridge = self._loop.call_later(soon_s, self._one_moment)

    def no_bridge(self) -> None:
        """Nothing is to be said to bridge a wait: it is over, or the caller speaks. Safe to repeat."""
        if self._bridge is not None:
            self._bridge.cancel()
            self._bridge = None

    def _one_moment(self) -> None:
        if self._reply is not None:
            self._mouth.bridge(one_moment(self._reply.state.language))

    @property
    def aside(self) -> bool:
        """Whether a colleague speaks with the caller, and we do not."""
        return self._aside

    def stand_aside(self) -> None:
        """A colleague speaks with the caller. Safe to repeat."""
        self._aside = self._taken = True
        self.no_bridge()
        self.forget_ahead()

    def come_back(self) -> None:
        """The colleague has gone: we go on when what the caller has said to them is written down."""
        self._taken = False
        self._hearing.give_back()

    def _keep_back(self, answer: "Reply | Ahead | None") -> None:
        """Thought while a colleague took the call: of what it has done the caller is told when we are back."""
        if isinstance(answer, Reply):
            self._unsaid = answer
        elif answer is not None:
            answer.let_go()
        self._hearing.ours_is_out()

    @property
    def ending(self) -> bool:
        """Whether what is said now is the last, and nobody's breaking in stops it."""
        return bool(self._ending)

    def time_is_short(self) -> None:
        """The caller is told with the next reply. Safe to repeat."""
        if not self._time:
            self._time = "short"

    def time_is_over(self) -> None:
        """With the next turn that is no yes or no, a message is taken. Safe to repeat."""
        if self._time != "message":
            self._time = "over"

    def spare(self) -> None:
        """The call's money is spent: no model is asked any more."""
        self._business = self._business.model_copy(update={"quality": "economy"})
        self.forget_ahead()

    # --- thinking

    def think_ahead(self, turn: Spoke, heard: Transcript) -> None:
        """The caller has paused after these words: what would we answer? On the loop, beside everything else. Whatever is not
        the plain case is thought when the turn is certain."""
        unsaid = self._unsaid is not None and bool(self._unsaid.effects)
        busy = self._reply is None or self._thinking or self._late is not None or unsaid
        if busy or not heard.text or self._for_nothing(turn, heard):
            self.forget_ahead()
            return
        mind, business, state = self._parts.mind, self._business, self._last().state
        utterance = self._utterance(turn, heard)
        if self._ahead is not None and self._ahead.answers(utterance, state):
            return
        self.forget_ahead()
        along, interest = Along(state.language, lambda: self._voice_along(ahead)), Interest()
        thought = Thought(
            lambda: mind.rehearse(business, state, utterance, along, interest),
            self._parts.minds,
            lambda: self._voice_ahead(ahead),
        )
        ahead = self._ahead = Ahead(utterance, state, along, thought, interest)

    def ready(self) -> bool:
        """Whether what was thought ahead can be heard at once."""
        making = self._ahead.making if self._ahead is not None else None
        return making is not None and making.may > 0

    def forget_ahead(self) -> None:
        """The caller went on. Safe to repeat."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.let_go()

    def _voice_along(self, ahead: Ahead) -> None:
        if self._ahead is ahead and ahead.making is None and not self._owed:
            ahead.making = self._mouth.make(ahead.along, _pace(ahead.state))
            ahead.ready.set()

    def _voice_ahead(self, ahead: Ahead) -> None:
        ahead.ready.set()
        ahead.along.close()
        if self._ahead is not ahead or ahead.making is not None or self._owed:
            return
        rehearsed = ahead.thought.late()
        if rehearsed is not None and rehearsed.reply.say:
            ahead.making = self._mouth.make(rehearsed.reply.say[0], _pace(rehearsed.reply.state))

    async def _answer(self, turn: Turn) -> "Reply | Ahead | None":
        """None: nothing is to be said, the caller goes on."""
        self._recall_late()
        if self._aside:
            return await self._overheard(turn)
        mind, business = self._parts.mind, self._business
        match turn:
            case Leave():
                raise self._handed_over()
            case Back():
                return None
            case Silent():
                state = self._adopted()
                if self._is_out_of_time():
                    return await self._think(lambda: mind.out_of_time(business, state))
                return await self._think(lambda: mind.silent(business, state))
            case Pressed(digits, ended_at):
                self.forget_ahead()
                now = self._loop.time()
                self._watch = _Stopwatch(ended_at, now - ended_at, now, now, now)
                self._keys_noted(turn)
                state = self._adopted()
                return await self._think(lambda: mind.keys(business, state, digits))
            case Spoke():
                return await self._answer_words(turn)

    def _keys_noted(self, turn: Pressed) -> None:
        if without_cards(turn.digits) != turn.digits:
            self._on_card(turn.began_at)
        self._machines.pressed()
        self._journal.tell(events.KeysPressed(turn.digits if len(turn.digits) <= SHOWN_KEYS else "…"))

    def _words_noted(self, turn: Spoke, heard: Transcript) -> None:
        kept = self._kept(turn, heard)
        self._journal.tell(events.CallerSaid(kept, heard.language, round(heard.confidence, 3), by=heard.by))

    async def _overheard(self, turn: Turn) -> "Reply | None":
        """What the caller says to a colleague is written down, and not answered."""
        match turn:
            case Leave():
                raise self._handed_over()
            case Pressed():
                self._keys_noted(turn)
            case Spoke():
                heard = await turn.words
                if heard.text:
                    self._words_noted(turn, heard)
            case Back() if not self._taken:
                self._aside = False
                mind, business, state = self._parts.mind, self._business, self._adopted()
                return await self._think(lambda: mind.handed_back(business, state))
            case _:
                pass
        return None

    async def _answer_words(self, turn: Spoke) -> "Reply | Ahead | None":
        now = self._loop.time()
        watch = self._watch = _Stopwatch(turn.ended_at, turn.waited_s, now, now, now)
        heard = await turn.words
        watch.words_at = self._loop.time()
        if heard.text or not turn.broke_in:
            self._words_noted(turn, heard)
        if turn.broke_in and self._rest:
            nothing = self._for_nothing(turn, heard)
            self._hearing.stopped_for(not nothing)
            self._journal.tell(events.InterruptionOver("nothing" if nothing else "words"))
        match self._taken_for(turn, heard):
            case "machine":
                return self._goodbye_machine()
            case "doubtful":
                return replace(_nothing_new(self._last()), say=(anybody_there(self._last().state.language),))
        if self._for_nothing(turn, heard):
            return self._as_before()
        if self._unsaid is not None and self._once_more and _same_words(heard.text, self._once_more):
            reply, self._unsaid, self._carried = self._unsaid, None, ""
            return reply
        state = self._adopted()
        spoken = self._utterance(turn, heard)
        self._carried = spoken.text
        if self._hearing.busy:
            return None
        mind, business = self._parts.mind, self._business
        if self._is_out_of_time():
            return await self._think(lambda: mind.out_of_time(business, state))
        if not self._carried:
            return await self._think(lambda: mind.not_heard(business, state))
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.answers(spoken, state):
            return await self._answer_ahead(ahead)
        if ahead is not None:
            ahead.let_go()
        return await self._think(lambda: mind.hear(business, state, spoken))

    def _taken_for(self, turn: Spoke, heard: Transcript) -> Taken:
        state = self._last().state
        return self._machines.heard(
            heard.text,
            seconds=len(turn.sound) / mulaw.RATE,
            broke_in=turn.broke_in,
            tone=not heard.text and is_tone(turn.sound),
            misses=state.misses,
            tasks=bool(state.tasks or self.effects),
        )

    def _goodbye_machine(self) -> Reply:
        self._ending = "machine"
        self.forget_ahead()
        return replace(_nothing_new(self._last()), say=(goodbye_machine(self._last().state.language),))

    def _is_out_of_time(self) -> bool:
        """True once. Whoever has been asked for a yes is let say it."""
        if self._time != "over" or self._last().expect.kind == "yes_no":
            return False
        self._time = "message"
        self.forget_ahead()
        return True

    def _warning(self, state: DialogueState) -> tuple[Said, ...]:
        if self._time != "short":
            return ()
        self._time = "warned"
        return (time_is_short(state.language),)

    def _kept(self, turn: Spoke, heard: Transcript) -> str:
        """What of these words may stand in feed and record: never a card number, of which the recording keeps nothing either."""
        text, began_at, before = self._cards.heard(heard.text, turn.began_at)
        if began_at is not None:
            self._journal.unsay(before)
            self._on_card(began_at)
        return text

    async def _answer_ahead(self, ahead: Ahead) -> "Reply | Ahead | None":
        """What was thought ahead, made real; if it is still being thought, as soon as there is something to hear. Thought again
        where it would have had an effect."""
        self._ahead = ahead
        await ahead.begun(self._parts.limits.think_s)
        if self._watch is not None:
            self._watch.thought_at = self._loop.time()
        kept, self._ahead = self._ahead is ahead, None
        if self._hearing.busy:
            ahead.let_go()
            return None
        if ahead.making is not None and kept:
            return ahead
        ahead.let_go()
        mind, business, rehearsed = self._parts.mind, self._business, ahead.thought.late()
        if rehearsed is not None:
            return await self._think(lambda: mind.adopt(rehearsed))
        return await self._think(lambda: mind.hear(business, ahead.state, ahead.utterance))

    async def _made_real(self, ahead: Ahead) -> Reply:
        rehearsed = await ahead.thought.within(self._parts.limits.think_s)
        if rehearsed is None:
            mind, business = self._parts.mind, self._business
            return await self._think(lambda: mind.hear(business, ahead.state, ahead.utterance))
        return await self._think(lambda: self._parts.mind.adopt(rehearsed))

    def _utterance(self, turn: Spoke, heard: Transcript) -> Utterance:
        readings = tuple(_joined(self._carried[-MOST_CARRIED:], text) for text in (heard.text, *heard.alternatives))
        return Utterance(readings, _language(heard.language), heard.confidence, turn.late_s, turn.stops)

    async def _think(self, turn: Callable[[], Reply]) -> Reply:
        last = self._last()
        self._thinking = True
        try:
            thought = Thought(turn, self._parts.minds)
            reply = await thought.within(self._parts.limits.think_s)
        finally:
            self._thinking = False
        if self._watch is not None:
            self._watch.thought_at = self._loop.time()
        if reply is None:
            self._late = (thought, self._carried)
            return replace(_nothing_new(last), say=(trouble(last.state.language),))
        self._note(reply)
        return reply

    def _for_nothing(self, turn: Spoke, heard: Transcript) -> bool:
        """Whether they broke in without saying anything: a cough, or "mm-hm" before our question was put, or our own words
        come back to us."""
        if not turn.broke_in or not (self._rest or self._unsaid):
            return False
        asked = self._unsaid is None and len(self._rest) <= 1
        if not heard.text or asked:
            return not heard.text
        if is_backchannel(heard.text) or self._uncut is None:
            return is_backchannel(heard.text)
        reply, until = self._uncut
        return is_echo(heard.text, " ".join(one.text for one in reply.say), until)

    def _as_before(self) -> Reply:
        """What we were about to say, or were saying."""
        if self._unsaid is not None:
            reply, self._unsaid = self._unsaid, None
            return reply
        reply, heard = self._uncut or (self._last(), "")
        self._resuming = heard
        return replace(_nothing_new(reply), say=self._rest)

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
        self._once_more = ""
        if self._late is not None:
            (thought, words), self._late = self._late, None
            reply = thought.late()
            if reply is not None and reply.effects:
                self._note(reply)
                self._unsaid, self._carried, self._once_more = reply, words, words

    # --- speaking

    async def _say(self, answer: "Reply | Ahead") -> None:
        before, words, owed, earlier = self._reply, self._carried, self._owed, self._resuming
        self._carried, self._owed, self._rest, self._resuming, self._uncut = "", (), (), "", None
        if isinstance(answer, Reply):
            self._took(answer)
            said = (*owed, *self._warning(answer.state), *answer.say)
            reply, spoken = answer, await self._voiced(said, answer.state)
        else:
            reply, spoken = await self._say_ahead(answer)
        state = reply.state if spoken.unproved else self._heard_out()
        if spoken.text:
            self._journal.tell(
                events.AssistantSaid(
                    spoken.text, state.language, spoken.interrupted, voice=spoken.voice, mind=reply.mind
                )
            )
        if self._notice not in spoken.rest:
            self._notice = None
        if spoken.interrupted:
            heard = _joined(earlier, spoken.text)
            self._uncut = (reply, heard)
            state = replace(self._parts.mind.interrupted(state, heard), ended=False)
            self._reply, self._rest = replace(reply, state=state), spoken.rest
            self._owed = (self._notice,) if self._notice else ()
            if not spoken.text and before is not None and not earlier:
                self._reply, self._unsaid, self._carried, self._owed = before, reply, words, owed
        self._on_told(state, self._notice is None)
        self._end_if_over(reply, spoken)
        self._hearing.ours_is_out()
        if self._hearing.leaving and not self._hearing.busy:
            raise self._handed_over()

    def _handed_over(self) -> Over:
        """Nobody speaks: another handler goes on from here, and the caller need not notice."""
        last = self._last()
        if self._unsaid is None and not self._owed:
            self._reply = replace(last, state=handed_over(last, self._parts.clock()))
        return Over("drained")

    def _heard_out(self) -> DialogueState:
        """Of the reply just said. News that was heard need not be told again by another handler."""
        last = self._last()
        state = heard_out(last.state)
        if state != last.state:
            self._reply = replace(last, state=state)
            self._journal.save(state)
        return state

    def _took(self, reply: Reply) -> None:
        """From here on the call stands where this reply leaves it."""
        reply = replace(reply, state=unheard(reply))
        self._reply = reply
        self._journal.meter.thought_by(reply.mind)
        moods = tuple(sorted(reply.state.moods))
        if moods != self._moods:
            self._moods = moods
            self._journal.tell(events.MoodChanged(moods))
        language = _heard_as(reply.state, self._business, self._parts.ears.languages())
        self._hearing.expect(reply.expect, language=language)
        self._journal.save(reply.state)

    async def _say_ahead(self, ahead: Ahead) -> tuple[Reply, Spoken]:
        """Begins with what is made; the rest is known when the thought is."""
        assert ahead.making is not None
        making = ahead.making
        real = self._spawn(self._made_real(ahead), name="made real")

        async def rest() -> tuple[Said, ...]:
            reply: Reply = await real
            self._took(reply)
            if not reply.say:
                return ()
            making.settle(reply.say[0])
            return (*reply.say[1:], *self._warning(reply.state))

        try:
            spoken = await self._voiced((), ahead.state, first=making, more=rest)
            reply: Reply = await real
        finally:
            real.cancel()
        if not making.settled:
            await rest()
            if spoken.interrupted:
                spoken = replace(spoken, rest=reply.say)
            else:  # The voice broke off before the thought was over.
                spoken = await self._voiced(reply.say, reply.state)
        return reply, spoken

    async def _voiced(
        self, said: tuple[Said, ...], state: DialogueState, *, first: Making | None = None, more: More | None = None
    ) -> Spoken:
        """Says it; where the voice breaks off, that sentence is begun once more. Raises Over if no sound comes of it: the
        carrier has words of its own."""
        watch, self._watch = self._watch, None
        heard: list[str] = []
        left, tries = said, 0
        while True:
            spoken = await self._mouth.say(left, _pace(state), partial(self._sounded, watch), first=first, more=more)
            first = more = None
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
        if self._aside:
            return
        if self._ending:
            raise Over(self._ending)
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


def _same_words(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _language(heard: str) -> Language | None:
    known: tuple[Language, ...] = ("en", "es", "pa")
    return next((language for language in known if language == heard), None)


def _heard_as(state: DialogueState, business: Business, known: frozenset[str]) -> str | None:
    """The language the recogniser is told: once a caller has settled into one; before, it listens for all of them. Punjabi at
    once, by whoever knows it: who finds out languages for themselves mostly do not know that one."""
    if len(business.languages) == 1:
        return business.languages[0]
    if state.language == "pa":
        return "pa" if "pa" in known else None
    return state.language if state.turn >= 2 else None


def _pace(state: DialogueState) -> float:
    """A hesitant caller is spoken to more slowly."""
    return 0.9 if "hesitant" in state.moods else 1.0


def _told(detail: dict[str, Any], booking: Booking | None) -> dict[str, Any]:
    """An effect for the feed and the record: ids, no names or numbers beyond what the record has anyway."""
    if booking is None:
        return dict(detail)
    return {**detail, "booking": booking.id, "code": booking.code, "start": booking.span.start.isoformat()}
