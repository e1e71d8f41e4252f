"""What a booking is, and the page of the book it is written on.

The invariant "nobody gets the same table twice" is kept by pages. A `Page` lists who has one
resource on one UTC day; a booking is an entry on the page of each of its resources (and on
the pacing page of the location, a resource like any other). A change of the book rewrites all
its pages, the booking and the outgoing messages in one conditional transaction: it succeeds
only if no page has moved since it was read (`Page.version`). Whoever lost reads again.

    hold (expires) --confirm--> confirmed --change--> confirmed (revision + 1)
                                    |--cancel--> cancelled
                                    |--seat--> seated --finish--> finished
                                    '--no_show--> no_show
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from receptionist.ids import BookingId, BusinessId, CallId, Phone, ResourceId, ServiceId
from receptionist.spans import Span


class Status(StrEnum):
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    SEATED = "seated"
    FINISHED = "finished"
    NO_SHOW = "no_show"


@dataclass(frozen=True, slots=True)
class Customer:
    name: str
    phone: Phone
    """E.164, or empty."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the book that is free: when, and with which tables, staff or rooms."""

    service: ServiceId
    span: Span
    resources: tuple[ResourceId, ...]
    """What the visit occupies; pacing pages are added by the booking engine."""


@dataclass(frozen=True, slots=True)
class Booking:
    id: BookingId
    """Chosen by whoever asks, so that asking again is recognised."""
    code: str
    """Five characters the caller can say back; unique per business."""
    business: BusinessId
    service: ServiceId
    span: Span
    party_size: int
    resources: tuple[ResourceId, ...]
    customer: Customer
    status: Status = Status.CONFIRMED
    revision: int = 1
    notes: str = ""
    """Occasion, allergy, wishes: what the caller said, for the people who serve them."""
    call: CallId | None = None
    created: datetime | None = None
    updated: datetime | None = None
    changed_by: str = ""
    """Key of the ChangeRequest that made this revision."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page: `owner` has the resource for `span`."""

    owner: str
    """A BookingId, or `hold:<id>`."""
    span: Span
    expires: datetime | None = None
    """For a hold: from then on the line counts as blank, whether or not anybody erased it."""
    covers: int = 0
    """For a pacing page: people arriving."""


@dataclass(frozen=True, slots=True)
class PageKey:
    resource: ResourceId
    day: date
    """The UTC day. A visit past midnight UTC is on two pages."""


@dataclass(frozen=True, slots=True)
class Page:
    key: PageKey
    version: int = 0
    """0: never written."""
    entries: tuple[Entry, ...] = field(default=())
