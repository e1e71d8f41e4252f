"""A few fields of what callers are told, given anew: hours, a price, "sold out tonight"."""

from decimal import Decimal
from typing import Any

from pydantic import Field, ValidationError

from receptionist.business.checks import faults
from receptionist.business.complaints import said, said_place
from receptionist.business.definition import Business, Facts, HoursOverride, OpenHours, Overlay
from receptionist.errors import NotServable
from receptionist.ports import Conflict

Price = Decimal


class BusinessChange(Facts):
    """What is given replaces what is there; what is not stays."""

    version: int
    """The version that was read; another one there now is a Conflict."""
    hours: tuple[OpenHours, ...] | None = None
    overrides: tuple[HoursOverride, ...] | None = None
    overlays: tuple[Overlay, ...] | None = None
    prices: dict[str, Price] = Field(default={}, description="By id of a service or a dish.")
    texts: bool | None = None


def changed_business(business: Business, change: BusinessChange) -> Business:
    """The definition with the change, to be published.

    Raises Conflict if another version was read; NotServable if the parts do not fit together.
    """
    if change.version != business.version:
        raise Conflict(f"version {change.version} was read, but version {business.version} stands")
    fields: dict[str, Any] = business.model_dump()
    for name in ("hours", "overrides", "overlays", "texts"):
        if (given := getattr(change, name)) is not None:
            fields[name] = given
    unknown = set(change.prices)
    for kind in ("services", "menu"):
        for item in fields[kind]:
            if item["id"] in change.prices:
                item["price"] = change.prices[item["id"]]
                unknown.discard(item["id"])
    if unknown:
        raise NotServable(f"prices: nothing is called {', '.join(sorted(unknown))}")
    if any(price < 0 or not price.is_finite() for price in change.prices.values()):
        raise NotServable("prices: a price is 0 or more")
    try:
        wanted = Business.model_validate(fields)
    except ValidationError as error:
        wrong = [str(said(Business, fields, one)) for one in error.errors(include_url=False)]
        raise NotServable("; ".join(wrong)) from error
    wrong = [f"{said_place(wanted.model_dump(mode='json'), place)}: {why}" for place, why in faults(wanted)]
    if wrong:
        raise NotServable("; ".join(wrong))
    return wanted
