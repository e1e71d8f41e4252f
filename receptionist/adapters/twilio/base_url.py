"""Twilio's SDK against another address: a simulated phone network, a proxy, a recorded stand-in.

The SDK knows its hosts by heart (https://api.twilio.com); what can be given to it is the
HTTP client, so the address is changed there.
"""

from urllib.parse import urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response


class ElsewhereHttpClient(TwilioHttpClient):  # type: ignore[misc]
    """The SDK's own HTTP client, sending what is meant for *.twilio.com to `base_url` (scheme, host and port)."""

    def __init__(self, base_url: str, timeout_s: float) -> None:
        super().__init__(timeout=timeout_s)
        self._elsewhere = urlsplit(base_url)

    def request(
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """As the SDK's, at the other address."""
        there = urlsplit(url)._replace(scheme=self._elsewhere.scheme, netloc=self._elsewhere.netloc).geturl()
        return super().request(method, there, params, data, headers, auth, timeout, allow_redirects)


def http_client(base_url: str, timeout_s: float) -> TwilioHttpClient:
    """What to give `twilio.rest.Client(http_client=...)` for `TWILIO_API_BASE_URL`; "" means Twilio itself.

    The SDK retries nothing; `timeout_s` bounds connecting and each read, not the whole request.
    """
    return ElsewhereHttpClient(base_url, timeout_s) if base_url else TwilioHttpClient(timeout=timeout_s)
