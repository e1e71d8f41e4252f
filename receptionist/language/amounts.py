"""Sums of money, and the numbers nothing else laid claim to."""

import re
from collections.abc import Sequence

from receptionist.language.found import Found, free_of, longest_first
from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import Line

_NUMBER = re.compile(r"(?<!\S)(\d+(?:[.,]\d+)?)(?:th)?(?!\S)")
_ORDINAL = re.compile(r"(?<!\S)([1-5])th(?!\S)")
_CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP"}


def find_money(line: Line, lexicon: Lexicon, currency: str) -> list[Found]:
    """Groups: n (may have decimals), sign, cents. Value: `{"amount": "20.00", "currency": "USD"}`."""
    found: list[Found] = []
    for rule in lexicon.rules["money"]:
        for match in rule.finditer(line.text):
            said = match.groupdict()
            count = said.get("n") or ""
            whole = str(lexicon.few[count]) if count in lexicon.few else count.replace(",", ".") or "0"
            cents = int(said.get("cents") or 0)
            amount = f"{float(whole) + cents / 100:.2f}"
            unit = _CURRENCY.get(said.get("sign") or "") or lexicon.currencies.get(said.get("currency") or "", "")
            found.append(Found("money", match.start(), match.end(), {"amount": amount, "currency": unit or currency}))
    return longest_first(found)


def _number(said: str) -> float | int:
    return int(said) if said.isdecimal() else float(said.replace(",", "."))


def find_ordinals(line: Line) -> list[Found]:
    """ "The second", where something was to be chosen from a list."""
    return [Found("number", m.start(), m.end(), int(m[1])) for m in _ORDINAL.finditer(line.text)]


def find_numbers(line: Line, taken: Sequence[Found]) -> list[Found]:
    """Also ordinals that are no dates: of "the second one" the 2."""
    found = [Found("number", m.start(), m.end(), _number(m[1])) for m in _NUMBER.finditer(line.text)]
    return free_of(found, taken)
