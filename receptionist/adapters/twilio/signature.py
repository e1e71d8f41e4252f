"""Whether a webhook was signed by Twilio, for us.

The check itself is the official library's. Ours is what it is asked about: the URL Twilio called, which behind a load
balancer or a tunnel is not the one the server sees, and never what a `Host` header claims; every token that is valid
while one is being replaced; blank parameters, which are signed too.
https://www.twilio.com/docs/usage/webhooks/webhooks-security
"""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from twilio.request_validator import HMAC_SHA1, HMAC_SHA256, RequestValidator, get_signature_algorithm

SIGNATURE = "X-Twilio-Signature"
SIGNATURE_SETTINGS = "X-Twilio-Webhooks-Signature-Settings"
"""Comes with a webhook signed by a shared key: which key, which algorithm. Absent: the account's token, SHA-1."""

ALGORITHMS = frozenset({HMAC_SHA1, HMAC_SHA256})
BODY_DIGEST = "bodySHA256"
"""Field of the query by which a JSON body is signed."""


class SignatureCheck:
    """Checks against every origin that may be signed and every token in force."""

    def __init__(self, origins: Sequence[str], tokens: Sequence[str]) -> None:
        """`origins`: scheme, host and port as configured at Twilio, without a slash at the end."""
        self._origins = tuple(origin.rstrip("/") for origin in origins)
        self._validators = tuple(RequestValidator(token) for token in tokens)

    def holds(
        self, target: str, form: Mapping[str, str] | str | None, signature: str, settings: str | None = None
    ) -> bool:
        """Whether `signature` is that of a request for `target`.

        `target`: path and query as they came. `form`: the fields, blank ones included (a multi-dict keeps repeated
        ones); a string for a JSON body, which counts only where `bodySHA256` in the query covers it. `settings`: the value of the
        header of that name.
        """
        if not signature or (isinstance(form, str) and BODY_DIGEST not in parse_qs(urlsplit(target).query)):
            return False
        algorithm = get_signature_algorithm(settings)
        if algorithm.upper() not in ALGORITHMS:
            return False  # the library would repeat the stranger's words in our log
        return any(
            validator.validate(origin + target, form, signature, algorithm)
            for origin in self._origins
            for validator in self._validators
        )

    def sign(self, url: str, form: Mapping[str, str]) -> str:
        """As Twilio signs with the first token: for our own canary."""
        return str(self._validators[0].compute_signature(url, form))
