"""The conversation of one call: turns in, replies out, one at a time.

turn ─▶ words ─▶ mind ─▶ reply ─▶ mouth ─▶ next turn
          │        │                '─ broken into: the history keeps what was heard; for nothing: said on
          '────────┴─ the caller goes on before we have begun: both utterances are answered as one, unless the first
                      has already had an effect, of which the caller is told before anything else

What was said, heard and is owed is kept in standing.py; what is thought before the turn is certain, in rehearsing.py.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from receptionist.business.definition import Business, Language
from receptionist.calls import events, mulaw
from receptionist.conversation.reply import Reply, Said
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Utterance
from receptionist.ports import Transcript
from stream_handler.ahead import Ahead
from stream_handler.bridge import Bridge
from stream_handler.hearing import Back, Hearing, Leave, Pressed, Silent, Spoke, Turn
from stream_handler.journal import Journal
from stream_handler.machines import Machines, Taken, is_tone
from stream_handler.mind.thinking import Thought, anybody_there, goodbye_machine, one_moment, time_is_short, trouble
from stream_handler.mouth.making import Making, Spawn
from stream_handler.mouth.pace import pace
from stream_handler.mouth.speaker import More, Speaker, Spoken
from stream_handler.notes import Notes
from stream_handler.parts import Parts
from stream_handler.rehearsing import Rehearsing
from stream_handler.standing import Standing
from stream_handler.stopwatch import Stopwatch
from stream_handler.time_left import TimeLeft

TRIES = 2
"""How often a sentence is begun that the voice does not bring to its end."""


class Over(Exception):
    """The call is over, for this reason (`CallEnded.reason`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Talk:
    """`run` ends only by raising Over."""

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
        self._notes = Notes(journal, on_card)
        self._loop = asyncio.get_running_loop()
        self._standing = Standing(parts.mind.interrupted)
        self._rehearsing = Rehearsing(parts, mouth, lambda: not self._standing.owes)
        self._bridge = Bridge(parts.limits, self._one_moment)
        self._machines = Machines(business.limits.machine_turns)
        self._time = TimeLeft()
        self._watch: Stopwatch | None = None
        self._thinking = False
        self._late: tuple[Thought[Reply], str] | None = None
        """A turn given up, and the words it answers."""
        self._ending = ""
        """The call ends with what is said next, whatever the other end does, for this reason."""
        self._aside = self._taken = False
        """A colleague has spoken with the caller since our last words; they still do."""
        self.opened = asyncio.Event()
        """Our first sound has been sent, or we have found that there is nothing to say yet."""

    @property
    def state(self) -> DialogueState | None:
        """None until the first reply."""
        return self._standing.state

    @property
    def effects(self) -> list[dict[str, Any]]:
        return self._notes.effects

    async def run(self, opening: Callable[[], Reply], *, resumed: bool) -> None:
        """From the greeting to the end. Raises Over. Cancelling it leaves the state as of the last reply."""
        try:
            reply = await Thought(opening, self._parts.minds).within(self._parts.limits.think_s)
            if reply is None:
                raise Over("lost")
            if reply.say and not resumed:
                self._standing.must_be_heard(reply.say[0])
            self._notes.done(reply.effects)
            await self._say(reply)
            if not reply.say:
                self.opened.set()
                self._hearing.ask_soon()
            while True:
                answer = await self._answer(await self._hearing.next_turn())
                if self._aside:
                    self._keep_back(answer)
                elif isinstance(answer, Reply) and self._hearing.busy and not self._ending:
                    self._standing.keep_back(answer)
                elif answer is not None:
                    await self._say(answer)
        finally:
            self.no_bridge()
            self.forget_ahead()

    def caller_waits(self, quiet_s: float) -> None:
        """They have been quiet for so long, and hear something soon."""
        self._bridge.begin(quiet_s)

    def no_bridge(self) -> None:
        """Nothing is to be said to bridge a wait: it is over, or the caller speaks. Safe to repeat."""
        self._bridge.end()

    def _one_moment(self) -> None:
        if self._standing.state is not None:
            self._mouth.bridge(one_moment(self._standing.state.language))

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
            self._standing.keep_back(answer)
        elif answer is not None:
            answer.let_go()
        self._hearing.ours_is_out()

    @property
    def ending(self) -> bool:
        """Whether what is said now is the last, and nobody's breaking in stops it."""
        return bool(self._ending)

    def time_is_short(self) -> None:
        """The caller is told with the next reply. Safe to repeat."""
        self._time.short()

    def time_is_over(self) -> None:
        """With the next turn that is no yes or no, a message is taken. Safe to repeat."""
        self._time.over()

    def spare(self) -> None:
        """The call's money is spent: no model is asked any more."""
        self._business = self._business.model_copy(update={"quality": "economy"})
        self.forget_ahead()

    # --- thinking ahead

    def think_ahead(self, turn: Spoke, heard: Transcript) -> None:
        """The caller has paused after these words: what would we answer? Whatever is not the plain case is thought when the
        turn is certain."""
        standing = self._standing
        busy = standing.state is None or self._thinking or self._late is not None or standing.has_news
        if busy or not heard.text or standing.for_nothing(heard.text, broke_in=turn.broke_in):
            self.forget_ahead()
            return
        self._rehearsing.begin(self._business, standing.last.state, self._utterance(turn, heard))

    def ready(self) -> bool:
        """Whether what was thought ahead can be heard at once."""
        return self._rehearsing.ready

    def forget_ahead(self) -> None:
        """The caller went on. Safe to repeat."""
        self._rehearsing.forget()

    # --- thinking

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
                state = self._standing.adopted()
                if self._is_out_of_time():
                    return await self._think(lambda: mind.out_of_time(business, state))
                return await self._think(lambda: mind.silent(business, state))
            case Pressed(digits, ended_at):
                self.forget_ahead()
                now = self._loop.time()
                self._watch = Stopwatch.started(now, ended_at=ended_at, waited_s=now - ended_at)
                self._keys_noted(turn)
                state = self._standing.adopted()
                return await self._think(lambda: mind.keys(business, state, digits))
            case Spoke():
                return await self._answer_words(turn)

    def _keys_noted(self, turn: Pressed) -> None:
        self._notes.pressed(turn)
        self._machines.pressed()

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
                    self._notes.heard(turn, heard)
            case Back() if not self._taken:
                self._aside = False
                mind, business, state = self._parts.mind, self._business, self._standing.adopted()
                return await self._think(lambda: mind.handed_back(business, state))
            case _:
                pass
        return None

    async def _answer_words(self, turn: Spoke) -> "Reply | Ahead | None":
        standing = self._standing
        watch = self._watch = Stopwatch.started(self._loop.time(), ended_at=turn.ended_at, waited_s=turn.waited_s)
        heard = await turn.words
        watch.words_at = self._loop.time()
        if heard.text or not turn.broke_in:
            self._notes.heard(turn, heard)
        for_nothing = standing.for_nothing(heard.text, broke_in=turn.broke_in)
        if turn.broke_in and standing.broken_into:
            self._hearing.stopped_for(not for_nothing)
            self._journal.tell(events.InterruptionOver("nothing" if for_nothing else "words"))
        match self._taken_for(turn, heard):
            case "machine":
                return self._goodbye_machine()
            case "doubtful":
                return standing.with_nothing_new(anybody_there(standing.last.state.language))
        if for_nothing:
            return standing.as_before()
        reply = standing.answer_to_the_same(heard.text)
        if reply is not None:
            return reply
        state = standing.adopted()
        spoken = self._utterance(turn, heard)
        standing.carry(spoken.text)
        if self._hearing.busy:
            return None
        mind, business = self._parts.mind, self._business
        if self._is_out_of_time():
            return await self._think(lambda: mind.out_of_time(business, state))
        if not spoken.text:
            return await self._think(lambda: mind.not_heard(business, state))
        ahead = self._rehearsing.take(spoken, state)
        if ahead is not None:
            return await self._answer_ahead(ahead)
        return await self._think(lambda: mind.hear(business, state, spoken))

    def _taken_for(self, turn: Spoke, heard: Transcript) -> Taken:
        state = self._standing.last.state
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
        return self._standing.with_nothing_new(goodbye_machine(self._standing.last.state.language))

    def _is_out_of_time(self) -> bool:
        """True once. What was thought ahead is no answer to that."""
        over = self._time.takes_message(self._standing.last.expect.kind)
        if over:
            self.forget_ahead()
        return over

    async def _answer_ahead(self, ahead: Ahead) -> "Reply | Ahead | None":
        """What was thought ahead, made real; if it is still being thought, as soon as there is something to hear. Thought again
        where it would have had an effect."""
        kept = await self._rehearsing.begun(ahead)
        if self._watch is not None:
            self._watch.thought_at = self._loop.time()
        if self._hearing.busy:
            ahead.let_go()
            return None
        if ahead.making is not None and kept:
            return ahead
        ahead.let_go()
        return await self._adopted(ahead)

    async def _made_real(self, ahead: Ahead) -> Reply:
        await ahead.thought.within(self._parts.limits.think_s)
        return await self._adopted(ahead)

    async def _adopted(self, ahead: Ahead) -> Reply:
        """What was thought ahead, if it was thought by now."""
        mind, business, rehearsed = self._parts.mind, self._business, ahead.thought.late()
        if rehearsed is not None:
            return await self._think(lambda: mind.adopt(rehearsed))
        return await self._think(lambda: mind.hear(business, ahead.state, ahead.utterance))

    def _utterance(self, turn: Spoke, heard: Transcript) -> Utterance:
        readings = self._standing.readings(heard)
        return Utterance(readings, _language(heard.language), heard.confidence, turn.late_s, turn.stops)

    async def _think(self, turn: Callable[[], Reply]) -> Reply:
        self._thinking = True
        try:
            thought = Thought(turn, self._parts.minds)
            reply = await thought.within(self._parts.limits.think_s)
        finally:
            self._thinking = False
        if self._watch is not None:
            self._watch.thought_at = self._loop.time()
        if reply is None:
            self._late = (thought, self._standing.carried)
            return self._standing.with_nothing_new(trouble(self._standing.last.state.language))
        self._notes.done(reply.effects)
        return reply

    def _recall_late(self) -> None:
        """A turn we gave up may have had an effect since."""
        self._standing.turn_begins()
        if self._late is not None:
            (thought, words), self._late = self._late, None
            reply = thought.late()
            if reply is not None and reply.effects:
                self._notes.done(reply.effects)
                self._standing.answered_late(reply, words)

    # --- speaking

    async def _say(self, answer: "Reply | Ahead") -> None:
        before = self._standing.saying()
        if isinstance(answer, Reply):
            self._took(answer)
            said = (*before.owed, *self._warning(answer.state), *answer.say)
            reply, spoken = answer, await self._voiced(said, answer.state)
        else:
            reply, spoken = await self._say_ahead(answer)
        state = reply.state if spoken.unproved else self._heard_out()
        self._notes.said(reply, state, spoken)
        state = self._standing.told(reply, state, spoken, before)
        self._on_told(state, self._standing.noticed)
        self._end_if_over(reply, spoken)
        self._hearing.ours_is_out()
        if self._hearing.leaving and not self._hearing.busy:
            raise self._handed_over()

    def _warning(self, state: DialogueState) -> tuple[Said, ...]:
        return (time_is_short(state.language),) if self._time.must_be_told() else ()

    def _handed_over(self) -> Over:
        """Nobody speaks: another handler goes on from here."""
        self._standing.hand_over(self._parts.clock())
        return Over("drained")

    def _heard_out(self) -> DialogueState:
        if self._standing.hear_out():
            self._journal.save(self._standing.last.state)
        return self._standing.last.state

    def _took(self, reply: Reply) -> None:
        """From here on the call stands where this reply leaves it."""
        reply = self._standing.take(reply)
        self._journal.meter.thought_by(reply.mind)
        self._notes.moods(reply.state)
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
            spoken = await self._mouth.say(left, pace(state), partial(self._sounded, watch), first=first, more=more)
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

    def _sounded(self, watch: Stopwatch | None) -> None:
        """The first sound of a reply has been sent."""
        self.opened.set()
        self.no_bridge()
        if watch is not None:
            self._journal.tell(watch.timed(self._standing.last.state.turn, self._loop.time()))

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
