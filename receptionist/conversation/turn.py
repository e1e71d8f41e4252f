"""One whole turn of a conversation: understand, decide, do, word, guard. The same for voice, texts, test chat, suites.

Blocking, and deterministic given the desk's clock and ids. The state in the reply is the checkpoint: whatever process
has it can go on.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC

from receptionist.booking.hours import service_day
from receptionist.booking.model import Status
from receptionist.business.definition import Business, Language, Recording
from receptionist.business.opening import local
from receptionist.business.quality import asks_a_model
from receptionist.calls.instruction import Instruction
from receptionist.conversation.affect import Pauses, felt, felt_silence
from receptionist.conversation.commands import Command, NotUnderstood
from receptionist.conversation.commands_from import commands_from
from receptionist.conversation.effects import Doer
from receptionist.conversation.ending import unfinished
from receptionist.conversation.guard import guarded
from receptionist.conversation.instructed import LAST, with_instructions
from receptionist.conversation.keys import commands_of_keys
from receptionist.conversation.manner import mannered
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.own_workflows import heard_as
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.redact import without_cards
from receptionist.conversation.remembering import KEY as REMEMBERED
from receptionist.conversation.remembering import remembered
from receptionist.conversation.reply import Effect, Expectation, Reply
from receptionist.conversation.runner import Ran, Running, run, run_on, run_silence, run_unanswered
from receptionist.conversation.state import DialogueState, Filled, Heard, Json, Task
from receptionist.conversation.wording import word
from receptionist.conversation.working import Act, Facts
from receptionist.desk.desk import Desk
from receptionist.desk.hold_slot import prolong_hold, release_holds_of
from receptionist.desk.instruct_call import instructions
from receptionist.desk.remember_caller import remember_caller
from receptionist.desk.standing import standing
from receptionist.errors import Refused, Unavailable
from receptionist.ids import BookingId, CallId, Phone
from receptionist.language.understanding import Affect, Circumstances, Understanding, Utterance

Understand = Callable[[Utterance, Circumstances], Understanding]

_KEPT_LINES = 200
"""Lines of conversation in a checkpoint: an hour's call; the journal has them all."""


