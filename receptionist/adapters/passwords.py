"""Passwords by Argon2id, with the parameters that its library recommends (RFC 9106, section 4: 64 MiB, 3 passes).

https://argon2-cffi.readthedocs.io/en/stable/parameters.html
"""

import threading
import unicodedata
from functools import cached_property

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""Hashes made at the same time: each takes 64 MiB and four threads, and strangers may ask for as many as they like."""


class Argon2Passwords:
    """Keeps the promises of PasswordHasher. Safe to share between threads."""

    def __init__(self, *, quick: bool = False) -> None:
        """`quick`: for tests only, as weak as the algorithm allows."""
        weakest = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        self._hasher = weakest if quick else argon2.PasswordHasher()
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        with self._turn:
            return self._hasher.hash(_spelt(password))

    def holds(self, kept: str, password: str) -> bool:
        with self._turn:
            try:
                return self._hasher.verify(kept or self._nobodys, _spelt(password)) and bool(kept)
            except (VerificationError, InvalidHashError):
                return False

    @cached_property
    def _nobodys(self) -> str:
        """What the password of somebody who is not there is compared with, so that it takes as long."""
        return self._hasher.hash("nobody has this password")

    def outdated(self, kept: str) -> bool:
        return self._hasher.check_needs_rehash(kept)


def _spelt(password: str) -> bytes:
    """The same bytes for the same password, whichever keyboard composed its accents (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
