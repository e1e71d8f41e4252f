"""A message for the business, from a call or a text."""

from dataclasses import replace

from receptionist.business.people import Matter
from receptionist.desk.desk import Desk
from receptionist.desk.tell_staff import StaffNotice, tell_staff
from receptionist.messages.model import TakenMessage

LONGEST = 2000
"""Characters kept; more is no message."""


def take_message(desk: Desk, message: TakenMessage) -> TakenMessage:
    """Keeps it, and has a colleague told. Safe to repeat: the id decides."""
    kept = replace(message, text=message.text[:LONGEST], name=message.name[:200])
    desk.messages.keep(kept)
    business = desk.businesses.get(message.business)
    if business is not None and business.colleagues:
        told = f"{kept.name}: {kept.text}" if kept.name and kept.text else kept.name or kept.text
        matter: Matter = "call_back" if kept.wants_call_back else "message"
        tell_staff(desk, business, StaffNotice(kept.id, matter, told, desk.clock(), kept.caller, kept.call))
    return kept
