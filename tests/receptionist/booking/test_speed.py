"""A caller does not wait for the book. The bounds are three times what a quiet machine takes at most, so that a busy one
does not fail here; `python -m benchmarks.finding` measures."""

from collections.abc import Callable

import pytest

from benchmarks.finding import House, months, questions, restaurant, salon

QUESTION_MS, MONTH_MS = 15.0, 150.0


@pytest.mark.parametrize("built", [restaurant, salon])
def test_a_question_and_a_month_are_answered_at_once(built: Callable[[], House]) -> None:
    house = built()
    question, month = questions(house, 0, rounds=1), months(house, rounds=5)
    assert question.p95 is not None
    assert month.p50 is not None
    assert (question.p95 < QUESTION_MS, month.p50 < MONTH_MS) == (True, True), (question, month)
