"""A name at the end of a wish, as under a letter; and words that are none."""

from collections.abc import Callable

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("A table for four tonight at seven, Sam Carter.", {"first": "Sam", "last": "Carter"}),
        ("Tomorrow at noon for two. Maria Elena Lopez, please.", {"first": "Maria", "last": "Elena Lopez"}),
    ],
)
def test_a_wish_may_be_signed(understand: Understand, said: str, name: dict[str, str]) -> None:
    assert [e.value for e in understand(said).entities if e.type == "person_name"] == [name]


@pytest.mark.parametrize(
    "said",
    [
        "A table for four tonight at seven, thank you.",
        "Hello, Sam Carter.",
        "At seven, Sam.",
        "At seven, by the window",
    ],
)
def test_what_only_looks_signed_is_not(understand: Understand, said: str) -> None:
    assert [e.value for e in understand(said).entities if e.type == "person_name"] == []


FAMILIES = [
    ("a nombre de Ortega y Gasset", {"first": None, "last": "Ortega y Gasset"}),
    ("me llamo José Ortega y Gasset", {"first": "José", "last": "Ortega y Gasset"}),
    ("soy Ramón y Cajal", {"first": None, "last": "Ramón y Cajal"}),
    ("a nombre de Juan y María", {"first": "Juan", "last": None}),
    ("a nombre de Ana y somos cuatro", {"first": "Ana", "last": None}),
]


@pytest.mark.parametrize(("said", "name"), FAMILIES)
def test_y_joins_two_halves_of_a_family_name_but_not_two_people(
    understand: Understand, said: str, name: dict[str, str | None]
) -> None:
    assert [e.value for e in understand(said, heard="es").entities if e.type == "person_name"] == [name]


@pytest.mark.parametrize(
    ("said", "name", "staff"),
    [
        ("Marco Diaz", {"first": "Marco", "last": "Diaz"}, []),
        ("It's Simran Kaur.", {"first": "Simran", "last": "Kaur"}, []),
        ("Peter Lopez, and with Marco please", {"first": "Peter", "last": "Lopez"}, ["marco"]),
    ],
)
def test_a_caller_may_be_called_as_somebody_who_works_here(
    understand: Understand, said: str, name: dict[str, str], staff: list[str]
) -> None:
    heard = understand(said, business="salon", expecting="name").entities
    assert [e.value for e in heard if e.type == "person_name"] == [name]
    assert [e.value for e in heard if e.type == "staff"] == staff


def test_who_says_that_a_word_is_their_name_is_called_so(understand: Understand) -> None:
    heard = understand("Deidra is my first name", expecting="name").entities
    assert [e.value["first"] for e in heard if e.type == "person_name"] == ["Deidra"]
    heard = understand("Repeat after me, please", expecting="name").entities
    assert not [e for e in heard if e.type == "person_name"]
