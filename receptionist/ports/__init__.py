"""What the receptionist needs of the outside, and what each thing must promise.

Stores are synchronous (the same code serves a Lambda); a live call reaches them through one bounded executor per
dependency. Speech is asynchronous. Every suite in tests/contracts runs on each adapter of its port. Every method of
every store may raise StoreUnavailable; every one is asked with a business, and answers for that business only.
"""

from receptionist.ports.accounts import AccountChange, AccountStore, Identity, PasswordHasher, Redeemer, Shown, Tally
from receptionist.ports.live import Handler, LiveState, Subscription, Switchboard
from receptionist.ports.objects import ObjectStore
from receptionist.ports.outgoing import CallControl, SmsSender, UnfitUrl, VendorMessage, Voicemail, WebhookSender
from receptionist.ports.speech import (
    Ears,
    EndOfTurn,
    FluentVoice,
    Listening,
    Sound,
    SpeechDetector,
    Transcriber,
    Transcript,
    Voice,
)
from receptionist.ports.stores import (
    BookChange,
    BookingStore,
    BusinessStore,
    CallStore,
    CodeTaken,
    Conflict,
    Errand,
    ErrandStore,
    MessageStore,
    Row,
    RowRemoval,
    RowStore,
)
from receptionist.ports.vectors import Embedder, Near, Vector, VectorKind, VectorStore

__all__ = [
    "AccountChange",
    "AccountStore",
    "BookChange",
    "BookingStore",
    "BusinessStore",
    "CallControl",
    "CallStore",
    "CodeTaken",
    "Conflict",
    "Ears",
    "Embedder",
    "EndOfTurn",
    "Errand",
    "ErrandStore",
    "FluentVoice",
    "Handler",
    "Identity",
    "Listening",
    "LiveState",
    "MessageStore",
    "Near",
    "ObjectStore",
    "PasswordHasher",
    "Redeemer",
    "Row",
    "RowRemoval",
    "RowStore",
    "Shown",
    "SmsSender",
    "Sound",
    "SpeechDetector",
    "Subscription",
    "Switchboard",
    "Tally",
    "Transcriber",
    "Transcript",
    "UnfitUrl",
    "Vector",
    "VectorKind",
    "VectorStore",
    "VendorMessage",
    "Voice",
    "Voicemail",
    "WebhookSender",
]
