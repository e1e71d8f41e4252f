"""What is worked out of a definition, once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.business.once import KEPT, Once, shared

RESTAURANT = Path(__file__).parents[3] / "local" / "businesses" / "restaurant.yaml"


def restaurant() -> Business:
    return load_business(RESTAURANT)


def _noting(asked: list[str]) -> Callable[[Business], str]:
    def name(business: Business) -> str:
        asked.append(business.id)
        return business.name

    return name


def _another(business: Business, **changes: object) -> Business:
    """Read anew, as every call reads it."""
    return Business.model_validate_json(business.model_copy(update=changes).model_dump_json())


def test_is_worked_out_once_for_a_definition() -> None:
    asked: list[str] = []
    names, house = Once(_noting(asked)), restaurant()
    assert [names.of(house), names.of(house)] == [house.name, house.name]
    assert asked == [house.id]


def test_equal_definitions_become_one() -> None:
    house = _another(restaurant(), id="equal")
    assert shared(house) is house
    assert shared(_another(house)) is house


def test_a_change_without_a_new_version_is_another_definition() -> None:
    house = shared(_another(restaurant(), id="changed"))
    renamed = _another(house, name="Elsewhere")
    assert shared(renamed) is renamed
    assert shared(_another(house)) is house


def test_of_ever_new_ones_only_the_latest_are_kept() -> None:
    made: list[str] = []
    names, house = Once(_noting(made)), restaurant()
    houses = [_another(house, id=f"house-{number}") for number in range(KEPT + 1)]
    for one in houses:
        names.of(one)
    names.of(houses[-1])
    assert len(made) == KEPT + 1
    names.of(houses[0])
    assert len(made) == KEPT + 2


def test_what_raised_is_tried_again() -> None:
    answers = iter((ValueError("not now"), "there"))

    def work_out(business: Business) -> str:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return str(answer)

    once, house = Once(work_out), restaurant()
    with pytest.raises(ValueError, match="not now"):
        once.of(house)
    assert once.of(house) == "there"
