"""Words spelled letter by letter: "S I N G H", "S as in Sam", "double t", "Sierra India November"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import Line

_SHORTEST = 3
"""Letters in a row that are a spelling; fewer are initials, or "a" and "I"."""
NATO = {
    "alpha": "a", "alfa": "a", "bravo": "b", "charlie": "c", "delta": "d", "echo": "e", "foxtrot": "f", "golf": "g",
    "hotel": "h", "india": "i", "juliet": "j", "juliett": "j", "kilo": "k", "lima": "l", "mike": "m", "november": "n",
    "oscar": "o", "papa": "p", "quebec": "q", "romeo": "r", "sierra": "s", "tango": "t", "uniform": "u",
    "victor": "v", "whiskey": "w", "whisky": "w", "x-ray": "x", "xray": "x", "yankee": "y", "zulu": "z",
}  # fmt: skip


_OF_ONE_LETTER = frozenset({"the", "an", "with", "without", "la", "una", "con", "sin"})
""" "Schulz without the T. S C H U L Z": that letter begins no spelling."""


@dataclass(frozen=True, slots=True)
class Spelled:
    letters: str
    start: int
    end: int
    announced: bool
    """Said with "spelled" or "as in": a spelling whatever was asked."""


def find_spellings(line: Line, lexicon: Lexicon) -> Sequence[Spelled]:
    return list(_runs(line, lexicon))


def _runs(line: Line, lexicon: Lexicon) -> Iterator[Spelled]:
    words = [t.text for t in line.tokens]
    i = 0
    while i < len(words):
        if i and words[i - 1] in _OF_ONE_LETTER and words[i + 1 : i + 2] in (["."], [","]):
            i += 1
            continue
        letters, j, as_in = _run(words, i, lexicon)
        if len(letters) >= (2 if as_in else _SHORTEST):
            start, end = line.place(line.tokens[i].start, line.tokens[j - 1].end)
            announced = as_in or bool(re.search(rf"\b(?:{lexicon.spelled})(?: [,.])?$", line.text[:start].rstrip()))
            yield Spelled(letters, start, end, announced)
        i = max(j, i + 1)


def _run(words: Sequence[str], i: int, lexicon: Lexicon) -> tuple[str, int, bool]:
    """Letters from index i on, the index after the last letter, and whether any came with "as in"."""
    letters, end, as_in = "", i, False
    while i < len(words):
        word = words[i]
        if letters and word in (",", ".", "-"):
            i += 1
            continue
        times = 1
        if word in lexicon.repeats and i + 1 < len(words) and _letter(words[i + 1], lexicon, bool(letters)):
            times, i = lexicon.repeats[word], i + 1
            word = words[i]
        radio = i + 1 < len(words) and words[i + 1] in NATO
        letter = _letter(word, lexicon, len(letters) > 1 or (word in NATO and radio))
        if not letter:
            break
        i += 1
        rest = re.match(rf"(?:, )?(?:{lexicon.spelling_as_in}) (?P<word>\w+)", " ".join(words[i : i + 6]))
        if rest and rest["word"].startswith(letter):
            as_in = True
            i += len(rest.group().split())
        letters, end = letters + letter * times, i
    return letters, end, as_in


def _letter(word: str, lexicon: Lexicon, inside: bool) -> str:
    if len(word) == 1 and word.isalpha():
        return word
    if inside and word in lexicon.spelling:
        return lexicon.spelling[word]
    return NATO.get(word, "") if inside else ""


def squeezed(line: Line, lexicon: Lexicon) -> str:
    """A whole utterance that is one spelling, in the pieces recognisers make of it ("k IM B ER L ey"); else empty."""
    words = [t.text for t in line.tokens if t.kind == "word"]
    pieces = [w for w in words if len(w) <= 2]
    if any(w in lexicon.repeats for w in words) or re.search(rf"(?<!\S)(?:{lexicon.spelling_as_in}) ", line.text):
        return ""
    if (
        len(words) < 3
        or max(map(len, words)) > 4
        or len(pieces) < 0.6 * len(words)
        or len([w for w in words if len(w) == 1]) < 2
    ):
        return ""
    return "".join(lexicon.spelling.get(w, w) if len(w) == 3 else w for w in words)
