"""What we asked somebody by text and wait an hour to hear: which visit shall be moved, and where to. One per number, a row
of kind `text_talk`."""

from dataclasses import dataclass
from datetime import timedelta

from pydantic import TypeAdapter

from receptionist.booking.model import Slot
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.ids import BookingId, BusinessId, Phone
from receptionist.ports import Conflict, Row
from receptionist.stored import read

KIND = "text_talk"
OPEN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TextTalk:
    booking: BookingId
    revision: int
    """Of the booking, when the question was asked."""
    slots: tuple[Slot, ...] = ()
    """The numbered choices; empty: asked for day and time."""


TALK = TypeAdapter(TextTalk)


def talk_with(desk: Desk, business: BusinessId, phone: Phone) -> TextTalk | None:
    row = desk.rows.get(business, KIND, phone)
    return read(TALK, row.doc) if row else None


def ask(desk: Desk, business: BusinessId, phone: Phone, talk: TextTalk) -> None:
    """Whatever was asked before is forgotten."""
    doc = TALK.dump_json(talk).decode()

    def put() -> None:
        known = desk.rows.get(business, KIND, phone)
        expires = desk.clock() + OPEN
        desk.rows.put(business, Row(KIND, phone, doc, known.revision if known else 0, expires=expires))

    until_won(put)


def end_talk(desk: Desk, business: BusinessId, phone: Phone) -> None:
    row = desk.rows.get(business, KIND, phone)
    if row is not None:
        try:
            desk.rows.remove(business, row)
        except Conflict:
            return  # a newer question stands
