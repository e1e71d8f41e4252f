"""A voicemail is noted among the business's messages: at once, or, if the stores were away when it was left, once they are back."""

from datetime import timedelta

from receptionist.desk.desk import Desk
from receptionist.desk.take_message import take_message
from receptionist.ids import BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import TakenMessage
from receptionist.ports import CallControl, Conflict, Row, Voicemail

NOTED = "voicemail_noted"
"""Kind of the rows that keep, by call, that its voicemail was noted: a message that was erased since must not come back."""
LOOKED_BACK = timedelta(days=1)
KEPT = 2 * LOOKED_BACK


def note_voicemail(desk: Desk, business: BusinessId, caller: Phone, voicemail: Voicemail) -> bool:
    """The carrier keeps the sound; the business finds where. False: it was noted before. Safe to repeat: noted first and marked
    then, it may be noted twice as the same message, and never not at all. Raises StoreUnavailable."""
    if desk.rows.get(business, NOTED, voicemail.call) is not None:
        return False
    length = f" ({voicemail.seconds} s)" if voicemail.seconds is not None else ""
    take_message(
        desk,
        TakenMessage(
            id=MessageId(f"{voicemail.call}:voicemail"),
            business=business,
            caller=caller,
            name="",
            text=f"Voicemail{length}: {voicemail.url}",
            taken=desk.clock(),
            wants_call_back=True,
            call=voicemail.call,
        ),
    )
    try:
        desk.rows.put(business, Row(NOTED, voicemail.call, "{}", expires=desk.clock() + KEPT))
    except Conflict:
        return False
    return True


def note_missed_voicemails(desk: Desk, carrier: CallControl) -> tuple[CallId, ...]:
    """Notes what the carrier has kept since yesterday and nobody has noted: left while the stores, or all of ours, were away. Gives
    their calls. Blocking. Safe to repeat. Raises StoreUnavailable, VendorUnavailable."""
    noted = []
    for voicemail in carrier.voicemails(desk.clock() - LOOKED_BACK):
        whose = _whose(desk, carrier, voicemail.call)
        if whose is not None and note_voicemail(desk, *whose, voicemail):
            noted.append(voicemail.call)
    return tuple(noted)


def _whose(desk: Desk, carrier: CallControl, call: CallId) -> tuple[BusinessId, Phone] | None:
    """Of a call that came in while nothing could be written only the carrier knows who called whom. None: not ours."""
    record = desk.calls.find(call)
    if record is not None:
        return record.business, record.caller
    parties = carrier.parties(call)
    business = desk.businesses.by_number(parties[1]) if parties else None
    return (business.id, parties[0]) if parties and business else None
