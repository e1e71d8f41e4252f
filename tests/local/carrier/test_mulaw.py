"""Telephone sound against the standard's own values."""

import numpy as np
import pytest

from local.carrier import mulaw


def test_every_code_survives_decoding_and_encoding() -> None:
    codes = bytes(range(256))
    again = mulaw.encode(mulaw.decode(codes))
    # 0x7F is a second zero (minus zero); it comes back as plus zero.
    assert again == codes.replace(b"\x7f", b"\xff")


def test_the_loudest_and_the_quietest_codes_are_those_of_g711() -> None:
    assert mulaw.decode(b"\x00\x80\xff\x7f").tolist() == [-32124, 32124, 0, 0]


def test_a_wav_file_comes_back_as_the_same_sound() -> None:
    sound = mulaw.tone(0.1, 440)
    assert mulaw.from_wav(mulaw.wav(sound)) == sound


def test_a_file_of_another_rate_is_refused() -> None:
    with pytest.raises(ValueError, match="not a playable"):
        mulaw.from_wav(b"RIFF....nonsense")


def test_the_two_channels_of_a_wav_keep_their_sides() -> None:
    left, right = mulaw.tone(0.1, 440), mulaw.SILENCE * 5
    data = np.frombuffer(mulaw.wav(left, right)[44:], dtype="<i2")
    assert np.array_equal(data[0::2], mulaw.decode(left))
    assert not data[1::2].any()


def test_line_noise_counts_as_silence_and_a_tone_does_not() -> None:
    assert all(mulaw.is_silent(frame) for frame in mulaw.comfort_noise(1))
    assert not mulaw.is_silent(mulaw.tone(0.02, 440))
