"""Somebody else's calendar, connected: consent, choice, and the end of it. Rows of kind `calendar`.

Its refresh token is kept in the row as it is: keeping it from strangers is the store's affair, which is encrypted at rest
in the cloud and a file of its owner's on one machine. No answer of the API and no log has it.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.calendars.link import Broken, CalendarLink, Connecting
from receptionist.calendars.service import (
    AccessExpired,
    CalendarChoice,
    CalendarGone,
    CalendarService,
    Grant,
    GrantGone,
)
from receptionist.desk.desk import Desk
from receptionist.desk.mark_busy import KIND as BUSY
from receptionist.desk.mark_busy import SPAN, mark_busy
from receptionist.desk.retry import until_won
from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId, ResourceId
from receptionist.ports import Conflict, Errand, Row
from receptionist.spans import Span
from receptionist.stored import read

KIND = "calendar"
STATE = "calendar_state"
CONSENT = timedelta(minutes=15)
"""Longest that somebody may take at the vendor's page."""
SYNC = "calendar_sync"

T = TypeVar("T")

LINKS = TypeAdapter(CalendarLink)
_CONNECTING = TypeAdapter(Connecting)


@dataclass(frozen=True, slots=True)
class Begun:
    """Where somebody is sent, and what their browser must show when it comes back."""

    url: str
    browser: str


class NotConnected(Exception):
    """Why a consent came to nothing, for the person who gave it."""


class BrokenLink(Exception):
    """What was asked needs a calendar that can be reached."""


def links(desk: Desk, business: BusinessId) -> list[CalendarLink]:
    return [read(LINKS, row.doc) for row in desk.rows.list(business, KIND)]


def link_of(desk: Desk, business: BusinessId, link: str) -> CalendarLink | None:
    row = desk.rows.get(business, KIND, link)
    return read(LINKS, row.doc) if row else None


def begin_connecting(
    desk: Desk, service: CalendarService, business: BusinessId, *, redirect_url: str, again: str = ""
) -> Begun:
    """`again`: the link whose consent is to be renewed. Raises VendorUnavailable where there is no account."""
    nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(3))
    url = service.consent_url(state=f"{business}.{nonce}", redirect_url=redirect_url, verifier=verifier)
    kept = _CONNECTING.dump_json(Connecting(verifier, _digest(browser), again)).decode()
    desk.rows.put(business, Row(STATE, _digest(nonce), kept, expires=desk.clock() + CONSENT))
    return Begun(url, browser)


def finish_connecting(
    desk: Desk, service: CalendarService, *, state: str, code: str, browser: str, redirect_url: str
) -> tuple[BusinessId, CalendarLink]:
    """With what the browser brought back. A state is good once, for the browser it was given to. Raises NotConnected."""
    name, _, nonce = state.rpartition(".")
    business = BusinessId(name)
    row = desk.rows.get(business, STATE, _digest(nonce)) if name and nonce else None
    if row is None:
        raise NotConnected("this consent was not asked for, or too long ago: begin again")
    connecting = read(_CONNECTING, row.doc)
    if not secrets.compare_digest(_digest(browser), connecting.browser):
        raise NotConnected("this browser did not ask for it: begin and end in the same one")
    try:
        desk.rows.remove(business, row)
        grant = service.grant(code, redirect_url=redirect_url, verifier=connecting.verifier, now=desk.clock())
    except (GrantGone, Conflict) as error:
        raise NotConnected("not everything that is needed was agreed to: begin again") from error
    if connecting.again:
        renewed = amended(desk, business, connecting.again, lambda link: _renewed(link, grant))
        if renewed is not None:
            _woken(desk, business, renewed)
            return business, renewed
    link = CalendarLink(desk.new_id(), grant.refresh_token, desk.clock(), access=grant.access)
    desk.rows.put(business, Row(KIND, link.id, LINKS.dump_json(link).decode()))
    return business, link


def _renewed(link: CalendarLink, grant: Grant) -> CalendarLink:
    return replace(
        link,
        refresh_token=grant.refresh_token,
        access=grant.access,
        status="connected" if link.calendar else "choosing",
        reason="",
        sync_token="",
        read_whole=None,
    )


def _woken(desk: Desk, business: BusinessId, link: CalendarLink) -> None:
    whole = desk.businesses.get(business)
    if whole is not None and link.status == "connected":
        wake(desk, whole, link)


