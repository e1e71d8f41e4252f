"""/slots and /places: what can be had. Nothing is kept."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from functions.access import allowed
from functions.bookings.looking import exactly, slot_request, there
from functions.bookings.shapes import ByStaff, Places, Wish
from functions.bookings.words import PLAIN_ID, Line, Moment, Party
from functions.office import Office
from functions.problems import Problem
from receptionist.booking.overview import FreeDay
from receptionist.booking.requests import Refusal
from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.desk.desk import Desk
from receptionist.desk.find_month import find_month
from receptionist.desk.find_slots import find_slots
from receptionist.ids import BookingId
from receptionist.spans import Span

LONGEST_WINDOW = timedelta(days=31)


class SlotQuestion(Wish):
    start: Moment
    """The start wished for; with `end`, the earliest."""
    end: Moment | None = None
    """Starts before this are as good; at most 31 days after `start`."""
    instead_of: Line = ""
    """A booking that is to be moved: its own places count as free."""
    held_by: Annotated[str, Query(pattern=PLAIN_ID)] | None = None
    """A hold of whoever asks: its place counts as free."""
    by_staff: ByStaff = False


class MonthQuestion(Wish):
    month: Annotated[str, Query(pattern=r"^2[01][0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-12"])]
    by_staff: ByStaff = False


class Start(BaseModel):
    start: datetime
    local_start: datetime


class DayOut(BaseModel):
    day: date
    """As the house counts it: after midnight in a sitting that began the day before, still the day before."""
    starts: list[Start]
    refusal: Refusal | None
    """Why there are none."""


class Month(BaseModel):
    timezone: str
    location: str
    days: list[DayOut]


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["slots"])
    _asking(router, office.desk, allowed(office, "read"))
    return router


def _asking(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/slots", operation_id="findSlots", summary="What can be had at a time, or near it")
    def slots(question: Annotated[SlotQuestion, Query()], business: Business = Depends(served)) -> Places:
        """The exact time, or up to three others and the reason why not."""
        here = there(business, question.location)
        window = _window(question)
        request = slot_request(
            question,
            window,
            exact=question.end is None,
            instead_of=BookingId(question.instead_of) if question.instead_of else None,
            held_by=question.held_by,
            by_staff=question.by_staff,
        )
        return Places.of(find_slots(desk, here, request), here)

    @router.get("/slots/month", operation_id="findMonth", summary="Every free start of a month, for a date picker")
    def month(question: Annotated[MonthQuestion, Query()], business: Business = Depends(served)) -> Month:
        here = there(business, question.location)
        first = date.fromisoformat(f"{question.month}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        request = slot_request(question, exactly(desk.clock()), by_staff=question.by_staff)
        return Month(
            timezone=here.timezone,
            location=here.here,
            days=[_day(one, here) for one in find_month(desk, here, request, first, last)],
        )

    @router.get("/places", operation_id="findPlaces", summary="The same, for one start", deprecated=True)
    def places(
        service: Annotated[str, Query(max_length=200)],
        start: Moment,
        party_size: Party = 1,
        resource: Annotated[str | None, Query(max_length=200)] = None,
        business: Business = Depends(served),
    ) -> Places:
        """Whether a time can be had, and what can be had instead. Use /slots."""
        wish = Wish.model_construct(service=service, party_size=party_size, resource=resource or None)
        here = there(business, "")
        return Places.of(find_slots(desk, here, slot_request(wish, exactly(start))), here)


def _day(found: FreeDay, business: Business) -> DayOut:
    starts = [Start(start=at, local_start=local(business, at)) for at in found.starts]
    return DayOut(day=found.day, starts=starts, refusal=found.refusal)


def _window(question: SlotQuestion) -> Span:
    if question.end is None:
        return exactly(question.start)
    if not timedelta() < question.end - question.start <= LONGEST_WINDOW:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "end: after `start`, and at most 31 days after it")
    return Span(question.start, question.end)
