"""What came of a business's calls, day by day.

A day that is over is counted once, when somebody first asks, and kept as a row of kind `day_figures`; today, and a day whose
calls have not all ended, are counted anew each time. Nothing is read but the calls of the days in question, by their index.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.calls.figures import DayFigures, Mark, Marked, Sold, figures_of, marked
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.errors import Unavailable
from receptionist.ids import BookingId
from receptionist.ports import Conflict, Row
from receptionist.spans import Span
from receptionist.stored import Unreadable, read

KIND = "day_figures"
SPEND = "spend_per_guest"
"""Kind and id of the row that keeps it."""
AS_COUNTED = 2
"""Raised when a number begins to count something else: what was kept before is counted again, where the calls are still there."""

SETTLED = timedelta(minutes=15)
"""After midnight, for the last calls of the day to be written down."""
LONGEST_CALL = timedelta(hours=24)
"""A call that is said to go on for longer was lost and never ended."""
MOST_CALLS = 4_000
"""That are read for one question. What is left is counted when it is asked again: the days counted until then are kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    as_counted: int
    figures: DayFigures


@dataclass(frozen=True, slots=True)
class Counted:
    days: tuple[DayFigures, ...]
    """Earliest first."""
    waiting: tuple[date, ...] = ()
    """Not counted yet: ask again."""


@dataclass(frozen=True, slots=True)
class Spend:
    per_guest: Decimal | None = None
    """What a guest usually spends, as the house says: it values visits of services without a price."""
    revision: int = 0
    """As read; 0: never said."""


_KEPT = TypeAdapter(Kept)
_SPEND = TypeAdapter(Decimal | None)


def figures(desk: Desk, business: Business, first: date, last: date, *, most_calls: int = MOST_CALLS) -> Counted:
    """Of these days of the business's clock, both included, without those that are still to come. Safe to repeat; what cannot be kept is
    counted again. `most_calls`: beyond so many that had to be read, no further day is counted. Raises StoreUnavailable."""
    today = desk.clock().astimezone(ZoneInfo(business.timezone)).date()
    last = min(last, today)
    kept = _kept(desk, business, first)
    days: list[DayFigures] = []
    waiting: list[date] = []
    calls_read = 0
    for back in range(max((last - first).days + 1, 0)):
        day = last - timedelta(days=back)
        row = kept.get(day)
        known = _still_true(row) if row else None
        if known is not None:
            days.append(known)
        elif calls_read > most_calls:
            waiting.append(day)
        else:
            counted = _count(desk, business, day, row)
            calls_read += counted.calls
            days.append(counted)
    return Counted(tuple(reversed(days)), tuple(reversed(waiting)))


def calls_behind(desk: Desk, business: Business, mark: Mark | None, first: date, last: date) -> list[Marked]:
    """The calls that a number of those days counts, latest first; None: every call."""
    records = desk.calls.begun(business.id, _stretch(business, first, last))
    found = [one for one in marked(business, records) if mark is None or mark in one.marks]
    return found[::-1]


def spend_of(desk: Desk, business: Business) -> Spend:
    row = desk.rows.get(business.id, SPEND, SPEND)
    return Spend(read(_SPEND, row.doc), row.revision) if row else Spend()


def set_spend(desk: Desk, business: Business, per_guest: Decimal | None, *, revision: int) -> Spend:
    """Counts for days gone by, too. Raises Conflict if somebody else has said another sum since `revision`."""
    row = desk.rows.put(business.id, Row(SPEND, SPEND, _SPEND.dump_json(per_guest).decode(), revision))
    return Spend(per_guest, row.revision)


def _kept(desk: Desk, business: Business, first: date) -> dict[date, Row]:
    the_day_before = (first - timedelta(days=1)).isoformat()
    return {date.fromisoformat(row.id): row for row in desk.rows.list(business.id, KIND, after=the_day_before)}


def _still_true(row: Row) -> DayFigures | None:
    with suppress(Unreadable):
        kept = read(_KEPT, row.doc)
        return kept.figures if kept.as_counted == AS_COUNTED else None
    return None


def _count(desk: Desk, business: Business, day: date, before: Row | None) -> DayFigures:
    span = _stretch(business, day, day)
    records = [_over(desk, one) for one in desk.calls.begun(business.id, span)]
    counted = figures_of(business, day, records, _sold(desk, business, records))
    if desk.clock() >= span.end + SETTLED and all(one.status == "ended" for one in records):
        doc = _KEPT.dump_json(Kept(AS_COUNTED, counted)).decode()
        with suppress(Conflict, Unavailable):
            desk.rows.put(business.id, Row(KIND, day.isoformat(), doc, before.revision if before else 0))
    return counted


def _over(desk: Desk, record: CallRecord) -> CallRecord:
    if record.status == "ended" or record.started > desk.clock() - LONGEST_CALL:
        return record
    return replace(record, status="ended", outcome="lost")


def _sold(desk: Desk, business: Business, records: list[CallRecord]) -> Sold:
    booked = [
        str(event.get("detail", {}).get("booking", ""))
        for one in records
        for event in one.transcript
        if event.get("type") == "effect" and event.get("effect") == "booking.confirmed"
    ]
    visits = [visit for id in booked if id and (visit := desk.bookings.get(business.id, BookingId(id)))]
    prices = {visit.id: price_of(business, visit) for visit in visits}
    unpriced = [visit for visit in visits if prices[visit.id] is None]
    return Sold(
        value=sum((price for price in prices.values() if price is not None), Decimal(0)),
        unpriced=len(unpriced),
        guests=sum(visit.party_size for visit in unpriced),
    )


def price_of(business: Business, visit: Booking) -> Decimal | None:
    """Of one visit by the list of prices; None: there is none."""
    service = business.service(visit.service)
    if service is None:
        return None
    variant = next((one for one in service.variants if one.id == visit.variant), None)
    return variant.price if variant is not None and variant.price is not None else service.price


def _stretch(business: Business, first: date, last: date) -> Span:
    zone = ZoneInfo(business.timezone)
    ends = datetime.combine(last + timedelta(days=1), time.min, zone)
    return Span(datetime.combine(first, time.min, zone).astimezone(UTC), ends.astimezone(UTC))
