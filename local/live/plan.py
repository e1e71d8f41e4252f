"""What is played to the deployed number, what it may cost at most, and what the recordings say."""

import io
import math
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from twilio.twiml.voice_response import VoiceResponse

from infra_cdk.prices import usd
from local.caller.measure import Waits, of_tracks, utterances
from receptionist.errors import Misconfigured

LONGEST_S = 90
"""Of one call; Twilio ends it then, whatever happens."""
PROVIDERS_MINUTE = 0.06
"""More than any row of providers.yaml adds up to in a minute."""
Kind = Literal["answers", "break-in", "lost handler"]


@dataclass(frozen=True, slots=True)
class Part:
    """Of a call: quiet, then words."""

    quiet_s: int
    says: str = ""


@dataclass(frozen=True, slots=True)
class Live:
    """One call."""

    kind: Kind
    parts: tuple[Part, ...]
    lose_handler_at_s: float | None = None
    """After it was picked up."""

    @property
    def twiml(self) -> str:
        response = VoiceResponse()
        for part in self.parts:
            response.pause(length=part.quiet_s)
            if part.says:
                response.say(part.says, language="en-US")
        return str(response)


HOURS, ADDRESS = "What are your opening hours?", "And what is your address?"
CALLS = (
    Live("answers", (Part(9, HOURS), Part(10, ADDRESS), Part(10, "Thank you. Goodbye."), Part(4))),
    Live("break-in", (Part(3, "Excuse me, what are your opening hours?"), Part(11, ADDRESS), Part(10, "Goodbye."), Part(4))),
    Live("lost handler", (Part(9, HOURS), Part(22, ADDRESS), Part(12, "Goodbye."), Part(4)), lose_handler_at_s=17),
)  # fmt: skip


def most_usd(calls: Sequence[Live]) -> float:
    """If each lasts as long as it may: both legs, stream, recording, whoever hears and speaks."""
    minutes = math.ceil(LONGEST_S / 60)
    names = ("call_out_minute", "call_in_minute", "stream_minute", "recording_minute")
    each = sum(usd(f"twilio.{name}", minutes) for name in names) + PROVIDERS_MINUTE * minutes
    return each * len(calls)


def affordable(budget: float) -> tuple[Live, ...]:
    """As many of CALLS, in order, as `budget` pays for. Raises Misconfigured if that is none."""
    for count in range(len(CALLS), 0, -1):
        if most_usd(CALLS[:count]) <= budget:
            return CALLS[:count]
    raise Misconfigured(f"--budget {budget:g}: one call may cost {most_usd(CALLS[:1]):.2f}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of a call."""

    call: Live
    sid: str
    status: str
    seconds: float
    waits: Waits | None
    """None: there is no recording with two voices in it."""
    after_loss_s: float | None = None
    """Longest silence from the moment the handler was told to go; None: none was."""
    note: str = ""


def measured(recording: bytes, lost_at_s: float | None) -> tuple[Waits, float | None] | None:
    """Of a WAV with two channels, ours first or last: whoever is heard first is the receptionist, for each call begins with
    quiet. None where one of them never spoke."""
    with wave.open(io.BytesIO(recording)) as wav:
        rate, channels = wav.getframerate(), wav.getnchannels()
        sound = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").reshape(-1, channels)
    if channels != 2:
        return None
    tracks = [sound[:, side].astype(np.float32) / np.float32(32768) for side in (0, 1)]
    began = [utterances(track, rate) for track in tracks]
    if not all(began):
        return None
    caller, ours = sorted(tracks, key=lambda track: utterances(track, rate)[0].start_s, reverse=True)
    lost = None if lost_at_s is None else _longest_quiet(ours, rate, lost_at_s)
    return of_tracks(caller, ours, rate), lost


def _longest_quiet(track: NDArray[np.float32], rate: int, from_s: float) -> float:
    """Between utterances of one side, counted from `from_s` on."""
    longest, quiet_since = 0.0, from_s
    for one in utterances(track, rate):
        if one.end_s > from_s:
            longest = max(longest, one.start_s - quiet_since)
            quiet_since = max(quiet_since, one.end_s)
    return longest


def report(outcomes: Sequence[Outcome], number: str, at: datetime, most: float) -> str:
    """Markdown."""
    lines = [
        f"# Live calls, {at:%Y-%m-%d %H:%M} UTC",
        "",
        f"{len(outcomes)} calls over the telephone network to a number ending in {number[-4:]}, by `firstring verify-live`; at most "
        f"${most:.2f}. Times are read off Twilio's recordings with two channels: 0.1 to 0.2 s of soft word ends are counted as silence.",
        "",
        "| call | ended | s | greeting ms | answers | p50 ms | worst ms | break-in to silence ms | after the loss ms | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in outcomes:
        told = one.waits.summary() if one.waits else {}
        row = [
            one.call.kind, one.status, f"{one.seconds:.0f}", told.get("greeting_ms"), told.get("answers"), told.get("answer_p50_ms"),
            told.get("answer_max_ms"), told.get("interruption_to_silence_ms"),
            None if one.after_loss_s is None else round(one.after_loss_s * 1000), one.note,
        ]  # fmt: skip
        lines.append("| " + " | ".join("-" if cell is None else str(cell) for cell in row) + " |")
    lines += [
        "",
        "A handler is lost by ECS's StopTask, the hardest that Fargate allows from outside: SIGTERM, and SIGKILL two minutes later.",
        "The greeting counts from the beginning of the recording, which is when the line was picked up.",
    ]
    return "\n".join(lines) + "\n"
