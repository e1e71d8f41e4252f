"""Kokoro-82M (int8) on onnxruntime: five times faster than speech; Spanish, English, and Punjabi by a Hindi voice."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from receptionist.adapters.local_models.phonemes import Phonemes
from receptionist.adapters.local_models.sessions import StillWanted, session

RATE: Final = 24000
_LONGEST = 508
"""Symbols the network takes at once, without the two at its ends."""
_ESPEAK = {"a": "en-us", "b": "en", "e": "es-419", "h": "pa"}
"""By the first letter of the voice. The Hindi voice is used for Punjabi alone; no native listener has judged it."""
_SYMBOLS = {
    symbol: index
    for index, symbol in (
        *zip(range(1, 7), ";:,.!?", strict=True),
        *zip((9, 10, 11, 12, 13, 14, 15, 16, 17), '—…"()“” \u0303', strict=True),
        *zip((18, 19, 20, 21, 22, 23), "ʣʥʦʨᵝ\uab67", strict=True),
        *zip((24, 25, 31, 33, 35, 36, 39, 41, 42), "AIOQSTWYᵊ", strict=True),
        *zip(range(43, 49), "abcdef", strict=True),
        *zip(range(50, 69), "hijklmnopqrstuvwxyz", strict=True),
        *zip((69, 70, 71, 72, 75, 76, 77, 78), "ɑɐɒæβɔɕç", strict=True),
        *zip((80, 81, 82, 83, 85, 86, 87, 90, 92, 99), "ɖðʤəɚɛɜɟɡɥ", strict=True),
        *zip((101, 102, 103, 110, 111, 112, 113, 114, 115), "ɨɪʝɯɰŋɳɲɴ", strict=True),
        *zip((116, 118, 119, 120, 123, 125, 126, 128, 129), "øɸθœɹɾɻʁɽ", strict=True),
        *zip((130, 131, 132, 133, 135, 136, 138, 139, 140), "ʂʃʈʧʊʋʌɣɤ", strict=True),
        *zip((142, 143, 147, 148, 156, 157, 158, 162, 164), "χʎʒʔˈˌːʰʲ", strict=True),
        *zip((169, 171, 172, 173, 177), "↓→↗↘ᵻ", strict=True),
    )
}
"""The network's alphabet, as in the config.json of hexgrad/Kokoro-82M (Apache-2.0)."""
_AFFRICATES = (("tʃ", "ʧ"), ("dʒ", "ʤ"), ("ts", "ʦ"), ("dz", "ʣ"))
_ENGLISH = (
    *_AFFRICATES[:2],
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("eɪ", "A"),
    ("oʊ", "O"),
    ("əʊ", "Q"),
    ("ɔɪ", "Y"),
    ("əl", "ᵊl"),
    ("ɚ", "əɹ"),
    ("ɐ", "ə"),
    ("ʔ", "t"),
    ("r", "ɹ"),
    ("x", "k"),
    ("ɬ", "l"),
    ("ʲ", ""),
)
"""espeak-ng's English as Kokoro was taught to read it: diphthongs are one letter."""
_AMERICAN = (("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", ""))


class KokoroVoice:
    """All Kokoro voices on one network; `say` may run in several threads at once."""

    rate = RATE

    def __init__(self, model: Path, voices: dict[str, Path], phonemes: Phonemes, *, threads: int = 2) -> None:
        self._session = session(model, threads)
        self._phonemes = phonemes
        self._styles = {
            name: np.fromfile(path, dtype="<f4").reshape(-1, 1, 256).astype(np.float32) for name, path in voices.items()
        }

    def say(
        self, clause: str, voice: str, *, pace: float = 1.0, wanted: StillWanted | None = None
    ) -> NDArray[np.float32]:
        """The sound of a clause at `rate`. Raises VendorUnavailable without phonemes, and what onnxruntime raises
        once it is not `wanted` any more."""
        symbols = self._sequence(clause, voice)
        style = self._styles[voice]
        inputs = {
            "tokens": np.array([[0, *symbols, 0]], dtype=np.int64),
            "style": style[min(len(symbols), len(style)) - 1],
            "speed": np.array([pace], dtype=np.float32),
        }
        (sound,) = self._session.run(None, inputs, wanted.options if wanted else None)
        return np.asarray(sound, dtype=np.float32).reshape(-1)

    def _sequence(self, clause: str, voice: str) -> list[int]:
        phonemes = self._phonemes.with_stops(clause, _ESPEAK[voice[0]])
        changes: tuple[tuple[str, str], ...] = _AFFRICATES
        if voice[0] == "a":
            changes = (*_ENGLISH, *_AMERICAN)
        elif voice[0] == "b":
            changes = _ENGLISH
        for heard, written in changes:
            phonemes = phonemes.replace(heard, written)
        return [_SYMBOLS[symbol] for symbol in phonemes if symbol in _SYMBOLS][:_LONGEST]
