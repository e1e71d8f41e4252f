"""Ingredients and the allergens they carry."""

from decimal import Decimal

import pytest

from receptionist.business.allergens import is_ingredient, named_in, undeclared
from receptionist.business.definition import MenuItem


@pytest.mark.parametrize(
    ("text", "allergens"),
    [
        ("tahini", {"sesame"}),
        ("Greek yogurt", {"milk"}),
        ("whole egg mayonnaise", {"egg"}),
        ("king prawns", {"shellfish"}),
        ("pulpo a la gallega", {"molluscs"}),
        ("crema de cacahuate", {"peanut"}),
        ("peanut butter", {"peanut"}),
        ("mantequilla", {"milk"}),
        ("nueces", {"tree_nuts", "peanut"}),
        ("harina de trigo", {"wheat", "gluten"}),
        ("salsa de soja", {"soy", "wheat", "gluten"}),
        ("pearl barley", {"gluten"}),
        ("vino blanco", {"sulphites"}),
        ("semillas de mostaza", {"mustard"}),
        ("ਮੂੰਗਫਲੀ", {"peanut"}),
        ("ਪਨੀਰ", {"milk"}),
        ("kaju", {"tree_nuts"}),
        ("coconut milk", set()),
        ("rice flour", set()),
        ("almond milk", {"tree_nuts"}),
        ("eggplant", set()),
        ("nuez moscada", set()),
        ("buckwheat", set()),
        ("roast chicken", set()),
    ],
)
def test_an_ingredient_carries_its_allergens(text: str, allergens: set[str]) -> None:
    assert {name for _, names in named_in(text) for name in names} == allergens


def dish(description: str, **stated: object) -> MenuItem:
    given: dict[str, object] = {"id": "dish", "name": {"en": "dish of the day"}, "price": Decimal(9)}
    return MenuItem.model_validate({**given, "description": {"en": description}, **stated})


def test_an_ingredient_whose_allergen_is_stated_nowhere_is_pointed_out() -> None:
    (found,) = undeclared(dish("Chicken with a creamy peanut sauce.", contains=["milk"]))
    assert (found.item, found.word, found.allergen) == ("dish", "peanut", "peanut")


@pytest.mark.parametrize("how", ["contains", "may_contain", "unknown"])
def test_each_of_the_three_answers_is_a_statement(how: str) -> None:
    assert undeclared(dish("With walnuts.", **{how: ["tree_nuts"]})) == ()


def test_wheat_is_stated_by_gluten_and_a_marked_recipe_states_its_own() -> None:
    assert undeclared(dish("On toast.", contains=["gluten"])) == ()
    assert undeclared(dish("With pasta.", diets=["gluten_free_recipe"])) == ()


@pytest.mark.parametrize(
    "text", ["toasted sesame seed paste", "harina de cebada", "leche entera en polvo", "other nuts"]
)
def test_an_ingredient_with_how_it_comes_is_one(text: str) -> None:
    assert is_ingredient(text)


@pytest.mark.parametrize("text", ["I love cheese", "the pasta place", "fresh and whole", ""])
def test_a_sentence_with_an_ingredient_in_it_is_none(text: str) -> None:
    assert not is_ingredient(text)
