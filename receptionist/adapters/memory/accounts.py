"""People of this process, forgotten with it. For tests; held to the same promises."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from receptionist.accounts.model import Membership, Person, Roster, Scope
from receptionist.accounts.passes import ApiKey, Invitation, Session
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import AccountChange, Conflict


class MemoryAccountStore:
    """Keeps the promises of AccountStore under one lock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._people: dict[PersonId, Person] = {}
        self._rosters: dict[Scope, Roster] = {}
        self._sessions: dict[str, Session] = {}
        self._papers: dict[str, Invitation | ApiKey] = {}
        self._attempts: dict[str, tuple[datetime, int]] = {}

    def anybody(self) -> bool:
        return bool(self._people)

    def people(self) -> list[Person]:
        with self._lock:
            return sorted(self._people.values(), key=lambda person: person.email)

    def person(self, person: PersonId) -> Person | None:
        return self._people.get(person)

    def by_email(self, email: str) -> Person | None:
        with self._lock:
            return self._with_email(email)

    def roster(self, scope: Scope) -> Roster:
        return self._rosters.get(scope, Roster(scope))

    def memberships(self, person: PersonId) -> tuple[Membership, ...]:
        with self._lock:
            roles = [(scope, roster.role_of(person)) for scope, roster in self._rosters.items()]
        return tuple(Membership(scope, role) for scope, role in roles if role is not None)

    def commit(self, change: AccountChange) -> None:
        with self._lock:
            self._check(change)
            if change.person is not None:
                self._people[change.person.id] = replace(change.person, revision=change.person.revision + 1)
            if change.gone is not None:
                del self._people[change.gone.id]
            for roster in change.rosters:
                self._rosters[roster.scope] = replace(roster, revision=roster.revision + 1)
            for paper in change.withdrawn:
                del self._papers[paper.digest]
            for paper in change.issued:
                self._papers[paper.digest] = paper

    def _check(self, change: AccountChange) -> None:
        for person in (change.person, change.gone):
            if person is None:
                continue
            known = self._people.get(person.id)
            if (known.revision if known else 0) != person.revision:
                raise Conflict(f"{person.id} has moved")
        if change.person is not None:
            other = self._with_email(change.person.email)
            if other is not None and other.id != change.person.id:
                raise Conflict("another person has the address")
        for roster in change.rosters:
            if self._rosters.get(roster.scope, Roster(roster.scope)).revision != roster.revision:
                raise Conflict(f"the roster of {roster.scope} has moved")
        if any(paper.digest not in self._papers for paper in change.withdrawn):
            raise Conflict("it is not there any more")

    def _with_email(self, email: str) -> Person | None:
        return next((person for person in self._people.values() if person.email == email), None)

    def keep_session(self, session: Session) -> None:
        self._sessions[session.digest] = session

    def session(self, digest: str) -> Session | None:
        return self._sessions.get(digest)

    def prolong(self, digest: str, idle_until: datetime) -> None:
        with self._lock:
            known = self._sessions.get(digest)
            if known is not None:
                self._sessions[digest] = replace(known, idle_until=idle_until)

    def end_session(self, digest: str) -> None:
        self._sessions.pop(digest, None)

    def invitation(self, digest: str) -> Invitation | None:
        paper = self._papers.get(digest)
        return paper if isinstance(paper, Invitation) else None

    def invitations(self, scope: Scope) -> list[Invitation]:
        found = [one for one in self._all_papers() if isinstance(one, Invitation) and one.scope == scope]
        return sorted(found, key=lambda one: (one.email, one.id))

    def api_key(self, digest: str) -> ApiKey | None:
        paper = self._papers.get(digest)
        return paper if isinstance(paper, ApiKey) else None

    def api_keys(self, business: BusinessId) -> list[ApiKey]:
        found = [one for one in self._all_papers() if isinstance(one, ApiKey) and one.business == business]
        return sorted(found, key=lambda one: (one.created, one.id))

    def _all_papers(self) -> Iterable[Invitation | ApiKey]:
        with self._lock:
            return list(self._papers.values())

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        with self._lock:
            until, count = self._attempts.get(key, (now, 0))
            if until <= now:
                until, count = now + window, 0
            if count >= most:
                return False
            self._attempts[key] = (until, count + 1)
            return True

    def forget_attempts(self, key: str) -> None:
        with self._lock:
            self._attempts.pop(key, None)
