"""Texts that came in, what was made of each and what was answered at once: rows of kind `text_in`, for the people of the house who
read a thread."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from receptionist.desk.desk import Desk
from receptionist.errors import Unavailable
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Conflict, Row
from receptionist.stored import readable, reading

KIND = "text_in"
KEPT = timedelta(days=180)
LONGEST = 2000
"""Characters of one that are kept."""
LATELY = 50
"""Texts among which one that comes again is recognised: a webhook is repeated within seconds."""
_LAST = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TextIn:
    id: str
    """The vendor's."""
    at: datetime
    sender: Phone
    body: str
    made_of_it: str
    """As `receive_text` says: `stop`, `moved`, `message`, ..."""
    reply: str
    """What was answered in the same breath; empty: nothing, or by a text of its own."""


_TEXT = TypeAdapter(TextIn)


def keep_text(desk: Desk, business: BusinessId, text: TextIn) -> None:
    """Safe to repeat. The latest come first. What cannot be kept is answered all the same."""
    with suppress(Unavailable, Conflict):
        if text.id and any(one.id == text.id for one in texts_in(desk, business, limit=LATELY)):
            return
        later = (_LAST - text.at) // timedelta(microseconds=1)
        row = Row(KIND, f"{later:020}-{text.id}", _TEXT.dump_json(text).decode(), expires=text.at + KEPT)
        desk.rows.put(business, row)


def texts_in(desk: Desk, business: BusinessId, sender: Phone | None = None, limit: int | None = None) -> list[TextIn]:
    """The latest first, of everybody or of one number; `limit`: that many rows are looked at."""
    found = readable(_read, desk.rows.list(business, KIND, limit=limit))
    return [one for one in found if sender is None or one.sender == sender]


def forget_texts_in(desk: Desk, business: BusinessId, sender: Phone, until: datetime) -> int:
    """Those that came by then; how many. Safe to repeat."""
    theirs = [
        row
        for row in desk.rows.list(business, KIND)
        for one in readable(_read, [row])
        if one.sender == sender and one.at <= until
    ]
    for row in theirs:
        with suppress(Conflict):
            desk.rows.remove(business, row)
    return len(theirs)


def _read(row: Row) -> TextIn:
    with reading(KIND):
        return _TEXT.validate_json(row.doc)
