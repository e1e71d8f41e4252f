"""Birth dates, however they are read out: "fourth of the second nineteen eighty one", "4 2 81", "o four o two 1981".

Only for the answer to "your date of birth?": a day is in the past here, and every digit counts. The digits are laid in
a row, as recognisers group them at will ("0402 1981", "04:02 1980 1"), and read as day, month and year in every way
that makes a date; the cheapest comes first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import Line, Token

_OLDEST = 122
"""Years: the age of the oldest person on record."""
_MOST = 8
_DEAREST = 3.0
BIRTH_DATE_DOUBT = 2.0
"""What a cost comes to in natural logarithms."""
_CUT_UP = 1.5
"""What it costs to take the "28th" for the 2nd of August."""
_FARTHEST_APART = 3
"""Words from one part of a date to the next."""
_MISHEARD: Mapping[str, str] = {
    "wells": "12", "wales": "12", "both": "4th", "forth": "4th", "of4": "4th", "search": "3rd", "surge": "3rd", "serge": "3rd",
    "bird": "3rd", "sick": "6th", "if": "5th", "fit": "5th", "course": "4th", "cough": "4th", "off": "4th", "force": "4th",
    "poteen": "14th", "fortean": "14th", "sex": "6", "six": "6", "ate": "8", "tree": "3", "free": "3", "fife": "5", "v": "5",
    "nein": "9", "or": "0", "to": "2", "too": "2", "for": "4", "fore": "4", "oh": "0", "o": "0", "owe": "0", "nought": "0", "won": "1",
    "best": "1st", "fest": "1st", "purse": "1st", "nice": "9th", "knife": "9th", "tense": "10th", "attempt": "10th", "tent": "10th",
    "forced": "4th", "horse": "4th", "salmon": "7th", "a": "8th", "eight": "8", "eighth": "8th", "second": "2nd", "fist": "1st",
}  # fmt: skip
_BIRTH = re.compile(
    r"\b(?:born (?:on|in)|date of birth|birth ?dates?|d\.?o\.?b\.?|fecha de nacimiento|nac[ií] el|janam)\b|ਜਨਮ",
    re.IGNORECASE,
)
_MAY = 5
"""What recognisers make of the "the" in "of the 7th"."""
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class BirthDate:
    value: date
    cost: float
    start: int
    """In `Line.text`, as `end`."""
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A number as it was grouped, or the name of a month."""

    digits: str
    month: int
    ordinal: bool
    token: Token
    misheard: bool = False


def birth_named(said: str) -> int | None:
    """Where a birth date is announced, though none was asked for: the character behind the words for it."""
    named = _BIRTH.search(said)
    return named.end() if named else None


def birth_dates(line: Line, lexicon: Lexicon, today: date, *, day_first: bool) -> list[BirthDate]:
    """Readings, the likelier first; empty where there are too few digits."""
    pieces = _together(list(_pieces(line, lexicon)), line)
    if not pieces:
        return []
    best: dict[date, float] = {}
    for cost, day, month, year in _readings(pieces, today, day_first):
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if value < today and year >= today.year - _OLDEST and cost < best.get(value, _DEAREST):
            best[value] = cost
    start, _ = line.place(pieces[0].token.start, pieces[0].token.end)
    _, end = line.place(pieces[-1].token.start, pieces[-1].token.end)
    ranked = sorted(best.items(), key=lambda item: (item[1], item[0]))
    return [BirthDate(value, cost, start, end) for value, cost in ranked[:_MOST]]


def _together(pieces: Sequence[_Piece], line: Line) -> list[_Piece]:
    """Up to where something else is spoken of."""
    at = {token: i for i, token in enumerate(line.tokens)}
    for i, (one, following) in enumerate(pairwise(pieces)):
        if at[following.token] - at[one.token] > _FARTHEST_APART:
            return list(pieces[: i + 1])
    return list(pieces)


def _pieces(line: Line, lexicon: Lexicon) -> Iterator[_Piece]:
    named = [i for i, t in enumerate(line.tokens) if t.text in lexicon.months]
    for i, token in enumerate(line.tokens):
        text = token.text
        if text in lexicon.months and not (text == "may" and _between_digits(line.tokens, i)):
            yield _Piece("", lexicon.months[text], False, token)
        elif token.kind in ("number", "ordinal", "clock", "date") or text[:1].isdecimal():
            for group in re.findall(r"\d+", text):
                yield _Piece(group, 0, token.kind == "ordinal", token)
        elif text in _MISHEARD and _counts(text, i, line.tokens, named):
            said = _MISHEARD[text]
            yield _Piece("".join(c for c in said if c.isdecimal()), 0, said[-1].isalpha(), token, misheard=True)
        elif len(text) > 1 and set(text) <= set("ivx"):
            yield _Piece(str(_roman(text)), 0, False, token, misheard=True)


