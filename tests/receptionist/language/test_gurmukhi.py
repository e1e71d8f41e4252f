"""What a house offers in English, heard from a caller who writes and speaks Punjabi."""

from collections.abc import Callable

import pytest

from receptionist.language.gurmukhi import consonants_heard, consonants_written
from receptionist.language.tokens import fold
from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]


@pytest.mark.parametrize(
    ("english", "punjabi"),
    [
        ("butter chicken", "ਬਟਰ ਚਿਕਨ"), ("flu shot", "ਫ਼ਲੂ ਸ਼ੌਟ"), ("blood test", "ਬਲੱਡ ਟੈਸਟ"), ("haircut", "ਹੇਅਰ ਕੱਟ"), ("highlights", "ਹਾਈਲਾਈਟਸ"),
        ("blow dry", "ਬਲੋ ਡਰਾਈ"), ("mango lassi", "ਮੈਂਗੋ ਲੱਸੀ"), ("doctor patel", "ਡਾਕਟਰ ਪਟੇਲ"), ("vaccine", "ਵੈਕਸੀਨ"),
    ],
)  # fmt: skip
def test_the_same_consonants_are_heard_in_both_scripts(english: str, punjabi: str) -> None:
    assert consonants_heard(english) == consonants_written(fold(punjabi))


@pytest.mark.parametrize(
    ("said", "business", "value"),
    [
        ("ਬਟਰ ਚਿਕਨ ਕਿੰਨੇ ਦਾ ਹੈ?", "restaurant", ("menu_item", "butter_chicken")),
        ("ਮੈਨੂੰ ਫਲੂ ਸ਼ਾਟ ਲਗਵਾਉਣਾ ਹੈ", "clinic", ("service", "flu_shot")),
        ("ਡਾਕਟਰ ਗਿੱਲ ਨੂੰ ਮਿਲਣਾ ਹੈ", "clinic", ("staff", "dr_gill")),
    ],
)
def test_what_is_offered_is_found(understand: Understand, said: str, business: str, value: tuple[str, str]) -> None:
    assert value in [(e.type, e.value) for e in understand(said, business=business).entities]


@pytest.mark.parametrize(
    ("said", "business"), [("ਅਸੀਂ ਬਾਰਾਂ ਜਣੇ ਹਾਂ", "restaurant"), ("ਹਰਪ੍ਰੀਤ ਸਿੰਘ", "clinic"), ("ਚੁੱਕਣ ਲਈ", "clinic")]
)
def test_plain_punjabi_is_nothing_that_is_offered(understand: Understand, said: str, business: str) -> None:
    found = {e.type for e in understand(said, business=business).entities}
    assert not found & {"service", "menu_item", "staff"}
