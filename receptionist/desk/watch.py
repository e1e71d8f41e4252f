"""Whether somebody may watch a business's calls as they happen, and listen in."""

from receptionist.accounts.model import Act, Role, may, role_at
from receptionist.business.definition import Business
from receptionist.calls.listening_pass import ListeningPass
from receptionist.desk.audit import note
from receptionist.desk.door import LOCAL_OWNER, PROGRAM, Door, visitor
from receptionist.ids import BusinessId, CallId, PersonId
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


def still_may(door: Door, businesses: BusinessStore, calls: CallStore, shown: ListeningPass) -> bool:
    """Whether whoever got this pass has the role for it yet, and the call goes on. Raises Unavailable."""
    record = calls.find(shown.call)
    business = businesses.get(record.business) if record and record.status != "ended" else None
    role = _role_of(door, shown.person, business) if business else None
    act: Act = "book" if shown.speaks else "read"
    return role is not None and may(role, act)


def note_giving_back(door: Door, rows: RowStore, calls: CallStore, shown: ListeningPass) -> None:
    """A colleague who has spoken with a caller has gone. Raises Unavailable."""
    record = calls.find(shown.call)
    if record is not None:
        note(rows, door.clock, door.new_id, record.business, shown.person, "call.given_back", shown.call)


def _role_of(door: Door, person: PersonId, business: Business) -> Role | None:
    if person == LOCAL_OWNER.person:
        return Role.OWNER
    if person.startswith(PROGRAM):
        keys = door.accounts.api_keys(business.id)
        return next((key.role for key in keys if person == f"{PROGRAM}{key.id}"), None)
    return role_at(door.accounts.memberships(person), business)
