"""Who is cut off, who waits, and how soon we fall silent: the real ears and floor on real sound, faster than real time.

    python -m benchmarks.turn_taking DATA [--turns 300] [--sound 60] [--seed 1] [--json FILE]

DATA holds audio_turns, audio_fsdd, audio_speech, audio_noise and restaurant8k (docs/benchmarks.md says where each comes from). Turns are put
together by benchmarks/turn_sounds.py, in two halves without a common speaker or utterance (but for "yes" and "no", of which there
are too few); the rules are tuned on the first, the second is what counts. A cut-off is a REPLY with more than 100 ms of sound to come:
the last of a word is breath.
The words are what the local recogniser made of the clean recording up to each pause, digits as they are. A recogniser that streams
is asked after 100 ms of quiet and answers 150 ms later, the judgement of the sound 100 ms after that; one that hears whole turns
is asked after 200 ms and answers after 350, and the sound is judged meanwhile. "Answered at once" is the most that can be cut off:
as if the recogniser found the end of words by itself, and every answer could be heard as soon as they are there.
"""

import argparse
import asyncio
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures import Spread, spread, table
from benchmarks.turn_breaking_in import breaking_in
from benchmarks.turn_sounds import DIGIT_STATES, STATES, BuiltTurn, Sounds, Utterance, build, load
from benchmarks.whole_bookings import wilson
from receptionist.adapters.local_models import sound
from receptionist.adapters.local_models.parts import Parts
from receptionist.adapters.local_models.silero import SileroDetector
from receptionist.adapters.local_models.smart_turn import SmartTurn
from receptionist.adapters.local_models.whisper import Whisper
from receptionist.calls import mulaw
from receptionist.errors import ReceptionistError
from receptionist.ports import SpeechDetector
from stream_handler.ears.finished import answered_at_once, finished
from stream_handler.ears.hub import Hub
from stream_handler.floor import PAUSE_S, SHORT_PAUSE_S, Floor, Order, Patience, patience_for
from stream_handler.hearing import COMPLETE, INCOMPLETE, JUDGED