class Receptionist:
    """The mind of one process, for all calls and all businesses: it remembers nothing itself."""

    def __init__(
        self, desk: Desk, understand: Understand, *, second: SecondMind | None = None, strict: bool = False
    ) -> None:
        """`second` is asked where `understand` is not sure. `strict`: a false claim of ours raises instead of being replaced;
        for tests."""
        self._desk = desk
        self._understand = understand
        self._second = second
        self._strict = strict

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
        said = word((greeting, question), state.language, business, self._facts(business).today)
        said = tuple(replace(one, fixed=True) for one in said)
        passing = word(self._passing(business), state.language, business, self._facts(business).today)
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

    def hear(self, business: Business, state: DialogueState, utterance: Utterance) -> Reply:
        """The caller said something."""
        heard = replace(utterance, nbest=tuple(without_cards(text) for text in utterance.nbest))
        if not heard.text.strip():
            return self.not_heard(business, state)
        business = self._standing(business)
        here = Circumstances(self._desk.clock(), business.timezone, business, heard_as(state, business), state.language)
        understood = self._understand(heard, here)
        commands, mind = commands_from(understood, heard, state, business), "local"
        if self._second is not None and asks_a_model(business.quality, state.language):
            advice = self._second.advise(business, state, heard, understood, commands, here.now)
            commands, mind, state = advice.commands, advice.mind, advice.state
        state = felt(_with_line(state, Heard("caller", heard.text)), understood.affect, commands, business.affect,
            Pauses(utterance.waited_s, utterance.stops),
        )  # fmt: skip
        return replace(self._finish(business, state, run(state, commands, self._facts(business)), commands), mind=mind)

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

        What was being done when the first one was lost is found out from the book, not guessed: the task's key is the
        booking's id.
        """
        done = self._in_flight(business, state)
        if done is None:
            return self._finish(business, state, run_on(state, self._facts(business), "resumed"))
        state = replace(state, tasks=(*state.tasks[:-1], done))
        return self._finish(business, state, run_on(state, self._facts(business), "resumed"))

    def dial_failed(self, business: Business, state: DialogueState) -> Reply:
        """The person did not pick up."""
        return self._finish(business, replace(state, ended=False), run_unanswered(state, self._facts(business)))

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
        return tuple(doer.effects)

    def _standing(self, business: Business) -> Business:
        """As it stands at this turn. While the store does not answer, as it was known."""
        try:
            return standing(self._desk, business)
        except Unavailable:
            return business

    def _prolong(self, business: Business, state: DialogueState) -> None:
        """What is held for an unfinished task is held for another turn; where that fails, confirming will tell."""
        for task in state.tasks:
            if task.hold:
                with suppress(Unavailable, Refused):
                    prolong_hold(self._desk, business, task.hold)

    def _facts(self, business: Business) -> Facts:
        return Facts(business, self._desk.clock().astimezone(UTC), self._desk.new_id)

    def _finish(
        self, business: Business, state: DialogueState, running: Running, commands: tuple[Command, ...] = ()
    ) -> Reply:
        self._prolong(business, state)
        names = tuple(str(filled.value) for name, filled in state.known.items() if name == "name")
        doer = Doer(self._desk, business, state.call, state.caller, turn=state.turn, names=names)
        ran = _carried_out(running, doer)
        today = self._facts(business).today
        said = word(mannered(ran.acts, ran.state, business, today), ran.state.language, business, today)
        said = guarded(
            said, tuple(doer.effects), said_before=state.last_said, strict=self._strict, handed_over=bool(ran.handoff)
        )
        text = " ".join(one.text for one in said)
        after = _founded_on(_with_line(ran.state, Heard("assistant", text)) if text else ran.state, business)
        if not any(act.name == "again" for act in ran.acts):
            after = replace(after, last_said=text)
        reply = Reply(
            said, after, ran.expect if not after.ended else Expectation(None, "nothing"), tuple(doer.effects), commands,
            Affect(after.frustrated, after.urgent, after.hesitant), ran.handoff,
            ran.transfer.number if ran.transfer else None, ran.transfer, after.ended,
        )  # fmt: skip
        return with_instructions(reply, self._instructions(business, after), self._facts(business))

    def _instructions(self, business: Business, state: DialogueState) -> list[Instruction]:
        """What the house has asked for since the last turn; it waits while the store does not answer."""
        try:
            return instructions(self._desk, business.id, state.call, after=str(state.extra.get(LAST, "")))
        except Unavailable:
            return []

    def _in_flight(self, business: Business, state: DialogueState) -> Task | None:
        """The task in hand as confirmed, if its effect was begun, or has happened though nobody was told."""
        task = state.tasks[-1] if state.tasks else None
        if task is None or "found" not in task.slots and "booking" not in task.slots:
            return None
        if task.pending or self._happened(business, task):
            return replace(task, slots={**task.slots, "confirmed": Filled(True)})
        return None

    def _happened(self, business: Business, task: Task) -> bool:
        if task.workflow == "book":
            return self._desk.bookings.get(business.id, BookingId(task.effect_key)) is not None
        if task.workflow not in ("change_booking", "cancel_booking") or "booking" not in task.slots:
            return False
        before = booking_from(task.slots["booking"].value)
        now = self._desk.bookings.get(business.id, before.id)
        if now is None or now.revision != before.revision + 1:
            return False
        if task.workflow == "cancel_booking":
            return now.status is Status.CANCELLED
        return "found" in task.slots and slot_from(task.slots["found"].value).span == now.span


def _founded_on(state: DialogueState, business: Business) -> DialogueState:
    """Noting which version of the definition, and which live overlays, this call has been answered with."""
    known = state.extra.get("overlays")
    overlays = sorted({*(known if isinstance(known, list) else ()), *(one.id for one in business.overlays if one.id)})
    return replace(state, extra={**state.extra, "version": business.version, "overlays": list[Json](overlays)})


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
