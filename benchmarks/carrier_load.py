"""Can the simulated phone network carry a hundred calls in real time on one core?

The network and its callers run in this process, on one event loop; the application (an
echo of every frame over the WebSocket) in another, so that its cost is not counted.
Every tenth caller listens and every call is recorded, as in a load run with sound.

    python -m benchmarks.carrier_load [--calls 100] [--seconds 10] [--json FILE]

Reported: share of one core used by this process (user + system), beats that came more
than 10 ms late, the latest beat, and of the frames the application sent back how many
reached the caller's ear.
"""

import argparse
import asyncio
import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_create_server

from local.carrier import Carrier, PhoneCall, mulaw

ACCOUNT, TOKEN, OURS = "AC" + "0" * 32, "load", "+14155550100"


class Echo(WSListener):  # type: ignore[misc, unused-ignore]
    """Sends every media message back as Twilio expects it, without decoding the sound."""

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """A message of the network."""
        if frame.msg_type is WSMsgType.CLOSE:
            transport.send_close(frame.get_close_code())
            transport.disconnect()
            return
        message = frame.get_payload_as_bytes()
        if not message.startswith(b'{"event":"media"'):
            return
        payload = message[message.index(b'"payload":"') + 11 :]
        sound, _, rest = payload.partition(b'"')
        sid = rest[rest.index(b'"streamSid":"') + 13 :].partition(b'"')[0]
        transport.send(WSMsgType.TEXT, b'{"event":"media","streamSid":"%s","media":{"payload":"%s"}}' % (sid, sound))


async def serve_echo() -> None:
    """The application: prints its ports, then answers until killed."""

    def echo(request: WSUpgradeRequest) -> Echo:
        return Echo()

    streams = await ws_create_server(echo, "127.0.0.1", 0)
    url = "ws://127.0.0.1:%d/media" % streams.sockets[0].getsockname()[1]  # noqa: UP031
    twiml = f'<Response><Connect><Stream url="{url}"/></Connect></Response>'.encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(twiml)

    async def webhook(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head + twiml)
        await writer.drain()
        writer.close()

    hooks = await asyncio.start_server(webhook, "127.0.0.1", 0)
    print(hooks.sockets[0].getsockname()[1], flush=True)
    async with streams, hooks:
        await hooks.serve_forever()


async def load(port: int, calls: int, seconds: float) -> dict[str, float]:
    """Ring, talk for `seconds`, measure."""
    voice = mulaw.tone(1.0, 300, level=0.3)
    async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier:
        carrier.provision(OURS, voice_url=f"http://127.0.0.1:{port}/voice")
        began = time.perf_counter()
        rung: list[PhoneCall] = [await carrier.dial(from_=f"+1202555{n:04d}", to=OURS) for n in range(calls)]
        for call in rung:
            await call.answered_or_over()
        answered_s = time.perf_counter() - began
        await asyncio.sleep(1)
        carrier.pacer.beats = carrier.pacer.late_beats = 0
        carrier.pacer.worst_s = 0.0
        heard = [len(call.recording.heard) for call in rung]
        used, began = _cpu_s(), time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for call in rung[::10]:
                tasks.create_task(_listen(call, seconds))
            for _ in range(int(seconds)):
                for call in rung:
                    call.say(voice)
                await asyncio.sleep(1)
        took, used = time.perf_counter() - began, _cpu_s() - used
        frames = sum(len(call.recording.heard) - before for call, before in zip(rung, heard, strict=True)) / 160
        loud = sum(
            not mulaw.is_silent(bytes(call.recording.heard[at : at + 160]))
            for call in rung
            for at in range(len(call.recording.heard) - int(seconds) * 4000, len(call.recording.heard), 160)
        )
        half = calls * int(seconds) * 25
        return {
            "calls": calls,
            "seconds": round(took, 2),
            "answered_all_s": round(answered_s, 3),
            "cpu_share_of_one_core": round(used / took, 3),
            "line_beats": carrier.pacer.beats,
            "late_beats_over_10ms": carrier.pacer.late_beats,
            "latest_beat_ms": round(carrier.pacer.worst_s * 1000, 1),
            "frames_per_call_and_second": round(frames / calls / took, 2),
            "echo_heard_share": round(loud / half, 4),
            "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        }


async def _listen(call: PhoneCall, seconds: float) -> None:
    for _ in range(int(seconds * 50)):
        await call.hear()


def _cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run the measurement and print it."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--calls", type=int, default=100)
    given.add_argument("--seconds", type=float, default=10)
    given.add_argument("--json", type=Path)
    given.add_argument("--echo", action="store_true", help=argparse.SUPPRESS)
    asked = given.parse_args()
    if asked.echo:
        uvloop.run(serve_echo())
        return
    command = [sys.executable, "-m", "benchmarks.carrier_load", "--echo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as application:
        assert application.stdout is not None
        try:
            result = uvloop.run(load(int(application.stdout.readline()), asked.calls, asked.seconds))
        finally:
            application.send_signal(signal.SIGTERM)
    for name, value in result.items():
        print(f"{name:28} {value}")
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
