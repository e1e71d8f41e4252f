"""The carrier's hand on a live call: Twilio's REST `Calls/{Sid}`.

https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
"""

from typing import Any

from twilio.base.exceptions import TwilioException, TwilioRestException

from receptionist.errors import VendorUnavailable
from receptionist.ids import CallId

NOT_FOUND = 20404
NOT_IN_PROGRESS = 21220
"""Call is not in-progress: cannot be redirected."""


class TwilioCalls:
    """CallControl over the official SDK. Blocking; the client carries the deadline."""

    def __init__(self, client: Any) -> None:
        """`client`: a `twilio.rest.Client`."""
        self._client = client

    def go_on_at(self, call: CallId, url: str) -> bool:
        """Makes Twilio leave what it does and fetch `url`. Safe to repeat: the last one counts."""
        return self._update(call, url=url, method="POST")

    def hang_up(self, call: CallId) -> bool:
        """Ends the call. Safe to repeat."""
        return self._update(call, status="completed")

    def _update(self, call: CallId, **wanted: str) -> bool:
        try:
            self._client.calls(call).update(**wanted)
        except TwilioRestException as error:
            if error.code in (NOT_FOUND, NOT_IN_PROGRESS) or error.status == 404:
                return False
            raise VendorUnavailable(f"Twilio would not redirect the call: {error.status} {error.code}") from error
        except (TwilioException, OSError, ValueError) as error:
            raise VendorUnavailable(f"Twilio did not answer: {type(error).__name__}") from error
        return True
