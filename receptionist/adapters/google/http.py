"""One request to Google and what its answer means.

Errors of the Calendar API and what to do about each: https://developers.google.com/workspace/calendar/api/guides/errors;
of the token endpoint: https://www.rfc-editor.org/rfc/rfc6749#section-5.2. `requests` is loaded with the first request:
no webhook should wait for it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any

from receptionist.errors import VendorUnavailable

MOST_BYTES = 16 << 20
"""Of one answer: a page of 250 events has some hundred KB."""
LATER = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "calendarUsageLimitsExceeded"}
)
"""Reasons of a 403 that waiting cures."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: dict[str, Any]

    @property
    def reason(self) -> str:
        """`error.errors[0].reason` of the Calendar API, `error` of the token endpoint; empty if there is none."""
        error = self.body.get("error")
        if isinstance(error, str):
            return error
        listed = error.get("errors") if isinstance(error, dict) else None
        first = listed[0] if isinstance(listed, list) and listed else None
        return str(first.get("reason", "")) if isinstance(first, dict) else ""


def ask(
    method: str,
    url: str,
    *,
    timeout_s: float,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    body: Mapping[str, Any] | None = None,
) -> Answer:
    """Raises VendorUnavailable where asking again later may help: no answer within `timeout_s`, 429 and 5xx, a limit
    reached, and what is no JSON object. Any other status comes back for the caller to judge. Follows no redirect: what
    is sent is secret."""
    import requests  # noqa: PLC0415  see above

    until = monotonic() + timeout_s
    try:
        with requests.request(
            method, url, params=query, data=form, json=body, headers=headers,
            timeout=timeout_s, stream=True, allow_redirects=False,
        ) as response:  # fmt: skip
            content = b""
            for piece in response.iter_content(1 << 16):
                content += piece
                if monotonic() > until or len(content) > MOST_BYTES:
                    raise VendorUnavailable("Google's answer is too slow or too long")
            answer = Answer(response.status_code, _object(content))
    except requests.RequestException as error:
        raise VendorUnavailable(f"Google did not answer: {type(error).__name__}") from error
    late = answer.status == HTTPStatus.FORBIDDEN and answer.reason in LATER
    if late or answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise VendorUnavailable(f"Google answered {answer.status} {answer.reason}".rstrip())
    if HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST:
        raise VendorUnavailable(f"Google answered {answer.status}")
    return answer


def _object(content: bytes) -> dict[str, Any]:
    """Nothing at all is an empty object: a deletion has no answer."""
    if not content.strip():
        return {}
    try:
        told = json.loads(content)
    except ValueError as error:
        raise VendorUnavailable("Google's answer is no JSON") from error
    if not isinstance(told, dict):
        raise VendorUnavailable("Google's answer is no object")
    return told
