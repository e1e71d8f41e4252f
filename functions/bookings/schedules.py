"""/schedules: when the house is open and who is there, day by day, for a board that shows them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from functions.access import allowed
from functions.bookings.looking import there
from functions.bookings.words import Day, Line
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Kind
from receptionist.business.opening import local
from receptionist.desk.desk import Desk
from receptionist.desk.schedule import schedule
from receptionist.spans import Span

MOST_DAYS = 62


class Stretch(BaseModel):
    start: datetime
    end: datetime
    local_start: datetime
    local_end: datetime

    @classmethod
    def of(cls, span: Span, business: Business) -> "Stretch":
        return cls(
            start=span.start,
            end=span.end,
            local_start=local(business, span.start),
            local_end=local(business, span.end),
        )


class DayOut(BaseModel):
    day: date
    open: list[Stretch]
    """The sittings that begin on this local day; one may end after midnight."""
    closed_for: str
    """The holiday's name, if it is closed for one."""


class Presence(BaseModel):
    resource: str
    name: str
    kind: Kind
    there: list[Stretch]
    """Shifts without breaks; for what has none, the opening hours."""
    busy: list[Stretch]
    """Taken by something that is not in our book: a calendar's entry."""


class ScheduleOut(BaseModel):
    timezone: str
    location: str
    days: list[DayOut]
    resources: list[Presence]


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["schedules"])
    _reading(router, office.desk, allowed(office, "read"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/schedules", operation_id="getSchedule", summary="Opening hours and shifts of some days")
    def read(
        first: Day,
        last: Annotated[Day | None, Query(description="Inclusive; not given: `first`. At most 62 days.")] = None,
        location: Line = "",
        business: Business = Depends(served),
    ) -> ScheduleOut:
        until = last or first
        if not timedelta() <= until - first < timedelta(days=MOST_DAYS):
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY, f"last: not before `first`, and at most {MOST_DAYS} days in all"
            )
        here = there(business, location)
        found = schedule(desk, here, first, until)
        return ScheduleOut(
            timezone=here.timezone,
            location=here.here,
            days=[
                DayOut(day=one.day, open=_stretches(one.open, here), closed_for=one.closed_for) for one in found.days
            ],
            resources=[
                Presence(
                    resource=one.resource.id,
                    name=one.resource.name,
                    kind=one.resource.kind,
                    there=_stretches(one.there, here),
                    busy=_stretches(one.busy, here),
                )
                for one in found.resources
            ],
        )


def _stretches(spans: tuple[Span, ...], business: Business) -> list[Stretch]:
    return [Stretch.of(span, business) for span in spans]
