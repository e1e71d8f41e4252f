"""Texts through Twilio's Messages resource.

https://www.twilio.com/docs/messaging/api/message-resource. Twilio keeps no idempotency key for messages: whoever is
not sure whether one went asks `find` before sending again (docs/texts.md).
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from twilio.base.exceptions import TwilioException, TwilioRestException

from receptionist.errors import OptedOut, Refused, VendorUnavailable
from receptionist.messages.model import MessageStatus, TextMessage
from receptionist.ports import VendorMessage

STATUS = {
    "accepted": MessageStatus.SENT,
    "scheduled": MessageStatus.SENT,
    "queued": MessageStatus.SENT,
    "sending": MessageStatus.SENT,
    "sent": MessageStatus.SENT,
    "receiving": MessageStatus.SENT,
    "received": MessageStatus.DELIVERED,
    "read": MessageStatus.DELIVERED,
    "delivered": MessageStatus.DELIVERED,
    "partially_delivered": MessageStatus.DELIVERED,
    "undelivered": MessageStatus.UNDELIVERED,
    "failed": MessageStatus.FAILED,
    "canceled": MessageStatus.FAILED,
}
"""Twilio's word for it, and ours: from `accepted` on the text is Twilio's and must not be sent again."""

CLOCKS_APART = timedelta(minutes=2)
"""How far Twilio's clock and ours may differ before a text of ours is taken for an older one."""

LOOKED_THROUGH = 50
"""Latest texts to the same number that `find` reads."""


STOPPED = 21610
"""The number has texted STOP to this sender, and Twilio heard it."""


class TextRefused(Refused):
    """Twilio will never take this text: no such number (21211, 21614), no permission (21408)... The message is the
    code."""


class TwilioSms:
    """SmsSender over the official SDK. Blocking; the client carries the deadline, and repeats nothing by itself. What
    its HTTP library raises are OSErrors; naming them would load it with every webhook."""

    def __init__(self, client: Any, *, status_url: str = "") -> None:
        """`client`: a `twilio.rest.Client`. `status_url`: where Twilio reports what became of a text, told which one in
        the query: a report may overtake the answer to the sending."""
        self._client = client
        self._status_url = status_url

    def send(self, message: TextMessage) -> VendorMessage:
        """Hands the text to Twilio, once. Not safe to repeat.

        Raises OptedOut; TextRefused on any other 4xx but 429 and 401 (the account's fault, which a person mends while
        the text waits). VendorUnavailable otherwise; then the text may have gone.
        """
        about = urlencode({"business": message.business, "message": message.id})
        wanted = {"status_callback": f"{self._status_url}?{about}"} if self._status_url else {}
        try:
            kept = self._client.messages.create(to=message.to, from_=message.sender, body=message.body, **wanted)
        except TwilioRestException as error:
            if error.code == STOPPED:
                raise OptedOut(str(STOPPED)) from error
            if 400 <= error.status < 500 and error.status not in (401, 408, 429):
                raise TextRefused(str(error.code or error.status)) from error
            raise VendorUnavailable(f"Twilio answered {error.status} {error.code}") from error
        except (TwilioException, OSError, ValueError) as error:
            raise VendorUnavailable(f"Twilio did not answer: {type(error).__name__}") from error
        return _known(kept)

    def find(self, message: TextMessage) -> VendorMessage | None:
        """The same text in Twilio's list: same numbers, same body, created since ours was written.

        Not filtered by `DateSent`: a text Twilio has accepted and not yet sent has none, and would be sent twice.
        """
        try:
            texts = self._client.messages.list(to=message.to, from_=message.sender, limit=LOOKED_THROUGH)
        except (TwilioException, OSError, ValueError) as error:
            raise VendorUnavailable(f"Twilio's list did not answer: {type(error).__name__}") from error
        since = message.created - CLOCKS_APART if message.created else None
        for text in texts:
            if text.body == message.body and (since is None or text.date_created is None or text.date_created >= since):
                return _known(text)
        return None


def _known(text: Any) -> VendorMessage:
    return VendorMessage(
        vendor_id=str(text.sid),
        status=STATUS.get(str(text.status), MessageStatus.SENT),
        body=str(text.body),
        error=str(text.error_code or ""),
    )
