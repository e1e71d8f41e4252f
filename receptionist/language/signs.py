"""What a tagger sees of each word of a line: the word, its looks, its neighbours, and what the grammar made of it.

Training and use share this file, so a weight means the same in both.
"""

from collections.abc import Sequence

from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import Token
from receptionist.language.understanding import Entity
from receptionist.language.wellknown import is_first_name, is_surname

_CUES = frozenset(
    [
        "name",
        "under",
        "for",
        "at",
        "on",
        "of",
        "is",
        "it's",
        "in",
        "to",
        "from",
        "not",
        "add",
        "open",
        "booked",
        "made",
        "tables",
        "table",
        "party",
        "people",
        "change",
        "cancel",
        "restaurant",
        "called",
        "looking",
        "about",
    ]
)
_REACH = (-2, -1, 0, 1, 2)


def signs(
    said: str, tokens: Sequence[Token], lexicon: Lexicon, entities: Sequence[Entity], expecting: Sequence[str]
) -> list[list[str]]:
    """One list of features a token. `expecting`: slots just asked for, in the words of the training data."""
    words = [_word(token) for token in tokens]
    kinds = [_kind(token, lexicon) for token in tokens]
    marks = _marks(tokens, entities)
    cues = _cues(words)
    asked = "+".join(sorted(set(expecting))) or "nothing"
    return [
        [
            "bias",
            *_around(i, words, "w"),
            *_around(i, kinds, "k"),
            *_around(i, marks, "g"),
            f"w-1|w0={_at(words, i - 1)}|{words[i]}",
            f"w0|w1={words[i]}|{_at(words, i + 1)}",
            f"w-2|w-1={_at(words, i - 2)}|{_at(words, i - 1)}",
            f"w1|w2={_at(words, i + 1)}|{_at(words, i + 2)}",
            f"w-1|k0={_at(words, i - 1)}|{kinds[i]}",
            f"k0|w1={kinds[i]}|{_at(words, i + 1)}",
            f"w-1|g0={_at(words, i - 1)}|{marks[i]}",
            f"g0|w1={marks[i]}|{_at(words, i + 1)}",
            f"g-1|g0|g1={_at(marks, i - 1)}|{marks[i]}|{_at(marks, i + 1)}",
            f"k-1|k0|k1={_at(kinds, i - 1)}|{kinds[i]}|{_at(kinds, i + 1)}",
            f"asked|k0={asked}|{kinds[i]}",
            f"asked|g0={asked}|{marks[i]}",
            f"asked|w0={asked}|{words[i]}",
            f"shape={_shape(said[token.start : token.end])}|{_at(kinds, i - 1)}",
            f"cue={cues[i]}|{kinds[i]}",
            f"cue={cues[i]}|{marks[i]}",
            f"end={words[i][-3:]}",
            f"start={words[i][:3]}",
            f"alone={len(tokens) == 1}|{kinds[i]}",
            f"size={_size(token)}|{_at(kinds, i + 1)}|{_gap(tokens, i)}",
            f"size={_size(token)}|{_at(words, i - 1)}",
            f"before={_size(tokens[i - 1]) if i else ''}|{kinds[i]}|{_gap(tokens, i - 1) if i else ''}|{_at(words, i + 1)}",
            f"w-3={_at(words, i - 3)}|{kinds[i]}",
            f"w3={_at(words, i + 3)}|{kinds[i]}",
            f"length={min(len(tokens), 6)}|{kinds[i]}|{marks[i]}",
            *([f"mark={marks[i]}|{_at(marks, i - 1)}", f"kind={kinds[i]}|{_at(kinds, i - 1)}"]),
            *([f"mark={marks[i]}|{_at(marks, i + 1)}", f"kind={kinds[i]}|{_at(kinds, i + 1)}"]),
        ]
        for i, token in enumerate(tokens)
    ]


def _cues(words: Sequence[str]) -> list[str]:
    """The last word before each that says what is coming."""
    cues, last = [], "none"
    for word in words:
        cues.append(last)
        if word in _CUES:
            last = word
    return cues


def _at(row: Sequence[str], i: int) -> str:
    return row[i] if 0 <= i < len(row) else ("<" if i < 0 else ">")


def _around(i: int, row: Sequence[str], name: str) -> list[str]:
    return [f"{name}{step}={_at(row, i + step)}" for step in _REACH]


def _word(token: Token) -> str:
    """Digits by their size only: 14 people are like 15."""
    if any(c.isdigit() for c in token.text):
        return "".join("0" if c.isdigit() else c for c in token.text)
    return token.text


def _kind(token: Token, lexicon: Lexicon) -> str:
    if token.kind != "word":
        return f"{token.kind}{len(token.text)}" if token.kind == "number" else token.kind
    word = token.text
    tables = (
        ("weekday", lexicon.weekdays), ("month", lexicon.months), ("relative", lexicon.relative),
        ("part", lexicon.parts), ("unit", lexicon.units), ("ordinal", lexicon.numbers.ordinals),
        ("count", lexicon.numbers.units), ("count", lexicon.numbers.tens), ("person", lexicon.people),
        ("named", lexicon.named_times),
    )  # fmt: skip
    for name, table in tables:
        if word in table:
            return name
    if word in lexicon.name_stops:
        return "stop"
    return ("first" if is_first_name(word) else "") + ("last" if is_surname(word) else "") or "word"


def _size(token: Token) -> str:
    """The hour of a clock, the number where it is small, else nothing."""
    hour = token.text.split(":")[0].split(".")[0]
    return f"{token.kind}{int(hour)}" if hour.isdecimal() and int(hour) < 32 else token.kind


def _gap(tokens: Sequence[Token], i: int) -> str:
    """Whether the next word is written right behind this one."""
    if not 0 <= i < len(tokens) - 1:
        return "edge"
    return "apart" if tokens[i + 1].start > tokens[i].end else "joined"


def _shape(word: str) -> str:
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[:1].isupper():
        return "Xx"
    return "x" if word.isalpha() else "other"


def _marks(tokens: Sequence[Token], entities: Sequence[Entity]) -> list[str]:
    """What the grammar took each token for: the smallest entity it lies in, `datetime` by its parts."""
    marks = ["-"] * len(tokens)
    for entity in sorted(entities, key=lambda e: -(e.end - e.start)):
        inside = [i for i, token in enumerate(tokens) if token.start < entity.end and entity.start < token.end]
        for i in inside:
            marks[i] = f"{entity.type}{'' if i == inside[0] else '.'}"
    return marks
