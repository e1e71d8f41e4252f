"""Who may sign in: kept by one store, vouched for by another system where there is one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from receptionist.accounts.model import Membership, Person, Roster, Scope
from receptionist.accounts.passes import ApiKey, Invitation, Session
from receptionist.ids import BusinessId, PersonId


@dataclass(frozen=True, slots=True)
class AccountChange:
    """All that one decision about people writes, or nothing of it."""

    person: Person | None = None
    """New (revision 0), or it replaces the one of its revision. Kept with revision + 1."""
    gone: Person | None = None
    """Removed, if it is still at its revision; no roster may name them any more."""
    rosters: tuple[Roster, ...] = ()
    """Each replaces the one of its revision. Kept with revision + 1."""
    issued: tuple[Invitation | ApiKey, ...] = ()
    withdrawn: tuple[Invitation | ApiKey, ...] = ()
    """Removed, if it is still there: an invitation is used once."""


class AccountStore(Protocol):
    """People, their roles, and what they show at the door. The one store that spans businesses, because people do.

    What lets somebody in or keeps them out is read strongly consistent: a role taken away counts at once.
    """

    def anybody(self) -> bool:
        """Whether there is any account."""
        ...

    def people(self) -> list[Person]:
        """By e-mail address. May lag a second behind in the cloud."""
        ...

    def person(self, person: PersonId) -> Person | None: ...

    def by_email(self, email: str) -> Person | None:
        """`email` as `plain_email` gives it."""
        ...

    def roster(self, scope: Scope) -> Roster:
        """Empty, at revision 0, if nobody was ever on it."""
        ...

    def memberships(self, person: PersonId) -> tuple[Membership, ...]: ...

    def commit(self, change: AccountChange) -> None:
        """All or nothing. Raises Conflict (nothing written) if one of them has moved, or if another person has the
        e-mail address."""
        ...

    def keep_session(self, session: Session) -> None: ...

    def session(self, digest: str) -> Session | None:
        """Whether it has expired is for the reader to say; one long over may be gone."""
        ...

    def prolong(self, digest: str, idle_until: datetime) -> None:
        """Without effect on one that is not there."""
        ...

    def end_session(self, digest: str) -> None:
        """Safe to repeat."""
        ...

    def invitation(self, digest: str) -> Invitation | None:
        """Whether it has expired is for the reader to say."""
        ...

    def invitations(self, scope: Scope) -> list[Invitation]:
        """By e-mail address. May lag a second behind in the cloud, and show some that have expired."""
        ...

    def api_key(self, digest: str) -> ApiKey | None: ...

    def api_keys(self, business: BusinessId) -> list[ApiKey]:
        """The oldest first. May lag a second behind in the cloud."""
        ...

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        """Counts one try under `key`, or tells (False) that `most` were counted since the window of the first began.
        One conditional write: no two can be the last that is let through."""
        ...

    def forget_attempts(self, key: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """Who somebody is, by a token that was checked."""

    person: PersonId
    email: str = ""
    """Empty where the token does not tell, or nobody has checked that it is theirs."""
    name: str = ""


class Tally(Protocol):
    """Counts what is done, so that nobody does too much of it. An AccountStore is one."""

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        """Counts one under `key`, or tells (False) that `most` were counted since the window of the first began. No two can
        be the last that is let through. May raise StoreUnavailable."""
        ...


class Identity(Protocol):
    """Tells who it is that shows a token. What they may is not in it: that is our own store's to say."""

    def who(self, token: str) -> Shown | None:
        """None: forged, expired, revoked, or none of this kind. Raises VendorUnavailable if nobody can tell now."""
        ...


class PasswordHasher(Protocol):
    """Turns passwords into what may be kept, slowly."""

    def hash(self, password: str) -> str: ...

    def holds(self, kept: str, password: str) -> bool:
        """Takes as long for a wrong one, and for `kept` that is empty."""
        ...

    def outdated(self, kept: str) -> bool:
        """Hashed more weakly than is done now: hash it anew while the password is at hand."""
        ...


class Redeemer(Protocol):
    """Tokens that are used once, by a conditional write that outlives the process."""

    def redeem(self, token: str, seconds: float) -> bool:
        """True for the first to show this token. It is remembered for `seconds` at least. Raises StoreUnavailable."""
        ...
