"""One call of our own through the whole path, as the phone network makes it; who rings says nothing and hangs up.

POST /voice/incoming, signed ─▶ TwiML ─▶ wss /media with its ticket ─▶ a second of the greeting ─▶ stop ─▶ POST /voice/status
"""

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import aiohttp

LIMIT_S = 12.0
"""For the whole call; the caller of a real one would have hung up."""
ENOUGH = 8000
"""Bytes of mu-law: a second."""
VOICED = 0.1
"""Share of them that must not be silence."""
SILENCE = frozenset(b"\xff\x7f\xfe\x7e")
FRAME = base64.b64encode(b"\xff" * 160).decode()
FRAME_S = 0.02


class Unwell(Exception):
    """The call was not answered as a caller's would be; the message says where it ended, in constant words and codes."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the phone network knows."""

    origin: str
    """Scheme and host that Twilio was given."""
    account_sid: str
    called: str
    caller: str


@dataclass(frozen=True, slots=True)
class Heard:
    answered_ms: float
    """From the webhook's request to its answer."""
    greeting_ms: float
    """From the stream's start to our first sound."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What TwiML says of a stream."""

    url: str
    parameters: dict[str, str]


Sign = Callable[[str, dict[str, str]], str]
"""Of a URL and its form: the value of X-Twilio-Signature."""


async def ring(line: Line, call: str, sign: Sign, session: aiohttp.ClientSession) -> Heard:
    """Raises Unwell. Rings once; a cancelled call is hung up by the end of its socket."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(LIMIT_S):
            began = loop.time()
            answer = streamed(await _post(line, "/voice/incoming", call, "ringing", sign, session))
            answered = loop.time()
            greeting_s = await _listen(line, call, answer, session)
            await _post(line, "/voice/status", call, "completed", sign, session)
    except TimeoutError:
        raise Unwell(f"not answered and greeted within {LIMIT_S:g} s") from None
    except aiohttp.ClientError as error:
        raise Unwell(f"not reached: {type(error).__name__}") from error
    return Heard((answered - began) * 1000, greeting_s * 1000)


def streamed(twiml: str) -> Answer:
    """Raises Unwell where a caller would not be connected, naming the verbs they get instead."""
    try:
        document = ElementTree.fromstring(twiml)
    except ElementTree.ParseError:
        raise Unwell("the webhook's answer is no TwiML") from None
    stream = document.find("Connect/Stream")
    if stream is None:
        raise Unwell(f"no stream: {', '.join(verb.tag for verb in document)}")
    parameters = {one.attrib["name"]: one.attrib["value"] for one in stream.findall("Parameter")}
    return Answer(stream.attrib["url"], parameters)


async def _post(line: Line, path: str, call: str, status: str, sign: Sign, session: aiohttp.ClientSession) -> str:
    form = {
        "CallSid": call, "AccountSid": line.account_sid, "From": line.caller, "To": line.called, "CallStatus": status,
        "Direction": "inbound", "ApiVersion": "2010-04-01",
    }  # fmt: skip
    url = line.origin + path
    async with session.post(url, data=form, headers={"X-Twilio-Signature": sign(url, form)}) as response:
        if response.status >= 300:
            raise Unwell(f"{path} answered {response.status}")
        return await response.text()


async def _listen(line: Line, call: str, answer: Answer, session: aiohttp.ClientSession) -> float:
    """Seconds until the first sound came; returns when there was enough of it. Raises Unwell."""
    loop = asyncio.get_running_loop()
    start = {
        "streamSid": f"MZ{call[2:]}", "accountSid": line.account_sid, "callSid": call, "tracks": ["inbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": answer.parameters,
    }  # fmt: skip
    sid = start["streamSid"]
    async with session.ws_connect(answer.url) as socket:
        await socket.send_json({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        await socket.send_json({"event": "start", "sequenceNumber": "1", "streamSid": sid, "start": start})
        began, first, sound = loop.time(), 0.0, bytearray()
        async with asyncio.TaskGroup() as group:
            quiet = group.create_task(_say_nothing(socket, str(sid)), name="silence of the caller")
            async for message in socket:
                if message.type != aiohttp.WSMsgType.TEXT:
                    break
                told = json.loads(message.data)
                if told.get("event") == "media":
                    first = first or loop.time()
                    sound += base64.b64decode(told["media"]["payload"])
                if len(sound) >= ENOUGH:
                    break
            quiet.cancel()
        if len(sound) < ENOUGH:
            raise Unwell(f"the stream was closed with {socket.close_code} after {len(sound)} bytes of sound")
        await socket.send_json({"event": "stop", "streamSid": sid, "stop": {"callSid": call}})
    if sum(byte not in SILENCE for byte in sound) < VOICED * len(sound):
        raise Unwell("the greeting is silence")
    return first - began


async def _say_nothing(socket: aiohttp.ClientWebSocketResponse, sid: str) -> None:
    count = 0
    while not socket.closed:
        media = {"track": "inbound", "chunk": str(count + 1), "timestamp": str(20 * count), "payload": FRAME}
        try:
            await socket.send_json(
                {"event": "media", "sequenceNumber": str(count + 2), "streamSid": sid, "media": media}
            )
        except ConnectionError:
            return
        count += 1
        await asyncio.sleep(FRAME_S)
