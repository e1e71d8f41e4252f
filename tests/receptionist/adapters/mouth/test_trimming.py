"""The silence before the first word, and nothing else, is cut."""

from hypothesis import given
from hypothesis import strategies as st

from receptionist.adapters.mouth.trimming import Trimmed
from tests.fakes.speech import WORD

SILENCE = b"\xff"


def trimmed(*pieces: bytes) -> bytes:
    trim = Trimmed()
    return b"".join(trim(piece) for piece in pieces)


def test_twenty_milliseconds_are_left() -> None:
    assert trimmed(SILENCE * 1600 + WORD) == SILENCE * 160 + WORD


def test_a_voice_that_begins_at_once_is_left_alone() -> None:
    assert trimmed(WORD, SILENCE * 8000, WORD) == WORD + SILENCE * 8000 + WORD


def test_no_more_than_four_tenths_of_a_second_are_cut() -> None:
    assert len(trimmed(SILENCE * 8000, WORD)) == 8000 - 3200 + len(WORD)


def test_silence_alone_is_no_sound() -> None:
    trim = Trimmed()
    trim(SILENCE * 80_000)
    assert not trim.audible
    trim(WORD)
    assert trim.audible


@given(st.integers(0, 3200), st.lists(st.integers(1, 900), max_size=12))
def test_however_it_is_cut_into_pieces(silence: int, sizes: list[int]) -> None:
    whole = SILENCE * silence + WORD * 4
    pieces = []
    at = 0
    for size in sizes:
        pieces.append(whole[at : at + size])
        at += size
    pieces.append(whole[at:])
    assert trimmed(*pieces) == SILENCE * min(silence, 160) + WORD * 4
