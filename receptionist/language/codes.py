"""Postcodes read out letter by letter, by radio alphabet, or as a recogniser mangled them ("W 1 you vee P said").

Every word is turned into the characters it may stand for, each with a cost; the cheapest ways to read the row as a
postcode of the country win. Characters that sound alike may stand for each other at a price, so a code that no
country has (area AK) becomes the one it sounds like (SK).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from receptionist.language.lexicon import Lexicon, words
from receptionist.language.spelling import NATO
from receptionist.language.tokens import Token

_MOST = 12
_BEAM = 24
_SPELLED_WRONG = 74.0
"""Of 100: a radio word is recognised in what a recogniser made of it."""
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
"""Words recognisers write for letters and digits, beside the lexicon's own."""
_AREAS = words(
    """ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g
    gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol
    ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf
    wn wr ws wv yo ze"""
)
"""Royal Mail's postcode areas: https://www.royalmail.com/find-a-postcode"""
_STARTS = {size: {area[:cut] for area in _AREAS if len(area) == size for cut in (1, 2)} for size in (1, 2)}
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "GB": ("A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"),
    "CA": ("A9A 9A9",), "US": ("99999",), "ES": ("99999",), "MX": ("99999",), "IN": ("999999",),
}  # fmt: skip
_INWARD = frozenset("abdefghjlnpqrstuwxyz")
"""Letters of the second half of a British code: never c, i, k, m, o, v."""
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
_DROPPED, _DROPPED_AGAIN = 1.1, 0.5
"""Price of a character said for nothing; of one said twice."""
_DEAREST = 3.4


@dataclass(frozen=True, slots=True)
class Code:
    value: str
    cost: float
    first: int
    """Index of the first token that belongs to it; `last` of the last."""
    last: int


def codes(tokens: Sequence[Token], lexicon: Lexicon, region: str) -> list[Code]:
    """Ways to read the tokens as one code of the country, cheapest first. Empty where none is near."""
    lattice = list(_lattice(tokens, lexicon))
    if not lattice:
        return []
    best: dict[str, Code] = {}
    for shape in _SHAPES.get(region, _SHAPES["US"]):
        for code in _aligned(lattice, shape, region):
            if code.value not in best or code.cost < best[code.value].cost:
                best[code.value] = code
    return sorted(best.values(), key=lambda code: (code.cost, code.value))[:_MOST]


_Ways = list[tuple[str, float]]


def _lattice(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, _Ways]]:
    """Token index and what it may stand for: characters and cost."""
    times, i = 1, 0
    while i < len(tokens):
        token = tokens[i]
        if token.text in lexicon.repeats and i + 1 < len(tokens) and tokens[i + 1].text in ("u", "you", "uve"):
            yield i, [("w", 0.0), ("uu", 0.5)]
            i += 2
            continue
        if token.text in lexicon.repeats:
            times = lexicon.repeats[token.text]
            i += 1
            continue
        ways = [
            (chars * times if times > 1 and len(chars) == 1 else chars, cost) for chars, cost in _ways(token, lexicon)
        ]
        times = 1
        if ways:
            yield i, ways
        i = _after_as_in(tokens, i, ways, lexicon)


def _after_as_in(tokens: Sequence[Token], i: int, ways: _Ways, lexicon: Lexicon) -> int:
    """Index after "for Tango" where it explains the letter said at i; else the next one."""
    for skip in (1, 2):
        between = " ".join(token.text for token in tokens[i + 1 : i + 1 + skip])
        word = tokens[i + 1 + skip].text if i + 1 + skip < len(tokens) else ""
        explains = len(word) > 2 and any(chars and word.startswith(chars) for chars, _ in ways)
        if explains and between in ("for", "as in", "like", "de", "como"):
            return i + 2 + skip
    return i + 1


def _ways(token: Token, lexicon: Lexicon) -> _Ways:
    word = token.text
    if token.kind == "mark":
        return [("n", 0.1), ("", 0.5)] if word in ("&", "+") else []
    bare = "".join(c for c in word if c.isalnum())
    if not bare:
        return []
    if bare.isdecimal() or len(bare) == 1:
        return list(_HEARD.get(bare, ((bare, 0.0),)))
    if any(c.isdecimal() for c in bare):
        return [(bare, 0.0)] if len(bare) <= 8 else []
    return _spoken(word, bare, lexicon)


