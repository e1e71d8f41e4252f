"""A text with its disguises off: what a listener would hear, whatever the letters.

Claims are looked for in the *plain* form: lower case, no accents, no invisible characters, look-alike letters as the Latin
ones, spelled-out words joined, stretched letters shortened, contractions written out, words one space apart, and of the
marks only those that end a clause. Nothing is ever spoken in this form. Pure.
"""

import re
import unicodedata
from functools import lru_cache

_LOOKALIKES = str.maketrans(
    "авсԁеɡһіјкӏмոорԛгѕтսνѵԝхуᴢнпьαβεηικμορστυχωɑɓƅɗɛɩıłøđħŧʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏ",
    "abcdeghijklmnopqrstuvvwxyzhnbabenikmopstuxwabbdeiilodhtbcdefghijklmnoprstuvwy",
)
"""Cyrillic, Armenian, Greek and phonetic letters that look like Latin ones. None of our languages is written with them."""
_SQUARED = {
    code + offset: chr(ord("a") + offset) for code in (0x1F150, 0x1F170, 0x1F1E6) for offset in range(26)
}  # circled and squared letters and regional indicators, which NFKC leaves alone
_TICKS = re.compile("[\u2705\u2713\u2714\u2611\U0001f5f8\U0001f44d\U0001f44c\U0001f197\U0001f389]")
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_WEAK_SIGNS = re.compile("[\u0a01\u0a02\u0a3c\u0a70\u0a71\u093c\u0902]")
"""Of Gurmukhi and Devanagari: dots and nasals that are written, or not, as one likes."""
_LETTER = "[^\\W\\d_]|[\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0900-\u0903\u093a-\u094f]"
_IN_WORD = re.compile(r"(?<=[^\W_])[-_.*·•~^|/\\+=]+(?=[^\W_])")
_SPELLED = re.compile(r"(?<![\w'])(?:([^\W_])\1*[\s.,\-_*·•~|/+]+)+([^\W_])\2*(?![\w'])")
LONGEST_FIRST = 9
"""Letters of the first of two words that are spelled in one run."""
_LONG_RUN = re.compile(r"(?:[^\W_][\s.,\-_*·•~|/+]+){5}[^\W_](?![\w'])")
_STRESSED_END = re.compile("([eo])\u0301(?![^\\W_])")
_MARKUP = re.compile(r"</?[a-z]+ ?/?>", re.IGNORECASE)
_TOKEN = re.compile(rf"(?:{_LETTER}|[\d@$'])+|[.!?।॥,;:¿¡()\[\]\"“”«»—–…✔\n]")
_LEET = str.maketrans("0134578@$", "oieastbas")
_ENDS = {**dict.fromkeys(".!।॥…\n¡", "."), "?": "?"}
_CONTRACTED = (
    (re.compile(r"\b(you|we|they)'?re\b(?<!were)"), r"\1 are"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"\b(i|you|we|they|would|should|could|might)'?ve\b"), r"\1 have"),
    (re.compile(r"\b(it|that|he|she|there|here|what|everything|who)'s\b"), r"\1 is"),
    (re.compile(r"\b(i|you|we|they|he|she|it|that)'ll\b"), r"\1 will"),
    (re.compile(r"\b(i|you|we|they|he|she)'d\b"), r"\1 would"),
    (re.compile(r"\bcan'?t\b"), "can not"),
    (re.compile(r"\bwo'?nt\b|\bwon't\b"), "will not"),
    (re.compile(r"\b(is|are|was|were|has|have|had|do|does|did|could|would|should|must|need)n'?t\b"), r"\1 not"),
    (re.compile(r"\bcannot\b"), "can not"),
    (re.compile(r"\b(\w+)'s\b"), r"\1 is"),
    (re.compile(r"\bgonna\b"), "going to"),
    (re.compile(r"'"), ""),
)


def squeezed(text: str) -> str:
    """Letters that are repeated, once: "boooked" and "booked" alike become "boked"."""
    return re.sub(r"([^\W\d_])\1+", r"\1", text)


def rule(source: str) -> str:
    """The source of a regular expression, written in ordinary spelling, as it meets plain forms."""
    return squeezed(unicodedata.normalize("NFC", _WEAK_SIGNS.sub("", unicodedata.normalize("NFD", source))))


