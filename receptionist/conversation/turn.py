"""One whole turn of a conversation: understand, decide, do, word, guard. The same for voice, texts, test chat, suites.

    caller may be done ──rehearse──▶ Rehearsed ──they are──▶ adopt ──▶ Reply
                            └──would act──▶ None     └──they go on──▶ dropped
    caller is done ──hear──▶ Reply

Blocking, and deterministic given the desk's clock and ids. The state in the reply is the checkpoint: whatever process
has it can go on.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC

from receptionist.booking.hours import service_day
from receptionist.business.definition import Business, Language, Recording
from receptionist.business.once import shared
from receptionist.business.opening import local
from receptionist.business.quality import asks_a_model
from receptionist.calls.instruction import Instruction
from receptionist.conversation.affect import Pauses, felt, felt_silence
from receptionist.conversation.commands import Command, NotUnderstood
from receptionist.conversation.commands_from import commands_from
from receptionist.conversation.effects import Doer
from receptionist.conversation.ending import unfinished
from receptionist.conversation.filling import tells_who
from receptionist.conversation.guard import guarded
from receptionist.conversation.instructed import LAST, with_instructions
from receptionist.conversation.keys import commands_of_keys
from receptionist.conversation.manner import mannered
from receptionist.conversation.minds.aloud import Aloud
from receptionist.conversation.minds.model import Interest
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.minds.telling import Spoken
from receptionist.conversation.own_workflows import heard_as
from receptionist.conversation.redact import without_cards
from receptionist.conversation.rehearsal import Rehearsed, heard_first, without_answer
from receptionist.conversation.remembering import KEY as REMEMBERED
from receptionist.conversation.remembering import last_call_acts, remembered
from receptionist.conversation.reply import Effect, Expectation, Reply
from receptionist.conversation.resuming import UNHEARD, in_flight, not_handed_over, taken_over
from receptionist.conversation.runner import Ran, Running, run, run_on, run_out_of_time, run_silence, run_unanswered
from receptionist.conversation.several import each_asked
from receptionist.conversation.state import DialogueState, Heard, Json
from receptionist.conversation.wording import word
from receptionist.conversation.working import UNAIDED, Act, Facts
from receptionist.desk.desk import Desk
from receptionist.desk.hold_slot import prolong_hold, release_holds_of
from receptionist.desk.instruct_call import instructions
from receptionist.desk.last_call import left_open
from receptionist.desk.only_reading import WouldAct, only_reading
from receptionist.desk.remember_caller import remember_caller
from receptionist.desk.standing import standing
from receptionist.errors import Refused, Unavailable
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.knowledge.retrieve import best_faq
from receptionist.language.understanding import Affect, Circumstances, Understanding, Utterance

Understand = Callable[[Utterance, Circumstances], Understanding]

_KEPT_LINES = 200
"""Lines of conversation in a checkpoint: an hour's call; the journal has them all."""


_UNHEARD = ("is there somewhere my friends could wait for me on Friday",)
"""Of the turn that warms: something is asked, of which our own facts do not say enough."""


