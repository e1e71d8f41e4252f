"""Number words to digits, in any language whose words are listed.

Whether "seven thirty" is 7 and 30 or one number is grammar: a small number never follows a small number into one, so
it stays two, and the rules for times and telephone numbers see two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from receptionist.language.tokens import Token


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How a language counts. All words folded."""

    units: Mapping[str, int]
    """Words that stand for a whole number below 100 on their own and take nothing after them: seven, fifteen, veintidós."""
    tens: Mapping[str, int]
    """Words that may be followed by a digit: twenty."""
    hundreds: Mapping[str, int]
    """Words that are hundreds already: cien, doscientos."""
    multipliers: Mapping[str, int]
    """hundred, thousand."""
    ordinals: Mapping[str, int]
    joiners: frozenset[str] = frozenset()
    """Between hundreds and the rest: and, y."""
    tens_joiners: frozenset[str] = frozenset()
    """Between tens and a digit: y."""
    only_after: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words that count only behind certain others: "una" is an hour in "la una", else an article."""
    not_after: frozenset[tuple[str, str]] = frozenset()
    """(word before, number word) that is no number: "that one", "a second"."""
    not_before: frozenset[tuple[str, str]] = frozenset()
    """(number word, word after) that is no number: "one moment"."""
    points: frozenset[str] = frozenset()
    """Between a number and its decimals: point, coma."""


class _Reader:
    """Reads one number from a place in a row of words."""

    def __init__(self, words: Sequence[str], names: NumberWords) -> None:
        self.words = words
        self.names = names

    def at(self, i: int) -> str:
        return self.words[i] if i < len(self.words) else ""

    def below_hundred(self, i: int) -> tuple[int, int, bool] | None:
        """Value, index after it, and whether it was an ordinal."""
        names, word = self.names, self.at(i)
        if word in names.tens:
            value, j = names.tens[word], i + 1
            if self.at(j) in names.tens_joiners and names.units.get(self.at(j + 1), 10) < 10:
                return value + names.units[self.at(j + 1)], j + 2, False
            if not names.tens_joiners and 0 < names.units.get(self.at(j), 10) < 10:
                return value + names.units[self.at(j)], j + 1, False
            if 0 < names.ordinals.get(self.at(j), 10) < 10:
                return value + names.ordinals[self.at(j)], j + 1, True
            return value, j, False
        if word in names.units:
            return names.units[word], i + 1, False
        if word in names.ordinals:
            value, more = names.ordinals[word], names.ordinals.get(self.at(i + 1), 10)
            if value >= 10 and value % 10 == 0 and 0 < more < 10:
                return value + more, i + 2, True
            return value, i + 1, True
        return None

    def number(self, i: int) -> tuple[int, int, bool] | None:
        """Groups below a thousand, each of a smaller scale than the one before: 147 thousand 451."""
        total, at, least, ordinal = 0, i, 0, False
        while not ordinal:
            group = self._group(at + 1 if at > i and self.at(at) in self.names.joiners else at, first=at == i)
            if group is None:
                break
            value, after, ordinal = group
            scale = 1 if ordinal else self._scale(after)
            if least and value * scale >= least:
                break
            total, at, least = total + value * scale, after + (scale > 1), scale
            if scale == 1:
                break
        return (total, at, ordinal) if at > i else None

    def _scale(self, i: int) -> int:
        scale = self.names.multipliers.get(self.at(i), 1)
        return scale if scale >= 1000 else 1

    def _group(self, i: int, *, first: bool) -> tuple[int, int, bool] | None:
        """A number below a thousand. Digits count where a scale follows; "mil" stands for one thousand."""
        names = self.names
        if self.at(i) in names.hundreds:
            return self._with_rest(names.hundreds[self.at(i)], i + 1)
        if first and self.at(i).isdecimal() and self._scale(i + 1) > 1:
            return int(self.at(i)), i + 1, False
        if names.hundreds and self._scale(i) == 1000:
            return 1, i, False
        found = self.below_hundred(i)
        if found and not found[2] and 0 < found[0] < 100 and names.multipliers.get(self.at(found[1])) == 100:
            return self._with_rest(found[0] * 100, found[1] + 1)
        return found

    def _with_rest(self, base: int, i: int) -> tuple[int, int, bool]:
        """What may follow the hundreds."""
        more = self.below_hundred(i + 1 if self.at(i) in self.names.joiners else i)
        if more and more[0] < 100:
            return base + more[0], more[1], more[2]
        return base, i, False


def with_digits(tokens: Sequence[Token], names: NumberWords) -> list[Token]:
    """The same row with every spoken number as one token of digits, ordinals as `27th`."""
    words = [token.text for token in tokens]
    reader = _Reader(words, names)
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        found = reader.number(i)
        before = words[i - 1] if i else ""
        after = reader.at(found[1]) if found else ""
        if found is None or _is_no_number(before, words[i], after, names):
            out.append(tokens[i])
            i += 1
            continue
        value, j, ordinal = found
        out.append(
            Token(
                f"{value}th" if ordinal else str(value),
                tokens[i].start,
                tokens[j - 1].end,
                "ordinal" if ordinal else "number",
            )
        )
        i = j
    return _merge_halves(_with_decimals(out, names) if names.points else out)


def _is_no_number(before: str, word: str, after: str, names: NumberWords) -> bool:
    if word in names.only_after and before not in names.only_after[word]:
        return True
    if (before, word) in names.not_after and after not in names.tens:
        return True
    return (word, after) in names.not_before


def _with_decimals(tokens: Sequence[Token], names: NumberWords) -> list[Token]:
    """ "Eighteen point eight five" as 18,85: with a comma, as 18.85 is also a time."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        point = i + 1 < len(tokens) and tokens[i + 1].text in names.points
        j = i + 2
        while point and j < len(tokens) and tokens[j].kind == "number" and tokens[j].text.isdecimal() and j < i + 6:
            j += 1
        if point and j > i + 2 and tokens[i].text.isdecimal() and tokens[i].kind == "number":
            decimals = "".join(token.text for token in tokens[i + 2 : j])
            out.append(Token(f"{tokens[i].text},{decimals}", tokens[i].start, tokens[j - 1].end, "number"))
            i = j
        else:
            out.append(tokens[i])
            i += 1
    return out


def _merge_halves(tokens: list[Token]) -> list[Token]:
    """ "7 p m" said as two letters after a number."""
    out: list[Token] = []
    for token in tokens:
        if token.text == "m" and len(out) > 1 and out[-1].text in ("a", "p") and out[-2].kind in ("number", "clock"):
            half = out.pop()
            out.append(Token(half.text + "m", half.start, token.end, "half"))
        else:
            out.append(token)
    return out
