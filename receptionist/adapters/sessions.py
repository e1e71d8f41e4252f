"""Who it is by a session of our own: the identities of one machine, and of whoever signed in at the page."""

from datetime import timedelta

from receptionist.accounts.passes import IDLE, SESSION, Session, digest
from receptionist.clock import Clock
from receptionist.ports import AccountStore, Shown

NOTED_AFTER = timedelta(minutes=5)
"""A use is written down only then: reading a page must not write the store each time."""


class Sessions:
    """Keeps the promise of Identity by looking tokens up."""

    def __init__(self, accounts: AccountStore, clock: Clock) -> None:
        self._accounts = accounts
        self._clock = clock

    def who(self, token: str) -> Shown | None:
        if not token.startswith(SESSION):
            return None
        now = self._clock()
        session = self._accounts.session(digest(token))
        if session is None or session.expires <= now:
            return None
        person = self._accounts.person(session.person)
        if person is None or person.era != session.era:
            return None
        self._note_use(session)
        return Shown(person.id, person.email, person.name)

    def _note_use(self, session: Session) -> None:
        idle_until = self._clock() + IDLE
        if idle_until - session.idle_until >= NOTED_AFTER:
            self._accounts.prolong(session.digest, idle_until)
