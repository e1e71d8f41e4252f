"""Who comes in, and as whom: what every question of access works with. Built once per process beside the desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from receptionist.accounts.model import HOUSE, Membership, Role, role_at, scope_of
from receptionist.accounts.passes import KEY, ApiKey, Invitation, digest
from receptionist.business.definition import Business
from receptionist.clock import Clock
from receptionist.ids import NewId, PersonId
from receptionist.ports import AccountChange, AccountStore, Conflict, Identity, PasswordHasher, Shown

PROGRAM = "key:"
"""How the ids of programs begin."""


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
    machine: str = ""
    """Digest of the token that lies in the data folder of one machine: whoever can read that owns everything anyway."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has shown who they are."""

    person: PersonId
    """`key:<id>` for another program, `local` for whoever sits at a machine without accounts, or has its token."""
    name: str
    email: str
    memberships: tuple[Membership, ...]

    def role_at(self, business: Business) -> Role | None:
        return role_at(self.memberships, business)


LOCAL_OWNER = Visitor(PersonId("local"), "This machine", "", (Membership(HOUSE, Role.OWNER),))


def visitor(door: Door, token: str) -> Visitor | None:
    """Whoever shows this token, with the roles they have now; None if it lets nobody in. Empty: they showed none.

    Raises Unavailable if nobody can tell now.
    """
    found = None
    if door.machine and digest(token) == door.machine:
        found = LOCAL_OWNER
    elif token.startswith(KEY):
        found = _program(door, token)
    elif token:
        found = _person(door, token)
    # In an open house a token left over from accounts that are gone is worth as much as none.
    return found or (LOCAL_OWNER if is_open(door) else None)


def who(door: Door, token: str) -> Shown | None:
    """By the first service that knows the token; None if none does."""
    return next((shown for identity in door.identities if (shown := identity.who(token))), None)


def is_open(door: Door) -> bool:
    return door.open_house and not door.accounts.anybody()


def _person(door: Door, token: str) -> Visitor | None:
    shown = who(door, token)
    if shown is None:
        return None
    return Visitor(shown.person, shown.name, shown.email, door.accounts.memberships(shown.person))


def _program(door: Door, token: str) -> Visitor | None:
    key = door.accounts.api_key(digest(token))
    if key is None:
        return None
    return Visitor(PersonId(f"{PROGRAM}{key.id}"), key.name, "", (Membership(scope_of(key.business), key.role),))


def withdrawn(door: Door, found: Invitation | ApiKey | None) -> bool:
    """Makes an invitation or a key worthless. False: there is none, or somebody was quicker."""
    if found is None:
        return False
    try:
        door.accounts.commit(AccountChange(withdrawn=(found,)))
    except Conflict:
        return False
    return True
