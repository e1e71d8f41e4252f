"""A little of the fuzzing with every run; `make fuzz SECONDS=600` for a long one."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.target import CORPUS
from tests.fuzz.targets import TARGETS, known


@pytest.mark.parametrize(("name", "content"), list(known()))
def test_what_is_kept_is_read_or_refused(name: str, content: bytes) -> None:
    TARGETS[name].act(TARGETS[name].seeds[0])  # loads what it needs
    TARGETS[name].timed(content)


def test_every_kept_find_belongs_to_a_target() -> None:
    assert {path.parent.name for path in CORPUS.glob("*/*")} <= set(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_arrives_is_read_or_refused(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=target.examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(target.changed(name))
    def fuzz(content: bytes) -> None:
        target.act(content)

    fuzz()
