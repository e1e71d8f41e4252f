"""What a business tells its receptionist: typed facts, no prompts.

One YAML file per business (local/businesses/*.yaml are the demo ones), the same shape in the
stores and in the dashboard's API. `load.py` reads a file and reports faults by file, line and
field. Times of day are local wall time of `timezone`; money is a decimal string in `currency`.
"""

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from receptionist.business.facts import Facts as Facts
from receptionist.business.facts import Language as Language
from receptionist.business.facts import Text as Text
from receptionist.business.facts import worded as worded
from receptionist.business.limits import CallLimits
from receptionist.business.manners import Affect
from receptionist.business.people import E164 as E164
from receptionist.business.people import Colleague
from receptionist.business.people import Handoff as Handoff
from receptionist.business.people import OpenHours as OpenHours
from receptionist.business.people import RingFirst as RingFirst
from receptionist.business.pronunciation import Pronunciation as Pronunciation
from receptionist.business.quality import Quality as Quality
from receptionist.business.speech import Speech as Speech
from receptionist.business.wordings import OwnWording, Signature
from receptionist.business.workflows import OwnWorkflow
from receptionist.business.workflows import Question as Question
from receptionist.ids import BusinessId, LocationId, Phone, ResourceId, ServiceId, VariantId


class Vertical(StrEnum):
    RESTAURANT = "restaurant"
    CLINIC = "clinic"
    SALON = "salon"


class HoursOverride(Facts):
    """A holiday, an early close, a special opening: replaces the weekly hours of its days."""

    first: date
    last: date
    hours: tuple[tuple[time, time], ...] = ()
    """Empty: closed."""
    reason: str = ""


class PartyDuration(Facts):
    up_to: int
    """Largest party this length is for."""
    minutes: int


Kind = Literal["table", "staff", "room", "chair", "equipment"]


class Needs(Facts):
    """What a service occupies: `quantity` of `kind`, each having all `skills`."""

    kind: Kind
    skills: tuple[str, ...] = ()
    quantity: int = 1


class Phase(Facts):
    """A stretch of a visit and what it occupies: while the colour takes, the chair but not the stylist."""

    minutes: int
    occupies: tuple[Kind, ...]
    """Kinds among the service's needs; the others are free for somebody else meanwhile."""


class Variant(Facts):
    """One way to have a service, with its own length and price."""

    id: VariantId
    name: Text
    synonyms: dict[Language, tuple[str, ...]] = {}
    minutes: int | None = None
    """None: as the service."""
    phases: tuple[Phase, ...] = ()
    """Empty: the service's, if the length is the service's too; else one phase that occupies everything."""
    price: Decimal | None = None
    clients: Literal["all", "new", "returning"] = "all"


class Service(Facts):
    id: ServiceId
    name: Text
    synonyms: dict[Language, tuple[str, ...]] = {}
    minutes: int = 60
    durations: tuple[PartyDuration, ...] = ()
    """For tables: turn time by party size; empty means `minutes`."""
    new_client_minutes: int | None = None
    """Length for somebody who was never here; None: the same for all."""
    variants: tuple[Variant, ...] = ()
    phases: tuple[Phase, ...] = ()
    """In order; their minutes add up to `minutes`. Empty: everything is occupied throughout."""
    buffer_before_minutes: int = 0
    """Its places are kept free that long before the visit."""
    buffer_minutes: int = 0
    """And that long after it."""
    needs: tuple[Needs, ...]
    lead_minutes: int | None = None
    """Shortest notice; None: the policies'."""
    horizon_days: int | None = None
    """None: the policies'."""
    max_per_day: int | None = None
    """Most visits of this service that may begin on one service day."""
    max_new_per_day: int | None = None
    """Most of them by somebody who was never here."""
    min_party: int = 1
    max_party: int | None = None
    """None: the policies' for a table, else 1."""
    locations: tuple[LocationId, ...] = ()
    """Where it is offered; empty: everywhere."""
    price: Decimal | None = None
    price_from: bool = False
    description: Text = {}
    slot_minutes: int = 15
    """Visits start on this grid of the local hour."""


