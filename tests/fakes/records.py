"""Records as tests want them: right in every field but the one a test is about."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from receptionist.business.definition import Business, Needs, OpenHours, Resource, Service, Vertical
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.ids import BusinessId, CallId, MessageId, Phone, ResourceId, ServiceId
from receptionist.messages.model import TakenMessage, TextMessage

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
RESTAURANT = BusinessId("restaurant")
SALON = BusinessId("salon")
ANNA = Phone("+14155550111")
DESK = Phone("+14155550100")


def later(seconds: float) -> datetime:
    """That long after noon."""
    return NOON + timedelta(seconds=seconds)


def a_call(call: str = "CA1", **changes: Any) -> CallRecord:
    fields: dict[str, Any] = {"business": RESTAURANT, "caller": ANNA, "called": DESK, "started": NOON}
    return CallRecord(call=CallId(call), **(fields | changes))


def a_checkpoint(call: str = "CA1", epoch: int = 1, **changes: Any) -> Checkpoint:
    fields: dict[str, Any] = {"business": RESTAURANT, "state": "{}", "at": NOON}
    return Checkpoint(call=CallId(call), epoch=epoch, **(fields | changes))


def a_text(message: str = "m1", **changes: Any) -> TextMessage:
    fields: dict[str, Any] = {
        "business": RESTAURANT,
        "to": ANNA,
        "sender": DESK,
        "body": "Your table is booked.",
        "created": NOON,
    }
    return TextMessage(id=MessageId(message), **(fields | changes))


def a_taken_message(message: str = "t1", **changes: Any) -> TakenMessage:
    fields: dict[str, Any] = {
        "business": RESTAURANT,
        "caller": ANNA,
        "name": "Anna",
        "text": "Is the terrace open?",
        "taken": NOON,
    }
    return TakenMessage(id=MessageId(message), **(fields | changes))


def a_business(business: BusinessId = RESTAURANT, **changes: Any) -> Business:
    fields: dict[str, Any] = {
        "name": "Harbour Table",
        "vertical": Vertical.RESTAURANT,
        "timezone": "America/Los_Angeles",
        "numbers": (DESK,),
        "address": "1 Pier Street",
        "hours": (OpenHours(days=("mon", "fri"), opens=time(17), closes=time(23)),),
        "services": (Service(id=ServiceId("dinner"), name={"en": "dinner"}, needs=(Needs(kind="table"),)),),
        "resources": (Resource(id=ResourceId("t1"), kind="table", name="1", max_party=4),),
    }
    return Business(id=business, **(fields | changes))
