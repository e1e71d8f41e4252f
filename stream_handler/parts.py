"""What every call of the process shares. Built once by a composition root."""

from concurrent.futures import Executor
from dataclasses import dataclass, field

from receptionist.clock import Clock
from receptionist.conversation.turn import Receptionist
from receptionist.ports import BusinessStore, CallStore, EndOfTurn, LiveState, ObjectStore, Transcriber, Voice
from stream_handler.ears.hub import Hub
from stream_handler.mouth.prompts import Prompts


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, unless said otherwise."""

    calls: int = 25
    """At once; the stream of another is turned away, and `/voice/after` finds it a place."""
    start_s: float = 5.0
    """For a stream to show its ticket."""
    frames_s: float = 10.0
    """Without a frame: the line is dead though nobody said so."""
    recognise_s: float = 6.0
    think_s: float = 8.0
    filler_s: float = 0.9
    """Thinking longer than that is bridged by "one moment"."""
    first_byte_s: float = 5.0
    lease_s: float = 3.0
    """How long after its last sign of life a handler is given up."""
    longest_call_s: float = 1800.0


@dataclass(frozen=True, slots=True)
class Parts:
    mind: Receptionist
    businesses: BusinessStore
    calls: CallStore
    live: LiveState
    recordings: ObjectStore
    transcriber: Transcriber
    voice: Voice
    prompts: Prompts
    hub: Hub
    ticket_keys: tuple[bytes, ...]
    clock: Clock
    stores: Executor
    """Where blocking stores are called; bounded, so that one that hangs cannot starve the rest of the process."""
    minds: Executor
    """Where turns are thought; separate, because a turn waits on stores."""
    end_of_turn: EndOfTurn | None = None
    limits: Limits = field(default_factory=Limits)