class DayHours(Facts):
    """What replaces a resource's hours on some days: a swapped shift, an absence."""

    first: date
    last: date
    hours: tuple[tuple[time, time], ...] = ()
    """Empty: not there."""
    reason: str = ""


class Resource(Facts):
    """A table, a person, a room, a chair or a machine."""

    id: ResourceId
    kind: Kind
    name: str
    location: LocationId = LocationId("")
    min_party: int = 1
    max_party: int = 1
    """Seats of a table; 1 for the rest."""
    joins: tuple[ResourceId, ...] = ()
    """Tables this one can be pushed together with."""
    skills: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    area: str = ""
    """`patio`, `bar`, `upstairs`: what a guest may wish for."""
    accessible: bool = False
    """A wheelchair gets there and fits."""
    priority: int = 0
    """Among equals the lowest is given first."""
    walk_in_only: bool = False
    """Never given by phone or on the page; staff may."""
    hours: tuple[OpenHours, ...] = ()
    """Own shifts; empty: the business's hours."""
    breaks: tuple[OpenHours, ...] = ()
    """Within the shifts, every week."""
    days: tuple[DayHours, ...] = ()
    """Exceptions; the first that fits a day replaces its shifts and breaks."""


class Combination(Facts):
    """Tables that are pushed together for one party, as the house does it: nothing is guessed."""

    tables: tuple[ResourceId, ...]
    min_party: int
    max_party: int
    priority: int = 0


class Pacing(Facts):
    """Other limits on arrivals within some hours of the week."""

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    opens: time
    closes: time
    covers_per_quarter_hour: int | None = None
    parties_per_quarter_hour: int | None = None


Allergen = Literal[
    "milk", "egg", "fish", "shellfish", "tree_nuts", "peanut", "wheat", "soy", "sesame",
    "gluten", "mustard", "celery", "sulphites", "lupin", "molluscs",
]  # fmt: skip
"""The nine US majors and the rest of the fourteen of the EU."""


class MenuItem(Facts):
    id: str
    name: Text
    synonyms: dict[Language, tuple[str, ...]] = {}
    section: str = ""
    price: Decimal
    description: Text = {}
    contains: tuple[Allergen, ...] = ()
    may_contain: tuple[Allergen, ...] = ()
    unknown: tuple[Allergen, ...] = ()
    """Three answers, never a fourth: contains, may contain, not known. Nobody is told "safe"."""
    diets: tuple[Literal["vegan", "vegetarian", "gluten_free_recipe", "halal", "dairy_free_recipe"], ...] = ()


class Faq(Facts):
    id: str = ""
    """Of a pack's question that this answers; empty: the business's own."""
    question: str
    variants: tuple[str, ...] = ()
    answer: Text


class Policies(Facts):
    lead_minutes: int = 30
    """Shortest notice for a booking by phone."""
    horizon_days: int = 60
    max_party: int = 8
    """A larger one goes to a person."""
    cancel_until_minutes: int = 0
    """Until so long before the visit a customer may cancel without a person."""
    change_until_minutes: int | None = None
    """The same for changes; None: as for cancelling."""
    covers_per_quarter_hour: int | None = None
    """Pacing: most people arriving in one 15-minute step."""
    parties_per_quarter_hour: int | None = None
    """Pacing: most parties arriving in one 15-minute step."""
    covers_at_once: int | None = None
    """Most people in the house at any moment."""
    walk_in_covers: int = 0
    """Of `covers_at_once`, kept for people who come without a booking."""
    pacing: tuple[Pacing, ...] = ()
    """The first that fits the arrival replaces the two limits per quarter hour."""
    hold_seconds: int = 180
    """A place is kept for a caller that long; every turn prolongs it."""
    hold_most_seconds: int = 600
    """But never longer than this since it was first kept."""
    holds_per_call: int = 2
    reminder_minutes: tuple[int, ...] = (1440,)
    """How long before a visit a reminder is texted."""
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    """No reminder and no offer is texted in these hours of the business's day."""
    escalate_minutes: int = 10
    """A colleague who has been told has that long to answer; then the next one is told."""
    waitlist_minutes: int = 15
    """How long somebody on the waitlist has for an offer."""
    deposit_link: str = ""
    """Where a deposit is paid; it is texted, never taken by phone."""
    deposit_from_party: int | None = None
    """Smallest party that pays one; None: nobody does."""
    cancellation: Text = {}
    deposit: Text = {}


