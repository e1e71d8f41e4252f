"""Word errors are counted as a listener would."""

import pytest

from benchmarks.words import Errors, compare, plain


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Table for 4, tonight at 7:30 p.m.", "table for four tonight at seven thirty pm"),
        ("At 7:00 PM!", "at seven pm"),
        ("The 21st, that's right.", "the twenty one thats right"),
    ],
)
def test_two_spellings_of_the_same_words_are_no_error(written: str, said: str) -> None:
    assert plain(written, "en") == said.split()


def test_accents_and_spanish_numbers_do_not_count_as_errors() -> None:
    assert compare(["Mañana, a las treinta y cinco"], ["manana a las 35"], "es") == Errors(6, 0)


def test_every_word_misheard_lost_or_made_up_is_counted() -> None:
    assert compare(["No, seven, not eight."], ["no heaven not eight"], "en") == Errors(4, 1)
    assert compare(["No, seven, not eight."], ["no not eight"], "en") == Errors(4, 1)
    assert compare(["Sam Carter"], ["Sam Carter thank you"], "en") == Errors(2, 2)


def test_where_the_service_draws_the_line_between_two_turns_makes_no_difference() -> None:
    assert compare(["A table for two", "Tonight"], ["A table", "for two tonight"], "en").wrong == 0


def test_a_call_without_a_word_has_no_error_rate() -> None:
    assert compare([], [], "en").rate is None


def test_rates_of_calls_add_up_by_words_not_by_calls() -> None:
    assert (Errors(90, 0) + Errors(10, 10)).rate == 0.1
