"""A text message on its way, and what a number has agreed to.

queued --claim--> sending --Twilio answers--> sent --status callback--> delivered | undelivered
                     |--refused for good--> failed
                     '--sender died--> sending, lease over: ask Twilio's list whether it went, then send or mark sent
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from receptionist.ids import BookingId, BusinessId, CallId, MessageId, Phone


class MessageStatus(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TextMessage:
    id: MessageId
    """Also the key against repetition: one booking revision makes one message id."""
    business: BusinessId
    to: Phone
    sender: Phone
    body: str
    status: MessageStatus = MessageStatus.QUEUED
    attempts: int = 0
    booking: BookingId | None = None
    call: CallId | None = None
    created: datetime | None = None
    lease_until: datetime | None = None
    """While `sending`: until then the claimer alone may act."""
    vendor_id: str = ""
    """Twilio's MessageSid."""
    error: str = ""
    home: str = ""
    """Region that sends it: the business's home."""
    until: datetime | None = None
    """From then on it is of no use to anybody, and is not sent."""


@dataclass(frozen=True, slots=True)
class TakenMessage:
    """A message the caller left for the business."""

    id: MessageId
    business: BusinessId
    caller: Phone
    name: str
    text: str
    taken: datetime
    wants_call_back: bool = False
    call: CallId | None = None
