"""Who works at a business: inviting, accepting, other roles, leaving.

An invitation is a link that is shown to whoever invites; nothing is sent. It is used once, within a week, and only while
the role of whoever gave it still reaches that far.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from receptionist.accounts.model import HOUSE, Membership, Person, Role, Roster, Scope, may, plain_email
from receptionist.accounts.passes import INVITATION, Invitation, digest
from receptionist.desk.door import Door, is_open, withdrawn
from receptionist.desk.sign_in import Opened, checked, open_session
from receptionist.errors import NotAllowed, NotLetIn, StoreUnavailable
from receptionist.ids import PersonId
from receptionist.ports import AccountChange, Conflict, Shown

GOOD_FOR = timedelta(days=7)
TRIES = 5
"""Of a change of a roster that others change at the same time."""


@dataclass(frozen=True, slots=True)
class Invited:
    """The token is told once and kept nowhere."""

    token: str
    invitation: Invitation


def invite(
    door: Door, scope: Scope, *, email: str, name: str, role: Role, by: PersonId = PersonId(""), own: Role = Role.OWNER
) -> Invited:
    """`own`: the role of whoever invites; nobody gives a higher one. Raises NotAllowed."""
    _reach(own, role)
    token = INVITATION + door.new_token()
    expires = door.clock() + GOOD_FOR
    invitation = Invitation(digest(token), door.new_id(), plain_email(email), name, scope, role, by, expires)
    door.accounts.commit(AccountChange(issued=(invitation,)))
    return Invited(token, invitation)


def first_account(door: Door, *, email: str, name: str, password: str) -> Opened:
    """Of a machine without accounts: an owner of every business here, signed in. From then on everybody signs in. Of two who try at
    once one succeeds. Raises NotAllowed where somebody has an account already, or people are vouched for by another service."""
    house = door.accounts.roster(HOUSE)
    if door.passwords is None or not is_open(door):
        raise NotAllowed("there is an account already: whoever has it invites others")
    person = Person(PersonId(door.new_id()), plain_email(email), name, door.clock(), door.passwords.hash(password))
    try:
        door.accounts.commit(AccountChange(person=person, rosters=(house.with_(person.id, Role.OWNER),)))
    except Conflict:
        raise NotAllowed("somebody else was quicker: whoever has the account invites others") from None
    return open_session(door, replace(person, revision=1))


def withdraw(door: Door, scope: Scope, id: str) -> bool:
    """False: there is none."""
    return withdrawn(door, next((one for one in door.accounts.invitations(scope) if one.id == id), None))


def invitation_of(door: Door, token: str) -> Invitation:
    """Raises NotLetIn if it was used or withdrawn, has expired, or never was."""
    found = door.accounts.invitation(digest(token))
    if found is None or found.expires <= door.clock() or not _still_given(door, found):
        raise NotLetIn("the invitation was used or withdrawn, or has expired")
    return found


def accept(door: Door, token: str, *, name: str, password: str, address: str) -> Opened:
    """Makes the account, or takes on somebody who has one and knows its password. Raises NotLetIn or TooManyTries."""
    found = invitation_of(door, token)
    if door.passwords is None:
        raise NotLetIn("people are known by another service's tokens here, not by passwords")
    person = door.accounts.by_email(found.email)
    if person is not None:
        person = checked(door, found.email, password, address=address)
        return open_session(door, _joined(door, found, person, new=False))
    hashed = door.passwords.hash(password)
    made = Person(PersonId(door.new_id()), found.email, name or found.name, door.clock(), hashed)
    return open_session(door, _joined(door, found, made, new=True))


def accept_as(door: Door, token: str, shown: Shown) -> Opened:
    """The same for somebody another service vouches for, by the address that it has checked. Raises NotLetIn."""
    found = invitation_of(door, token)
    if plain_email(shown.email) != found.email:
        raise NotLetIn("the invitation is for another e-mail address")
    person = door.accounts.person(shown.person)
    made = person or Person(shown.person, found.email, shown.name or found.name, door.clock())
    return open_session(door, _joined(door, found, made, new=person is None))


def change_role(door: Door, scope: Scope, person: PersonId, role: Role, *, own: Role) -> None:
    """Raises NotAllowed if it, or what they are now, is above `own`; LastOwner; NotLetIn if they do not belong to it."""

    def change(roster: Roster) -> Roster:
        _reach(own, role)
        _reach(own, _role_in(roster, person))
        return roster.with_(person, role)

    _change_roster(door, scope, change)


def remove_member(door: Door, scope: Scope, person: PersonId, *, own: Role) -> None:
    """Counts at once. Raises as `change_role` does; anybody may leave by themselves with `own` their own role."""

    def change(roster: Roster) -> Roster:
        _reach(own, _role_in(roster, person))
        return roster.without(person)

    _change_roster(door, scope, change)


def give_role(door: Door, scope: Scope, person: PersonId, role: Role) -> None:
    """By hand of an operator, who needs no role. Raises LastOwner if nobody would own it any more."""
    _change_roster(door, scope, lambda roster: roster.with_(person, role))


def remove_account(door: Door, person: Person) -> None:
    """With every role and every session. Raises LastOwner where somebody else must own a business first, and Conflict.
    The only account there is may always go."""
    alone = [one.id for one in door.accounts.people()] == [person.id]
    rosters = [door.accounts.roster(membership.scope) for membership in door.accounts.memberships(person.id)]
    left = tuple(replace(one, members=()) if alone else one.without(person.id) for one in rosters)
    door.accounts.commit(AccountChange(gone=person, rosters=left))


def _joined(door: Door, found: Invitation, person: Person, *, new: bool) -> Person:
    """One transaction: the invitation is gone, the account is there, the role is theirs. A role they have already is
    never lowered by it."""
    for _ in range(TRIES):
        roster = door.accounts.roster(found.scope)
        has = roster.role_of(person.id)
        role = has if has and has.reaches(found.role) else found.role
        change = AccountChange(
            person=person if new else None, rosters=(roster.with_(person.id, role),), withdrawn=(found,)
        )
        try:
            door.accounts.commit(change)
        except Conflict:
            if door.accounts.invitation(found.digest) is None or (new and door.accounts.by_email(person.email)):
                raise NotLetIn("the invitation was used or withdrawn meanwhile") from None
            continue
        return replace(person, revision=1) if new else person
    raise StoreUnavailable("the roster was changed by others all the time")


def _change_roster(door: Door, scope: Scope, change: Callable[[Roster], Roster]) -> None:
    for _ in range(TRIES):
        try:
            door.accounts.commit(AccountChange(rosters=(change(door.accounts.roster(scope)),)))
        except Conflict:
            continue
        return
    raise StoreUnavailable("the roster was changed by others all the time")


def _role_in(roster: Roster, person: PersonId) -> Role:
    role = roster.role_of(person)
    if role is None:
        raise NotLetIn("nobody of that name belongs to it")
    return role


def _reach(own: Role, other: Role) -> None:
    if not own.reaches(other):
        raise NotAllowed(f"as {own} one may not decide about {other}")


def _still_given(door: Door, invitation: Invitation) -> bool:
    """Whoever invited still may. Agencies and the house invite by hand of an operator only."""
    if not invitation.by:
        return True
    roles = [one.role for one in door.accounts.memberships(invitation.by) if _within(one, invitation.scope)]
    return any(may(role, "manage_members") and role.reaches(invitation.role) for role in roles)


def _within(membership: Membership, scope: Scope) -> bool:
    """Whether the role counts in `scope`, as far as the rosters alone can tell; whose agency a business is they cannot."""
    return membership.scope == scope or membership.scope.kind != "business"