def _spoken(word: str, bare: str, lexicon: Lexicon) -> _Ways:
    ways: dict[str, float] = dict(_HEARD.get(word, ()))

    def add(chars: str, cost: float) -> None:
        if chars not in ways or cost < ways[chars]:
            ways[chars] = cost

    for table, cost in ((lexicon.spelling, 0.0), (NATO, 0.0), (lexicon.digits, 0.1), (lexicon.misheard_letters, 0.2)):
        if word in table:
            add(table[word], cost)
    number = lexicon.numbers.units.get(word, lexicon.numbers.tens.get(word))
    if number is not None:
        add(str(number), 0.0)
    if word in lexicon.ordinary and not ways:
        add("", 0.0)
    if len(bare) <= 4 and bare.isascii():
        add(bare, 0.1 if not ways else 0.8 + 0.2 * len(bare))
    if len(bare) > 3:
        for radio, letter in NATO.items():
            alike = fuzz.ratio(bare, radio)
            if alike >= _SPELLED_WRONG:
                add(letter, (100 - alike) / 40)
        add(bare[0], 0.9)
    add("", 0.9)
    return list(ways.items())


@dataclass(frozen=True, slots=True)
class _Way:
    """A reading of the row so far."""

    out: str
    cost: float
    first: int
    last: int
    before: str
    """The character heard last."""


def _aligned(lattice: Sequence[tuple[int, _Ways]], shape: str, region: str) -> Iterator[Code]:
    positions = shape.replace(" ", "")
    beam = [_Way("", 0.0, -1, -1, "")]
    for index, ways in lattice:
        grown: dict[tuple[str, str], _Way] = {}
        for way in beam:
            for chars, cost in ways:
                for new in _extended(way, chars, way.cost + cost, index, positions, region):
                    key = new.out, new.before
                    if new.cost <= _DEAREST and (key not in grown or new.cost < grown[key].cost):
                        grown[key] = new
        beam = sorted(grown.values(), key=lambda way: way.cost - 0.3 * len(way.out))[:_BEAM]
    cut = shape.find(" ")
    for way in beam:
        if len(way.out) == len(positions):
            value = way.out.upper()
            yield Code(value if cut < 0 else f"{value[:cut]} {value[cut:]}", way.cost, way.first, way.last)


def _extended(way: _Way, chars: str, cost: float, index: int, shape: str, region: str) -> list[_Way]:
    """The way with these characters heard next, in every fitting reading of them."""
    row = [_Way(way.out, cost, way.first, way.last, way.before)]
    for heard in chars:
        after: list[_Way] = []
        for one in row:
            price = _DROPPED_AGAIN if heard == one.before else _DROPPED
            if one.cost + price <= _DEAREST:
                after.append(_Way(one.out, one.cost + price, one.first, one.last, heard))
            if len(one.out) < len(shape):
                first = index if one.first < 0 else one.first
                after += [
                    _Way(one.out + meant, one.cost + price, first, index, heard)
                    for meant, price in _meant(heard, shape[len(one.out)])
                    if one.cost + price <= _DEAREST and _fits(one.out + meant, shape, region)
                ]
        row = sorted(after, key=lambda w: w.cost)[:8]
    return row


def _meant(heard: str, kind: str) -> Iterator[tuple[str, float]]:
    """Characters of that kind (A or 9) that may have been said where `heard` was heard."""
    if kind == "9":
        if heard.isdecimal():
            yield heard, 0.0
            yield from _NEAR_DIGITS.get(heard, {}).items()
        else:
            yield from ((digit, cost) for digit, cost in _AS_DIGIT.get(heard, {}).items() if len(digit) == 1)
    elif heard.isdecimal():
        yield from _AS_LETTER.get(heard, {}).items()
    elif heard.isascii():
        yield heard, 0.0
        for other in _SOUND_ALIKE.get(heard, ()):
            yield other, 1.0


_SOUND_ALIKE = {
    letter: sorted({other for group in _ALIKE if letter in group for other in group} - {letter})
    for letter in "abcdefghijklmnopqrstuvwxyz"
}


def _fits(out: str, shape: str, region: str) -> bool:
    if region != "GB":
        return True
    letters = 2 if shape[1] == "A" else 1
    if len(out) <= letters:
        return out in _STARTS[letters]
    return len(out) <= len(shape) - 2 or out[-1] in _INWARD
