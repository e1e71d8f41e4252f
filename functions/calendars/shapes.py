"""Feeds, connected calendars and reports of imports, as JSON. No token of a calendar is ever shown."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from receptionist.calendars.feed import Feed
from receptionist.calendars.link import CalendarLink
from receptionist.calendars.service import CalendarChoice
from receptionist.desk.import_bookings import ImportReport, LineReport
from receptionist.ids import ResourceId


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewFeed(Request):
    resource: ResourceId = ResourceId("")
    """Whose bookings; empty: all of the business."""
    names: bool = False
    """Whole names of customers instead of initials. A clinic's feed never says more than "Visit"."""


class FeedOut(BaseModel):
    id: str
    resource: str
    names: bool
    made: datetime

    @classmethod
    def of(cls, feed: Feed) -> "FeedOut":
        return cls(id=feed.id, resource=feed.resource, names=feed.names, made=feed.made)


class FeedMade(FeedOut):
    url: str
    """Whoever has it reads the feed. It is shown this once."""


class NewCalendar(Request):
    again: str = ""
    """Id of a calendar whose consent is to be renewed; empty: another one."""


class ConsentAsked(BaseModel):
    url: str
    """Google's page, to be opened in the same browser that asked for it."""


class CalendarChosen(Request):
    calendar: Annotated[str, Field(min_length=1, max_length=1024)]
    """One of its choices."""
    resource: ResourceId = ResourceId("")
    """Whose it is; empty: the whole business's."""
    busy_in: bool | None = None
    """Whether its entries keep the resource from being booked; of a business's calendar: every resource. Unsaid: only
    for a resource's own."""
    bookings_out: bool = True
    """Whether bookings are written into it."""


class CalendarOut(BaseModel):
    id: str
    status: Literal["choosing", "connected", "broken"]
    reason: Literal["", "consent_withdrawn", "calendar_gone"]
    """Why it is broken."""
    calendar: str
    name: str
    resource: str
    busy_in: bool
    bookings_out: bool
    synced: datetime | None
    """When its busy times were last read."""

    @classmethod
    def of(cls, link: CalendarLink) -> "CalendarOut":
        return cls(
            id=link.id,
            status=link.status,
            reason=link.reason,
            calendar=link.calendar,
            name=link.calendar_name,
            resource=link.resource,
            busy_in=link.busy_in,
            bookings_out=link.bookings_out,
            synced=link.synced,
        )


class ChoiceOut(BaseModel):
    id: str
    name: str
    writable: bool
    primary: bool

    @classmethod
    def of(cls, choice: CalendarChoice) -> "ChoiceOut":
        return cls(id=choice.id, name=choice.name, writable=choice.writable, primary=choice.primary)


class LineOut(BaseModel):
    line: int
    """Where it begins in the file."""
    outcome: Literal["booked", "known", "refused", "not_reached"]
    reason: str
    detail: str
    booking: str | None
    start: datetime | None

    @classmethod
    def of(cls, line: LineReport) -> "LineOut":
        return cls(
            line=line.line,
            outcome=line.outcome,
            reason=line.reason,
            detail=line.detail,
            booking=line.booking,
            start=line.start,
        )


class ReportOut(BaseModel):
    dry_run: bool
    """Nothing was written: `booked` is what would be."""
    booked: int
    known: int
    """Brought in before."""
    refused: int
    not_reached: int
    """There was no time left: send the same file again, it goes on there."""
    ignored_columns: list[str]
    lines: list[LineOut]

    @classmethod
    def of(cls, report: ImportReport) -> "ReportOut":
        counts = report.counts()
        return cls(
            dry_run=report.rehearsed,
            booked=counts["booked"],
            known=counts["known"],
            refused=counts["refused"],
            not_reached=counts["not_reached"],
            ignored_columns=list(report.ignored_columns),
            lines=[LineOut.of(line) for line in report.lines],
        )
