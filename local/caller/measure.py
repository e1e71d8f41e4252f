"""How long people waited, read off a stereo recording: left the caller, right what the caller heard.

Nothing of the server's own logs is used: the recording is what a caller lived through. Voice is told from quiet by
loudness per 10 ms; pauses shorter than 0.5 s belong to the same utterance.
"""

import wave
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

STEP_S = 0.01
JOIN_S = 0.5
LOUD = 0.012
SHORTEST_S = 0.06


@dataclass(frozen=True, slots=True)
class Utterance:
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds, as heard on the caller's phone."""

    greeting_s: float | None
    """From the beginning of the recording (the phone is picked up) to the first sound."""
    answers_s: tuple[float, ...]
    """End of each utterance of the caller to the start of the answer."""
    silences_after_interruption_s: tuple[float, ...]
    """Start of the caller's speech over the assistant's, to the assistant's silence."""
    longest_silence_s: float
    """Neither spoke, once the greeting had begun."""

    def summary(self) -> dict[str, float | int | None]:
        answers = sorted(self.answers_s)
        return {
            "greeting_ms": None if self.greeting_s is None else round(self.greeting_s * 1000),
            "answers": len(answers),
            "answer_p50_ms": round(median(answers) * 1000) if answers else None,
            "answer_max_ms": round(answers[-1] * 1000) if answers else None,
            "interruptions": len(self.silences_after_interruption_s),
            "interruption_to_silence_ms": round(max(self.silences_after_interruption_s) * 1000)
            if self.silences_after_interruption_s
            else None,
            "longest_silence_ms": round(self.longest_silence_s * 1000),
        }


def waits(recording: Path) -> Waits:
    """Measures a stereo 8 kHz WAV as the carrier writes it."""
    with wave.open(str(recording)) as wav:
        rate = wav.getframerate()
        sound = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2").reshape(-1, wav.getnchannels())
    return of_tracks(
        sound[:, 0].astype(np.float32) / np.float32(32768), sound[:, 1].astype(np.float32) / np.float32(32768), rate
    )


def of_tracks(caller: NDArray[np.float32], assistant: NDArray[np.float32], rate: int) -> Waits:
    """The same from two tracks of equal length."""
    caller_turns = utterances(caller, rate)
    assistant_turns = utterances(assistant, rate)
    answers, hushes = [], []
    for turn in caller_turns:
        over = next((a for a in assistant_turns if a.start_s < turn.start_s < a.end_s), None)
        if over is not None:
            quiet_s = _first_quiet_after(assistant, rate, turn.start_s)
            hushes.append(quiet_s - turn.start_s)
        following = next((a for a in assistant_turns if a.start_s >= turn.end_s - 0.02), None)
        next_turn = next((c for c in caller_turns if c.start_s > turn.start_s), None)
        if following and (next_turn is None or following.start_s < next_turn.start_s):
            answers.append(following.start_s - turn.end_s)
    everything = sorted([*caller_turns, *assistant_turns], key=lambda u: u.start_s)
    longest, reached = 0.0, None
    for one in everything:
        if reached is not None:
            longest = max(longest, one.start_s - reached)
        reached = max(reached or 0.0, one.end_s)
    greeting = assistant_turns[0].start_s if assistant_turns else None
    return Waits(greeting, tuple(answers), tuple(hushes), longest)


def utterances(track: NDArray[np.float32], rate: int) -> list[Utterance]:
    """Stretches of voice, pauses shorter than JOIN_S bridged, clicks left out."""
    loud = _loud(track, rate)
    found: list[Utterance] = []
    start: int | None = None
    for place in range(len(loud) + 1):
        speaking = place < len(loud) and loud[place]
        if speaking and start is None:
            start = place
        elif not speaking and start is not None:
            one = Utterance(start * STEP_S, place * STEP_S)
            start = None
            if found and one.start_s - found[-1].end_s < JOIN_S:
                found[-1] = Utterance(found[-1].start_s, one.end_s)
            else:
                found.append(one)
    return [one for one in found if one.end_s - one.start_s >= SHORTEST_S]


def _loud(track: NDArray[np.float32], rate: int) -> NDArray[np.bool_]:
    step = int(rate * STEP_S)
    whole = track[: len(track) // step * step].reshape(-1, step)
    return np.asarray(np.sqrt(np.mean(np.square(whole, dtype=np.float64), axis=1)) > LOUD)


def _first_quiet_after(track: NDArray[np.float32], rate: int, at_s: float) -> float:
    """When the track falls quiet for at least 0.2 s."""
    loud = _loud(track, rate)
    need = int(0.2 / STEP_S)
    begin = int(at_s / STEP_S)
    for place in range(begin, len(loud)):
        if not loud[place : place + need].any():
            return max(at_s, place * STEP_S)
    return len(loud) * STEP_S
