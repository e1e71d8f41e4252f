"""After a call: one line of what it was about is remembered of its caller, for as long as the business keeps it; and whether it
left something open."""

import json

from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.desk.last_call import note_last_call
from receptionist.ids import CallId
from receptionist.knowledge.memories import kept_for, recollection
from receptionist.ports import Errand

KIND = "remember_call"


def to_remember(desk: Desk, business: Business, record: CallRecord) -> None:
    """Leaves it to an errand: the index may be slow, the end of a call is not. Safe to repeat."""
    if record.caller and kept_for(business) is not None:
        id = f"{KIND}:{record.call}"
        desk.errands.add(
            Errand(id, business.id, KIND, desk.clock(), desk.home(business), doc=json.dumps({"call": record.call}))
        )


def remember_call(desk: Desk, business: Business, errand: Errand) -> None:
    """The doing. Safe to repeat. What is past its time goes on the way. Raises Unavailable."""
    memories = desk.shelf().memories
    call = CallId(json.loads(errand.doc)["call"])
    record = desk.calls.get(business.id, call)
    if record is None:
        return
    note_last_call(desk, business, record)
    if memories is None:
        return
    kept = card_of(desk, business, record.caller)
    text = recollection(record.transcript, (kept.card.name,) if kept else ())
    memories.keep(business, record.caller, call, text, record.ended or record.started)
    memories.tidy(business.id, desk.clock())