FRAME_S = 0.032
WORDS_S, SOUND_S, WHOLE_TURN_S = 0.15, 0.1, 0.35
BREATH_S = 0.1
BATCH = 48


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a pause."""

    after_s: float
    """From where the pause was noticed."""
    complete: bool | None
    by_sound: bool = False
    at_once: bool = False


Verdict = Callable[[float], Sequence[Judged]]
"""Of the pause noticed at that second, in order of time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of turns of one state under one policy."""

    state: str
    turns: int
    cut: int
    unanswered: int
    """Not within the seconds of noise after the end."""
    delay: Spread
    """Milliseconds from the last sound to REPLY, of those not cut off."""

    def json(self) -> dict[str, Any]:
        low, high = wilson(self.cut, self.turns)
        share = self.cut / self.turns if self.turns else None
        return {
            "state": self.state, "turns": self.turns, "cut": self.cut, "share": share, "wilson_95": [low, high],
            "unanswered": self.unanswered, "delay_ms": self.delay.json(),
        }  # fmt: skip


def heard(lines: Sequence[bytes], detector: SpeechDetector) -> list[NDArray[np.bool_]]:
    """What the hub says of each 32 ms of each line."""
    found: list[list[bool]] = [[] for _ in lines]
    for start in range(0, len(lines), BATCH):
        hub = Hub(detector)
        for place in range(start, min(start + BATCH, len(lines))):
            into = found[place]
            hub.join(lambda _, speech, into=into: into.append(speech), _raise).feed(lines[place])  # type: ignore[misc]
        while hub.tick():
            pass
    return [np.array(one, dtype=np.bool_) for one in found]


def spoken(samples: NDArray[np.float32], detector: SpeechDetector) -> NDArray[np.bool_]:
    """What recordings are cut by: the detector with thresholds of its own, so that other ones of the hub change no turn."""
    state, speaks, found = detector.fresh(), False, []
    for start in range(0, len(samples) - detector.FRAME + 1, detector.FRAME):
        (probability,), (state,) = detector.step(samples[None, start : start + detector.FRAME], [state])
        speaks = bool(probability > (0.35 if speaks else 0.5))
        found.append(speaks)
    return np.array(found, dtype=np.bool_)


def _raise(fault: Exception) -> None:
    raise fault


def replied_s(
    speech: Iterable[bool], patience: Patience, verdict: Verdict | None, *, ready: bool = False
) -> float | None:
    """When the floor says REPLY to a line on which we have just finished speaking; None: not while it lasts. `ready`: what
    would be answered could always be heard at once."""
    floor = Floor(patience)
    floor.spoken()
    due: list[tuple[float, Judged]] = []
    for place, speaks in enumerate(speech, 1):
        now = place * FRAME_S
        while due and now >= due[0][0]:
            judged = due.pop(0)[1]
            if judged.complete is not None:
                floor.sounds_complete(judged.complete, by_sound=judged.by_sound, at_once=judged.at_once)
        order = floor.hear(FRAME_S, speech=bool(speaks), ready=ready)
        if order is Order.REPLY:
            return now
        if order is Order.GO_ON:
            due.clear()
        if order is Order.PAUSE and verdict is not None:
            due = [(now + judged.after_s, judged) for judged in verdict(now)]
    return None


def words_at(turn: BuiltTurn, at_s: float) -> str:
    """What has been said by then, all but for breath."""
    return next((text for by_s, text in reversed(turn.texts) if by_s - BREATH_S <= at_s), "")


def by_words(turn: BuiltTurn, after_s: float = WORDS_S) -> Verdict:
    def verdict(at_s: float) -> Sequence[Judged]:
        said = words_at(turn, at_s)
        complete = finished(turn.state, said, turn.language)
        return [Judged(after_s, complete, at_once=answered_at_once(turn.state, said))]

    return verdict


def by_words_or_sound(turn: BuiltTurn, judge: SmartTurn) -> Verdict:
    """Words at once; the sound only where they do not decide, and only to prolong a turn."""

    def verdict(at_s: float) -> Sequence[Judged]:
        said = by_words(turn)(at_s)
        if said[0].complete is not None or turn.state not in JUDGED:
            return said
        unfinished = asyncio.run(judge.complete(turn.audio[: round(at_s * mulaw.RATE)])) <= INCOMPLETE
        return [Judged(WORDS_S + SOUND_S, False if unfinished else None, by_sound=True)]

    return verdict


def by_sound_then_words(turn: BuiltTurn, judge: SmartTurn | None) -> Verdict:
    """As for a recogniser of whole turns."""

    def verdict(at_s: float) -> Sequence[Judged]:
        words = Judged(WHOLE_TURN_S, finished(turn.state, words_at(turn, at_s), turn.language))
        if judge is None or turn.state not in JUDGED:
            return [words]
        complete = asyncio.run(judge.complete(turn.audio[: round(at_s * mulaw.RATE)]))
        sounds = True if complete >= COMPLETE else False if complete <= INCOMPLETE else None
        return [Judged(SOUND_S, sounds, by_sound=True), words]

    return verdict


Policy = Callable[[BuiltTurn], tuple[Patience, Verdict | None]]


def outcomes(
    turns: Sequence[tuple[BuiltTurn, NDArray[np.bool_]]], policy: Policy, *, ready: bool = False
) -> list[Outcome]:
    """By state, then over all of them, then over the states of digits."""
    ends: dict[str, list[tuple[float, float | None]]] = {}
    for turn, speech in turns:
        patience, verdict = policy(turn)
        ends.setdefault(turn.state, []).append((turn.ends_s, replied_s(speech, patience, verdict, ready=ready)))
    every = [_outcome(state, ends[state]) for state in STATES if state in ends]
    digits = [end for state in DIGIT_STATES for end in ends.get(state, [])]
    return [*every, _outcome("all", [end for one in ends.values() for end in one]), _outcome("digits", digits)]


def _outcome(state: str, ends: Sequence[tuple[float, float | None]]) -> Outcome:
    delays = [(at - end) * 1000 for end, at in ends if at is not None and at >= end - BREATH_S]
    cut = sum(at is not None and at < end - BREATH_S for end, at in ends)
    return Outcome(state, len(ends), cut, len(ends) - cut - len(delays), spread(delays))


def in_force(turn: BuiltTurn, pause_s: float = SHORT_PAUSE_S) -> Patience:
    return patience_for(turn.state, pause_s=pause_s)


def fixed(turn: BuiltTurn) -> Patience:
    return replace(in_force(turn), end_s=0.6)


AT_ONCE = "in force, with words, answered at once"


def policies(judge: SmartTurn | None) -> dict[str, Policy]:
    """By name."""
    every: dict[str, Policy] = {
        "fixed 600 ms": lambda turn: (fixed(turn), None),
        "in force, without words": lambda turn: (in_force(turn), None),
        "in force, with words": lambda turn: (in_force(turn), by_words(turn)),
        AT_ONCE: lambda turn: (in_force(turn), by_words(turn, after_s=0.0)),
    }
    if judge is None:
        return every
    return {
        "in force, with words": every["in force, with words"],
        "in force, with words and sound": lambda turn: (in_force(turn), by_words_or_sound(turn, judge)),
        "in force, whole turns": lambda turn: (in_force(turn, PAUSE_S), by_sound_then_words(turn, judge)),
        "in force, whole turns, without sound": lambda turn: (in_force(turn, PAUSE_S), by_sound_then_words(turn, None)),
    }


def transcribed(sounds: Sounds, whisper: Whisper) -> Sounds:
    """With what a recogniser makes of each utterance up to each of its dips."""

    def read(one: Utterance) -> Utterance:
        if one.short_answer:
            return replace(one, texts=(one.short_answer,) * (len(one.dips) + 1))
        until = [one.samples[:end] for end in (*one.dips, len(one.samples))]
        among = (one.language,)
        models = [sound.resampled(part, mulaw.RATE, 16000) for part in until]
        return replace(one, texts=tuple(whisper.hear(part, language=one.language, among=among).text for part in models))

    with ThreadPoolExecutor(2) as pool:
        return replace(sounds, utterances=tuple(pool.map(read, sounds.utterances)))


def printed(found: Sequence[Outcome]) -> str:
    rows = []
    for one in found:
        low, high = wilson(one.cut, one.turns)
        share = f"{100 * one.cut / one.turns:.1f} ({100 * low:.1f} to {100 * high:.1f})" if one.turns else None
        rows.append((one.state, one.turns, share, one.delay.p50, one.delay.p95, one.unanswered))
    return table(("state", "turns", "cut off, % (95 %)", "delay p50 ms", "p95 ms", "no reply in 5 s"), rows)


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 measured, 2 not measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.turn_taking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--turns", type=int, default=300, metavar="N", help="of each state and half")
    parser.add_argument("--sound", type=int, default=60, metavar="N", help="of those judged by sound as well")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args(argv)
    if given.turns < 1 or given.sound < 0:
        parser.error("--turns must be at least 1, --sound at least 0")
    try:
        results = measured(given.data, given.turns, given.sound, given.seed)
    except ReceptionistError as error:
        print(f"turn_taking: {error}", file=sys.stderr)
        return 2
    if given.json:
        given.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return 0


def measured(data: Path, turns: int, by_sound: int, seed: int) -> dict[str, Any]:
    """Everything, printed as it is known. Raises Misconfigured without the data or the models."""
    parts = Parts(None)
    detector = SileroDetector(parts.path("silero_vad.onnx"))
    judge = SmartTurn(parts.path("smart-turn-v3.2-cpu.onnx"))
    whisper = Whisper(parts.path("whisper-base/model.bin").parent)
    halves = load(data, lambda samples: spoken(samples, detector))
    results: dict[str, Any] = {}
    try:
        for name, sounds in zip(("tuned on", "the other half"), halves, strict=True):
            known = transcribed(sounds, whisper)
            rng = random.Random(f"{seed} {name}")
            built = [build(state, known, rng) for state in STATES for _ in range(turns)]
            lines = list(zip(built, heard([one.audio for one in built], detector), strict=True))
            some = [line for place, line in enumerate(lines) if place % turns < by_sound and line[0].state in JUDGED]
            for policy, which, rule in (
                *((policy, lines, rule) for policy, rule in policies(None).items()),
                *((f"{policy} (fewer turns)", some, rule) for policy, rule in policies(judge).items() if some),
            ):
                found = outcomes(which, rule, ready=policy == AT_ONCE)
                print(f"{name}: {policy}\n{printed(found)}\n", flush=True)
                results.setdefault(name, {})[policy] = [one.json() for one in found]
        results["breaking in"] = breaking_in(halves, detector, random.Random(seed))
    finally:
        judge.close()
    return results


if __name__ == "__main__":
    sys.exit(main())
