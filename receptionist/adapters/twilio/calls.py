"""The carrier's hand on a live call: Twilio's REST `Calls/{Sid}`.

https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from twilio.base.exceptions import TwilioException, TwilioRestException

from receptionist.errors import VendorUnavailable
from receptionist.ids import CallId, Phone
from receptionist.ports import Voicemail

NOT_FOUND = 20404
NOT_IN_PROGRESS = 21220
"""Call is not in-progress: cannot be redirected."""
MOST_RECORDINGS = 500


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

    def voicemails(self, since: datetime) -> list[Voicemail]:
        """https://www.twilio.com/docs/voice/api/recording#read-multiple-recording-resources"""
        with _answering("list recordings"):
            kept = self._client.recordings.list(date_created_after=since, limit=MOST_RECORDINGS)
        return [
            Voicemail(CallId(one.call_sid), one.media_url, int(one.duration) if one.duration else None)
            for one in kept
            if one.source == "RecordVerb" and one.call_sid and one.media_url
        ]

    def parties(self, call: CallId) -> tuple[Phone, Phone] | None:
        try:
            with _answering("show a call"):
                found = self._client.calls(call).fetch()
        except _NoSuchCall:
            return None
        return _number(found._from), _number(found.to)

    def _update(self, call: CallId, **wanted: str) -> bool:
        try:
            with _answering("redirect the call"):
                self._client.calls(call).update(**wanted)
        except _NoSuchCall:
            return False
        return True


def _number(text: str | None) -> Phone:
    """Empty where it is withheld, or a client's or a SIP address."""
    return Phone(text if text and text.startswith("+") else "")


class _NoSuchCall(Exception):
    """Or it is over."""


@contextmanager
def _answering(act: str) -> Iterator[None]:
    try:
        yield
    except TwilioRestException as error:
        if error.code in (NOT_FOUND, NOT_IN_PROGRESS) or error.status == 404:
            raise _NoSuchCall from error
        raise VendorUnavailable(f"Twilio would not {act}: {error.status} {error.code}") from error
    except (TwilioException, OSError, ValueError) as error:
        raise VendorUnavailable(f"Twilio did not answer: {type(error).__name__}") from error
