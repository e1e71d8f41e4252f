"""What a word of a code read out may stand for, each with its price: "you" is U, "said" is Z, "eat" is 8 or E8.

What recognisers made of codes read out by telephone is learned (`training/heard_codes.py`, from PolyAI's EVI, CC BY
4.0, English); what was not met there goes by the tables below.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import digits
from typing import Any

from rapidfuzz import fuzz

from receptionist.language.lexicon import Lexicon
from receptionist.language.spelling import NATO
from receptionist.language.tokens import Token

Meanings = Sequence[tuple[str, float]]
"""Characters and their price in natural logarithms, the cheapest first; no characters: said for nothing."""
DATA = "heard_codes.json"
_SPELLED_WRONG = 74.0
"""Of 100: a radio word is recognised in what a recogniser made of it."""
_LONGEST_CLUMP, _LONGEST_MIXED = 4, 8
"""Characters of a word that is letters run together ("ftl"), and of one with digits in it ("wr2")."""
_VOWELS = frozenset("aeiouy")
_DOUBLE_U = "double-u"
_HEARD: Mapping[str, tuple[tuple[str, float], ...]] = {
    "that": (("z", 0.3), ("", 0.3)), "said": (("z", 0.0),), "zedd": (("z", 0.0),), "set": (("z", 0.3),), "sad": (("z", 0.2),),
    "all": (("r", 0.2), ("l", 0.4)), "our": (("r", 0.1),), "free": (("3", 0.0),), "freeze": (("3", 0.2),), "three": (("3", 0.0),),
    "hitch": (("h", 0.1),), "each": (("h", 0.2),), "hate": (("h8", 0.5), ("8", 0.3), ("h", 0.5)), "eat": (("8", 0.3), ("e8", 0.5)),
    "day": (("a", 0.3), ("d", 0.4), ("da", 0.6)), "they": (("a", 0.3), ("da", 0.8)), "hey": (("a", 0.2), ("ha", 0.8)),
    "he": (("e", 0.1),), "sex": (("6", 0.1), ("sx", 0.3), ("x", 0.4)), "size": (("6", 0.2), ("5", 0.4)), "fix": (("6", 0.3),),
    "sick": (("6", 0.1),), "fool": (("4", 0.2),), "full": (("4", 0.3),), "for": (("4", 0.0),), "four": (("4", 0.0),), "bah": (("bh", 0.3),),
    "to": (("2", 0.0),), "too": (("2", 0.0),), "two": (("2", 0.0),), "you": (("u", 0.0),), "one": (("1", 0.0),), "won": (("1", 0.0),),
    "use": (("us", 0.3), ("u", 0.3)), "view": (("u", 0.5), ("vu", 0.6), ("q", 0.9)), "and": (("n", 0.1), ("", 0.2)), "10": (("10", 0.0), ("n", 0.8)),
    "name": (("9", 0.4), ("n", 0.6)), "time": (("9", 0.7), ("t", 0.6)), "page": (("ph", 0.4), ("h", 0.6)), "into": (("n2", 0.1),),
    "bebe": (("bb", 0.0),), "tv": (("tv", 0.0),), "jai": (("j", 0.2),), "oh": (("o", 0.0),), "owe": (("o", 0.1),), "zero": (("0", 0.0),),
    "yes": (("s", 0.3), ("", 0.0)), "easy": (("ez", 0.5), ("e", 0.8)), "key": (("k", 0.4), ("e", 0.6)), "knee": (("e", 0.5), ("n", 0.5)), "sky": (("sky", 0.5),),
    "queue": (("q", 0.0),), "at": (("8", 0.6), ("", 0.1)), "it": (("8", 0.9), ("", 0.0)), "a": (("a", 0.0), ("", 0.6)), "i": (("i", 0.0), ("", 0.6)),
    "double": (("w", 0.4), ("", 0.0)), "ray": (("", 0.1), ("r", 0.9)), "w": (("w", 0.0),), "okay": (("k", 0.2), ("", 0.0)), "ok": (("k", 0.2), ("", 0.1)),
}  # fmt: skip
"""Words recognisers write for letters and digits, beside the lexicon's own, each with its price."""
_ALIKE = (
    "bdpe", "tdpe", "vbde", "gjz", "mn", "fsx", "akjh", "iy", "quw", "ceg", "lm", "cst", "tpg", "ar",
)  # fmt: skip
_AS_DIGIT: Mapping[str, Mapping[str, float]] = {
    "o": {"0": 0.05}, "v": {"5": 0.3}, "i": {"1": 0.5, "5": 0.9}, "l": {"1": 0.7}, "a": {"8": 0.6}, "h": {"8": 0.5},
    "s": {"6": 0.9}, "e": {"3": 1.1, "8": 0.9}, "t": {"2": 0.9, "10": 1.0}, "u": {"2": 0.9}, "z": {"0": 0.9}, "n": {"9": 1.0},
    "x": {"6": 1.0}, "b": {"3": 1.2}, "f": {"5": 1.1, "4": 1.1}, "y": {"1": 1.2}, "d": {"2": 1.3}, "c": {"6": 1.2},
}  # fmt: skip
_AS_LETTER: Mapping[str, Mapping[str, float]] = {
    "0": {"o": 0.1}, "8": {"a": 0.5, "h": 0.7}, "5": {"v": 0.6}, "1": {"i": 0.6, "n": 1.2, "l": 1.2}, "6": {"x": 1.0, "s": 0.9},
    "2": {"u": 0.9, "t": 1.0, "q": 1.2}, "3": {"e": 1.0, "b": 1.2}, "9": {"n": 1.0}, "4": {"f": 1.1},
}  # fmt: skip
_NEAR_DIGITS: Mapping[str, Mapping[str, float]] = {"5": {"9": 1.3}, "9": {"5": 1.3}, "1": {"9": 1.5}}
_SOUND_ALIKE = {
    letter: sorted({other for group in _ALIKE if letter in group for other in group} - {letter})
    for letter in "abcdefghijklmnopqrstuvwxyz"
}
_ITSELF, _ALIKE_HEARD, _NOT_SAID, _SAID_AGAIN = 12.0, 0.4, 0.6, 2.5
"""How often, of some fifteen times, a character is what it was heard as, one that sounds like it, nothing; and how much
oftener nothing where it repeats the one before ("p p r")."""
_BY_SOUND, _BY_WORD, _STEEP_SOUND, _STEEP_WORD = 3.0, 2.0, 1.5, 2.0
"""What the prices of the tables come to as such counts."""
_FOR_NOTHING = math.log(2.0)
"""What a unit said for nothing gains on one that counts, which also pays its share of all characters."""
_RARE = -3.6
"""Logarithm of the share of a character where nothing is learned."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A character or a word that stands for some characters."""

    token: int
    """Index of the token it is of."""
    text: str
    times: int = 1
    again: bool = False
    """The same character was heard right before."""


