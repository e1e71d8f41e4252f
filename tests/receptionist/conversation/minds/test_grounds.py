"""An answer in a model's words is spoken only if the facts it cites bear it out."""

import pytest

from receptionist.business.definition import Language
from receptionist.conversation.minds.gate import borne_out
from receptionist.knowledge.grounding import Fact
from tests.fakes.liar import plain_lies
from tests.receptionist.conversation.paper_book import demo

RESTAURANT = demo("restaurant")
FACTS = (
    Fact("faq:0", "Where can I park? There is a public garage on 16th Street, four dollars an hour.", ("parking car",)),
    Fact("hours:fri", "Friday 2026-11-27 (today): 11:30 to 14:30, 17:00 to 23:00."),
    Fact("policy:cancellation", "You can cancel free of charge until your table is due."),
    Fact("dish:butter_chicken", "butter chicken (mains), 19.50 USD. Mild. Allergens: contains milk; any other allergen is not known."),
    Fact("faq:8", "Are dogs allowed? We do not allow dogs inside."),
    Fact("faq:7", "¿Hay estacionamiento? Hay un garaje público en la calle 16, cuatro dólares la hora."),
)  # fmt: skip
IDS = [fact.id for fact in FACTS]

GOOD: list[tuple[Language, str, list[str]]] = [
    ("en", "There is a public garage on 16th Street, four dollars an hour.", ["faq:0"]),
    ("en", "You can park in the public garage on 16th Street.", ["faq:0"]),
    ("en", "On Friday we are open from 5 PM to 11 PM.", ["hours:fri"]),
    ("en", "You can cancel free of charge until your table is due.", ["policy:cancellation"]),
    ("en", "The butter chicken is 19.50 dollars.", ["dish:butter_chicken"]),
    ("es", "Hay un garaje público en la calle 16.", ["faq:7"]),
    ("en", "No, on Friday we are open until 11 PM.", ["hours:fri"]),
    ("en", "Dogs are not allowed inside.", ["faq:8"]),
]
BAD: list[tuple[Language, str, list[str]]] = [
    ("en", "There is no public garage on 16th Street.", ["faq:0"]),
    ("en", "You can't park in the public garage on 16th Street.", ["faq:0"]),
    ("en", "No, there is no public garage on 16th Street.", ["faq:0"]),
    ("es", "No hay un garaje público en la calle 16.", ["faq:7"]),
    ("en", "There is a public garage on 17th Street.", ["faq:0"]),
    ("en", "Parking costs six dollars an hour.", ["faq:0"]),
    ("en", "On Friday we are open until midnight, at 12.", ["hours:fri"]),
    ("en", "There is a public garage on 16th Street.", []),
    ("en", "There is a public garage on 16th Street.", ["faq:99"]),
    ("en", "There is a public garage on 16th Street.", ["faq:0", "faq:99"]),
    ("en", "The chicken tikka is 19.50 dollars.", ["dish:butter_chicken"]),
    ("en", "The butter chicken contains no peanuts.", ["dish:butter_chicken"]),
    ("en", "The butter chicken contains milk.", ["dish:butter_chicken"]),
    ("en", "I have booked a garage for you.", ["faq:0"]),
    ("en", "I can park your car in the public garage.", ["faq:0"]),
    ("en", "Your table is cancelled free of charge.", ["policy:cancellation"]),
    ("en", "You are welcome to dance naked on the tables whenever the manager sleeps.", ["faq:0"]),
    ("en", "Hay un garaje público en la calle 16. ਬੁੱਕ", ["faq:0"]),
    ("en", "See https://example.com for the public garage.", ["faq:0"]),
    ("en", "There is a {public} garage.", ["faq:0"]),
    ("en", "x" * 300, ["faq:0"]),
    ("en", "", ["faq:0"]),
    ("es", "Hay un garaje público en la calle 18.", ["faq:7"]),
    ("es", "Le reservé un garaje público.", ["faq:7"]),
    ("pa", "There is a public garage on 16th Street.", ["faq:0"]),
]


@pytest.mark.parametrize(("language", "text", "cited"), GOOD)
def test_what_the_facts_say_may_be_said(language: Language, text: str, cited: list[str]) -> None:
    assert borne_out(text, cited, FACTS, RESTAURANT, language) == text


@pytest.mark.parametrize(("language", "text", "cited"), BAD)
def test_what_they_do_not_say_may_not(language: Language, text: str, cited: list[str]) -> None:
    assert borne_out(text, cited, FACTS, RESTAURANT, language) is None


def test_no_lie_is_borne_out_whatever_it_cites() -> None:
    spoken = [lie.text for lie in plain_lies() if borne_out(lie.text, IDS, FACTS, RESTAURANT, lie.language)]
    assert spoken == []
