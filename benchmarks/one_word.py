"""Answers of one word, as the recogniser on this machine hears them: real digits, our own voices' answers, and what is no answer.

    python -m benchmarks.one_word DATA            DATA holds audio_fsdd and audio_noise (docs/benchmarks.md says where they come from)
    python -m benchmarks.one_word DATA --of 3 1   every third recording of a digit, from the second on

Each stands between half a second and 0.45 s of a faint line, as a turn does. Exit code: 0 measured, 2 not.
"""

import argparse
import asyncio
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.figures import percentile, table
from benchmarks.turn_sounds import Samples, read, rows
from receptionist.adapters.local_models.load import LocalModels, load
from receptionist.calls import mulaw
from receptionist.errors import ReceptionistError

DIGITS: Final = tuple("zero one two three four five six seven eight nine".split())  # noqa: SIM905
ANSWERS: Final = {
    "en": "yes no two four eight ten fifteen today tomorrow friday sure okay seven noon",
    "es": "sí no vale claro dos cuatro siete ocho hoy mañana martes sábado correcto nada",
}
OTHERS: Final = {
    "en": "Ana Kaur Biryani Highlights Cash Samosa Manager Parking Wheelchair Smith Help Vegan Cancel Booking",
    "es": "Ana Ramírez Tinte Cancelar Ayuda Mesa Reserva Corte",
}
VOICES: Final = {"en": ("joe", "af_heart", "am_michael"), "es": ("ef_dora", "em_alex")}
SAME: Final = {"oh": "zero", "yeah": "yes", "ok": "okay"}
NOISES = 6
"""Pieces of each recording, 0.25 to 0.9 s."""


@dataclass(frozen=True, slots=True)
class Said:
    kind: str
    language: str
    word: str
    """Empty: nothing was said."""
    samples: Samples


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_word")
    parser.add_argument("data", type=Path)
    parser.add_argument("--of", type=int, nargs=2, default=(1, 0), metavar=("EVERY", "FIRST"))
    given = parser.parse_args(argv)
    try:
        models = load()
        try:
            asyncio.run(_measured(models, given.data, *given.of))
        finally:
            models.close()
    except ReceptionistError as fault:
        print(f"one_word: {fault}", file=sys.stderr)
        return 2
    return 0


def verdict(word: str, heard: str) -> str:
    """`right`, `wrong`, or `nothing` where nothing was understood."""
    written = " ".join(re.sub(r"\W+", " ", heard.casefold()).split())
    if not written and word:
        return "nothing"
    return "right" if SAME.get(written, written) == SAME.get(word.casefold(), word.casefold()) else "wrong"


async def _measured(models: LocalModels, data: Path, every: int, first: int) -> None:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    took: list[float] = []
    for said in [*_digits(data)][first::every] + await _spoken(models) + [*_noises(data)]:
        began = time.monotonic()
        heard = await models.transcriber.transcribe(mulaw.encode(_on_a_line(said.samples)), language=said.language)
        took.append(1000 * (time.monotonic() - began))
        found[said.kind][verdict(said.word, heard.text)] += 1
    kinds = [
        (kind, str(sum(of.values())), *(str(of[one]) for one in ("right", "nothing", "wrong")))
        for kind, of in found.items()
    ]
    print(table(("", "n", "right", "nothing", "wrong"), kinds))
    print(f"heard in {percentile(sorted(took), 50):.0f} ms, p95 {percentile(sorted(took), 95):.0f}")


def _digits(data: Path) -> Iterator[Said]:
    folder = data / "audio_fsdd" / "dev"
    for row in rows(folder):
        yield Said("digits, six speakers", "en", DIGITS[row["digit"]], read(folder / row["file"]))


async def _spoken(models: LocalModels) -> list[Said]:
    found = []
    for language, voices in VOICES.items():
        for voice in voices:
            for kind, words in (("answers", ANSWERS[language]), ("other words", OTHERS[language])):
                for word in words.split():
                    speech = models.voice.speak(f"{word.capitalize()}.", language=language, voice=voice)
                    audio = b"".join([part async for part in speech])
                    found.append(Said(f"{kind}, {language}, {len(voices)} voices", language, word, mulaw.decode(audio)))
    return found


def _noises(data: Path) -> Iterator[Said]:
    dice = np.random.default_rng(9)
    for row in rows(data / "audio_noise"):
        sound = read(data / "audio_noise" / row["file"])
        for piece in range(NOISES):
            start, length = int(dice.integers(0, max(1, len(sound) - 8000))), int(dice.integers(2000, 7000))
            yield Said("noises", ("en", "es")[piece % 2], "", sound[start : start + length])


def _on_a_line(samples: Samples) -> Samples:
    dice = np.random.default_rng(5)
    quiet = [dice.normal(0, 0.002, length).astype(np.float32) for length in (4000, 3600)]
    return np.concatenate([quiet[0], samples, quiet[1]])


if __name__ == "__main__":
    raise SystemExit(main())
