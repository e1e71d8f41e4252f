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
    ("my date of birth is 14 December 1955", "1955-12-14"), ("31st of the 10th 2000 and 12", "2012-10-31"),
    ("13th of July 8th 1940", "1940-07-13"), ("may 8th August 1945", "1945-08-08"), ("2020 9th of June 2011", "2011-06-29"),
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
    ("b d 8 V 8 f x", "BD8V 8FX"), ("p p r 1 4 y a", "PR1 4YA"), ("sierra whiskey one hey one double a", "SW1A 1AA"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "code"), POSTCODES)
def test_a_postcode_is_made_out_of_what_its_letters_sound_like(understand: Understand, said: str, code: str) -> None:
    meaning = understand(said, business=None, timezone="Europe/London", expecting="postcode")
    (found,) = [e for e in meaning.entities if e.type == "postcode"]
    assert code in (found.value, *found.alternatives)


def test_what_no_country_has_is_not_a_postcode(understand: Understand) -> None:
    for said in ("Bravo Delta", "what do you need that for", "I would rather not say"):
        meaning = understand(said, business=None, timezone="Europe/London", expecting="postcode")
        assert not [e for e in meaning.entities if e.type == "postcode"], said


def test_a_digit_where_only_a_letter_may_stand_is_read_as_one(understand: Understand) -> None:
    """A British code never ends on C, I, K, M, O or V, nor on a digit."""
    meaning = understand("W R 2 5 p 8", business=None, timezone="Europe/London", expecting="postcode")
    (found,) = [e for e in meaning.entities if e.type == "postcode"]
    assert found.value.startswith("WR2 5P")
    assert found.value[-1].isalpha()


def test_an_american_zip_is_five_digits(understand: Understand) -> None:
    meaning = understand("nine four one oh three", business=None, expecting="postcode")
    assert [e.value for e in meaning.entities if e.type == "postcode"] == ["94103"]


def test_a_code_that_more_readings_hold_comes_first(understand: Understand) -> None:
    heard = ("SC 9 2 s b", "SP 9 2 s b", "SP 9 to s b")
    meaning = understand(*heard, business=None, timezone="Europe/London", expecting="postcode")
    (found,) = [e for e in meaning.entities if e.type == "postcode"]
    assert found.value == "SP9 2SB"


def test_a_day_that_was_heard_whole_is_not_cut_into_day_and_month(understand: Understand) -> None:
    meaning = understand("28th 1986", "28th May 1986", timezone="Europe/London", business=None, expecting="birth_date")
    assert [e.value for e in meaning.entities if e.type == "date"][:1] == ["1986-05-28"]


SPELLED = [
    ("Davi n w IL L I am s", {"first": "Gavin", "last": "Williams"}), ("d a w n a TK ins oh n", {"first": "Dawn", "last": "Atkinson"}),
    ("Jad e space m o or e", {"first": "Jade", "last": "Moore"}), ("t i n a o b r i e n", {"first": "Tina", "last": "O'Brien"}),
    ("Kilo Alpha Tango Hotel Romeo Yankee November", {"first": "Kathryn", "last": None}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "name"), SPELLED)
def test_a_name_spelled_whole_is_one_that_people_bear(
    understand: Understand, said: str, name: dict[str, str | None]
) -> None:
    meaning = understand(said, business=None, expecting="name")
    (found,) = [e for e in meaning.entities if e.type == "person_name"]
    assert name in (found.value, *found.alternatives)


ALONE = [("S M I T H", (None, "Smith")), ("L O P E Z", (None, "Lopez")), ("B R A N D T", (None, "Brandt")), ("W I L L I A M S", (None, "Williams")),
         ("J A M E S", ("James", None)), ("M A R Y L E E", ("Mary", "Lee"))]  # fmt: skip


@pytest.mark.parametrize(("said", "name"), ALONE)
def test_one_name_spelled_letter_for_letter_is_no_other(
    understand: Understand, said: str, name: tuple[str | None, str | None]
) -> None:
    (found,) = [e for e in understand(said, business=None, expecting="name").entities if e.type == "person_name"]
    assert (found.value["first"], found.value["last"]) == name


def test_a_name_nobody_is_known_by_stays_as_it_was_spelled(understand: Understand) -> None:
    meaning = understand("z b i g n i e w k r z y s z t o f", business=None, expecting="name")
    (found,) = [e for e in meaning.entities if e.type == "person_name"]
    assert (found.value["first"] or "") + (found.value["last"] or "") == "Zbigniewkrzysztof"


def test_the_letters_as_heard_are_kept_beside_a_likelier_name(understand: Understand) -> None:
    (found,) = [
        e for e in understand("p aul a k i n j", business=None, expecting="name").entities if e.type == "person_name"
    ]
    assert found.value == {"first": "Paula", "last": "King"}
    assert any((one["last"] or "").casefold().endswith("kinj") for one in found.alternatives)


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