def choose_calendar(
    desk: Desk,
    business: Business,
    link: str,
    *,
    calendar: CalendarChoice,
    resource: ResourceId,
    busy_in: bool,
    bookings_out: bool,
) -> CalendarLink | None:
    """From now on this one, for that resource. What the former one kept busy is free again. None: no such link."""
    chosen = amended(
        desk,
        business.id,
        link,
        lambda known: replace(
            known,
            calendar=calendar.id,
            calendar_name=calendar.name,
            resource=resource,
            busy_in=busy_in,
            bookings_out=bookings_out,
            status="connected",
            reason="",
            sync_token="",
            read_whole=None,
        ),
    )
    if chosen is not None:
        forget_busy(desk, business, link)
        wake(desk, business, chosen)
    return chosen


def disconnect(desk: Desk, service: CalendarService, business: Business, link: CalendarLink) -> None:
    """Nothing of it counts any more. Events that were written there stay: they are their owner's."""
    row = desk.rows.get(business.id, KIND, link.id)
    if row is not None:
        desk.rows.remove(business.id, row)
    forget_busy(desk, business, link.id)
    try:
        service.give_back(link.refresh_token)
    except VendorUnavailable:
        return


def reached(
    desk: Desk, service: CalendarService, business: BusinessId, link: CalendarLink, act: Callable[[str], T]
) -> T:
    """What `act` gives with a token that counts; another is fetched when the kept one is over.

    A leave that was taken back, and a calendar that is gone, break the link (written down, with the reason) and raise
    BrokenLink: trying again would not help.
    """
    if link.status == "broken":
        raise BrokenLink(link.reason)
    try:
        if link.access is not None and link.access.expires > desk.clock():
            try:
                return act(link.access.token)
            except AccessExpired:
                pass
        fresh = service.access(link.refresh_token, desk.clock())
        amended(desk, business, link.id, lambda known: replace(known, access=fresh))
        return act(fresh.token)
    except (GrantGone, AccessExpired) as error:
        raise _broken(desk, business, link, "consent_withdrawn") from error
    except CalendarGone as error:
        raise _broken(desk, business, link, "calendar_gone") from error


def amended(
    desk: Desk, business: BusinessId, link: str, change: Callable[[CalendarLink], CalendarLink]
) -> CalendarLink | None:
    """The link as it was kept, changed and kept again. None: it is not connected any more."""

    def once() -> CalendarLink | None:
        row = desk.rows.get(business, KIND, link)
        if row is None:
            return None
        changed = change(read(LINKS, row.doc))
        desk.rows.put(business, replace(row, doc=LINKS.dump_json(changed).decode()))
        return changed

    return until_won(once)


def wake(desk: Desk, business: Business, link: CalendarLink) -> None:
    """It is read now, and from then on again and again (calendar_sync); visits to come are written into it."""
    now = sync_errand(link.id, business.id, desk.home(business), desk.clock(), name="now")
    desk.errands.add(now)
    desk.errands.revive(business.id, now.id, now.due)


def sync_errand(link: str, business: BusinessId, home: str, due: datetime, *, name: str) -> Errand:
    """Of each link there are three: `now`, and two that take turns, each calling the other up again. So none piles up, and
    one that failed for good ends nothing."""
    return Errand(f"{SYNC}:{link}:{name}", business, SYNC, due, home, json.dumps({"calendar": link, "name": name}))


def forget_busy(desk: Desk, business: Business, link: str) -> None:
    for resource, entry in busy_by(desk, business, link):
        mark_busy(desk, business, resource, entry, None)


def busy_by(desk: Desk, business: Business, link: str) -> dict[tuple[ResourceId, str], Span]:
    """What this link keeps busy, by resource and entry."""
    found: dict[tuple[ResourceId, str], Span] = {}
    for row in desk.rows.list(business.id, BUSY):
        resource, mine, entry = row.id.partition(f":{link}.")
        if mine:
            found[ResourceId(resource), f"{link}.{entry}"] = read(SPAN, row.doc)
    return found


def _broken(desk: Desk, business: BusinessId, link: CalendarLink, reason: Broken) -> BrokenLink:
    """Unless it has been connected anew meanwhile."""

    def change(known: CalendarLink) -> CalendarLink:
        same = (known.refresh_token, known.calendar) == (link.refresh_token, link.calendar)
        return replace(known, status="broken", reason=reason, access=None) if same else known

    amended(desk, business, link.id, change)
    return BrokenLink(reason)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
