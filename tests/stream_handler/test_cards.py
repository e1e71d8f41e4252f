"""Card numbers, whole and in groups."""

import pytest

from stream_handler.cards import Cards


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1111", "it is four one one one, one one one one, one one one one, one one one one"]
)
def test_a_card_in_one_breath_is_known_from_where_it_began(text: str) -> None:
    cards = Cards()
    assert cards.heard("I want to pay", 1.0) == ("I want to pay", None, 0)
    kept, began_at, before = cards.heard(text, 5.0)
    assert ("[card number]" in kept, began_at, before) == (True, 5.0, 0)


def test_a_card_told_group_by_group_is_known_from_its_first_group() -> None:
    cards = Cards()
    cards.heard("a table for two", 1.0)
    for at, group in enumerate(("4111", "one one one one", "1111")):
        assert cards.heard(group, 10.0 + at) == (group, None, 0)
    assert cards.heard("1111", 13.0) == ("[card number]", 10.0, 3)
    assert cards.heard("1111", 14.0) == ("1111", None, 0)


def test_telephone_numbers_and_times_make_no_card() -> None:
    cards = Cards()
    for at, text in enumerate(("4155550142", "415 555 0142", "7 30", "12 25", "4155550100", "yes", "2", "4242")):
        assert cards.heard(text, float(at)) == (text, None, 0)
