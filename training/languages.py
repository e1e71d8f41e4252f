"""Trains the guess of a turn's language from its letters: `python training/languages.py DATA_FOLDER [--cross-validate]`.

Reads `botframework_lu/dev` and `recognizers_specs/dev` (Microsoft, MIT) in English and Spanish, and sentences of our own: the
lexicons, the shipped suites, and the Punjabi utterances of benchmarks/utterances in Latin letters. Writes the weights that
`receptionist/language/letters.py` uses. With `--cross-validate` it trains five times on four fifths, scores the other fifth,
and writes nothing.
"""

import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from receptionist.language.letters import CODES, WEIGHTS, Letters, grams
from receptionist.language.lexicons.all import LEXICONS

ROOT = Path(__file__).parents[1]
FOLDS = 5
KEPT = 6000
"""N-grams with the largest weights; the others change nothing."""
STEP = 0.02
"""What one unit of a kept weight is worth."""
Example = tuple[str, str]


def examples(data: Path) -> list[Example]:
    """Without repetitions, in a fixed order."""
    return sorted(set((*_sets(data), *_own())))


def _sets(data: Path) -> Iterator[Example]:
    for code, names in (("en", ("en-us",)), ("es", ("es-es",))):
        for name in names:
            yield from ((row["text"], code) for row in _rows(data / f"botframework_lu/dev/{name}.jsonl"))
    for code, name in (("en", "English"), ("es", "Spanish")):
        for file in sorted((data / "recognizers_specs/dev").glob(f"{name}_*.jsonl")):
            yield from ((row["in"], code) for row in _rows(file))


def _own() -> Iterator[Example]:
    for file in sorted((ROOT / "local/suites").glob("*-en.yaml")) + sorted((ROOT / "local/suites").glob("*-es.yaml")):
        code = file.stem[-2:]
        for conversation in yaml.safe_load(file.read_text(encoding="utf-8"))["conversations"]:
            if conversation.get("language", code) == code and "Spanish" not in conversation["name"]:
                yield from ((turn["say"], code) for turn in conversation["turns"] if turn.get("say"))
    for code in ("en", "es"):
        yield from ((word, code) for word in LEXICONS[code].telling if word.isascii() and len(word) > 2)  # type: ignore[index]
    punjabi = LEXICONS["pa"]
    taken_over = LEXICONS["en"].telling | punjabi.borrowed
    counting = {*punjabi.numbers.units, *punjabi.numbers.tens}
    latin = (word for word in punjabi.telling - taken_over - counting if word.isascii() and len(word) > 2)
    yield from ((word, "pa") for word in latin)
    told = yaml.safe_load((ROOT / "benchmarks/utterances/pa_latin.yaml").read_text(encoding="utf-8"))
    yield from ((text, "pa") for text in _texts(told) if any(letter.isalpha() for letter in text))


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for one in content.values():
            yield from _texts(one)
    elif isinstance(content, list):
        for one in content:
            yield from _texts(one)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def trained(given: Sequence[Example]) -> dict[str, Any]:
    """The weights, as they are kept: n-gram to whole numbers, one per language."""
    vectorizer = DictVectorizer()
    features = vectorizer.fit_transform([grams(text) for text, _ in given])
    model = LogisticRegression(C=8.0, max_iter=400, class_weight="balanced", random_state=0)
    model.fit(features, [code for _, code in given])
    order = [list(model.classes_).index(code) for code in CODES]
    columns = model.coef_[order].T
    names = vectorizer.get_feature_names_out()
    largest = sorted(range(len(names)), key=lambda i: (-max(abs(columns[i])), names[i]))[:KEPT]
    kept = {str(names[i]): [round(float(weight) / STEP) for weight in columns[i]] for i in sorted(largest)}
    return {"step": STEP, "bias": [round(float(model.intercept_[i]), 3) for i in order], "weights": kept}


def main(arguments: list[str]) -> int:
    given = examples(Path(arguments[0]))
    if "--cross-validate" in arguments:
        right = {code: [0, 0] for code in CODES}
        for fold in range(FOLDS):
            letters = Letters(trained([one for one in given if zlib.crc32(one[0].encode()) % FOLDS != fold]))
            for text, code in (one for one in given if zlib.crc32(one[0].encode()) % FOLDS == fold):
                right[code][1] += 1
                right[code][0] += letters.guess(text)[0] == code
        for code, (hits, whole) in right.items():
            print(f"{code} {hits / whole:.3f} of {whole}")
        return 0
    WEIGHTS.write_text(json.dumps(trained(given), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1024} kB from {len(given)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
