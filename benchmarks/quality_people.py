"""Who is calling, how many come, and how to reach them, against public data:
`python benchmarks/quality_people.py DATA_FOLDER [restaurant8k|evi_en|identify]...`.

restaurant8k is scored strictly: a slot counts where its text is the marked text, letter case aside; a frame, where
every slot of the utterance is right, also those it does not hold. evi_en is what recognisers made of callers who say
a postcode, a name and a birth date up to three times each; `identify` tells those callers from everybody on record.
`--misses` lists what was missed.
"""

import json
import math
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from receptionist.language.code_sounds import units
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.likeness import MARGIN, SURE, Heard, Likeness, Person, code_of, decided, likeliest, plain
from receptionist.language.numbers import with_digits
from receptionist.language.tokens import Token, tokenise
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Entity, Utterance

UNDERSTANDER = LocalUnderstander()
ENGLISH = LEXICONS["en"]
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


def half_of(row: Mapping[str, Any]) -> int:
    """Of the profile, so that all who act one are in the same half."""
    return zlib.crc32(str(row["scenario_id"]).encode()) % 2


def fragment(row: Mapping[str, Any]) -> bool:
    """Whether no reading holds enough words, letters or digits for a whole answer: one letter, a day without a year."""
    enough = {"postcode": _whole_postcode, "dob": _whole_date, "name": _whole_name}[row["item"]]
    return not any(enough(tokenise(reading)) for reading in row["nbest"])


def _whole_postcode(tokens: Sequence[Token]) -> bool:
    return len(list(units(tokens, ENGLISH))) >= 5


def _whole_date(tokens: Sequence[Token]) -> bool:
    said = with_digits(tokens, ENGLISH.numbers)
    figures = sum(c.isdecimal() for token in said for c in token.text)
    return figures >= (3 if any(token.text in ENGLISH.months for token in said) else 4)


def _whole_name(tokens: Sequence[Token]) -> bool:
    return sum(token.kind == "word" for token in tokens) >= 2


def evi(data: Path, misses: Misses) -> Iterator[tuple[str, str]]:
    """What a single turn gave: the first value of the best reading alone, of all readings, and any value."""
    counts = {(item, part): [0, 0, 0, 0] for item in _ITEMS for part in ("all", "half 0", "half 1", "not a fragment")}
    milliseconds: dict[str, list[float]] = {item: [] for item in _ITEMS}
    for row in attempts(data):
        item = row["item"]
        single, begun = heard(row, 1), time.process_time()
        every = heard(row, len(row["nbest"]))
        milliseconds[item].append(1000 * (time.process_time() - begun))
        right = [_gold(item, row, value) for value in every]
        found = (True, any(_gold(item, row, v) for v in single[:1]), any(right[:1]), any(right))
        for part in ("all", f"half {half_of(row)}", *(() if fragment(row) else ("not a fragment",))):
            counts[item, part] = [had + new for had, new in zip(counts[item, part], found, strict=True)]
        if not any(right[:1]):
            misses(
                f"half {half_of(row)}\t{item}\t{row['nbest'][:3]}\t{every[:3]}\t{row['name']} {row['dob']} {row['postcode']}"
            )
    for (item, part), (all_, single_, first, any_) in counts.items():
        shares = (
            f"{label} {n / max(all_, 1):.3f}" for label, n in (("1-best", single_), ("n-best", first), ("any", any_))
        )
        yield f"evi_en {item}, {part}", f"{', '.join(shares)} of {all_} turns"
    for item, taken in milliseconds.items():
        taken.sort()
        p50, p95 = (taken[int(len(taken) * share)] if taken else 0.0 for share in (0.5, 0.95))
        yield f"evi_en {item}, all readings of a turn", f"p50 {p50:.1f}, p95 {p95:.1f} ms of processor time"


SURES = tuple(4.0 + 0.5 * step for step in range(13))
MARGINS = (1.0, 2.0, 3.0)
WELL_SAID = 1.8
"""Evidence of a field that was understood but for a trifle."""
FALSE_ACCEPTS = 0.005
"""Share of callers let in as somebody they are not that thresholds are chosen for."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One caller's attempts, against everybody on record."""

    half: int
    true: str
    likeliest: tuple[Likeness, ...]

    def taken_for(self, sure: float, margin: float, *, stranger: bool) -> Person | None:
        """`stranger`: their own record is taken out first."""
        ranked = [one for one in self.likeliest if not (stranger and one.person.id == self.true)]
        return decided(ranked, sure, margin)

    @property
    def acts_another(self) -> bool:
        """Whether the caller gave name, birth date and postcode of somebody else on record: the profile they were told
        to act is not the one they acted, and whoever is recognised is who they said they were."""
        others = [one for one in self.likeliest[:1] if one.person.id != self.true]
        return any(len(one.by_field) == 3 and min(one.by_field.values()) >= WELL_SAID for one in others)


