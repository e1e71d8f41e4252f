"""Long runs of numbers: a telephone number, or a sum of money."""

from collections.abc import Callable

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]


@pytest.mark.parametrize(
    "said",
    [
        "eighteen thousand five hundred seventy dollars",
        "eighteen thousand five hundred seventy",
        "the bill was 4155550123 dollars",
    ],
)
def test_an_amount_is_no_telephone_number(understand: Understand, said: str) -> None:
    assert not [e for e in understand(said, expecting="phone").entities if e.type == "phone"]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("four one five five five five two thousand", "+14155552000"),
        ("eight hundred five five five one two one two", "+18005551212"),
        ("four one five five five five twelve hundred", "+14155551200"),
    ],
)
def test_a_number_said_in_hundreds_is_one(understand: Understand, said: str, number: str) -> None:
    assert [e.value for e in understand(said, expecting="phone").entities if e.type == "phone"] == [number]
