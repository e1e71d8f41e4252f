"""What breaks a reader is found, told apart from what breaks it elsewhere, and made small."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import fuzz_finds, fuzz_guided
from tests.fuzz.planted import TARGETS
from tests.fuzz.target import Target, TooSlow, kind_of


def _broken_by_an_equals_sign(content: bytes) -> None:
    if b"=" in content:
        raise ValueError("odd")
    if b"x" in content:
        raise ValueError("odd")


def test_a_find_is_cut_down_to_what_breaks_the_reader_in_the_same_way() -> None:
    target = Target(_broken_by_an_equals_sign, (b"",))
    error = fuzz_finds.broken(target, b"a long x line = with much around it")
    assert error is not None
    assert fuzz_finds.made_small(target, b"a long x line = with much around it", kind_of(error)) == b"="


def test_what_never_ends_is_ended_and_is_a_find() -> None:
    def read(content: bytes) -> None:
        while True:
            pass

    with pytest.raises(TooSlow), fuzz_finds.no_longer_than(0.05):
        read(b"")


def test_nothing_is_cut_once_the_time_is_up() -> None:
    assert fuzz_finds.cut_down(b"abc", lambda shorter: True, lambda: False) == b"abc"


@pytest.mark.skipif(find_spec("atheris") is None, reason="no atheris for this machine: everything is drawn")
def test_libfuzzer_is_led_to_a_fault_by_the_branches_on_the_way(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    tried = fuzz_guided.fuzz(TARGETS, 3, tmp_path / "run", module="tests.fuzz.planted", corpus=corpus)["planted"]
    assert [path.read_bytes() for path in (corpus / "planted").iterdir()] == [b"key!"]
    assert tried.finds == 1
    assert tried.edges is not None
    assert tried.edges[1] > tried.edges[0]
