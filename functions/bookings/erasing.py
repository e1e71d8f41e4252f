"""DELETE /customers/{phone}: forget a customer; /erasures: how far that has come, and the proof that it was done."""

import logging
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.bookings.words import Limit, PhoneInPath, PlainIdInPath
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business
from receptionist.desk.erase_customer import erase_customer
from receptionist.desk.erasures import Erasure, UnknownErasure, erasure_of, erasures
from receptionist.ids import Phone

log = logging.getLogger(__name__)


class ErasureOut(BaseModel):
    """How much went so far. Of whom it was is not told, and not kept once it is done."""

    id: str
    requested: datetime
    asked_by: str
    """`caller`, `staff` or `machine`."""
    done: datetime | None
    """None: something waits, and goes by itself."""
    due: datetime | None
    """When it is gone on with."""
    visits_ahead: int
    """Visits that stay as they are until they are over."""
    card: bool
    bookings: int = Field(description="Visits that stay, as visits of nobody.")
    waitlist: int
    calls: int = Field(description="Calls without their number and their words.")
    recordings: int
    texts: int
    messages: int
    deliveries: int = Field(description="News and deliveries to other programs that were kept.")
    memories: int
    questions: int

    @classmethod
    def of(cls, erasure: Erasure) -> "ErasureOut":
        gone = erasure.gone
        return cls(
            id=erasure.id,
            requested=erasure.requested,
            asked_by=erasure.asked_by,
            done=erasure.done,
            due=erasure.due,
            visits_ahead=erasure.visits_ahead,
            card=gone.cards > 0,
            bookings=gone.bookings,
            waitlist=gone.waitlist,
            calls=gone.calls,
            recordings=gone.recordings,
            texts=gone.texts,
            messages=gone.messages,
            deliveries=gone.deliveries,
            memories=gone.memories,
            questions=gone.questions,
        )


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["customers"])
    desk, erase = office.desk, allowed(office, "erase")

    @router.delete("/customers/{phone}", operation_id="eraseCustomer", summary="Forget a customer")
    def forget(phone: PhoneInPath, business: Business = Depends(erase)) -> ErasureOut:
        """Everything that is kept of the number: card, waitlist, texts, messages, calls with their recordings and what was
        remembered of them; visits stay as visits of nobody. A visit that is ahead stays until it is over. Safe to repeat.
        What cannot go at once (`done` is null) goes by itself."""
        erasure = erase_customer(desk, business, Phone(phone))
        log.info("customer erased", extra={"business": business.id, "erasure": erasure.id, "done": bool(erasure.done)})
        return ErasureOut.of(erasure)

    @router.get("/erasures", operation_id="listErasures", summary="What was asked to be forgotten, the latest first")
    def listed(limit: Limit = 100, business: Business = Depends(erase)) -> list[ErasureOut]:
        """Kept for three years, without a word about whom."""
        return [ErasureOut.of(one) for one in erasures(desk, business.id)[:limit]]

    @router.get("/erasures/{erasure}", operation_id="getErasure", summary="How far one has come")
    def one(erasure: PlainIdInPath, business: Business = Depends(erase)) -> ErasureOut:
        try:
            return ErasureOut.of(erasure_of(desk, business.id, erasure))
        except UnknownErasure as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error

    return router
