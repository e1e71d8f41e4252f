"""Who does not work here."""

import pytest

from receptionist.business.definition import Business
from receptionist.conversation.strangers import stranger
from tests.receptionist.conversation.paper_book import Talk


@pytest.fixture(scope="module")
def salon() -> Business:
    return Talk.at("salon").business


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Can I get a haircut with Priya tomorrow?", "Priya"),
        ("is jessica in on saturday", "Jessica"),
        ("What days does Emma work?", "Emma"),
        ("I'd like to see Dr. Johnson", "Dr. Johnson"),
        ("¿Está Lucía mañana?", "Lucía"),
        ("un corte con Sofía el sábado", "Sofía"),
        ("quiero ver a la doctora García", "Doctora García"),
    ],
)
def test_somebody_is_asked_for_who_does_not_work_here(salon: Business, said: str, name: str) -> None:
    assert stranger(said, salon) == name


@pytest.mark.parametrize(
    "said",
    [
        "a cut with Simran",
        "Is Robin there?",
        "is anyone there",
        "a cut with bangs",
        "Can I come in with Emma?",
        "I spoke with Maria yesterday",
        "I'd like to see the doctor",
        "is it in May?",
        "do you work in June",
        "¿Está usted mañana?",
        "con mucho gusto",
    ],
)
def test_these_name_nobody_or_one_of_ours_or_somebody_who_comes_along(salon: Business, said: str) -> None:
    assert stranger(said, salon) is None


def test_where_nobody_serves_by_name_a_name_is_a_guest(salon: Business) -> None:
    assert stranger("A table with Priya tomorrow", Talk.at("restaurant").business) is None
