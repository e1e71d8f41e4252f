"""Small businesses to book in, built field by field."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.booking.model import Entry, Page, PageKey, Slot
from receptionist.booking.pages import keys_of, utc_days, write
from receptionist.booking.requests import Offer, SlotRequest
from receptionist.booking.slots import find, page_keys
from receptionist.business.definition import (
    Business,
    Kind,
    Needs,
    OpenHours,
    PartyDuration,
    Policies,
    Resource,
    Service,
    Vertical,
)
from receptionist.ids import BusinessId, ResourceId, ServiceId
from receptionist.spans import Span

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday."""
EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TABLE = ServiceId("table")


def hours(opens: str, closes: str, *days: str) -> OpenHours:
    return OpenHours(days=days or EVERY_DAY, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def table(name: str, seats: int, *joins: str, at_least: int = 1, shifts: tuple[OpenHours, ...] = ()) -> Resource:
    return Resource(
        id=ResourceId(name), kind="table", name=name, min_party=at_least, max_party=seats,
        joins=tuple(ResourceId(one) for one in joins), hours=shifts,
    )  # fmt: skip


def person(name: str, *skills: str, shifts: tuple[OpenHours, ...] = ()) -> Resource:
    return Resource(id=ResourceId(name), kind="staff", name=name, skills=skills, hours=shifts)


def thing(kind: Kind, name: str, **fields: Any) -> Resource:
    """A room, a chair, a machine; or a table or a person with more than the others have."""
    return Resource(**{"id": ResourceId(name), "kind": kind, "name": name} | fields)


def dining(**changes: Any) -> Service:
    fields: dict[str, Any] = {
        "id": TABLE,
        "name": {"en": "a table"},
        "minutes": 90,
        "durations": (PartyDuration(up_to=2, minutes=90), PartyDuration(up_to=8, minutes=120)),
        "needs": (Needs(kind="table"),),
    }
    return Service(**fields | changes)


def treatment(name: str, minutes: int, *needs: Needs, **changes: Any) -> Service:
    return Service(id=ServiceId(name), name={"en": name}, minutes=minutes, needs=needs, **changes)


def house(*resources: Resource, zone: str = "Europe/London", **changes: Any) -> Business:
    """Open from five to eleven every evening, in London unless told otherwise."""
    fields: dict[str, Any] = {
        "id": BusinessId("house"),
        "name": "The House",
        "vertical": Vertical.RESTAURANT,
        "timezone": zone,
        "numbers": ("+14155550199",),
        "address": "1 High Street",
        "hours": (hours("17:00", "23:00"),),
        "services": (dining(),),
        "resources": resources,
        "policies": Policies(lead_minutes=30, horizon_days=60, max_party=8),
    }
    return Business(**fields | changes)


def on(day: str, clock: str, zone: str = "Europe/London") -> datetime:
    """That wall time as UTC."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wish(start: datetime, party: int = 2, service: str = "table", **more: Any) -> SlotRequest:
    return SlotRequest(ServiceId(service), Span(start, start + timedelta(minutes=1)), party, **more)


def taken(resource: str, start: datetime, minutes: int = 90, owner: str = "somebody", **more: Any) -> list[Page]:
    """The pages with one line on them."""
    span = Span(start, start + timedelta(minutes=minutes))
    return [Page(PageKey(ResourceId(resource), day), 1, (Entry(owner, span, **more),)) for day in utc_days(span)]


def offer(business: Business, request: SlotRequest, *lists: list[Page], now: datetime = NOW, further: int = 0) -> Offer:
    """What is found in a book with just these pages written."""
    pages = {key: Page(key) for key in page_keys(business, request, further_days=further)}
    for page in (page for pages_ in lists for page in pages_):
        known = pages.get(page.key, Page(page.key))
        pages[page.key] = Page(page.key, 1, known.entries + page.entries)
    return find(business, request, pages, now, further_days=further)


def answer(business: Business, request: SlotRequest, *lists: list[Page], **more: Any) -> tuple[str, ...] | str | None:
    """Which places one gets, or why none."""
    found = offer(business, request, *lists, **more)
    return found.exact.resources if found.exact else found.refusal


def written(
    business: Business, slot: Slot, *lists: list[Page], owner: str = "b1", covers: int = 2, **more: Any
) -> dict[PageKey, Page]:
    """A book with these pages, and then the visit."""
    pages = {key: Page(key) for key in keys_of(business, slot)}
    for page in (page for pages_ in lists for page in pages_):
        pages[page.key] = Page(
            page.key, 1, pages[page.key].entries + page.entries if page.key in pages else page.entries
        )
    return write(business, pages, slot, owner=owner, covers=covers, now=NOW, **more)


def starts(found: Offer, zone: str = "Europe/London") -> list[str]:
    return [f"{slot.span.start.astimezone(ZoneInfo(zone)):%a %H:%M}" for slot in found.alternatives]


def day(text: str) -> date:
    return date.fromisoformat(text)
