"""Card numbers never get into a transcript, a slot, a message, or to a language model; neither keyed nor spoken."""

import re

from receptionist.language.lexicons.pa_words import NUMBERS
from receptionist.language.tokens import fold

_RUN = re.compile(r"(?<![\d+])(?:\d[ .,-]{0,2}){12,18}\d(?!\d)")
_WORD = re.compile(r"[^\W_]+(?:[\u0a00-\u0a7f]+[^\W_]*)*")
_BETWEEN = re.compile(r"[\s,.;:\-–]*(?:(?:and|then|y|uh|um|uhm|eh|ਤੇ|te)[\s,.]+)*")
_DIGITS = {
    word: str(digit)
    for digit, words in enumerate(
        (
            "zero oh o nought cero ਸਿਫਰ ਸਿਫ਼ਰ ਜੀਰੋ ਜ਼ੀਰੋ sifar jiro",
            "one uno una un ਇੱਕ ਇਕ ikk ik",
            "two dos ਦੋ do",
            "three tres ਤਿੰਨ ਤਿਨ tinn tin",
            "four for cuatro ਚਾਰ char chaar",
            "five cinco ਪੰਜ panj",
            "six seis ਛੇ ਛੇਹ che chhe",
            "seven siete ਸੱਤ satt sat",
            "eight ate ocho ਅੱਠ ath atth",
            "nine nueve ਨੌਂ ਨੌ naun nau",
        )
    )
    for word in words.split()
} | {
    word: str(number)
    for number, words in (
        (10, "ten diez"), (11, "eleven once"), (12, "twelve doce"), (13, "thirteen trece"), (14, "fourteen catorce"), (15, "fifteen quince"),
        (16, "sixteen dieciseis"), (17, "seventeen diecisiete"), (18, "eighteen dieciocho"), (19, "nineteen diecinueve"), (20, "twenty veinte"),
        (30, "thirty treinta"), (40, "forty cuarenta"), (50, "fifty cincuenta"), (60, "sixty sesenta"), (70, "seventy setenta"),
        (80, "eighty ochenta"), (90, "ninety noventa"),
        (21, "veintiuno veintiun"), (22, "veintidos"), (23, "veintitres"), (24, "veinticuatro"), (25, "veinticinco"), (26, "veintiseis"),
        (27, "veintisiete"), (28, "veintiocho"), (29, "veintinueve"),
    )
    for word in words.split()
}  # fmt: skip
_DIGITS = {fold(word): str(number) for word, number in NUMBERS.items() if 10 <= number <= 99} | _DIGITS
_TENS = frozenset(f"{n}0" for n in range(2, 10))
""" "Forty" and "two" are 42, not 402."""
_FILLERS = frozenset(("and", "then", "y", "uh", "um", "uhm", "eh"))
_TIMES = {"double": 2, "doble": 2, "triple": 3, "treble": 3, "ਡਬਲ": 2, "dabal": 2}


def without_cards(text: str) -> str:
    """`text` with every number that passes the card checksum (13 to 19 digits, however grouped, in digits or in words) left
    out."""
    written = _RUN.sub(lambda match: "[card number]" if _luhn(match.group()) else match.group(), text)
    return _without_spoken(written)


def _without_spoken(text: str) -> str:
    """Runs of digit words, with digits among them: "four one one one, double one ..."."""
    words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
    kept, at, n = "", 0, 0
    while n < len(words):
        after, digits = _run(text, words, n)
        if 13 <= len(digits) <= 19 and _luhn(digits):
            kept += f"{text[at : words[n][0]]}[card number]"
            at = words[after - 1][1]
        n = max(after, n + 1)
    return kept + text[at:]


def _run(text: str, words: list[tuple[int, int, str]], first: int) -> tuple[int, str]:
    """Where the run of digits that begins at word `first` is over, and its digits."""
    digits, last, n, times = "", "", first, 1
    while n < len(words):
        start, _, word = words[n]
        if n > first and not _BETWEEN.fullmatch(text[words[n - 1][1] : start]):
            break
        found = word if word.isdigit() and word.isascii() else _DIGITS.get(word)
        if word in _TIMES:
            times = _TIMES[word]
        elif found is not None:
            after_tens = last in _TENS and len(found) == 1 and times == 1 and found != "0"
            digits = (digits[:-1] if after_tens else digits) + found * times
            last, times = found, 1
        elif word not in _FILLERS:
            break
        n += 1
    return n, digits


def _luhn(text: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    digits = [int(character) for character in text if character.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
