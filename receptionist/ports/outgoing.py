"""What leaves for others: texts, webhooks, a call that is led over REST."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from receptionist.errors import Refused
from receptionist.ids import CallId, Phone
from receptionist.messages.model import MessageStatus, TextMessage


@dataclass(frozen=True, slots=True)
class VendorMessage:
    """A text as the vendor knows it."""

    vendor_id: str
    status: MessageStatus
    body: str
    error: str = ""


class SmsSender(Protocol):
    """The vendor that delivers texts. Blocking, with its own deadline (seconds in its settings)."""

    def send(self, message: TextMessage) -> VendorMessage:
        """Raises Refused if the vendor will never take it (opted out, bad number), VendorUnavailable if it is not
        known whether it went."""
        ...

    def find(self, message: TextMessage) -> VendorMessage | None:
        """Whether this text went out already, by the vendor's own list: same number, same body, created since."""
        ...


class UnfitUrl(Refused):
    """Not an address another program can be told things at; the message says why."""


class WebhookSender(Protocol):
    """Tells other programs. Blocking, with a deadline of a few seconds."""

    def sure_it_will_do(self, url: str) -> None:
        """Raises UnfitUrl if `post` never would go there."""
        ...

    def post(self, url: str, headers: dict[str, str], body: bytes) -> int:
        """One attempt; gives the status that was answered, whatever it is. Raises UnfitUrl, or VendorUnavailable when
        there was no answer."""
        ...


@dataclass(frozen=True, slots=True)
class Voicemail:
    """Kept by the carrier."""

    call: CallId
    url: str
    """Of its sound."""
    seconds: int | None = None


class CallControl(Protocol):
    """The carrier's hand on a live call (Twilio's REST `Calls/{Sid}`). Blocking, with its own deadline."""

    def go_on_at(self, call: CallId, url: str) -> bool:
        """Makes the carrier leave what it does and fetch its next instructions from `url` (POST). False: the call
        is over. Raises VendorUnavailable."""
        ...

    def hang_up(self, call: CallId) -> bool:
        """False: it was over already."""
        ...

    def voicemails(self, since: datetime) -> list[Voicemail]:
        """Those left since then, latest first, the latest few hundred. Raises VendorUnavailable."""
        ...

    def parties(self, call: CallId) -> tuple[Phone, Phone] | None:
        """Who called, and whom. None: the carrier knows no such call. Raises VendorUnavailable."""
        ...
