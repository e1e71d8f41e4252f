"""Whether words are all of an answer."""

import pytest

from stream_handler.ears.finished import answered_at_once, finished


@pytest.mark.parametrize(
    ("text", "language", "complete"),
    [
        ("415 555 0123", "en", True),
        ("four one five, five five five, oh one two three", "en", True),
        ("cuatro uno cinco cinco cinco cinco cero uno dos tres", "es", True),
        ("415 555", "en", False),
        ("cuatro uno cinco", "es", False),
        ("1 415 555 012", "en", None),
        ("0207 946 012", "en", None),
        ("415 555 01", "en", None),
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
        ("I'd like to check my booking, please.", True),
        ("I am talking to you.", True),
        ("Do you have parking?", True),
        ("What is it for?", True),
        ("That's all I need.", None),
        ("Thank you.", None),
        ("tomorrow", None),
        ("", False),
        ("I would like to", False),
        ("I would like to.", False),
        ("On Friday, and", False),
        ("Well, we had a table and I just...", False),
        ("How much is the-", False),
        ("How much is the...?", False),
        ("Could you.", False),
        ("Could you please", False),
        ("Please.", False),
    ],
)
def test_a_sentence_is_complete_by_how_it_ends(text: str, complete: bool | None) -> None:
    assert finished("open", text, "en") is complete


@pytest.mark.parametrize(
    ("text", "language", "complete"),
    [
        ("Quisiera una mesa para", "es", False),
        ("Una mesa para cuatro.", "es", True),
        ("ਮੈਨੂੰ ਚਾਰ ਲੋਕਾਂ ਲਈ", "pa", False),
        ("Ein Tisch für the", "de", False),
    ],
)
def test_other_languages_have_words_of_their_own(text: str, language: str, complete: bool | None) -> None:
    assert finished("open", text, language) is complete


@pytest.mark.parametrize(
    ("kind", "text", "complete"),
    [
        ("date", "on Friday", True),
        ("date", "The 25th please.", True),
        ("date", "I'd like to change my booking.", None),
        ("date", "on Friday the", False),
        ("time", "Half past six.", True),
        ("time", "7:30 p.m.", True),
        ("time", "The same as before.", None),
        ("number", "For four.", True),
        ("number", "just me and my wife", True),
        ("number", "4", None),
        ("number", "Four.", None),
        ("name", "It's Maria Lopez.", True),
        ("name", "Sam Lee", True),
        ("name", "Maria.", None),
        ("name", "My name is", False),
    ],
)
def test_an_answer_is_complete_once_it_holds_what_was_asked_for(kind: str, text: str, complete: bool | None) -> None:
    assert finished(kind, text, "en") is complete


def test_an_answer_is_found_in_the_language_it_is_given_in() -> None:
    assert finished("date", "el viernes", "es") is True
    assert finished("time", "a las siete y media", "es") is True


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("1 2 3", False),
        ("J-A-N-E", False),
        ("94110", None),
        ("W 1 U 3 B P", True),
        ("M5V 2T6", True),
        ("jane dot doe at", False),
        ("jane dot doe at example dot com", True),
        ("I don't have one.", None),
        ("", None),
    ],
)
def test_what_is_spelled_is_complete_by_its_shape(text: str, complete: bool | None) -> None:
    assert finished("spelling", text, "en") is complete


@pytest.mark.parametrize(
    ("text", "complete"), [("Yes, and", False), ("Yes.", None), ("No, thank you very much.", None), ("", None)]
)
def test_yes_is_never_taken_for_all_and_what_goes_on_is_waited_for(text: str, complete: bool | None) -> None:
    assert finished("yes_no", text, "en") is complete


def test_where_nothing_is_asked_words_do_not_decide() -> None:
    assert finished("nothing", "A table for four.", "en") is None


@pytest.mark.parametrize(
    ("kind", "text", "at_once"),
    [
        ("open", "What time do you open on Sunday?", True),
        ("open", "I'd like to book a table.", False),
        ("date", "Friday", True),
    ],
)
def test_a_statement_out_of_the_blue_is_given_time_for_the_next(kind: str, text: str, at_once: bool) -> None:
    assert answered_at_once(kind, text) is at_once
