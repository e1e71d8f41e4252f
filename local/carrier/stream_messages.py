"""Twilio Media Streams as data: what we send to the WebSocket server, and what it may send us.

https://www.twilio.com/docs/voice/media-streams/websocket-messages
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass

import orjson

from local.carrier.faults import STREAM_PROTOCOL, StreamRefused

CONNECTED = b'{"event":"connected","protocol":"Call","version":"1.0.0"}'
FRAME_MS = 20


@dataclass(frozen=True, slots=True)
class Media:
    """Audio to play."""

    audio: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """A name to be sent back when the audio before it has been heard."""

    name: str


@dataclass(frozen=True, slots=True)
class Clear:
    """Drop the audio not yet played."""


FromServer = Media | Mark | Clear


def refused(why: str) -> StreamRefused:
    """The error of a message that does not keep to the protocol."""
    return StreamRefused(STREAM_PROTOCOL, f"Stream - Websocket - Protocol Error: {why}")


def parse(message: bytes, stream_sid: str) -> FromServer:
    """One text message of the WebSocket server. Raises StreamRefused (31924) on anything but the three kinds."""
    try:
        value = orjson.loads(message)
    except orjson.JSONDecodeError as error:
        raise refused("not JSON") from error
    if not isinstance(value, dict):
        raise refused("not a JSON object")
    if value.get("streamSid") != stream_sid:
        raise refused("streamSid is missing or not of this stream")
    match value:
        case {"event": "media", "media": {"payload": str(payload)}}:
            try:
                return Media(base64.b64decode(payload, validate=True))
            except (binascii.Error, ValueError) as error:
                raise refused("payload is not base64") from error
        case {"event": "mark", "mark": {"name": str(name)}} if name:
            return Mark(name)
        case {"event": "clear"}:
            return Clear()
    raise refused(f"event {value.get('event')!r} is unknown or lacks its fields")


class Sender:
    """The messages of one stream in order. Numbers are strings and count from 1, `connected` has none."""

    def __init__(self, account_sid: str, call_sid: str, stream_sid: str) -> None:
        self._account_sid = account_sid
        self._call_sid = call_sid
        self._stream_sid = stream_sid
        self._sequence = 0
        self._chunk = 0
        self._tail = f'"}},"streamSid":"{stream_sid}"}}'.encode()

    def start(self, parameters: Mapping[str, str]) -> bytes:
        """The message that says what call this is and what sound to expect."""
        return self._message(
            "start",
            start={
                "accountSid": self._account_sid,
                "streamSid": self._stream_sid,
                "callSid": self._call_sid,
                "tracks": ["inbound"],
                "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
                "customParameters": dict(parameters),
            },
        )

    def media(self, frame: bytes) -> bytes:
        """20 ms of the caller. Built by hand: it is sent fifty times a second for every call."""
        self._sequence += 1
        self._chunk += 1
        return (
            b'{"event":"media","sequenceNumber":"%d","media":{"track":"inbound","chunk":"%d","timestamp":"%d","payload":"'
            % (self._sequence, self._chunk, self._chunk * FRAME_MS)
            + binascii.b2a_base64(frame, newline=False)
            + self._tail
        )

    def skip(self) -> None:
        """A frame that could not be sent: its chunk number is used up, so the server can see the gap."""
        self._chunk += 1

    def dtmf(self, digit: str) -> bytes:
        """The caller pressed a key."""
        return self._message("dtmf", dtmf={"track": "inbound_track", "digit": digit})

    def mark(self, name: str) -> bytes:
        """The audio before the mark `name` was heard, or cleared."""
        return self._message("mark", mark={"name": name})

    def stop(self) -> bytes:
        """The stream is over."""
        return self._message("stop", stop={"accountSid": self._account_sid, "callSid": self._call_sid})

    def _message(self, event: str, **body: object) -> bytes:
        self._sequence += 1
        message = {"event": event, "sequenceNumber": str(self._sequence), **body, "streamSid": self._stream_sid}
        return json.dumps(message, separators=(",", ":")).encode()
