"""Signing in and out: a password, or another service's token, for a session of our own."""

from dataclasses import dataclass, replace
from datetime import timedelta

from receptionist.accounts.model import Person, plain_email
from receptionist.accounts.passes import IDLE, LONGEST, SESSION, Session, digest
from receptionist.desk.door import Door, who
from receptionist.errors import NotLetIn, TooManyTries
from receptionist.ports import AccountChange, Conflict

WINDOW = timedelta(minutes=15)
MOST_FOR_ONE = 10
"""Wrong passwords for one account in a window, wherever they come from."""
MOST_FROM_ONE = 100
"""Tries from one address in a window: a whole office may sit behind it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that has begun. The token is told once and kept nowhere."""

    token: str
    session: Session
    person: Person


def sign_in(door: Door, email: str, password: str, *, address: str) -> Opened:
    """Raises TooManyTries, or NotLetIn: an unknown address takes as long and is answered alike."""
    return open_session(door, checked(door, plain_email(email), password, address=address))


def sign_in_by_token(door: Door, token: str) -> Opened:
    """For whoever shows the token of a service that vouches for people. Raises NotLetIn, also for somebody it vouches for
    who has no account here."""
    shown = None if token.startswith(SESSION) else who(door, token)
    person = door.accounts.person(shown.person) if shown else None
    if person is None:
        raise NotLetIn("no such token, or no account here")
    return open_session(door, person)


def checked(door: Door, email: str, password: str, *, address: str) -> Person:
    """The person with that password. Every try is counted before it is looked at, and a right one clears the account's
    count. Raises TooManyTries or NotLetIn."""
    if door.passwords is None:
        raise NotLetIn("people are known by another service's tokens here, not by passwords")
    account, now = f"account {digest(email)}", door.clock()
    if not door.accounts.attempt(f"from {digest(address)}", now, WINDOW, MOST_FROM_ONE):
        raise TooManyTries("too many tries from this address")
    if not door.accounts.attempt(account, now, WINDOW, MOST_FOR_ONE):
        raise TooManyTries("too many wrong passwords for this account")
    person = door.accounts.by_email(email)
    right = door.passwords.holds(person.password if person else "", password)
    if person is None or not right:
        raise NotLetIn("wrong e-mail address or password")
    door.accounts.forget_attempts(account)
    return _kept_as_today(door, person, password)


def _kept_as_today(door: Door, person: Person, password: str) -> Person:
    """Hashed anew, if it was hashed more weakly than is done now."""
    assert door.passwords is not None
    if not door.passwords.outdated(person.password):
        return person
    renewed = replace(person, password=door.passwords.hash(password))
    try:
        door.accounts.commit(AccountChange(person=renewed))
    except Conflict:
        pass
    return person


def open_session(door: Door, person: Person) -> Opened:
    now = door.clock()
    token = SESSION + door.new_token()
    session = Session(digest(token), person.id, person.era, now, now + IDLE, now + LONGEST)
    door.accounts.keep_session(session)
    return Opened(token, session, person)


def sign_out(door: Door, token: str) -> None:
    """Safe to repeat. Without effect on tokens of other services: those end by themselves."""
    if token.startswith(SESSION):
        door.accounts.end_session(digest(token))


def change_password(door: Door, person: Person, old: str, new: str, *, address: str) -> Opened:
    """Ends every session of the person and begins a new one. Raises what `checked` raises, and Conflict."""
    known = checked(door, person.email, old, address=address)
    return open_session(door, set_password(door, door.accounts.person(known.id) or known, new))


def set_password(door: Door, person: Person, new: str) -> Person:
    """By hand of an operator, or of whoever showed the old one. Every session is over. Raises Conflict."""
    assert door.passwords is not None, "no passwords are kept here"
    changed = replace(person, password=door.passwords.hash(new), era=person.era + 1)
    door.accounts.commit(AccountChange(person=changed))
    return changed
