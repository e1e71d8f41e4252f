"""Busy times in: what a connected calendar has becomes lines of the book, which keep visits away as a visit would.

    nothing read, 410, a day gone by --everything within the horizon--> lines, and a token
    every few minutes                --what changed since the token-->  lines

Everything is read again once a day because the horizon moves on: repeating entries come as their occurrences, and only
those within it. Safe to repeat and to run twice at once: lines are written as they should be, the token last.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from receptionist.business.definition import Business
from receptionist.calendars.entries import PART, entry_name, pieces
from receptionist.calendars.link import CalendarLink
from receptionist.calendars.service import CalendarService, Changes, OutsideEvent, SyncGone
from receptionist.desk.calendar_links import (
    BrokenLink,
    amended,
    busy_by,
    forget_busy,
    link_of,
    reached,
    sync_errand,
)
from receptionist.desk.calendar_push import push_all
from receptionist.desk.desk import Desk
from receptionist.desk.mark_busy import mark_busy
from receptionist.desk.run_errands import Doing
from receptionist.desk.standing import standing
from receptionist.ports import Errand
from receptionist.spans import Span

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
WHOLE = timedelta(days=1)
TWIN = {"now": "a", "a": "b", "b": "a"}
WAITS = (timedelta(seconds=20), timedelta(seconds=60))
"""Before it is tried again; after that it is left to its twin."""


def syncing(service: CalendarService) -> Doing:
    """The doing for `calendar_sync`. The errand's twin is called up first, so that one that fails for good ends nothing; a
    link that is broken or gone is called up no more."""

    def sync(desk: Desk, business: Business, errand: Errand) -> None:
        told = json.loads(errand.doc)
        link = link_of(desk, business.id, told["calendar"])
        if link is None or link.status != "connected":
            return
        twin = sync_errand(link.id, business.id, errand.home, desk.clock() + EVERY, name=TWIN[told["name"]])
        desk.errands.add(twin)
        desk.errands.revive(business.id, twin.id, twin.due)
        try:
            sync_calendar(desk, service, business, link)
        except BrokenLink as broken:
            log.warning("calendar broken", extra={"business": business.id, "calendar": link.id, "why": str(broken)})

    return sync


def sync_calendar(desk: Desk, service: CalendarService, business: Business, link: CalendarLink) -> CalendarLink | None:
    """Once. Raises BrokenLink, VendorUnavailable, StoreUnavailable. None: it was disconnected meanwhile."""
    now = desk.clock()
    whole = not link.sync_token or link.read_whole is None or link.read_whole + WHOLE <= now
    if link.read_whole is None and link.bookings_out:
        push_all(desk, business, link)
    if not link.busy_in:
        forget_busy(desk, business, link.id)
        return amended(desk, business.id, link.id, lambda known: replace(known, synced=now, read_whole=now))
    within = Span(now, now + timedelta(days=business.policies.horizon_days + 1))

    def read(access: str) -> tuple[Changes, bool]:
        if not whole:
            try:
                return service.since(access, link.calendar, link.sync_token), False
            except SyncGone:
                pass
        return service.everything(access, link.calendar, within), True

    changes, all_read = reached(desk, service, business.id, link, read)
    _write(desk, business, link, changes.events, within, whole=all_read)

    def remember(known: CalendarLink) -> CalendarLink:
        if (known.calendar, known.resource, known.busy_in) != (link.calendar, link.resource, link.busy_in):
            return known
        return replace(
            known,
            sync_token=changes.sync_token,
            read_whole=now if all_read else known.read_whole,
            synced=now,
        )

    kept = amended(desk, business.id, link.id, remember)
    if kept is None or (kept.calendar, kept.resource) != (link.calendar, link.resource):
        # Chosen otherwise, or given up, while we read: nobody asks for what was just written. A new choice reads anew.
        forget_busy(desk, business, link.id)
    return kept


def _write(
    desk: Desk, business: Business, link: CalendarLink, events: Sequence[OutsideEvent], within: Span, *, whole: bool
) -> None:
    """Makes what is kept busy what the events say. `whole`: there are no others."""
    whose = [link.resource] if link.resource else [one.id for one in standing(desk, business).resources]
    known = busy_by(desk, business, link.id)
    right = {
        (resource, f"{link.id}.{name}"): span
        for event in events
        for name, span in pieces(event, within).items()
        for resource in whose
    }
    told = {f"{link.id}.{entry_name(event)}" for event in events}
    over = {one for one in known if one not in right and (whole or one[1].partition(PART)[0] in told)}
    for resource, entry in over:
        mark_busy(desk, business, resource, entry, None)
    for (resource, entry), span in right.items():
        if known.get((resource, entry)) != span:
            mark_busy(desk, business, resource, entry, span)
