"""Calls whose handler fell silent without the carrier noticing: tell the carrier to ask us again."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from receptionist.calls.record import CallRecord
from receptionist.desk.continue_call import RESUMING
from receptionist.desk.desk import Desk
from receptionist.desk.finish_call import finish_call
from receptionist.errors import Fenced, StoreUnavailable, VendorUnavailable
from receptionist.ids import CallId
from receptionist.ports import CallControl

GRACE = timedelta(seconds=1)
"""A handler that gives a call away ends its lease at once, and the carrier, told by the closing socket, is then already
on its way to us: sending it there again would cut off the stream it has just opened."""


@dataclass(frozen=True, slots=True)
class Rescued:
    going_on: tuple[CallId, ...] = ()
    """The carrier is on its way to `after_url`."""
    over: tuple[CallId, ...] = ()
    """Nobody was on the line any more; the record is finished."""
    waiting: tuple[CallId, ...] = ()
    """The carrier or the store did not answer; they are found again next time."""


def rescue_calls(desk: Desk, carrier: CallControl, after_url: str) -> Rescued:
    """Looks once. Blocking. Safe to repeat: a rescued call gets a lease of its own until the next handler has it.

    The lease is written before the carrier is told: while nobody can write one, a handler whose lease is over may be well, and
    is left alone. The URL tells which handler was lost, so that no two rescues of a call ask for the same stream.
    One rescuer per store is enough; two would interrupt each other's resumed streams.
    """
    going_on, over, waiting = [], [], []
    for record in desk.calls.lost(desk.clock() - GRACE):
        if all(lost.call != record.call for lost in desk.calls.lost(desk.clock() - GRACE)):
            continue  # The carrier has come by itself meanwhile; sent here again it would cut off the new stream.
        try:
            epoch = _lease(desk, record, RESUMING)
            on_the_line = carrier.go_on_at(record.call, f"{after_url}?lost={epoch}")
        except Fenced:
            continue  # Another handler has just begun.
        except VendorUnavailable:
            with suppress(Fenced, StoreUnavailable):
                _lease(desk, record, -2 * GRACE)
            waiting.append(record.call)
            continue
        except StoreUnavailable:
            waiting.append(record.call)
            continue
        if on_the_line:
            going_on.append(record.call)
        else:
            over.append(record.call)
            finish_call(desk, record.call, lease_over=True)
    return Rescued(tuple(going_on), tuple(over), tuple(waiting))


def _lease(desk: Desk, record: CallRecord, length: timedelta) -> int:
    """Until so long from now, in the epoch there is, which it gives. Raises Fenced."""
    epoch = desk.calls.epoch(record.business, record.call)
    desk.calls.renew(record.business, record.call, epoch, desk.clock() + length)
    return epoch