def units(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Unit]:
    times, i, before = 1, 0, ""
    while i < len(tokens):
        word = tokens[i].text
        if word in lexicon.repeats:
            if i + 1 < len(tokens) and tokens[i + 1].text in ("u", "you", "uve"):
                yield Unit(i, _DOUBLE_U)
                i, before = i + 1, "w"
            else:
                times = lexicon.repeats[word]
            i += 1
            continue
        if tokens[i].kind == "mark":
            if word in ("&", "+"):
                yield Unit(i, "and")
            i += 1
            continue
        bare = "".join(c for c in word if c.isalnum())
        for text in bare if _is_clump(bare, lexicon) else [word][: len(bare)]:
            yield Unit(i, text, times, times == 1 and text == before)
            before = text
        times = 1
        i = _after_as_in(tokens, i, bare)


def _is_clump(bare: str, lexicon: Lexicon) -> bool:
    """Whether its letters and digits count one by one."""
    if len(bare) == 1:
        return True
    if any(c.isdecimal() for c in bare):
        return len(bare) <= _LONGEST_MIXED
    known = bare in lexicon.ordinary or bare in _HEARD or bare in lexicon.spelling or bare in lexicon.misheard_letters
    return not known and (len(bare) == 2 or (len(bare) <= _LONGEST_CLUMP and not set(bare) & _VOWELS))


def _after_as_in(tokens: Sequence[Token], i: int, letter: str) -> int:
    """Index after "for Tango" where it explains the letter said at i; else the next one."""
    for skip in (1, 2):
        between = " ".join(token.text for token in tokens[i + 1 : i + 1 + skip])
        word = tokens[i + 1 + skip].text if i + 1 + skip < len(tokens) else ""
        if (
            len(letter) == 1
            and len(word) > 2
            and word.startswith(letter)
            and between in ("for", "as in", "like", "de", "como")
        ):
            return i + 2 + skip
    return i + 1


