"""A calendar kept by somebody else, which a business lets us read and write: what we need of it, and what it must promise.

consent (at the vendor's page) --code--> Grant --refresh--> Access --expires--> refresh ...
                                                   '--taken back by its owner--> GrantGone
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from receptionist.errors import ReceptionistError
from receptionist.spans import Span


class AccessExpired(ReceptionistError):
    """This access token counts no more: get another by the refresh token."""


class GrantGone(ReceptionistError):
    """Its owner has taken back the leave, or it has run out: they must give it again."""


class CalendarGone(ReceptionistError):
    """There is no such calendar any more, or it is not ours to read or write."""


class SyncGone(ReceptionistError):
    """What was read before is too long ago to go on from: read everything again."""


class Moved(ReceptionistError):
    """The entry has been written meanwhile, or is there already: look again."""


@dataclass(frozen=True, slots=True)
class Access:
    token: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Grant:
    """What a person's consent gave us."""

    refresh_token: str
    access: Access


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """One of the calendars a person has."""

    id: str
    name: str
    writable: bool
    primary: bool = False


@dataclass(frozen=True, slots=True)
class OutsideEvent:
    """One occurrence of an entry, as the vendor knows it."""

    id: str
    span: Span | None
    """None: it is not there any more, or takes nobody's time: gone, declined, marked free, of no length."""
    ours: bool = False
    """We wrote it: it is in our book already."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Entries that changed, or all of them, and from where to go on next time."""

    events: Sequence[OutsideEvent]
    sync_token: str


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry of ours as it stands there."""

    version: str
    """Changes with every write, of whoever."""
    shown: bool
    """False: it was deleted; writing it again shows it again."""
    revision: int
    """Of the booking when it was written; 0: not told any more."""


class CalendarService(Protocol):
    """Blocking, each request with its own deadline. Every method may raise VendorUnavailable (trying again may help);
    those that take an access token AccessExpired, and CalendarGone where they name a calendar."""

    @property
    def ready(self) -> bool:
        """Whether whoever runs this has an account with the vendor."""
        ...

    def consent_url(self, *, state: str, redirect_url: str, verifier: str) -> str:
        """Where a person is sent to give their leave; they come back to `redirect_url` with `state` and a code."""
        ...

    def grant(self, code: str, *, redirect_url: str, verifier: str, now: datetime) -> Grant:
        """Raises GrantGone if the code is worth nothing, or the person did not agree to all we need."""
        ...

    def access(self, refresh_token: str, now: datetime) -> Access:
        """Raises GrantGone."""
        ...

    def give_back(self, refresh_token: str) -> None:
        """Tells the vendor that we want no more. Safe to repeat."""
        ...

    def calendars(self, access: str) -> list[CalendarChoice]: ...

    def everything(self, access: str, calendar: str, within: Span) -> Changes:
        """Every occurrence that overlaps `within`."""
        ...

    def since(self, access: str, calendar: str, sync_token: str) -> Changes:
        """What changed. Raises SyncGone."""
        ...

    def entry(self, access: str, calendar: str, event: str) -> KnownEntry | None: ...

    def write(self, access: str, calendar: str, event: str, content: Mapping[str, Any], *, version: str | None) -> None:
        """A new entry, with `version` None, or one in place of that version. Raises Moved."""
        ...

    def remove(self, access: str, calendar: str, event: str, *, version: str) -> None:
        """Raises Moved. Safe to repeat."""
        ...
