"""When the words are there, what an outage costs the caller, and what listening costs the machine: the clouds' ears against stand-ins.

    python -m benchmarks.ears [--calls 60] [--seconds 20] [--turns 5] [--json FILE]

Vendors are tests/fakes/recognisers.py, in a process of their own: Deepgram's part answers after 100 ms, Scribe's after 150 ms.
Times run from the end of the sound of the last word, the pause before words are asked for included. Processor time is that of
this process, less that of as many callers whom nobody hears.
"""

import argparse
import asyncio
import json
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_create_server

from receptionist.adapters.ears.choosing import ears_from
from receptionist.ports import Listening, Transcript
from tests.fakes.recognisers import KEY, Play, recognisers
from tests.fakes.spoken_code import QUIET, frames, say

PAUSE_FRAMES = 7
"""Of 32 ms: 0.2 s of quiet, then words are asked for."""
SAID = ("yes", "table for two at seven please")
WAYS = {
    "well": Play(late_s=0.1),
    "refuses": Play(500),
    "does not answer the handshake": Play(way="silent"),
    "takes sound, says nothing": Play(way="mute"),
    "hangs up in the turn": Play(way="closes", after_s=0.3),
}
NEXT = Play(late_s=0.15)
QUICK = "quick"
INTERIM_BYTES = 2400


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ears", description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.serve is not None:
        return _serve(given.serve)
    logging.disable(logging.CRITICAL)
    found = {
        "outages": uvloop.run(_outages(given.turns)),
        "processor": uvloop.run(_processor(given.calls, given.seconds)),
    }
    if given.json:
        given.json.write_text(json.dumps(found, indent=2), encoding="utf-8")
    return 0


class Quick(WSListener):  # type: ignore[misc, unused-ignore]
    """Deepgram's part for many calls: hears nothing, but answers as often."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = 0

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Sound, or a message."""
        match frame.msg_type:
            case WSMsgType.CLOSE:
                transport.send_close(frame.get_close_code())
                transport.disconnect()
            case WSMsgType.BINARY:
                before, self._bytes = self._bytes, self._bytes + frame.payload_size
                if before // INTERIM_BYTES != self._bytes // INTERIM_BYTES:
                    self._answer(transport, final=False)
            case WSMsgType.TEXT if b"Finalize" in frame.get_payload_as_bytes():
                self._answer(transport, final=True)

    def _answer(self, transport: WSTransport, *, final: bool) -> None:
        alternative = {"transcript": "a table for two at seven please", "confidence": 0.9, "words": []}
        told = {"type": "Results", "start": 0.0, "duration": self._bytes / 8000, "is_final": final, "from_finalize": final,
                "channel": {"alternatives": [alternative]}}  # fmt: skip
        transport.send(WSMsgType.TEXT, json.dumps(told))


def _serve(way: str) -> int:
    if way == QUICK:
        uvloop.run(_serve_quick())
    with recognisers(WAYS.get(way, NEXT)) as stand_in:
        print(stand_in.url, flush=True)
        sys.stdin.read()
    return 0


async def _serve_quick() -> None:
    server = await ws_create_server(lambda _: Quick(), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.Event().wait()


@contextmanager
def _vendor(way: str) -> Iterator[str]:
    """Its address, until the block ends."""
    command = [sys.executable, "-m", "benchmarks.ears", "--serve", way]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def _settings(deepgram: str, elevenlabs: str = "") -> dict[str, str]:
    return {
        "DEEPGRAM_API_KEY": KEY, "DEEPGRAM_BASE_URL": deepgram, "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{deepgram}/v1",
        "ELEVENLABS_API_KEY": KEY, "ELEVENLABS_BASE_URL": elevenlabs or deepgram,
    }  # fmt: skip


async def _turn(listening: Listening, said: str) -> tuple[float, Transcript]:
    """Seconds from the end of the last word to the words."""
    loop, sound = asyncio.get_running_loop(), say(said)
    began = ended = loop.time()
    listening.begin(sound[:4800])
    parts = [*frames(sound[4800:]), *frames(QUIET)[:PAUSE_FRAMES]]
    for n, frame in enumerate(parts, 1):
        await asyncio.sleep(max(0.0, began + n * 0.032 - loop.time()))
        listening.hear(frame)
        if n == len(parts) - PAUSE_FRAMES:
            ended = loop.time()
    heard = await listening.words()
    took = loop.time() - ended
    listening.end()
    return took, heard


async def _outages(turns: int) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    with _vendor("next") as well:
        for way in WAYS:
            with _vendor(way) as first:
                for said in SAID:
                    one = await _outage(way, first, well, said, turns)
                    found.append(one)
                    print(
                        f"{way:32}{said!r:34}first turn {one['first_ms']:>5} ms   next {one['next_ms']:>5} ms   {one['by']}"
                    )
    return found


async def _outage(way: str, first: str, well: str, said: str, turns: int) -> dict[str, object]:
    times: list[tuple[float, float]] = []
    by = set()
    for _ in range(turns):
        ears = ears_from(_settings(first, well), None, ["deepgram", "elevenlabs"])
        listening = ears.listen(language="en")
        await asyncio.sleep(0.3)
        (one, heard), (two, again) = await _turn(listening, said), await _turn(listening, said)
        if (heard.text, again.text) != (said, said):
            raise SystemExit(f"{way}: heard {heard.text!r} and {again.text!r} instead of {said!r}")
        times.append((one, two))
        by |= {heard.by, again.by}
        await listening.close()
        await ears.close()
    first_ms, next_ms = (round(statistics.median(column) * 1000) for column in zip(*times, strict=True))
    return {"way": way, "said": said, "first_ms": first_ms, "next_ms": next_ms, "by": ", ".join(sorted(by))}


class _Nobody:
    """Listens to nothing."""

    def begin(self, before: bytes) -> None: ...

    def hear(self, audio: bytes) -> None: ...

    async def words(self) -> None: ...

    def end(self) -> None: ...


async def _processor(calls: int, seconds: int) -> dict[str, float]:
    """Per cent of a core for one call that speaks all the time."""
    idle = await _share([_Nobody()] * calls, seconds)
    with _vendor(QUICK) as url:
        ears = ears_from(_settings(url), None, ["deepgram"])
        listening = [ears.listen(language="en") for _ in range(calls)]
        await asyncio.sleep(2)
        share = round(100 * (await _share(listening, seconds) - idle), 3)
        print(f"deepgram: {share:.3f} % of a core per call that speaks all the time ({calls} at once, no TLS)")
        for one in listening:
            await one.close()
    return {"calls": calls, "per_cent": share}


async def _share(listening: Sequence[Listening | _Nobody], seconds: int) -> float:
    spent = time.process_time()
    async with asyncio.TaskGroup() as group:
        for n, one in enumerate(listening):
            group.create_task(_speaks(one, seconds, n / len(listening)))
    return (time.process_time() - spent) / len(listening) / seconds


async def _speaks(listening: Listening | _Nobody, seconds: int, after_s: float) -> None:
    await asyncio.sleep(after_s)
    loop, line = asyncio.get_running_loop(), frames((say(SAID[1]) + QUIET) * seconds)[: seconds * 31]
    began = loop.time()
    listening.begin(QUIET)
    for n, frame in enumerate(line, 1):
        await asyncio.sleep(max(0.0, began + n * 0.032 - loop.time()))
        listening.hear(frame)
        if n % 100 == 0:
            await listening.words()
    listening.end()


if __name__ == "__main__":
    sys.exit(main())
