"""A recording on its way to disk, and what is taken out of it again."""

import io
import tempfile
import tracemalloc
from pathlib import Path

import pytest

from receptionist.calls import mulaw
from stream_handler.sides import Sides
from stream_handler.tape import PIECE, Tape
from tests.stream_handler.sound import sides_of

TALK, OURS = b"\x10", b"\x20"


def test_both_sides_are_played_back_as_they_were_heard() -> None:
    taped = Tape()
    for second in range(10):
        taped.add(bytes([second]) * mulaw.RATE, bytes([100 + second]) * mulaw.RATE)
    file = taped.done()
    assert file is not None
    caller, ours = sides_of(file.read())
    assert caller == b"".join(bytes([second]) * mulaw.RATE for second in range(10))
    assert ours == b"".join(bytes([100 + second]) * mulaw.RATE for second in range(10))
    taped.close()
    assert taped.done() is None


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1), (PIECE - 3, PIECE + 3), (100, 3 * PIECE + 7), (5 * PIECE, 99 * PIECE)]
)
def test_what_the_caller_said_is_taken_out_and_nothing_else(start: int, end: int) -> None:
    taped = Tape()
    taped.add(TALK * PIECE * 5, OURS * PIECE * 5)
    taped.add(TALK * 50, OURS * 50)
    taped.silence_caller(start, end)
    taped.add(TALK * 10, OURS * 10)
    file = taped.done()
    assert file is not None
    caller, ours = sides_of(file.read())
    expected = bytearray(TALK * (PIECE * 5 + 60))
    last = min(end, PIECE * 5 + 50)
    expected[start:last] = mulaw.SILENCE * (last - start)
    assert (caller, ours) == (bytes(expected), OURS * (PIECE * 5 + 60))


def test_an_hour_takes_no_more_memory_than_a_minute() -> None:
    sides = Sides(lambda caller, ours: None)
    sides.record()
    frame = TALK * 160

    def hear(seconds: int) -> int:
        tracemalloc.start()
        for _ in range(seconds * 50):
            sides.hear(frame)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert hear(600) <= hear(60) + 50_000
    sides.discard()


def test_a_recording_has_no_name_anybody_could_find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    taped = Tape()
    taped.add(TALK * PIECE, OURS * PIECE)
    assert list(tmp_path.iterdir()) == []
    taped.close()


def test_a_full_disk_costs_the_recording_and_not_the_call() -> None:
    def full() -> io.BytesIO:
        raise OSError(28, "No space left on device")

    heard: list[bytes] = []
    sides = Sides(lambda caller, ours: heard.append(caller), Tape(full))
    sides.record()
    for _ in range(5 * 50):
        sides.hear(TALK * 160)
    assert len(heard) == 250
    assert sides.recording() is None
