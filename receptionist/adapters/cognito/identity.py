"""Who it is by a token of a Cognito user pool. Its verifier is loaded when the first one is shown: cryptography costs a fifth
of a second to import, and a caller must not wait for what only the page needs."""

from typing import TYPE_CHECKING

from receptionist.clock import Clock
from receptionist.ports import Shown

if TYPE_CHECKING:
    from receptionist.adapters.cognito.tokens import Verifier


class CognitoIdentity:
    """Keeps the promise of Identity for one pool and one of its app clients."""

    def __init__(self, issuer: str, client_id: str, clock: Clock, *, timeout_s: float = 2.0) -> None:
        """`issuer`: `https://cognito-idp.<region>.amazonaws.com/<pool>`. `timeout_s`: for each step of fetching its keys."""
        self._given = (issuer, client_id, clock, timeout_s)
        self._made: Verifier | None = None

    def who(self, token: str) -> Shown | None:
        if token.count(".") != 2 or not token.isascii():
            return None
        if self._made is None:
            from receptionist.adapters.cognito.tokens import Verifier  # noqa: PLC0415  see above

            self._made = Verifier(*self._given)
        return self._made.who(token)
