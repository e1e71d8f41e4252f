from pathlib import Path

import pytest

from local.publish import publish
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.errors import Misconfigured
from receptionist.ids import Phone

RESTAURANT = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"


def test_a_published_business_answers_the_number_it_was_given() -> None:
    businesses = MemoryBusinessStore()
    told = publish(RESTAURANT, businesses, ("+14155550188",))
    found = businesses.by_number(Phone("+14155550188"))
    assert found is not None
    assert found.id == "restaurant"
    assert businesses.by_number(Phone("+14155550100")) is None
    assert told == "restaurant is at version 1 and answers +14155550188"


def test_publishing_again_replaces_what_was_there() -> None:
    businesses = MemoryBusinessStore()
    publish(RESTAURANT, businesses, ())
    assert "version 2" in publish(RESTAURANT, businesses, ())
    assert len(businesses.all()) == 1


@pytest.mark.parametrize("number", ["4155550188", "+1 415 555 0188", "+14x"])
def test_a_number_that_is_none_is_refused_before_anything_is_kept(number: str) -> None:
    businesses = MemoryBusinessStore()
    with pytest.raises(Misconfigured, match="E.164"):
        publish(RESTAURANT, businesses, (number,))
    assert businesses.all() == []


def test_another_businesss_number_is_refused() -> None:
    businesses = MemoryBusinessStore()
    publish(RESTAURANT, businesses, ("+14155550101",))
    with pytest.raises(Misconfigured, match="another business"):
        publish(RESTAURANT.with_name("clinic.yaml"), businesses, ())
