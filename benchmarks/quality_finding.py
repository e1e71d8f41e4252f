"""How well a booking is found by a name as a recogniser heard it, and how rarely another's is.

    python -m benchmarks.quality_finding DATA_FOLDER

Every name said in the development dialogues of PolyAI's EVI (https://github.com/PolyAI-LDN/evi-paper), with all readings, is
compared as `find_bookings` compares it with the caller's own name on record and with those of 60 others. The threshold was
chosen on 500 of these turns; the figures are of the others.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality_people import heard, rows, share
from receptionist.language.same_name import Part, nearest

SEEN, SEED, OTHERS = 500, 1, 60
PARTS: tuple[Part, ...] = ("any", "first", "full")


def turns(data: Path) -> tuple[list[Mapping[str, Any]], dict[str, str]]:
    """The turns that were not looked at, in an order of their own, and everybody's name by record."""
    names = {r["scenario_id"]: f"{r['name_first']} {r['name_last']}" for r in rows(data / "evi_en/dev/records.jsonl")}
    all_ = [
        r for r in rows(data / "evi_en/dev/turns.jsonl") if r["item"] == "name" and r["nbest"] and r["rec"] in names
    ]
    dice = random.Random(SEED)
    seen = {id(row) for row in dice.sample(all_, SEEN)}
    return [row for row in all_ if id(row) not in seen], names


def readings(row: Mapping[str, Any], most: int) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, (value["first"], value["last"]))) for value in heard(row, most))


def scores(data: Path) -> Iterator[tuple[str, str]]:
    unseen, names = turns(data)
    dice = random.Random(SEED)
    own: dict[str, int] = {}
    anothers: dict[str, int] = {}
    for row in unseen:
        strangers = dice.sample([one for one in names if one != row["rec"]], OTHERS)
        said = {"1-best": readings(row, 1), "n-best": readings(row, len(row["nbest"]))}
        for label, part in _ways():
            given = said[label]
            own[f"{label} {part}"] = own.get(f"{label} {part}", 0) + _meant(given, names[row["rec"]], part)
            others = sum(_meant(given, names[one], part) for one in strangers)
            anothers[f"{label} {part}"] = anothers.get(f"{label} {part}", 0) + others
    for way, found in own.items():
        yield f"own name found, {way}", share(found, len(unseen))
        yield f"another's taken for it, {way}", share(anothers[way], len(unseen) * OTHERS)


def _ways() -> Iterator[tuple[str, Part]]:
    for part in PARTS:
        yield from (("1-best", part), ("n-best", part))


def _meant(said: Sequence[str], written: str, part: Part) -> bool:
    return nearest(said, written, part) > 0


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    for label, score in scores(Path(arguments[0])):
        print(f"{label:45} {score}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
