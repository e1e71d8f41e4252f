"""How well the local understander does on public data sets: `python benchmarks/understanding.py DATA_FOLDER [SET...]`.

DATA_FOLDER holds one folder per set with `dev/*.jsonl` as fetched and described there; sets that are absent are
skipped. Dates and times are scored by quality_times.py. None of the data ships with the project. Numbers are of
development rows: treat them as a compass.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Understanding, Utterance

UNDERSTANDER = LocalUnderstander()
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
TIMES_MS: list[float] = []


def understood(text: str, now: datetime = NOW, zone: str = "Europe/London", **more: Any) -> Understanding:
    began = time.perf_counter()
    meaning = UNDERSTANDER.understand(Utterance((text,), more.pop("heard", None)), Circumstances(now, zone, **more))
    TIMES_MS.append((time.perf_counter() - began) * 1000)
    return meaning


def rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


class Tally(Counter[str]):
    def ratio(self, part: str, whole: str) -> str:
        return f"{self[part] / self[whole]:.3f} of {self[whole]}" if self[whole] else "none"

    def f1(self) -> str:
        precision = self["hit"] / max(self["said"], 1)
        recall = self["hit"] / max(self["gold"], 1)
        return f"F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f} (P {precision:.3f} R {recall:.3f}, {self['gold']} gold)"


def _values(meaning: Understanding, *kinds: str) -> list[Any]:
    return [e.value for e in meaning.entities if e.type in kinds and not e.negated]


def _loose(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


EXPECTING = {
    "people": "party_size",
    "date": "date",
    "time": "time",
    "first_name": "first_name",
    "last_name": "last_name",
}


def restaurant8k(folder: Path, misses: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    """A slot counts as found where an entity of its type overlaps the marked words."""
    kinds = {"people": "party_size", "date": "date", "time": "time"}
    tallies: dict[str, Tally] = {slot: Tally() for slot in (*kinds, "name")}
    frames = Tally()
    for row in rows(folder / "dev/train_sample.jsonl"):
        asked = row["requested"]
        name_asked = "name" if {"first_name", "last_name"} <= set(asked) else None
        meaning = understood(row["text"], expecting=name_asked or (EXPECTING[asked[0]] if asked else None))
        right = True
        for slot, tally in tallies.items():
            gold = [
                row["slots"][s]["span"]
                for s in (("first_name", "last_name") if slot == "name" else (slot,))
                if s in row["slots"]
            ]
            wanted = ("person_name",) if slot == "name" else (kinds[slot], f"{kinds[slot]}_range")
            said = [(e.start, e.end) for e in meaning.entities if e.type in wanted and not e.negated]
            tally["gold"] += bool(gold)
            tally["said"] += bool(said)
            hit = bool(gold) and any(s < b and a < t for a, b in gold for s, t in said)
            tally["hit"] += hit
            if bool(gold) != hit or (said and not gold):
                right = False
                misses(f"{slot}\t{row['text']}\t{gold}\t{[(e.type, e.text) for e in meaning.entities]}\t{asked}")
        frames["all"] += 1
        frames["right"] += right
    for slot, tally in tallies.items():
        yield f"restaurant8k {slot}", tally.f1()
    yield "restaurant8k frame", frames.ratio("right", "all")


def nlupp(folder: Path, misses: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    now = datetime(2022, 3, 15, 9, 0, tzinfo=ZoneInfo("Europe/London"))
    tally = Tally()
    for row in rows(folder / "dev/hotels_folds0-1.jsonl"):
        meaning = understood(row["text"], now)
        for slot, gold in row.get("slots", {}).items():
            value = gold.get("value")
            if slot in ("date", "date_from", "date_to") and isinstance(value, dict):
                wanted, said = f"{value['year']}-{value['month']:02d}-{value['day']:02d}", _values(meaning, "date")
                for stretch in _values(meaning, "date_range"):
                    if not stretch["start"] or not stretch["end"]:
                        continue
                    last = date.fromisoformat(stretch["end"]) - timedelta(days=1)
                    said += [stretch["start"], last.isoformat()]
            elif slot in ("time", "time_from", "time_to") and isinstance(value, dict):
                wanted, said = f"{value['hour']:02d}:{value['minute']:02d}", _values(meaning, "time")
                said += [a for e in meaning.entities if e.type == "time" for a in e.alternatives]
            elif slot in ("people", "adults") and isinstance(value, int):
                wanted, said = str(value), [str(v) for v in _values(meaning, "party_size", "number")]
            else:
                continue
            tally["all"] += 1
            tally["right"] += wanted in said
            if wanted not in said:
                misses(f"{slot}\t{row['text']}\t{wanted}\t{said}")
    yield "nlupp hotels values", tally.ratio("right", "all")


def snips(folder: Path, misses: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    tally = Tally()
    for row in rows(folder / "dev/train_sample.jsonl"):
        meaning = understood(row["text"])
        tally["all"] += 1
        tally["book"] += meaning.intents[0].name == "book"
        if meaning.intents[0].name != "book":
            misses(f"intent\t{row['text']}\t{meaning.intents[:2]}")
        for name, start, end, text in row["slots"]:
            kinds = {
                "party_size_number": ("party_size",),
                "timeRange": ("date", "time", "datetime", "date_range", "time_range", "datetime_range"),
            }
            if name in kinds:
                tally[name] += 1
                found = any(e.type in kinds[name] and e.start < end and start < e.end for e in meaning.entities)
                tally[f"{name} hit"] += found
                if not found:
                    misses(f"{name}\t{row['text']}\t{text}\t{[(e.type, e.text) for e in meaning.entities]}")
    yield "snips intent book", tally.ratio("book", "all")
    yield "snips party size", tally.ratio("party_size_number hit", "party_size_number")
    yield "snips time", tally.ratio("timeRange hit", "timeRange")


CLINC = {
    "restaurant_reservation": "book", "cancel_reservation": "cancel_booking", "confirm_reservation": "check_booking",
    "are_you_a_bot": "question", "change_language": "change_language", "greeting": "greeting", "yes": "affirm", "no": "deny",
    "thank_you": "thanks", "goodbye": "goodbye", "repeat": "repeat", "what_is_your_name": "question", "oos": "out_of_scope",
    "accept_reservations": "question", "what_can_i_ask_you": "question", "ingredients_list": "question",
}  # fmt: skip
HWU = {
    "general_affirm": "affirm", "general_negate": "deny", "general_repeat": "repeat",
    "general_explain": "repeat", "qa_maths": "out_of_scope", "general_joke": "out_of_scope",
}  # fmt: skip
"""`general_confirm` ("check the last command") is none of ours: whether it asks for our words or for a booking depends on
what went before."""
BOTFRAMEWORK = {
    "Confirm": "affirm", "Reject": "deny", "Escalate": "person", "Repeat": "repeat", "Reservation": "book",
    "CreateCalendarEntry": "book", "ChangeCalendarEntry": "change_booking", "DeleteCalendarEntry": "cancel_booking",
}  # fmt: skip


def intent_sets(data: Path, misses: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    sets = (
        ("clinc150", "dev/train_slice.jsonl", CLINC, "en"), ("hwu64", "dev/train_slice.jsonl", HWU, "en"),
        ("botframework_lu", "dev/en-us.jsonl", BOTFRAMEWORK, "en"), ("botframework_lu", "dev/es-es.jsonl", BOTFRAMEWORK, "es"),
    )  # fmt: skip
    for name, path, wanted, language in sets:
        tallies: dict[str, Tally] = {}
        for row in rows(data / name / path):
            gold = wanted.get(row["intent"])
            if gold is None:
                continue
            meaning = understood(row["text"], heard=language, language=language)
            tally = tallies.setdefault(row["intent"], Tally())
            tally["all"] += 1
            first = meaning.intents[0].name
            tally["right"] += first == gold
            if first != gold:
                misses(f"{name}\t{row['intent']}\t{row['text']}\t{[(i.name, i.score) for i in meaning.intents[:2]]}")
        for intent, tally in sorted(tallies.items()):
            yield f"{name} {language} {intent}", tally.ratio("right", "all")


def language_id(folder: Path, misses: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    tally = Tally()
    for row in rows(folder / "dev/sentences.jsonl"):
        if row["lang"] in ("en", "es", "pa"):
            tally["all"] += 1
            meaning = understood(row["t"])
            tally["right"] += meaning.language == row["lang"]
            if meaning.language != row["lang"]:
                misses(f"{row['lang']}\t{meaning.language}\t{row['t']}")
    yield "language_id", tally.ratio("right", "all")


def evi(folder: Path, misses: Callable[[str], None]) -> Iterator[tuple[str, str]]:
    """Names and postcodes as a recogniser heard them, best reading first, the others at hand."""
    people = {r["scenario_id"]: r for r in rows(folder / "dev/records.jsonl")}
    tally = Tally()
    for row in rows(folder / "dev/turns.jsonl"):
        person = people.get(row["rec"])
        if person is None or row["item"] not in ("postcode", "name") or not row["nbest"]:
            continue
        heard = Utterance(tuple(row["nbest"]))
        meaning = UNDERSTANDER.understand(heard, Circumstances(NOW, "Europe/London", expecting=row["item"]))
        tally[row["item"]] += 1
        kind = "postcode" if row["item"] == "postcode" else "person_name"
        said = [r for e in meaning.entities if e.type == kind for r in (e.value, *e.alternatives)]
        if row["item"] == "postcode":
            right = any(_loose(str(person.get("postcode", ""))) == _loose(v) for v in said)
        else:
            full = _loose(str(person.get("name_first", "")) + str(person.get("name_last", "")))
            right = any(_loose(f"{v['first'] or ''}{v['last'] or ''}") == full for v in said)
        tally[row["item"] + " right"] += right
        if not right:
            misses(f"{row['item']}\t{row['nbest'][:3]}\t{said}\t{person}")
    yield "evi postcode n-best", tally.ratio("postcode right", "postcode")
    yield "evi name n-best", tally.ratio("name right", "name")


SETS: dict[str, Callable[[Path, Callable[[str], None]], Iterator[tuple[str, str]]]] = {
    "restaurant8k": lambda d, m: restaurant8k(d / "restaurant8k", m),
    "nlupp": lambda d, m: nlupp(d / "nlupp", m),
    "snips_bookrestaurant": lambda d, m: snips(d / "snips_bookrestaurant", m),
    "intents": intent_sets,
    "language_id": lambda d, m: language_id(d / "language_id", m),
    "evi_en": lambda d, m: evi(d / "evi_en", m),
}


def main(arguments: list[str]) -> int:
    """With `--misses`, what was not understood goes to standard error."""
    show = "--misses" in arguments
    names = [a for a in arguments if not a.startswith("--")]
    if not names:
        print(__doc__)
        return 2
    data, wanted = Path(names[0]), names[1:] or list(SETS)
    for name in wanted:
        for label, score in SETS[name](data, lambda text: print(text, file=sys.stderr) if show else None):
            if not score.startswith("none"):
                print(f"{label:45} {score}")
    TIMES_MS.sort()
    if TIMES_MS:
        print(
            f"{'milliseconds a turn':45} p50 {TIMES_MS[len(TIMES_MS) // 2]:.2f}, p95 {TIMES_MS[int(len(TIMES_MS) * 0.95)]:.2f}, max {TIMES_MS[-1]:.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
