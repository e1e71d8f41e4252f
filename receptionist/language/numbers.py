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
            return names.ordinals[word], i + 1, True
        return None

    def number(self, i: int) -> tuple[int, int, bool] | None:
        names = self.names
        if self.at(i) in names.hundreds:
            return self._rest(names.hundreds[self.at(i)], i + 1, 100)
        if self.at(i) in names.multipliers and names.multipliers[self.at(i)] == 1000 and names.hundreds:
            return self._rest(1000, i + 1, 1000)
        found = self.below_hundred(i)
        if found is None or found[2]:
            return found
        value, j, _ = found
        while (scale := names.multipliers.get(self.at(j))) and value < scale:
            more = self._rest(value * scale, j + 1, scale)
            if more is None:
                return None
            value, j, ordinal = more
            if ordinal:
                return value, j, True
        return value, j, False

    def _rest(self, base: int, i: int, below: int) -> tuple[int, int, bool] | None:
        """What may follow a hundred or a thousand."""
        j = i + 1 if self.at(i) in self.names.joiners else i
        if self.at(j) in self.names.hundreds and below > 100:
            more = self._rest(self.names.hundreds[self.at(j)], j + 1, 100)
        else:
            more = self.below_hundred(j)
            if more and not more[2] and below > 100 and self.names.multipliers.get(self.at(more[1])) == 100:
                more = self._rest(more[0] * 100, more[1] + 1, 100)
        if more and more[0] < below:
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
    return _merge_halves(out)


def _is_no_number(before: str, word: str, after: str, names: NumberWords) -> bool:
    if word in names.only_after and before not in names.only_after[word]:
        return True
    if (before, word) in names.not_after and after not in names.tens:
        return True
    return (word, after) in names.not_before


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
