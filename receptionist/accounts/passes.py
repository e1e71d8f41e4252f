"""What is shown at the door: a session's token, an invitation, the key of another program.

Each is 256 random bits that only its bearer has. What is kept is their SHA-256 digest: nobody who reads the store can show
one, and bits that cannot be guessed need no slow hash.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from receptionist.accounts.model import Role, Scope
from receptionist.ids import BusinessId, PersonId

SESSION, INVITATION, KEY = "fss_", "fsi_", "fsk_"
"""How tokens of each kind begin, so that one found lying about can be told, and a scanner can look for it."""

IDLE = timedelta(hours=24)
"""A session that is not used for so long is over."""
LONGEST = timedelta(days=14)
"""And every session after that."""

PAGE_HOST = "x-page-host"
"""Host of the page, where a proxy of ours stands before us and names us otherwise. A browser lets a page set no such header for
another site without asking us first, and we never agree; for a socket it lets none be set at all."""
COOKIE = "firstring"
"""The browser's cookie with a session's token."""


@dataclass(frozen=True, slots=True)
class Session:
    digest: str
    person: PersonId
    era: int
    """The person's, when it began."""
    began: datetime
    idle_until: datetime
    """Over then, unless it is used before."""
    ends: datetime
    """Over then, however much it is used."""

    @property
    def expires(self) -> datetime:
        return min(self.idle_until, self.ends)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A place kept for an e-mail address. Used once."""

    digest: str
    id: str
    email: str
    name: str
    scope: Scope
    role: Role
    by: PersonId
    """Whose role must still reach it when it is accepted; empty: somebody at the machine itself."""
    expires: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """Another program's pass to one business. Good until somebody removes it."""

    digest: str
    id: str
    business: BusinessId
    name: str
    role: Role
    by: PersonId
    created: datetime


def digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
