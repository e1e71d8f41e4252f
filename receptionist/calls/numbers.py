"""Telephone numbers as the carrier keeps them: what is for sale, what one costs, where a number's calls and texts lead, and
whether the networks know whose texts it sends."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal, Protocol

from receptionist.errors import Refused
from receptionist.ids import Phone

Kind = Literal["local", "toll_free", "mobile"]

Registration = Literal["approved", "pending", "failed", "none", "not_needed"]
"""Of the sender with the networks: A2P 10DLC for a local number of the United States, verification for a toll-free one.
`not_needed`: neither is asked of such a number."""


class NumberGone(Refused):
    """Somebody else has it, or the carrier sells it no more."""


class NumberUnknown(Refused):
    """It is none of the carrier account's."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The addresses the carrier keeps with a number; empty: none."""

    voice_url: str
    voice_method: str
    voice_fallback_url: str
    voice_fallback_method: str
    status_callback: str
    status_callback_method: str
    sms_url: str
    sms_method: str

    def unlike(self, wanted: "Webhooks") -> tuple[str, ...]:
        """Names of the addresses that are others."""
        addresses = [one.name for one in fields(Webhooks) if not one.name.endswith("_method")]
        return tuple(name for name in addresses if getattr(self, name) != getattr(wanted, name))


def pointing_at(origin: str, fallback: str = "") -> Webhooks:
    """The service at `origin`, by the paths of the network contract. `fallback`: who answers when that does not."""
    return Webhooks(
        voice_url=f"{origin}/voice/incoming",
        voice_method="POST",
        voice_fallback_url=fallback or f"{origin}/voice/fallback",
        voice_fallback_method="POST",
        status_callback=f"{origin}/voice/status",
        status_callback_method="POST",
        sms_url=f"{origin}/sms/incoming",
        sms_method="POST",
    )


@dataclass(frozen=True, slots=True)
class Price:
    """Of one number for one month."""

    amount: Decimal
    currency: str
    """ISO 4217."""


@dataclass(frozen=True, slots=True)
class NumberForSale:
    number: Phone
    place: str
    """Town or region, as the carrier says; may be empty."""
    voice: bool
    texts: bool
    needs_address: bool
    """The carrier sells it only to whoever has an address on file there."""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    number: Phone
    sid: str
    webhooks: Webhooks
    voice: bool
    texts: bool


class PhoneNumbers(Protocol):
    """The numbers of one carrier account. Blocking. Every method may raise VendorUnavailable, and Misconfigured where the
    carrier does not know the account."""

    def for_sale(
        self, country: str, kind: Kind, *, area: str = "", contains: str = "", limit: int = 20
    ) -> Sequence[NumberForSale]:
        """With voice. `country`: ISO 3166. `area`: an area code of North America; elsewhere use `contains`, digits to be found
        in the number. Empty: none of that kind, or none there."""
        ...

    def price(self, country: str, kind: Kind) -> Price | None:
        """None: that kind is not sold there."""
        ...

    def owned(self) -> Sequence[OwnNumber]: ...

    def find(self, number: Phone) -> OwnNumber | None: ...

    def buy(self, number: Phone, webhooks: Webhooks) -> OwnNumber:
        """Costs money, at once and each month. Safe to repeat: one that is owned already is given back, and pointed there.
        Raises NumberGone."""
        ...

    def point(self, number: Phone, webhooks: Webhooks) -> OwnNumber:
        """Sets every address. Safe to repeat. Raises NumberUnknown."""
        ...

    def release(self, number: Phone) -> None:
        """Gives it back: it costs no more, and may be sold to somebody else. Safe to repeat."""
        ...

    def registration(self, own: OwnNumber) -> Registration: ...
