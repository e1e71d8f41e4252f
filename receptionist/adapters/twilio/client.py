"""The official SDK's client, made when first used: importing it costs a tenth of a second that no caller should wait."""

from collections.abc import Callable
from typing import Any


class LazyClient:
    """Stands for a `twilio.rest.Client`; the real one is made at the first attribute asked of it."""

    def __init__(
        self, account_sid: str, auth_token: str, *, base_url: str | Callable[[], str] = "", timeout_s: float = 5.0
    ) -> None:
        """`base_url` empty: Twilio itself; it may be asked for when the client is made. `timeout_s` bounds connecting and
        each read."""
        self._given = (account_sid, auth_token, base_url, timeout_s)
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            account_sid, auth_token, base_url, timeout_s = self._given
            url = base_url if isinstance(base_url, str) else base_url()
            self._made = _client(account_sid, auth_token, url, timeout_s)
        return getattr(self._made, name)


def _client(account_sid: str, auth_token: str, base_url: str, timeout_s: float) -> Any:
    from twilio.rest import Client  # noqa: PLC0415  see above

    from receptionist.adapters.twilio.base_url import http_client  # noqa: PLC0415

    return Client(account_sid, auth_token, http_client=http_client(base_url, timeout_s))
