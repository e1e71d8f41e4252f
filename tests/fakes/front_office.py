"""An office with everything in memory, a clock that is set, and a Twilio that signs what it posts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from functions.office import Office
from receptionist.adapters.memory.accounts import MemoryAccountStore
from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.memory.numbers import MemoryPhoneNumbers
from receptionist.adapters.memory.objects import MemoryObjectStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.adapters.passwords import Argon2Passwords
from receptionist.adapters.sessions import Sessions
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.calls.numbers import PhoneNumbers, pointing_at
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.errors import VendorUnavailable
from receptionist.ids import CallId, Phone
from receptionist.messages.model import MessageStatus, TextMessage
from receptionist.ports import VendorMessage, Voicemail

ORIGIN = "https://phone.example.com"
OTHER_ORIGIN = "https://phone-eu.example.com"
TOKEN, OLD_TOKEN = "the-token-in-force", "the-token-being-replaced"
ACCOUNT = "AC" + "1" * 32
CALL = CallId("CA" + "a" * 32)
CALLER, RESTAURANT = Phone("+14155550142"), Phone("+14155550100")
TICKET_KEY = b"t" * 32
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
"""Thursday, 6 in the evening, in San Francisco."""

BUSINESSES = Path(__file__).parents[2] / "local" / "businesses"


@dataclass(slots=True)
class SetClock:
    """A clock that is set, not read."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **length: float) -> None:
        self.now += timedelta(**length)


@dataclass(slots=True)
class RememberingCarrier:
    """CallControl that keeps what it was told. `live`: calls with somebody on the line."""

    live: set[CallId] = field(default_factory=set)
    sent_on: list[tuple[CallId, str]] = field(default_factory=list)
    down: bool = False
    recorded: list[tuple[datetime, Voicemail]] = field(default_factory=list)
    called: dict[CallId, tuple[Phone, Phone]] = field(default_factory=dict)
    """Who called whom."""

    def go_on_at(self, call: CallId, url: str) -> bool:
        if self.down:
            raise VendorUnavailable("down")
        if call in self.live:
            self.sent_on.append((call, url))
        return call in self.live

    def hang_up(self, call: CallId) -> bool:
        return call in self.live

    def voicemails(self, since: datetime) -> list[Voicemail]:
        if self.down:
            raise VendorUnavailable("down")
        return [one for at, one in self.recorded if at >= since]

    def parties(self, call: CallId) -> tuple[Phone, Phone] | None:
        return self.called.get(call)


@dataclass(slots=True)
class RememberingSms:
    """SmsSender whose texts all arrive."""

    arrived: list[TextMessage] = field(default_factory=list)

    def send(self, message: TextMessage) -> VendorMessage:
        self.arrived.append(message)
        return VendorMessage(f"SM{len(self.arrived):032}", MessageStatus.SENT, message.body)

    def find(self, message: TextMessage) -> VendorMessage | None:
        return None


@dataclass(slots=True)
class Twilio:
    """Posts webhooks as Twilio does: form-encoded, over the public URL, signed."""

    client: TestClient

    def post(self, path: str, *, token: str = TOKEN, origin: str = ORIGIN, **fields: str) -> Any:
        form = {"AccountSid": ACCOUNT, "CallSid": CALL, "From": CALLER, "To": RESTAURANT, "ApiVersion": "", **fields}
        signature = RequestValidator(token).compute_signature(origin + path, form)
        return self.client.post(
            path,
            content=urlencode(form),
            headers={"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature},
        )


@cache
def _demo_businesses() -> list[Business]:
    return [load_business(file) for file in sorted(BUSINESSES.glob("*.yaml"))]


def a_desk(clock: SetClock) -> Desk:
    """With the demo businesses; ids and codes count up."""
    businesses = MemoryBusinessStore()
    for business in _demo_businesses():
        businesses.put(business)
    messages, rows, errands = MemoryMessageStore(), MemoryRowStore(clock), MemoryErrandStore()
    ids, codes = iter(f"id{n}" for n in range(10**6)), iter(f"CODE{n}" for n in range(10**6))
    return Desk(
        businesses=businesses,
        bookings=MemoryBookingStore(messages, rows, errands),
        calls=MemoryCallStore(),
        messages=messages,
        clock=clock,
        new_id=lambda: next(ids),
        new_code=lambda: next(codes),
        rows=rows,
        errands=errands,
    )


def a_door(desk: Desk) -> Door:
    """Of a machine without accounts: whoever sits at it owns everything."""
    accounts = MemoryAccountStore()
    tokens = iter(f"{n:043}" for n in range(10**6))
    return Door(
        accounts=accounts,
        identities=(Sessions(accounts, desk.clock),),
        clock=desk.clock,
        new_id=desk.new_id,
        new_token=lambda: next(tokens),
        passwords=Argon2Passwords(quick=True),
        open_house=True,
    )


def an_office(
    desk: Desk,
    carrier: RememberingCarrier,
    sms: RememberingSms,
    door: Door | None = None,
    numbers: PhoneNumbers | None = None,
) -> Office:
    return Office(
        desk=desk,
        door=door or a_door(desk),
        signature=SignatureCheck([ORIGIN, OTHER_ORIGIN], [TOKEN, OLD_TOKEN]),
        account_sid=ACCOUNT,
        origin=ORIGIN,
        stream_url="wss://stream.example.com/media",
        ticket_key=TICKET_KEY,
        carrier=carrier,
        sms=sms,
        numbers=numbers or MemoryPhoneNumbers(),
        lines=pointing_at(ORIGIN),
        recordings=MemoryObjectStore(),
    )
