"""From a visit of somebody else's file to what is asked of the book: which service, with whom, for how many, when."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import phonenumbers

from receptionist.booking.model import Customer
from receptionist.booking.places import at_table
from receptionist.business.definition import Business, Service, Variant
from receptionist.calendars.visits import Unread, Visit
from receptionist.ids import BookingId, BusinessId, Phone, ResourceId, VariantId
from receptionist.language.phones import country

MOST_PEOPLE = 1000
NAME, NOTES, POSTCODE = 200, 2000, 12
"""Most characters that are taken over."""
_PARTY = re.compile(
    r"\b(\d{1,3}) ?(?:guests|people|persons|pax|covers|adults)\b|\b(?:party|table) (?:of|for) (\d{1,3})\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[-–—|·/]\s+|\s*[:;]\s+|\s+(?:with|for)\s+|\s*[()]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Defaults:
    """For lines that do not say: names or ids."""

    service: str = ""
    resource: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything is known here; whether it can be had is not."""

    line: int
    id: BookingId
    """The same whenever the same visit is read from any file of its origin."""
    here: Business
    """At the place of the visit."""
    service: Service
    variant: VariantId
    resource: ResourceId | None
    start: datetime
    party: int
    customer: Customer
    notes: str
    minutes: int | None
    """How long it is to the file; what is booked is as long as the service."""
    birth_date: str = ""
    """Of the customer, as `postcode`; for their card."""
    postcode: str = ""


