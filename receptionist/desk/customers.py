"""The cards of a business's customers: rows of kind `customer`, by telephone number."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from receptionist.booking.customers import CustomerCard
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import Phone
from receptionist.ports import Row
from receptionist.stored import read

KIND = "customer"
CARD = TypeAdapter(CustomerCard)


@dataclass(frozen=True, slots=True)
class KeptCard:
    """A card with the row it is kept in, for whoever changes it."""

    card: CustomerCard
    row: Row


def card_of(desk: Desk, business: Business, phone: Phone) -> KeptCard | None:
    row = desk.rows.get(business.id, KIND, phone) if phone else None
    return KeptCard(read(CARD, row.doc), row) if row else None


def is_new(desk: Desk, business: Business, phone: Phone) -> bool:
    """Whether nobody with this number ever booked here."""
    kept = card_of(desk, business, phone)
    return kept is None or kept.card.bookings == 0


def cards(desk: Desk, business: Business, *, after: str = "", limit: int = 50) -> list[KeptCard]:
    """In order of the number. `after`: the last number seen."""
    return [KeptCard(read(CARD, row.doc), row) for row in desk.rows.list(business.id, KIND, after=after, limit=limit)]


def card_row(card: CustomerCard, kept: KeptCard | None) -> Row:
    """What is written for the card: over the one that was read, or a new one."""
    return Row(KIND, card.phone, CARD.dump_json(card).decode(), kept.row.revision if kept else 0)


def edit_card(desk: Desk, business: Business, phone: Phone, changes: dict[str, Any], *, revision: int) -> KeptCard:
    """The card with these fields changed; makes one where there is none (revision 0). Raises Conflict if it has moved."""
    kept = card_of(desk, business, phone)
    card = replace(kept.card if kept else CustomerCard(phone, ""), **changes)
    row = desk.rows.put(business.id, replace(card_row(card, kept), revision=revision))
    return KeptCard(card, row)
