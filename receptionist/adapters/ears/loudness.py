"""How much of a piece of mu-law may be speech, at the price of two look-ups: asked for every block of every turn."""

from receptionist.calls.mulaw import decode_int16

LOUD = 500
"""Of 32,768 (-36 dB): the quiet of a line stays below it, the beginnings and ends of words rise above it."""
_ONE_IF_LOUD = bytes(1 if abs(int(level)) > LOUD else 0 for level in decode_int16(bytes(range(256))))
_STEP = 160


def loud_until(audio: bytes) -> int:
    """How many bytes it takes to hold everything loud in `audio`; 0 if nothing is."""
    return audio.translate(_ONE_IF_LOUD).rfind(1) + 1


def loud_s(audio: bytes) -> float:
    """Seconds of `audio` that are loud, judged 20 ms at a time."""
    marks = audio.translate(_ONE_IF_LOUD)
    if len(marks) <= 2 * _STEP:
        return len(marks) / 8000 if 1 in marks else 0.0
    steps = (marks[at : at + _STEP] for at in range(0, len(marks), _STEP))
    return sum(len(step) for step in steps if 1 in step) / 8000
