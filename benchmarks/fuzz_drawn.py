"""Fuzzing by Hypothesis: seeds edited at random, with the words of their readers. It is not told what an input reaches."""

import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from benchmarks import fuzz_finds
from benchmarks.fuzz_tried import Tried
from tests.fuzz.target import CORPUS, Target


def fuzz(name: str, target: Target, seconds: float, number: int, keep_inputs: Path | None = None) -> Tried:
    """`keep_inputs`: a folder for all that was drawn."""
    tried, until = Tried("drawn"), time.monotonic() + seconds
    while time.monotonic() < until:
        number += 1
        _round(name, target, number, tried, until, keep_inputs)
    return tried


def _round(name: str, target: Target, number: int, tried: Tried, until: float, keep_inputs: Path | None) -> None:
    last, shrinking = [b""], False

    @seed(number)
    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(target.changed(name))
    def once(content: bytes) -> None:
        nonlocal shrinking
        if time.monotonic() > until and not shrinking:
            return
        tried.inputs += 1
        last[0] = content
        if keep_inputs:
            (keep_inputs / f"{tried.inputs}").write_bytes(content)
        try:
            target.timed(content)
        except Exception:
            shrinking = True
            raise

    try:
        once()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        tried.finds += 1
        fuzz_finds.keep(CORPUS / name, last[0], error)  # the last that Hypothesis tries is the smallest that fails
