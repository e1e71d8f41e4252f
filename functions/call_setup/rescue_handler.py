"""AWS Lambda, on a schedule and when a handler has found one: lost calls are looked for. On the schedule, missed voicemails, too."""

from typing import Any

from functions import wiring
from functions.call_setup.rescue import rescue
from functions.call_setup.voicemails import note_missed
from functions.entry import logged

SCHEDULE = "aws.events"
"""Source of EventBridge's own events; a handler's are empty."""


def _act(event: dict[str, Any], context: Any) -> None:
    office = wiring.office()
    rescue(office)
    if event.get("source") == SCHEDULE:
        note_missed(office)


handler = logged("rescue", _act)
