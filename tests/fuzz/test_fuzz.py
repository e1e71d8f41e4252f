"""A little of the fuzzing with every run; `make fuzz SECONDS=600` for a long one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import CORPUS, TARGETS, known


@pytest.mark.parametrize(("name", "content"), known())
def test_what_is_kept_is_read_or_refused(name: str, content: bytes) -> None:
    TARGETS[name].act(content)


def test_every_kept_find_belongs_to_a_target() -> None:
    assert {path.parent.name for path in CORPUS.glob("*/*")} <= set(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_arrives_is_read_or_refused(name: str, data: st.DataObject) -> None:
    TARGETS[name].act(data.draw(TARGETS[name].changed(name)))
