"""Telephone sound as a file that browsers and players open."""

import struct

_MU_LAW = 7
"""Of the format tags, https://www.rfc-editor.org/rfc/rfc2361"""
_RATE = 8000


def wav(sound: bytes) -> bytes:
    """A WAV file of mu-law, one channel, 8 kHz."""
    form = struct.pack("<IHHIIHHH", 18, _MU_LAW, 1, _RATE, _RATE, 1, 8, 0)
    data = struct.pack("<4sI", b"data", len(sound)) + sound
    return struct.pack("<4sI4s4s", b"RIFF", 4 + 4 + len(form) + len(data), b"WAVE", b"fmt ") + form + data
