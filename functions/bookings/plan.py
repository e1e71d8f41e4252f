"""/resources, /special-days and /out-of-place: how things stand today. The next question knows."""

import logging
from collections.abc import Callable
from datetime import date, time
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, Field

from functions.access import allowed
from functions.bookings.listing import TAGGED, UNCHANGED
from functions.bookings.shapes import BookingOut
from functions.bookings.words import Asked, Day, Line, Name, PlainIdInPath, Revision
from functions.etags import Known, Match, etag, expected, expected_or_new, if_match, if_none_match
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, DayHours, Kind, Language, OpenHours, Resource
from receptionist.business.plan import SpecialDay
from receptionist.desk.desk import Desk
from receptionist.desk.edit_plan import (
    OutOfPlace,
    days_of,
    out_of_place,
    put_day,
    put_resource,
    remove_day,
    remove_resource,
    resources_of,
)
from receptionist.desk.standing import KIND, RESOURCE
from receptionist.ids import LocationId, ResourceId

log = logging.getLogger(__name__)

RevisionInQuery = Revision | None


def _of_the_wall(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("wall time of the place, without an offset")
    return value


Wall = Annotated[time, AfterValidator(_of_the_wall)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Names = Annotated[tuple[Name, ...], Field(max_length=50)]
Seats = Annotated[int, Field(ge=1, le=1000)]


class HoursIn(Asked):
    days: Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)]
    opens: Wall
    closes: Wall
    """At or before `opens`: after midnight."""

    def hours(self) -> OpenHours:
        return OpenHours(days=self.days, opens=self.opens, closes=self.closes)


class ResourceIn(Asked):
    """A table, a person, a room, a chair or a machine, whole. Closures and shifts of single days are special days."""

    revision: Revision | None = None
    """The one that was read, where there is no If-Match."""
    kind: Kind
    name: Name
    location: Line = ""
    min_party: Seats = 1
    max_party: Seats = 1
    joins: Names = ()
    skills: Names = ()
    languages: Annotated[tuple[Language, ...], Field(max_length=10)] = ()
    area: Line = ""
    accessible: bool = False
    priority: Annotated[int, Field(ge=-1000, le=1000)] = 0
    walk_in_only: bool = False
    hours: Annotated[tuple[HoursIn, ...], Field(max_length=50)] = ()
    breaks: Annotated[tuple[HoursIn, ...], Field(max_length=50)] = ()

    def resource(self, id: str) -> Resource:
        told = self.model_dump(exclude={"revision", "hours", "breaks"})
        return Resource(
            id=ResourceId(id),
            hours=tuple(one.hours() for one in self.hours),
            breaks=tuple(one.hours() for one in self.breaks),
            **told,
        )


class ResourceOut(BaseModel):
    id: str
    revision: int
    """Also its ETag. 0: as the definition has it."""
    kind: Kind
    name: str
    location: str
    min_party: int
    max_party: int
    joins: list[str]
    skills: list[str]
    languages: list[Language]
    area: str
    accessible: bool
    priority: int
    walk_in_only: bool
    hours: list[OpenHours]
    breaks: list[OpenHours]
    days: list[DayHours]
    """From special days; not edited here."""

    @classmethod
    def of(cls, resource: Resource, revision: int) -> "ResourceOut":
        return cls(revision=revision, **resource.model_dump())


class OutOfPlaceOut(BaseModel):
    """A visit that could not be booked as it is any more: somebody has to call."""

    reason: str
    """`closed`, `slot_taken` where its place is gone or not there then, ..."""
    booking: BookingOut

    @classmethod
    def of(cls, one: OutOfPlace, business: Business) -> "OutOfPlaceOut":
        return cls(reason=one.reason, booking=BookingOut.of(one.booking, business))


class Consequences(BaseModel):
    """Nothing that is booked is dropped by a change of the plan."""

    out_of_place: list[OutOfPlaceOut]


class ResourceChanged(Consequences):
    resource: ResourceOut


class SpecialDayIn(Asked):
    revision: Revision | None = None
    """The one that was read, where there is no If-Match."""
    first: Day
    last: Day
    """Local service days, inclusive."""
    hours: Annotated[tuple[tuple[Wall, Wall], ...], Field(max_length=10)] = ()
    """Opens, closes. Empty: closed, or not there."""
    reason: Line = ""
    resource: Line = ""
    """Empty: the whole house."""
    location: Line = ""
    """Empty: every place."""

    def day(self) -> SpecialDay:
        return SpecialDay(
            first=self.first,
            last=self.last,
            hours=self.hours,
            reason=self.reason,
            resource=ResourceId(self.resource),
            location=LocationId(self.location),
        )


class SpecialDayOut(BaseModel):
    id: str
    revision: int
    """Also its ETag."""
    first: date
    last: date
    hours: list[Annotated[list[time], Field(min_length=2, max_length=2)]]
    """Opens, closes."""
    reason: str
    resource: str
    location: str

    @classmethod
    def of(cls, id: str, day: SpecialDay, revision: int) -> "SpecialDayOut":
        return cls(id=id, revision=revision, **day.model_dump())


class SpecialDayChanged(Consequences):
    day: SpecialDayOut


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["plan"])
    served, edit = allowed(office, "read"), allowed(office, "edit_live")
    _resources(router, office.desk, served, edit)
    _days(router, office.desk, served, edit)

    @router.get("/out-of-place", operation_id="listOutOfPlace", summary="Visits that no longer fit, soonest first")
    def conflicts(business: Business = Depends(served)) -> list[OutOfPlaceOut]:
        return _out_of_place(office.desk, business)

    return router


