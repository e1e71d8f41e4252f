"""Learns what recognisers make of postcodes that are read out: `python training/heard_codes.py DATA_FOLDER [--cross-validate]`.

Reads the development dialogues of PolyAI's EVI (`evi_en`, CC BY 4.0): what was heard, and the code the caller was to
say. Which of what was heard stands for which characters is worked out by expectation maximisation; utterances that can
hardly be the code are left out. Writes the counts that `receptionist/language/code_sounds.py` uses. With
`--cross-validate` it learns five times from the profiles of four fifths, scores the others, and writes nothing.
"""

import json
import math
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import ascii_lowercase, digits
from typing import Any

from benchmarks.quality_people import attempts
from receptionist.language import code_sounds
from receptionist.language.code_sounds import Learned, Unit, counts_of, heard_as, units
from receptionist.language.codes import codes
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.likeness import code_of
from receptionist.language.readings import ranked
from receptionist.language.tokens import tokenise

ENGLISH = LEXICONS["en"]
FOLDS, ROUNDS, READINGS = 5, 3, 8
LONGEST_SPAN = 3
"""Characters one word stands for."""
A_READING_DOWN = 0.4
UNSAID = 0.0033
"""Probability of a character of the code that was not heard."""
UNFORESEEN = (0.0, 0.01, 0.002)
"""The least probability that a word stands for none, one or two characters nobody thought of."""
UNLIKELY = -17.0
"""Logarithm of the likelihood under which an utterance is not the code."""
SELDOM = 2.0
"""A word met less often is not learned."""
FAINT = 0.004
"""A share of a unit's meanings that is not worth keeping."""
Counts = dict[str, Counter[str]]
Row = Mapping[str, Any]


def learned(rows: Sequence[Row]) -> Learned:
    counts: Counts = {}
    for _ in range(ROUNDS):
        counts = _expected(rows, counts)
    shares = Counter(dict.fromkeys(digits + ascii_lowercase, 2.0))
    for meant in counts.values():
        for chars, count in meant.items():
            shares.update(dict.fromkeys(chars, 0.0))
            for char in chars:
                shares[char] += count
    whole = sum(shares.values())
    heard = {
        key: _with_belief(key, meant)
        for key, meant in counts.items()
        if len(key.split()[0]) == 1 or meant.total() >= SELDOM
    }
    return Learned(heard, {char: math.log(count / whole) for char, count in shares.items()})


def _with_belief(key: str, meant: Counter[str]) -> dict[str, float]:
    text, _, again = key.partition(" ")
    both = meant + Counter(counts_of(Unit(0, text, again=bool(again)), ENGLISH))
    return {chars: round(count, 3) for chars, count in both.most_common() if count >= FAINT * both.total()}


def _expected(rows: Sequence[Row], before: Counts) -> Counts:
    """What stood for what in all the rows, as far as the counts before tell."""
    beliefs: dict[str, dict[str, float]] = {}
    counts: Counts = defaultdict(Counter)
    for row in rows:
        readings = row["nbest"][:READINGS]
        weights = [math.exp(-A_READING_DOWN * depth) for depth in range(len(readings))]
        for weight, reading in zip(weights, readings, strict=True):
            said = [unit for unit in units(tokenise(reading), ENGLISH) if unit.times == 1]
            for unit in said:
                if heard_as(unit) not in beliefs:
                    beliefs[heard_as(unit)] = _shares(unit, before)
            for unit, chars, share in _aligned(said, code_of(row["postcode"]), beliefs):
                counts[heard_as(unit)][chars] += share * weight / sum(weights)
    return counts


def _shares(unit: Unit, before: Counts) -> dict[str, float]:
    both = Counter(counts_of(unit, ENGLISH)) + before.get(heard_as(unit), Counter())
    return {chars: count / both.total() for chars, count in both.items()}


Beliefs = Mapping[str, Mapping[str, float]]
Chart = list[list[float]]
"""Probabilities by how many units and how many characters are done."""


