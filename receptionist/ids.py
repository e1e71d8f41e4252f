"""Names of things, so that one kind is never passed for another."""

import secrets
from collections.abc import Callable
from typing import NewType

BusinessId = NewType("BusinessId", str)
CallId = NewType("CallId", str)
"""Twilio's CallSid (`CA` and 32 hex digits); a chat or a test session makes its own."""
BookingId = NewType("BookingId", str)
ServiceId = NewType("ServiceId", str)
ResourceId = NewType("ResourceId", str)
LocationId = NewType("LocationId", str)
"""One of several places of a business; empty where it has only one."""
VariantId = NewType("VariantId", str)
"""One way to have a service: short or long hair, new or returning patient; empty for the service as such."""
MessageId = NewType("MessageId", str)
PersonId = NewType("PersonId", str)
"""Of somebody with an account; where another service vouches for people, the subject it knows them by."""
Phone = NewType("Phone", str)
"""E.164, or the empty string when the caller withholds it."""

NewId = Callable[[], str]
"""Gives an id nobody has given before. An argument wherever ids are made, so that tests can foresee them."""

CODE_ALPHABET = "ACDEFHJKLMNPRTUVWXY3479"
"""Letters and digits that survive a phone line: no B/P-like twin is left with its partner's digit, no 0/O, 1/I, 5/S, 8/B."""


def random_id() -> str:
    """128 random bits in 22 letters."""
    return secrets.token_urlsafe(16)


def random_token() -> str:
    """256 random bits in 43 letters: what lets its bearer in."""
    return secrets.token_urlsafe(32)


def random_code() -> str:
    """Five characters a caller can say back: 23^5 = 6.4 million, unique per business by a conditional write."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(5))
