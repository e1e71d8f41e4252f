"""Retrieval against public data: `python benchmarks/quality_knowledge.py DATA_FOLDER`.

dstc10_spoken_faq (Apache-2.0): spoken questions as a recogniser heard them, against the questions and answers of the place
they are about, which is what a business here has. Recall at 1 and 5 by words and concepts alone, by meaning alone, and joined;
then what is answered at a threshold chosen on the other folds: right, wrong, and of what needs no such answer (other turns of
the same dialogues) answered all the same. Last, questions whose answer was taken away: a twin of it may still be there.

allergens (ODbL, term list of Open Food Facts): recall of the allergen per class, by our own list of ingredients.
"""

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from receptionist.adapters.local_models.embeddings import LocalEmbedder
from receptionist.business.allergens import named_in
from receptionist.business.definition import Faq
from receptionist.knowledge.retrieve import SURE, SURE_JOINED, Found, faq_entries, meanings_of, ranked

FOLDS = 5
STEPS = [n / 100 for n in range(25, 70, 2)]
CLASSES = {"eggs": "egg", "crustaceans": "shellfish", "nuts": "tree_nuts", "peanuts": "peanut", "soybeans": "soy",
           "sesame-seeds": "sesame", "sulphur-dioxide-and-sulphites": "sulphites"}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One question at one place: what came nearest, and whether it was the right one."""

    found: list[Found]
    gold: str | None
    """Id of the entry; None: no answer is needed, or it was taken away."""

    def at(self, n: int) -> bool:
        return self.gold in [one.entry.id for one in self.found[:n]]


def main(folder: Path) -> int:
    embedder = LocalEmbedder()
    memory: dict[str, Sequence[float]] = {}

    def embed(texts: Sequence[str]) -> list[Sequence[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in memory]
        memory.update(zip(new, embedder.embed(new), strict=True) if new else ())
        return [memory[text] for text in texts]

    data = folder / "dstc10_spoken_faq"
    if data.exists():
        _spoken_faq(data, embed)
    if (folder / "allergens").exists():
        _allergens(folder / "allergens" / "dev" / "terms.jsonl")
    return 0


def _spoken_faq(data: Path, embed: Callable[[Sequence[str]], Sequence[Sequence[float]]]) -> None:
    places: dict[tuple[str, int], dict[int, Faq]] = defaultdict(dict)
    for row in _rows(data / "knowledge_sf.jsonl"):
        faq = Faq(question=_unnamed(row["q"], row["entity"]), answer={"en": _unnamed(row["a"], row["entity"])})
        places[row["domain"], row["entity_id"]][row["doc_id"]] = faq
    turns = list(_rows(data / "dev" / "val_part.jsonl"))
    wanted = [
        (row["turns"][-1]["nbest"][0], (one["domain"], one["entity_id"]), one["doc_id"])
        for row in turns
        if row["label"]["target"]
        for one in row["label"]["knowledge"][:1]
    ]
    talk = [row["turns"][-1]["nbest"][0] for row in turns if not row["label"]["target"]]
    for name in ("words", "joined"):
        joined = name == "joined"
        ask = _asker(places, embed if joined else None)
        questions = [ask(text, place, doc, frozenset()) for text, place, doc in wanted]
        others = [ask(text, wanted[n % len(wanted)][1], None, frozenset()) for n, text in enumerate(talk)]
        gone = [ask(text, place, None, frozenset({doc})) for text, place, doc in wanted]
        one, five = (sum(asked.at(n) for asked in questions) for n in (1, 5))
        print(f"{name}: recall@1 {_share(one, len(questions))}, recall@5 {_share(five, len(questions))}")
        right, wrong, told = _cross_validated(questions, others)
        print(f"  at a threshold of the other folds: answered right {_share(right, len(questions))}, wrong {wrong}; of other talk {_share(told, len(others))}")  # fmt: skip
        least = SURE_JOINED if joined else SURE
        right, wrong, told = _at(questions, others, least)
        print(f"  at {least}, as shipped: right {_share(right, len(questions))}, wrong {wrong}; of other talk {_share(told, len(others))}; with the answer taken away {sum(_top(asked) >= least for asked in gone)} of {len(gone)}")  # fmt: skip


def _asker(
    places: dict[tuple[str, int], dict[int, Faq]], embed: Callable[[Sequence[str]], Sequence[Sequence[float]]] | None
) -> Callable[[str, tuple[str, int], int | None, frozenset[int]], Asked]:
    def ask(text: str, place: tuple[str, int], doc: int | None, without: frozenset[int]) -> Asked:
        kept = {id: faq for id, faq in places[place].items() if id not in without}
        entries = faq_entries(tuple(kept.values()))
        meanings = meanings_of(text, entries, embed) if embed else None
        gold = entries[list(kept).index(doc)].id if doc is not None else None
        return Asked(ranked(text, entries, meanings), gold)

    return ask


def _cross_validated(questions: Sequence[Asked], others: Sequence[Asked]) -> tuple[int, int, int]:
    """Each fold at the threshold that is best on the rest."""
    dice = random.Random(7)
    marks = [dice.randrange(FOLDS) for _ in range(len(questions) + len(others))]
    totals = [0, 0, 0]
    for fold in range(FOLDS):
        inside = [[one for one, mark in zip(part, marks[at:], strict=False) if mark == fold] for part, at in ((questions, 0), (others, len(questions)))]  # fmt: skip
        outside = [[one for one, mark in zip(part, marks[at:], strict=False) if mark != fold] for part, at in ((questions, 0), (others, len(questions)))]  # fmt: skip
        best = max(STEPS, key=lambda step: _worth(*_at(outside[0], outside[1], step)))
        totals = [a + b for a, b in zip(totals, _at(inside[0], inside[1], best), strict=True)]
    return totals[0], totals[1], totals[2]


def _worth(right: int, wrong: int, told: int) -> float:
    """A wrong answer costs what a right one is worth."""
    return right - wrong - told


def _at(questions: Sequence[Asked], others: Sequence[Asked], least: float) -> tuple[int, int, int]:
    sure = [asked for asked in questions if _top(asked) >= least]
    right = sum(asked.at(1) for asked in sure)
    return right, len(sure) - right, sum(_top(asked) >= least for asked in others)


def _top(asked: Asked) -> float:
    return asked.found[0].score if asked.found else 0.0


def _allergens(terms: Path) -> None:
    hit, every = Counter[str](), Counter[str]()
    for row in _rows(terms):
        named = {name for _, names in named_in(row["term"]) for name in names}
        for one in row["allergen"]:
            every[one] += 1
            hit[one] += CLASSES.get(one, one) in named
    print("allergens: " + ", ".join(f"{one} {hit[one]}/{every[one]}" for one in sorted(every)))


def _unnamed(text: str, name: str) -> str:
    """A business does not say its own name in its answers' index."""
    return text.replace(name, "").strip() or text


def _share(hits: int, of: int) -> str:
    """With Wilson's interval, 95 %."""
    if not of:
        return "none"
    p, z = hits / of, 1.96
    middle, half = p + z * z / (2 * of), z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + z * z / of) for sign in (-1, 1))
    return f"{p:.3f} ({low:.2f} to {high:.2f}, {hits} of {of})"


def _rows(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
