"""No card number is kept, keyed or spoken."""

import pytest

from receptionist.conversation.redact import without_cards

CARDS = [
    "my card is 4111 1111 1111 1111 thanks",
    "my card is 4111-1111-1111-1111 thanks",
    "my card is four one one one, one one one one, one one one one, one one one one thanks",
    "my card is four triple one double one double one double one double one double one double one thanks",
    "my card is 4 1 1 1 one one one one 1 1 1 1 one one one one thanks",
    "my card is forty one eleven eleven eleven eleven eleven eleven eleven thanks",
    "my card is four zero one two eight eight eight eight eight eight eight eight one eight eight one thanks",
    "my card is three seven eight two, eight two two four six three, one zero zero zero five thanks",
    "my card is cuatro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno thanks",
    "my card is ਚਾਰ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ ਇੱਕ thanks",
]
OTHERS = [
    "call me at four one five, five five five, zero one three four",
    "call me at +1 415 555 0134",
    "a table for two at seven on the second",
    "four one one one, one one one one, one one one one, one one one two",
    "one two three",
    "",
    "ਦੋ ਜਣਿਆਂ ਲਈ ਅੱਠ ਵਜੇ",
]


@pytest.mark.parametrize("text", CARDS)
def test_a_card_number_is_left_out_and_the_rest_is_kept(text: str) -> None:
    assert without_cards(text) == "my card is [card number] thanks"


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_stay(text: str) -> None:
    assert without_cards(text) == text
