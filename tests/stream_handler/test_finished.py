"""Whether words are all of an answer."""

import pytest

from stream_handler.ears.finished import finished


@pytest.mark.parametrize(
    ("text", "language", "complete"),
    [
        ("415 555 0123", "en", True),
        ("four one five, five five five, oh one two three", "en", True),
        ("cuatro uno cinco cinco cinco cinco cero uno dos tres", "es", True),
        ("415 555", "en", False),
        ("cuatro uno cinco", "es", False),
        ("1 415 555 012", "en", False),
        ("1 415 555 0123", "en", True),
        ("I'd rather not say.", "en", None),
        ("", "en", None),
    ],
)
def test_a_phone_number_is_complete_by_its_digits(text: str, language: str, complete: bool | None) -> None:
    assert finished("phone", text, language) is complete


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("A table for four please tomorrow.", True),
        ("I would like to", False),
        ("On Friday, and", False),
        ("tomorrow", None),
    ],
)
def test_a_sentence_is_complete_by_how_it_ends(text: str, complete: bool | None) -> None:
    assert finished("open", text, "en") is complete


@pytest.mark.parametrize("kind", ["spelling", "yes_no", "nothing"])
def test_elsewhere_words_do_not_decide(kind: str) -> None:
    assert finished(kind, "A table for four.", "en") is None
