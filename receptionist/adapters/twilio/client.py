"""The official SDK's client, made when first used: importing it costs a tenth of a second."""

from typing import Any


def client(account_sid: str, auth_token: str, *, base_url: str = "", timeout_s: float = 5.0) -> Any:
    """A `twilio.rest.Client`. `base_url` empty: Twilio itself. `timeout_s` bounds connecting and each read."""
    from twilio.rest import Client  # noqa: PLC0415  the webhooks must start without it

    from receptionist.adapters.twilio.base_url import http_client  # noqa: PLC0415

    return Client(account_sid, auth_token, http_client=http_client(base_url, timeout_s))


class LazyClient:
    """The client, made at the first attribute asked of it."""

    def __init__(self, account_sid: str, auth_token: str, *, base_url: str = "", timeout_s: float = 5.0) -> None:
        self._made: Any = None
        self._given = (account_sid, auth_token, base_url, timeout_s)

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            sid, token, base_url, timeout_s = self._given
            self._made = client(sid, token, base_url=base_url, timeout_s=timeout_s)
        return getattr(self._made, name)
