"""Percentiles and tables."""

import pytest

from benchmarks.figures import percentile, share_over, spread, table


def test_percentiles_lie_between_measurements() -> None:
    assert percentile([0.0, 10.0], 50) == 5.0
    assert percentile([float(n) for n in range(101)], 95) == 95.0
    assert percentile([7.0], 95) == 7.0


def test_a_spread_does_not_depend_on_the_order_of_measurements() -> None:
    assert spread([3.0, 1.0, 2.0]) == spread([1.0, 2.0, 3.0])
    assert spread([3.0, 1.0, 2.0]).p50 == 2.0
    assert spread([3.0, 1.0, 2.0]).worst == 3.0


def test_nothing_measured_is_told_as_nothing_not_as_zero() -> None:
    assert spread([]).p50 is None
    assert share_over([], 2000) is None


def test_only_answers_later_than_two_seconds_are_late() -> None:
    assert share_over([1999.0, 2000.0, 2001.0, 5000.0], 2000.0) == pytest.approx(0.5)


def test_a_table_is_markdown_with_a_dash_for_what_is_not_known() -> None:
    assert table(("a", "b"), [(1.25, None)]) == "| a   | b |\n| --- | - |\n| 1.2 | - |"
