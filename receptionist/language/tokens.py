"""An utterance as a row of folded words, each knowing where it stood.

Grammar rules are regular expressions over `Line.text`, in which words are lower-case, without accents, number words
are digits ("twenty seven" is `27`, "first" is `1st`) and stand one space apart. A match is brought back to the
caller's own characters by `Line.span`.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

_MARKS = "\u0300-\u036f\u0a01-\u0a03\u0a3c-\u0a4d\u0a51\u0a70\u0a71\u0a75\u064b-\u065f\u0670"
_TOKEN = re.compile(
    rf"""
    (?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<date>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})(?!\d)|\d{{1,2}}/\d{{1,2}}(?!\d))
  | (?P<clock>\d{{1,2}}[:.]\d{{2}}(?![\d/])|\d{{1,2}}h\d{{2}}(?!\d))
  | (?P<ordinal>\d{{1,3}}(?:st|nd|rd|th|er|ro|do|to|mo|\.?[ºª°])(?![^\W\d_]))
  | (?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?)
  | (?P<half>[ap]\s?\.\s?m\b\.?|[ap]\.?m\.(?=\W|$)|(?<=\d)[ap](?![^\W_]))
  | (?P<word>(?:[^\W\d_]|[{_MARKS}])+(?:['’](?:[^\W\d_]|[{_MARKS}])+)*)
  | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_STOPS = {
    ";": ",",
    "—": ",",
    "…": ",",
    "!": ".",
    "।": ".",
    "¿": "",
    "¡": "",
    "–": "-",
    ":": ",",
    "٫": ",",
    "،": ",",
    "۔": ".",
}
_KEPT_MARKS = frozenset(",.?-+@$€£/&_#%")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, Latin accents removed, typographic apostrophes made plain. Gurmukhi keeps its vowel signs."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))
    return unicodedata.normalize("NFC", bare).replace("’", "'")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark as spoken."""

    text: str
    """Folded."""
    start: int
    end: int
    kind: str
    """Name of the group of the token pattern: `word`, `number`, `ordinal`, `clock`, `date`, `half`, `email`, `mark`."""


def tokenise(text: str) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "word"
        folded = fold(found.group())
        if kind != "word":
            folded = _canonical(folded, kind)
        if kind == "mark":
            folded = _STOPS.get(folded, folded)
            if folded not in _KEPT_MARKS or _joins_letters(text, found.start(), folded):
                continue
        tokens.append(Token(folded, found.start(), found.end(), kind))
    return tokens


def _canonical(folded: str, kind: str) -> str:
    match kind:
        case "half":
            return folded[0] + "m"
        case "ordinal":
            return re.sub(r"\D", "", folded) + "th"
        case "number":
            folded = folded.replace(",", "")
            return "".join(str(int(c)) if c.isdigit() else c for c in folded)
        case "clock":
            return "".join(str(int(c)) if c.isdigit() else c for c in folded.replace("h", ":"))
    return folded


def _joins_letters(text: str, at: int, mark: str) -> bool:
    """A hyphen inside a word: "follow-up" is two words, "7-9" a range."""
    return mark == "-" and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalpha()


class Line:
    """A row of tokens as one searchable string."""

    __slots__ = ("_ends", "_starts", "text", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.text = " ".join(token.text for token in tokens)
        self._starts = [0, *accumulate(len(token.text) + 1 for token in tokens)][: len(tokens)]
        self._ends = [start + len(token.text) for start, token in zip(self._starts, tokens, strict=True)]

    def words(self, start: int, end: int) -> tuple[int, int]:
        """The tokens touched by text[start:end], as a half-open range of indices."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stood in what the caller said."""
        first, after = self.words(start, end)
        if first >= after:
            at = self.tokens[min(first, len(self.tokens) - 1)].start if self.tokens else 0
            return at, at
        return self.tokens[first].start, self.tokens[after - 1].end

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The reverse of `span`: where in `text` the caller's characters start:end are."""
        touched = [i for i, token in enumerate(self.tokens) if token.start < end and start < token.end]
        if not touched:
            return 0, 0
        return self._starts[touched[0]], self._ends[touched[-1]]

    def before(self, start: int) -> str:
        """The text in front of a match, one space stripped."""
        return self.text[:start].rstrip()

    def after(self, end: int) -> str:
        return self.text[end:].lstrip()
