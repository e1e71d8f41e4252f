"""How far a sound reaches is told in the letters that were given."""

from hypothesis import given
from hypothesis import strategies as st

from receptionist.adapters.mouth.reach import Reach


def test_to_the_end_of_the_word_and_its_space() -> None:
    reach = Reach()
    reach.sent("Thank you ", "Thank you ")
    assert reach.heard(("T", "h")) == 6
    assert reach.heard(("a", "n", "k", " ", "y")) == 10


def test_within_what_was_written_out_to_the_end_of_it() -> None:
    reach = Reach()
    reach.sent("At 7:30 p.m. sharp", "At 7 30 p m sharp")
    assert reach.heard(tuple("At ")) == 3
    assert reach.heard(tuple("7 ")) == len("At 7:30 p.m.")
    assert reach.heard(tuple("30 p m ")) == len("At 7:30 p.m. ")
    assert reach.heard(tuple("sharp")) == len("At 7:30 p.m. sharp")


def test_characters_of_the_voices_own_are_passed_over() -> None:
    reach = Reach()
    reach.sent("See you then. ", "See you then. ")
    assert reach.heard((" ", "S", "e", "e", " ", "*", "y", "o", "u", " ")) == 8


def test_a_sound_that_says_nothing_of_itself_may_be_all() -> None:
    reach = Reach()
    reach.sent("One. ", "One. ")
    reach.sent("Two.", "Two.")
    assert reach.heard(None) == 9


@given(st.lists(st.text("abc 12,.", min_size=1, max_size=12), min_size=1, max_size=6), st.data())
def test_it_never_goes_back_and_never_beyond(pieces: list[str], data: st.DataObject) -> None:
    reach = Reach()
    last = given_so_far = 0
    for piece in pieces:
        said = data.draw(st.sampled_from([piece, piece.replace("1", "one "), piece.replace(",", "")]))
        reach.sent(piece, said)
        given_so_far += len(piece)
        told = reach.heard(tuple(said[: data.draw(st.integers(0, len(said)))]))
        assert 0 <= told <= given_so_far
        last = max(last, told)
    assert reach.heard(None) == given_so_far
