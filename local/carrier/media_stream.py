"""One `<Stream>`: the network's end of a bidirectional Media Streams WebSocket.

Callbacks on the socket, no task per stream: frames go out on the line's beat and answers
are handled as they arrive, so that one core carries a hundred calls.
"""

import asyncio
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from picows import (
    WSCloseCode,
    WSError,
    WSFrame,
    WSHandshakeError,
    WSListener,
    WSMsgType,
    WSTransport,
    ws_connect,
)

from local.carrier import stream_messages as messages
from local.carrier.faults import (
    INVALID_URL,
    STREAM_BROKEN_PIPE,
    STREAM_CLOSED_BY_SERVER,
    STREAM_HANDSHAKE,
    STREAM_OVERFLOW,
    STREAM_TIMEOUT,
    CallFault,
    StreamRefused,
)
from local.carrier.playout import Playout

MOST_UNSENT_BYTES = 256 * 1024
"""About 12 s of audio the server has not read. Then sound is dropped (31930). Size not documented."""

LINGER_S = 2.0
"""Seconds the server gets to answer our close frame."""

MAX_MESSAGE_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """Why a stream ended. `fault` is None only if the network ended it."""

    fault: CallFault | None
    abrupt: bool = False
    """The socket died without a close frame."""


Note = Callable[[str, Mapping[str, str]], None]


class MediaStream(WSListener):  # type: ignore[misc, unused-ignore]
    """A stream between one call's line and a WebSocket server. Made by `open_stream`."""

    def __init__(self, sender: messages.Sender, stream_sid: str, url: str, playout: Playout, note: Note) -> None:
        super().__init__()
        self.ended: asyncio.Future[StreamEnd] = asyncio.get_running_loop().create_future()
        self._sender = sender
        self._sid = stream_sid
        self._url = url
        self._playout = playout
        self._note = note
        self._transport: WSTransport | None = None
        self._parts = bytearray()
        self._overflowed = False

    def begin(self, parameters: Mapping[str, str]) -> None:
        """Send `connected` and `start`."""
        self._send(messages.CONNECTED)
        self._send(self._sender.start(parameters))

    def caller_said(self, frame: bytes) -> None:
        """Send 20 ms of the caller."""
        transport = self._transport
        if transport is None or self.ended.done():
            return
        if transport.underlying_transport.get_write_buffer_size() > MOST_UNSENT_BYTES:
            self._sender.skip()
            if not self._overflowed:
                self._overflowed = True
                self._note("overflow", {"code": str(STREAM_OVERFLOW)})
            return
        transport.send(WSMsgType.TEXT, self._sender.media(frame))

    def pressed(self, digit: str) -> None:
        """Tell the server of a key."""
        self._send(self._sender.dtmf(digit))

    def close(self) -> None:
        """End the stream from the network's side: `stop`, then a close frame. Harmless if it has ended."""
        if not self.ended.done():
            self._send(self._sender.stop())
            self._note("stop", {})
            self._end(StreamEnd(None))
        transport = self._transport
        if transport is not None and not transport.is_disconnected and not transport.is_close_frame_sent:
            transport.send_close(WSCloseCode.OK)
            asyncio.get_running_loop().call_later(LINGER_S, transport.disconnect, False)

    def cut(self) -> None:
        """Break the socket without a close frame."""
        if self._transport is not None:
            self._transport.disconnect(graceful=False)

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The handshake is done."""
        self._transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """A frame of the server."""
        match frame.msg_type:
            case WSMsgType.CLOSE:
                self._closed_by_server(transport, frame)
            case WSMsgType.TEXT if frame.fin:
                self._take(frame.get_payload_as_bytes())
            case WSMsgType.TEXT | WSMsgType.CONTINUATION:
                self._parts += frame.get_payload_as_bytes()
                if len(self._parts) > MAX_MESSAGE_BYTES:
                    self._refuse(messages.refused("message too large"))
                elif frame.fin:
                    whole = bytes(self._parts)
                    self._parts.clear()
                    self._take(whole)
            case WSMsgType.BINARY:
                self._refuse(messages.refused("binary message"))

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """The socket is gone: abruptly, unless a close frame came or broken frames made us send one."""
        if transport.is_close_frame_sent:
            self._end(StreamEnd(messages.refused("not a WebSocket frame")))
            return
        message = "Stream - WebSocket - Connection Broken Pipe"
        self._end(StreamEnd(CallFault(STREAM_BROKEN_PIPE, message, self._url), abrupt=True))

    def _closed_by_server(self, transport: WSTransport, frame: WSFrame) -> None:
        code = str(getattr(frame.get_close_code(), "value", frame.get_close_code()))
        message = f"Stream - WebSocket - Close Error: the server closed with {code}"
        self._end(StreamEnd(CallFault(STREAM_CLOSED_BY_SERVER, message, self._url)))
        if not transport.is_close_frame_sent:
            transport.send_close(frame.get_close_code())
        transport.disconnect()

    def _take(self, message: bytes) -> None:
        if self.ended.done():
            return
        try:
            wanted = messages.parse(message, self._sid)
        except StreamRefused as fault:
            self._refuse(fault)
            return
        match wanted:
            case messages.Media(audio):
                self._playout.write(audio)
            case messages.Mark(name):
                self._playout.mark(lambda: self._reached(name))
            case messages.Clear():
                self._note("clear", {"dropped_bytes": str(self._playout.waiting_bytes)})
                self._playout.clear()

    def _reached(self, name: str) -> None:
        self._note("mark", {"name": name})
        self._send(self._sender.mark(name))

    def _refuse(self, fault: StreamRefused) -> None:
        if self.ended.done():
            return
        fault.url = self._url
        self._end(StreamEnd(fault))
        if self._transport is not None:
            self._transport.send_close(WSCloseCode.PROTOCOL_ERROR)
            self._transport.disconnect()

    def _send(self, message: bytes) -> None:
        if self._transport is not None and not self._transport.is_disconnected and not self.ended.done():
            self._transport.send(WSMsgType.TEXT, message)

    def _end(self, end: StreamEnd) -> None:
        if not self.ended.done():
            self.ended.set_result(end)


def stream_url(url: str) -> str:
    """The address a stream is opened at: without the query string, which Twilio drops.

    Raises CallFault 11100 unless it is wss, or ws to this very machine (the one liberty taken here).
    """
    parts = urlsplit(url)
    if parts.scheme != "wss" and not (parts.scheme == "ws" and _is_loopback(parts.hostname or "")):
        raise CallFault(INVALID_URL, "a stream URL must be wss://", url)
    return parts._replace(query="", fragment="").geturl()


async def open_stream(stream: MediaStream, url: str, *, signature: str, timeout_s: float) -> None:
    """Connect `stream` to its server. Raises CallFault 31920 (not 101) or 31901 (no connection, no answer)."""
    try:
        await ws_connect(
            lambda: stream,
            url,
            websocket_handshake_timeout=timeout_s,
            extra_headers={"X-Twilio-Signature": signature, "User-Agent": "Twilio.TmeWs/1.0"},
            max_redirects=0,
            max_frame_size=MAX_MESSAGE_BYTES,
        )
    except WSHandshakeError as error:
        raise CallFault(STREAM_HANDSHAKE, f"Stream - WebSocket - Handshake Error: {error}", url) from error
    except (OSError, TimeoutError, WSError) as error:
        raise CallFault(STREAM_TIMEOUT, f"Stream - WebSocket - Connection Timeout: {error!r}", url) from error


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
