"""Bring in bookings from elsewhere: each line of a file is booked as the house itself would, or refused with its reason.

Safe to repeat: a booking's id is made of the business and of what the file calls the visit, so a file that is brought
again books nothing again, and one that was cut short goes on where it stopped. A rehearsal books in a copy that is thrown
away: the same code, the same answers, nothing written.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from receptionist.booking.model import Booking, Page, PageKey, Slot
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.business.definition import Business
from receptionist.calendars.csv_file import read_csv
from receptionist.calendars.days import Order
from receptionist.calendars.ical_file import read_ical
from receptionist.calendars.visits import Contents, Unread, Visit
from receptionist.calendars.wanted import Defaults, Wanted, wanted
from receptionist.desk.customers import card_of, edit_card
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.retry import until_won
from receptionist.desk.standing import standing
from receptionist.desk.take_booking import take_booking
from receptionist.errors import DayFull, Full, Refused, SlotTaken
from receptionist.ids import BookingId, BusinessId, Phone
from receptionist.ports import BookChange, BookingStore
from receptionist.spans import Span

LOOKS = 3
"""How often a place may be snatched away between looking and taking."""
MINUTE = timedelta(minutes=1)

Format = Literal["csv", "ical"]
Outcome = Literal["booked", "known", "refused", "not_reached"]

WHY: dict[str, str] = {
    "slot_taken": "every place that would do is taken then",
    "full": "too many people are in the house then",
    "day_full": "no more of it that day",
    "closed": "the house, or whoever could do it, is not there then",
    "sold_out": "the day is sold out",
    "too_late": "too soon",
    "too_far": "further ahead than the book goes",
    "too_many": "more people than there is room for",
    "too_few": "fewer people than it is for",
    "unknown_service": "that is not offered",
    "nobody_has_that_skill": "nobody and nothing here can do it, or not who is named",
    "not_for_new_clients": "it is not for new clients",
    "not_for_returning_clients": "it is for new clients only",
    "no_such_place": "no such place",
}
"""What the book's refusals mean to whoever reads the report."""


@dataclass(frozen=True, slots=True)
class LineReport:
    line: int
    outcome: Outcome
    reason: str = ""
    detail: str = ""
    """For a person. No name and no number of a customer."""
    booking: BookingId | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    rehearsed: bool
    """Nothing was written: `booked` is what would be."""
    lines: tuple[LineReport, ...]
    ignored_columns: tuple[str, ...] = ()

    def counts(self) -> Counter[Outcome]:
        return Counter(line.outcome for line in self.lines)


def read_file(desk: Desk, business: Business, content: bytes, format: Format, order: Order | None) -> Contents:
    """Raises BadFile."""
    if format == "csv":
        return read_csv(content, order=order)
    now = desk.clock()
    return read_ical(content, business.timezone, Span(now, now + timedelta(days=business.policies.horizon_days)))


