"""Fits what the scores of intents are worth: `python training/calibration.py DATA_FOLDER [KEPT] [--cross-validate]`.

The sentences of benchmarks/quality_intents.py, each scored as a first turn by an understander whose learned wishes were
trained without it (`training/intents.py`). Writes the tables `receptionist/language/calibration.py` reads. With
`--cross-validate` each fifth is read off tables fitted to the others, and nothing is written: prints the expected
calibration error as weighed, as mapped, and of scores that were right exactly as often as they say (what so few rows
leave to chance). KEPT: a folder for the folds' weights, to go on with.
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from benchmarks.quality_intents import FOLDS, IN_SCOPE, cases, right_first, trained
from benchmarks.understanding import NOW
from receptionist.business.definition import Language
from receptionist.language.calibration import Calibration, Table
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance
from receptionist.language.wishes import Wishes
from training.intents import fold_of

TABLES = Path(__file__).parents[1] / "receptionist/language/lexicons/calibration.json"
GROUP, GROUPS = 30, 8
"""Rows that make a step of a table, and the most steps."""
STEEP = 0.05
"""The least a share rises with its score, so that scores that differ stay different."""
PRIOR = 5
"""Rows that each step's own score counts for."""
HIGHEST = 0.99
Scored = tuple[float, bool]


def scored(data: Path, kept: Path | None) -> dict[Language, list[tuple[int, Scored]]]:
    """Fold, score of the first intent, and whether it is right, by the language understood."""
    found: dict[Language, list[tuple[int, Scored]]] = defaultdict(list)
    every = [case for case in cases(data) if case[3] != IN_SCOPE]
    for fold in range(FOLDS):
        understander = _without(trained(data, fold, kept))
        for _, text, language, wanted in every:
            if fold_of(text) != fold:
                continue
            here = Circumstances(NOW, "Europe/London", language=language)
            meaning = understander.understand(Utterance((text,), language), here)
            found[meaning.language].append((fold, (meaning.intents[0].score, right_first(meaning.intents[0], wanted))))
    return found


def _without(wishes: Wishes) -> LocalUnderstander:
    return LocalUnderstander(wishes=lambda: wishes, calibration=lambda: None)


def fitted(pairs: Sequence[Scored]) -> Table:
    """Shares right in groups of like scores, made to rise by isotonic regression."""
    groups = _groups(sorted(pairs))
    middles = np.array([np.mean([score for score, _ in group]) for group in groups])
    right = np.array([sum(hit for _, hit in group) for group in groups])
    sizes = np.array([len(group) for group in groups])
    shares = (right + PRIOR * middles) / (sizes + PRIOR)
    rising = IsotonicRegression().fit(middles, shares - STEEP * middles, sample_weight=sizes).predict(middles)
    shares = np.minimum(rising + STEEP * middles, HIGHEST)
    last = min(HIGHEST, float(shares[-1]) + STEEP * (1 - float(middles[-1])))
    inner = [(round(float(x), 3), round(float(y), 3)) for x, y in zip(middles, shares, strict=True)]
    return [(0.0, 0.0), *inner, (1.0, round(last, 3))]


def _groups(pairs: Sequence[Scored]) -> list[list[Scored]]:
    """Of about the same size; equal scores stay together."""
    size = len(pairs) / max(2, min(GROUPS, len(pairs) // GROUP))
    groups: list[list[Scored]] = [[]]
    for pair in pairs:
        if len(groups[-1]) >= size and groups[-1][-1][0] < pair[0]:
            groups.append([])
        groups[-1].append(pair)
    if len(groups) > 1 and len(groups[-1]) < GROUP / 2:
        groups[-2] += groups.pop()
    return groups


def calibration_error(pairs: Sequence[Scored]) -> float:
    """Expected, over ten bins."""
    bins: dict[int, list[Scored]] = defaultdict(list)
    for score, right in pairs:
        bins[min(9, int(score * 10))].append((score, right))
    return sum(abs(sum(s for s, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(pairs))


def cross_validated(language: Language, rows: Sequence[tuple[int, Scored]]) -> str:
    mapped: list[Scored] = []
    for fold in range(FOLDS):
        table = Calibration({language: fitted([pair for at, pair in rows if at != fold])})
        mapped += [(table.share(language, score), hit) for at, (score, hit) in rows if at == fold]
    dice = random.Random(0)
    ideal = [calibration_error([(score, dice.random() < score) for score, _ in mapped]) for _ in range(200)]
    return (
        f"{language}: {calibration_error([pair for _, pair in rows]):.3f} as weighed, {calibration_error(mapped):.3f} mapped "
        f"({sum(ideal) / len(ideal):.3f} were it exact), of {len(rows)}"
    )


def main(arguments: Sequence[str]) -> int:
    names = [one for one in arguments if not one.startswith("--")]
    if not names:
        print(__doc__)
        return 2
    rows = scored(Path(names[0]), Path(names[1]) if len(names) > 1 else None)
    if "--cross-validate" in arguments:
        for language in sorted(rows):
            print(cross_validated(language, rows[language]))
        return 0
    tables = {language: fitted([pair for _, pair in rows[language]]) for language in sorted(rows)}
    TABLES.write_text(json.dumps(tables) + "\n", encoding="utf-8")
    print(f"{TABLES.name}: " + ", ".join(f"{language} {len(table)} points" for language, table in tables.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
