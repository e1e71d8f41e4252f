"""The media stream of a call is over and the caller may still be there: what now?

    stream over ──properly ended──▶ hang up
        │──handed over──▶ put through ──nobody answered──▶ back to the receptionist, to take a message
        └──handler lost──▶ resume, three times at most ──▶ a person, if one is there ──▶ voicemail
    rings, and no handler has a slot (admit_call.py) ──waited long enough──▶ likewise

Read from the record and the checkpoint, which a handler writes before it closes its stream.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from receptionist.business.definition import Business
from receptionist.business.opening import staffed
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.calls.transfer import HANDOVER, Transfer, transfer_from
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.desk.tell_staff import StaffNotice, tell_staff
from receptionist.errors import Fenced, Unavailable
from receptionist.ids import CallId, Phone
from receptionist.ports import Conflict, Row

MOST_RESUMES = 3
"""A caller who lost the receptionist three times is served by a person or a machine that only records."""

LONGEST_CALL = timedelta(hours=4)
"""Twilio ends a call after that (twilio.com/docs/voice/api/call-resource, TimeLimit): until then a call that was put
through is nobody's to rescue."""

RESUMING = timedelta(seconds=15)
"""From the new ticket to the next handler's first sign of life."""

TRANSFER = "transfer_to"
"""Key of `Checkpoint.extra`: the number a handler promised to put the caller through to."""
TRANSFER_FAILED = "transfer_failed"
"""Key of `Checkpoint.extra` and of the state's `extra`: the person did not answer, take a message."""
RUNG_FIRST = 900
"""In the place of how many were rung before: the person who is rung before the receptionist answers."""
GIVEN_UP = "given_up"
"""Key of `Checkpoint.extra`: no handler will take this call again (`person`, `voicemail`)."""

NO_ROOM = "no_room"
"""Key of `Checkpoint.extra`: no handler ever had a slot for this call."""

PICKED_UP = "picked_up"
"""Kind of the rows that keep, per call and person rung, that somebody picked up and whether they took the call."""
CAME_BACK = "came_back"
"""Kind of the rows that keep, per call and dial, that the caller was brought back after it: the word of one dial, sent again,
must not take the call from the handler that has it since."""
ACCEPTED = '{"accepted": true}'
_ANSWERED = frozenset({"completed", "answered"})
_E164 = re.compile(r"\+[1-9]\d{6,14}")


@dataclass(frozen=True, slots=True)
class HangUp:
    pass


@dataclass(frozen=True, slots=True)
class PutThrough:
    record: CallRecord
    transfer: Transfer
    tried: int = 0
    """How many were rung before this one."""
    apology: bool = False
    """The caller was promised nothing: say what is happening."""
    no_room: bool = False
    """And that every line was busy."""


@dataclass(frozen=True, slots=True)
class Resume:
    record: CallRecord
    resumes: int
    """This one included."""


@dataclass(frozen=True, slots=True)
class TakeVoicemail:
    record: CallRecord
    business: Business | None
    no_room: bool = False
    """Every line was busy."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody wrote this call down."""


Next = HangUp | PutThrough | Resume | TakeVoicemail | Unknown


def continue_call(
    desk: Desk,
    call: CallId,
    *,
    resumes: int = 0,
    dialled: str | None = None,
    bridged: bool | None = None,
    tried: int = 0,
) -> Next:
    """What the carrier does next with `call`.

    `resumes`: how often it was resumed so far, as the carrier was told to report. `dialled`: the outcome of a call to a
    person (Twilio's DialCallStatus), None if none was made; `bridged`: whether the two were joined (DialBridged), None if
    the carrier does not say; `tried`: how many had been rung before. Safe to repeat: the same state gives the same answer; each
    answer raises the call's lease, so that nobody rescues it meanwhile.
    """
    record = desk.calls.find(call)
    if record is None:
        return Unknown()
    checkpoint = desk.calls.checkpoint(record.business, call)
    dial = f"{call}:{resumes}:{tried}"
    resumes = max(resumes, desk.calls.epoch(record.business, call) - 1)
    if dialled is not None:
        if dialled in _ANSWERED and _joined(desk, record, tried, bridged):
            return HangUp()
        return _after_the_dial(desk, record, checkpoint, resumes, tried, dial)
    transfer = promised(checkpoint)
    if transfer is not None:
        _lease(desk, record, LONGEST_CALL)
        return PutThrough(record, transfer)
    if record.status == "ended" or (checkpoint is not None and checkpoint.ended):
        return HangUp()
    return _after_a_loss(desk, record, checkpoint, resumes)


