"""`firstring account`: people of a data folder, or of a deployment's table, by hand of whoever runs it.

On one machine the first account ends the open house: from then on everybody signs in (docs/accounts.md).
"""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from receptionist.accounts.model import HOUSE, Person, Role, Scope, plain_email, scope_of
from receptionist.adapters.dynamodb.accounts import DynamoAccountStore
from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.table import Table, connect
from receptionist.adapters.passwords import Argon2Passwords
from receptionist.adapters.sqlite.accounts import SqliteAccountStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.database import Database
from receptionist.business.load import load_business
from receptionist.clock import system_clock
from receptionist.desk.door import Door
from receptionist.desk.members import accept, give_role, invite, remove_account
from receptionist.desk.sign_in import set_password
from receptionist.errors import LastOwner, Misconfigured
from receptionist.ids import BusinessId, random_id, random_token
from receptionist.ports import AccountStore, BusinessStore

BUSINESSES = Path(__file__).parent / "businesses"
SHORTEST_PASSWORD = 12


@contextmanager
def of_folder(data: Path) -> Iterator[tuple[Door, BusinessStore]]:
    """The door of the service of this data folder, running or not."""
    database = Database(data / "firstring.sqlite")
    try:
        yield _door(SqliteAccountStore(database), passwords=True), SqliteBusinessStore(database)
    finally:
        database.close()


def of_table(name: str, region: str) -> tuple[Door, BusinessStore]:
    """The door of a deployment; a user pool vouches for its people."""
    table = Table(connect(region), name)
    return _door(DynamoAccountStore(table), passwords=False), DynamoBusinessStore(table)


def _door(accounts: AccountStore, *, passwords: bool) -> Door:
    hasher = Argon2Passwords() if passwords else None
    return Door(accounts, (), clock=system_clock, new_id=random_id, new_token=random_token, passwords=hasher)


def scope(businesses: BusinessStore, *, business: str, agency: str) -> Scope:
    """Of the command line: one business, an agency, or (neither) all. Raises Misconfigured for a business nobody knows."""
    if agency:
        return Scope("agency", agency)
    if not business:
        return HOUSE
    shipped = {load_business(path).id for path in BUSINESSES.glob("*.yaml")}
    if businesses.get(BusinessId(business)) is None and business not in shipped:
        raise Misconfigured(f"there is no business {business!r}")
    return scope_of(BusinessId(business))


def add(door: Door, scope: Scope, *, email: str, name: str, role: Role) -> str:
    """Says what was done. Somebody who has an account keeps their password; anybody else's is asked for."""
    known = door.accounts.by_email(plain_email(email))
    if known is not None:
        give_role(door, scope, known.id, role)
        return f"{known.email} is {role} of {_said(scope)}"
    _check(email, name)
    invited = invite(door, scope, email=email, name=name, role=role)
    accept(door, invited.token, name=name, password=_new_password(), address="")
    return f"{invited.invitation.email} is {role} of {_said(scope)}; from now on everybody signs in"


def invited(door: Door, scope: Scope, *, email: str, name: str, role: Role, origin: str) -> str:
    """The link, to be handed over by whatever way is safe."""
    _check(email, name)
    made = invite(door, scope, email=email, name=name, role=role)
    return f"{origin.rstrip('/')}/invitation/{made.token}\nIt works once, until {made.invitation.expires:%Y-%m-%d %H:%M} UTC."


def listed(door: Door) -> Iterator[str]:
    """A line for each person."""
    for person in door.accounts.people():
        roles = ", ".join(f"{one.role} of {_said(one.scope)}" for one in door.accounts.memberships(person.id))
        yield f"{person.email}  {person.name}  {roles or 'no role'}"


def remove(door: Door, email: str) -> str:
    """Says what was done. Raises Misconfigured."""
    person = _known(door, email)
    try:
        remove_account(door, person)
    except LastOwner as refusal:
        raise Misconfigured(f"{person.email} is the last owner of something: {refusal}") from refusal
    return f"{person.email} is gone" + ("" if door.accounts.anybody() else "; nobody needs to sign in any more")


def change_password(door: Door, email: str) -> str:
    """Says what was done: every session of theirs is over. Raises Misconfigured."""
    person = _known(door, email)
    set_password(door, person, _new_password())
    return f"{person.email} has a new password and is signed out everywhere"


def _known(door: Door, email: str) -> Person:
    person = door.accounts.by_email(plain_email(email))
    if person is None:
        raise Misconfigured(f"nobody has the address {email}")
    return person


def _check(email: str, name: str) -> None:
    if "@" not in email.strip("@") or any(char.isspace() for char in email.strip()) or not name.strip():
        raise Misconfigured("an account needs an e-mail address and --name")


def _new_password() -> str:
    """Asked for twice on a terminal, else the first line of standard input. Raises Misconfigured."""
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != password:
            raise Misconfigured("they are not the same")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST_PASSWORD <= len(password) <= 256:
        raise Misconfigured(f"a password has {SHORTEST_PASSWORD} characters or more")
    return password


def _said(scope: Scope) -> str:
    match scope.kind:
        case "business":
            return scope.id
        case "agency":
            return f"the agency {scope.id}"
        case "house":
            return "every business"
