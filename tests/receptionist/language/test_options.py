"""Which way of having a service is named."""

import pytest

from receptionist.business.definition import Business, Service
from receptionist.ids import ServiceId
from receptionist.knowledge.answers import answer_question
from receptionist.language.options import option_named
from tests.receptionist.conversation.paper_book import NOW, demo


@pytest.fixture
def salon() -> Business:
    return demo("salon")


@pytest.fixture
def color(salon: Business) -> Service:
    found = salon.service(ServiceId("full_color"))
    assert found is not None
    return found


@pytest.mark.parametrize("said", ["just the roots", "a root touch-up, please", "un retoque de raíz", "solo las raíces"])
def test_the_way_that_is_named(color: Service, said: str) -> None:
    option = option_named(said, color)
    assert option is not None
    assert option.id == "roots"


@pytest.mark.parametrize("said", ["full color", "I have deep rooted doubts", ""])
def test_what_names_none(color: Service, said: str) -> None:
    assert option_named(said, color) is None


def test_what_a_way_costs_is_not_what_the_service_costs(salon: Business) -> None:
    (roots,) = answer_question(salon, "price", "how much is a root touch-up", ("full_color",), NOW.date())
    (full,) = answer_question(salon, "price", "how much is full color", ("full_color",), NOW.date())
    assert roots.args["services"][0][1:] == (95, False)
    assert full.args["services"][0][1:] == (140, True)
