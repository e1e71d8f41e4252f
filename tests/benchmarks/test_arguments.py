"""A wrong argument is one clear line before anything is started."""

from collections.abc import Callable

import pytest

from benchmarks.__main__ import main as bench
from benchmarks.load import main as load
from benchmarks.one_machine_load import Watch
from benchmarks.one_machine_load import main as one_machine_load


@pytest.mark.parametrize("given", [["--repeat", "0"], ["--repeat", "many"], ["--only", "everything"]])
def test_a_benchmark_that_makes_no_sense_is_refused(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        bench(given)
    assert refused.value.code == 2
    assert given[1] in capsys.readouterr().err


@pytest.mark.parametrize("main", [load, one_machine_load])
@pytest.mark.parametrize("calls", ["abc", "0", "-3", "2.5", "501", "", "٣"])
def test_calls_that_are_no_number_of_callers_are_refused(
    main: Callable[[list[str]], int], calls: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        main([f"--calls={calls}"])
    assert refused.value.code == 2
    assert f"CALLS must be a whole number from 1 to 500, not {calls!r}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("--handlers=0", "HANDLERS must be a whole number from 1 to 8, not '0'"),
        ("--seconds=long", "SECONDS must be a number from 0 to 14400, not 'long'"),
        ("--seconds=nan", "SECONDS must be a number from 0 to 14400, not 'nan'"),
        ("--burst=-1", "BURST must be a whole number from 0 to 500, not '-1'"),
    ],
)
def test_a_load_that_makes_no_sense_is_refused(given: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        load(["--calls=1", given])
    assert refused.value.code == 2
    assert told in capsys.readouterr().err


def test_the_lag_of_a_loop_is_what_a_trip_takes_beyond_the_quickest() -> None:
    assert Watch([3.0, 1.0, 11.0]).lags_ms() == [2.0, 0.0, 10.0]
    assert Watch().lags_ms() == []
