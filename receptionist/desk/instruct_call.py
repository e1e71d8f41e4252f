"""The people of the house have a word with the assistant during a call: it enters the next turn.

Rows of kind `instruction`, read at each turn by whichever process has the call then, so that an instruction survives the
loss of a handler, and is kept as evidence of who intervened.
"""

from datetime import timedelta

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.calls.instruction import Instruction, InstructionKind
from receptionist.desk.desk import Desk
from receptionist.errors import Refused
from receptionist.ids import BusinessId, CallId
from receptionist.ports import Row
from receptionist.stored import read

KIND = "instruction"
KEPT = timedelta(days=90)
LONGEST = 300
"""Letters: twenty seconds of speech."""
_INSTRUCTION = TypeAdapter(Instruction)


class CallIsOver(Refused):
    reason = "call_is_over"


class NoSuchCall(Refused):
    reason = "no_such_call"


class NothingToSay(Refused):
    reason = "nothing_to_say"


class NoSuchHandOver(Refused):
    """Callers go where the definition says, and nowhere else."""

    reason = "no_such_hand_over"


def instruct_call(
    desk: Desk,
    business: Business,
    call: CallId,
    kind: InstructionKind,
    *,
    by: str,
    text: str = "",
    to: str = "",
) -> Instruction:
    """Not safe to repeat: what is said twice is heard twice. Raises NoSuchCall, CallIsOver, NothingToSay,
    NoSuchHandOver."""
    record = desk.calls.get(business.id, call)
    if record is None:
        raise NoSuchCall(call)
    if record.status == "ended":
        raise CallIsOver(call)
    words = " ".join(text.split())[:LONGEST]
    if kind in ("say", "whisper") and not words:
        raise NothingToSay(kind)
    if kind == "transfer" and to and to not in {one.label for one in business.handoffs}:
        raise NoSuchHandOver(to)
    now = desk.clock()
    id = f"{call}:{now:%Y%m%d%H%M%S%f}:{desk.new_id()}"
    given = Instruction(id, business.id, call, kind, now, by, words, to)
    desk.rows.put(business.id, Row(KIND, id, _INSTRUCTION.dump_json(given).decode(), expires=now + KEPT))
    return given


def instructions(desk: Desk, business: BusinessId, call: CallId, *, after: str = "") -> list[Instruction]:
    """Of that call, in the order they were given, later than the one called `after`."""
    rows = desk.rows.list(business, KIND, begins=f"{call}:", after=after)
    return [read(_INSTRUCTION, row.doc) for row in rows]
