"""A visit as somebody else's file tells it, before anybody knows whether it can be booked here."""

from dataclasses import dataclass
from datetime import datetime

MOST_BYTES = 4 << 20
"""Of a file. A Lambda function takes 6 MB, of which the encoding of the request takes a third."""
MOST_VISITS = 5000
"""Of one file."""


class BadFile(Exception):
    """Nothing of it can be read; the message tells its owner why."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that cannot be taken, and why: a word for programs and a sentence for people."""

    line: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Visit:
    line: int
    """Where it begins in the file."""
    key: str
    """What makes it this visit and no other: the file's own id for it, or all it says."""
    start: datetime
    """Naive: on the wall clock of the place."""
    end: datetime | None = None
    """Naive or aware as `start`."""
    minutes: int | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    party: str = ""
    service: str = ""
    resource: str = ""
    location: str = ""
    notes: str = ""
    birth_date: str = ""
    """ISO 8601, of whoever comes, as `postcode`: kept on their card, not with the visit."""
    postcode: str = ""
    prose: bool = False
    """`name` is a title and `notes` a text: who comes, for what and how many must be found in them."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a file, in its order."""

    visits: tuple[Visit | Unread, ...]
    ignored: tuple[str, ...] = ()
    """Columns nobody understood."""
