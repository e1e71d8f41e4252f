"""The book in DynamoDB. Keys and access patterns: docs/dynamodb.md, section Bookings.

PAGES#business#day      / resource      version, entries, ttl
BOOKING#business#id     / BOOKING       revision, doc; gsi1 BOOKED#business by start; gsi2 PHONE#business#phone by start
CODE#business#code      / CODE          the booking that has the code, forever
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from pydantic import TypeAdapter

from receptionist.adapters.dynamodb.errands import errand_item
from receptionist.adapters.dynamodb.messages import message_item
from receptionist.adapters.dynamodb.rows import row_operation
from receptionist.adapters.dynamodb.table import ConditionFailed, Item, Operation, Table, Tables, key
from receptionist.adapters.records import document, instant
from receptionist.booking.minutes import day_start
from receptionist.booking.model import Booking, Entry, Page, PageKey
from receptionist.clock import Clock, system_clock
from receptionist.ids import BookingId, BusinessId, Phone
from receptionist.ports import BookChange, CodeTaken, Conflict
from receptionist.spans import Span
from receptionist.stored import read, readable, reading

BOOKING = TypeAdapter(Booking)
ENTRIES = TypeAdapter(tuple[Entry, ...])

LONGEST_VISIT = timedelta(days=2)
"""The index is ordered by start; a visit that overlaps a span started at most that long before it."""

PAGE_KEPT = timedelta(days=40)
"""After its day a page is of no use: what is booked is in the bookings. Deleted meanwhile, it counts as never written."""

FEW = 8
"""Pages of one day read by their keys; more are read as the day. A day of 60 tables is some 5 units, its pages are 60."""

KIND = "booking"
"""Attribute `kind` of a booking, for the filter of the table's stream."""


class DynamoBookingStore:
    """Keeps the promises of BookingStore in one table."""

    def __init__(self, tables: Tables, *, clock: Clock = system_clock) -> None:
        self._tables = tables
        self._clock = clock

    def pages(self, business: BusinessId, keys: Sequence[PageKey]) -> list[Page]:
        """A whole day is one query: cheaper than its pages one by one, which round each up to 4 KB."""
        table = self._tables.of(business)
        asked = Counter(one.day for one in keys)
        found: dict[tuple[str, str], Item] = {}
        for day in (day for day, pages in asked.items() if pages > FEW):
            found |= {(item["pk"], item["sk"]): item for item in table.query(_day_key(business, day))}
        found |= table.get_many([_page_key(business, one) for one in keys if asked[one.day] <= FEW])
        return [_page(one, found.get(_page_key(business, one))) for one in keys]

    def commit(self, business: BusinessId, change: BookChange) -> None:
        table = self._tables.of(business)
        operations = [_page_operation(table, business, page) for page in change.pages]
        code_at: int | None = None
        if change.booking is not None:
            operations.append(_booking_operation(table, business, change.booking))
            if change.booking.revision == 1:
                code_at = len(operations)
                operations.append(_code_operation(table, business, change.booking))
        operations += [table.insert_operation(message_item(message)) for message in change.messages]
        operations += [table.insert_operation(errand_item(errand)) for errand in change.errands]
        now = self._clock()
        operations += [row_operation(table, business, row, now) for row in change.rows]
        if not operations:
            return
        try:
            table.transact(operations)
        except ConditionFailed as error:
            if code_at is not None and error.failed == (code_at,):
                raise CodeTaken("the code is taken") from error
            raise Conflict("the book has moved") from error

    def get(self, business: BusinessId, booking: BookingId) -> Booking | None:
        item = self._tables.of(business).get(key("BOOKING", business, booking), "BOOKING")
        return read(BOOKING, item["doc"]) if item else None

    def by_code(self, business: BusinessId, code: str) -> Booking | None:
        item = self._tables.of(business).get(key("CODE", business, code), "CODE")
        return self.get(business, BookingId(item["booking"])) if item else None

    def by_phone(self, business: BusinessId, phone: Phone) -> list[Booking]:
        if not phone:
            return []
        return [_booking(item) for item in self._tables.of(business).query(key("PHONE", business, phone), index="gsi2")]

    def during(self, business: BusinessId, span: Span) -> list[Booking]:
        between = (instant(span.start - LONGEST_VISIT), instant(span.end))
        items = self._tables.of(business).query(key("BOOKED", business), index="gsi1", between=between)
        return [booking for booking in readable(_booking, items) if booking.span.overlaps(span)]


def _page_operation(table: Table, business: BusinessId, page: Page) -> Operation:
    pk, sk = _page_key(business, page.key)
    item: Item = {
        "pk": pk,
        "sk": sk,
        "version": page.version + 1,
        "entries": ENTRIES.dump_json(page.entries).decode(),
        "ttl": int((day_start(page.key.day) + PAGE_KEPT).timestamp()),
    }
    if page.version == 0:
        return table.put_operation(item, condition="attribute_not_exists(pk)")
    return table.put_operation(item, condition="#v = :v", names={"#v": "version"}, values={":v": page.version})


def _booking_operation(table: Table, business: BusinessId, booking: Booking) -> Operation:
    item: Item = {
        "pk": key("BOOKING", business, booking.id),
        "sk": "BOOKING",
        "kind": KIND,
        "business": business,
        "revision": booking.revision,
        "doc": document(BOOKING, booking),
        "gsi1pk": key("BOOKED", business),
        "gsi1sk": key(instant(booking.span.start), booking.id),
    }
    if booking.customer.phone:
        item |= {"gsi2pk": key("PHONE", business, booking.customer.phone), "gsi2sk": item["gsi1sk"]}
    if booking.revision == 1:
        return table.put_operation(item, condition="attribute_not_exists(pk)")
    return table.put_operation(item, condition="#r = :r", names={"#r": "revision"}, values={":r": booking.revision - 1})


def _code_operation(table: Table, business: BusinessId, booking: Booking) -> Operation:
    item = {"pk": key("CODE", business, booking.code), "sk": "CODE", "booking": str(booking.id)}
    return table.put_operation(
        item, condition="attribute_not_exists(pk) OR booking = :b", values={":b": str(booking.id)}
    )


def _page_key(business: BusinessId, page: PageKey) -> tuple[str, str]:
    return _day_key(business, page.day), page.resource


def _day_key(business: BusinessId, day: date) -> str:
    return key("PAGES", business, day.isoformat())


def _page(wanted: PageKey, item: Item | None) -> Page:
    if item is None:
        return Page(wanted)
    with reading("page"):
        return Page(wanted, item["version"], ENTRIES.validate_json(item["entries"]))


def _booking(item: Item) -> Booking:
    return read(BOOKING, item["doc"])
