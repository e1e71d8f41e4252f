"""The waitlist: who waits for a place. Rows of kind `waitlist`, in order of the day wished for and of joining."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter

from receptionist.booking.hours import service_day
from receptionist.booking.waitlist import Waiting, WaitlistEntry, WaitlistWish, as_of
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.release_hold import release_hold
from receptionist.desk.retry import until_won
from receptionist.errors import UnknownBooking, UnknownService
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Errand, Row
from receptionist.stored import read

KIND = "waitlist"
LOOK = "waitlist_look"
"""Kind of the errand: something may have become free, look who waits for it."""

ENTRY = TypeAdapter(WaitlistEntry)

KEPT_DAYS = 7
"""After the window an entry is kept that long."""

ON_THE_LIST = frozenset({Waiting.WAITING, Waiting.OFFERED})


def join_waitlist(desk: Desk, business: Business, wish: WaitlistWish) -> WaitlistEntry:
    """Safe to repeat: whoever waits already for the same (telephone, service, window, place) keeps their place in the
    line, with the wish as it is now. Raises UnknownService."""
    here = business.at(wish.location)
    if here.service(wish.service) is None:
        raise UnknownService(f"{business.id} does not offer {wish.service}")
    day = service_day(here, wish.window.start)
    for row in desk.rows.list(business.id, KIND, begins=day.isoformat()) if wish.customer.phone else ():
        known = entry_in(row)
        if known.status in ON_THE_LIST and _same(known.wish, wish):
            return known if known.wish == wish else edit_entry(desk, business.id, known.id, _wishing(desk, wish))
    now = desk.clock()
    entry = WaitlistEntry(
        id=f"{day.isoformat()}-{now:%Y%m%d%H%M%S%f}-{desk.new_id()}",
        business=business.id,
        wish=wish,
        created=now,
        updated=now,
    )
    desk.rows.put(business.id, row_of(entry))
    look = f"{LOOK}:{entry.id}"  # There may be a place already.
    desk.errands.add(Errand(look, business.id, LOOK, now, desk.home(business)))
    return entry


def leave_waitlist(desk: Desk, business: Business, entry: str) -> WaitlistEntry | None:
    """None: no such entry. What was held for them goes to the next. Safe to repeat; of one who has a booking, or has left,
    nothing changes."""
    known = waitlist_entry(desk, business.id, entry)
    if known is None or known.status not in ON_THE_LIST:
        return known
    if known.offered is not None:
        release_hold(desk, business, known.offered, hold=known.offer_id)

    def left(one: WaitlistEntry) -> WaitlistEntry:
        if one.status not in ON_THE_LIST:
            return one
        return replace(one, status=Waiting.LEFT, offered=None, offer_expires=None, updated=desk.clock())

    after = edit_entry(desk, business.id, entry, left)
    if known.offered is not None:
        desk.errands.add(Errand(f"{LOOK}:left:{known.offer_id}", business.id, LOOK, desk.clock(), desk.home(business)))
    return after


def waitlist_entry(desk: Desk, business: BusinessId, entry: str) -> WaitlistEntry | None:
    row = desk.rows.get(business, KIND, entry)
    return as_of(entry_in(row), desk.clock()) if row else None


def waitlist(
    desk: Desk,
    business: BusinessId,
    *,
    day: date | None = None,
    status: Waiting | None = None,
    phone: Phone | None = None,
    after: str = "",
    limit: int | None = None,
) -> list[WaitlistEntry]:
    """In order of the day wished for, then of joining. `after`: the last id of the page before."""
    begins = day.isoformat() if day else ""
    now = desk.clock()
    found = (as_of(entry_in(row), now) for row in desk.rows.list(business, KIND, begins=begins, after=after))
    fitting = [
        entry
        for entry in found
        if status in (None, entry.status) and (phone is None or entry.wish.customer.phone == phone)
    ]
    return fitting[:limit]


def edit_entry(
    desk: Desk, business: BusinessId, entry: str, change: Callable[[WaitlistEntry], WaitlistEntry]
) -> WaitlistEntry:
    """The entry after `change`, which is asked again if somebody else was quicker."""

    def decide() -> WaitlistEntry:
        row = desk.rows.get(business, KIND, entry)
        if row is None:
            raise UnknownBooking(f"no entry {entry}")
        before = entry_in(row)
        after = change(before)
        if after != before:
            desk.rows.put(business, row_of(after, row))
        return after

    return until_won(decide)


def entry_in(row: Row) -> WaitlistEntry:
    return read(ENTRY, row.doc)


def row_of(entry: WaitlistEntry, known: Row | None = None) -> Row:
    """What is written for it: over the row that was read, or a new one."""
    doc = ENTRY.dump_json(entry).decode()
    return Row(KIND, entry.id, doc, known.revision if known else 0, expires=_kept_until(entry))


def _kept_until(entry: WaitlistEntry) -> datetime:
    return entry.wish.window.end + timedelta(days=KEPT_DAYS)


def _same(one: WaitlistWish, other: WaitlistWish) -> bool:
    return (one.customer.phone, one.service, one.variant, one.window, one.location, one.resource) == (
        other.customer.phone, other.service, other.variant, other.window, other.location, other.resource,
    )  # fmt: skip


def _wishing(desk: Desk, wish: WaitlistWish) -> Callable[[WaitlistEntry], WaitlistEntry]:
    return lambda entry: replace(entry, wish=wish, updated=desk.clock())
