"""A text is cut where somebody breathes, wherever it happens to be torn on its way."""

from hypothesis import given
from hypothesis import strategies as st

from receptionist.adapters.mouth.clauses import Clauses, speakable


def cut(*pieces: str) -> list[str]:
    clauses = Clauses()
    found = [clause for piece in pieces for clause in clauses.add(piece)]
    return [*found, clauses.rest()]


def test_the_first_clause_is_short_and_the_others_are_sentences() -> None:
    assert cut("Thank you for asking, we would love that, really. The door has a ramp. Bye.") == [
        "Thank you for asking, ",
        "we would love that, really. ",
        "The door has a ramp. ",
        "Bye.",
    ]


def test_a_time_a_price_and_a_title_are_no_ends() -> None:
    assert cut("We open at 7:30 p.m. on Friday, 12.50 each, ask Dr. Lopez. Fine then.") == [
        "We open at 7:30 p.m. on Friday, ",
        "12.50 each, ask Dr. Lopez. ",
        "Fine then.",
    ]


def test_a_full_stop_ends_nothing_before_what_follows_it_is_known() -> None:
    clauses = Clauses()
    assert clauses.add("That would be 12.") == []
    assert clauses.add("50 dollars. ") == ["That would be 12.50 dollars. "]


def test_punjabi_sentences_end_too() -> None:
    assert cut("ਤੁਹਾਡਾ ਬਹੁਤ ਧੰਨਵਾਦ। ਮੇਜ਼ ਬੁੱਕ ਹੈ।") == ["ਤੁਹਾਡਾ ਬਹੁਤ ਧੰਨਵਾਦ। ", "ਮੇਜ਼ ਬੁੱਕ ਹੈ।"]


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    found = cut("word " * 60)
    assert max(map(len, found)) <= 180
    assert all(clause.endswith(" ") for clause in found if clause)


@given(st.text('ab ,.?12é।"', max_size=120), st.lists(st.integers(1, 9), max_size=40))
def test_no_letter_is_lost_and_tears_change_nothing(text: str, tears: list[int]) -> None:
    pieces = []
    at = 0
    for size in tears:
        pieces.append(text[at : at + size])
        at += size
    pieces.append(text[at:])
    assert "".join(cut(*pieces)) == text
    assert cut(*pieces) == cut(text) or len(text) > 170


def test_what_a_voice_may_speak_is_what_is_complete() -> None:
    assert speakable("Thank you for asking, we would", begun=False) == len("Thank you for asking, ")
    assert speakable("Thank you for asking, we would", begun=True) == 0
    assert speakable("Thank you for asking. We would", begun=True) == len("Thank you for asking. ")