class _Doubt(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def booking_id(business: BusinessId, key: str) -> BookingId:
    return BookingId("im-" + sha256(f"{business}\x1e{key}".encode()).hexdigest()[:32])


def wanted(business: Business, visit: Visit, defaults: Defaults, now: datetime) -> Wanted | Unread:
    try:
        return _wanted(business, visit, defaults, now)
    except _Doubt as doubt:
        return Unread(visit.line, doubt.reason, doubt.detail)


def _wanted(business: Business, visit: Visit, defaults: Defaults, now: datetime) -> Wanted:
    here = _place(business, visit)
    start = _utc(visit.start, here)
    if start < now:
        raise _Doubt("past", f"{visit.start:%Y-%m-%d %H:%M} is over")
    service, variant, name = _service(here, visit, defaults)
    resource = _resource(here, visit.resource or defaults.resource)
    if not name.strip():
        raise _Doubt("no_name", "nobody's name")
    notes = "\n".join(part for part in (visit.notes.strip(), visit.email and f"email: {visit.email}") if part)
    return Wanted(
        line=visit.line,
        id=booking_id(business.id, visit.key),
        here=here,
        service=service,
        variant=variant.id if variant else VariantId(""),
        resource=resource,
        start=start,
        party=_party(visit, service),
        customer=Customer(name.strip()[:NAME], _phone(visit, business), business.languages[0]),
        notes=notes[:NOTES],
        minutes=_minutes(visit, here, start),
        birth_date=visit.birth_date,
        postcode=visit.postcode[:POSTCODE],
    )


def _place(business: Business, visit: Visit) -> Business:
    """What an event says of its place is prose; a column must name one."""
    if not business.locations:
        return business
    said = _plain(visit.location)
    for place in business.locations:
        names = {_plain(place.id), _plain(place.address), *map(_plain, place.name.values())}
        if said in names or (visit.prose and any(name and name in said for name in names)):
            return business.at(place.id)
    if said and not visit.prose:
        raise _Doubt("unknown_location", f"no place is called {visit.location[:60]!r}")
    return business.at(business.locations[0].id)


def _utc(start: datetime, here: Business) -> datetime:
    """A naive one is on the wall clock there; one that the clock skips is none, of two the first is taken."""
    try:
        if start.tzinfo is not None:
            return start.astimezone(UTC)
        at = start.replace(tzinfo=ZoneInfo(here.timezone)).astimezone(UTC)
        if at.astimezone(ZoneInfo(here.timezone)).replace(tzinfo=None) != start:
            raise _Doubt("no_such_time", f"{start:%Y-%m-%d %H:%M} is skipped by the change to summer time")
    except OverflowError as error:
        raise _Doubt("unreadable_date", "no time of this calendar") from error
    return at


def _service(here: Business, visit: Visit, defaults: Defaults) -> tuple[Service, Variant | None, str]:
    """And the name of whoever comes, which a title has beside the service's."""
    called = _services_called(here)
    if visit.prose:
        parts = [part for part in _BETWEEN.split(visit.service or visit.name) if part.strip()]
        named = next((part for part in parts if _plain(part) in called), None)
        rest = visit.name if visit.service else " ".join(part for part in parts if part is not named)
        name = _PARTY.sub("", rest).strip(" ,-")
        if named is not None:
            return *called[_plain(named)], name
    else:
        name = visit.name
    said = ("" if visit.prose else visit.service) or defaults.service
    if said:
        if _plain(said) not in called:
            raise _Doubt("unknown_service", f"nothing here is called {said[:60]!r}")
        return *called[_plain(said)], name
    if len(here.services) == 1:
        return here.services[0], None, name
    raise _Doubt("unknown_service", "it does not say for what")


def _services_called(here: Business) -> dict[str, tuple[Service, Variant | None]]:
    """The first that has a name keeps it; a service's own name goes before another's synonym."""
    called: dict[str, tuple[Service, Variant | None]] = {}
    one: Service | Variant
    everything: list[tuple[Service, Variant | None]] = [(service, None) for service in here.services]
    everything += [(service, variant) for service in here.services for variant in service.variants]
    for service, variant in everything:
        one = variant or service
        for name in (str(one.id), *one.name.values(), *(_bare(text) for text in one.name.values())):
            called.setdefault(_plain(name), (service, variant))
    for service, variant in everything:
        one = variant or service
        for synonym in (synonym for synonyms in one.synonyms.values() for synonym in synonyms):
            called.setdefault(_plain(synonym), (service, variant))
    called.pop("", None)
    return called


def _resource(here: Business, said: str) -> ResourceId | None:
    if not said.strip():
        return None
    for resource in here.resources:
        if _plain(said) in (_plain(resource.id), _plain(resource.name)):
            return resource.id
    first = [r.id for r in here.resources if r.kind == "staff" and _plain(said) in _plain(r.name).split()]
    if len(first) == 1:
        return first[0]
    raise _Doubt("unknown_resource", f"nobody and nothing here is called {said[:60]!r}")


def _party(visit: Visit, service: Service) -> int:
    said = visit.party.strip()
    if visit.prose and (match := _PARTY.search(f"{visit.name}\n{visit.service}\n{visit.notes}")):
        said = match[1] or match[2]
    if not said:
        if at_table(service):
            raise _Doubt("no_party", "it does not say how many come")
        return 1
    if not said.isdecimal() or not 1 <= int(said[:9]) <= MOST_PEOPLE:
        raise _Doubt("no_party", f"no number of people: {said[:20]!r}")
    return int(said)


def _phone(visit: Visit, business: Business) -> Phone:
    """E.164; numbers without a country are of the business's own. A title's are looked for in its text."""
    region = country(business, business.timezone)
    if visit.prose:
        found = phonenumbers.PhoneNumberMatcher(f"{visit.name}\n{visit.notes}"[:NOTES], region)
        first = next(iter(found), None)
        return _e164(first.number) if first else Phone("")
    if not visit.phone:
        return Phone("")
    try:
        number = phonenumbers.parse(visit.phone[:40], region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise _Doubt("bad_phone", f"no phone number: {visit.phone[:40]!r}")
    return _e164(number)


def _e164(number: phonenumbers.PhoneNumber) -> Phone:
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _minutes(visit: Visit, here: Business, start: datetime) -> int | None:
    if visit.minutes is not None or visit.end is None:
        return visit.minutes
    end = visit.end if visit.end.tzinfo else visit.end.replace(tzinfo=ZoneInfo(here.timezone))
    length = end.astimezone(UTC) - start
    if length <= timedelta(0):
        raise _Doubt("unreadable_date", "it ends before it begins")
    return length // timedelta(minutes=1)


def _bare(name: str) -> str:
    """`haircut` of `a haircut`."""
    return re.sub(r"^(?:an?|the|una?|el|la) ", "", name, flags=re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())
