"""The silence that hosted voices put before the first word: 150 to 250 ms that a caller waits for nothing."""

from typing import Final

from receptionist.calls.mulaw import RATE, decode_int16

MOST: Final = RATE * 4 // 10
"""Bytes of silence that are cut at most: whoever is silent for longer means it."""
KEPT: Final = RATE // 50
"""Bytes left before the first sound, so that no consonant is cut."""
_FAINT: Final = 260
"""Of 32,768 (-42 dB): below it is the noise of a synthesis, above it a breath or an f."""
_LOUD = bytes(1 if abs(int(level)) > _FAINT else 0 for level in decode_int16(bytes(range(256))))


class Trimmed:
    """Mu-law of one utterance on its way, without the silence before it."""

    def __init__(self) -> None:
        self._silence = b""
        self._passing = False
        self.audible = False
        """Whether anything was heard yet."""

    def __call__(self, audio: bytes) -> bytes:
        """What is to be heard of the next piece: perhaps nothing yet."""
        if self.audible:
            return audio
        first = audio.translate(_LOUD).find(1)
        self.audible = first >= 0
        if self._passing:
            return audio
        whole = self._silence + audio
        if self.audible:
            self._passing = True
            return whole[max(0, len(self._silence) + first - KEPT) :]
        if len(whole) > MOST:
            self._passing = True
            return whole[MOST:]
        self._silence = whole
        return b""
