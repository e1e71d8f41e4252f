"""Signatures by the Standard Webhooks specification, version 1.0.0, so that receivers can verify them with any of its libraries.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

PREFIX = "whsec_"
SECRET_BYTES = 32
"""The specification wants 24 to 64."""


def random_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signed_headers(event: str, at: datetime, body: bytes, valid: Sequence[str]) -> dict[str, str]:
    """The three headers. One signature for each valid secret, so that a receiver may know either while one is replaced."""
    stamp = str(int(at.timestamp()))
    return {
        "webhook-id": event,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(_signature(secret, event, stamp, body) for secret in valid),
    }


def _signature(secret: str, event: str, stamp: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.new(key, b".".join((event.encode(), stamp.encode(), body)), hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()
