"""The simulated caller: says what is called for, insists on its goal, and calls the same way again."""

import random
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.annotated_bookings import ZONE, Case, opened
from benchmarks.own_bookings import PUNJABI, SPANISH
from benchmarks.simulated_caller import (
    CHANGE,
    ENGLISH,
    INFORM,
    NAME,
    NO_MORE,
    OPEN,
    YES,
    Bank,
    Goal,
    Line,
    SimulatedCaller,
    Wish,
)  # fmt: skip
from benchmarks.whole_bookings import call, wilson
from benchmarks.whole_bookings_houses import business_of
from local.text_office import text_office

BANK = Bank(
    [
        Line(OPEN, "I'd like a table."), Line(INFORM, "On {date}."), Line(INFORM, "At {time}."), Line(INFORM, "For {party}."),
        Line(NAME, "{name}."), Line(YES, "Yes."), Line(CHANGE, "No, at {time}."), Line(NO_MORE, "No, bye."),
    ]
)  # fmt: skip
WISHES = {
    "date": Wish("2026-11-28", ("Saturday",)),
    "time": Wish("19:30", ("half past seven in the evening",)),
    "party": Wish(3, ("three",)),
    "name": Wish("Ana Torres", ("Ana Torres",)),
}
HEARD = {"date": "2026-11-28", "time": "19:30", "party_size": 3, "name": "Ana Torres"}


def caller(goal: Goal) -> SimulatedCaller:
    return SimulatedCaller(goal, BANK, random.Random(1))


@pytest.mark.parametrize(
    ("reply", "cue"),
    [
        ("Good, I have a table. What name may I put it under?", "name"),
        ("I'm afraid I don't know that. I can take a message. At what time?", "time"),
        ("So that is a table for two. Shall I book it?", "read_back"),
        ("What may I book for you: a cut or a shave?", "service"),
        ("Would you like to leave a message instead?", "way_out"),
    ],
)
def test_the_question_of_a_reply_is_told(reply: str, cue: str) -> None:
    assert ENGLISH.of(reply) == cue


def test_a_caller_agrees_only_to_the_goal() -> None:
    right = {"reply": "So that is a table. Shall I book it?", "slots": HEARD}
    wrong = {"reply": "So that is a table. Shall I book it?", "slots": {**HEARD, "time": "18:30"}}
    assert caller(Goal(WISHES)).next(right, None) == "Yes."
    assert caller(Goal(WISHES)).next(wrong, None) == "No, at half past seven in the evening."


def test_a_caller_says_their_first_mind_until_the_read_back() -> None:
    one = caller(Goal(WISHES, {"time": Wish("18:30", ("half past six",))}))
    assert one.next({"reply": "At what time?", "slots": {}}, None) == "At half past six."
    assert "seven" in str(one.next({"reply": "Shall I book it?", "slots": {**HEARD, "time": "18:30"}}, None))


def test_places_of_values_are_left_open() -> None:
    assert opened("At 7 for 4", [("time", 3, 4), ("party", 9, 10)]) == "At {time} for {party}"


def test_a_whole_call_ends_with_the_goal_in_the_book(tmp_path: Path) -> None:
    case = Case("one", "restaurant", Goal(WISHES), BANK, datetime(2026, 11, 27, 9, 0, tzinfo=ZONE))
    with text_office() as office:
        outcome = call(case, office, tmp_path, random.Random(1))
    assert outcome.why == ""
    assert outcome.met
    assert outcome.turns <= 8


@pytest.mark.parametrize("source", [SPANISH, PUNJABI])
def test_our_own_banks_can_be_spoken(source: object, tmp_path: Path) -> None:
    cases = list(source(tmp_path, random.Random(3)))[:3]  # type: ignore[operator]  # a Source
    with text_office() as office:
        outcomes = [call(case, office, tmp_path, random.Random(2)) for case in cases]
    assert sum(outcome.met for outcome in outcomes) >= 2, [
        outcome.transcript for outcome in outcomes if not outcome.met
    ]


def test_nothing_is_free_where_the_goal_must_be_refused() -> None:
    case = Case(
        "two",
        "restaurant",
        Goal(WISHES),
        BANK,
        datetime(2026, 11, 27, 9, 0, tzinfo=ZONE),
        blocked=("2026-11-28", "19:00"),
    )
    (day,) = business_of(case)["resources"][0]["days"]
    assert day["hours"][0][1] == "18:45"
    assert day["hours"][1][0] == "19:30"


def test_an_interval_holds_the_share() -> None:
    low, high = wilson(8, 10)
    assert low < 0.8 < high
