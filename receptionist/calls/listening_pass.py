"""The pass to one running call: to hear both sides, or to speak with the caller in the assistant's place. For one socket, opened
within a minute.

Sealed as a stream's ticket is, with a key of its own made from the same secret, so that neither is ever taken for the other.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from receptionist.calls.ticket import sealed, unsealed
from receptionist.errors import BadTicket
from receptionist.ids import CallId, PersonId

GOOD_FOR = timedelta(seconds=60)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ListeningPass:
    call: CallId
    person: PersonId
    name: str
    """As colleagues read it."""
    speaks: bool
    """May take the call over; else they only hear."""
    expires: datetime
    """To the second: a socket is opened before."""
    nonce: str
    """Never given before; redeemed once."""


def sign_pass(told: ListeningPass, key: bytes) -> str:
    """URL-safe text."""
    name = told.name[:LONGEST_NAME]
    fields = [told.call, told.person, name, int(told.speaks), int(told.expires.timestamp()), told.nonce]
    return sealed(fields, _own(key))


def verify_pass(text: str, keys: Sequence[bytes], now: datetime) -> ListeningPass:
    """That it is used once is for `LiveState.redeem(nonce)`. Raises BadTicket."""
    content = unsealed(text, [_own(key) for key in keys])
    try:
        call, person, name, speaks, expires, nonce = json.loads(content)
        until = datetime.fromtimestamp(expires, UTC)
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise BadTicket("malformed: no pass inside") from error
    if now >= until:
        raise BadTicket("expired")
    return ListeningPass(CallId(str(call)), PersonId(str(person)), str(name), bool(speaks), until, str(nonce))


def _own(key: bytes) -> bytes:
    return hmac.digest(key, b"listening", hashlib.sha256)
