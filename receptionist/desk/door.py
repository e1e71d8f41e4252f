"""Who comes in, and as whom: what every question of access works with. Built once per process beside the desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from receptionist.accounts.model import HOUSE, Membership, Role, role_at, scope_of
from receptionist.accounts.passes import KEY, digest
from receptionist.business.definition import Business
from receptionist.clock import Clock
from receptionist.ids import NewId, PersonId
from receptionist.ports import AccountStore, Identity, PasswordHasher


@dataclass(frozen=True, slots=True)
class Door:
    accounts: AccountStore
    identities: Sequence[Identity]
    """Asked in turn."""
    clock: Clock
    new_id: NewId
    new_token: NewId
    """Gives 256 random bits (receptionist.ids.random_token)."""
    passwords: PasswordHasher | None = None
    """None: people show a token of another service; no password of theirs is known here."""
    open_house: bool = False
    """On one machine: while there is no account at all, whoever sits at it owns everything."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has shown who they are."""

    person: PersonId
    """`key:<id>` for another program, `local` for whoever sits at a machine without accounts."""
    name: str
    email: str
    memberships: tuple[Membership, ...]

    def role_at(self, business: Business) -> Role | None:
        return role_at(self.memberships, business)


LOCAL_OWNER = Visitor(PersonId("local"), "This machine", "", (Membership(HOUSE, Role.OWNER),))


def visitor(door: Door, token: str) -> Visitor | None:
    """Whoever shows this token, with the roles they have now; None if it lets nobody in. Empty: they showed none.

    Raises VendorUnavailable if nobody can tell now.
    """
    if not token:
        return LOCAL_OWNER if is_open(door) else None
    if token.startswith(KEY):
        return _program(door, token)
    for identity in door.identities:
        shown = identity.who(token)
        if shown is not None:
            return Visitor(shown.person, shown.name, shown.email, door.accounts.memberships(shown.person))
    return None


def is_open(door: Door) -> bool:
    return door.open_house and not door.accounts.anybody()


def _program(door: Door, token: str) -> Visitor | None:
    key = door.accounts.api_key(digest(token))
    if key is None:
        return None
    return Visitor(PersonId(f"key:{key.id}"), key.name, "", (Membership(scope_of(key.business), key.role),))
