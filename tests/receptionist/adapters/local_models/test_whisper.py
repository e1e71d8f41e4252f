"""The guard against a recogniser that repeats itself."""

import pytest

from receptionist.adapters.local_models.whisper import is_babble, looping, without_loops


@pytest.mark.parametrize(
    "text", ["Fail again. Fail again. Fail again.", "I want to I want to book", "Gracias. Gracias. Gracias."]
)
def test_words_said_over_and_over_are_a_loop(text: str) -> None:
    assert looping(text)


@pytest.mark.parametrize(
    "text",
    [
        "My number is 4 1 5 5 5 5 0 1 9 2",
        "four one five, five five five, oh one nine two",
        "seis uno dos, seis uno dos",
        "No, no, seven, not eight.",
        "Bye bye",
        "A table for two at two, please",
        "sí, sí, gracias",
    ],
)
def test_what_people_do_say_twice_is_not(text: str) -> None:
    assert not looping(text)


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("Fail again. Fail again. Fail again.", "Fail again."),
        ("my number is four one five my number is four one five my number is", "my number is four one five"),
        ("Hello? Can you hear me? Can you hear me? I want a table.", "Hello? Can you hear me? I want a table."),
        ("five five five", "five five five"),
        ("", ""),
    ],
)
def test_what_is_repeated_is_kept_once(heard: str, kept: str) -> None:
    assert without_loops(heard) == kept


@pytest.mark.parametrize(
    ("text", "spoken_s", "babble"),
    [
        ("It's Sarah Miller.", 0.7, False),
        ("two two two", 0.4, False),
        ("four one five, five five five, oh one nine two", 3.0, False),
        ("four four four four four four four four", 0.5, True),
        ("Seven Seven Seven Seven Seven Seven Seven Seven Seven Seven Seven Seven", 1.3, True),
        ("aaaaaaaaaaaaaaaaaaa", 0.8, True),
    ],
)
def test_more_than_can_be_said_in_its_time_is_not_believed(text: str, spoken_s: float, babble: bool) -> None:
    assert is_babble(text, spoken_s) is babble
