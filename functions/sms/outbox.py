"""Texts that wait are sent."""

import logging

from functions.office import Office
from receptionist.desk.send_texts import BATCH, Sent, send_due

log = logging.getLogger(__name__)

ROUNDS = 20
"""Of one invocation: a crowd in the outbox is shared with the invocations that follow."""


def empty(office: Office) -> Sent:
    """Sends until nothing is due. Called every second on one machine, by functions/sms/outbox_handler.py in the cloud."""
    sent = refused = unsure = 0
    for _ in range(ROUNDS):
        went = send_due(office.desk, office.sms)
        sent, refused, unsure = sent + went.sent, refused + went.refused, unsure + went.unsure
        if went.sent + went.refused + went.unsure < BATCH or went.unsure:
            break
    if sent + refused + unsure:
        log.info("texts", extra={"sent": sent, "refused": refused, "unsure": unsure})
    return Sent(sent, refused, unsure)
