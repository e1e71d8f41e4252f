"""Tokens of a Cognito user pool, verified.

What is checked, as AWS asks: the signature by a key of the pool (RS256 and nothing else), the issuer, the app client (`aud` of an
ID token, `client_id` of an access token), `token_use`, and the times.
https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
"""

import logging
from datetime import timedelta
from typing import Any

import jwt
from jwt.exceptions import PyJWKClientConnectionError, PyJWKClientError, PyJWKSetError, PyJWTError

from receptionist.clock import Clock
from receptionist.errors import VendorUnavailable
from receptionist.ids import PersonId
from receptionist.ports import Shown

log = logging.getLogger(__name__)

KEYS_FOR_S = 3600
"""A pool replaces its keys rarely; a new one is fetched as soon as a token names it."""
NEW_KEY_AFTER_S = 30.0
"""Tokens that name keys nobody has make us ask the pool no more often than that."""
LEEWAY = timedelta(seconds=30)
"""Between the pool's clock and ours."""


class Verifier:
    """Safe to share between threads."""

    def __init__(
        self, issuer: str, client_id: str, clock: Clock, timeout_s: float, *, new_key_after_s: float = NEW_KEY_AFTER_S
    ) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._clock = clock
        self._keys = jwt.PyJWKClient(
            f"{issuer}/.well-known/jwks.json",
            lifespan=KEYS_FOR_S,
            timeout=timeout_s,
            cooldown_duration=new_key_after_s,
        )

    def who(self, token: str) -> Shown | None:
        """Raises VendorUnavailable while the pool's keys cannot be had."""
        try:
            claims = jwt.decode(
                token,
                self._key(token),
                algorithms=["RS256"],
                issuer=self._issuer,
                options={
                    "require": ["exp", "iat", "iss", "sub", "token_use"],
                    # The times by our own clock, the audience by the kind of token.
                    "verify_exp": False,
                    "verify_iat": False,
                    "verify_nbf": False,
                    "verify_aud": False,
                },
            )
        except PyJWTError:
            return None
        return self._shown(claims) if self._in_time(claims) and self._for_us(claims) else None

    def _key(self, token: str) -> jwt.PyJWK:
        kid = jwt.get_unverified_header(token).get("kid")
        if not isinstance(kid, str):
            raise jwt.InvalidTokenError("names no key")
        try:
            self._keys.get_signing_keys()
        except (PyJWKClientError, PyJWKSetError, ValueError, OSError) as error:
            # Nobody answers, or something else in the pool's place: not JSON, no keys.
            raise self._unavailable() from error
        try:
            return self._keys.get_signing_key(kid)
        except (PyJWKClientConnectionError, PyJWKSetError, ValueError, OSError) as error:
            raise self._unavailable() from error

    def _unavailable(self) -> VendorUnavailable:
        log.error("keys of the user pool cannot be had", extra={"issuer": self._issuer})
        return VendorUnavailable("the user pool's keys cannot be had")

    def _in_time(self, claims: dict[str, Any]) -> bool:
        now = self._clock().timestamp()
        begins = (claims["iat"], claims.get("nbf", claims["iat"]))
        if not all(isinstance(at, int | float) for at in (claims["exp"], *begins)):
            return False
        return bool(now < claims["exp"] and max(begins) <= now + LEEWAY.total_seconds())

    def _for_us(self, claims: dict[str, Any]) -> bool:
        match claims["token_use"]:
            case "id":
                return bool(claims.get("aud") == self._client_id)
            case "access":
                return bool(claims.get("client_id") == self._client_id)
            case _:
                return False

    def _shown(self, claims: dict[str, Any]) -> Shown:
        told = claims.get("email_verified")
        vouched = told is True or told == "true"
        email, name = claims.get("email", ""), claims.get("name", "")
        return Shown(PersonId(claims["sub"]), str(email) if vouched else "", str(name))
