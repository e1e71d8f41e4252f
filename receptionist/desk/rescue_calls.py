"""Calls whose handler fell silent without the carrier noticing: tell the carrier to ask us again."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Literal

from receptionist.calls.record import CallRecord
from receptionist.desk.continue_call import RESUMING
from receptionist.desk.desk import Desk
from receptionist.desk.finish_call import finish_call
from receptionist.errors import Fenced, StoreUnavailable, VendorUnavailable
from receptionist.ids import CallId
from receptionist.ports import CallControl

SIDE_BY_SIDE = 8
"""Calls of one look: all lines of a machine may fall silent with it, and the carrier takes a fifth of a second for each."""
ALREADY = timedelta(seconds=1)

Became = Literal["going on", "over", "waiting", "not lost"]


@dataclass(frozen=True, slots=True)
class Rescued:
    going_on: tuple[CallId, ...] = ()
    """The carrier is on its way to `after_url`."""
    over: tuple[CallId, ...] = ()
    """Nobody was on the line any more; the record is finished."""
    waiting: tuple[CallId, ...] = ()
    """The carrier or the store did not answer; they are found again next time."""


def rescue_calls(desk: Desk, carrier: CallControl, after_url: str) -> Rescued:
    """Looks once. Blocking. Safe to repeat, and beside any number of others: a rescued call gets a lease until the next handler
    has it, and of all who have found it one is given that lease.

    It is written before the carrier is told: while nobody can write one, a handler whose lease is over may be well, and
    is left alone. The URL tells which handler was lost, so that no two rescues of a call ask for the same stream.
    """
    lost = desk.calls.lost(desk.clock())
    if not lost:
        return Rescued()
    with ThreadPoolExecutor(min(SIDE_BY_SIDE, len(lost)), thread_name_prefix="rescue") as side_by_side:
        told = list(zip(lost, side_by_side.map(partial(_rescued, desk, carrier, after_url), lost), strict=True))

    def all_that(became: Became) -> tuple[CallId, ...]:
        return tuple(record.call for record, what in told if what == became)

    return Rescued(all_that("going on"), all_that("over"), all_that("waiting"))


def _rescued(desk: Desk, carrier: CallControl, after_url: str, record: CallRecord) -> Became:
    now = desk.clock()
    try:
        epoch = desk.calls.recover(record.business, record.call, now, now + RESUMING)
    except StoreUnavailable:
        return "waiting"
    if epoch is None:
        return "not lost"
    try:
        on_the_line = carrier.go_on_at(record.call, f"{after_url}?lost={epoch}")
    except VendorUnavailable:
        with suppress(Fenced, StoreUnavailable):
            desk.calls.renew(record.business, record.call, epoch, now - ALREADY)
        return "waiting"
    if on_the_line:
        return "going on"
    finish_call(desk, record.call, lease_over=True)
    return "over"