class Receptionist:
    """The mind of one process, for all calls and all businesses: it remembers nothing itself but what a model was asked in
    rehearsals."""

    def __init__(
        self, desk: Desk, understand: Understand, *, second: SecondMind | None = None, strict: bool = False,
        recognised: frozenset[str] = UNAIDED,
    ) -> None:  # fmt: skip
        """`second` is asked where `understand` is not sure. `strict`: a false claim of ours raises instead of being replaced;
        for tests. `recognised`: languages that this deployment understands when they are spoken; whoever speaks another is
        told what else they can do."""
        self._desk = desk
        self._reading = only_reading(desk)
        self._understand = understand
        self._second = second
        self._strict = strict
        self._recognised = recognised
        self._warmed: set[BusinessId] = set()

    def open(self, business: Business, *, call: CallId, caller: Phone, language: Language | None = None) -> Reply:
        """The greeting: says in the language of the call that an AI is speaking, and gives notice of recording."""
        business = self._standing(business)
        known = remember_caller(self._desk, business, caller)
        spoken = language if language in business.languages else known.language or business.languages[0]
        state = DialogueState(business.id, call, caller, language=spoken or business.languages[0])
        extra: dict[str, Json] = {f"greeted_{state.language}": True}
        if kept := remembered(business, known):
            extra[REMEMBERED] = kept
        state = _founded_on(replace(state, extra=extra), business)
        identity = business.identity
        greeting = Act("greeting", {"assistant": identity.assistant_name, "recording": business.recording.value})
        question = Act("fact", {"text": identity.greeting}) if identity.greeting else Act("how_can_i_help")
        if business.recording is Recording.ASK:
            state = replace(
                state, extra={**state.extra, "offer": "recording"}, recording_refused=True, expecting="yes_no"
            )
        limits = () if state.language in self._recognised else (Act("language_limits"),)
        said = word((greeting, *limits, question), state.language, business, self._facts(business).today)
        said = tuple(replace(one, fixed=True) for one in said)
        passing = word(
            (*last_call_acts(left_open(self._desk, business, caller), business), *self._passing(business)),
            state.language,
            business,
            self._facts(business).today,
        )
        said = (*said[:-1], *passing, *said[-1:])
        text = " ".join(one.text for one in said)
        state = replace(state, heard=(Heard("assistant", text),), last_said=text)
        return Reply(said, state)

    def _passing(self, business: Business) -> tuple[Act, ...]:
        """What every caller of these days is told: the words of the overlays in force."""
        today = service_day(business, self._desk.clock())
        return tuple(
            Act("fact", {"text": one.text}) for one in business.overlays if one.text and one.first <= today <= one.last
        )

    def hear(self, business: Business, state: DialogueState, utterance: Utterance, aloud: Aloud | None = None) -> Reply:
        """The caller said something. `aloud` is told a model's answer while it comes, where an answer is all there will be;
        the reply then begins with exactly what was cleared."""
        heard = _cardless(utterance)
        if not heard.text.strip():
            return self.not_heard(business, state)
        business = self._standing(business)
        self._prolong(business, state)
        return self._made_real(self._thought(self._desk, business, state, heard, aloud))

    def rehearse(
        self, business: Business, state: DialogueState, utterance: Utterance, aloud: Aloud | None = None,
        interest: Interest | None = None,
    ) -> Rehearsed | None:  # fmt: skip
        """The same turn, thought while the caller may still go on: nothing is written anywhere. None: it would be, or there
        are no words; the turn is thought again when it is certain, and what a model said to these words is not asked for
        again. What it cost is counted with the next turn that happens, whether or not it was this one. May run beside
        others of the same call: of one that is dropped, by giving up the `interest`, no model is waited for any more; it ends soon,
        and what comes of it, and what it still tells `aloud`, is to be ignored."""
        heard = _cardless(utterance)
        if not heard.text.strip():
            return None
        try:
            return self._thought(
                self._reading, self._standing(business), state, heard, aloud, rehearsing=True, interest=interest
            )
        except WouldAct:
            return None

    def adopt(self, rehearsed: Rehearsed) -> Reply:
        """The rehearsed turn is the caller's. Once, and only from the state it was thought from."""
        self._prolong(rehearsed.business, rehearsed.before)
        return self._made_real(rehearsed)

    def settled(self, state: DialogueState) -> DialogueState:
        """With what was spent on models since it was last counted. `hear` and `adopt` do it by themselves; for the end of a
        call. Safe to repeat."""
        return self._second.settled(state) if self._second else state

    def warm(self, business: Business) -> None:
        """Has ready what a first turn of this business would wait for: the language model's connection, and what is made once of
        its facts and words, by a turn that nobody hears and no model is asked about. Blocks a few seconds at most; never raises.
        Safe to repeat, which is cheap."""
        if self._second is not None:
            self._second.warm()
        if business.id not in self._warmed:
            nobody = Interest()
            nobody.give_up()
            with suppress(Unavailable):
                state = self.open(business, call=CallId("warming"), caller=Phone("")).state
                self.rehearse(business, state, Utterance(_UNHEARD), interest=nobody)
                self._warmed.add(business.id)

    def keys(self, business: Business, state: DialogueState, digits: str) -> Reply:
        """The caller pressed keys: all digits of one entry, without a closing #."""
        business = self._standing(business)
        shown = "[keys]" if len(digits) > 4 else f"[keys {digits}]"
        state = _with_line(state, Heard("caller", shown))
        commands = commands_of_keys(digits, state, business, local(business, self._desk.clock()))
        return self._finish(business, state, run(state, commands, self._facts(business)), commands)

    def silent(self, business: Business, state: DialogueState) -> Reply:
        """Nobody spoke for as long as the caller was given."""
        state = felt_silence(state, business.affect)
        return self._finish(business, state, run_silence(state, self._facts(business)))

    def not_heard(self, business: Business, state: DialogueState) -> Reply:
        """There was speech, but no words in it."""
        commands = (NotUnderstood(),)
        return self._finish(
            business,
            felt(state, Affect(), commands, business.affect),
            run(state, commands, self._facts(business)),
            commands,
        )

    def resumed(self, business: Business, state: DialogueState) -> Reply:
        """Another process goes on with the call.

        Given away between two turns, and taken over before the caller could notice, it goes on without a word. What was being done
        when the first one was lost is found out from the book, not guessed: the task's key is the booking's id. News and goodbyes
        that the caller may not have heard to the end are said again.
        """
        quiet = taken_over(state, self._desk.clock())
        if quiet is not None:
            return quiet
        state = not_handed_over(state)
        done = in_flight(self._desk.bookings, business, state)
        if done is None:
            again = UNHEARD in state.extra or state.ended
            return self._finish(business, state, run_on(state, self._facts(business), "resumed", again=again))
        state = replace(state, tasks=(*state.tasks[:-1], done))
        return self._finish(business, state, run_on(state, self._facts(business), "resumed"))

    def dial_failed(self, business: Business, state: DialogueState) -> Reply:
        """The person did not pick up."""
        return self._finish(business, replace(state, ended=False), run_unanswered(state, self._facts(business)))

    def handed_back(self, business: Business, state: DialogueState) -> Reply:
        """A colleague has spoken with the caller: what was being asked is asked again."""
        return self._finish(business, state, run_on(state, self._facts(business), "handed_back"))

    def out_of_time(self, business: Business, state: DialogueState) -> Reply:
        """The call has lasted as long as it may: a message is taken, and then it ends."""
        return self._finish(business, state, run_out_of_time(state, self._facts(business)))

    def interrupted(self, state: DialogueState, heard: str) -> DialogueState:
        """The caller broke in after having heard only `heard` of the last reply."""
        lines = list(state.heard)
        for index in range(len(lines) - 1, -1, -1):
            if lines[index].who == "assistant":
                lines[index] = Heard("assistant", heard, interrupted=True)
                break
        return replace(state, heard=tuple(lines))

    def hung_up(self, business: Business, state: DialogueState) -> tuple[Effect, ...]:
        """Releases the holds of unfinished tasks. Safe to repeat."""
        doer = Doer(self._desk, business, state.call, state.caller)
        for deed in unfinished(state):
            doer.do(deed)
        with suppress(Unavailable):
            release_holds_of(self._desk, business, state.call)
        if self._second is not None:
            self._second.ahead.forget(state.call)
        return tuple(doer.effects)

    def _standing(self, business: Business) -> Business:
        """As it stands at this turn. While the store does not answer, as it was known."""
        try:
            return shared(standing(self._desk, business))
        except Unavailable:
            return business

    def _prolong(self, business: Business, state: DialogueState) -> None:
        """What is held for an unfinished task is held for another turn; where that fails, confirming will tell."""
        for task in state.tasks:
            if task.hold:
                with suppress(Unavailable, Refused):
                    prolong_hold(self._desk, business, task.hold)

    def _facts(self, business: Business) -> Facts:
        return Facts(business, self._desk.clock().astimezone(UTC), self._desk.new_id, self._recognised)

    def _thought(
        self, desk: Desk, business: Business, state: DialogueState, heard: Utterance, aloud: Aloud | None,
        *, rehearsing: bool = False, interest: Interest | None = None,
    ) -> Rehearsed:  # fmt: skip
        """Raises WouldAct where the desk only reads."""
        here = Circumstances(
            self._desk.clock(), business.timezone, business, heard_as(state, business, heard.text), state.language
        )
        understood = self._understand(heard, here)

        def felt_with(commands: tuple[Command, ...]) -> DialogueState:
            waits = Pauses(heard.waited_s, heard.stops)
            line = Heard("caller", heard.text, private=tells_who(state, commands, self._facts(business).today))
            return felt(_with_line(state, line), understood.affect, commands, business.affect, waits)

        def opens(wanted: tuple[Command, ...]) -> Ran | None:
            at = felt_with(wanted)
            try:
                ran, _ = self._run(self._reading, business, at, run(at, wanted, self._facts(business)))
            except WouldAct:
                return None
            return ran

        def read(part: str) -> tuple[Command, ...]:
            alone = Utterance((part,), understood.language)
            return commands_from(self._understand(alone, here), alone, state, business)

        def knows(part: str) -> bool:
            return best_faq(part, business.faqs) is not None

        commands = each_asked(commands_from(understood, heard, state, business), heard.text, read, knows)
        mind, spoken = "local", None
        if self._second is not None and asks_a_model(business.quality, state.language):
            advice = self._second.advise(
                business, state, heard, understood, commands, here.now, opens=opens, aloud=aloud, rehearsing=rehearsing,
                interest=interest,
            )  # fmt: skip
            commands, mind, spoken = advice.commands, advice.mind, advice.spoken
        at = felt_with(commands)
        if spoken is not None:
            reply = self._worded(business, at, without_answer(spoken.ran), (), commands, spoken)
        else:
            ran, effects = self._run(desk, business, at, run(at, commands, self._facts(business)))
            reply = self._worded(business, at, ran, effects, commands)
        return Rehearsed(business, state, replace(reply, mind=mind), heard=int(spoken is not None))

    def _made_real(self, thought: Rehearsed) -> Reply:
        reply = replace(thought.reply, state=self.settled(thought.reply.state))
        return self._instructed(thought.business, reply, thought.heard)

    def _finish(
        self, business: Business, state: DialogueState, running: Running, commands: tuple[Command, ...] = ()
    ) -> Reply:
        self._prolong(business, state)
        ran, effects = self._run(self._desk, business, state, running)
        return self._instructed(business, self._worded(business, state, ran, effects, commands))

    def _run(
        self, desk: Desk, business: Business, state: DialogueState, running: Running
    ) -> tuple[Ran, tuple[Effect, ...]]:
        names = tuple(str(filled.value) for name, filled in state.known.items() if name == "name")
        doer = Doer(desk, business, state.call, state.caller, turn=state.turn, names=names)
        ran = _carried_out(running, doer)
        return ran, tuple(doer.effects)

    def _worded(
        self, business: Business, before: DialogueState, ran: Ran, effects: tuple[Effect, ...],
        commands: tuple[Command, ...], spoken: Spoken | None = None,
    ) -> Reply:  # fmt: skip
        today = self._facts(business).today
        said = word(mannered(ran.acts, ran.state, business, today), ran.state.language, business, today)
        said = guarded(said, effects, said_before=before.last_said, strict=self._strict, handed_over=bool(ran.handoff))
        if spoken is not None:
            said = (*heard_first(spoken, ran.state.language), *said)
        text = " ".join(one.text for one in said)
        after = _founded_on(_with_line(ran.state, Heard("assistant", text)) if text else ran.state, business)
        if not any(act.name == "again" for act in ran.acts):
            after = replace(after, last_said=text)
        return Reply(
            said, after, ran.expect if not after.ended else Expectation(None, "nothing"), effects, commands,
            Affect(after.frustrated, after.urgent, after.hesitant), ran.handoff,
            ran.transfer.number if ran.transfer else None, ran.transfer, after.ended,
        )  # fmt: skip

    def _instructed(self, business: Business, reply: Reply, heard: int = 0) -> Reply:
        """`heard`: of what it says, so many are with the caller already."""
        return with_instructions(reply, self._instructions(business, reply.state), self._facts(business), heard=heard)

    def _instructions(self, business: Business, state: DialogueState) -> list[Instruction]:
        """What the house has asked for since the last turn; it waits while the store does not answer."""
        try:
            return instructions(self._desk, business.id, state.call, after=str(state.extra.get(LAST, "")))
        except Unavailable:
            return []


def _founded_on(state: DialogueState, business: Business) -> DialogueState:
    """Noting which version of the definition, and which live overlays, this call has been answered with."""
    known = state.extra.get("overlays")
    overlays = sorted({*(known if isinstance(known, list) else ()), *(one.id for one in business.overlays if one.id)})
    return replace(state, extra={**state.extra, "version": business.version, "overlays": list[Json](overlays)})


def _cardless(utterance: Utterance) -> Utterance:
    return replace(utterance, nbest=tuple(without_cards(text) for text in utterance.nbest))


def _with_line(state: DialogueState, line: Heard) -> DialogueState:
    return replace(state, heard=(*state.heard, line)[-_KEPT_LINES:])


def _carried_out(running: Running, doer: Doer) -> Ran:
    """Runs to the end, doing what it asks."""
    answer: object = None
    while True:
        try:
            deed = running.send(answer)
        except StopIteration as done:
            ran: Ran = done.value
            return ran
        answer = doer.do(deed)
