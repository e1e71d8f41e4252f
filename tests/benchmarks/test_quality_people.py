"""Who is let in, and by which thresholds, in the benchmark of callers who say who they are."""

import pytest

from benchmarks.quality_people import Dialogue, chosen, fragment, verdicts
from receptionist.language.likeness import Likeness, Person

ANNA, EMMA = Person("a", "Anna", "Hughes"), Person("e", "Emma", "Hall")


def dialogue(true: str, *evidence: tuple[Person, float]) -> Dialogue:
    third = [Likeness(who, 3 * each, {"name": each, "birth_date": each, "postcode": each}) for who, each in evidence]
    return Dialogue(0, true, tuple(third))


def test_a_caller_whose_record_is_taken_out_is_a_stranger() -> None:
    told = dialogue("a", (ANNA, 4.0), (EMMA, 1.0))
    assert told.taken_for(6.0, 2.0, stranger=False) == ANNA
    assert told.taken_for(6.0, 2.0, stranger=True) is None
    assert told.taken_for(2.0, 2.0, stranger=True) == EMMA


def test_thresholds_are_as_lax_as_strangers_allow() -> None:
    plain, stranger = dialogue("a", (ANNA, 2.0)), dialogue("a", (ANNA, 4.0), (EMMA, 1.6))
    sure, margin = chosen([plain] * 400 + [stranger] * 3)
    found = verdicts([plain, stranger], sure, margin)
    assert (found.right, found.wrong, found.strangers) == (2, 0, 0)


def test_who_gives_all_that_is_anothers_acts_another() -> None:
    assert dialogue("a", (EMMA, 4.0)).acts_another
    assert not dialogue("a", (EMMA, 1.0)).acts_another
    assert not dialogue("a", (ANNA, 4.0)).acts_another


@pytest.mark.parametrize(
    ("item", "readings", "part"),
    [
        ("postcode", ["W S 5"], True), ("postcode", ["W", "W R 2 5 p d"], False),
        ("dob", ["25th May"], True), ("dob", ["25th of May 1981"], False), ("dob", ["0402 81"], False),
        ("name", ["Jacqueline"], True), ("name", ["Jacqueline Hughes"], False),
    ],
)  # fmt: skip
def test_a_fragment_holds_too_little_for_an_answer(item: str, readings: list[str], part: bool) -> None:
    assert fragment({"item": item, "nbest": readings}) is part
