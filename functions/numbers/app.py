"""/api/v1/businesses/{business}/numbers: what rings it. Buying, connecting and giving back are for whoever runs the deployment or the
business's agency: the money and the account are theirs."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Path, Query

from functions import problems
from functions.access import Admitted, Arrived, admitted, arrived, runs_it
from functions.numbers.shapes import (
    Bought,
    MonthlyPrice,
    NumberOut,
    NumbersOut,
    OfferOut,
    OffersOut,
    Purchase,
    SpareOut,
)
from functions.office import Office
from functions.problems import RESPONSES, Problem
from receptionist.business.definition import Business
from receptionist.calls.numbers import Kind, OwnNumber, Registration
from receptionist.desk.audit import note
from receptionist.desk.own_numbers import give_number, take_number_away, tell_registration
from receptionist.errors import Misconfigured
from receptionist.ids import Phone

log = logging.getLogger(__name__)

Number = Annotated[str, Path(pattern=r"^\+[1-9]\d{6,14}$")]
Area = Annotated[str, Query(pattern=r"^([2-9]\d{2})?$", description="An area code of North America.")]
Digits = Annotated[str, Query(pattern=r"^\d{0,10}$", description="To be found in the number.")]
Country = Annotated[str, Query(pattern=r"^[A-Z]{2}$", description="ISO 3166.")]
MOST_OFFERED = 12

Told = TypeVar("Told")


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: numbers", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses/{business}", responses=RESPONSES, tags=["numbers"])
    _looking(router, office)
    _changing(router, office)
    return router


def _looking(router: APIRouter, office: Office) -> None:
    look, come = admitted(office, "read"), arrived(office, "edit_definition")
    carrier = office.numbers

    @router.get("/numbers", operation_id="listNumbers", summary="The business's numbers, and where they lead")
    def numbers(there: Admitted = Depends(look)) -> NumbersOut:
        business = there.business
        owned = {one.number: one for one in _asked(carrier.owned)}
        shown = [_shown(office, number, where, owned.get(Phone(number))) for number, where in _every(business)]
        sender = next((one for one in shown if one.number == business.default_number()), None)
        return NumbersOut(
            numbers=shown,
            text_registration=sender.registration if sender else "none",
            promises_texts=business.texts and business.text_registration == "approved",
            may_change=runs_it(there.visitor, business),
        )

    @router.get("/numbers/offers", operation_id="findNumbers", summary="Numbers that can be bought, and what one costs")
    def offers(
        there: Arrived = Depends(come),
        country: Country = "US",
        kind: Kind = "local",
        area: Area = "",
        contains: Digits = "",
    ) -> OffersOut:
        """Also for a business that is not there yet. Those that need an address on file are left out."""
        price = _asked(lambda: carrier.price(country, kind))
        found = _asked(
            lambda: carrier.for_sale(country, kind, area=area, contains=contains, limit=MOST_OFFERED)
        ) if price else ()  # fmt: skip
        free = [OfferOut.of(one) for one in found if not one.needs_address]
        return OffersOut(price=MonthlyPrice.of(price) if price else None, offers=free)

    @router.get("/numbers/spare", operation_id="listSpareNumbers", summary="Numbers of the account nobody here answers")
    def spare(there: Arrived = Depends(come)) -> list[SpareOut]:
        """None for whoever may not connect them."""
        if not _runs(there):
            return []
        used = {number for business in office.desk.businesses.all() for number in business.every_number()}
        return [
            SpareOut(number=one.number, leads_to=one.webhooks.voice_url)
            for one in _asked(carrier.owned)
            if one.number not in used and one.voice
        ]


def _changing(router: APIRouter, office: Office) -> None:
    come, edit = arrived(office, "edit_definition"), admitted(office, "edit_definition")
    carrier, desk = office.numbers, office.desk

    @router.post("/numbers", operation_id="buyNumber", status_code=HTTPStatus.CREATED, summary="Buy a number")
    def buy(wish: Purchase, there: Arrived = Depends(come)) -> Bought:
        """Costs the price each month, from now on. Bought for a business that is not there yet, it leads here and waits for its
        first version. Safe to repeat. 409 `price_changed`, `number_gone`."""
        _sure(there)
        price = _asked(lambda: carrier.price(wish.country, wish.kind))
        if price is None or MonthlyPrice.of(price) != wish.price:
            said = (
                f"it costs {price.amount} {price.currency} a month now"
                if price
                else "nothing of the kind is sold there"
            )
            raise Problem(HTTPStatus.CONFLICT, said, reason="price_changed")
        number, by = Phone(wish.number), there.visitor
        paid = f"{number} for {price.amount} {price.currency} a month"
        note(desk.rows, desk.clock, desk.new_id, there.id, by.person, "number.bought", paid)
        _asked(lambda: carrier.buy(number, office.lines))
        if there.now is not None:
            give_number(desk, there.id, number, by=by.name)
        log.info("number bought", extra={"business": there.id, "by": by.person})
        return Bought(number=number, price=wish.price, in_use=there.now is not None)

    @router.put("/numbers/{number}", operation_id="connectNumber", summary="Have a number lead here, for this business")
    def connect(number: Number, there: Admitted = Depends(edit)) -> NumberOut:
        """One of the account's: its calls and texts come here from now on, wherever they went before. Also mends one whose
        addresses are others. Safe to repeat."""
        _sure(there)
        own = _asked(lambda: carrier.find(Phone(number)))
        if own is None:
            raise Problem(HTTPStatus.NOT_FOUND, "the carrier account does not own this number", reason="number_unknown")
        business = give_number(desk, there.business.id, own.number, by=there.visitor.name)
        pointed = _asked(lambda: carrier.point(own.number, office.lines))
        log.info("number connected", extra={"business": business.id, "by": there.visitor.person})
        return _shown(office, own.number, _place(business, own.number), pointed)

    @router.delete(
        "/numbers/{number}",
        operation_id="removeNumber",
        status_code=HTTPStatus.NO_CONTENT,
        summary="Take a number away",
    )
    def remove(number: Number, there: Admitted = Depends(edit), release: bool = False) -> None:
        """The business answers it no more. `release`: it is also given back to the carrier, costs no more, and cannot be had again for
        certain. Safe to repeat."""
        _sure(there)
        phone, holder = Phone(number), desk.businesses.by_number(Phone(number))
        if holder is not None and holder.id != there.business.id:
            raise Problem(HTTPStatus.NOT_FOUND, "this business has no such number", reason="number_unknown")
        business = take_number_away(desk, there.business.id, phone, by=there.visitor.name)
        if release and phone not in business.every_number():
            _asked(lambda: carrier.release(phone))
        log.info("number removed", extra={"business": business.id, "by": there.visitor.person, "released": release})

    @router.put("/text-registration", operation_id="takeRegistration", summary="Promise texts as the networks allow")
    def registration(there: Admitted = Depends(edit)) -> dict[Literal["text_registration"], Registration]:
        """Reads what the networks say of the number that texts come from, and has the receptionist promise texts accordingly."""
        business = there.business
        own = _asked(lambda: carrier.find(business.default_number()))
        told = _asked(lambda: carrier.registration(own)) if own else "none"
        kept = {"approved": "approved", "not_needed": "approved", "pending": "pending"}.get(told, "none")
        tell_registration(desk, business.id, kept, by=there.visitor.name)
        return {"text_registration": told}


def _asked(ask: Callable[[], Told]) -> Told:
    """Of the carrier. Raises Problem 503 where it does not know our account: a person must mend that."""
    try:
        return ask()
    except Misconfigured as error:
        log.error("the carrier does not know the account")
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error), reason="carrier_refuses") from error


def _shown(office: Office, number: str, where: str, own: OwnNumber | None) -> NumberOut:
    told: Registration = _asked(lambda: office.numbers.registration(own)) if own else "none"
    return NumberOut.of(number, where, own, office.lines, told)


def _every(business: Business) -> list[tuple[str, str]]:
    """Its own first, then those of its places."""
    places = [(number, place.id) for place in business.locations for number in place.numbers]
    of_places = {number for number, _ in places}
    return [*((number, "") for number in business.numbers if number not in of_places), *places]


def _place(business: Business, number: Phone) -> str:
    return next((where for one, where in _every(business) if one == number), "")


def _runs(there: Arrived) -> bool:
    if there.now is not None:
        return runs_it(there.visitor, there.now)
    return any(one.scope.kind != "business" for one in there.visitor.memberships)


def _sure(there: Arrived | Admitted) -> None:
    may = _runs(there) if isinstance(there, Arrived) else runs_it(there.visitor, there.business)
    if not may:
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "numbers are bought and given back by whoever runs this service, or by the business's agency",
            reason="not_allowed",
        )
