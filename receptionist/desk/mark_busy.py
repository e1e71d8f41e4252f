"""Somebody has no time for a reason that is not in our book: an entry of their calendar.

It is a line on the resource's pages like a visit's, so that the same condition keeps a visit from being promised over it.
What is booked already stays booked: `out_of_place` does not see it, a calendar's owner does.
"""

from datetime import timedelta

from pydantic import TypeAdapter

from receptionist.booking.model import Entry, Page, PageKey
from receptionist.booking.pages import erase, utc_days
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.ids import ResourceId
from receptionist.ports import BookChange, Row, RowRemoval
from receptionist.spans import Span
from receptionist.stored import read

KIND = "busy"
SPAN = TypeAdapter(Span)


def mark_busy(desk: Desk, business: Business, resource: ResourceId, entry: str, span: Span | None) -> bool:
    """Writes, moves or (None) erases one entry; `entry` is its name in its calendar. Gives whether anything changed. Safe
    to repeat. Raises StoreUnavailable."""
    owner, name = f"{KIND}:{entry}", f"{resource}:{entry}"

    def decide() -> bool:
        row = desk.rows.get(business.id, KIND, name)
        before = read(SPAN, row.doc) if row else None
        if before == span:
            return False
        days = dict.fromkeys([*(utc_days(before) if before else []), *(utc_days(span) if span else [])])
        keys = [PageKey(resource, day) for day in days]
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        blank = erase(pages, [owner], desk.clock())
        after = {key: _with(page, Entry(owner, span)) if span and key.day in utc_days(span) else page
                 for key, page in blank.items()}  # fmt: skip
        changed = tuple(page for key, page in after.items() if page.entries != pages[key].entries)
        if span is None:
            rows: tuple[Row | RowRemoval, ...] = (RowRemoval(row),) if row else ()
        else:
            kept = SPAN.dump_json(span).decode()
            rows = (Row(KIND, name, kept, row.revision if row else 0, expires=span.end + timedelta(days=1)),)
        desk.bookings.commit(business.id, BookChange(pages=changed, rows=rows))
        return True

    return until_won(decide)


def busy_entries(desk: Desk, business: Business, resource: ResourceId) -> dict[str, Span]:
    """What is known of the resource's calendar, by the entries' names."""
    begins = f"{resource}:"
    return {
        row.id.removeprefix(begins): read(SPAN, row.doc) for row in desk.rows.list(business.id, KIND, begins=begins)
    }


def _with(page: Page, line: Entry) -> Page:
    return Page(
        page.key, page.version, tuple(sorted([*page.entries, line], key=lambda one: (one.span.start, one.owner)))
    )
