"""/customers/{phone}/record and /exports/customers/{phone}: everything that is kept of one person, to be looked at or taken away."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel

from functions.access import allowed
from functions.bookings.customers import MEMORIES, CardOut
from functions.bookings.shapes import BookingOut
from functions.bookings.threads import ThreadWhole, thread_of
from functions.bookings.waiting import EntryOut
from functions.bookings.words import PhoneInPath
from functions.dashboard_api.shapes import CallDetail, CallSummary, MessageTaken
from functions.office import Office
from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.desk.remember_caller import remember_caller
from receptionist.desk.waitlist import waitlist
from receptionist.ids import Phone

LATEST_CALLS = 50
LATEST_MESSAGES = 5000
"""Of everybody, looked through for those of one."""


class UsualOut(BaseModel):
    """What they mostly come for."""

    service: str
    party_size: int
    time: str
    """`19:30`, by the clock of the place."""


class PersonRecord(BaseModel):
    phone: str
    card: CardOut | None
    """Null: nobody with this number has booked here."""
    usual: UsualOut | None
    last_visit: datetime | None
    visits: list[BookingOut]
    """The latest first, those ahead too."""
    waiting: list[EntryOut]
    calls: list[CallSummary]
    """The latest 50."""
    messages: list[MessageTaken]
    """That they left, the latest first."""
    texts: ThreadWhole
    memories: list[str]
    """What their calls were about, a line each."""


class PersonExport(PersonRecord):
    """With every word of their calls."""

    exported: datetime
    transcripts: list[CallDetail]


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["customers"])
    _reading(router, office.desk, allowed(office, "read"))
    _taking_away(router, office.desk, allowed(office, "export"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get(
        "/customers/{phone}/record", operation_id="getPersonRecord", summary="Everything that is known of a number"
    )
    def record(phone: PhoneInPath, business: Business = Depends(served)) -> PersonRecord:
        """Also of one that has no card: who has only called, or only texted."""
        calls = desk.calls.by_caller(business.id, Phone(phone))
        return PersonRecord(**_known(desk, business, Phone(phone), calls[:LATEST_CALLS]))


def _taking_away(router: APIRouter, desk: Desk, export: Callable[..., Business]) -> None:
    @router.get(
        "/exports/customers/{phone}",
        operation_id="exportPerson",
        summary="All of one person's data, for themselves",
    )
    def taken(phone: PhoneInPath, response: Response, business: Business = Depends(export)) -> PersonExport:
        """As a person may ask for a copy of what is kept of them. Recordings are fetched by call."""
        calls = desk.calls.by_caller(business.id, Phone(phone))
        response.headers["Content-Disposition"] = 'attachment; filename="customer.json"'
        return PersonExport(
            **_known(desk, business, Phone(phone), calls),
            exported=desk.clock(),
            transcripts=[CallDetail.of(one) for one in calls],
        )


def _known(desk: Desk, business: Business, phone: Phone, calls: list[CallRecord]) -> dict[str, Any]:
    kept = card_of(desk, business, phone)
    known = remember_caller(desk, business, phone)
    memories = desk.shelf().memories
    visits = sorted(desk.bookings.by_phone(business.id, phone), key=lambda one: one.span.start, reverse=True)
    taken = desk.messages.taken(business.id, LATEST_MESSAGES)
    usual = known.usual
    return {
        "phone": phone,
        "card": CardOut.of(kept) if kept else None,
        "usual": UsualOut(service=usual.service, party_size=usual.party_size, time=f"{usual.time:%H:%M}")
        if usual
        else None,
        "last_visit": known.last_visit,
        "visits": [BookingOut.of(one, business) for one in visits],
        "waiting": [EntryOut.of(one, business) for one in waitlist(desk, business.id, phone=phone)],
        "calls": [CallSummary.of(one) for one in calls],
        "messages": [MessageTaken.of(one) for one in taken if one.caller == phone],
        "texts": thread_of(desk, business, phone),
        "memories": memories.of(business, phone, desk.clock(), limit=MEMORIES) if memories else [],
    }
