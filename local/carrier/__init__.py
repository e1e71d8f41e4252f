"""The phone network, simulated: what Twilio does between a caller's handset and our servers.

It is the outside world, so it knows nothing of the receptionist: it rings webhooks,
executes the TwiML it gets, speaks Media Streams over a real WebSocket and serves the
REST API that the `twilio` SDK calls.

    caller's handset (PhoneCall)            application under test
      say / hear / press / hang_up            POST voice_url  ◀── signed form ──  Carrier
            │        ▲                              │ TwiML ─────────────────────▶ script
            ▼        │                        WS /media ◀──── 20 ms mu-law ────▶ MediaStream
          Line ── Playout                     twilio SDK ──── REST ────────────▶ rest/

Audio everywhere: mu-law, 8 000 Hz, mono; 160 bytes are 20 ms.

Documented by Twilio and kept: the signature, the forms, the time limits and the fallback
URL, the verbs, the stream messages, the error codes. Not documented, so chosen here and
marked "not documented" where they are chosen: what follows a socket that dies without a
close frame (`AfterAbruptEnd`), the size of the comfort noise, what a Dial hears while it rings.
"""

from local.carrier.call import PhoneCall
from local.carrier.carrier import Carrier
from local.carrier.faults import CallFault, TwimlRefused
from local.carrier.model import (
    AfterAbruptEnd,
    CallOutcome,
    CallState,
    IncomingNumber,
    Party,
    RestFault,
    TextMessage,
    TraceEvent,
)

__all__ = [
    "AfterAbruptEnd",
    "CallFault",
    "CallOutcome",
    "CallState",
    "Carrier",
    "IncomingNumber",
    "Party",
    "PhoneCall",
    "RestFault",
    "TextMessage",
    "TraceEvent",
    "TwimlRefused",
]