Asked = Literal["name", "birth_date", "postcode"]
"""What somebody may be known by."""


class Identity(Facts):
    assistant_name: str = "Robin"
    greeting: Text = {}
    """After the locked sentence that says an AI is speaking; empty: the pack's own."""


class Recording(StrEnum):
    OFF = "off"
    NOTICE = "notice"
    """The caller is told before recording starts; a refusal is honoured and the call goes on unrecorded."""
    ASK = "ask"
    """Nothing is kept until the caller says yes."""


class Overlay(Facts):
    """A passing fact that needs no publishing: closing early, sold out tonight, a notice, calls to the house."""

    id: str = ""
    """Of a live one: its name and revision, as a call's record keeps them."""
    kind: Literal["sold_out", "closing_early", "notice", "to_staff"]
    """`to_staff`: the telephone of the house rings first, whatever its hours; where nobody takes the call, the receptionist answers."""
    first: date
    last: date
    """Service days, inclusive."""
    until: AwareDatetime | None = None
    """From this moment on it counts no longer, though its last day is not over."""
    service: ServiceId | None = None
    location: LocationId = LocationId("")
    """Empty: every place."""
    closes: time | None = None
    text: Text = {}
    """Said to every caller of those days after the greeting."""

    def over(self, now: datetime) -> bool:
        return self.until is not None and self.until <= now


class Location(Facts):
    """One of several places of a business: its own clock, hours, numbers and resources, the business's services."""

    id: LocationId
    name: Text
    timezone: str
    """IANA name."""
    address: str
    directions: Text = {}
    numbers: tuple[E164, ...] = ()
    """Calls to these are about this place."""
    hours: tuple[OpenHours, ...] = ()
    """Empty: the business's."""
    overrides: tuple[HoursOverride, ...] = ()


