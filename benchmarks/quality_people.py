"""Who is calling, how many come, and how to reach them, against public data:
`python benchmarks/quality_people.py DATA_FOLDER [restaurant8k|evi_en|identify|contacts]...`.

restaurant8k is scored strictly: a slot counts where its text is the marked text, letter case aside; a frame, where
every slot of the utterance is right, also those it does not hold. `--misses` lists what was missed.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Entity, Utterance

UNDERSTANDER = LocalUnderstander()
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
Misses = Callable[[str], None]
SLOTS = ("people", "date", "time", "first_name", "last_name")
_TYPES = {"party_size": "people", "date": "date", "date_range": "date", "time": "time", "time_range": "time"}
EXPECTING = {
    "people": "party_size", "date": "date", "time": "time", "first_name": "first_name", "last_name": "last_name",
}  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def expected(requested: list[str]) -> str | None:
    """What the receptionist had just asked for, in the words of our slots."""
    if not requested:
        return None
    return "name" if {"first_name", "last_name"} <= set(requested) else EXPECTING[requested[0]]


def slots_of(entities: tuple[Entity, ...]) -> dict[str, set[str]]:
    """Slot to the texts found for it."""
    said: dict[str, set[str]] = {slot: set() for slot in SLOTS}
    for entity in entities:
        if entity.negated:
            continue
        if entity.type == "person_name":
            for part in ("first", "last"):
                if entity.value[part]:
                    said[f"{part}_name"].add(entity.value[part].casefold())
        elif entity.type in _TYPES:
            said[_TYPES[entity.type]].add(entity.text.strip().casefold())
    return said


class Spans:
    """Micro F1 over slots, and whole frames."""

    def __init__(self) -> None:
        self.hit = dict.fromkeys(SLOTS, 0)
        self.gold = dict.fromkeys(SLOTS, 0)
        self.said = dict.fromkeys(SLOTS, 0)
        self.frames: list[bool] = []

    def add(self, gold: Mapping[str, str], said: Mapping[str, set[str]]) -> bool:
        for slot in SLOTS:
            self.gold[slot] += slot in gold
            self.said[slot] += len(said[slot])
            self.hit[slot] += gold.get(slot) in said[slot]
        right = all(said[slot] == ({gold[slot]} if slot in gold else set()) for slot in SLOTS)
        self.frames.append(right)
        return right

    def f1(self, *slots: str) -> float:
        hit, gold, said = (sum(table[s] for s in slots or SLOTS) for table in (self.hit, self.gold, self.said))
        return 2 * hit / max(gold + said, 1)

    @property
    def frame(self) -> float:
        return sum(self.frames) / max(len(self.frames), 1)


def gold_of(row: Mapping[str, Any]) -> dict[str, str]:
    return {slot: str(mark["text"]).strip().casefold() for slot, mark in row["slots"].items()}


def restaurant8k(data: Path, misses: Misses) -> Iterator[tuple[str, str]]:
    spans = Spans()
    for row in rows(data / "restaurant8k/dev/train_sample.jsonl"):
        here = Circumstances(NOW, "Europe/London", expecting=expected(row["requested"]))
        entities = UNDERSTANDER.understand(Utterance((row["text"],)), here).entities
        gold, said = gold_of(row), slots_of(entities)
        if not spans.add(gold, said):
            misses(f"{row['text']}\t{gold}\t{[(e.type, e.text) for e in entities]}\t{row['requested']}")
    for slot in SLOTS:
        yield f"restaurant8k {slot}", f"F1 {spans.f1(slot):.3f} of {spans.gold[slot]}"
    yield "restaurant8k all slots", f"F1 {spans.f1():.3f}"
    yield "restaurant8k frame", f"{spans.frame:.3f} of {len(spans.frames)}"


SETS: dict[str, Callable[[Path, Misses], Iterator[tuple[str, str]]]] = {"restaurant8k": restaurant8k}


def main(arguments: list[str]) -> int:
    show = "--misses" in arguments
    names = [a for a in arguments if not a.startswith("--")]
    if not names:
        print(__doc__)
        return 2
    for name in names[1:] or SETS:
        for label, score in SETS[name](Path(names[0]), lambda text: print(text, file=sys.stderr) if show else None):
            print(f"{label:45} {score}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
