"""Numbers as JSON."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from receptionist.calls.numbers import Kind, NumberForSale, OwnNumber, Price, Registration, Webhooks

E164 = Annotated[str, Field(pattern=r"^\+[1-9]\d{6,14}$", examples=["+14155550201"])]

Reach = Literal["ours", "elsewhere", "not_owned"]
"""Where the carrier sends its calls and texts: here; somewhere else, in whole or in part; the account does not own it."""


class MonthlyPrice(BaseModel):
    """Of one number for one month."""

    amount: Decimal
    currency: str

    @classmethod
    def of(cls, price: Price) -> "MonthlyPrice":
        return cls(amount=price.amount, currency=price.currency)


class NumberOut(BaseModel):
    number: str
    location: str
    """Place it is for; empty: the business."""
    reach: Reach
    wrong: list[str]
    """Addresses that lead elsewhere: `voice_url`, `voice_fallback_url`, `status_callback`, `sms_url`."""
    leads_to: str
    """Where its calls go now; empty: nowhere."""
    texts: bool
    """It can send and receive them."""
    registration: Registration
    """Whether the networks know whose texts it sends."""

    @classmethod
    def of(
        cls, number: str, location: str, own: OwnNumber | None, wanted: Webhooks, registration: Registration
    ) -> "NumberOut":
        wrong = own.webhooks.unlike(wanted) if own else ()
        reach: Reach = "not_owned" if own is None else "elsewhere" if wrong else "ours"
        return cls(
            number=number,
            location=location,
            reach=reach,
            wrong=list(wrong),
            leads_to=own.webhooks.voice_url if own else "",
            texts=own.texts if own else False,
            registration=registration,
        )


class NumbersOut(BaseModel):
    numbers: list[NumberOut]
    text_registration: Registration
    """What the networks say of the number that texts come from. Until it is `approved` (or `not_needed`) none should be promised."""
    promises_texts: bool
    """Whether callers are promised texts now."""
    may_change: bool
    """Whether whoever asks may buy, connect and release: those who run the deployment, or the business's agency."""


class OfferOut(BaseModel):
    number: str
    place: str
    texts: bool

    @classmethod
    def of(cls, one: NumberForSale) -> "OfferOut":
        return cls(number=one.number, place=one.place, texts=one.texts)


class OffersOut(BaseModel):
    price: MonthlyPrice | None
    """Each of them costs that; None: nothing of the kind is sold there."""
    offers: list[OfferOut]


class SpareOut(BaseModel):
    """One that the carrier account owns and no business here answers."""

    number: str
    leads_to: str
    """Where its calls go now; whoever has it connected takes it away from there."""


class Purchase(BaseModel):
    model_config = ConfigDict(extra="forbid")

    number: E164
    kind: Kind = "local"
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "US"
    price: MonthlyPrice
    """As it was shown to whoever confirms: if it has changed, nothing is bought."""


class Bought(BaseModel):
    number: str
    price: MonthlyPrice
    in_use: bool
    """The business answers it. False: the business is not there yet, and names it in its first version."""