def no_room_for(desk: Desk, call: CallId) -> Next:
    """The caller has waited for a slot long enough: a person, if one is there, or a voicemail. Safe to repeat."""
    record = desk.calls.find(call)
    if record is None:
        return Unknown()
    return _person_or_voicemail(desk, record, desk.calls.checkpoint(record.business, call), no_room=True)


def promised(checkpoint: Checkpoint | None) -> Transfer | None:
    """Whom a handler promised the caller to."""
    extra = checkpoint.extra if checkpoint else {}
    number = str(extra.get(TRANSFER, ""))
    if not _E164.fullmatch(number):
        return None
    told = transfer_from(extra.get(HANDOVER))
    return told if told and told.number == number else Transfer(Phone(number), "", warm=False)


def ask_to_accept(desk: Desk, call: CallId, tried: int) -> Transfer | None:
    """Somebody has picked up: what they are told before the line is joined. None: no such call. Safe to repeat."""
    record = desk.calls.find(call)
    if record is None:
        return None
    transfer = promised(desk.calls.checkpoint(record.business, call))
    _note_picking_up(desk, record, tried, accepted=False)
    return (transfer.tried(tried) if transfer else None) or Transfer(Phone(""), "", language=record.language)


def accept_call(desk: Desk, call: CallId, tried: int) -> None:
    """They have pressed the key: the line is joined. Safe to repeat."""
    record = desk.calls.find(call)
    if record is not None:
        _note_picking_up(desk, record, tried, accepted=True)


def taken_by_the_house(desk: Desk, record: CallRecord) -> bool:
    """Whether the person who was rung before the receptionist has taken the call."""
    row = desk.rows.get(record.business, PICKED_UP, f"{record.call}:{RUNG_FIRST}")
    return row is not None and row.doc == ACCEPTED


def _note_picking_up(desk: Desk, record: CallRecord, tried: int, *, accepted: bool) -> None:
    def put() -> None:
        known = desk.rows.get(record.business, PICKED_UP, f"{record.call}:{tried}")
        if known is not None and (not accepted or known.doc == ACCEPTED):
            return
        row = Row(
            PICKED_UP,
            f"{record.call}:{tried}",
            ACCEPTED if accepted else "{}",
            known.revision if known else 0,
            expires=desk.clock() + LONGEST_CALL,
        )
        desk.rows.put(record.business, row)

    with suppress(Unavailable):
        until_won(put)


def _joined(desk: Desk, record: CallRecord, tried: int, bridged: bool | None) -> bool:
    """Whether the two spoke. A voicemail that picked up and pressed no key is nobody; where neither the carrier nor the
    store can tell, whoever picked up counts as a person."""
    if bridged is not None:
        return bridged
    try:
        row = desk.rows.get(record.business, PICKED_UP, f"{record.call}:{tried}")
    except Unavailable:
        return True
    return row is None or row.doc == ACCEPTED


def _after_the_dial(
    desk: Desk, record: CallRecord, checkpoint: Checkpoint | None, resumes: int, tried: int, dial: str
) -> Next:
    if desk.rows.get(record.business, CAME_BACK, dial) is not None:
        return Resume(record, resumes)
    transfer = promised(checkpoint)
    if transfer is not None and (further := transfer.tried(tried + 1)):
        return PutThrough(record, further, tried + 1)
    _tell_of_failure(desk, record, transfer)
    given_up = checkpoint is None or GIVEN_UP in checkpoint.extra
    if given_up or resumes > MOST_RESUMES or not _came_back(desk, record):
        return _voicemail(desk, record)
    with suppress(Conflict):
        desk.rows.put(record.business, Row(CAME_BACK, dial, "{}", expires=desk.clock() + LONGEST_CALL))
    return Resume(record, resumes)