def import_bookings(
    desk: Desk,
    business: Business,
    contents: Contents,
    *,
    defaults: Defaults,
    rehearsed: bool,
    until: datetime | None = None,
) -> ImportReport:
    """Line by line, in order. `until`: lines after that moment are `not_reached`; the same file again goes on there.

    Raises StoreUnavailable: what was booked before that stays booked.
    """
    if rehearsed:
        desk = replace(desk, bookings=_Copy(desk.bookings))
    clerk = _Clerk(desk, business, standing(desk, business), defaults, {}, until, rehearsed)
    return ImportReport(rehearsed, tuple(clerk.enter(one) for one in contents.visits), contents.ignored)


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Enters one file."""

    desk: Desk
    business: Business
    live: Business
    defaults: Defaults
    seen: dict[BookingId, int]
    """The line that each booking of this file first came from."""
    until: datetime | None
    rehearsed: bool

    def enter(self, visit: Visit | Unread) -> LineReport:
        if self.until is not None and self.desk.clock() > self.until:
            return LineReport(visit.line, "not_reached", "not_reached", "there was no time left: bring the file again")
        wish = visit if isinstance(visit, Unread) else wanted(self.live, visit, self.defaults, self.desk.clock())
        if isinstance(wish, Unread):
            return LineReport(wish.line, "refused", wish.reason, wish.detail)
        if wish.id in self.seen:
            return LineReport(wish.line, "refused", "twice", f"the same as line {self.seen[wish.id]}", start=wish.start)
        self.seen[wish.id] = wish.line
        if known := self.desk.bookings.get(self.business.id, wish.id):
            return LineReport(
                wish.line,
                "known",
                detail="; ".join(filter(None, (f"brought in before, now {known.status}", self._keep_card(wish)))),
                booking=known.id,
                start=known.span.start,
            )
        return self._book(wish)

    def _book(self, wish: Wanted) -> LineReport:
        reason = "slot_taken"
        for _ in range(LOOKS):
            offer = find_slots(self.desk, self.business.at(wish.here.here), _request(wish))
            if offer.exact is None:
                reason = offer.refusal or "slot_taken"
                break
            try:
                booking = take_booking(self.desk, self.business, _booking(wish, offer.exact))
            except (SlotTaken, Full, DayFull):
                continue
            except Refused as refused:
                reason = refused.reason
                break
            detail = "; ".join(filter(None, (_remark(wish, booking), self._keep_card(wish))))
            return LineReport(wish.line, "booked", "", detail, booking.id, booking.span.start)
        return LineReport(wish.line, "refused", reason, WHY.get(reason, reason), start=wish.start)

    def _keep_card(self, wish: Wanted) -> str:
        """Birth date and postcode go to the customer's card; why they did not, for whoever brought the file."""
        told = {name: value for name in ("birth_date", "postcode") if (value := getattr(wish, name))}
        phone = wish.customer.phone
        if not told:
            return ""
        if not phone:
            return "without a phone number no birth date or postcode is kept"
        kept = card_of(self.desk, self.business, phone)
        if kept and kept.card.birth_date and not _is_same(wish.customer.name, kept.card.name):
            return "that number's card is of somebody else of the same phone: its birth date stays"
        if not self.rehearsed:
            until_won(lambda: self._write_card(wish, told))
        return ""

    def _write_card(self, wish: Wanted, told: dict[str, str]) -> None:
        phone = wish.customer.phone
        kept = card_of(self.desk, self.business, phone)
        if kept is None or any(getattr(kept.card, name) != value for name, value in told.items()):
            changes = {**told, "name": wish.customer.name}
            edit_card(self.desk, self.business, phone, changes, revision=kept.row.revision if kept else 0)


def _request(wish: Wanted) -> SlotRequest:
    return SlotRequest(
        wish.service.id,
        Span(wish.start, wish.start + MINUTE),
        party_size=wish.party,
        resource=wish.resource,
        variant=wish.variant,
        by_staff=True,
    )


def _booking(wish: Wanted, slot: Slot) -> BookingRequest:
    return BookingRequest(
        wish.id,
        slot,
        wish.party,
        wish.customer,
        notes=wish.notes,
        text=False,
        text_agreed=False,
        source="import",
        by_staff=True,
    )


def _remark(wish: Wanted, booking: Booking) -> str:
    """What its owner should know of a line that was taken."""
    length = booking.span.length // MINUTE
    if wish.minutes is not None and wish.minutes != length:
        return f"booked for {length} minutes, as the service takes here; the file says {wish.minutes}"
    return ""


class _Copy:
    """A book that is read through and written beside: what is committed is seen here and nowhere else, and gone with it."""

    def __init__(self, book: BookingStore) -> None:
        self._book = book
        self._pages: dict[PageKey, Page] = {}
        self._bookings: dict[BookingId, Booking] = {}

    def pages(self, business: BusinessId, keys: Sequence[PageKey]) -> list[Page]:
        return [self._pages.get(page.key, page) for page in self._book.pages(business, keys)]

    def commit(self, business: BusinessId, change: BookChange) -> None:
        self._pages |= {page.key: replace(page, version=page.version + 1) for page in change.pages}
        if change.booking is not None:
            self._bookings[change.booking.id] = change.booking

    def get(self, business: BusinessId, booking: BookingId) -> Booking | None:
        return self._bookings.get(booking) or self._book.get(business, booking)

    def by_code(self, business: BusinessId, code: str) -> Booking | None:
        return self._book.by_code(business, code)

    def by_phone(self, business: BusinessId, phone: Phone) -> list[Booking]:
        return self._book.by_phone(business, phone)

    def during(self, business: BusinessId, span: Span) -> list[Booking]:
        return self._book.during(business, span)


def _is_same(one: str, other: str) -> bool:
    from receptionist.language.same_name import same_name  # noqa: PLC0415  what it compares with is no webhook's to load

    return same_name(one, other)
