"""The OpenAPI document of /api/v1, of all functions together: one API, whoever answers which path."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi

from functions.accounts import app as accounts
from functions.analytics import app as analytics
from functions.bookings import app as bookings
from functions.calendars import app as calendars
from functions.dashboard_api import app as dashboard_api
from functions.dashboard_api import staff
from functions.definitions import app as definitions
from functions.knowledge import app as knowledge
from functions.numbers import app as numbers
from functions.office import Office
from functions.webhooks_api import app as webhooks_api
from functions.wording import app as wording

TITLE = "Firstring"
VERSION = "1"

PARTS: tuple[Callable[[Office], APIRouter], ...] = (
    accounts.routes,
    dashboard_api.routes,
    staff.routes,
    analytics.routes,
    webhooks_api.routes,
    wording.routes,
    bookings.routes,
    calendars.routes,
    definitions.routes,
    knowledge.routes,
    numbers.routes,
)
"""Everything under /api/v1."""


TAGS = {
    "accounts": "Signing in, invitations, members and keys.",
    "slots": "What can be had: a time and what is near it, or a month for a date picker. Nothing is kept.",
    "holds": "A place kept for some minutes while somebody makes up their mind.",
    "bookings": "Visits: taken, moved, cancelled, and what became of them on the day.",
    "waitlist": "Who waits for a place. What becomes free is offered to them by itself.",
    "customers": "A card per telephone number.",
    "texts": "What was written to and by customers, and what became of it.",
    "plan": "How things stand today: resources, closures, shifts. Counts from the next question on.",
    "definition": "What callers are told: drafts, versions, the way back, and passing facts.",
    "schedules": "Opening hours and shifts, day by day.",
    "analytics": "What came of the calls, in numbers, and the calls behind each.",
    "staff": "What colleagues were told of that cannot wait, and words with the assistant during a call.",
    "exports": "What a business takes away.",
    "knowledge": "Documents the receptionist reads, and questions nobody could answer.",
    "numbers": "What rings the business: bought, connected, looked after, given back.",
    "wording": "What the receptionist says, sentence by sentence: to be read, heard, reworded and signed by a native speaker.",
    "webhooks": "Other programs that are told of bookings, and what became of each delivery.",
}
ABOUT = """Send `Authorization: Bearer` with a key of the business, or a session's token.

Every error is a problem (RFC 9457); `reason` is for programs, `detail` for whoever wrote them. Edits say what they have
read: `If-Match` with the ETag, 412 if it has moved, 428 if nothing is said. A request with an `Idempotency-Key` may be sent
again. Long lists go on behind the `next` link of the `Link` header."""
WALL_TIME = {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$"}
"""Local time of a place. JSON Schema's `time` is a moment with an offset."""


def document(office: Office) -> dict[str, Any]:
    """For `/api/v1/openapi.json`, and for the types the dashboard is written against."""
    described = get_openapi(
        title=TITLE,
        version=VERSION,
        summary="Businesses, their calls, bookings and messages.",
        description=ABOUT,
        routes=[route for part in PARTS for route in part(office).routes],
        webhooks=webhooks_api.events().routes,
        tags=[{"name": name, "description": about} for name, about in TAGS.items()],
    )
    _say_wall_time(described)
    return described


def _say_wall_time(part: Any) -> None:
    if isinstance(part, list):
        for one in part:
            _say_wall_time(one)
    elif isinstance(part, dict):
        if part.get("format") == "time":
            del part["format"]
            part.update(WALL_TIME)
        for one in part.values():
            _say_wall_time(one)
