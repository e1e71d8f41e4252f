"""What a business tells its receptionist: typed facts, no prompts.

One YAML file per business (local/businesses/*.yaml are the demo ones), the same shape in the
stores and in the dashboard's API. `load.py` reads a file and reports faults by file, line and
field. Times of day are local wall time of `timezone`; money is a decimal string in `currency`.
"""

from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from receptionist.ids import BusinessId, Phone, ResourceId, ServiceId

Language = Literal["en", "es", "pa"]
Text = dict[Language, str]
"""One sentence per language; a missing language falls back to `en`, then to any."""

E164 = Annotated[str, Field(pattern=r"^\+[1-9]\d{6,14}$")]


class Facts(BaseModel):
    """Frozen, and an unknown field is an error: a typing mistake must not become silence on the phone."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Vertical(StrEnum):
    RESTAURANT = "restaurant"
    CLINIC = "clinic"
    SALON = "salon"


class OpenHours(Facts):
    """One sitting. `closes` at or before `opens` means after midnight."""

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    opens: time
    closes: time


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


class Needs(Facts):
    """One resource a service occupies: any of `kind`, having all `skills`."""

    kind: Literal["table", "staff", "room", "chair"]
    skills: tuple[str, ...] = ()


class Service(Facts):
    id: ServiceId
    name: Text
    synonyms: dict[Language, tuple[str, ...]] = {}
    minutes: int = 60
    durations: tuple[PartyDuration, ...] = ()
    """For tables: turn time by party size; empty means `minutes`."""
    buffer_minutes: int = 0
    needs: tuple[Needs, ...]
    price: Decimal | None = None
    price_from: bool = False
    description: Text = {}
    slot_minutes: int = 15
    """Visits start on this grid of the local hour."""


class Resource(Facts):
    """A table, a person, a room or a chair."""

    id: ResourceId
    kind: Literal["table", "staff", "room", "chair"]
    name: str
    min_party: int = 1
    max_party: int = 1
    """Seats of a table; 1 for the rest."""
    joins: tuple[ResourceId, ...] = ()
    """Tables this one can be pushed together with."""
    skills: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    area: str = ""
    hours: tuple[OpenHours, ...] = ()
    """Own shifts; empty: the business's hours."""


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
    covers_per_quarter_hour: int | None = None
    """Pacing: most people arriving in one 15-minute step."""
    hold_seconds: int = 180
    cancellation: Text = {}
    deposit: Text = {}


class Handoff(Facts):
    """Where a caller goes who should talk to a person."""

    label: str
    number: E164
    hours: tuple[OpenHours, ...] = ()


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
    """A passing fact that needs no publishing: closing early, sold out tonight."""

    kind: Literal["sold_out", "closing_early", "notice"]
    first: date
    last: date
    """Service days, inclusive."""
    service: ServiceId | None = None
    closes: time | None = None
    text: Text = {}


class Business(Facts):
    """One business at one place, as the receptionist knows it during a call."""

    id: BusinessId
    version: int = 1
    """Grows with every saved change; a call keeps the one it began with."""
    name: str
    spoken_name: str = ""
    vertical: Vertical
    timezone: str
    """IANA name."""
    currency: str = "USD"
    numbers: tuple[E164, ...]
    address: str
    directions: Text = {}
    languages: tuple[Language, ...] = ("en",)
    identity: Identity = Identity()
    hours: tuple[OpenHours, ...]
    overrides: tuple[HoursOverride, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    services: tuple[Service, ...]
    resources: tuple[Resource, ...]
    menu: tuple[MenuItem, ...] = ()
    policies: Policies = Policies()
    faqs: tuple[Faq, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    recording: Recording = Recording.NOTICE
    texts: bool = True
    """Whether confirmations may be texted."""

    def said_name(self) -> str:
        return self.spoken_name or self.name

    def service(self, wanted: ServiceId) -> Service | None:
        return next((service for service in self.services if service.id == wanted), None)

    def default_number(self) -> Phone:
        return Phone(self.numbers[0])


def worded(text: Text, language: Language) -> str:
    """The sentence in `language`, else in English, else in any, else empty."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
