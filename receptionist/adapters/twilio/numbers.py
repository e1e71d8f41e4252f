"""Where a real number's calls and texts go, and changing that for a while."""

from dataclasses import dataclass
from typing import Any

from requests import RequestException
from twilio.base.exceptions import TwilioRestException

from receptionist.errors import Misconfigured, VendorUnavailable
from receptionist.ids import Phone


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The addresses Twilio keeps with a number (`IncomingPhoneNumbers`); empty: none."""

    voice_url: str
    voice_method: str
    voice_fallback_url: str
    voice_fallback_method: str
    status_callback: str
    status_callback_method: str
    sms_url: str
    sms_method: str


def pointing_at(public_url: str) -> Webhooks:
    """The service at `public_url`, by the paths of the network contract."""
    return Webhooks(
        voice_url=f"{public_url}/voice/incoming",
        voice_method="POST",
        voice_fallback_url=f"{public_url}/voice/fallback",
        voice_fallback_method="POST",
        status_callback=f"{public_url}/voice/status",
        status_callback_method="POST",
        sms_url=f"{public_url}/sms/incoming",
        sms_method="POST",
    )


class Numbers:
    """The numbers of one account, through the SDK's client. Blocking."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def webhooks(self, number: Phone) -> Webhooks:
        """As they are now. Raises Misconfigured if the account does not own the number, VendorUnavailable."""
        found = self._of(number)
        return Webhooks(**{name: getattr(found, name) or "" for name in Webhooks.__slots__})

    def point(self, number: Phone, webhooks: Webhooks) -> None:
        """Sets them all. Safe to repeat."""
        found = self._of(number)
        try:
            found.update(**{name: getattr(webhooks, name) for name in Webhooks.__slots__})
        except (TwilioRestException, RequestException) as error:
            raise VendorUnavailable(f"Twilio did not take the webhooks of {number}: {error}") from error

    def _of(self, number: Phone) -> Any:
        try:
            owned = self._client.incoming_phone_numbers.list(phone_number=number, limit=1)
        except TwilioRestException as error:
            if error.status in (401, 403):
                raise Misconfigured("Twilio refuses TWILIO_ACCOUNT_SID with this TWILIO_AUTH_TOKEN") from error
            raise VendorUnavailable(str(error)) from error
        except RequestException as error:
            raise VendorUnavailable(f"Twilio does not answer: {error}") from error
        if not owned:
            raise Misconfigured(f"this Twilio account does not own {number}")
        return owned[0]