@lru_cache(maxsize=4096)
def plain(text: str) -> tuple[str, ...]:
    """The readings of `text`: joined where marks stand inside words ("book-ed"), and parted there ("all-booked"). Ends of
    sentences are ` . ` and ` ? `, of clauses ` , `; a Spanish opening mark is ` ¿ `."""
    readings = list(_undressed(text))
    readings += [_IN_WORD.sub("", one) for one in readings if _IN_WORD.search(one)]
    readings += [joined for one in list(readings) if _SPELLED.search(one) for joined in _run_together(one)]
    return tuple(dict.fromkeys(form for one in readings for form in _forms(one)))


def _undressed(text: str) -> tuple[str, ...]:
    """Without accents; and once more with those that tell "canceló" from "cancelo"."""
    kept = "".join(
        c for c in unicodedata.normalize("NFKC", text.translate(_SQUARED)) if unicodedata.category(c) not in ("Cf", "Me")
        and not 0xFE00 <= ord(c) <= 0xFE0F
    )  # fmt: skip
    parted = unicodedata.normalize("NFD", _TICKS.sub(" ✔ ", _MARKUP.sub(" ", kept)).casefold())
    parted = re.sub("[’‘`´]", "'", _WEAK_SIGNS.sub("", parted).translate(_LOOKALIKES))
    stressed = _STRESSED_END.sub(lambda one: "é" if one.group(1) == "e" else "ó", parted)
    return (_LATIN_MARKS.sub("", parted), *((_LATIN_MARKS.sub("", stressed),) if stressed != parted else ()))


def _run_together(text: str) -> tuple[str, ...]:
    """Words spelled out, joined. Letters at the ends may be words of their own ("I b o o k e d a table"), one run may hold two
    words, and two words may be told apart by what stands between their letters."""

    def parted(*places: int) -> str:
        """The letters of each run joined, but for where they are cut; a negative place counts from the end."""

        def join(found: re.Match[str]) -> str:
            letters = re.split(r"[\W_]+", found.group())
            cuts = sorted({max(0, place if place >= 0 else len(letters) + place) for place in places})
            ends = (*cuts, len(letters))
            return " ".join(
                "".join(letters[start:end]) for start, end in zip((0, *cuts), ends, strict=True) if end > start
            )

        return _SPELLED.sub(join, text)

    cuts: list[tuple[int, ...]] = [(), (1,), (-1,), (1, -1), (-2,), (2,)]
    if _LONG_RUN.search(text):
        cuts += [(*alone, place) for place in range(3, LONGEST_FIRST + 1) for alone in ((), (1,))]
    return (*(parted(*places) for places in cuts), _SPELLED.sub(lambda found: _by_separator(found.group()), text))


def _by_separator(run: str) -> str:
    """A blank beside another separator parts words: "l - i - s - t s e n t"."""
    parts = re.split(r"([\W_]+)", run)
    between = parts[1::2]
    words = [parts[0]]
    for n, letter in enumerate(parts[2::2]):
        beside = between[max(n - 1, 0) : n + 2]
        if between[n].isspace() and not all(one.isspace() for one in beside):
            words.append(letter)
        else:
            words[-1] += letter
    return " ".join(words)


def _forms(text: str) -> tuple[str, ...]:
    """As it stands, and with digits read as the letters they stand for, where they are mixed."""
    words = [_ENDS.get(word, word if word in ("¿", "✔") or _is_word(word) else ",") for word in _TOKEN.findall(text)]
    first = _written_out(" ".join(words))
    mixed = [word.translate(_LEET) if _is_mixed(word) else word for word in words]
    return (first,) if mixed == words else (first, _written_out(" ".join(mixed)))


def _is_word(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _is_mixed(word: str) -> bool:
    return any(c.isalpha() for c in word) and any(c.isdigit() or c in "@$" for c in word)


def _written_out(words: str) -> str:
    words = squeezed(words)
    for pattern, replacement in _CONTRACTED:
        words = pattern.sub(replacement, words)
    return squeezed(" ".join(words.split()))
