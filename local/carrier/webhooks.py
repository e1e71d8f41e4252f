"""Requests the phone network makes to the application: signed, timed, retried as the URL asks.

Signature: https://www.twilio.com/docs/usage/webhooks/webhooks-security
Time limits and the `#rc=…&rp=…` overrides:
https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

import aiohttp
from twilio.request_validator import RequestValidator
from yarl import URL

from local.carrier.faults import CONNECTION_FAILURE, INVALID_URL, RETRIEVAL_FAILURE, CallFault
from local.carrier.names import Names, reached

TOTAL_S = 15.0
CONNECT_S = 5.0


def signature(auth_token: str, url: str, form: Mapping[str, str]) -> str:
    """X-Twilio-Signature of a request to `url` (without fragment) with this form; blank fields count."""
    signed: str = RequestValidator(auth_token).compute_signature(url, dict(form))
    return signed


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a webhook URL's fragment asks for. Values out of Twilio's ranges are brought into them."""

    retries: int = 1
    retry_on: frozenset[str] = frozenset({"ct"})
    """Of "ct" (connect), "rt" (read timeout), "4xx", "5xx"."""
    connect_s: float = CONNECT_S
    read_s: float = TOTAL_S
    total_s: float = TOTAL_S

    @staticmethod
    def of(url: str, longest_s: float = TOTAL_S) -> tuple[str, "Overrides"]:
        """The URL without its fragment, and what the fragment said. `longest_s` bounds every limit."""
        bare, fragment = urldefrag(url)
        asked = dict(parse_qsl(fragment))

        def limit(name: str, default_s: float, most_s: float) -> float:
            given = asked.get(name, "")
            return min(max(int(given) / 1000, 0.1) if given.isdigit() else default_s, most_s, longest_s)

        policy = frozenset(asked.get("rp", "ct").lower().split(","))
        if "all" in policy:
            policy = frozenset({"ct", "rt", "4xx", "5xx"})
        return bare, Overrides(
            retries=min(int(asked["rc"]), 5) if asked.get("rc", "").isdigit() else 1,
            retry_on=policy,
            connect_s=limit("ct", CONNECT_S, 10.0),
            read_s=limit("rt", TOTAL_S, TOTAL_S),
            total_s=limit("tt", TOTAL_S, TOTAL_S),
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """What the application answered."""

    url: str
    status: int
    content_type: str
    body: bytes


class Webhooks:
    """The network's HTTP client. One for all calls of a carrier."""

    def __init__(self, session: aiohttp.ClientSession, longest_s: float, names: Names) -> None:
        self._session = session
        self._longest_s = longest_s
        self._names = names
        self.repeats = 0
        """How often every answered webhook is delivered again. Twilio promises at least once, not once."""

    async def request(self, url: str, form: Mapping[str, str], *, auth_token: str, method: str = "POST") -> Reply:
        """One webhook with its retries, within its total time.

        Any HTTP status is an answer. Raises CallFault 11200 or 11205 when there is none.
        """
        bare, wanted = Overrides.of(url, self._longest_s)
        _check(bare)
        token = str(uuid.uuid4())
        try:
            async with asyncio.timeout(wanted.total_s):
                for attempt in range(wanted.retries + 1):
                    last = attempt == wanted.retries
                    try:
                        reply = await self._once(bare, form, auth_token, method, wanted, token)
                    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
                        if last or "ct" not in wanted.retry_on:
                            raise CallFault(CONNECTION_FAILURE, f"could not connect: {error}", bare) from error
                        continue
                    except (aiohttp.ClientError, TimeoutError) as error:
                        if last or "rt" not in wanted.retry_on:
                            raise CallFault(RETRIEVAL_FAILURE, f"no answer: {error!r}", bare) from error
                        continue
                    if last or f"{reply.status // 100}xx" not in wanted.retry_on:
                        for _ in range(self.repeats):
                            await self._once(bare, form, auth_token, method, wanted, token)
                        return reply
        except TimeoutError as error:
            raise CallFault(RETRIEVAL_FAILURE, f"no answer within {wanted.total_s} s", bare) from error
        raise AssertionError("the last attempt returns or raises")

    async def _once(
        self, url: str, form: Mapping[str, str], auth_token: str, method: str, wanted: Overrides, token: str
    ) -> Reply:
        if method.upper() == "GET":
            url = f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(form)}"
            form = {}
        headers = {
            "X-Twilio-Signature": signature(auth_token, url, form),
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
        }
        body = None
        if method.upper() != "GET":
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
            body = urlencode(form).encode()
        limits = aiohttp.ClientTimeout(total=None, sock_connect=wanted.connect_s, sock_read=wanted.read_s)
        async with self._session.request(
            method.upper(), URL(reached(url, self._names), encoded=True), data=body, headers=headers, timeout=limits
        ) as answer:
            return Reply(url, answer.status, answer.content_type, await answer.read())


def _check(url: str) -> None:
    """Raises CallFault 11100 for what is no http or https URL."""
    try:
        parsed = URL(url, encoded=True)
        usable = parsed.scheme in ("http", "https") and bool(parsed.host)
    except ValueError:
        usable = False
    if not usable:
        raise CallFault(INVALID_URL, "webhook URLs are http:// or https://", url)
