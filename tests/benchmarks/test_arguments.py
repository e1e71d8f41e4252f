"""A wrong argument is one clear line before anything is started."""

import pytest

from benchmarks.__main__ import main as bench


@pytest.mark.parametrize("given", [["--repeat", "0"], ["--repeat", "many"], ["--only", "everything"]])
def test_a_benchmark_that_makes_no_sense_is_refused(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        bench(given)
    assert refused.value.code == 2
    assert given[1] in capsys.readouterr().err
