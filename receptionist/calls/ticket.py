"""The pass that lets one media stream in, once, for about a minute.

The voice webhook signs it into a `<Parameter>` of the stream; the handler checks it before it reads a single frame.
Text form: base64url(JSON array) "." base64url(HMAC-SHA256 of what stands before the dot), without padding. Twilio takes
at most 500 characters for a parameter's name and value together (twilio.com/docs/voice/twiml/stream): with a CallSid
and two numbers a ticket has about 250.

`verify` answers for signature and time only. That a ticket opens one stream and not two is `LiveState.redeem(nonce)`,
asked by the handler.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from receptionist.errors import BadTicket
from receptionist.ids import BusinessId, CallId, Phone

LONGEST = 490
"""Characters: a `<Parameter>` named `token` with more is refused by the carrier."""


@dataclass(frozen=True, slots=True)
class StreamTicket:
    call: CallId
    business: BusinessId
    caller: Phone
    called: Phone
    language: str
    """What the greeting is spoken in."""
    expires: datetime
    """To the second: from then on the ticket is void."""
    nonce: str
    """Never given before; redeemed once."""
    resumed: bool = False
    """The call was with another handler before: go on, do not greet."""


def sign(ticket: StreamTicket, key: bytes) -> str:
    """The ticket as URL-safe text. The expiry is cut to whole seconds."""
    fields: list[Any] = [
        ticket.call, ticket.business, ticket.caller, ticket.called, ticket.language,
        int(ticket.expires.timestamp()), ticket.nonce, int(ticket.resumed),
    ]  # fmt: skip
    return sealed(fields, key)


def sealed(fields: list[Any], key: bytes) -> str:
    """They can be read by anybody, and made by nobody without the key."""
    body = _text(json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode())
    return f"{body}.{_text(_seal(body, key))}"


def verify(text: str, keys: Sequence[bytes], now: datetime) -> StreamTicket:
    """The ticket in `text`, if one of `keys` sealed it (several while one is being replaced) and it still holds.

    Raises BadTicket. The message says why, for the log; whoever showed the ticket gets no reason.
    """
    ticket = _read(unsealed(text, keys))
    if now >= ticket.expires:
        raise BadTicket("expired")
    return ticket


def unsealed(text: str, keys: Sequence[bytes]) -> bytes:
    """The JSON that one of `keys` sealed. Raises BadTicket."""
    if len(text) > LONGEST:
        raise BadTicket("malformed: too long")
    body, dot, seal = text.partition(".")
    if not dot or not text.isascii():
        raise BadTicket("malformed: no seal")
    shown = _bytes(seal)
    if not any(hmac.compare_digest(_seal(body, key), shown) for key in keys):
        raise BadTicket("forged")
    return _bytes(body)


def _read(content: bytes) -> StreamTicket:
    try:
        call, business, caller, called, language, expires, nonce, resumed = json.loads(content)
        return StreamTicket(
            CallId(str(call)), BusinessId(str(business)), Phone(str(caller)), Phone(str(called)), str(language),
            datetime.fromtimestamp(expires, UTC), str(nonce), bool(resumed),
        )  # fmt: skip
    except (ValueError, TypeError, OverflowError, OSError) as error:
        raise BadTicket("malformed: no ticket inside") from error


def _seal(body: str, key: bytes) -> bytes:
    return hmac.digest(key, body.encode(), hashlib.sha256)


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise BadTicket("malformed: no base64") from error
