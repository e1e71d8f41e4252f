"""A message for the business, from a call or a text."""

from dataclasses import replace

from receptionist.desk.desk import Desk
from receptionist.messages.model import TakenMessage

LONGEST = 2000
"""Characters kept; more is no message."""


def take_message(desk: Desk, message: TakenMessage) -> TakenMessage:
    """Keeps it. Safe to repeat: the id decides."""
    kept = replace(message, text=message.text[:LONGEST], name=message.name[:200])
    desk.messages.keep(kept)
    return kept