def _between_digits(tokens: Sequence[Token], i: int) -> bool:
    """ "2012 may 1995" is 20, 12, and a misheard "of the"."""
    before = "".join(c for t in tokens[:i] for c in t.text if c.isdecimal())
    return len(before) >= 3


def _counts(text: str, i: int, tokens: Sequence[Token], named: Sequence[int]) -> bool:
    """Whether a word that sounds like a number stands where one is said: alone before a month, or among digits."""
    said = _MISHEARD[text]
    digits_before = any(c.isdecimal() for t in tokens[:i] for c in t.text)
    digits_after = any(c.isdecimal() for t in tokens[i + 1 :] for c in t.text)
    if said[-1].isalpha():
        return bool(named) and i < named[0] <= i + 3 and not digits_before
    if text in ("a", "i"):
        return False
    return digits_before or digits_after


def _roman(text: str) -> int:
    values = [_ROMAN[c] for c in text]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


_Reading = tuple[float, int, int, int]


def _readings(pieces: Sequence[_Piece], today: date, day_first: bool) -> Iterator[_Reading]:
    at = _month_meant(pieces)
    doubt = 0.3 * sum(piece.misheard for piece in pieces)
    if at is None:
        for cost, day, month, year in _in_a_row(pieces, today, day_first):
            yield cost + doubt, day, month, year
        return
    month = pieces[at].month
    before = [p for p in pieces[:at] if p.digits]
    after = [p for p in pieces[at + 1 :] if p.digits]
    if (
        before
        and len(before[-1].digits) <= 2
        and after
        and after[0].ordinal
        and int(after[0].digits) <= 12
        and after[1:]
    ):
        number, name = (0.1, 1.0) if month == _MAY else (1.0, 0.1)
        for cost, year in _years(after[1:], today):
            yield cost + number + doubt, int(before[-1].digits), int(after[0].digits), year
            yield cost + name + doubt, int(before[-1].digits), month, year
        return
    if before:
        for extra, day in _days(before):
            for cost, year in _years(after, today):
                yield cost + extra + doubt, day, month, year
        return
    for cut in range(1, len(after)):
        for extra, day in _days(after[:cut]):
            for cost, year in _years(after[cut:], today):
                yield cost + extra + doubt + 0.2 * (cut - 1), day, month, year


def _month_meant(pieces: Sequence[_Piece]) -> int | None:
    """Of two months named, the one with the year behind it: "May 8th August 1945" is a day misheard, and its month."""
    named = [i for i, piece in enumerate(pieces) if piece.month]
    before_year = [i for i in named if i + 1 < len(pieces) and len(pieces[i + 1].digits) == 4]
    return next(iter(before_year or named), None)


def _days(pieces: Sequence[_Piece]) -> Iterator[tuple[float, int]]:
    """The number right before the month, or all of them in a row ("2 7th", "0 7")."""
    last = pieces[-1].digits
    if int(last) <= 31:
        yield 0.0 if len(pieces) == 1 else 0.4, int(last)
    row = "".join(p.digits for p in pieces)
    if len(pieces) > 1 and 0 < int(row) <= 31:
        yield 0.2, int(row)
    if len(pieces) > 1 and pieces[-2].digits[-2:] in ("20", "30") and len(last) == 1:
        yield -0.1, int(pieces[-2].digits[-2:]) + int(last)
    if len(last) > 2:
        yield 0.8, int(last[-2:])
        yield 0.8, int(last[:2])
        yield 0.9, int(last[-1:])


def _years(pieces: Sequence[_Piece], today: date) -> Iterator[tuple[float, int]]:
    """ "1981", "19 81", "1980 1", "2000 and 6", "81"."""
    groups = [p.digits for p in pieces]
    if not groups:
        return
    for cost, text in _year_texts(groups):
        if len(text) == 4:
            yield cost, int(text)
            other = _teen_for_ten(int(text))
            if other:
                yield cost + 1.2, other
        elif len(text) == 2:
            century = today.year // 100 * 100
            recent = century + int(text)
            yield (cost + 0.1, recent) if recent < today.year else (cost + 0.1, recent - 100)
            yield cost + 1.0, recent - 100


