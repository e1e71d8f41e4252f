"""Callers' turns put together from real recordings, for benchmarks/turn_taking.py: whose end is known to 10 ms.

Digits are real (one speaker a turn), everything else is real speech cut where it falls quiet. Pauses are put where the speech
dips of itself. How long they are: between digits of a group what is left of the recordings; elsewhere so that the longest pause
of a turn is over 1.0 s in 10 % and over 1.6 s in 5 % of turns, which is what silence alone costs in eot-bench (log-normal through
those two points: median 0.19 s, 19 % over 0.6 s). Between groups of digits: the pauses of at least 0.2 s in the telephone speech
of the data, and in one turn of ten one over 1 s.

Nobody answers with a day, a time or a name in these recordings. The words of such turns are those of callers' own answers to the
question (restaurant8k), spread evenly over the recording, each time with the mark the recogniser put where it
fell quiet there (a full stop at the end of an answer whose recording had been cut in mid-sentence).
"""

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from receptionist.calls import mulaw
from receptionist.errors import Misconfigured

Samples = NDArray[np.float32]
STATES = ("yes_no", "choice", "number", "date", "time", "name", "open", "spelling", "phone")
DIGIT_STATES = ("number", "spelling", "phone")
LEAD_S, TAIL_S = 0.4, 5.0
_STEP = 80
"""Samples of 10 ms."""
_MU, _SIGMA = -1.658, 1.294
_LONGEST_PAUSE_S = 4.0
_CALLS = ("auto_repairs_49_caller.wav", "auto_repairs_49_agent.wav")
_FIRST_HALF = ("george", "jackson", "lucas")
_ANSWERED = {"date": ("date",), "time": ("time",), "name": ("first_name", "last_name")}
"""State, and what restaurant8k says had been asked for."""
_ENDING = re.compile(r"[^\w\s]*$")
_YES, _NO = ("dograh_yes.wav", "tau2_yes.wav"), ("tau2_no.wav",)


@dataclass(frozen=True, slots=True)
class Utterance:
    """Real speech, trimmed to its first and last sound."""

    samples: Samples
    language: str
    dips: tuple[int, ...]
    """Samples in front of which it falls quiet for a moment."""
    texts: tuple[str, ...] = ()
    """What a recogniser makes of it up to each dip, and of all of it."""
    short_answer: str = ""
    """yes or no, where it is no more than that."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / mulaw.RATE


@dataclass(frozen=True, slots=True)
class Sounds:
    """One half of the material: no speaker or utterance of the one is in the other."""

    utterances: tuple[Utterance, ...]
    digits: dict[str, dict[int, list[Samples]]]
    """By speaker."""
    pauses_s: tuple[float, ...]
    noises: dict[str, Samples]
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What callers have answered, by state."""


@dataclass(frozen=True, slots=True)
class BuiltTurn:
    """One turn on the line. Times are seconds from its first sample."""

    state: str
    audio: bytes
    """Mu-law, with noise before, under and after the speech."""
    ends_s: float
    texts: tuple[tuple[float, str], ...]
    """What has been said by then, as a recogniser writes it."""
    language: str


def read(path: Path) -> Samples:
    """A mu-law WAV. Raises Misconfigured if it is none."""
    try:
        data = path.read_bytes()
        start = data.index(b"data") + 8
    except (OSError, ValueError) as fault:
        raise Misconfigured(f"{path}: no recording ({fault})") from fault
    return mulaw.decode(data[start:])


def rows(folder: Path, name: str = "manifest.jsonl") -> list[dict[str, Any]]:
    """Of the folder's manifest, or of that file. Raises Misconfigured without one."""
    try:
        return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as fault:
        raise Misconfigured(f"{folder}: no {name} ({fault})") from fault


