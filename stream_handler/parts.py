"""What every call of the process shares. Built once by a composition root."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import Protocol

from receptionist.adapters.mouth.beside import let_go
from receptionist.business.definition import Business, Language
from receptionist.clock import Clock
from receptionist.conversation.minds.aloud import Aloud
from receptionist.conversation.minds.model import Interest
from receptionist.conversation.rehearsal import Rehearsed
from receptionist.conversation.reply import Effect, Reply
from receptionist.conversation.state import DialogueState
from receptionist.ids import CallId, Phone
from receptionist.language.understanding import Utterance
from receptionist.ports import BusinessStore, CallStore, Ears, EndOfTurn, FluentVoice, LiveState, ObjectStore
from stream_handler.ears.hub import Hub
from stream_handler.mouth.prompts import Prompts
from stream_handler.telemetry import Telemetry


class Mind(Protocol):
    """What a call needs of receptionist.conversation.turn.Receptionist. Every method blocks."""

    def open(self, business: Business, *, call: CallId, caller: Phone, language: Language | None = None) -> Reply: ...

    def hear(self, business: Business, state: DialogueState, utterance: Utterance) -> Reply: ...

    def rehearse(
        self, business: Business, state: DialogueState, utterance: Utterance, aloud: Aloud | None = None,
        interest: Interest | None = None,
    ) -> Rehearsed | None:  # fmt: skip
        """The same, without any effect; None where there would be one. Ends soon once the interest in it is given up."""
        ...

    def adopt(self, rehearsed: Rehearsed) -> Reply:
        """What was rehearsed is said."""
        ...

    def warm(self, business: Business) -> None:
        """Has ready what a first turn of this business would wait for. Never raises."""
        ...

    def keys(self, business: Business, state: DialogueState, digits: str) -> Reply: ...

    def silent(self, business: Business, state: DialogueState) -> Reply: ...

    def not_heard(self, business: Business, state: DialogueState) -> Reply: ...

    def out_of_time(self, business: Business, state: DialogueState) -> Reply:
        """The call has lasted as long as it may: a message is taken."""
        ...

    def resumed(self, business: Business, state: DialogueState) -> Reply: ...

    def dial_failed(self, business: Business, state: DialogueState) -> Reply: ...

    def handed_back(self, business: Business, state: DialogueState) -> Reply:
        """A colleague has spoken with the caller meanwhile, and is gone."""
        ...

    def interrupted(self, state: DialogueState, heard: str) -> DialogueState:
        """Pure; does not block."""
        ...

    def hung_up(self, business: Business, state: DialogueState) -> tuple[Effect, ...]: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, unless said otherwise."""

    calls: int = 25
    """At once; the stream of another is turned away, and `/voice/after` finds it a place."""
    start_s: float = 5.0
    """For a stream to show its ticket."""
    frames_s: float = 3.5
    """Without a frame, of which fifty come a second: the line is dead though nobody said so. Frames may be 3 s late."""
    recognise_s: float = 4.0
    judge_s: float = 0.5
    """For the end-of-turn model; without its word silence decides."""
    think_s: float = 4.0
    filler_s: float = 0.9
    """From the end of the caller's turn; a longer wait for our first sound is bridged by "one moment"."""
    silence_s: float = 1.7
    """From the caller's last sound to the latest "one moment": with its own first frames, two seconds."""
    first_byte_s: float = 3.0
    store_s: float = 2.5
    """For one write or read. A store that hangs costs its write, not the call."""
    lease_s: float = 3.0
    """How long after its last sign of life a handler is given up."""
    drain_s: float = 4.0
    """How long a call may wait for a quiet moment to be given away."""
    persist_s: float = 30.0
    """How long the record of an ended call is offered to a store that is down."""
    longest_call_s: float = 7500.0
    """Whatever the business says."""


MOST_WARMED = 4
"""Calls whose minds are made ready at once: more would take turns with those who think."""


def _uploads() -> Executor:
    return ThreadPoolExecutor(2, thread_name_prefix="uploads")


@dataclass(frozen=True, slots=True)
class Parts:
    mind: Mind
    businesses: BusinessStore
    calls: CallStore
    live: LiveState
    recordings: ObjectStore
    ears: Ears
    voice: FluentVoice
    prompts: Prompts
    hub: Hub
    ticket_keys: tuple[bytes, ...]
    clock: Clock
    stores: Executor
    """Where blocking stores are called; bounded, so that one that hangs cannot starve the rest of the process."""
    minds: Executor
    """Where turns are thought; separate, because a turn waits on stores."""
    uploads: Executor = field(default_factory=_uploads)
    """Where recordings are sent off; apart, because they are large."""
    end_of_turn: EndOfTurn | None = None
    spare_ears: Ears | None = None
    """Who hears when a call's money is spent: ours. None: whoever heard."""
    spare_voice: FluentVoice | None = None
    unhurried_voice: Callable[[], AbstractContextManager[FluentVoice]] | None = None
    """Lends who speaks what is made ready while nobody is on the line, at the cost of nobody else. None: whoever speaks to callers."""
    warming: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_WARMED))
    telemetry: Telemetry = field(default_factory=Telemetry)
    limits: Limits = field(default_factory=Limits)

    async def close(self) -> None:
        """Hangs up on who hears and who speaks, and keeps what was made of their sound, once no call is left. On the loop of
        the calls; safe to repeat and to cancel."""
        for one in (self.ears, self.spare_ears, self.voice, self.spare_voice):
            await let_go(one)
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.store_s):
                await self.prompts.written()
