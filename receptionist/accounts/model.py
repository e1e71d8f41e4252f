"""People and their roles.

A person has a role within a scope: one business, all businesses that an agency runs, or the house, which is every
business of this deployment. Of several roles that cover a business the highest counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from receptionist.business.definition import Business
from receptionist.errors import LastOwner
from receptionist.ids import BusinessId, PersonId


class Role(StrEnum):
    """Lowest first."""

    READ_ONLY = "read_only"
    STAFF = "staff"
    MANAGER = "manager"
    OWNER = "owner"

    def reaches(self, other: "Role") -> bool:
        """Whether it is as high as `other`, or higher."""
        return _ORDER.index(self) >= _ORDER.index(other)


_ORDER = tuple(Role)

Act = Literal["read", "book", "edit_live", "edit_definition", "manage_members", "export", "erase"]
"""What is done to a business: `edit_live` is shifts, closures and resources, `edit_definition` what callers are told."""

_LEAST: dict[Act, Role] = {
    "read": Role.READ_ONLY,
    "book": Role.STAFF,
    "edit_live": Role.MANAGER,
    "edit_definition": Role.MANAGER,
    "manage_members": Role.MANAGER,
    "export": Role.MANAGER,
    "erase": Role.OWNER,
}


def may(role: Role, act: Act) -> bool:
    return role.reaches(_LEAST[act])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    id: PersonId
    email: str
    """As `plain_email` gives it; no two people have the same."""
    name: str
    created: datetime
    password: str = ""
    """As the hasher of passwords gives it; empty for somebody whose identity another service vouches for."""
    era: int = 1
    """Raised with the password: sessions of an earlier era are over."""
    revision: int = 0
    """As read; 0: never written."""


@dataclass(frozen=True, slots=True)
class Scope:
    kind: Literal["business", "agency", "house"]
    id: str = ""
    """Of the business, or the agency's name; the house has none."""

    def covers(self, business: Business) -> bool:
        match self.kind:
            case "business":
                return business.id == self.id
            case "agency":
                return bool(self.id) and business.agency == self.id
            case "house":
                return True


HOUSE = Scope("house")


def scope_of(business: BusinessId) -> Scope:
    return Scope("business", business)


@dataclass(frozen=True, slots=True)
class Membership:
    """What one person is within one scope."""

    scope: Scope
    role: Role


@dataclass(frozen=True, slots=True)
class Member:
    """The same, seen from the scope."""

    person: PersonId
    role: Role


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody of one scope, kept as one thing, so that two owners cannot remove each other at the same moment."""

    scope: Scope
    members: tuple[Member, ...] = ()
    revision: int = 0
    """As read; 0: never written."""

    def role_of(self, person: PersonId) -> Role | None:
        return next((member.role for member in self.members if member.person == person), None)

    def with_(self, person: PersonId, role: Role) -> "Roster":
        """Raises LastOwner if nobody would own it any more."""
        others = tuple(member for member in self.members if member.person != person)
        return self._owned(replace(self, members=(*others, Member(person, role))))

    def without(self, person: PersonId) -> "Roster":
        """Raises LastOwner if nobody would own it any more."""
        return self._owned(replace(self, members=tuple(one for one in self.members if one.person != person)))

    def _owned(self, after: "Roster") -> "Roster":
        if self._owners() and not after._owners():
            raise LastOwner("somebody must own it: make another person an owner first")
        return after

    def _owners(self) -> int:
        return sum(member.role is Role.OWNER for member in self.members)


def role_at(memberships: Iterable[Membership], business: Business) -> Role | None:
    """The highest that covers it; None: it is nobody's business of theirs."""
    roles = [one.role for one in memberships if one.scope.covers(business)]
    return max(roles, key=_ORDER.index, default=None)


def plain_email(text: str) -> str:
    """One spelling for one address: without blanks around it, in small letters."""
    return text.strip().lower()
