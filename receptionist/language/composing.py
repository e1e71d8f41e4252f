"""Days made of days: "the first Monday of March", "two weeks after Easter", "the end of next month".

Pieces found by the plain rules are written over the line as marks, one character of a private block for each kind,
repeated so that places stay places. Rules of the lexicon over that marked line make new pieces of old ones until none
applies:

    first monday of march  ->  HHHHHHHHHHHH of MMMMM  ->  DDDDDDDDDDDDDDDDDDDDD

In such a rule `<D>` is a day, `<W>` a bare weekday, `<C>` a day of a month, `<S>` a stretch, `<X>` any of them, `<H>` a
head like "the last week" that only counts inside something.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from receptionist.language.day_making import DAYS, MAKING
from receptionist.language.lexicon import PIECES, Composition, Lexicon
from receptionist.language.pieces import Piece
from receptionist.language.reckoning import Reading

_MOST_STEPS = 12
_MOST_READINGS = 4


def composed(text: str, leaves: Sequence[Piece], lexicon: Lexicon, today: date) -> list[Piece]:
    """The pieces that stand on their own, in order of place."""
    covered = _shadowed(leaves)
    pieces = [leaf for leaf in leaves if leaf not in covered]
    if not pieces:
        return []
    for _ in range(_MOST_STEPS):
        made = _step(_marked(text, pieces), pieces, lexicon, today)
        if made is None:
            break
        pieces = [p for p in pieces if not p.overlaps(made)] + [made]
    kept = [p for p in pieces if not p.latent]
    kept += [leaf for leaf in covered if not leaf.latent and not any(leaf.overlaps(p) for p in kept)]
    return sorted(kept, key=lambda p: p.start)


def _shadowed(leaves: Sequence[Piece]) -> list[Piece]:
    """Leaves under a longer one, or a latent one under any."""
    kept: list[Piece] = []
    out: list[Piece] = []
    for leaf in sorted(leaves, key=lambda p: (p.head is None, p.latent and p.head is None, p.start - p.end)):
        (out if any(leaf.overlaps(k) for k in kept) else kept).append(leaf)
    return out


def _marked(text: str, pieces: Sequence[Piece]) -> str:
    row = list(text)
    for i, piece in enumerate(pieces):
        row[piece.start : piece.end] = _mark(piece.kind, i) * (piece.end - piece.start)
    return "".join(row)


def _mark(kind: str, number: int) -> str:
    return chr(0xE000 + 0x100 * PIECES.index(kind) + number % 0x100)


def _step(marked: str, pieces: Sequence[Piece], lexicon: Lexicon, today: date) -> Piece | None:
    """The first rule that applies anywhere, applied once."""
    for rule in lexicon.compositions:
        for match in rule.pattern.finditer(marked):
            made = _apply(rule, match, pieces, lexicon, today)
            if made:
                return made
    return None


def _apply(
    rule: Composition, match: re.Match[str], pieces: Sequence[Piece], lexicon: Lexicon, today: date
) -> Piece | None:
    said = {k: v for k, v in match.groupdict().items() if v}
    parts = [pieces[ord(said[name][0]) & 0xFF] for name in ("a", "b") if name in said]
    if all(p.kind == "Y" for p in parts) and rule.does in ("range", "open"):
        return None
    before = _before(match.string, parts[0].start) if parts else ""
    if rule.does == "range" and any(lexicon.edges[edge].match(before) for edge in ("moving", "moving_it")):
        return None
    made: list[Reading] = []
    for readings in _choices(parts):
        try:
            made += [one for one in MAKING[rule.does](said, parts, readings, lexicon, today) if one not in made]
        except (ValueError, OverflowError, KeyError):
            continue
    if not made:
        return None
    start, end = match.span("core") if "core" in said else match.span()
    kind = _kind_of(made[0], parts)
    edge = parts[0] if rule.does in ("open", "lasting") and parts[0].kind in DAYS else None
    return Piece(kind, start, end, tuple(made[:_MOST_READINGS]), edge=edge)


def _kind_of(made: Reading, parts: Sequence[Piece]) -> str:
    if not isinstance(made, date):
        return "S"
    return "C" if any(p.head and p.head.what == "date" for p in parts) else "D"


def _before(marked: str, start: int) -> str:
    return marked[:start].rstrip()


def _choices(parts: Sequence[Piece]) -> Iterator[tuple[Reading, ...]]:
    """Every way of reading the parts, likelier first. A head has one reading, which is itself."""
    yield from product(*(p.readings or (date.min,) for p in parts))
