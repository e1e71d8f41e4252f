"""Telephone sound as a file that browsers and players open."""

import struct

_MU_LAW = 7
"""Of the format tags, https://www.rfc-editor.org/rfc/rfc2361"""
_RATE = 8000


def wav(sound: bytes) -> bytes:
    """A WAV file of mu-law, one channel, 8 kHz."""
    return wav_header(len(sound)) + sound


def wav_header(size: int, channels: int = 1) -> bytes:
    """What stands before `size` bytes of mu-law at 8 kHz, the channels of a sample side by side. Always of one length."""
    form = struct.pack("<IHHIIHHH", 18, _MU_LAW, channels, _RATE, _RATE * channels, channels, 8, 0)
    data = struct.pack("<4sI", b"data", size)
    return struct.pack("<4sI4s4s", b"RIFF", 4 + 4 + len(form) + len(data) + size, b"WAVE", b"fmt ") + form + data