def load(data: Path, speech_of: Callable[[Samples], NDArray[np.bool_]]) -> tuple[Sounds, Sounds]:
    """Both halves. `speech_of`: per 32 ms, for cutting recordings into utterances. Raises Misconfigured."""
    digits: dict[str, dict[int, list[Samples]]] = {}
    for row in rows(data / "audio_fsdd" / "dev"):
        said = trimmed(telephone(read(data / "audio_fsdd" / "dev" / row["file"])))
        digits.setdefault(row["speaker"], {}).setdefault(row["digit"], []).append(said)
    noises = {row["file"]: telephone(read(data / "audio_noise" / row["file"])) for row in rows(data / "audio_noise")}
    sides = [read(data / "audio_turns" / "dev" / name) for name in _CALLS]
    heard = [speech_of(side) for side in sides]
    pauses = sorted(own_pauses(heard[0], heard[1]) + own_pauses(heard[1], heard[0]))
    utterances = [one for side, speech in zip(sides, heard, strict=True) for one in _cut(side, speech, "en")]
    for row in rows(data / "audio_speech" / "dev"):
        said = read(data / "audio_speech" / "dev" / row["file"])
        speech = speech_of(said)
        if row["kind"] == "narrowband_8k":
            pauses += own_pauses(speech, np.zeros_like(speech))
        answer = "yes" if row["file"] in _YES else "no" if row["file"] in _NO else ""
        utterances += [replace(one, short_answer=answer) for one in _cut(said, speech, row["lang"])]
    answered: dict[str, list[str]] = {}
    for row in rows(data / "restaurant8k" / "dev", "train_sample.jsonl"):
        for state in (state for state, asked in _ANSWERED.items() if set(asked) & set(row["requested"] or ())):
            answered.setdefault(state, []).append(row["text"])
    short = [one for one in utterances if one.short_answer]
    utterances = [one for one in utterances if not one.short_answer]
    ours, others = ({who: digits[who] for who in digits if (who in _FIRST_HALF) is half} for half in (True, False))
    halves = [{state: tuple(texts[half::2]) for state, texts in answered.items()} for half in (0, 1)]
    first = Sounds((*short, *utterances[::2]), ours, tuple(pauses), noises, halves[0])
    return first, replace(first, utterances=(*short, *utterances[1::2]), digits=others, answers=halves[1])


def own_pauses(speech: NDArray[np.bool_], other: NDArray[np.bool_], *, least_s: float = 0.2) -> list[float]:
    """Seconds of the gaps in one side's speech in which the other side is quiet too, up to 2 s."""
    at = np.flatnonzero(speech)
    found = [(int(a), int(b)) for a, b in zip(at, at[1:], strict=False) if least_s <= (b - a - 1) * 0.032 <= 2.0]
    return [(b - a - 1) * 0.032 for a, b in found if not other[a + 1 : b].any()]


