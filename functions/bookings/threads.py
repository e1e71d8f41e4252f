"""/texts: what was written to and by each customer, and what became of it; and a text by hand."""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.bookings.words import Asked, PhoneInPath
from functions.office import Office
from functions.once import idempotency_key, the_id
from receptionist.business.definition import Business
from receptionist.conversation.redact import without_cards
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import WhyNot, may_text
from receptionist.desk.text_customer import stop_texts, text_customer
from receptionist.desk.texts_in import TextIn, texts_in
from receptionist.ids import Phone
from receptionist.messages.model import TextMessage

log = logging.getLogger(__name__)

LATEST = 400
"""Texts, each way, that the list of threads is made of."""
MOST_LINES = 500
LONGEST = 459
"""Characters: three parts of 153, as long texts are sent in."""


class TextLine(BaseModel):
    id: str
    at: datetime
    way: Literal["in", "out"]
    body: str
    status: str
    """Of one that was sent: `queued`, `sending`, `sent`, `delivered`, `undelivered`, `failed`, `answered` (in the same breath). Of one that
    came in: what was made of it (`stop`, `cancelled`, `moved`, `message`, ...)."""
    error: str = ""
    """The network's code, where it did not arrive."""
    by_hand: bool = False
    """Somebody of the house wrote it."""

    @classmethod
    def sent(cls, text: TextMessage) -> "TextLine":
        at = text.created or datetime.min.replace(tzinfo=UTC)
        by_hand = text.id.startswith("written:")
        return cls(id=text.id, at=at, way="out", body=text.body, status=text.status, error=text.error, by_hand=by_hand)

    @classmethod
    def heard(cls, text: TextIn) -> "list[TextLine]":
        came = cls(id=text.id, at=text.at, way="in", body=text.body, status=text.made_of_it)
        if not text.reply:
            return [came]
        return [came, cls(id=f"{text.id}:reply", at=text.at, way="out", body=text.reply, status="answered")]


class ThreadOut(BaseModel):
    phone: str
    name: str
    """As their card has it; empty: none."""
    latest: TextLine
    texts: int
    """Among the latest 400 each way."""


class ThreadWhole(BaseModel):
    phone: str
    name: str
    why_not: WhyNot | None
    """Why this number is not texted; null: it may be."""
    lines: list[TextLine]
    """Earliest first."""


class NewText(Asked):
    body: Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"\S")]


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["texts"])
    _reading(router, office.desk, allowed(office, "read"))
    _writing(router, office.desk, allowed(office, "book"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/texts", operation_id="listThreads", summary="Who was written to, or wrote, lately")
    def threads(
        limit: Annotated[int, Query(ge=1, le=200)] = 50, business: Business = Depends(served)
    ) -> list[ThreadOut]:
        """The latest first. Texts to colleagues are among them."""
        by_phone: dict[Phone, list[TextLine]] = {}
        for text in desk.messages.sent_to(business.id, limit=LATEST):
            by_phone.setdefault(text.to, []).append(TextLine.sent(text))
        for heard in texts_in(desk, business.id, limit=LATEST):
            by_phone.setdefault(heard.sender, []).extend(TextLine.heard(heard))
        latest = {phone: _in_order(lines)[-1] for phone, lines in by_phone.items() if phone}
        shown = sorted(latest, key=lambda phone: latest[phone].at, reverse=True)[:limit]
        return [
            ThreadOut(phone=one, name=_name(desk, business, one), latest=latest[one], texts=len(by_phone[one]))
            for one in shown
        ]

    @router.get("/texts/{phone}", operation_id="getThread", summary="One number's texts, both ways")
    def thread(phone: PhoneInPath, business: Business = Depends(served)) -> ThreadWhole:
        return thread_of(desk, business, Phone(phone))


def _writing(router: APIRouter, desk: Desk, book: Callable[..., Business]) -> None:
    @router.post(
        "/texts/{phone}",
        operation_id="sendText",
        status_code=HTTPStatus.ACCEPTED,
        summary="Write to a customer by hand",
    )
    def write(
        phone: PhoneInPath,
        wish: NewText,
        business: Business = Depends(book),
        key: str | None = Depends(idempotency_key),
    ) -> TextLine:
        """Goes from the business's first number. 409 with the reason if this number is not texted (`opted_out`, `landline`, ...). A card
        number is left out."""
        id = the_id(desk, business.id, f"text:{phone}", key, wish, desk.new_id())
        text = text_customer(desk, business, Phone(phone), without_cards(wish.body.strip()), id=id)
        log.info("text by hand", extra={"business": business.id, "text": text.id})
        return TextLine.sent(text)

    @router.post(
        "/texts/{phone}/stop",
        operation_id="stopTexts",
        status_code=HTTPStatus.NO_CONTENT,
        summary="No more texts to it",
    )
    def stop(phone: PhoneInPath, business: Business = Depends(book)) -> None:
        """As if they had texted STOP; only they can take it back, by START. Safe to repeat."""
        stop_texts(desk, business, Phone(phone))


def thread_of(desk: Desk, business: Business, phone: Phone) -> ThreadWhole:
    sent = [TextLine.sent(text) for text in desk.messages.sent_to(business.id, phone, limit=MOST_LINES)]
    came = [line for text in texts_in(desk, business.id, phone) for line in TextLine.heard(text)]
    return ThreadWhole(
        phone=phone,
        name=_name(desk, business, phone),
        why_not=may_text(desk, business, phone, agreed=True),
        lines=_in_order([*came, *sent])[-MOST_LINES:],
    )


def _in_order(lines: Iterable[TextLine]) -> list[TextLine]:
    return sorted(lines, key=lambda line: line.at)


def _name(desk: Desk, business: Business, phone: Phone) -> str:
    kept = card_of(desk, business, phone)
    return kept.card.name if kept else ""
