"""The telephone's code for sound."""

import numpy as np

from receptionist.calls import mulaw


def test_values_published_for_g711_are_met() -> None:
    assert mulaw.decode_int16(b"\xff\x7f\x00\x80\xce").tolist() == [0, 0, -32124, 32124, 988]


def test_every_byte_survives_the_way_to_sound_and_back() -> None:
    every = bytes(range(256))
    back = mulaw.encode_int16(mulaw.decode_int16(every))
    assert [b for b in range(256) if back[b] != b] == [0x7F], "only the second zero becomes the first"


def test_a_tone_keeps_its_shape_within_the_steps_of_the_code() -> None:
    tone = (0.5 * np.sin(np.arange(800) * 0.3)).astype(np.float32)
    error = mulaw.decode(mulaw.encode(tone)) - tone
    assert 10 * np.log10(np.mean(tone**2) / np.mean(error**2)) > 34


def test_sound_too_loud_for_the_line_is_clipped_and_not_wrapped() -> None:
    heard = mulaw.decode(mulaw.encode(np.array([3.0, -3.0], dtype=np.float32)))
    assert heard[0] > 0.98
    assert heard[1] < -0.98


def test_silence_is_silent() -> None:
    assert mulaw.encode(np.zeros(3, dtype=np.float32)) == mulaw.SILENCE * 3