class Business(Facts):
    """One business, as the receptionist knows it during a call: `at` one of its places, where it has several."""

    id: BusinessId
    version: int = 1
    """Grows with every saved change; a call keeps the one it began with."""
    name: str
    spoken_name: str = ""
    pack: str = ""
    """What the trade has in common, with its version: `restaurant@1`. Filled in when the definition is read
    (receptionist/business/packs); empty: nothing."""
    without: tuple[str, ...] = ()
    """Of the pack's: what shall not be there, such as `workflows.lost_property`."""
    vertical: Vertical
    timezone: str
    """IANA name."""
    currency: str = "USD"
    numbers: tuple[E164, ...]
    address: str
    directions: Text = {}
    languages: tuple[Language, ...] = ("en",)
    identity: Identity = Identity()
    home_region: str = ""
    """AWS region where everything of it is written; empty: the deployment's first."""
    agency: str = ""
    """Who runs it for its owner, together with others; empty: nobody."""
    locations: tuple[Location, ...] = ()
    """Several places; `timezone`, `address` and `hours` above are then those of the first to be asked for."""
    here: LocationId = LocationId("")
    """The place this view of the business is about, see `at`."""
    hours: tuple[OpenHours, ...]
    overrides: tuple[HoursOverride, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    services: tuple[Service, ...]
    resources: tuple[Resource, ...]
    combinations: tuple[Combination, ...] = ()
    """Joined tables. Empty: whatever `joins` of the tables allows."""
    menu: tuple[MenuItem, ...] = ()
    policies: Policies = Policies()
    faqs: tuple[Faq, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    ring_first: RingFirst | None = None
    """None: the receptionist answers every call."""
    colleagues: tuple[Colleague, ...] = ()
    """Who is told by text of messages, failed hand-overs and what else cannot wait."""
    intake: tuple[Question, ...] = ()
    """Asked of everybody who books, before it is read back; the answers stand in the booking's notes."""
    workflows: tuple[OwnWorkflow, ...] = ()
    """Tasks of its own, besides those every receptionist knows."""
    affect: Affect = Affect()
    wording: tuple[OwnWording, ...] = ()
    """Sentences in words of its own."""
    signed: tuple[Signature, ...] = ()
    """By native speakers, for sentences as they stand."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """How its names and words are said."""
    speech: Speech = Speech()
    """With which voice, and how fast."""
    quality: Quality = "balanced"
    """Who hears, thinks and speaks, by cost or by speed: receptionist/business/quality.py."""
    limits: CallLimits = CallLimits()
    """What one call may take: time, money, patience with machines."""
    recording: Recording = Recording.NOTICE
    remember_days: Annotated[int, Field(ge=0, le=1095)] | None = None
    """How long it is remembered what a caller's calls were about; 0: not at all. None: 90 days, at a clinic not at all."""
    mention_last_call: bool | None = None
    """Whether somebody who rings again is told in a phrase that their last call broke off, or that their message is with the
    team. None: yes, at a clinic no. Nothing is where nothing is remembered."""
    identify_by: tuple[Asked, ...] | None = None
    """What whoever calls about a visit is asked before it is read out or changed, also from the visit's own number. Empty:
    nothing, the number will do. None: the name at a clinic, nothing elsewhere."""
    texts: bool = True
    """Whether confirmations may be texted."""
    text_registration: Literal["approved", "pending", "none"] = "approved"
    """Of the sender with the carriers (A2P 10DLC, toll-free verification): until it is approved no text is promised or sent."""

    def said_name(self) -> str:
        return self.spoken_name or self.name

    def asked_of_callers(self) -> tuple[Asked, ...]:
        """`identify_by`, or what is usual in the trade."""
        if self.identify_by is not None:
            return self.identify_by
        return ("name",) if self.vertical is Vertical.CLINIC else ()

    def service(self, wanted: ServiceId) -> Service | None:
        return next((service for service in self.services if service.id == wanted), None)

    def at(self, location: LocationId) -> "Business":
        """The business as it is at that place: clock, address, hours, numbers, and only what is there. An unknown place, or
        a business with one only: the business itself."""
        place = next((one for one in self.locations if one.id == location), None)
        if place is None or self.here == location:
            return self
        there: dict[str, object] = {
            "here": location,
            "timezone": place.timezone,
            "address": place.address,
            "directions": place.directions or self.directions,
            "numbers": place.numbers or self.numbers,
            "hours": place.hours or self.hours,
            "overrides": (*place.overrides, *self.overrides),
            "services": tuple(s for s in self.services if not s.locations or location in s.locations),
            "resources": tuple(r for r in self.resources if r.location in ("", location)),
            "overlays": tuple(one for one in self.overlays if one.location in ("", location)),
        }
        return self.model_copy(update=there).with_what_is_there()

    def with_what_is_there(self) -> "Business":
        """Without what is said of resources and services that are not: joined tables, overlays."""
        resources = {resource.id for resource in self.resources}
        services = {service.id for service in self.services}
        kept: dict[str, object] = {
            "resources": tuple(
                r
                if set(r.joins) <= resources
                else r.model_copy(update={"joins": tuple(j for j in r.joins if j in resources)})
                for r in self.resources
            ),
            "combinations": tuple(one for one in self.combinations if set(one.tables) <= resources),
            "overlays": tuple(one for one in self.overlays if one.service is None or one.service in services),
        }
        return self.model_copy(update=kept)

    def place_called(self, number: Phone) -> "Business":
        """`at` the place with that number; the business itself where none has it."""
        place = next((one for one in self.locations if number in one.numbers), None)
        return self.at(place.id) if place else self

    def every_number(self) -> frozenset[Phone]:
        """Its own and those of its places: a call to any of them is for this business."""
        return frozenset(map(Phone, (*self.numbers, *(n for place in self.locations for n in place.numbers))))

    def default_number(self) -> Phone:
        return Phone(self.numbers[0])