def _teen_for_ten(year: int) -> int:
    """1960 for 1916, which sound alike; 0 where nothing does."""
    rest = year % 100
    if 30 <= rest <= 90 and rest % 10 == 0:
        return year - rest + 10 + rest // 10
    if 13 <= rest <= 19:
        return year - rest + (rest - 10) * 10
    return 0


def _year_texts(groups: Sequence[str]) -> Iterator[tuple[float, str]]:
    row = "".join(groups)
    if len(groups) > 1 and len(groups[0]) == 4 and groups[0][3] == "0" and len(groups[1]) <= 2:
        whole = int(groups[0]) + int(groups[1])
        if groups[0][2:] == "00" or len(groups[1]) == 1:
            yield 0.0, str(whole)
    if len(groups) > 2 and groups[0] in ("19", "20") and groups[1][-1:] == "0" and len(groups[2]) == 1:
        yield 0.1, groups[0] + str(int(groups[1]) + int(groups[2])).zfill(2)
    if len(groups) > 1 and groups[0] in ("19", "20") and len(groups[1]) == 1:
        yield 0.3, groups[0] + "0" + groups[1]
    if len(row) in (2, 4):
        yield 0.0 if len(groups) == 1 or len(row) == 4 else 0.3, row
    if len(groups) > 1 and len(groups[0]) == 4:
        yield 0.8, groups[0]
    if len(groups[-1]) == 4 and len(groups) > 1:
        yield 0.7, groups[-1]
    yield from _shortened(row, (4,))


def _shortened(row: str, lengths: Sequence[int]) -> Iterator[tuple[float, str]]:
    """The row without one or two digits too many: "19088" for 1908."""
    spare = len(row) - lengths[0]
    if 0 < spare <= 2:
        seen = {row}
        for _ in range(spare):
            seen = {r[:i] + r[i + 1 :] for r in seen for i in range(len(r))}
        for text in sorted(seen):
            if text.startswith(("19", "20")):
                yield 0.9 * spare, text


def _in_a_row(pieces: Sequence[_Piece], today: date, day_first: bool) -> Iterator[_Reading]:
    """No month by name: day, month and year as digits."""
    groups = [p.digits for p in pieces]
    rows = {_plain(groups): 0.0, "".join(groups): 0.05}
    edges = _edges(groups)
    doubled = sum(piece.ordinal and len(piece.digits) == 2 for piece in pieces[:2])
    for row, cost in rows.items():
        for more, day, month, year in _split(
            row, cost, edges if row == "".join(groups) else frozenset(), today, day_first
        ):
            cut_up = doubled > sum(part >= 10 for part in (day, month))
            yield more + _CUT_UP * cut_up, day, month, year
    row = "".join(groups)
    for i in range(len(row)):
        if len(row) > 5:
            shorter = row[:i] + row[i + 1 :]
            cheap = row[i] in "01" and 1 < i < 6
            yield from _split(shorter, 0.6 if cheap else 1.0, frozenset(), today, day_first)


def _edges(groups: Sequence[str]) -> frozenset[int]:
    places, at = set(), 0
    for group in groups:
        at += len(group)
        places.add(at)
    return frozenset(places)


def _plain(groups: Sequence[str]) -> str:
    """With the year's pieces put together: 1980 1 is 1981, 2000 6 is 2006."""
    if len(groups) > 1 and len(groups[-1]) == 1 and len(groups[-2]) >= 4 and groups[-2].endswith("0"):
        return "".join(groups[:-2]) + groups[-2][:-1] + groups[-1]
    if len(groups) > 2 and len(groups[-1]) == 2 and groups[-2] in ("1900", "2000"):
        return "".join(groups[:-2]) + groups[-2][:-2] + groups[-1]
    return "".join(groups)


def _split(row: str, cost: float, edges: frozenset[int], today: date, day_first: bool) -> Iterator[_Reading]:
    for size in (4, 2):
        head, tail = row[:-size], row[-size:]
        if not 2 <= len(head) <= 4 or (size == 4 and tail[:2] not in ("19", "20")) or not tail:
            continue
        years = list(_years([_Piece(tail, 0, False, _NOWHERE)], today))
        for cut in (1, 2):
            if not 1 <= len(head) - cut <= 2:
                continue
            a, b = int(head[:cut]), int(head[cut:])
            extra = 0.0 if not edges or cut in edges or len(head) in (2, 4) else 0.4
            extra += 0.0 if size == 4 else 0.5
            for more, year in years:
                yield cost + extra + more + (0.0 if day_first else 0.6), a, b, year
                yield cost + extra + more + (0.6 if day_first else 0.0), b, a, year


_NOWHERE = Token("", 0, 0, "number")