def _aligned(said: Sequence[Unit], code: str, beliefs: Beliefs) -> Iterator[tuple[Unit, str, float]]:
    """Unit, characters, and how likely the one stood for the other; nothing where this can hardly be the code."""
    ways = [[list(_ways(unit, code, done, beliefs)) for done in range(len(code) + 1)] for unit in said]
    ahead, behind = _ahead(ways, len(code)), _behind(ways, len(code))
    likelihood = ahead[-1][-1]
    if likelihood < math.exp(UNLIKELY):
        return
    for at, unit in enumerate(said):
        for done in range(len(code) + 1):
            for length, share in ways[at][done]:
                both = ahead[at][done] * share * behind[at + 1][done + length] / likelihood
                yield unit, code[done : done + length], both


def _ways(unit: Unit, code: str, done: int, beliefs: Beliefs) -> Iterator[tuple[int, float]]:
    """How many of the code's next characters the unit may stand for, and how likely."""
    for length in range(min(LONGEST_SPAN, len(code) - done) + 1):
        least = UNFORESEEN[length] if len(unit.text) > 1 and length < len(UNFORESEEN) else 0.0
        share = max(beliefs[heard_as(unit)].get(code[done : done + length], 0.0), least)
        if share:
            yield length, share


def _ahead(ways: Sequence[Sequence[Sequence[tuple[int, float]]]], until: int) -> Chart:
    chart = [[0.0] * (until + 1) for _ in range(len(ways) + 1)]
    chart[0][0] = 1.0
    for at in range(len(ways) + 1):
        for done in range(until + 1):
            if done:
                chart[at][done] += chart[at][done - 1] * UNSAID
            for length, share in ways[at][done] if at < len(ways) else ():
                chart[at + 1][done + length] += chart[at][done] * share
    return chart


def _behind(ways: Sequence[Sequence[Sequence[tuple[int, float]]]], until: int) -> Chart:
    chart = [[0.0] * (until + 1) for _ in range(len(ways) + 1)]
    chart[-1][until] = 1.0
    for at in range(len(ways), -1, -1):
        for done in range(until, -1, -1):
            if done < until:
                chart[at][done] += chart[at][done + 1] * UNSAID
            for length, share in ways[at][done] if at < len(ways) else ():
                chart[at][done] += share * chart[at + 1][done + length]
    return chart


def fold_of(row: Row) -> int:
    """Of the profile, so that nobody's code is learned from and scored on."""
    return zlib.crc32(row["rec"].encode()) % FOLDS


def cross_validated(rows: Sequence[Row]) -> Iterable[str]:
    first, any_ = 0, 0
    for fold in range(FOLDS):
        known = learned([row for row in rows if fold_of(row) != fold])
        for row in (row for row in rows if fold_of(row) == fold):
            heard = [codes(tokenise(reading), ENGLISH, "GB", known) for reading in row["nbest"][:5]]
            values = ranked([[(code.value, code.cost) for code in reading] for reading in heard])
            first += values[:1] == [row["postcode"]]
            any_ += row["postcode"] in values[:12]
    yield f"postcode, five-fold by profile: n-best {first / len(rows):.3f}, any {any_ / len(rows):.3f} of {len(rows)} turns"


def main(arguments: list[str]) -> int:
    folders = [argument for argument in arguments if not argument.startswith("--")]
    if not folders:
        print(__doc__)
        return 2
    ENGLISH.prepare()
    rows = [row for row in attempts(Path(folders[0])) if row["item"] == "postcode"]
    if "--cross-validate" in arguments:
        print(*cross_validated(rows), sep="\n")
        return 0
    known = learned(rows)
    target = Path(code_sounds.__file__).parent / "lexicons" / code_sounds.DATA
    kept = {
        "heard": dict(sorted(known.heard.items())),
        "shares": {char: round(share, 3) for char, share in sorted(known.shares.items())},
    }
    target.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