def telephone(samples: Samples) -> Samples:
    """300 to 3400 Hz."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / mulaw.RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    return np.fft.irfft(spectrum, len(samples)).astype(np.float32)


def levels_db(samples: Samples) -> NDArray[np.float64]:
    """Of each 10 ms, under the loud parts (95th percentile)."""
    pieces = samples[: len(samples) // _STEP * _STEP].reshape(-1, _STEP).astype(np.float64)
    levels = 10 * np.log10((pieces**2).mean(axis=1) + 1e-10)
    return np.asarray(levels - np.percentile(levels, 95)) if len(levels) else levels


def trimmed(samples: Samples, *, below_db: float = -30.0) -> Samples:
    """From the first to the last 10 ms that is no more than that under the loud parts."""
    loud = np.flatnonzero(levels_db(samples) > below_db)
    return samples[loud[0] * _STEP : (loud[-1] + 1) * _STEP] if len(loud) else samples[:0]


def dips(samples: Samples) -> tuple[int, ...]:
    """Up to three places, 60 ms and more of quiet, a quarter of a second from either end."""
    quiet = levels_db(samples) < -25.0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    runs = [(int(b - a), int(a + b) // 2 * _STEP) for a, b in edges.reshape(-1, 2) if b - a >= 6]
    inside = [(length, at) for length, at in runs if 2000 <= at <= len(samples) - 2000]
    return tuple(sorted(at for _, at in sorted(inside)[-3:]))


def _cut(samples: Samples, speech: NDArray[np.bool_], language: str) -> list[Utterance]:
    """Where nothing is said for half a second; pieces of 0.3 to 8 s."""
    at = np.flatnonzero(speech)
    breaks = np.flatnonzero(np.diff(at) > 16)
    pieces = [(int(part[0]), int(part[-1]) + 1) for part in np.split(at, breaks + 1) if len(part)]
    cut = [trimmed(telephone(samples[max(0, a * 256 - 800) : b * 256 + 1200])) for a, b in pieces]
    return [Utterance(one, language, dips(one)) for one in cut if 0.3 <= len(one) / mulaw.RATE <= 8.0]


# --- putting turns together


def build(state: str, sounds: Sounds, rng: random.Random) -> BuiltTurn:
    """One turn of what callers say in that state."""
    if state in DIGIT_STATES:
        return _on_the_line(state, _digits(state, sounds, rng), "en", sounds, rng)
    one = rng.choice(_fitting(state, sounds.utterances))
    if state in sounds.answers:
        one = _answering(one, rng.choice(sounds.answers[state]))
    pause_s = min(_LONGEST_PAUSE_S, rng.lognormvariate(_MU, _SIGMA))
    if state == "yes_no":
        more = [rng.choice(_fitting("choice", sounds.utterances))] if rng.random() < 0.3 else []
        parts = [
            (one.samples, one.short_answer, pause_s),
            *((two.samples, f"{one.short_answer}, {two.texts[-1]}", 0.0) for two in more),
        ]
        return _on_the_line(state, parts, one.language, sounds, rng)
    if not one.dips:
        return _on_the_line(state, [(one.samples, one.texts[-1], 0.0)], one.language, sounds, rng)
    place = rng.randrange(len(one.dips))
    at = one.dips[place]
    parts = [(one.samples[:at], one.texts[place], pause_s), (one.samples[at:], one.texts[-1], 0.0)]
    return _on_the_line(state, parts, one.language, sounds, rng)


def _answering(one: Utterance, answer: str) -> Utterance:
    """The same sound with other words; where nothing had been recognised, nothing is."""
    said = answer.split()
    texts = []
    for end, heard in zip((*one.dips, len(one.samples)), one.texts, strict=True):
        words = " ".join(said[: round(len(said) * end / len(one.samples))])
        mark = "".join(_ENDING.findall(heard))
        whole = end == len(one.samples)
        texts.append(
            _ENDING.sub("." if whole and mark not in ("", ".", "?", "!") else mark, words, count=1)
            if heard and words
            else ""
        )
    return replace(one, texts=tuple(texts), language="en")


def _fitting(state: str, utterances: Sequence[Utterance]) -> list[Utterance]:
    least, most = {
        "choice": (0.3, 2.0),
        "name": (0.5, 2.5),
        "date": (0.8, 4.0),
        "time": (0.5, 3.0),
        "open": (0.8, 8.0),
    }.get(state, (0.0, 0.0))
    if state == "yes_no":
        return [one for one in utterances if one.short_answer]
    return [one for one in utterances if least <= one.seconds <= most and one.texts[-1]]


def _digits(state: str, sounds: Sounds, rng: random.Random) -> list[tuple[Samples, str, float]]:
    """Each with what has been said by then, and the pause after it. A number is one or two, a spelling five to eight one by one,
    a phone number ten, grouped 3-3-4."""
    who = sounds.digits[rng.choice(sorted(sounds.digits))]
    count = {"number": rng.choice((1, 1, 1, 2, 2)), "spelling": rng.randint(5, 8), "phone": 10}[state]
    grouped = {"number": (1,) if rng.random() < 0.5 else (), "phone": (3, 6), "spelling": tuple(range(1, count))}[state]
    pauses = {at: rng.choice(sounds.pauses_s) for at in grouped if at < count}
    if pauses and rng.random() < 0.1:
        long = rng.lognormvariate(_MU, _SIGMA)
        while not 1.0 < long <= _LONGEST_PAUSE_S:
            long = rng.lognormvariate(_MU, _SIGMA)
        pauses[rng.choice(sorted(pauses))] = long
    parts, said = [], ""
    for place in range(1, count + 1):
        digit = rng.randrange(10)
        said += str(digit)
        parts.append((rng.choice(who[digit]), said, pauses.get(place, rng.uniform(0.02, 0.08))))
    return parts


def _on_the_line(
    state: str, parts: Sequence[tuple[Samples, str, float]], language: str, sounds: Sounds, rng: random.Random
) -> BuiltTurn:
    """10 to 20 dB over one of the noises, coded as the telephone does."""
    line: list[Samples] = [np.zeros(round(LEAD_S * mulaw.RATE), np.float32)]
    texts: list[tuple[float, str]] = []
    said_s = LEAD_S
    for place, (samples, text, pause_s) in enumerate(parts):
        line.append(samples / (np.sqrt((samples**2).mean()) + 1e-6) * 0.08)
        said_s += len(samples) / mulaw.RATE
        texts.append((said_s, text))
        pause = round((pause_s if place < len(parts) - 1 else TAIL_S) * mulaw.RATE)
        line.append(np.zeros(pause, np.float32))
        said_s += pause / mulaw.RATE
    clean = np.concatenate(line)
    noise = sounds.noises[rng.choice(sorted(sounds.noises))]
    under = np.resize(np.roll(noise, rng.randrange(len(noise))), len(clean))
    under *= 0.08 / (np.sqrt((under**2).mean()) + 1e-6) / 10 ** (rng.uniform(10, 20) / 20)
    return BuiltTurn(state, mulaw.encode(clean + under), texts[-1][0], tuple(texts), language)
