"""When the first sound is there, what an outage costs the caller, and what speaking costs the machine: the clouds' mouths against
stand-ins.

    python -m benchmarks.mouth [--replies 5] [--calls 40] [--rounds 5] [--json FILE]

Vendors are those of tests/fakes, each on a thread of its own: ElevenLabs' and Google's part make a first sound 120 ms after the words. The
words of a reply come 20 ms apart. Times run from its first word. Processor time is that of the thread which speaks.
"""

import argparse
import asyncio
import json
import logging
import statistics
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import uvloop

from receptionist.adapters.mouth.choosing import mouth_from
from receptionist.adapters.mouth.failover import Failover, Patience
from receptionist.calls.mulaw import RATE
from tests.fakes import elevenlabs_stand_in as elevenlabs
from tests.fakes.google_speech_stand_in import google_speech_stand_in

REPLY = "Thank you for asking, we would love that. The front door has a ramp, the window tables are quiet, we keep blankets by the bar."
WORD_S = 0.02
FIRST_S = 0.12
WAYS = {
    "well": elevenlabs.Play(first_s=FIRST_S),
    "refuses": elevenlabs.Play(error="system_busy", first_s=0.0),
    "says nothing": elevenlabs.Play(hangs_after=0),
    "breaks off after six words": elevenlabs.Play(first_s=FIRST_S, closes_after=6),
    "falls silent after six words": elevenlabs.Play(first_s=FIRST_S, hangs_after=6),
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mouth", description=__doc__.splitlines()[0])
    parser.add_argument("--replies", type=int, default=5)
    parser.add_argument("--calls", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(argv)
    logging.disable(logging.CRITICAL)
    found = uvloop.run(_measured(given.replies, given.calls, given.rounds))
    if given.json:
        given.json.write_text(json.dumps(found, indent=2), encoding="utf-8")
    return 0


async def _measured(replies: int, calls: int, rounds: int) -> dict[str, Any]:
    with ExitStack() as stack:
        vendor = stack.enter_context(elevenlabs.elevenlabs_stand_in())
        other = stack.enter_context(google_speech_stand_in())
        other.play.first_s = FIRST_S
        env = {
            "ELEVENLABS_API_KEY": elevenlabs.KEY,
            "ELEVENLABS_BASE_URL": vendor.url,
            "GOOGLE_TTS_ENDPOINT": other.endpoint,
        }
        outages = {way: await _outage(env, vendor, way, replies) for way in WAYS}
        vendor.play = elevenlabs.Play(first_s=FIRST_S)
        return {"outages": outages, "processor": await _processor(env, calls, rounds)}


async def _outage(
    env: Mapping[str, str], vendor: elevenlabs.ElevenLabsStandIn, way: str, replies: int
) -> dict[str, float]:
    """Of first replies: with a circuit that has not opened yet."""
    firsts, gaps = [], []
    for _ in range(replies):
        voice = mouth_from(env, None, ["elevenlabs", "google"])
        vendor.play = WAYS["well"]
        await voice.warm(language="en")
        vendor.play = WAYS[way]
        times = await _reply(voice)
        firsts.append(times[0] * 1e3)
        gaps.append(max(after - before for before, after in zip(times, times[1:], strict=False)) * 1e3)
    first, gap = statistics.median(firsts), statistics.median(gaps)
    print(f"{way:30} first sound {first:5.0f} ms   longest wait between two {gap:5.0f} ms")
    return {"first_ms": round(first), "gap_ms": round(gap)}


async def _processor(env: Mapping[str, str], calls: int, rounds: int) -> dict[str, float]:
    voice = mouth_from(env, None, ["elevenlabs"], patience=Patience(5.0, 5.0))
    await voice.warm(language="en")
    began, spoken = time.thread_time(), 0.0
    for _ in range(rounds):
        spoken += sum(await asyncio.gather(*(_seconds(voice) for _ in range(calls))))
    used = time.thread_time() - began
    share = used / spoken * 100
    each = used / (calls * rounds) * 1e3
    print(
        f"{calls * rounds} replies, {calls} at once: {each:.1f} ms of processor time each, {share:.3f} % of a core while speaking"
    )
    return {"ms_each": round(each, 2), "percent_of_a_core": round(share, 4)}


async def _reply(voice: Failover) -> list[float]:
    began = time.perf_counter()
    return [time.perf_counter() - began async for _ in voice.speak_along(_words(), language="en")]


async def _seconds(voice: Failover) -> float:
    return sum([len(sound.audio) async for sound in voice.speak_along(_words(), language="en")]) / RATE


async def _words() -> AsyncIterator[str]:
    for word in REPLY.split(" "):
        yield f"{word} "
        await asyncio.sleep(WORD_S)


if __name__ == "__main__":
    raise SystemExit(main())
