"""Keys for other programs: one business each, no more than a role, until somebody withdraws them."""

from dataclasses import dataclass

from receptionist.accounts.model import Role
from receptionist.accounts.passes import KEY, ApiKey, digest
from receptionist.desk.door import Door, withdrawn
from receptionist.errors import NotAllowed
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import AccountChange

HIGHEST = Role.STAFF
"""A program reads and books; people decide who else may."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The token is told once and kept nowhere."""

    token: str
    key: ApiKey


def cut_key(door: Door, business: BusinessId, *, name: str, role: Role, by: PersonId) -> Cut:
    """Raises NotAllowed for a role that no program gets."""
    if not HIGHEST.reaches(role):
        raise NotAllowed(f"a key has at most the role {HIGHEST}")
    token = KEY + door.new_token()
    key = ApiKey(digest(token), door.new_id(), business, name, role, by, door.clock())
    door.accounts.commit(AccountChange(issued=(key,)))
    return Cut(token, key)


def withdraw_key(door: Door, business: BusinessId, id: str) -> bool:
    """False: there is none. It lets nobody in from then on."""
    return withdrawn(door, next((key for key in door.accounts.api_keys(business) if key.id == id), None))
