"""What a tagger sees of each word of a line: the word, its looks, its neighbours, and what the grammar made of it.

Training and use share this file, so a weight means the same in both.
"""

from collections.abc import Iterator, Sequence

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


def signs(
    said: str, tokens: Sequence[Token], lexicon: Lexicon, entities: Sequence[Entity], expecting: Sequence[str]
) -> list[list[str]]:
    """One list of features a token. `expecting`: slots just asked for, in the words of the training data."""
    words = [_word(token) for token in tokens]
    kinds = [_kind(token, lexicon) for token in tokens]
    marks = _marks(tokens, entities)
    cues = _cues(words)
    asked = "+".join(sorted(set(expecting))) or "nothing"
    alone, length = len(tokens) == 1, min(len(tokens), 6)
    rows: list[list[str]] = []
    places = zip(_windows(words, 3), _windows(kinds, 2), _windows(marks, 2), strict=True)
    for i, ((w_3, w_2, w_1, w, w1, w2, w3), (k_2, k_1, k, k1, k2), (g_2, g_1, g, g1, g2)) in enumerate(places):
        token, cue, size = tokens[i], cues[i], _size(tokens[i])
        before, parted = (_size(tokens[i - 1]), _gap(tokens, i - 1)) if i else ("", "")
        rows.append(
            [
                "bias",
                *(f"w-2={w_2}", f"w-1={w_1}", f"w0={w}", f"w1={w1}", f"w2={w2}"),
                *(f"k-2={k_2}", f"k-1={k_1}", f"k0={k}", f"k1={k1}", f"k2={k2}"),
                *(f"g-2={g_2}", f"g-1={g_1}", f"g0={g}", f"g1={g1}", f"g2={g2}"),
                f"w-1|w0={w_1}|{w}",
                f"w0|w1={w}|{w1}",
                f"w-2|w-1={w_2}|{w_1}",
                f"w1|w2={w1}|{w2}",
                f"w-1|k0={w_1}|{k}",
                f"k0|w1={k}|{w1}",
                f"w-1|g0={w_1}|{g}",
                f"g0|w1={g}|{w1}",
                f"g-1|g0|g1={g_1}|{g}|{g1}",
                f"k-1|k0|k1={k_1}|{k}|{k1}",
                f"asked|k0={asked}|{k}",
                f"asked|g0={asked}|{g}",
                f"asked|w0={asked}|{w}",
                f"shape={_shape(said[token.start : token.end])}|{k_1}",
                f"cue={cue}|{k}",
                f"cue={cue}|{g}",
                f"end={w[-3:]}",
                f"start={w[:3]}",
                f"alone={alone}|{k}",
                f"size={size}|{k1}|{_gap(tokens, i)}",
                f"size={size}|{w_1}",
                f"before={before}|{k}|{parted}|{w1}",
                f"w-3={w_3}|{k}",
                f"w3={w3}|{k}",
                f"length={length}|{k}|{g}",
                *(f"mark={g}|{g_1}", f"kind={k}|{k_1}"),
                *(f"mark={g}|{g1}", f"kind={k}|{k1}"),
            ]
        )
    return rows


def _cues(words: Sequence[str]) -> list[str]:
    """The last word before each that says what is coming."""
    cues, last = [], "none"
    for word in words:
        cues.append(last)
        if word in _CUES:
            last = word
    return cues


def _windows(row: Sequence[str], reach: int) -> Iterator[tuple[str, ...]]:
    """Each with so many on either side of it, "<" before the first and ">" behind the last."""
    edged = ["<"] * reach + list(row) + [">"] * reach
    return zip(*(edged[at:] for at in range(2 * reach + 1)), strict=False)


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
