"""The measured calls as tables for people and as JSON for programs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.calls import STAGES, Measured
from benchmarks.figures import SLOW_MS, Spread, share_over, spread, table
from benchmarks.words import Errors

_NAMES = {
    "end_of_turn_ms": "sure that the caller is done",
    "transcribe_ms": "words, beyond that",
    "think_ms": "thinking",
    "voice_ms": "first sound of the voice",
    "total_ms": "sum: to the answer's own first frame",
}


def summary(calls: Sequence[Measured]) -> dict[str, Any]:
    """Over all calls; milliseconds."""
    answers = [wait for call in calls for wait in call.answers_ms]
    over = share_over(answers, SLOW_MS)
    return {
        "calls": len(calls),
        "goals_missed": sum(bool(call.faults) for call in calls),
        "answer_ms": {**spread(answers).json(), "share_over_2s": None if over is None else round(over, 4)},
        "stages_ms": {stage: _stage(calls, stage).json() for stage in STAGES},
        "greeting_from_start_ms": _known([call.greeting_from_start_ms for call in calls]).json(),
        "greeting_from_answer_ms": _known([call.greeting_from_answer_ms for call in calls]).json(),
        "interruption_to_silence_ms": spread(wait for call in calls for wait in call.silences_ms).json(),
        "interruption_to_clear_ms": spread(wait for call in calls for wait in call.clears_ms).json(),
        "talked_over_the_caller": sum(call.talked_over for call in calls),
        "word_error_rate": _rate(sum((call.errors for call in calls), Errors(0, 0))),
        "cpu_share_of_one_core": _known([call.cpu_share for call in calls]).json(),
        "memory_mb": _known([call.memory_mb for call in calls]).json(),
    }


def whole(calls: Sequence[Measured]) -> str:
    """The summary as a table."""
    rows: list[tuple[object, ...]] = []

    def row(name: str, figures: Spread) -> None:
        rows.append((name, figures.n, figures.p50, figures.p95, figures.worst))

    answers = [wait for call in calls for wait in call.answers_ms]
    row("first sound after the caller's words", spread(answers))
    for stage in STAGES:
        row(f"... {_NAMES[stage]}", _stage(calls, stage))
    row("greeting, from `start`", _known([call.greeting_from_start_ms for call in calls]))
    row("greeting, from picking up", _known([call.greeting_from_answer_ms for call in calls]))
    row("silence after an interruption", spread(wait for call in calls for wait in call.silences_ms))
    row("... `clear` sent", spread(wait for call in calls for wait in call.clears_ms))
    over = share_over(answers, SLOW_MS)
    missed = [call.scenario for call in calls if call.faults]
    words = sum((call.errors for call in calls), Errors(0, 0))
    lines = [
        table(("milliseconds", "n", "p50", "p95", "worst"), rows),
        "",
        f"answers later than 2 s: {_percent(over)}",
        f"began to speak over the caller: {sum(call.talked_over for call in calls)} times",
        f"word errors: {words.wrong} of {words.words} words ({_percent(words.rate)})",
        f"goals missed: {len(missed)} of {len(calls)}{': ' + ', '.join(missed) if missed else ''}",
    ]
    return "\n".join(lines)


def per_scenario(calls: Sequence[Measured]) -> str:
    """One row a call."""
    return table(
        ("scenario", "s", "answers", "p50 ms", "worst ms", "greeting ms", "words wrong", "core", "MB", "load", "goal"),
        (
            (
                call.scenario,
                round(call.seconds),
                len(call.answers_ms),
                spread(call.answers_ms).p50,
                spread(call.answers_ms).worst,
                call.greeting_from_start_ms,
                f"{call.errors.wrong}/{call.errors.words}",
                _percent(call.cpu_share),
                None if call.memory_mb is None else round(call.memory_mb),
                f"{call.load_1min}",
                "missed" if call.faults else "met",
            )
            for call in calls
        ),
    )


def as_json(calls: Sequence[Measured]) -> list[dict[str, Any]]:
    """Every call with all that was measured."""
    return [{**asdict(call), "word_error_rate": _rate(call.errors)} for call in calls]


def _stage(calls: Sequence[Measured], stage: str) -> Spread:
    return spread(turn[stage] for call in calls for turn in call.stages)


def _known(values: Sequence[float | None]) -> Spread:
    return spread(value for value in values if value is not None)


def _rate(errors: Errors) -> float | None:
    return None if errors.rate is None else round(errors.rate, 4)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share * 100:.1f} %"
