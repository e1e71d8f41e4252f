"""One scenario with sound through the whole path, measured.

What a caller waits for is read off the carrier's recording of the call; the stages are the handler's own events of the same
call; processor and memory are those of the service's processes, callers and phone network not included.
"""

import secrets
import wave
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import machine
from benchmarks.words import Errors, compare
from local.caller.measure import Utterance, utterances
from local.caller.ring import Rehearsal, Rung, ring
from local.caller.scenario import Scenario
from local.rehearsal import CACHE, CallersVoice, network
from local.service import free_port, started
from local.settings import shifted
from receptionist.adapters.local_models.load import LocalModels
from receptionist.ports import Transcriber

CLOCK = datetime.fromisoformat("2026-11-27T15:00-08:00")
"""For scenarios that set none: a Friday afternoon in San Francisco."""
STAGES = ("end_of_turn_ms", "transcribe_ms", "think_ms", "voice_ms", "total_ms")
EDGE_S = 0.1
"""Speech of ours that begins this close to the caller's first or last sound does not count as talking over them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One call. Milliseconds as heard on the caller's phone, unless said otherwise."""

    scenario: str
    faults: tuple[str, ...]
    seconds: float
    greeting_from_answer_ms: float | None
    """Phone picked up to first sound: webhook, stream and greeting."""
    greeting_from_start_ms: float | None
    """Media stream's `start` to first sound, to within one frame of 20 ms."""
    answers_ms: tuple[float, ...]
    """End of each utterance of the caller to the first sound of the answer, "one moment" included."""
    silences_ms: tuple[float, ...]
    """Caller breaks in, to our silence."""
    talked_over: int
    """Times we began to speak while the caller was speaking."""
    stages: tuple[Mapping[str, float], ...]
    """Per spoken turn, as the handler timed it."""
    clears_ms: tuple[float, ...]
    """Caller breaks in, to `clear` sent, as the handler timed it."""
    errors: Errors
    said: tuple[str, ...]
    heard: tuple[str, ...]
    """What the recogniser made of it."""
    diary: tuple[str, ...]
    """The call as the caller lived it."""
    cpu_share: float | None
    """Of one core, over the call."""
    memory_mb: float | None
    load_1min: float | None


@asynccontextmanager
async def stage(
    data: Path, models: LocalModels, *, clock: datetime | None = None, ears: Transcriber | None = None
) -> AsyncIterator[Rehearsal]:
    """A phone network here and a service of its own, on an empty book. `ears`: the callers', those of `models` otherwise.

    Raises Misconfigured if the service does not come up.
    """
    now = shifted(clock or CLOCK)
    sid, token = "AC" + secrets.token_hex(16), secrets.token_hex(16)
    async with network(sid, token, now) as carrier:
        environment = {
            "TWILIO_API_BASE_URL": carrier.api_base_url,
            "FIRSTRING_CLOCK": now().isoformat(),
            "FIRSTRING_CACHE": str(CACHE.absolute()),
            "FIRSTRING_SPARE": "0",
        }
        async with started(
            port=free_port(), data=data, account_sid=sid, auth_token=token, environment=environment
        ) as service:
            voice = CallersVoice(models.voice)
            yield Rehearsal(service, carrier, ears or models.transcriber, voice, CACHE / "callers", now)


async def measured(scenario: Scenario, beside: Path, there: Rehearsal, recording: Path) -> Measured:
    """Plays it, leaving the stereo `recording`. Raises as `ring` does."""
    process = there.service.process
    before = machine.usage(process.pid) if process else None
    rung = await ring(scenario, beside, there, recording)
    after = machine.usage(process.pid) if process else None
    seconds = rung.outcome.duration_s
    transcript = rung.stored.call.get("transcript", [])
    words = {line.say for line in scenario.lines if line.say}
    said = tuple(one.text for one in rung.diary if one.who == "caller" and one.text in words)
    heard = tuple(event["text"] for event in transcript if event["type"] == "caller.said")
    return Measured(
        scenario=scenario.name,
        faults=rung.faults,
        seconds=round(seconds, 2),
        greeting_from_answer_ms=_ms(rung.waits.greeting_s),
        greeting_from_start_ms=greeting_from_start_ms(rung),
        answers_ms=tuple(round(wait * 1000, 1) for wait in rung.waits.answers_s),
        silences_ms=tuple(round(wait * 1000, 1) for wait in rung.waits.silences_after_interruption_s),
        talked_over=talked_over(*tracks(recording)),
        stages=spoken_turns(transcript),
        clears_ms=tuple(event["to_clear_ms"] for event in transcript if event["type"] == "interrupted"),
        errors=compare(said, heard, scenario.language),
        said=said,
        heard=heard,
        diary=tuple(f"{one.at_s:.1f} {one.who}: {one.text}" for one in rung.diary),
        cpu_share=round((after.cpu_s - before.cpu_s) / seconds, 3) if before and after and seconds else None,
        memory_mb=round(after.memory_mb, 1) if after else None,
        load_1min=machine.load(),
    )


def greeting_from_start_ms(rung: Rung) -> float | None:
    """None if there was no stream, or nothing was said."""
    start = next((e.at for e in rung.outcome.trace if (e.kind, e.name) == ("stream", "start")), None)
    answered = rung.outcome.answered_at
    if start is None or answered is None or rung.waits.greeting_s is None:
        return None
    return _ms(answered + rung.waits.greeting_s - start)


def spoken_turns(transcript: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, float], ...]:
    """The timings of turns that were spoken; a key pressed is not waited for, and would flatter them."""
    found: list[Mapping[str, float]] = []
    spoken = False
    for event in transcript:
        if event["type"] in ("caller.said", "keys"):
            spoken = event["type"] == "caller.said"
        elif event["type"] == "turn.timed" and spoken:
            found.append({stage: float(event[stage]) for stage in STAGES})
    return tuple(found)


def tracks(recording: Path) -> tuple[list[Utterance], list[Utterance]]:
    """What caller and assistant uttered in a stereo WAV of the carrier's."""
    with wave.open(str(recording)) as wav:
        rate = wav.getframerate()
        sound = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").reshape(-1, 2).astype(
            np.float32
        ) / np.float32(32768)
    return utterances(sound[:, 0], rate), utterances(sound[:, 1], rate)


def talked_over(caller: Sequence[Utterance], assistant: Sequence[Utterance]) -> int:
    """How often the assistant began in the middle of an utterance of the caller's: the turn was taken too early."""
    return sum(any(turn.start_s + EDGE_S < ours.start_s < turn.end_s - EDGE_S for turn in caller) for ours in assistant)


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 1)
