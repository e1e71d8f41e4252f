"""What a booking is, and the pages of the book it is written on.

The invariant "nobody gets the same table twice" is kept by pages. A `Page` lists who has one
resource on one UTC day; a booking is an entry on the page of each of its resources (and on
the house page of its place, which counts people, and the page that counts visits of a service:
resources like any other). A change of the book rewrites all its pages, the booking, the outgoing
messages and whatever else it decides in one conditional transaction: it succeeds only if no page
has moved since it was read (`Page.version`). Whoever lost reads again.

    hold (expires) --confirm--> confirmed --change--> confirmed (revision + 1)
                                    |--cancel--> cancelled
                                    |--arrive--> arrived --seat--> seated --finish--> finished
                                    '--no_show--> no_show
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from receptionist.ids import BookingId, BusinessId, CallId, LocationId, Phone, ResourceId, ServiceId, VariantId
from receptionist.spans import Span


class Status(StrEnum):
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"
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
class Allocation:
    """One stretch for which a visit has a resource, with the time to make it ready before and after. A visit in phases
    has several of one resource."""

    resource: ResourceId
    span: Span


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the book that is free: when, and with which tables, staff or rooms."""

    service: ServiceId
    span: Span
    """From when the customer comes to when they leave."""
    resources: tuple[ResourceId, ...]
    """What the visit occupies; pages that count are added by the booking engine."""
    variant: VariantId = VariantId("")
    allocations: tuple[Allocation, ...] = ()
    """Exactly when each is occupied. Empty: every resource for the whole span and the service's buffers."""
    location: LocationId = LocationId("")


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
    """Wishes: what the caller said, for the people who serve them."""
    occasion: str = ""
    """A birthday, an anniversary."""
    allergies: tuple[str, ...] = ()
    """As said; whoever cooks or treats must see them."""
    variant: VariantId = VariantId("")
    location: LocationId = LocationId("")
    allocations: tuple[Allocation, ...] = ()
    """As the slot's."""
    new_client: bool = False
    """Never here before, when it was booked."""
    local_start: str = ""
    """ISO wall time that was promised, with its offset. Should the zone's rules change, this tells what was meant."""
    source: str = ""
    """`phone`, `text`, `page`, `api`, `import`, `waitlist`, `walk_in`."""
    text_agreed: bool = True
    """Whether the customer may be texted about this visit."""
    call: CallId | None = None
    created: datetime | None = None
    updated: datetime | None = None
    changed_by: str = ""
    """Key of the ChangeRequest that made this revision."""
    reconfirmed: datetime | None = None
    """When the customer answered a text that they will come, at this time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a page: `owner` has the resource for `span`."""

    owner: str
    """A BookingId, or `hold:<id>`."""
    span: Span
    expires: datetime | None = None
    """For a hold: from then on the line counts as blank, whether or not anybody erased it."""
    covers: int = 0
    """On a page that counts: people, or visits."""
    since: datetime | None = None
    """For a hold: when it was first taken."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A place kept for somebody who is making up their mind. `expires` decides, whether or not anybody erases it."""

    id: str
    slot: Slot
    covers: int
    since: datetime
    expires: datetime
    call: CallId | None = None
    instead_of: BookingId | None = None
    """The visit that is to be moved here."""
    new_client: bool = False


@dataclass(frozen=True, slots=True)
class PageKey:
    resource: ResourceId
    day: date
    """The UTC day; of a page that counts visits by day, the service day. A visit past midnight UTC is on two pages."""


@dataclass(frozen=True, slots=True)
class Page:
    key: PageKey
    version: int = 0
    """0: never written."""
    entries: tuple[Entry, ...] = field(default=())
