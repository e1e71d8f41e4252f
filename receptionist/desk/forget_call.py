"""Forget one call: who called, what was said and how it sounded. That there was one stays, for the house's own counts."""

from datetime import timedelta

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.gaps import forget_in_gaps
from receptionist.errors import Refused
from receptionist.ids import CallId
from receptionist.ports import ObjectStore

SETTLED = timedelta(minutes=15)
"""After its end a call's recording has been sent off, or never will be."""


class CallGoesOn(Refused):
    reason = "call_goes_on"


class RecordingOnItsWay(Refused):
    reason = "recording_on_its_way"


def forget_call(desk: Desk, business: Business, call: CallId, recordings: ObjectStore) -> bool:
    """False: there is no such call. The sound goes before the record that names it, so that a try that was broken off is done
    again. Safe to repeat. Raises CallGoesOn, RecordingOnItsWay, Unavailable."""
    record = desk.calls.get(business.id, call)
    if record is None:
        return False
    if record.status != "ended" or record.ended is None:
        raise CallGoesOn("the call is still going on")
    if record.recording:
        recordings.remove(business.id, record.recording)
    elif record.erased is None and record.ended > desk.clock() - SETTLED:
        raise RecordingOnItsWay("its recording may still be on its way: try again a quarter of an hour after the call")
    memories = desk.shelf().memories
    if memories is not None and record.caller:
        memories.forget(business.id, record.caller, {call})
    forget_in_gaps(desk, business, frozenset({call}))
    desk.calls.erase(business.id, call, desk.clock())
    return True
