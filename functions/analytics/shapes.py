"""Figures as JSON, and as columns of a spreadsheet."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from functions.bookings.words import Revision
from receptionist.calls.figures import DayFigures, Sold, percentile

Money = Annotated[Decimal, Field(ge=0, le=100_000, max_digits=8, decimal_places=2)]


class FiguresOut(BaseModel):
    """Of a day, or of several together."""

    day: date
    """The first, where it is of several."""
    calls: int
    answered: int = Field(description="The assistant took them.")
    machines: int = Field(description="Of the answered: a recording or a machine called. In none of the others.")
    alone: int = Field(description="Nobody of the house had to do anything: not put through, no message, no notice.")
    closed: int = Field(description="Answered while the house was closed.")
    busy: int = Field(description="Answered while it was open, and another caller was on the line.")
    transferred: int
    brief: int = Field(description="The caller was gone within ten seconds.")
    booked: int = Field(description="Calls in which a visit was booked.")
    bookings: int = Field(description="Visits booked. Some calls book two; what is cancelled later still counts.")
    changed: int
    cancelled: int
    waitlisted: int
    messages: int
    questions: int = Field(description="Calls with a question nobody could answer.")
    value: Decimal = Field(description="Of those visits, by the prices of services.")
    estimate: Decimal | None = Field(
        description="Of visits without a price: people times `spend_per_guest`; null: not set."
    )
    unpriced: int = Field(description="Visits without a price.")
    languages: dict[str, int]
    outcomes: dict[str, int]
    moods: dict[str, int] = Field(
        description="Calls in which the caller seemed `frustrated`, `urgent` or `hesitant` at some moment."
    )
    hours: list[int] = Field(description="Calls by the hour in which they began, by the clock of the business.")
    answers: int = Field(description="Answers whose wait was measured.")
    p50_ms: int | None = Field(description="Half of the answers began within it, to the next 50 ms.")
    p95_ms: int | None
    interruptions: int
    seconds: float
    usd: float = Field(description="What hearing, thinking and speaking cost.")

    @classmethod
    def of(cls, one: DayFigures, spend_per_guest: Decimal | None) -> "FiguresOut":
        marks = one.marks
        return cls(
            day=one.day,
            calls=one.calls,
            answered=marks.get("answered", 0),
            machines=marks.get("machine", 0),
            alone=marks.get("alone", 0),
            closed=marks.get("closed", 0),
            busy=marks.get("busy", 0),
            transferred=marks.get("transferred", 0),
            brief=marks.get("brief", 0),
            booked=marks.get("booked", 0),
            bookings=one.bookings,
            changed=marks.get("changed", 0),
            cancelled=marks.get("cancelled", 0),
            waitlisted=marks.get("waitlisted", 0),
            messages=marks.get("message", 0),
            questions=marks.get("question", 0),
            value=one.sold.value,
            estimate=_estimate(one.sold, spend_per_guest),
            unpriced=one.sold.unpriced,
            languages=one.languages,
            outcomes=one.outcomes,
            moods=one.moods,
            hours=list(one.hours),
            answers=sum(one.waits.values()),
            p50_ms=percentile(one.waits, 0.5),
            p95_ms=percentile(one.waits, 0.95),
            interruptions=one.interruptions,
            seconds=round(one.seconds, 1),
            usd=one.usd,
        )


def _estimate(sold: Sold, spend_per_guest: Decimal | None) -> Decimal | None:
    return None if spend_per_guest is None else spend_per_guest * sold.guests


class AnalyticsOut(BaseModel):
    currency: str
    spend_per_guest: Decimal | None
    revision: int
    """Of `spend_per_guest`."""
    total: FiguresOut
    before: FiguresOut
    """As many days just before, to compare with."""
    days: list[FiguresOut]
    """Earliest first."""
    waiting: list[date]
    """Not counted yet: ask again."""


class SpendIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    spend_per_guest: Money | None
    """What a guest usually spends; null: visits without a price are not valued."""
    revision: Revision | None = None
    """The one that was read, where there is no If-Match."""


class SpendOut(BaseModel):
    spend_per_guest: Decimal | None
    revision: int
    """Also its ETag."""


COLUMNS = (
    "day", "calls", "answered", "machines", "alone", "closed", "busy", "transferred", "brief", "booked", "bookings", "changed",
    "cancelled", "waitlisted", "messages", "questions", "value", "estimate", "unpriced", "answers", "p50_ms", "p95_ms",
    "interruptions", "seconds", "usd",
)  # fmt: skip
"""Of the spreadsheet; then one for each language and each hour."""
LANGUAGES = ("en", "es", "pa")


def header() -> Sequence[str]:
    return (*COLUMNS, *(f"calls_{one}" for one in LANGUAGES), *(f"hour_{hour:02}" for hour in range(24)))


def line(one: FiguresOut) -> Sequence[object]:
    told = one.model_dump()
    fields = ("" if told[name] is None else told[name] for name in COLUMNS)
    return (*fields, *(one.languages.get(language, 0) for language in LANGUAGES), *one.hours)
