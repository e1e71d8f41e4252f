"""Twilio's identifiers: two letters and 32 hexadecimal digits."""

import secrets


def new_sid(prefix: str) -> str:
    """A fresh identifier, such as CA… for a call."""
    return prefix + secrets.token_hex(16)
