"""Numbers through Twilio's REST API: AvailablePhoneNumbers, IncomingPhoneNumbers, Pricing, and the messaging services' campaigns.

https://www.twilio.com/docs/phone-numbers/api, https://www.twilio.com/docs/messaging/compliance/a2p-10dlc
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal
from typing import Any

from twilio.base.exceptions import TwilioException, TwilioRestException

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
from receptionist.errors import Misconfigured, VendorUnavailable
from receptionist.ids import Phone

MOST_OWNED = 1000
MOST_SERVICES = 100
NOT_AVAILABLE = 21422
PRICED = {"local": "local", "toll_free": "toll free", "mobile": "mobile"}
TOLL_FREE = ("+1800", "+1833", "+1844", "+1855", "+1866", "+1877", "+1888")
FREE_OF_10DLC = (
    "+1204", "+1226", "+1236", "+1249", "+1250", "+1257", "+1263", "+1289", "+1306", "+1343", "+1354", "+1365", "+1367", "+1368",
    "+1382", "+1403", "+1416", "+1418", "+1428", "+1431", "+1437", "+1438", "+1450", "+1468", "+1474", "+1506", "+1514", "+1519",
    "+1548", "+1579", "+1581", "+1584", "+1587", "+1604", "+1613", "+1639", "+1647", "+1672", "+1683", "+1705", "+1709", "+1742",
    "+1753", "+1778", "+1780", "+1782", "+1807", "+1819", "+1825", "+1867", "+1873", "+1879", "+1902", "+1905",
)  # fmt: skip
"""Canada's area codes: 10DLC is asked of numbers of the United States."""
_CAMPAIGN: dict[str, Registration] = {
    "VERIFIED": "approved", "PENDING": "pending", "IN_PROGRESS": "pending", "FAILED": "failed", "SUSPENDED": "failed",
}  # fmt: skip
_VERIFICATION: dict[str, Registration] = {
    "TWILIO_APPROVED": "approved", "PENDING_REVIEW": "pending", "IN_REVIEW": "pending", "TWILIO_REJECTED": "failed",
}  # fmt: skip
_BEST: tuple[Registration, ...] = ("approved", "pending", "failed")


class TwilioNumbers:
    """PhoneNumbers over the official SDK, whose client carries the deadline and repeats nothing."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def for_sale(
        self, country: str, kind: Kind, *, area: str = "", contains: str = "", limit: int = 20
    ) -> Sequence[NumberForSale]:
        wanted: dict[str, Any] = {"voice_enabled": True, "limit": limit}
        if area:
            wanted["area_code"] = int(area)
        if contains:
            wanted["contains"] = contains
        with _answered():
            try:
                found = getattr(self._client.available_phone_numbers(country), kind).list(**wanted)
            except TwilioException as error:
                if _status(error) in (400, 404):
                    return ()
                raise
        return [
            NumberForSale(
                number=Phone(one.phone_number),
                place=", ".join(part for part in (one.locality, one.region) if part),
                voice=_can(one, "voice"),
                texts=_can(one, "sms"),
                needs_address=(one.address_requirements or "none") != "none",
            )
            for one in found
        ]

    def price(self, country: str, kind: Kind) -> Price | None:
        with _answered():
            try:
                told = self._client.pricing.v1.phone_numbers.countries(country).fetch()
            except TwilioException as error:
                if _status(error) == 404:
                    return None
                raise
        prices = {one["number_type"]: one for one in told.phone_number_prices or ()}
        found = prices.get(PRICED[kind]) or (prices.get("national") if kind == "local" else None)
        return Price(Decimal(str(found["current_price"])), str(told.price_unit).upper()) if found else None

    def owned(self) -> Sequence[OwnNumber]:
        with _answered():
            return [_own(one) for one in self._client.incoming_phone_numbers.list(limit=MOST_OWNED)]

    def find(self, number: Phone) -> OwnNumber | None:
        found = self._found(number)
        return _own(found) if found is not None else None

    def buy(self, number: Phone, webhooks: Webhooks) -> OwnNumber:
        if self._found(number) is not None:
            return self.point(number, webhooks)
        with _answered():
            try:
                return _own(self._client.incoming_phone_numbers.create(phone_number=number, **_addresses(webhooks)))
            except TwilioRestException as error:
                if error.code == NOT_AVAILABLE or error.status in (400, 404):
                    raise NumberGone(f"Twilio does not sell {number}: {error.msg}") from error
                raise

    def point(self, number: Phone, webhooks: Webhooks) -> OwnNumber:
        found = self._found(number)
        if found is None:
            raise NumberUnknown(f"the Twilio account does not own {number}")
        with _answered():
            return _own(found.update(**_addresses(webhooks)))

    def release(self, number: Phone) -> None:
        found = self._found(number)
        if found is not None:
            with _answered():
                found.delete()

    def registration(self, own: OwnNumber) -> Registration:
        if own.number.startswith(TOLL_FREE):
            return self._toll_free(own)
        if not own.number.startswith("+1") or own.number.startswith(FREE_OF_10DLC):
            return "not_needed"
        with _answered():
            told = [
                _CAMPAIGN.get(str(campaign.campaign_status), "pending")
                for service in self._client.messaging.v1.services.list(limit=MOST_SERVICES)
                if any(one.sid == own.sid for one in service.phone_numbers.list(limit=MOST_OWNED))
                for campaign in service.us_app_to_person.list(limit=20)
            ]
        return next((state for state in _BEST if state in told), "none")

    def _toll_free(self, own: OwnNumber) -> Registration:
        with _answered():
            found = self._client.messaging.v1.tollfree_verifications.list(tollfree_phone_number_sid=own.sid, limit=20)
        told = [_VERIFICATION.get(str(getattr(one.status, "value", one.status)), "pending") for one in found]
        return next((state for state in _BEST if state in told), "none")

    def _found(self, number: Phone) -> Any | None:
        with _answered():
            found = self._client.incoming_phone_numbers.list(phone_number=number, limit=1)
        return found[0] if found else None


@contextmanager
def _answered() -> Iterator[None]:
    """What the SDK raises, in our words. What its HTTP library raises are OSErrors."""
    try:
        yield
    except (TwilioException, OSError, ValueError) as error:
        status = _status(error)
        if status in (401, 403):
            raise Misconfigured("Twilio refuses TWILIO_ACCOUNT_SID with this TWILIO_AUTH_TOKEN") from error
        told = f"answered {status}" if status else f"did not answer: {type(error).__name__}"
        raise VendorUnavailable(f"Twilio {told}") from error


def _status(error: Exception) -> int:
    """Of the answer that it is about; 0: of none. A refused page of a list comes as a plain TwilioException with the answer."""
    if isinstance(error, TwilioRestException):
        return int(error.status)
    answer = error.args[1] if isinstance(error, TwilioException) and len(error.args) > 1 else None
    return int(getattr(answer, "status_code", 0))


def _addresses(webhooks: Webhooks) -> dict[str, str]:
    return {one.name: getattr(webhooks, one.name) for one in fields(Webhooks)}


def _own(one: Any) -> OwnNumber:
    kept = {name.name: str(getattr(one, name.name) or "") for name in fields(Webhooks)}
    return OwnNumber(Phone(one.phone_number), str(one.sid), Webhooks(**kept), _can(one, "voice"), _can(one, "sms"))


def _can(one: Any, what: str) -> bool:
    """Capabilities are told in small letters, and were in capitals."""
    told = one.capabilities or {}
    return bool(told.get(what, told.get(what.upper(), False)))
