"""Birth dates, postcodes and spelled names as recognisers hear them, and whom they make out."""

from collections.abc import Callable

import pytest

from receptionist.language.likeness import Heard, Person, likeliest, recognised
from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

BIRTH_DATES = [
    ("fourth of the second nineteen eighty one", "1981-02-04"), ("4 2 81", "1981-02-04"), ("o four o two 1981", "1981-02-04"),
    ("0402 1981", "1981-02-04"), ("04:02 1980 1", "1981-02-04"), ("the 3rd of January 2000 and 2", "2002-01-03"),
    ("1st of May 7th 1944", "1944-07-01"), ("12th of September 1963", "1963-09-12"), ("8 to 1966", "1966-02-08"),
    ("my date of birth is 14 December 1955", "1955-12-14"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "day"), BIRTH_DATES)
def test_a_birth_date_is_in_the_past_however_it_is_read_out(understand: Understand, said: str, day: str) -> None:
    meaning = understand(said, business=None, timezone="Europe/London", expecting="birth_date")
    assert [e.value for e in meaning.entities if e.type == "date"][:1] == [day]


def test_a_birth_date_is_month_first_in_america(understand: Understand) -> None:
    (day,) = [e for e in understand("4 2 1981", expecting="birth_date").entities if e.type == "date"]
    assert (day.value, day.alternatives[0]) == ("1981-04-02", "1981-02-04")


def test_a_birth_date_named_in_passing_leaves_the_visit_alone(understand: Understand) -> None:
    meaning = understand("I was born on 4 May 1981 and would like to come tomorrow at 7 pm")
    dates = [e.value for e in meaning.entities if e.type == "date"]
    assert dates == ["1981-05-04", "2026-11-24"]


POSTCODES = [
    ("W 1 u v p said", "W1U 5PZ"), ("Romeo Hotel 3 Yankee 2 Bravo Lima", "RH3Y 2BL"), ("E & 8 9 d s", "EN8 9DS"),
    ("t for tango f 6 9 9 r you", "TF69 9RU"), ("n 4 double u 0 d j", "N4W 0DJ"), ("my postcode is S K 8 7 r b", "SK8 7RB"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "code"), POSTCODES)
def test_a_postcode_is_made_out_of_what_its_letters_sound_like(understand: Understand, said: str, code: str) -> None:
    meaning = understand(said, business=None, timezone="Europe/London", expecting="postcode")
    (found,) = [e for e in meaning.entities if e.type == "postcode"]
    assert code in (found.value, *found.alternatives)


def test_the_likelier_of_two_names_heard_comes_first(understand: Understand) -> None:
    meaning = understand("thank Brooks", "Frank Brooks", business=None, expecting="name")
    (name,) = [e for e in meaning.entities if e.type == "person_name"]
    assert {"first": "Frank", "last": "Brooks"} in (name.value, *name.alternatives)


ANNA = Person("a", "Anna", "Hughes", "1981-02-04", "W1U 5PZ", "+442079460001")
EMMA = Person("e", "Emma", "Hughes", "1975-10-30", "SK8 7RB", "+442079460002")
EVERYBODY = [ANNA, EMMA]


def test_somebody_is_recognised_through_mishearings() -> None:
    heard = Heard(names=(("Hannah", "Hews"),), birth_dates=("1981-02-04",), postcodes=("W1U 5BZ",))
    assert recognised(heard, EVERYBODY) == ANNA


def test_one_field_alone_identifies_nobody() -> None:
    assert recognised(Heard(birth_dates=("1981-02-04",)), EVERYBODY) is None
    assert recognised(Heard(names=(("Anna", "Hughes"),)), EVERYBODY) is None


def test_a_name_with_somebody_elses_birth_date_identifies_nobody() -> None:
    assert recognised(Heard(names=(("Anna", "Hughes"),), birth_dates=("1990-07-12",)), EVERYBODY) is None


def test_of_two_alike_neither_is_taken() -> None:
    twins = [ANNA, Person("b", "Anne", "Hughes", "1981-02-04", "W1U 5PZ")]
    heard = Heard(names=(("Ann", "Hughes"),), birth_dates=("1981-02-04",), postcodes=("W1U 5PZ",))
    assert recognised(heard, twins) is None
    assert {one.person.id for one in likeliest(heard, twins)} == {"a", "b"}
