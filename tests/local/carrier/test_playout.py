"""What the caller hears, byte by byte, and when a mark counts as heard."""

from local.carrier.mulaw import SILENCE
from local.carrier.playout import Playout


def playout() -> tuple[Playout, list[str], list[bool]]:
    sounding: list[bool] = []
    return Playout(sounding.append), [], sounding


def test_sound_sent_in_one_piece_is_heard_frame_by_frame() -> None:
    out, _, _ = playout()
    out.write(b"\x01" * 160 + b"\x02" * 160)
    assert [out.take(), out.take(), out.take()] == [b"\x01" * 160, b"\x02" * 160, SILENCE]


def test_a_short_last_frame_is_filled_with_silence() -> None:
    out, _, _ = playout()
    out.write(b"\x01" * 100)
    assert out.take() == b"\x01" * 100 + b"\xff" * 60


def test_a_mark_is_reached_only_when_the_sound_before_it_has_been_heard() -> None:
    out, reached, _ = playout()
    out.write(b"\x01" * 320)
    out.mark(lambda: reached.append("end"))
    out.take()
    out.take()
    assert reached == []
    out.take()
    assert reached == ["end"]


def test_a_mark_on_a_quiet_line_is_reached_at_once() -> None:
    out, reached, _ = playout()
    out.mark(lambda: reached.append("now"))
    assert reached == ["now"]


def test_clearing_reaches_every_mark_in_order_and_drops_the_sound() -> None:
    out, reached, _ = playout()
    for name in ("one", "two"):
        out.write(b"\x01" * 1600)
        out.mark(lambda name=name: reached.append(name))  # type: ignore[misc]
    out.take()
    out.clear()
    assert reached == ["one", "two"]
    assert out.take() == SILENCE


def test_forgetting_reaches_no_mark() -> None:
    out, reached, _ = playout()
    out.write(b"\x01" * 1600)
    out.mark(lambda: reached.append("never"))
    out.forget()
    assert reached == []
    assert out.waiting_bytes == 0


def test_sound_written_after_a_clear_is_heard_and_marked_again() -> None:
    out, reached, _ = playout()
    out.write(b"\x01" * 480)
    out.clear()
    out.write(b"\x02" * 160)
    out.mark(lambda: reached.append("second"))
    assert out.take() == b"\x02" * 160
    assert reached == []
    out.take()
    assert reached == ["second"]


def test_the_beginning_and_end_of_sound_are_told() -> None:
    out, _, sounding = playout()
    out.take()
    out.write(b"\x01" * 320)
    for _ in range(4):
        out.take()
    assert sounding == [True, False]
