"""What every function works with: the desk, and what Twilio and the streams have to be told."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from receptionist.adapters.google.calendars import GoogleCalendars
from receptionist.adapters.memory.tally import MemoryTally
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.webhooks.http import HttpWebhooks
from receptionist.calendars.service import CalendarService
from receptionist.calls.numbers import PhoneNumbers, Webhooks
from receptionist.calls.record import CallRecord
from receptionist.calls.ticket import StreamTicket, sign
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.ids import NewId
from receptionist.ports import (
    CallControl,
    ObjectStore,
    SmsSender,
    Switchboard,
    Tally,
    Transcriber,
    Voice,
    WebhookSender,
)

TICKET_LIFE = timedelta(seconds=60)
"""Twilio connects within a second or two; a minute also covers its retries."""

DEGRADED = "x-firstring-degraded"
"""Header of an answer that had to do without a store or worse; counted as a failure (functions/entry.py)."""


@dataclass(frozen=True, slots=True)
class Office:
    """Built once per process by a composition root: functions/wiring.py in the cloud, local/ on one machine."""

    desk: Desk
    door: Door
    signature: SignatureCheck
    account_sid: str
    origin: str
    """Scheme and host of this region, where every URL given to Twilio begins."""
    stream_url: str
    """`wss://.../media` of this region; `ws://` on one machine."""
    ticket_key: bytes
    """The newest: it signs. Empty where nobody is let in: no handler believes what it signs."""
    carrier: CallControl
    sms: SmsSender
    numbers: PhoneNumbers
    """Of the carrier account that everything here is paid from."""
    lines: Webhooks
    """Where a number that is ours has its calls and texts sent."""
    recordings: ObjectStore
    webhooks: WebhookSender = field(default_factory=HttpWebhooks)
    """To public addresses only, unless told otherwise."""
    calendars: CalendarService = field(default_factory=lambda: GoogleCalendars(lambda: None))
    """Google Calendar; not `ready` where nobody has set up an account."""
    voice: Voice | None = None
    """Speaks examples of sentences. None: no voice is at hand, as in a Lambda function."""
    transcriber: Transcriber | None = None
    """Hears what somebody says to a draft. None: nothing hears here, as in a Lambda function."""
    voices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of that voice, the names that can be chosen in each language, its own first."""
    tally: Tally = field(default_factory=MemoryTally)
    """Counts calls, texts and requests."""
    api_per_minute: int | None = None
    """Requests of one person or program; None: no limit."""
    switchboard: Switchboard | None = None
    """Where slots of handlers are reserved. None: every call is sent to them as if there were room."""
    agreed: str = ""
    """HEALTH_PROVIDERS: who may be let near patients' data (receptionist/adapters/health.py)."""
    most_calls: int | None = None
    """At once, of all businesses; None: as many as the handlers have slots."""
    elsewhere: tuple[str, ...] = ()
    """Origins that may answer a call when our stores can't: other regions'."""
    new_sid: NewId = field(default=lambda: f"CA{secrets.token_hex(16)}")
    """Names calls that come by no phone network, in the form Twilio gives its own."""

    def url(self, path: str) -> str:
        return self.origin + path

    def ticket(self, record: CallRecord, *, asked_by: str, resumed: bool = False) -> str:
        """A pass for one stream of this call.

        `asked_by`: path and query of the signed request that is answered, different for every stream of a call. Whoever
        sends that request again, be it the carrier or somebody who has overheard it, gets a pass for the same one stream.
        """
        once = json.dumps([record.call, asked_by]).encode()
        ticket = StreamTicket(
            call=record.call,
            business=record.business,
            caller=record.caller,
            called=record.called,
            language=record.language,
            expires=self.desk.clock() + TICKET_LIFE,
            nonce=hashlib.sha256(once).hexdigest()[:32],
            resumed=resumed,
        )
        return sign(ticket, self.ticket_key)
