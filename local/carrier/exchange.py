"""What the network lends to every call: its books, its clock beat, its HTTP client."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from local.carrier import mulaw
from local.carrier.call import Fetch, HangUp, PhoneCall
from local.carrier.model import AfterAbruptEnd, CallRecording, IncomingNumber, Party, TextMessage
from local.carrier.names import Names
from local.carrier.pacer import Pacer
from local.carrier.talking import Leg, Waiting
from local.carrier.twiml import Verb
from local.carrier.webhooks import Webhooks

Speak = Callable[[str, str], bytes]
"""(text, language) to mu-law. Blocking; runs in a thread."""


@dataclass(slots=True)
class Options:
    """How this network behaves where Twilio leaves it open, and how patient it is."""

    after_abrupt_end: AfterAbruptEnd
    webhook_timeout_s: float
    stream_timeout_s: float
    speak: Speak | None
    names: Names


@dataclass(slots=True)
class Exchange:
    """Everything calls share. The accounts map AccountSid to its auth token."""

    accounts: dict[str, str]
    options: Options
    webhooks: Webhooks
    pacer: Pacer
    now: Callable[[], datetime]
    spawn: Callable[[Coroutine[Any, Any, None]], None]
    """Run something beside the calls; the carrier waits for it at its end."""
    place_leg: Callable[["Stage", Verb, str], Awaitable[Leg]]
    """Ring the number of a Dial's noun, showing this caller id ("" for the caller's own)."""
    api_base_url: str = ""
    numbers: dict[str, IncomingNumber] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    calls: dict[str, PhoneCall] = field(default_factory=dict)
    messages: list[TextMessage] = field(default_factory=list)
    recordings: dict[str, CallRecording] = field(default_factory=dict)
    queues: dict[str, deque[Waiting]] = field(default_factory=dict)
    opted_out: set[tuple[str, str]] = field(default_factory=set)
    """(our number, the person's number) pairs that may not be texted."""
    registrations: dict[str, str] = field(default_factory=dict)
    """By the sid of a number: the status of its campaign, or of its toll-free verification."""

    def number(self, phone_number: str) -> IncomingNumber | None:
        """The account's number, if it is one."""
        return next((n for n in self.numbers.values() if n.phone_number == phone_number), None)

    def token(self, account_sid: str) -> str:
        """The auth token of an account."""
        return self.accounts[account_sid]


@dataclass(frozen=True, slots=True)
class Stage:
    """A document being executed: for which call, and where it came from."""

    call: PhoneCall
    exchange: Exchange
    url: str

    def resolve(self, url: str) -> str:
        """An URL in the document, which may be relative to it."""
        return urljoin(self.url, url)

    def action(self, verb: Verb, **extra: str) -> Fetch | None:
        """What follows a verb that has an `action`."""
        if "action" not in verb.attributes:
            return None
        return Fetch(self.resolve(verb.get("action")), verb.get("method", "POST"), extra)

    async def speech(self, text: str, language: str) -> bytes:
        """`text` as sound: spoken if the network was given a voice, else a tone of about the right length."""
        speak = self.exchange.options.speak
        if speak is None:
            return mulaw.tone(max(0.3, len(text) / CHARACTERS_PER_S), SPEECH_TONE_HZ)
        return await asyncio.to_thread(speak, text, language)


CHARACTERS_PER_S = 15
SPEECH_TONE_HZ = 440

Next = Fetch | HangUp | None
"""What follows a verb: another document, the end, or (None) the next verb."""
