"""Wishes and scope, cross-validated: `PYTHONPATH=TRAINING_PACKAGES python -m benchmarks.quality_intents DATA_FOLDER [KEPT] [--misses]`.

Five folds by the hash of the text: what is learned of whole sentences is trained on four fifths and the fifth scored
through the whole understander, as a first turn (nothing was asked). Sets it is not trained on (hwu64) are scored with
each fold's too. KEPT: a folder for the folds' weights, to go on with. Prints shares with 95 % Wilson intervals. What
the scores are worth: training/calibration.py.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

from benchmarks.understanding import BOTFRAMEWORK, CLINC, HWU, NOW, rows
from receptionist.business.definition import Language
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, ScoredIntent, Utterance
from receptionist.language.wishes import ANSWER, Wishes
from training.intents import OWN, examples, fold_of, train

FOLDS = 5
IN_SCOPE = "in scope"
_OURS = frozenset(("how_busy", "nutrition_info", "meeting_schedule"))
"""Intents of clinc150 that a receptionist should take up, whatever they are called."""
Case = tuple[str, str, Language | None, str]
"""Label of the measure, text, language, and the intent wanted."""


def cases(data: Path) -> Iterator[Case]:
    yield from _of_clinc(data)
    for row in rows(data / "restaurant8k/dev/train_sample.jsonl"):
        if row["slots"]:
            yield "scope restaurant8k kept", row["text"], "en", IN_SCOPE
    for row in rows(data / "snips_bookrestaurant/dev/train_sample.jsonl"):
        yield "scope snips kept", row["text"], "en", IN_SCOPE
    files: tuple[tuple[str, Language], ...] = (("en-us", "en"), ("es-es", "es"))
    for file, language in files:
        for row in rows(data / f"botframework_lu/dev/{file}.jsonl"):
            wanted = BOTFRAMEWORK.get(row["intent"])
            if wanted:
                yield f"botframework {language} {row['intent']}", row["text"], language, wanted
            if wanted in ("book", "change_booking", "cancel_booking"):
                yield f"scope botframework {language} kept", row["text"], language, IN_SCOPE
    for row in rows(data / "hwu64/dev/train_slice.jsonl"):
        if row["intent"] in HWU:
            yield f"hwu64 {row['intent']}", row["text"], "en", HWU[row["intent"]]
    yield from _of_ours()


def _of_clinc(data: Path) -> Iterator[Case]:
    for row in rows(data / "clinc150/dev/train_slice.jsonl"):
        if row["intent"] == "oos" or row["intent"].startswith("other:"):
            yield "scope clinc150 oos and other", row["text"], "en", "out_of_scope"
        elif row["intent"] in _OURS:
            yield "scope clinc150 questions kept", row["text"], "en", IN_SCOPE
        elif row["intent"] in CLINC:
            yield f"clinc150 {row['intent']}", row["text"], "en", CLINC[row["intent"]]


def _of_ours() -> Iterator[Case]:
    for kind, text in (line.split("\t") for line in OWN.read_text(encoding="utf-8").splitlines()):
        if kind in ("question", "book", "check_booking", "change_booking", "cancel_booking"):
            yield "scope own wishes and questions kept", text, _language(text), IN_SCOPE
        if kind == "out_of_scope":
            yield "scope own out of scope", text, _language(text), kind
        if _language(text) == "pa" and kind != ANSWER:
            yield "own pa all", text, "pa", kind


def _language(text: str) -> Language | None:
    return "pa" if any("\u0a00" <= c <= "\u0a7f" for c in text) else None


def trained(data: Path, fold: int, kept: Path | None) -> Wishes:
    """Trained without the fold; kept in `kept` between runs if given."""
    path = kept / f"wishes-{fold}.json" if kept else None
    if path and path.exists():
        return Wishes(json.loads(path.read_text()))
    weights = train([(text, kind) for text, kind in examples(data) if fold_of(text) != fold])
    if path:
        path.write_text(json.dumps(weights))
    return Wishes(weights)


def interval(right: int, of: int) -> str:
    if not of:
        return "none"
    p, z = right / of, 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{p:.3f} [{middle - half:.3f}, {middle + half:.3f}] of {of}"


def right_first(first: ScoredIntent, wanted: str) -> bool:
    return first.name != "out_of_scope" if wanted == IN_SCOPE else first.name == wanted


def main(arguments: list[str]) -> int:
    names = [a for a in arguments if not a.startswith("--")]
    if not names:
        print(__doc__)
        return 2
    kept = Path(names[1]) if len(names) > 1 else None
    tallies: dict[str, list[bool]] = defaultdict(list)
    times: list[float] = []
    for fold in range(FOLDS):
        understander = _without(Path(names[0]), fold, kept)
        for label, text, language, wanted in cases(Path(names[0])):
            if fold_of(text) != fold:
                continue
            began = time.perf_counter()
            here = Circumstances(NOW, "Europe/London", language=language)
            first = understander.understand(Utterance((text,), language), here).intents[0]
            times.append((time.perf_counter() - began) * 1000)
            right = right_first(first, wanted)
            tallies[label].append(right)
            if "--misses" in arguments and not right:
                print(f"{label}\t{text}\t{first}", file=sys.stderr)
    for label, hits in sorted(tallies.items()):
        print(f"{label:45} {interval(sum(hits), len(hits))}")
    times.sort()
    print(f"milliseconds: p50 {times[len(times) // 2]:.1f}, p95 {times[int(len(times) * 0.95)]:.1f}")
    return 0


def _without(data: Path, fold: int, kept: Path | None) -> LocalUnderstander:
    wishes = trained(data, fold, kept)

    def given() -> Wishes:
        return wishes

    return LocalUnderstander(wishes=given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
