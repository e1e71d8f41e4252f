"""`firstring understand`, line by line."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local.understand import run
from receptionist.business.load import load_business

_RESTAURANT = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"


def answers(*lines: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    businesses = {"restaurant": load_business(_RESTAURANT)}
    run(
        io.StringIO("".join(line + "\n" for line in lines)),
        out,
        businesses,
        lambda: datetime(2026, 11, 23, 18, 0, tzinfo=UTC),
    )
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_is_answered_in_the_contract_s_fields() -> None:
    (answer,) = answers(
        '{"text": "for two at seven", "now": "2026-11-23T10:00:00-08:00", "timezone": "America/Los_Angeles"}'
    )
    assert {"language", "intents", "entities", "affect"} <= answer.keys()
    assert answer["entities"][0] == {
        "type": "party_size", "text": "two", "start": 4, "end": 7, "value": 2, "alternatives": [], "negated": False,
    }  # fmt: skip


def test_a_bad_line_is_answered_with_an_error_and_the_next_one_served() -> None:
    bad = ["nonsense", "[]", "{}", '{"text": "x", "business": "nowhere"}', '{"text": "x", "timezone": "Mars/Base"}',
           '{"text": "x", "language": "tlh"}', '{"text": 5}', '{"text": "x", "now": "soon"}']  # fmt: skip
    got = answers(*bad, '{"text": "hello"}')
    assert all(list(answer) == ["error"] for answer in got[:-1])
    assert len(got) == len(bad) + 1
    assert got[-1]["intents"][0]["name"] == "greeting"


def test_other_readings_and_the_question_asked_are_used() -> None:
    (answer,) = answers('{"nbest": ["seven", "eleven"], "expecting": "time", "business": "restaurant"}')
    assert answer["entities"][0]["value"] == "19:00"


def test_a_naive_now_is_wall_time_of_the_zone() -> None:
    (answer,) = answers('{"text": "tomorrow", "now": "2026-11-23T23:30:00", "timezone": "Asia/Kolkata"}')
    assert answer["entities"][0]["value"] == "2026-11-24"
