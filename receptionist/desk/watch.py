"""Whether somebody may watch a business's calls as they happen, and listen in."""

from receptionist.accounts.model import may
from receptionist.desk.audit import note
from receptionist.desk.door import Door, visitor
from receptionist.ids import BusinessId, CallId
from receptionist.ports import BusinessStore, CallStore, RowStore


def may_watch(door: Door, businesses: BusinessStore, token: str, business: BusinessId) -> bool:
    """Raises Unavailable if nobody can tell now."""
    who, watched = visitor(door, token), businesses.get(business)
    role = who.role_at(watched) if who and watched else None
    return role is not None and may(role, "read")


def may_listen(door: Door, businesses: BusinessStore, calls: CallStore, token: str, call: CallId) -> bool:
    """The same for one call, by its business."""
    record = calls.find(call)
    return record is not None and may_watch(door, businesses, token, record.business)


def note_listening(door: Door, rows: RowStore, calls: CallStore, token: str, call: CallId) -> None:
    """Somebody who may begins to listen to a call: written down, once for each time. Raises Unavailable."""
    record, who = calls.find(call), visitor(door, token)
    if record is not None and who is not None:
        note(rows, door.clock, door.new_id, record.business, who.person, "call.listened", call)
