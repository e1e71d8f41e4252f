"""The guard against a recogniser that repeats itself."""

import pytest

from receptionist.adapters.local_models.whisper import looping


@pytest.mark.parametrize(
    "text", ["Fail again. Fail again. Fail again.", "I want to I want to book", "Gracias. Gracias. Gracias."]
)
def test_words_said_over_and_over_are_a_loop(text: str) -> None:
    assert looping(text)


@pytest.mark.parametrize(
    "text",
    [
        "My number is 4 1 5 5 5 5 0 1 9 2",
        "No, no, seven, not eight.",
        "Bye bye",
        "A table for two at two, please",
        "sí, sí, gracias",
    ],
)
def test_what_people_do_say_twice_is_not(text: str) -> None:
    assert not looping(text)
