"""Card numbers are left out however they are told: in digits and words, grouped, in three languages, over several turns."""

import pytest

from receptionist.conversation.redact import without_cards
from stream_handler.cards import Cards

CARD = "4929000000000000"
WORDS = {
    "en": "zero one two three four five six seven eight nine",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "pa": "ਸਿਫਰ ਇੱਕ ਦੋ ਤਿੰਨ ਚਾਰ ਪੰਜ ਛੇ ਸੱਤ ਅੱਠ ਨੌਂ",
    "pa, romanised": "sifar ikk do tinn chaar panj chhe satt atth nau",
}


def told(digits: str, language: str) -> str:
    words = WORDS[language].split()
    return " ".join(words[int(digit)] for digit in digits)


def grouped(text: str, size: int, between: str) -> str:
    parts = text.split() if " " in text else list(text)
    joint = " " if " " in text else ""
    return between.join(joint.join(parts[at : at + size]) for at in range(0, len(parts), size))


@pytest.mark.parametrize("language", [*WORDS, "digits"])
@pytest.mark.parametrize(("size", "between"), [(1, " "), (2, " "), (4, ", "), (4, " - "), (3, ". "), (16, " ")])
def test_a_card_is_left_out_in_every_language_and_grouping(language: str, size: int, between: str) -> None:
    number = CARD if language == "digits" else told(CARD, language)
    kept = without_cards(f"my card is {grouped(number, size, between)} thanks")
    assert kept == "my card is [card number] thanks"


@pytest.mark.parametrize("language", [*WORDS, "digits"])
@pytest.mark.parametrize("sizes", [(4, 4, 4, 4), (8, 8), (6, 6, 4), (3, 3, 4, 3, 3)])
def test_a_card_told_over_several_turns_is_found_with_the_last(language: str, sizes: tuple[int, ...]) -> None:
    cards, at = Cards(), 0
    told_now: tuple[str, float | None, int] = ("", None, 0)
    for size in sizes:
        group = CARD[at : at + size]
        told_now = cards.heard(group if language == "digits" else told(group, language), float(at))
        at += size
    kept, began, before = told_now
    assert (kept, began, before) == ("[card number]", 0.0, len(sizes) - 1)


@pytest.mark.parametrize(
    "text",
    [
        "forty nine twenty nine, double zero double zero, double zero double zero, double zero zero zero",
        "cuarenta y nueve veintinueve cero cero cero cero cero cero cero cero cero cero cero cero",
        "4929 zero zero zero zero 0000 zero zero zero zero",
        "ਉਨੰਜਾ ਉਨੱਤੀ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ ਸਿਫਰ",
        "unanja unatti zero zero zero zero, zero zero zero zero, zero zero zero zero",
        "4929-0000-0000-0000",
        "4929.0000.0000.0000",
    ],
)
def test_pairs_doubles_and_mixtures_are_one_number(text: str) -> None:
    kept = without_cards(text)
    assert kept == "[card number]"
