"""AWS Lambda, on the table's stream and on a schedule: texts that wait are sent.

The stream only says that something waits; what is sent is what can be claimed. So an event that comes twice, late or
not at all sends nothing twice and loses nothing: the schedule finds what the stream missed.
"""

from typing import Any

from functions import wiring
from functions.entry import logged
from functions.sms.outbox import empty


def _act(event: dict[str, Any], context: Any) -> None:
    empty(wiring.office())


handler = logged("outbox", _act)
