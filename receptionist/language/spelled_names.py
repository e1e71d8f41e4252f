"""Whole names spelled in one go, as a telephone line and a recogniser leave them: "Davi n w IL L I am s" is Gavin Williams.

The letters are cut into a given name and a surname that people bear, wherever both come nearest: letters that sound
alike cost less than others, and common names less than rare ones. What is near no name stays as it was spelled.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from receptionist.language.lexicon import Lexicon, words
from receptionist.language.spelling import NATO
from receptionist.language.tokens import Line
from receptionist.language.wellknown import given_names, surnames

_SHORTEST, _LONGEST_GIVEN, _LONGEST = 3, 11, 30
"""Letters of one name, of a given name, and of a whole one."""
_FEWEST_LETTERS, _SHARE_OF_LETTERS = 3, 0.6
"""Of an utterance that is a spelling: words that stand for one letter, and how many of all are short enough."""
_CLUMP, _A_WORD = 2, 5
"""Letters recognisers run together; letters of what was not spelled but said."""
_RADIO_ALIKE = 80.0
_MOST_SURNAMES = 8000
_KEPT = 3
"""Names of each half that are weighed."""
_MOST = 4
_ALIKE_COST, _OTHER_COST, _TWICE_COST, _EXTRA_COST, _MISSED_COST = 1.3, 3.0, 0.8, 2.0, 2.2
_RARE_COST, _COMMON = 0.25, 50
"""What a name costs by its rank: nothing among the commonest, and this for each e times further down."""
_AS_SPELLED = -1.0
"""Gained where every letter fits."""
_DEAREST, _DEAREST_HALF = 7.0, 5.0
_HALF_ONLY = 2.0
_SOUND_ALIKE = {
    frozenset((one, other))
    for group in ("bdpetvcg", "mn", "fsx", "ahkj8", "gj", "iy", "quw", "lor", "cz", "ae", "td", "ei")
    for one in group
    for other in group
    if one != other
}
_FIRST_LETTERS = {
    one: one + "".join(sorted(other for other in ascii_lowercase if frozenset((one, other)) in _SOUND_ALIKE))
    for one in ascii_lowercase
}


_OF_IRISH = words(
    """brien neill neil neal connor connell donnell sullivan reilly rourke hara keefe leary malley grady dwyer toole"""
)


@dataclass(frozen=True, slots=True)
class SpelledName:
    first: str
    last: str
    """Either may be empty."""
    cost: float
    """Natural logarithms."""


def letters_of(line: Line, lexicon: Lexicon) -> tuple[str, int]:
    """The letters of an utterance that is one spelling, and the index of the letter behind a spoken "space" (0: none
    was said). Empty where it is not one."""
    letters, cut, single, short, said_in_all = "", 0, 0, 0, 0
    for token in line.tokens:
        word = "".join(c for c in token.text if c.isalpha())
        if token.kind not in ("word", "half", "email") or not word:
            continue
        said_in_all += 1
        if word == "space":
            cut, short = cut or len(letters), short + 1
            continue
        said = _letters(word, lexicon)
        if len(said) >= _A_WORD:
            return "", 0
        single += len(said) == 1
        short += len(said) <= _CLUMP
        letters += said
    if single < _FEWEST_LETTERS or short < _SHARE_OF_LETTERS * said_in_all or len(letters) > _LONGEST:
        return "", 0
    return letters, cut if cut < len(letters) else 0


def _letters(word: str, lexicon: Lexicon) -> str:
    if len(word) == 1:
        return word
    if word in NATO:
        return NATO[word]
    if len(word) == 3 and word in lexicon.spelling:
        return lexicon.spelling[word]
    if word in ("and", "an"):
        return "n"
    if len(word) > 3:
        near = process.extractOne(word, NATO.keys(), scorer=fuzz.ratio, score_cutoff=_RADIO_ALIKE)
        return NATO[near[0]] if near else word
    return word


def spelled_names(letters: str, cut: int) -> list[SpelledName]:
    """The names it may be, the likeliest first; empty where it is near none. `cut`: where the surname begins, if known."""
    found = [SpelledName(name, "", cost + _HALF_ONLY) for name, cost in _near(letters, True)] if not cut else []
    found += [] if cut else _as_spelled(letters)
    cuts: Sequence[int] = (cut,) if cut else range(_SHORTEST, min(len(letters) - _SHORTEST, _LONGEST_GIVEN) + 1)
    for at in cuts:
        firsts = [(first, cost) for first, cost in _near(letters[:at], True) if cost <= _DEAREST_HALF]
        lasts = _near(letters[at:], False) if firsts else []
        for first, cost in firsts:
            for last, more in lasts:
                exact = first + last == letters
                found.append(SpelledName(first, last, cost + more + _AS_SPELLED * exact))
    ranked = sorted((one for one in found if one.cost <= _DEAREST), key=lambda one: (one.cost, one.first, one.last))
    best: dict[tuple[str, str], SpelledName] = {}
    for one in ranked:
        best.setdefault((one.first, one.last), one)
    return list(best.values())[:_MOST]


def _as_spelled(letters: str) -> Iterator[SpelledName]:
    """One name, letter for letter: "S M I T H" is Smith, not nearly Seth."""
    for given in (True, False):
        if letters in _ranks(given):
            cost = _rare(letters, given) + _AS_SPELLED
            yield SpelledName(letters, "", cost) if given else SpelledName("", letters, cost)


def capitals(name: str) -> str:
    """As it is written: O'Brien, McDonald, Smith."""
    if name.startswith("mc") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    if name.startswith("o") and name[1:] in _OF_IRISH:
        return "O'" + name[1:].capitalize()
    return name.capitalize()


