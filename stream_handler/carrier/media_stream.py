"""Twilio Media Streams, as data. No sockets here: text in, values out, and back.

Protocol: https://www.twilio.com/docs/voice/media-streams/websocket-messages
Audio is mu-law, 8 000 Hz, mono: 20 ms is 160 bytes. Sequence numbers and chunks are strings that grow.
"""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Any

import orjson

LONGEST_MESSAGE = 32_768
"""Characters. A frame takes 300; the longest documented `start` (parameters of 500 characters each) far less than this."""
LONGEST_AUDIO = 8_000
"""Bytes of one media message: a second, fifty times what Twilio sends."""


class ProtocolError(Exception):
    """Not what the carrier documents. The call ends with this as the reason."""


@dataclass(frozen=True, slots=True)
class Started:
    stream: str
    call: str
    account: str
    parameters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Audio:
    mulaw: bytes


@dataclass(frozen=True, slots=True)
class Key:
    digit: str


@dataclass(frozen=True, slots=True)
class Played:
    mark: str
    """Name of a mark whose audio the caller has now heard, or that `clear` threw away."""


@dataclass(frozen=True, slots=True)
class Stopped:
    pass


@dataclass(frozen=True, slots=True)
class Leave:
    """Of a handler that carries the stream here and is about to end: the call is to be given away at a quiet moment."""


Message = Started | Audio | Key | Played | Stopped | Leave

LEAVING = "firstring-leave"
LEAVE = f'{{"event":"connected","protocol":"{LEAVING}"}}'
"""Another `connected`: a handler of an earlier release, which does not know it, passes over it."""


class Reader:
    """Reads one stream's messages in order."""

    def __init__(self) -> None:
        self._sequence = 0
        self._started = False

    def read(self, text: str | bytes) -> Message | None:
        """One WebSocket message. None for those we have no use for (`connected`).

        Raises ProtocolError on anything malformed, oversized or out of order.
        """
        if len(text) > LONGEST_MESSAGE:
            raise ProtocolError("message too long")
        try:
            message: Any = orjson.loads(text)
            event = message["event"]
            if event == "connected":
                return Leave() if self._started and message.get("protocol") == LEAVING else None
            self._in_order(message)
            return self._value(event, message)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ProtocolError(f"malformed message: {type(error).__name__}") from error

    def _in_order(self, message: Any) -> None:
        number = int(message["sequenceNumber"])
        if number <= self._sequence:
            raise ProtocolError(f"sequence number {number} after {self._sequence}")
        self._sequence = number

    def _value(self, event: str, message: Any) -> Message | None:
        if event == "start":
            return self._start(message["start"])
        if not self._started:
            raise ProtocolError(f"{event} before start")
        match event:
            case "media":
                return Audio(_audio(message["media"]["payload"]))
            case "dtmf":
                return Key(_text(message["dtmf"]["digit"], 1))
            case "mark":
                return Played(_text(message["mark"]["name"], 200))
            case "stop":
                return Stopped()
        return None

    def _start(self, start: Any) -> Started:
        if self._started:
            raise ProtocolError("started twice")
        form = start["mediaFormat"]
        if (form["encoding"], form["sampleRate"], form["channels"]) != ("audio/x-mulaw", 8000, 1):
            raise ProtocolError("audio is not mu-law, 8 kHz, mono")
        self._started = True
        given = start.get("customParameters") or {}
        parameters = {_text(name, 500): _text(value, 1000) for name, value in given.items()}
        return Started(
            _text(start["streamSid"], 64), _text(start["callSid"], 64), _text(start["accountSid"], 64), parameters
        )


def _audio(payload: Any) -> bytes:
    if not isinstance(payload, str):
        raise ProtocolError("a payload is text")
    try:
        audio = binascii.a2b_base64(payload, strict_mode=True)
    except binascii.Error as error:
        raise ProtocolError("a payload is base64") from error
    if not 0 < len(audio) <= LONGEST_AUDIO:
        raise ProtocolError(f"{len(audio)} bytes of audio at once")
    return audio


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ProtocolError("a field is not the text it should be")
    return value


class Writer:
    """What we may send on one stream."""

    def __init__(self, stream: str) -> None:
        sid = orjson.dumps(stream).decode()
        self._media = f'{{"event":"media","streamSid":{sid},"media":{{"payload":"'
        self._clear = f'{{"event":"clear","streamSid":{sid}}}'
        self._mark = f'{{"event":"mark","streamSid":{sid},"mark":{{"name":"'

    def media(self, mulaw: bytes) -> str:
        return f'{self._media}{base64.b64encode(mulaw).decode("ascii")}"}}}}'

    def mark(self, name: str) -> str:
        """`name`: letters, digits and dashes."""
        return f'{self._mark}{name}"}}}}'

    def clear(self) -> str:
        return self._clear
