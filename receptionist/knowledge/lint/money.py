"""Prices and deposits as the texts tell them, against those callers are told."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from receptionist.business.definition import Business, MenuItem, Service
from receptionist.knowledge.lint.findings import Finding, finding
from receptionist.knowledge.lint.statements import Statement

_NOT_A_PRICE = re.compile(
    r"\b(?:deposit|deposito|fee|fees|corkage|descorche|tips?|propinas?|discount|descuento|off|extra|additional|adicional|gift|regalo"
    r"|half|mitad|fine|multa|coupon|cupon|minimum|minimo)\b"
)
"""Money that is not what a thing costs."""
_NO_DEPOSIT = re.compile(
    r"\b(?:no deposits?|without (?:a )?deposit|do(?:n'?t| not) (?:ask for|take|need|require) (?:a |any )?deposits?|sin deposito|no pedimos"
    r" (?:ningun )?deposito)\b"
)
_DEPOSIT = re.compile(r"\b(?:deposits?|deposito)\b")


def findings(business: Business, said: Sequence[Statement]) -> Iterator[Finding]:
    for one in said:
        yield from _price(business, one)
    yield from _deposits(business, said)


def _price(business: Business, one: Statement) -> Iterator[Finding]:
    """A sentence that names one thing and one sum says what it costs."""
    amounts = [Decimal(value["amount"]) for value in one.of_type("money")]
    if len(amounts) != 1 or _NOT_A_PRICE.search(one.folded):
        return
    thing = _thing(business, one)
    if thing is None or not _prices(thing):
        return
    amount, prices = amounts[0], _prices(thing)
    if amount in prices or (isinstance(thing, Service) and thing.price_from and amount >= min(prices)):
        return
    field = "menu" if isinstance(thing, MenuItem) else "services"
    listed = " or ".join(f"{price:.2f}" for price in prices)
    yield finding(
        business, "error", "price", one.place,
        f'says "{one.text.strip()}", but under `{field}` {thing.id} costs {listed}; change one of the two',
    )  # fmt: skip


def _thing(business: Business, one: Statement) -> Service | MenuItem | None:
    if one.place[0] in ("services", "menu") and isinstance(one.place[1], int):
        return business.services[one.place[1]] if one.place[0] == "services" else business.menu[one.place[1]]
    items = dict.fromkeys(one.of_type("menu_item"))
    named = dict.fromkeys(one.of_type("service"))
    if len(items) == 1:
        return next((item for item in business.menu if item.id in items), None)
    if len(named) == 1 and not items:
        return next((service for service in business.services if service.id in named), None)
    return None


def _prices(thing: Service | MenuItem) -> list[Decimal]:
    if isinstance(thing, MenuItem):
        return [thing.price]
    prices = (thing.price, *(variant.price for variant in thing.variants))
    return [price for price in prices if price is not None]


def _deposits(business: Business, said: Sequence[Statement]) -> Iterator[Finding]:
    """One text asks for a deposit and another says there is none; or a link that nobody is ever sent."""
    asking = [
        one
        for one in said
        if one.of_type("money") and _DEPOSIT.search(one.folded) and not _NO_DEPOSIT.search(one.folded)
    ]
    denying = [one for one in said if _NO_DEPOSIT.search(one.folded)]
    if asking and denying:
        yield finding(
            business, "error", "deposit", asking[0].place,
            f'says "{asking[0].text.strip()}", but elsewhere you say "{denying[0].text.strip()}"; keep one of them',
        )  # fmt: skip
    policies = business.policies
    if policies.deposit_from_party is not None and denying:
        yield finding(
            business, "error", "deposit", denying[0].place,
            f'says "{denying[0].text.strip()}", but by `deposit_from_party` parties of {policies.deposit_from_party} pay one',
        )  # fmt: skip
    if policies.deposit_from_party is not None and not policies.deposit_link:
        yield finding(
            business, "warning", "deposit", ("policies", "deposit_link"),
            "is empty, so nobody can pay the deposit you ask for; write the address of the page where it is paid",
        )  # fmt: skip
    if policies.deposit_link and policies.deposit_from_party is None:
        yield finding(
            business, "warning", "deposit", ("policies", "deposit_from_party"),
            "says for no party that it pays a deposit, so your link is never sent; write from how many guests on",
        )  # fmt: skip
