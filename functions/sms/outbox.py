"""AWS Lambda, on the table's stream and on a schedule: texts that wait are sent.

The stream only says that something waits; what is sent is what can be claimed. So an event that comes twice, late or
not at all sends nothing twice and loses nothing: the schedule finds what the stream missed.
"""

import logging
from typing import Any

from functions import wiring
from functions.entry import logged
from functions.office import Office
from receptionist.desk.send_texts import BATCH, Sent, send_due

log = logging.getLogger(__name__)

ROUNDS = 20
"""Of one invocation: a crowd in the outbox is shared with the invocations that follow."""


def empty(office: Office) -> Sent:
    """Sends until nothing is due. On one machine, called every second."""
    sent = refused = unsure = 0
    for _ in range(ROUNDS):
        went = send_due(office.desk, office.sms)
        sent, refused, unsure = sent + went.sent, refused + went.refused, unsure + went.unsure
        if went.sent + went.refused + went.unsure < BATCH or went.unsure:
            break
    if sent + refused + unsure:
        log.info("texts", extra={"sent": sent, "refused": refused, "unsure": unsure})
    return Sent(sent, refused, unsure)


def _act(event: dict[str, Any], context: Any) -> None:
    empty(wiring.office())


handler = logged("outbox", _act)
