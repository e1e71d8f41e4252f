"""Stored recordings, read back."""

import struct


def sides_of(wav: bytes) -> tuple[bytes, bytes]:
    """Caller and receptionist, mu-law, of a stereo WAV at 8 kHz."""
    riff, size, kind = struct.unpack_from("<4sI4s", wav)
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", wav, 20)
    assert (riff, size, kind) == (b"RIFF", len(wav) - 8, b"WAVE")
    assert (tag, channels, rate, bits) == (7, 2, 8000, 8)
    name, length = struct.unpack_from("<4sI", wav, 38)
    assert (name, length) == (b"data", len(wav) - 46)
    return wav[46::2], wav[47::2]
