"""Punjabi in Latin letters, borrowed English and all, told from the first turn of a call; and English and Spanish left alone."""

from pathlib import Path

import pytest

from receptionist.business.definition import Language
from receptionist.language.identify import language_of
from receptionist.language.lexicons.all import LEXICONS

PUNJABI = [
    "sat sri akal veerji kal raat da table milna",
    "main apni booking cancel karni hai",
    "mera appointment cancel kardo please",
    "haircut te dadhi set karvauni",
    "mummy layi appointment leni",
    "booking mere bhra de naa te hai",
    "mere munde nu bukhar hai doctor nu dikhauna",
    "tuhadi dukaan kadon band hundi hai",
]


@pytest.mark.parametrize("said", PUNJABI)
def test_english_words_in_it_leave_it_punjabi(said: str) -> None:
    assert language_of(said, LEXICONS, None, "en", None) == "pa"


OTHERS: list[tuple[Language, str]] = [
    ("en", "main courses for the table, please"),
    ("en", "Mainly I want to change my booking time"),
    ("en", "a table for Simran Kaur and her friends on Saturday"),
    ("en", "is the chana masala vegan"),
    ("en", "sat at the bar last time"),
    ("es", "de doce a una me va bien si hay mesa"),
    ("es", "a nombre de Karan, para do de la tarde"),
]


@pytest.mark.parametrize(("call", "said"), OTHERS)
def test_words_that_are_punjabi_too_move_no_call(call: Language, said: str) -> None:
    assert language_of(said, LEXICONS, None, call, None) == call


def test_most_first_turns_are_told() -> None:
    lines = Path(__file__).with_name("romanised_punjabi.txt").read_text(encoding="utf-8").splitlines()[1:]
    told = [line for line in lines if language_of(line, LEXICONS, None, "en", None) == "pa"]
    assert len(told) / len(lines) >= 0.85
