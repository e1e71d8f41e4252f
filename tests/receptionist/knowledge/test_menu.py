"""What is said of allergens: three answers and never a fourth."""

from datetime import date
from pathlib import Path

import pytest

from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.knowledge.answers import answer_question
from receptionist.knowledge.menu import allergy, looked_up, severe, verdict

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def restaurant() -> Business:
    return load_business(Path(__file__).parents[3] / "local" / "businesses" / "restaurant.yaml")


def test_what_a_dish_does_not_state_is_not_known(restaurant: Business) -> None:
    said = {item.id: verdict(item, ("sesame",)) for item in restaurant.menu}
    assert said.pop("tofu_bowl") == "contains"
    assert set(said.values()) == {"unknown"}


@pytest.mark.parametrize(
    ("dish", "allergens", "act"),
    [
        ("samosa", ("gluten",), "dish_contains"),
        ("samosa", ("mustard",), "dish_may_contain"),
        ("samosa", ("peanut",), "dish_unknown"),
        ("mango_sorbet", ("milk",), "dish_unknown"),
        ("basmati_rice", ("milk",), "dish_not_listed"),
        ("lentil_soup", ("egg",), "dish_unknown"),
        ("chana_masala", ("gluten",), "dish_not_listed"),
    ],
)
def test_a_dish_is_answered_from_what_is_stated(
    restaurant: Business, dish: str, allergens: tuple[str, ...], act: str
) -> None:
    answers = answer_question(restaurant, "allergens", "", (dish, *allergens), TUESDAY)
    assert [answer.name for answer in answers] == [act, "cross_contact"]


def test_every_dish_is_in_one_part_of_the_answer(restaurant: Business) -> None:
    found = allergy(restaurant, ("tree_nuts", "peanut"))
    assert [item.id for item in found.containing] == ["beet_salad", "paneer_korma", "pistachio_kulfi"]
    assert len(found.containing) + len(found.doubtful) + len(found.unstated) == len(restaurant.menu)
    assert found.marked == ()


@pytest.mark.parametrize(
    ("text", "allergens"),
    [
        ("a nut allergy", {"tree_nuts", "peanut"}),
        ("alergia a los frutos secos", {"tree_nuts", "peanut"}),
        ("ਗਿਰੀਆਂ ਤੋਂ ਐਲਰਜੀ", {"tree_nuts", "peanut"}),
        ("is there seafood in it", {"fish", "shellfish", "molluscs"}),
    ],
)
def test_a_word_for_several_asks_for_all_of_them(text: str, allergens: set[str]) -> None:
    assert set(looked_up((), text)) == allergens


@pytest.mark.parametrize(
    "text",
    [
        "my daughter is severely allergic to peanuts",
        "he goes into anaphylaxis",
        "I carry an EpiPen",
        "it's a life threatening allergy",
        "she has a really severe nut allergy",
        "mi hijo es muy alérgico al cacahuate",
        "tengo una alergia grave a los mariscos",
        "puede tener un choque anafiláctico",
        "ਮੇਰੇ ਬੇਟੇ ਨੂੰ ਗੰਭੀਰ ਐਲਰਜੀ ਹੈ",
        "ਬਹੁਤ ਤੇਜ਼ ਐਲਰਜੀ ਹੈ",
    ],
)
def test_a_danger_to_life_is_heard(text: str) -> None:
    assert severe(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm allergic to cats",
        "does the samosa contain nuts",
        "tengo alergia a la leche",
        "ਮੈਨੂੰ ਦੁੱਧ ਤੋਂ ਐਲਰਜੀ ਹੈ",
        "severe delays",
    ],
)
def test_not_every_allergy_is_one(text: str) -> None:
    assert not severe(text)