@dataclass(frozen=True, slots=True)
class Verdicts:
    right: int
    wrong: int
    """Taken for another, though on record."""
    strangers: int
    of: int

    @property
    def too_lax(self) -> bool:
        return max(self.wrong, self.strangers) > FALSE_ACCEPTS * self.of


def verdicts(dialogues: Sequence[Dialogue], sure: float, margin: float) -> Verdicts:
    known = [(one.true, one.taken_for(sure, margin, stranger=False)) for one in dialogues]
    right = sum(who is not None and who.id == true for true, who in known)
    wrong = sum(who is not None and who.id != true for true, who in known)
    strangers = sum(one.taken_for(sure, margin, stranger=True) is not None for one in dialogues)
    return Verdicts(right, wrong, strangers, len(dialogues))


def chosen(dialogues: Sequence[Dialogue]) -> tuple[float, float]:
    """The thresholds that recognise most callers with few enough false accepts; of equals the strictest."""
    ways = [(sure, margin, verdicts(dialogues, sure, margin)) for sure in SURES for margin in MARGINS]
    strict = [way for way in ways if not way[2].too_lax] or ways[-1:]
    sure, margin, _ = max(strict, key=lambda way: (way[2].right - way[2].wrong - way[2].strangers, way[0], way[1]))
    return sure, margin


def identify(data: Path, misses: Misses) -> Iterator[tuple[str, str]]:
    """Whole dialogues: told from everybody, and with the true record taken out; thresholds chosen on the other half."""
    people = [
        Person(r["scenario_id"], r["name_first"], r["name_last"], r["dob"], r["postcode"])
        for r in rows(data / "evi_en/dev/records.jsonl")
    ]
    calls: dict[str, list[dict[str, Any]]] = {}
    for row in attempts(data):
        calls.setdefault(row["d"], []).append(row)
    values = {id(row): heard(row, len(row["nbest"])) for turns in calls.values() for row in turns}
    for tries in (1, 2, 3):
        dialogues = [
            Dialogue(half_of(turns[0]), turns[0]["rec"], tuple(likeliest(_said(turns, values, tries), people)))
            for turns in calls.values()
        ]
        parts = [[one for one in dialogues if one.half == half] for half in (0, 1)]
        both = [0, 0, 0]
        for learned, scored in (parts, parts[::-1]):
            thresholds = chosen(learned)
            found = verdicts(scored, *thresholds)
            both = [had + new for had, new in zip(both, (found.right, found.wrong, found.strangers), strict=True)]
            yield f"evi_en callers, {tries} attempts, thresholds of the other half", f"{thresholds}: {found}"
        shipped = verdicts(dialogues, SURE, MARGIN)
        for label, counts in (("crossed", both), ("as shipped", [shipped.right, shipped.wrong, shipped.strangers])):
            for what, n in zip(("recognised", "taken for another", "strangers let in"), counts, strict=True):
                yield f"evi_en callers, {tries} attempts, {label}: {what}", share(n, len(dialogues))
        acted = [one for one in dialogues if one.acts_another]
        rest = verdicts([one for one in dialogues if not one.acts_another], SURE, MARGIN)
        yield f"evi_en callers, {tries} attempts, giving another's name, birth date and postcode", f"{len(acted)}"
        for what, n in (("taken for another", rest.wrong), ("strangers let in", rest.strangers)):
            yield f"evi_en callers, {tries} attempts, as shipped, but for those: {what}", share(n, rest.of)
        for one in dialogues:
            if (stranger := one.taken_for(SURE, MARGIN, stranger=True)) is not None:
                misses(f"half {one.half}\t{tries}\tstranger {one.true} taken for {stranger}\t{one.likeliest[:2]}")


def _said(turns: Sequence[Mapping[str, Any]], values: Mapping[int, list[Any]], tries: int) -> Heard:
    """The first attempts of each field, turn about, so that the likeliest of each come first."""
    fields: dict[str, list[list[Any]]] = {item: [] for item in _ITEMS}
    for row in turns:
        if row["att"] < tries:
            fields[row["item"]].append(values[id(row)])
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
