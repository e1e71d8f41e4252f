"""Is there room for a call? A slot is reserved for it, so that however many ring at once no handler is sent more than it carries.

    rings ──limit of the business, of all──▶ a slot of one of the handlers, for 20 s ──its stream begins──▶ taken, by the handler
              '──reached──▶ wait                 '──none is free──▶ wait

Which handler gets the stream is the load balancer's choice, not ours: the slot is moved there, or the stream is relayed to where
the slot is (stream_handler/post.py). Nobody is kept out because a store is away: then a call goes on as if there were room.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zlib import crc32

from receptionist.business.definition import Business
from receptionist.errors import Unavailable
from receptionist.ids import CallId
from receptionist.ports import Switchboard

RESERVED = timedelta(seconds=20)
"""For a stream to begin; a carrier takes a second or two, and may have a sentence to say first."""
BEYOND = timedelta(minutes=10)
"""A call may go on with a person or a message after its longest talk with us."""
SHARE = 100
"""Slots in one book of a limit; a larger limit has several."""
MOST_ASKED = 12
"""Handlers asked for a slot while a caller waits for an answer."""

ALL = "all"
"""Name of the books that count every call."""


@dataclass(frozen=True, slots=True)
class Admitted:
    handler: str = ""
    """Where its slot is. Empty: there is no switchboard, or nobody could tell."""


@dataclass(frozen=True, slots=True)
class NoRoom:
    why: Literal["business", "all", "handlers"]
    """Whose slots are taken: the business's `calls_at_once`, the limit of all, every handler's."""


def admit_call(
    switchboard: Switchboard | None, business: Business, call: CallId, now: datetime, *, most_in_all: int | None = None
) -> Admitted | NoRoom:
    """Reserves what the call needs. Safe to repeat: it has what it had, and tries for the rest. What it has of the business's
    and of all slots it keeps until `release_call`, also while it waits for a handler."""
    if switchboard is None:
        return Admitted()
    until = now + timedelta(minutes=business.limits.longest_minutes) + BEYOND
    limits: tuple[tuple[Literal["business", "all"], str, int | None], ...] = (
        ("business", _of(business), business.limits.calls_at_once),
        ("all", ALL, most_in_all),
    )
    try:
        for why, name, most in limits:
            if most is not None and not _within(switchboard, name, call, most, now, until):
                return NoRoom(why)
        return _at_a_handler(switchboard, call, now)
    except Unavailable:
        return Admitted()


def slot_to_go_on(switchboard: Switchboard | None, call: CallId, now: datetime) -> str:
    """The handler with a slot for a call that was let in long ago: it is not turned away where none is free (empty)."""
    if switchboard is None:
        return ""
    try:
        found = _at_a_handler(switchboard, call, now)
    except Unavailable:
        return ""
    return found.handler if isinstance(found, Admitted) else ""


def release_call(
    switchboard: Switchboard | None, business: Business, call: CallId, *, most_in_all: int | None = None
) -> None:
    """The call is over. Its handler gives back its own slot; what cannot be given back runs out. Safe to repeat."""
    if switchboard is None:
        return
    try:
        for name, most in ((_of(business), business.limits.calls_at_once), (ALL, most_in_all)):
            for book, _ in _shares(name, call, most or 0):
                if switchboard.free(book, call):
                    break
    except Unavailable:
        return


def _of(business: Business) -> str:
    return f"business {business.id}"


def _at_a_handler(switchboard: Switchboard, call: CallId, now: datetime) -> Admitted | NoRoom:
    """Those that said they are full are asked last. Which comes first depends on the call, so that a crowd does not ask one."""
    handlers = switchboard.handlers(now)
    if not handlers:
        return Admitted()
    handlers.sort(key=lambda one: (one.taken >= one.slots, crc32(f"{call} {one.id}".encode())))
    for one in handlers[:MOST_ASKED]:
        if switchboard.reserve(one.id, call, one.slots, now, now + RESERVED):
            return Admitted(one.id)
    return NoRoom("handlers")


def _within(switchboard: Switchboard, name: str, call: CallId, most: int, now: datetime, until: datetime) -> bool:
    return any(switchboard.reserve(book, call, places, now, until) for book, places in _shares(name, call, most))


def _shares(name: str, call: CallId, most: int) -> list[tuple[str, int]]:
    """Books that have so many slots together, beginning with the call's own."""
    books = -(-most // SHARE)
    first = crc32(call.encode())
    order = [(first + step) % books for step in range(books)]
    return [(f"{name} {book}", most // books + (book < most % books)) for book in order]