def meanings(unit: Unit, lexicon: Lexicon, learned: "Learned | None" = None) -> Meanings:
    """Never empty. `learned`: instead of what is shipped, which holds for English."""
    known = learned or (shipped() if lexicon.language == "en" else _NOTHING)
    counts = known.heard.get(heard_as(unit))
    if counts and learned is None:
        return _kept(heard_as(unit), unit.times)
    return _priced(counts or counts_of(unit, lexicon), unit.times, known.shares)


def heard_as(unit: Unit) -> str:
    """Its key among what is learned."""
    return unit.text + " again" * unit.again


def _priced(counts: Mapping[str, float], times: int, shares: Mapping[str, float]) -> Meanings:
    total, ways = sum(counts.values()), []
    for chars, count in counts.items():
        price = sum(shares.get(c, _RARE) for c in chars) if chars else _FOR_NOTHING
        ways.append((chars * times if len(chars) == 1 else chars, price - math.log(count / total)))
    return sorted(ways, key=lambda way: way[1])


def counts_of(unit: Unit, lexicon: Lexicon) -> Mapping[str, float]:
    """What is believed of a unit before anything is learned: how often it stands for what."""
    counts: defaultdict[str, float] = defaultdict(float)
    text = unit.text
    if text == _DOUBLE_U:
        return {"w": 3.0, "uu": 0.5}
    if len(text) > 1:
        for chars, price in _spoken(text, lexicon).items():
            counts[chars] += _BY_WORD * math.exp(-_STEEP_WORD * price)
        return counts
    counts.update({text: _ITSELF, "": _NOT_SAID + _SAID_AGAIN * unit.again})
    if text.isdecimal():
        tables = (_AS_LETTER.get(text, {}), _NEAR_DIGITS.get(text, {}))
    else:
        tables = (_AS_DIGIT.get(text, {}), {})
        counts.update(dict.fromkeys(_SOUND_ALIKE.get(text, ()), _ALIKE_HEARD))
    for table in tables:
        for chars, price in table.items():
            counts[chars] += _BY_SOUND * math.exp(-_STEEP_SOUND * price)
    for other in _SOUND_ALIKE:
        counts[other] += 0.01 if text.isdecimal() else 0.03
    for other in digits:
        counts[other] += 0.03 if text.isdecimal() else 0.01
    return counts


def _spoken(word: str, lexicon: Lexicon) -> dict[str, float]:
    ways: dict[str, float] = dict(_HEARD.get(word, ()))
    bare = "".join(c for c in word if c.isalnum())

    def add(chars: str, price: float) -> None:
        ways[chars] = min(price, ways.get(chars, price))

    for table, price in ((lexicon.spelling, 0.0), (NATO, 0.0), (lexicon.digits, 0.1), (lexicon.misheard_letters, 0.2)):
        if word in table:
            add(table[word], price)
    number = lexicon.numbers.units.get(word, lexicon.numbers.tens.get(word))
    if number is not None:
        add(str(number), 0.0)
    if word in lexicon.ordinary and not ways:
        add("", 0.0)
    if len(bare) <= _LONGEST_CLUMP and bare.isascii():
        add(bare, 0.1 if not ways else 0.8 + 0.2 * len(bare))
    if len(bare) > 3:
        for radio, letter in NATO.items():
            alike = fuzz.ratio(bare, radio)
            if alike >= _SPELLED_WRONG:
                add(letter, (100 - alike) / 40)
        add(bare[0], 0.9)
    add("", 0.9)
    return ways


@dataclass(frozen=True, slots=True)
class Learned:
    heard: Mapping[str, Mapping[str, float]]
    """Of each unit, how often it stood for what; " again" behind those that repeat the one before."""
    shares: Mapping[str, float]
    """Logarithm of the share of each character in codes."""


_NOTHING = Learned({}, {})


@cache
def shipped() -> Learned:
    text = files("receptionist.language.lexicons").joinpath(DATA).read_text(encoding="utf-8")
    kept: Mapping[str, Any] = json.loads(text)
    return Learned(kept["heard"], kept["shares"])


@cache
def _kept(heard: str, times: int) -> Meanings:
    """Of the few hundred words that are learned, not of whatever callers say."""
    return _priced(shipped().heard[heard], times, shipped().shares)