def _near(said: str, given: bool) -> list[tuple[str, float]]:
    """Names by cost, the nearest few; the first letter is the one heard, sounds like it, or is the second."""
    farthest = 1 if len(said) < 5 else 2
    weighed: list[tuple[float, str]] = []
    for length in range(max(len(said) - 1, 2), len(said) + 2):
        for letter in _FIRST_LETTERS.get(said[0], "") + said[1:2]:
            known = _by_start(given).get((letter, length), ())
            near = process.extract(said, known, scorer=Levenshtein.distance, score_cutoff=farthest, limit=None)
            weighed += [(_apart(said, name) + _rare(name, given), name) for name, _, _ in near]
    return [(name, cost) for cost, name in sorted(set(weighed))[:_KEPT]]


def _rare(name: str, given: bool) -> float:
    return _RARE_COST * math.log1p(_ranks(given)[name] / _COMMON)


def _apart(said: str, name: str) -> float:
    """Of a name spelled, what the differences to what was heard cost."""
    row = [_MISSED_COST * j for j in range(len(name) + 1)]
    for i, heard in enumerate(said):
        before, row[0] = row[0], row[0] + _EXTRA_COST
        extra = _TWICE_COST if i and said[i - 1] == heard else _EXTRA_COST
        for j, meant in enumerate(name, 1):
            swap = 0.0 if heard == meant else _ALIKE_COST if frozenset((heard, meant)) in _SOUND_ALIKE else _OTHER_COST
            before, row[j] = row[j], min(before + swap, row[j] + extra, row[j - 1] + _MISSED_COST)
    return row[-1]


@cache
def _ranks(given: bool) -> dict[str, int]:
    names = given_names() if given else surnames()[:_MOST_SURNAMES]
    return {name: rank for rank, name in reversed(list(enumerate(names)))}


@cache
def _by_start(given: bool) -> dict[tuple[str, int], list[str]]:
    """By first letter and length."""
    starts: dict[tuple[str, int], list[str]] = {}
    for name in _ranks(given):
        starts.setdefault((name[0], len(name)), []).append(name)
    return starts
