"""Who is calling, how many come, and how to reach them, against public data:
`python benchmarks/quality_people.py DATA_FOLDER [restaurant8k|evi_en|identify]...`.

restaurant8k is scored strictly: a slot counts where its text is the marked text, letter case aside; a frame, where
every slot of the utterance is right, also those it does not hold. `--misses` lists what was missed.
"""

import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from receptionist.language.likeness import Heard, Person, code_of, plain, recognised
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


_ITEMS = {"name": ("name", "person_name"), "dob": ("birth_date", "date"), "postcode": ("postcode", "postcode")}
Turn = tuple[str, list[Any]]
"""Item and the values heard, the likelier first."""


def heard(row: Mapping[str, Any], readings: int) -> list[Any]:
    expecting, kind = _ITEMS[row["item"]]
    here = Circumstances(NOW, "Europe/London", expecting=expecting)
    entities = UNDERSTANDER.understand(Utterance(tuple(row["nbest"][:readings])), here).entities
    return [value for e in entities if e.type == kind for value in (e.value, *e.alternatives)]


def _gold(item: str, person: Mapping[str, str], value: Any) -> bool:
    if item == "dob":
        return bool(value == person["dob"])
    if item == "postcode":
        return code_of(value) == code_of(person["postcode"])
    return plain(f"{value['first'] or ''}{value['last'] or ''}") == plain(person["name_first"] + person["name_last"])


def attempts(data: Path) -> Iterator[dict[str, Any]]:
    """The turns of evi_en in which something was heard, each with the profile the caller was to act."""
    people = {record["scenario_id"]: record for record in rows(data / "evi_en/dev/records.jsonl")}
    for row in rows(data / "evi_en/dev/turns.jsonl"):
        if row["nbest"] and row["rec"] in people:
            yield {**people[row["rec"]], **row}


def evi(data: Path, misses: Misses) -> Iterator[tuple[str, str]]:
    """What a single turn gave: the first value of the best reading alone, of all readings, and any value."""
    people = {r["scenario_id"]: r for r in rows(data / "evi_en/dev/records.jsonl")}
    counts: dict[str, list[int]] = {item: [0, 0, 0, 0] for item in _ITEMS}
    for row in rows(data / "evi_en/dev/turns.jsonl"):
        person = people.get(row["rec"])
        if person is None or not row["nbest"]:
            continue
        single, every = heard(row, 1), heard(row, len(row["nbest"]))
        item = row["item"]
        right = [_gold(item, person, value) for value in every]
        found = (True, any(_gold(item, person, v) for v in single[:1]), any(right[:1]), any(right))
        counts[item] = [had + new for had, new in zip(counts[item], found, strict=True)]
        if not any(right):
            misses(f"{item}\t{row['nbest'][:3]}\t{every[:3]}\t{person}")
    for item, (all_, single_, first, any_) in counts.items():
        shares = (
            f"{label} {n / max(all_, 1):.3f}" for label, n in (("1-best", single_), ("n-best", first), ("any", any_))
        )
        yield f"evi_en {item}", f"{', '.join(shares)} of {all_} turns"


def identify(data: Path, misses: Misses) -> Iterator[tuple[str, str]]:
    """Whole dialogues, up to three attempts a field: told from everybody, and with the true record taken out."""
    people = [
        Person(r["scenario_id"], r["name_first"], r["name_last"], r["dob"], r["postcode"])
        for r in rows(data / "evi_en/dev/records.jsonl")
    ]
    known = {person.id for person in people}
    calls: dict[str, list[dict[str, Any]]] = {}
    for row in rows(data / "evi_en/dev/turns.jsonl"):
        if row["nbest"] and row["rec"] in known:
            calls.setdefault(row["d"], []).append(row)
    right = wrong = strangers = 0
    for turns in calls.values():
        said = _said(turns)
        who, true = recognised(said, people), turns[0]["rec"]
        right += who is not None and who.id == true
        wrong += who is not None and who.id != true
        stranger = recognised(said, [person for person in people if person.id != true])
        strangers += stranger is not None
        if who is None or who.id != true or stranger is not None:
            misses(f"{true}\t{who}\t{stranger}\t{said}")
    for label, n in (("recognised", right), ("taken for another", wrong), ("strangers let in", strangers)):
        yield f"evi_en callers {label}", f"{share(n, len(calls))}"


def _said(turns: list[dict[str, Any]]) -> Heard:
    """The attempts of each field, turn about, so that the likeliest of each come first."""
    fields: dict[str, list[list[Any]]] = {item: [] for item in _ITEMS}
    for row in turns:
        fields[row["item"]].append(heard(row, len(row["nbest"])))
    names, days, codes = (
        [v for rank in zip_longest(*fields[item]) for v in rank if v is not None]
        for item in ("name", "dob", "postcode")
    )
    return Heard(tuple((n["first"] or "", n["last"] or "") for n in names), tuple(days), tuple(codes))


def share(n: int, of: int) -> str:
    """With the Wilson interval at 95 %."""
    p, z = n / max(of, 1), 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{p:.3f} ({middle - half:.3f} to {middle + half:.3f}) of {of}"


SETS: dict[str, Callable[[Path, Misses], Iterator[tuple[str, str]]]] = {
    "restaurant8k": restaurant8k,
    "evi_en": evi,
    "identify": identify,
}


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
