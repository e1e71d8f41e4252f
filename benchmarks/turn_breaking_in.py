"""How soon we fall silent for a caller who breaks in, and for what else: on the clock of the real hub.

A packet comes every 20 ms, the hub looks every 16 ms, both from a random moment on. Beginnings are to 10 ms: the first sound that
is no more than 30 dB under the loud parts. A recogniser is taken to write nothing for a noise.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from benchmarks.figures import spread, table
from benchmarks.turn_sounds import Samples, Sounds
from receptionist.calls import mulaw
from receptionist.ports import SpeechDetector
from stream_handler.ears.hub import Ear, Hub
from stream_handler.floor import SHORT_PAUSE_S, Floor, Order, patience_for

WORDS_S = 0.15
LEVEL = 0.08
ROOM_DB = -15.0
"""Of somebody else in the caller's room."""


@dataclass(slots=True)
class Line:
    """One line on which we speak all the time."""

    audio: bytes
    begins_s: float = 0.0
    hushed_s: list[float] = field(default_factory=list)
    resumed_s: list[float] = field(default_factory=list)
    floor: Floor = field(default_factory=lambda: Floor(patience_for("open", pause_s=SHORT_PAUSE_S)))
    finished_s: float | None = None
    """When the recogniser's "nothing" is there."""

    def hear(self, now: float, frame: bytes, speech: bool) -> None:
        """As stream_handler/hearing.py does."""
        if self.finished_s is not None and now >= self.finished_s:
            self.floor.sounds_complete(True)
            self.finished_s = None
        match self.floor.hear(len(frame) / mulaw.RATE, speech=speech):
            case Order.HUSH:
                self.hushed_s.append(now)
            case Order.PAUSE:
                self.finished_s = now + WORDS_S
            case Order.GO_ON:
                self.finished_s = None
            case Order.REPLY:
                self.resumed_s.append(now)
                self.floor.patience = patience_for("open", pause_s=SHORT_PAUSE_S, false_stops=len(self.resumed_s))


def play(lines: Sequence[Line], detector: SpeechDetector, *, phase_s: float = 0.0) -> None:
    """All of them to their ends, on one clock."""
    hub, clock = Hub(detector), [0.0]
    ears: list[Ear] = []
    for line in lines:
        ear = hub.join(lambda frame, speech, line=line: line.hear(clock[0], frame, speech), _raise)  # type: ignore[misc]
        ears.append(ear)
    fed = 0
    longest = max((len(line.audio) for line in lines), default=0)
    while fed < longest + mulaw.FRAME_BYTES:
        clock[0] += 0.016
        while (fed + mulaw.FRAME_BYTES) / mulaw.RATE <= clock[0] - phase_s:
            for line, ear in zip(lines, ears, strict=True):
                ear.feed(line.audio[fed : fed + mulaw.FRAME_BYTES])
            fed += mulaw.FRAME_BYTES
        while hub.tick():
            pass


def _raise(fault: Exception) -> None:
    raise fault


def speaking_over(sounds: Sounds, rng: random.Random, snr_db: tuple[float, float] = (10, 20)) -> list[Line]:
    """Each utterance after 0.5 to 1 s of its line's noise."""
    lines = []
    for one in sounds.utterances:
        lead = rng.randrange(4000, 8000)
        clean = np.concatenate([np.zeros(lead, np.float32), _levelled(one.samples, LEVEL), np.zeros(4000, np.float32)])
        noise = sounds.noises[rng.choice(sorted(sounds.noises))]
        under = np.resize(np.roll(noise, rng.randrange(len(noise))), len(clean))
        line = clean + _levelled(under, LEVEL * 10 ** (-rng.uniform(*snr_db) / 20))
        lines.append(Line(mulaw.encode(line), lead / mulaw.RATE))
    return lines


def _levelled(samples: Samples, level: float) -> Samples:
    levelled: Samples = (samples / (np.sqrt((samples**2).mean()) + 1e-6) * level).astype(np.float32)
    return levelled


def noisy(sounds: Sounds, *, snr_db: float, seconds: float = 60.0) -> dict[str, Line]:
    """A minute of each noise, that much under a caller's voice."""
    size = round(seconds * mulaw.RATE)
    level = LEVEL * 10 ** (-snr_db / 20)
    return {name: Line(mulaw.encode(_levelled(np.resize(noise, size), level))) for name, noise in sounds.noises.items()}


def in_the_room(sounds: Sounds, rng: random.Random, *, seconds: float = 60.0) -> Line:
    """A minute of other people's sentences, a second apart, ROOM_DB under a caller's voice."""
    pieces: list[Samples] = []
    while sum(map(len, pieces)) < seconds * mulaw.RATE:
        said = _levelled(rng.choice(sounds.utterances).samples, LEVEL * 10 ** (ROOM_DB / 20))
        pieces += [said, np.zeros(mulaw.RATE, np.float32)]
    return Line(mulaw.encode(np.concatenate(pieces)[: round(seconds * mulaw.RATE)]))


def breaking_in(halves: Sequence[Sounds], detector: SpeechDetector, rng: random.Random) -> dict[str, Any]:
    """Of both halves; printed, and as JSON."""
    results: dict[str, Any] = {}
    rows = []
    for name, sounds in zip(("tuned on", "the other half"), halves, strict=True):
        lines = [line for _ in range(3) for line in speaking_over(sounds, rng)]
        play(lines, detector, phase_s=rng.uniform(0, 0.016))
        after = [(line.hushed_s[0] - line.begins_s) * 1000 for line in lines if line.hushed_s]
        early = sum(ms < 0 for ms in after)
        found = spread(ms for ms in after if ms >= 0)
        rows.append((name, len(lines), found.p50, found.p95, len(lines) - len(after), early))
        results[name] = {
            "lines": len(lines),
            "ms": found.json(),
            "not_noticed": len(lines) - len(after),
            "early": early,
        }
    print(table(("a caller breaks in", "times", "silent after p50 ms", "p95 ms", "never", "before"), rows) + "\n")
    falsely: dict[str, Line] = {}
    for snr_db in (10.0, 0.0, -5.0):
        falsely |= {f"{name}, {snr_db:+.0f} dB": line for name, line in noisy(halves[0], snr_db=snr_db).items()}
    falsely["voices in the room"] = in_the_room(halves[1], rng)
    play(list(falsely.values()), detector)
    told = []
    for name, line in falsely.items():
        back = spread((at - hushed) * 1000 for hushed, at in zip(line.hushed_s, line.resumed_s, strict=False))
        results[name] = {"stops": len(line.hushed_s), "resumed": len(line.resumed_s), "after_ms": back.json()}
        told.append((name, len(line.hushed_s), len(line.resumed_s), back.p50, back.worst))
    print(table(("a minute of", "stops for it", "said on", "after p50 ms", "at worst"), told) + "\n")
    return results
