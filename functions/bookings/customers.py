"""/customers: a card per telephone number."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from http import HTTPStatus
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, Field

from functions import paging
from functions.access import allowed
from functions.bookings.listing import TAGGED, UNCHANGED
from functions.bookings.words import (
    E164,
    Allergies,
    Asked,
    Cursor,
    Limit,
    Line,
    Name,
    Notes,
    PhoneInPath,
    PhoneInQuery,
    Revision,
    phone_of,
)
from functions.etags import Known, Match, etag, expected, if_match, if_none_match
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Language
from receptionist.desk.customers import KeptCard, card_of, cards, edit_card
from receptionist.desk.desk import Desk
from receptionist.ids import Phone

MEMORIES = 10
AT_ONCE = 500
"""Cards read at a time while looking for a name."""
FIRST_BORN = 1900
DIGITS = 3
"""Of a number that somebody is looked for by, at least."""


def _is_a_day(written: str) -> str:
    if written and not date(FIRST_BORN, 1, 1) <= date.fromisoformat(written):
        raise ValueError(f"no year since {FIRST_BORN}")
    return written


BirthDate = Annotated[str, Field(pattern=r"^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_is_a_day)]
"""ISO 8601; empty: not kept."""
Postcode = Annotated[str, Field(max_length=12, pattern=r"^$|^[A-Za-z0-9][A-Za-z0-9 -]*$")]
Email = Annotated[str, Field(max_length=254, pattern=r"^$|^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+$")]


class CardChange(Asked):
    """What is given replaces what is there; what is not stays."""

    revision: Revision | None = None
    """The one that was read, where there is no If-Match."""
    name: Line | None = None
    language: Language | None = None
    email: Email | None = None
    notes: Notes | None = None
    """For the people who serve them; never read out."""
    tags: Annotated[tuple[Name, ...], Field(max_length=20)] | None = None
    allergies: Allergies | None = None
    birth_date: BirthDate | None = None
    """Callers are known by it, and by the postcode, where the definition's `identify_by` says so; never read out."""
    postcode: Postcode | None = None


class NewCard(Asked):
    phone: Annotated[str, Field(pattern=E164)]
    name: Name
    language: Language = "en"
    email: Email = ""
    notes: Notes = ""
    tags: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    allergies: Allergies = ()
    birth_date: BirthDate = ""
    postcode: Postcode = ""


class CardOut(BaseModel):
    phone: str
    name: str
    language: str
    email: str
    notes: str
    tags: list[str]
    allergies: list[str]
    birth_date: str
    postcode: str
    bookings: int
    """Taken so far, whatever became of them."""
    no_shows: int
    first_booked: datetime | None
    last_booked: datetime | None
    revision: int
    """Also its ETag."""

    @classmethod
    def of(cls, kept: KeptCard) -> "CardOut":
        fields = {name: getattr(kept.card, name) for name in cls.model_fields if name != "revision"}
        return cls(**fields, revision=kept.row.revision)


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["customers"])
    _reading(router, office.desk, allowed(office, "read"))
    _writing(router, office.desk, allowed(office, "book"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/customers", operation_id="listCustomers", responses=paging.PAGED, summary="Customers, by number")
    def listed(
        request: Request,
        response: Response,
        phone: PhoneInQuery = None,
        name: Annotated[str, Query(max_length=100, description="How a word of the name begins.")] = "",
        q: Annotated[
            str,
            Query(max_length=100, description="How a word of the name begins, or three digits or more of the number."),
        ] = "",
        limit: Limit = 100,
        cursor: Cursor = None,
        business: Business = Depends(served),
    ) -> list[CardOut]:
        if phone is not None:
            kept = card_of(desk, business, Phone(phone_of(phone)))
            return [CardOut.of(kept)] if kept and _called(kept, name) and _found(kept, q) else []
        mark = paging.read(cursor, 1)
        fitting = (
            one for one in _after(desk, business, mark[0] if mark else "") if _called(one, name) and _found(one, q)
        )
        found = list(islice(fitting, limit + 1))
        page = found[:limit]
        if len(found) > limit:
            paging.go_on(request, response, (page[-1].card.phone,))
        return [CardOut.of(one) for one in page]

    @router.get(
        "/customers/{phone}",
        operation_id="getCustomer",
        response_model=CardOut,
        responses=UNCHANGED,
        summary="One customer's card",
    )
    def one(
        phone: PhoneInPath,
        response: Response,
        known: Known = Depends(if_none_match),
        business: Business = Depends(served),
    ) -> CardOut | Response:
        kept = _kept(desk, business, phone)
        response.headers["ETag"] = etag(kept.row.revision)
        return known.unchanged(kept.row.revision) or CardOut.of(kept)

    @router.get("/customers/{phone}/memories", operation_id="listMemories", summary="What their calls were about")
    def memories(phone: PhoneInPath, business: Business = Depends(served)) -> list[str]:
        """A line for each of a few calls, without names and numbers, for the people of the house; no caller is told. Empty where
        the business has nothing remembered (`remember_days`)."""
        kept = desk.shelf().memories
        return kept.of(business, Phone(phone), desk.clock(), limit=MEMORIES) if kept else []


def _writing(router: APIRouter, desk: Desk, book: Callable[..., Business]) -> None:
    @router.post(
        "/customers",
        operation_id="addCustomer",
        status_code=HTTPStatus.CREATED,
        responses={201: TAGGED},
        summary="Make a card for somebody who has not booked yet",
    )
    def add(wish: NewCard, response: Response, business: Business = Depends(book)) -> CardOut:
        """409 if the number has a card: change that one."""
        phone = Phone(wish.phone)
        if card_of(desk, business, phone):
            raise Problem(HTTPStatus.CONFLICT, "this number has a card already", reason="known_customer")
        return _answer(edit_card(desk, business, phone, wish.model_dump(exclude={"phone"}), revision=0), response)

    @router.patch(
        "/customers/{phone}",
        operation_id="changeCustomer",
        responses={200: TAGGED},
        summary="Change a customer's card",
    )
    def change(
        phone: PhoneInPath,
        wish: CardChange,
        response: Response,
        match: Match | None = Depends(if_match),
        business: Business = Depends(book),
    ) -> CardOut:
        kept = _kept(desk, business, phone)
        revision = expected(match, wish.revision, kept.row.revision)
        told: dict[str, Any] = wish.model_dump(exclude={"revision"}, exclude_none=True)
        return _answer(edit_card(desk, business, Phone(phone), told, revision=revision), response)


def _kept(desk: Desk, business: Business, phone: str) -> KeptCard:
    kept = card_of(desk, business, Phone(phone))
    if kept is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such customer")
    return kept


def _after(desk: Desk, business: Business, phone: str) -> Iterator[KeptCard]:
    """Every card of a later number, read as far as somebody looks."""
    while found := cards(desk, business, after=phone, limit=AT_ONCE):
        yield from found
        phone = found[-1].card.phone


def _called(kept: KeptCard, name: str) -> bool:
    """Whether the name, or a word of it, begins so."""
    wanted, whole = name.strip().casefold(), kept.card.name.casefold()
    return whole.startswith(wanted) or any(word.startswith(wanted) for word in whole.split())


def _found(kept: KeptCard, words: str) -> bool:
    digits = "".join(filter(str.isdigit, words))
    return (len(digits) >= DIGITS and digits in kept.card.phone) or _called(kept, words)


def _answer(kept: KeptCard, response: Response) -> CardOut:
    response.headers["ETag"] = etag(kept.row.revision)
    return CardOut.of(kept)