def _resources(router: APIRouter, desk: Desk, served: Callable[..., Business], edit: Callable[..., Business]) -> None:
    @router.get("/resources", operation_id="listResources", summary="Tables, staff, rooms and chairs as they stand")
    def listed(business: Business = Depends(served)) -> list[ResourceOut]:
        return [ResourceOut.of(resource, revision) for resource, revision in resources_of(desk, business)]

    @router.get(
        "/resources/{resource}",
        operation_id="getResource",
        response_model=ResourceOut,
        responses=UNCHANGED,
        summary="One of them",
    )
    def one(
        resource: PlainIdInPath,
        response: Response,
        known: Known = Depends(if_none_match),
        business: Business = Depends(served),
    ) -> ResourceOut | Response:
        found = _resource(desk, business, resource)
        response.headers["ETag"] = etag(found.revision)
        return known.unchanged(found.revision) or found

    @router.put(
        "/resources/{resource}",
        operation_id="putResource",
        responses={200: TAGGED},
        summary="Add a resource, or replace one",
    )
    def put(
        resource: PlainIdInPath,
        wish: ResourceIn,
        response: Response,
        match: Match | None = Depends(if_match),
        known: Known = Depends(if_none_match),
        business: Business = Depends(edit),
    ) -> ResourceChanged:
        """If-Match with the ETag that was read; for a new one `If-None-Match: *`. Takes effect at once."""
        before = {one.id: revision for one, revision in resources_of(desk, business)}
        there = ResourceId(resource) in before
        if there and known.anything and match is None:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, "there is one already")
        # One that was removed left its row behind, with a revision that nobody could have read.
        row = None if there else desk.rows.get(business.id, KIND, RESOURCE + resource)
        current = before.get(ResourceId(resource), 0)
        revision = expected_or_new(match, known, wish.revision, current)
        written = put_resource(
            desk, business, wish.resource(resource), revision=row.revision if row and not revision else revision
        )
        log.info("resource changed", extra={"business": business.id, "resource": resource})
        response.headers["ETag"] = etag(written)
        return ResourceChanged(resource=_resource(desk, business, resource), out_of_place=_out_of_place(desk, business))

    @router.delete("/resources/{resource}", operation_id="removeResource", summary="Take one off the floor")
    def remove(
        resource: PlainIdInPath,
        match: Match | None = Depends(if_match),
        revision: RevisionInQuery = None,
        business: Business = Depends(edit),
    ) -> Consequences:
        """What is booked on it stays booked; the answer tells which visits somebody has to call about."""
        current = _resource(desk, business, resource).revision
        remove_resource(desk, business, ResourceId(resource), revision=expected(match, revision, current))
        log.info("resource removed", extra={"business": business.id, "resource": resource})
        return Consequences(out_of_place=_out_of_place(desk, business))


def _days(router: APIRouter, desk: Desk, served: Callable[..., Business], edit: Callable[..., Business]) -> None:
    @router.get(
        "/special-days", operation_id="listSpecialDays", summary="Closures, holidays, swapped shifts and absences"
    )
    def listed(business: Business = Depends(served)) -> list[SpecialDayOut]:
        return [SpecialDayOut.of(*one) for one in days_of(desk, business)]

    @router.get(
        "/special-days/{day}",
        operation_id="getSpecialDay",
        response_model=SpecialDayOut,
        responses=UNCHANGED,
        summary="One of them",
    )
    def one(
        day: PlainIdInPath,
        response: Response,
        known: Known = Depends(if_none_match),
        business: Business = Depends(served),
    ) -> SpecialDayOut | Response:
        found = _day(desk, business, day)
        response.headers["ETag"] = etag(found.revision)
        return known.unchanged(found.revision) or found

    @router.put(
        "/special-days/{day}",
        operation_id="putSpecialDay",
        responses={200: TAGGED},
        summary="Add a special day, or replace one",
    )
    def put(
        day: PlainIdInPath,
        wish: SpecialDayIn,
        response: Response,
        match: Match | None = Depends(if_match),
        known: Known = Depends(if_none_match),
        business: Business = Depends(edit),
    ) -> SpecialDayChanged:
        """If-Match with the ETag that was read; for a new one `If-None-Match: *`. Takes effect at once."""
        current = next((revision for id, _, revision in days_of(desk, business) if id == day), 0)
        revision = expected_or_new(match, known, wish.revision, current)
        written = put_day(desk, business, day, wish.day(), revision=revision)
        log.info("special day changed", extra={"business": business.id, "day": day})
        response.headers["ETag"] = etag(written)
        return SpecialDayChanged(
            day=SpecialDayOut.of(day, wish.day(), written), out_of_place=_out_of_place(desk, business)
        )

    @router.delete("/special-days/{day}", operation_id="removeSpecialDay", summary="Take one back")
    def remove(
        day: PlainIdInPath,
        match: Match | None = Depends(if_match),
        revision: RevisionInQuery = None,
        business: Business = Depends(edit),
    ) -> Consequences:
        current = _day(desk, business, day).revision
        remove_day(desk, business, day, revision=expected(match, revision, current))
        log.info("special day removed", extra={"business": business.id, "day": day})
        return Consequences(out_of_place=_out_of_place(desk, business))


def _resource(desk: Desk, business: Business, resource: str) -> ResourceOut:
    for one, revision in resources_of(desk, business):
        if one.id == resource:
            return ResourceOut.of(one, revision)
    raise Problem(HTTPStatus.NOT_FOUND, "no such resource")


def _day(desk: Desk, business: Business, day: str) -> SpecialDayOut:
    for id, special, revision in days_of(desk, business):
        if id == day:
            return SpecialDayOut.of(id, special, revision)
    raise Problem(HTTPStatus.NOT_FOUND, "no such special day")


def _out_of_place(desk: Desk, business: Business) -> list[OutOfPlaceOut]:
    return [OutOfPlaceOut.of(one, business) for one in out_of_place(desk, business)]
