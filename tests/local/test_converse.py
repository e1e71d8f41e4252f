"""`firstring converse` by its contract: one JSON object per line in, one out."""

import io
import json
from typing import Any

import pytest

from local.converse import run
from receptionist.errors import Misconfigured

NOW = "2026-11-27T15:00:00-08:00"


def converse(*lines: object, business: str = "restaurant") -> list[dict[str, Any]]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    out = io.StringIO()
    assert run(io.StringIO(text), out, business) == 0
    return [json.loads(line) for line in out.getvalue().splitlines()]


def say(text: str, session: str = "a", **more: object) -> dict[str, object]:
    return {"session": session, "say": text, "caller": "+14155550123", "now": NOW, **more}


def test_a_booking_is_given_out_in_the_contracts_shape() -> None:
    first, last = converse(say("A table for four tomorrow at seven, it's under Sarah Johnson."), say("Yes please."))
    assert "AI assistant" in first["reply"]
    assert (
        first["slots"] | {"date": "2026-11-28", "time": "19:00", "party_size": 4, "name": "Sarah Johnson"}
        == first["slots"]
    )
    kinds = [effect["type"] for effect in last["effects"]]
    assert kinds == ["booking.confirmed", "sms.queued"]
    booking = last["effects"][0]["booking"]
    assert booking["local_start"] == "2026-11-28T19:00:00-08:00"
    assert booking["start"] == "2026-11-29T03:00:00+00:00"
    assert booking["customer"] == {"name": "Sarah Johnson", "phone": "+14155550123"}
    assert (booking["business"], booking["service"], booking["status"], booking["revision"]) == (
        "restaurant",
        "table",
        "confirmed",
        1,
    )
    assert set(last) == {
        "session",
        "reply",
        "language",
        "commands",
        "slots",
        "affect",
        "effects",
        "handoff",
        "ended",
        "mind",
        "ms",
    }


def test_a_bad_line_gets_an_error_and_the_next_one_an_answer() -> None:
    answers = converse(
        "{",
        "[]",
        {"say": "hello"},
        say("hi", now="2026-11-27T15:00:00"),
        say("hi", colour="red"),
        say("What are your hours?"),
    )
    assert [set(answer) == {"error"} for answer in answers] == [True] * 5 + [False]
    assert "open" in answers[-1]["reply"]


def test_sessions_do_not_hear_each_other_and_share_one_book() -> None:
    answers = converse(
        say("A table for two tomorrow at six."),
        say("What's your address?", session="b"),
        say("Sam Carter."),
        say("Yes."),
    )
    assert "Valencia" in answers[1]["reply"]
    assert answers[3]["effects"][0]["type"] == "booking.confirmed"


def test_reset_starts_a_session_over() -> None:
    answers = converse(
        say("A table for two tomorrow at six."), {"session": "a", "reset": True}, say("What's your address?")
    )
    assert "AI assistant" in answers[2]["reply"]
    assert answers[2]["slots"] == {}


def test_the_best_of_several_readings_is_heard() -> None:
    (answer,) = converse(
        {"session": "a", "nbest": ["a table for two tomorrow at six", "a cable for two"], "caller": "", "now": NOW}
    )
    assert answer["slots"]["party_size"] == 2


def test_keys_and_silence_can_be_played_too() -> None:
    greeting, date, silence = converse(
        {"session": "a", "now": NOW}, {"session": "a", "keys": "1"}, {"session": "a", "silent": True}
    )
    assert "How can I help you?" in greeting["reply"]
    assert date["reply"] == "For which day would you like it?"
    assert "still there" in silence["reply"]


def test_an_unknown_business_is_named() -> None:
    with pytest.raises(Misconfigured, match="bakery"):
        converse(business="bakery")
