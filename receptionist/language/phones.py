"""Telephone numbers as they are spoken, to E.164.

Digits one by one, in groups ("fifty five"), doubled, with "oh" for zero. Whether a run of digits can be a number is
asked of Google's libphonenumber (the `phonenumbers` package) with the country of the business.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import phonenumbers

from receptionist.business.definition import Business, Language
from receptionist.business.once import Once
from receptionist.language.found import Found
from receptionist.language.lexicon import Lexicon
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.tokens import Line, Token, tokenise

_BETWEEN = frozenset({"-", ".", ",", "/"})
_LEAST = 7
_LEAST_ABROAD = 10
"""Digits of a number with its country's code."""
_THOUSAND = 1000
_MONEY = frozenset(
    {
        "dollar",
        "dollars",
        "buck",
        "bucks",
        "cents",
        "euros",
        "pounds",
        "dolares",
        "dólares",
        "pesos",
        "rupees",
        "rupaye",
        "ਰੁਪਏ",
        "ਡਾਲਰ",
    }
)
_DOTTED = re.compile(r"\d{3}\.\d{3,4}")
"""A number's groups, written with dots: 202.555.0121."""
_COUNTRY_OF_ZONE = {
    "America/Toronto": "CA", "America/Vancouver": "CA", "Europe/London": "GB", "Europe/Madrid": "ES",
    "America/Mexico_City": "MX", "Asia/Kolkata": "IN", "Asia/Calcutta": "IN", "Europe/Dublin": "IE",
    "Australia/Sydney": "AU", "Australia/Melbourne": "AU", "Europe/Paris": "FR", "Europe/Berlin": "DE",
    "America/Bogota": "CO", "America/Lima": "PE", "America/Argentina/Buenos_Aires": "AR", "Pacific/Auckland": "NZ",
}  # fmt: skip


def country(business: Business | None, timezone: str) -> str:
    """ISO 3166 of the place, by the business's own number, else by its zone; US where neither tells."""
    if timezone in _COUNTRY_OF_ZONE:
        return _COUNTRY_OF_ZONE[timezone]
    if business is not None:
        return _REGIONS.of(business)
    return "US"


def _region(business: Business) -> str:
    region = phonenumbers.region_code_for_number(phonenumbers.parse(business.numbers[0]))
    return region if region and region != "ZZ" else "US"


_REGIONS = Once(_region)


_FEW_DIGITS, _FEW_WORDS = 2, 4
"""Of a piece of a number: digits at least, and other words at most ("and then", "the area code is")."""


def digits_in(text: str, language: Language) -> str:
    """The digits of a piece of a telephone number; empty where the words are about something else."""
    lexicon, tokens = LEXICONS[language], tokenise(text)
    runs = list(_runs(tokens, lexicon))
    digits = "".join(said for said, _, _ in runs)
    others = sum(token.kind == "word" for token in tokens) - sum(after - first for _, first, after in runs)
    return digits if len(digits) >= _FEW_DIGITS and others <= _FEW_WORDS else ""


def whole_number(digits: str, business: Business) -> str | None:
    """E.164, once there are digits enough for a number with its area."""
    return _e164(digits, country(business, business.timezone), "")


def find_phones(
    tokens: Sequence[Token], line: Line, lexicon: Lexicon, region: str, area: str, *, expecting: bool
) -> list[Found]:
    """`tokens`: before number words became digits; `area`: the business's area code, for numbers said without one."""
    found: list[Found] = []
    for digits, first, after in _runs(tokens, lexicon):
        if _counted(tokens[first : after + 1], lexicon):
            continue
        number = _e164(digits, region, area if expecting or after - first > 6 else "")
        if number:
            found.append(Found("phone", *line.place(tokens[first].start, tokens[after - 1].end), number))
    return found


def _counted(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a run, with the word behind it, is an amount: "eighteen thousand five hundred", "two million dollars"."""
    words = [token.text for token in run]
    scales = [lexicon.numbers.multipliers[word] for word in words if word in lexicon.numbers.multipliers]
    falling = any(high > low for high, low in pairwise(scales) if high >= _THOUSAND)
    return falling or words[-1] in _MONEY or words[-1] in lexicon.currencies


def _e164(digits: str, region: str, area: str) -> str | None:
    count = len(digits.lstrip("+"))
    if count < _LEAST:
        return None
    if count == _LEAST and region in ("US", "CA"):
        if not area:
            return None
        digits = area + digits
    number = _parsed(digits, region)
    if number is None or not phonenumbers.is_possible_number(number):
        if count < _LEAST_ABROAD:
            return None
        abroad = "+" + digits.lstrip("+").removeprefix("011" if region in ("US", "CA") else "00").removeprefix("00")
        number = _parsed(abroad, region)
        if number is None or not phonenumbers.is_valid_number(number):
            return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parsed(digits: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None


def _runs(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Digits of each run, first token and the one after the last."""
    i = 0
    while i < len(tokens):
        digits, j, end = "", i, i
        while j < len(tokens):
            step = _digits(tokens, j, lexicon, digits)
            if step:
                digits, j = digits + step[0], step[1]
                end = j
            elif digits and (tokens[j].text in _BETWEEN or tokens[j].text in lexicon.fillers):
                j += 1
            else:
                break
        if digits:
            yield digits, i, end
        i = max(end, i + 1)


def _digits(tokens: Sequence[Token], i: int, lexicon: Lexicon, so_far: str) -> tuple[str, int] | None:
    """The digits said at index i, and the index after them."""
    token = tokens[i]
    names = lexicon.numbers
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if token.text in ("+", *lexicon.plus) and not so_far:
        return ("+", i + 1) if i + 1 < len(tokens) and _digits(tokens, i + 1, lexicon, "+") else None
    if token.text in lexicon.homophones and not _one_digit(following, lexicon):
        return None
    if token.kind == "number" and ("." not in token.text[:-3] or _DOTTED.fullmatch(token.text)):
        return re.sub(r"\D", "", token.text), i + 1
    if token.text in lexicon.digits and (so_far or token.text not in lexicon.homophones):
        return lexicon.digits[token.text], i + 1
    if token.text in lexicon.repeats and i + 1 < len(tokens):
        more = _digits(tokens, i + 1, lexicon, so_far + "0")
        return (more[0][0] * lexicon.repeats[token.text] + more[0][1:], more[1]) if more else None
    if token.text in names.tens:
        joined = i + 2 if following in names.tens_joiners else i + 1
        unit = names.units.get(tokens[joined].text, 10) if joined < len(tokens) else 10
        if 0 < unit < 10 and (joined == i + 1) == (not names.tens_joiners):
            return str(names.tens[token.text] + unit), joined + 1
        return str(names.tens[token.text]), i + 1
    if token.text in names.hundreds:
        return str(names.hundreds[token.text]), i + 1
    if token.text in names.units:
        value = str(names.units[token.text])
        if names.multipliers.get(following) in (100, 1000):
            return value + "0" * (2 if names.multipliers[following] == 100 else 3), i + 2
        return value, i + 1
    return None


def _one_digit(word: str, lexicon: Lexicon) -> bool:
    return (word.isdigit() and len(word) == 1) or 0 <= lexicon.numbers.units.get(word, 10) < 10
