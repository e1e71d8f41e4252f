"""Callers who look for what the house is, and who ask for the facts every house has."""

import pytest

from receptionist.business.definition import Vertical
from receptionist.conversation.asked_about import asked_about
from receptionist.conversation.phrases import is_only_a_name, makes_anew, says_confirm, wants_beyond, wants_others
from receptionist.conversation.trades import is_a_house, looks_for_us, searches_for_us


@pytest.mark.parametrize(
    ("text", "vertical"),
    [
        ("Would you help me find a good place to eat?", Vertical.RESTAURANT),
        ("I'm starving, I need a bite", Vertical.RESTAURANT),
        ("Busco un restaurante para hoy", Vertical.RESTAURANT),
        ("could you look up a dentist for me", Vertical.CLINIC),
        ("I want a new hair style, find me a salon", Vertical.SALON),
        ("ਮੈਨੂੰ ਡਾਕਟਰ ਚਾਹੀਦਾ ਹੈ", Vertical.CLINIC),
    ],
)
def test_who_looks_for_such_a_house_means_this_one(text: str, vertical: Vertical) -> None:
    assert looks_for_us(text, vertical)


@pytest.mark.parametrize(
    ("text", "vertical"),
    [
        ("Where is the restaurant?", Vertical.RESTAURANT),
        ("I need a plumber", Vertical.CLINIC),
        ("Is the doctor in today?", Vertical.CLINIC),
        ("find me a salon", Vertical.RESTAURANT),
    ],
)
def test_others_do_not(text: str, vertical: Vertical) -> None:
    assert not looks_for_us(text, vertical)


def test_food_is_searched_for_and_not_merely_asked_about() -> None:
    assert searches_for_us("I'm looking for somewhere to eat vegan food", Vertical.RESTAURANT)
    assert not searches_for_us("I want to know about the vegan food", Vertical.RESTAURANT)


def test_what_every_house_is_called_names_nobody() -> None:
    assert is_a_house("salon")
    assert is_a_house("the dentist")
    assert not is_a_house("Marco")


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("What about your address?", ("address",)),
        ("Where do we have to go?", ("address",)),
        ("What's the address and the phone number, please?", ("address", "phone")),
        ("can you tell me the contact number", ("phone",)),
        ("¿Dónde están?", ("address",)),
        ("My number is 415 555 0123, please", ()),
        ("please send me the reference number", ()),
    ],
)
def test_address_and_number_are_asked_for_in_any_words(text: str, topics: tuple[str, ...]) -> None:
    assert asked_about(text) == topics


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Do you have anything later?", "later"),
        ("something a bit earlier", "earlier"),
        ("that's too early", "later"),
        ("¿Tiene algo más tarde?", "later"),
        ("the later one", None),
        ("I'll take the earliest", None),
    ],
)
def test_later_than_all_that_was_offered(text: str, way: str | None) -> None:
    assert wants_beyond(text) == way


def test_none_of_what_was_offered() -> None:
    assert wants_others("Any other options?")
    assert wants_others("none of those")
    assert wants_others("¿Otra hora?")
    assert not wants_others("the second one")


def test_made_is_not_moved() -> None:
    assert makes_anew("Make the appointment for Tuesday")
    assert not makes_anew("Can I move the appointment to Tuesday")


def test_a_wish_to_confirm_is_a_yes_unless_denied() -> None:
    assert says_confirm("Yes, I'd like to confirm the reservation")
    assert not says_confirm("No, don't confirm it yet")


def test_a_name_alone() -> None:
    assert is_only_a_name("Maria de la Cruz")
    assert not is_only_a_name("de la mañana")
    assert not is_only_a_name("Quiero una mesa")
