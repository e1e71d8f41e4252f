"""A call is over, says the carrier: one record, no hold left behind, and a word to a caller we lost."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal

from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.desk.continue_call import GIVEN_UP, NO_ROOM, TRANSFER, taken_by_the_house
from receptionist.desk.desk import Desk
from receptionist.desk.hold_slot import release_holds_of
from receptionist.desk.may_text import may_text
from receptionist.desk.remember_call import to_remember
from receptionist.errors import StoreUnavailable
from receptionist.ids import CallId, MessageId
from receptionist.messages.model import TextMessage
from receptionist.messages.texts import notice_text

TRANSCRIPT = "transcript"
"""Key of `Checkpoint.extra`: the events told so far, so that a call put through or lost keeps what was said."""

OVERLAYS = "overlays"
"""Key of `Checkpoint.extra`: live overlays that stood at some turn."""

OUTCOME = "outcome"
"""Key of `Checkpoint.extra`: how the call ended, in the words of the handler that ended it."""

LOST = "lost"
"""Outcome of a call whose caller was left without a goodbye."""
TEXTED_BACK_WITHIN = timedelta(hours=1)
"""Later "our call was cut off" only puzzles."""
BY_THE_HOUSE = "answered_by_staff"
"""Outcome of one that somebody took before the receptionist answered."""
VOICEMAIL = "voicemail"
"""Outcome of one that ended with a machine that only records."""
GIVEN_AWAY = timedelta(seconds=1)
"""What a handler leaves of its lease when it gives a call away: the carrier, told by the closing socket, is then already on its
way to us, and sent there again by a rescuer it would cut off the stream it has just opened. None that serves a call has so little."""


def finish_call(desk: Desk, call: CallId, *, lease_over: bool = False) -> CallRecord | None:
    """The record of a call the carrier has ended; None if nobody wrote it down.

    While a handler may still be alive the record is left to it: it hears of the end within a second and knows the
    transcript, and if it does not, its lease will run out and `rescue_calls` comes here with `lease_over`. Safe to
    repeat, in any order, beside any handler's own ending.
    """
    record = desk.calls.find(call)
    if record is None:
        return None
    if record.status == "ended":
        _remember(desk, desk.businesses.get(record.business), record)
        return record
    checkpoint = desk.calls.checkpoint(record.business, call)
    outcome = BY_THE_HOUSE if checkpoint is None and taken_by_the_house(desk, record) else _outcome(checkpoint)
    if outcome == LOST and not (lease_over or _nobody_has_it(desk, record)):
        return record
    ending = replace(
        record,
        status="ended",
        ended=desk.clock(),
        outcome=outcome,
        transcript=_told(checkpoint),
        overlays=tuple(map(str, checkpoint.extra.get(OVERLAYS, ()))) if checkpoint else (),
    )
    finished = desk.calls.finish(ending)
    business = desk.businesses.get(record.business)
    if business is None:
        return finished
    _release_holds(desk, business, call)
    _remember(desk, business, finished)
    if finished.outcome == LOST and not (checkpoint and GIVEN_UP in checkpoint.extra):
        never_answered = desk.calls.epoch(record.business, call) == 0
        _text_back(desk, business, finished, "missed" if never_answered else "cut_off")
    elif finished.outcome == VOICEMAIL and checkpoint and NO_ROOM in checkpoint.extra:
        _text_back(desk, business, finished, "missed")
    return finished


def _outcome(checkpoint: Checkpoint | None) -> str:
    if checkpoint is None:
        return LOST
    if TRANSFER in checkpoint.extra or checkpoint.extra.get(GIVEN_UP) == "person":
        return "transferred"
    if GIVEN_UP in checkpoint.extra:
        return VOICEMAIL
    return str(checkpoint.extra.get(OUTCOME, "goodbye")) if checkpoint.ended else LOST


def _told(checkpoint: Checkpoint | None) -> tuple[dict[str, Any], ...]:
    """The events a handler had told by its last checkpoint. One that is alive tells more, and is believed first."""
    events = checkpoint.extra.get(TRANSCRIPT, ()) if checkpoint else ()
    return tuple(event for event in events if isinstance(event, dict)) if isinstance(events, list | tuple) else ()


def _nobody_has_it(desk: Desk, record: CallRecord) -> bool:
    """Whether no handler ever took the call, or the last one's lease is over, or what it left of it when it gave the call away."""
    if desk.calls.epoch(record.business, record.call) == 0:
        return True
    return any(lost.call == record.call for lost in desk.calls.lost(desk.clock() + GIVEN_AWAY))


def _text_back(desk: Desk, business: Business, record: CallRecord, notice: Literal["cut_off", "missed"]) -> None:
    """One text, however often the end is reported: its id is the call's."""
    if may_text(desk, business, record.caller, agreed=True):
        return
    language = next((spoken for spoken in business.languages if spoken == record.language), business.languages[0])
    desk.messages.queue(
        TextMessage(
            id=MessageId(f"{record.call}:cut-off"),
            business=business.id,
            to=record.caller,
            sender=business.default_number(),
            body=notice_text(business, notice, language),
            call=record.call,
            created=desk.clock(),
            home=desk.home(business),
            until=desk.clock() + TEXTED_BACK_WITHIN,
        )
    )


def _remember(desk: Desk, business: Business | None, record: CallRecord) -> None:
    """What is not remembered now is not missed by anybody on this call."""
    if business is not None:
        with suppress(StoreUnavailable):
            to_remember(desk, business, record)


def _release_holds(desk: Desk, business: Business, call: CallId) -> None:
    """A table kept for somebody who is gone is free again at once; what cannot be released expires by itself."""
    with suppress(StoreUnavailable):
        release_holds_of(desk, business, call)
