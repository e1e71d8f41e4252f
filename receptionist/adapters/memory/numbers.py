"""A carrier account in memory, for tests and for pages without a network."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from receptionist.calls.numbers import (
    Kind,
    NumberForSale,
    NumberGone,
    NumberUnknown,
    OwnNumber,
    Price,
    Registration,
    Webhooks,
)
from receptionist.ids import Phone

PRICES = {"local": Price(Decimal("1.15"), "USD"), "toll_free": Price(Decimal("2.15"), "USD")}
PER_AREA = 100
NOWHERE = Webhooks("", "POST", "", "POST", "", "POST", "", "POST")


class MemoryPhoneNumbers:
    """PhoneNumbers of North America: numbers 555-02xx of every area are for sale until they are bought."""

    def __init__(self, registered: Mapping[Phone, Registration] | None = None) -> None:
        self._owned: dict[Phone, OwnNumber] = {}
        self._registered = dict(registered or {})

    def own(self, number: Phone, webhooks: Webhooks = NOWHERE) -> None:
        """As if it had been bought before."""
        self._owned[number] = OwnNumber(number, f"PN{number[1:]:0>32}", webhooks, voice=True, texts=True)

    def for_sale(
        self, country: str, kind: Kind, *, area: str = "", contains: str = "", limit: int = 20
    ) -> Sequence[NumberForSale]:
        found = [number for number in _every(country, kind, area) if contains in number and number not in self._owned]
        return [NumberForSale(number, "", voice=True, texts=True, needs_address=False) for number in found[:limit]]

    def price(self, country: str, kind: Kind) -> Price | None:
        return PRICES.get(kind) if country in ("US", "CA") else None

    def owned(self) -> Sequence[OwnNumber]:
        return list(self._owned.values())

    def find(self, number: Phone) -> OwnNumber | None:
        return self._owned.get(number)

    def buy(self, number: Phone, webhooks: Webhooks) -> OwnNumber:
        if number not in self._owned:
            if "55502" not in number:
                raise NumberGone(f"{number} is not for sale")
            self.own(number)
        return self.point(number, webhooks)

    def point(self, number: Phone, webhooks: Webhooks) -> OwnNumber:
        found = self._owned.get(number)
        if found is None:
            raise NumberUnknown(f"the account does not own {number}")
        self._owned[number] = replace(found, webhooks=webhooks)
        return self._owned[number]

    def release(self, number: Phone) -> None:
        self._owned.pop(number, None)

    def registration(self, own: OwnNumber) -> Registration:
        return self._registered.get(own.number, "none")


def _every(country: str, kind: Kind, area: str) -> list[Phone]:
    if country not in ("US", "CA") or kind == "mobile":
        return []
    begins = "888" if kind == "toll_free" else area or "415"
    return [Phone(f"+1{begins}55502{line:02}") for line in range(PER_AREA)]
