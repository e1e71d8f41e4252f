"""The holds of a business: rows of kind `hold`, beside the lines on the pages that really keep the place."""

from pydantic import TypeAdapter

from receptionist.booking.model import Hold, PageKey
from receptionist.booking.pages import keys_of
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, CallId
from receptionist.ports import Row, RowRemoval
from receptionist.stored import read

KIND = "hold"
HOLD = TypeAdapter(Hold)


def hold_row(desk: Desk, business: BusinessId, hold: str) -> Row | None:
    """None too for one that has expired."""
    return desk.rows.get(business, KIND, hold)


def hold_of(desk: Desk, business: BusinessId, hold: str) -> Hold | None:
    row = hold_row(desk, business, hold)
    return held_in(row) if row else None


def holds(desk: Desk, business: BusinessId, *, call: CallId | None = None) -> list[Hold]:
    """Those in force, oldest first; of one call, or all."""
    found = [held_in(row) for row in desk.rows.list(business, KIND)]
    return sorted((one for one in found if call in (None, one.call)), key=lambda one: (one.since, one.id))


def held_in(row: Row) -> Hold:
    return read(HOLD, row.doc)


def written(hold: Hold, known: Row | None) -> Row:
    """What is written for it: over the row that was read, or a new one."""
    return Row(KIND, hold.id, HOLD.dump_json(hold).decode(), known.revision if known else 0, expires=hold.expires)


def with_pages_of(known: Row | None, business: Business, keys: list[PageKey]) -> list[PageKey]:
    """`keys` and those of the place that is held, which need not be the place that is taken."""
    return list(dict.fromkeys([*keys, *keys_of(business, held_in(known).slot)])) if known else keys


def ended(known: Row | None) -> tuple[RowRemoval, ...]:
    """For the transaction that turns a hold into a booking, or lets it go."""
    return (RowRemoval(known),) if known else ()