def _after_a_loss(desk: Desk, record: CallRecord, checkpoint: Checkpoint | None, resumes: int) -> Next:
    if resumes < MOST_RESUMES:
        _lease(desk, record, RESUMING)
        return Resume(record, resumes + 1)
    return _person_or_voicemail(desk, record, checkpoint)


def _person_or_voicemail(
    desk: Desk, record: CallRecord, checkpoint: Checkpoint | None, *, no_room: bool = False
) -> Next:
    business = desk.businesses.get(record.business)
    now = desk.clock()
    person = next((h for h in business.handoffs if staffed(h, business, now)), None) if business else None
    if business is None or person is None or (checkpoint is not None and TRANSFER_FAILED in checkpoint.extra):
        return _voicemail(desk, record, no_room=no_room)
    _give_up(desk, record, "person", no_room=no_room)
    transfer = Transfer(Phone(person.number), person.label, "lost", person.type == "warm", person.ring_seconds)
    return PutThrough(record, replace(transfer, language=business.languages[0]), apology=True, no_room=no_room)


def _tell_of_failure(desk: Desk, record: CallRecord, transfer: Transfer | None) -> None:
    """A caller was promised a person who did not come: somebody hears of it."""
    business = desk.businesses.get(record.business)
    if business is not None and business.colleagues:
        text = " ".join(
            part for part in (transfer.label if transfer else "", transfer.summary if transfer else "") if part
        )
        notice = StaffNotice(
            f"{record.call}:failed_handover", "failed_handover", text, desk.clock(), record.caller, record.call
        )
        tell_staff(desk, business, notice)


def _voicemail(desk: Desk, record: CallRecord, *, no_room: bool = False) -> TakeVoicemail:
    no_room = _give_up(desk, record, "voicemail", no_room=no_room)
    return TakeVoicemail(record, desk.businesses.get(record.business), no_room)


def _came_back(desk: Desk, record: CallRecord) -> bool:
    """Notes in the checkpoint that nobody answered, as a handler of its own epoch. False: the call is over for us."""
    now = desk.clock()
    try:
        taken = desk.calls.take(record.business, record.call, until=now + RESUMING)
        if taken is None:
            return False
        state = _noting_the_failure(taken.state)
        extra = {key: value for key, value in taken.extra.items() if key not in (TRANSFER, HANDOVER)} | {
            TRANSFER_FAILED: True
        }
        desk.calls.save(replace(taken, state=state, ended=False, at=now, extra=extra))
    except (Fenced, ValueError):
        return False
    return True


def _noting_the_failure(state: str) -> str:
    """The dialogue state, told that the caller is back. It belongs to the conversation, above this layer: only the two
    fields every state has are touched. Raises ValueError on what is no state."""
    fields = json.loads(state)
    if not isinstance(fields, dict):
        raise ValueError("a dialogue state is an object")
    fields["ended"] = False
    fields["extra"] = {**fields.get("extra", {}), TRANSFER_FAILED: True}
    return json.dumps(fields, ensure_ascii=False)


def _give_up(desk: Desk, record: CallRecord, to: str, *, no_room: bool = False) -> bool:
    """Fences whatever handler may be left, and notes that none follows, and if none ever had a slot. Gives whether that is so,
    now or since before."""
    now = desk.clock()
    try:
        taken = desk.calls.take(record.business, record.call, until=now + LONGEST_CALL)
        taken = taken or Checkpoint(record.call, record.business, 1, state="", at=now, caller=record.caller)
        extra = {**taken.extra, GIVEN_UP: to, **({NO_ROOM: True} if no_room else {})}
        desk.calls.save(replace(taken, at=now, extra=extra))
    except Fenced:
        return no_room
    return NO_ROOM in extra


def _lease(desk: Desk, record: CallRecord, length: timedelta) -> None:
    epoch = desk.calls.epoch(record.business, record.call)
    if epoch == 0:
        return
    try:
        desk.calls.renew(record.business, record.call, epoch, desk.clock() + length)
    except Fenced:
        return
