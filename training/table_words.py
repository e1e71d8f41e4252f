"""Trains the tagger of who comes, when, and under what name: `python training/table_words.py DATA_FOLDER [--cross-validate]`.

Reads `restaurant8k/dev/train_sample.jsonl` (PolyAI, task-specific-datasets, CC BY 4.0) and writes the weights that
`receptionist/language/tagger.py` uses. With `--cross-validate` it trains five times on four fifths, scores the other
fifth through the whole understander, and writes nothing.
"""

import json
import random
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pycrfsuite

from benchmarks.quality_people import NOW, Spans, expected, gold_of, slots_of
from receptionist.language import tagger
from receptionist.language.expectation import wanted
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.signs import signs
from receptionist.language.tokens import Token, tokenise
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance

WEIGHTS = Path(__file__).parents[1] / "receptionist/language/lexicons/table_words.json"
FOLDS = 5
SETTINGS = {"c1": 0.25, "c2": 0.02, "max_iterations": 150, "feature.possible_transitions": True}
"""Strength of the two regularisers by cross-validation; the first keeps the weights few."""
_TAIL = re.compile(r" (?:[ap]\.?m\b\.?|ish\b|o'?clock\b)", re.IGNORECASE)
Row = Mapping[str, Any]
Example = tuple[list[list[str]], list[str]]


def labels(row: Row, tokens: Sequence[Token]) -> list[str]:
    """B and I of each slot that covers the token, joined where two do."""
    marks: list[list[str]] = [[] for _ in tokens]
    for slot, mark in sorted(row["slots"].items()):
        start, end = mark["span"]
        if slot == "time":
            end = _to_the_end(row["text"], end)
        inside = [i for i, token in enumerate(tokens) if token.start < end and start < token.end]
        for i in inside:
            marks[i].append(f"{'B' if i == inside[0] else 'I'}-{slot}")
    return ["+".join(mark) or "O" for mark in marks]


def _to_the_end(said: str, end: int) -> int:
    """With the half of the day that the data mark or leave out by the length of the hour."""
    more = _TAIL.match(said, end)
    return more.end() if more else end


def example(row: Row, grammar: LocalUnderstander) -> Example:
    here = Circumstances(NOW, "Europe/London", expecting=expected(row["requested"]))
    entities = grammar.understand(
        Utterance((row["text"],), "en"),
        here,
    ).entities
    tokens = tokenise(row["text"])
    wants = tagger.asked(wanted(here.expecting))
    return signs(row["text"], tokens, LEXICONS["en"], entities, wants), labels(row, tokens)


def train(examples: Sequence[Example]) -> dict[str, Any]:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for features, tags in examples:
        if tags:
            trainer.append(features, tags)
    trainer.set_params(SETTINGS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        model = pycrfsuite.Tagger()
        model.open(file.name)
        info = model.info()
        model.close()
    names = sorted(info.labels)
    weights: dict[str, dict[str, float]] = {}
    for (sign, label), weight in sorted(info.state_features.items()):
        if abs(weight) >= 0.02:
            weights.setdefault(sign, {})[str(names.index(label))] = round(weight, 2)
    steps = [[round(info.transitions.get((a, b), 0.0), 2) for b in names] for a in names]
    return {"labels": names, "steps": steps, "weights": weights}


def cross_validate(data: Sequence[Row], examples: Sequence[Example]) -> None:
    order = list(range(len(data)))
    random.Random(8).shuffle(order)
    whole = Spans()
    for fold in range(FOLDS):
        test = order[fold::FOLDS]
        trained = train([examples[i] for i in order if i not in set(test)])
        understander = LocalUnderstander(words=partial(tagger.Tagger, trained))
        part = Spans()
        for i in test:
            here = Circumstances(NOW, "Europe/London", expecting=expected(data[i]["requested"]))
            found = understander.understand(Utterance((data[i]["text"],)), here).entities
            gold, said = gold_of(data[i]), slots_of(found)
            part.add(gold, said)
            if not whole.add(gold, said) and "--misses" in sys.argv:
                print(f"{data[i]['text']}\t{gold}\t{ {k: v for k, v in said.items() if v} }\t{data[i]['requested']}")
        print(f"fold {fold + 1}: F1 {part.f1():.3f}, frame {part.frame:.3f}", file=sys.stderr)
    for slot in whole.gold:
        print(f"{slot:12} F1 {whole.f1(slot):.3f} of {whole.gold[slot]}", file=sys.stderr)
    print(f"all          F1 {whole.f1():.3f}, frame {whole.frame:.3f}", file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    names = [a for a in arguments if not a.startswith("--")]
    if not names:
        print(__doc__)
        return 2
    text = (Path(names[0]) / "restaurant8k/dev/train_sample.jsonl").read_text(encoding="utf-8")
    data = [json.loads(line) for line in text.splitlines()]
    grammar = LocalUnderstander(words=lambda: None)
    examples = [example(row, grammar) for row in data]
    if "--cross-validate" in arguments:
        cross_validate(data, examples)
        return 0
    WEIGHTS.write_text(json.dumps(train(examples), separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
