"""Whether words sound finished: what a sentence can hardly end with, and what hardly goes on.

A recogniser that punctuates puts a full stop behind much that is not over, so a mark alone decides only where the last word
does not speak against it.
"""

import re

from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.numbers import with_digits
from receptionist.language.tokens import fold, tokenise

_WORD = re.compile(r"[\w\u0a00-\u0a7f'’]+")
_GOES_ON: dict[str, frozenset[str]] = {
    "en": frozenset(
        [
            "a",
            "an",
            "the",
            "and",
            "or",
            "but",
            "because",
            "so",
            "if",
            "when",
            "that",
            "which",
            "who",
            "my",
            "your",
            "our",
            "their",
            "his",
            "her",
            "its",
            "for",
            "to",
            "of",
            "on",
            "in",
            "at",
            "by",
            "with",
            "from",
            "about",
            "between",
            "until",
            "till",
            "than",
            "as",
            "around",
            "like",
            "is",
            "are",
            "was",
            "were",
            "be",
            "i'm",
            "i'd",
            "i'll",
            "we'd",
            "we'll",
            "it's",
            "i",
            "we",
            "you",
            "they",
            "he",
            "she",
            "um",
            "uh",
            "er",
            "erm",
            "hmm",
            "well",
            "maybe",
            "perhaps",
            "also",
            "then",
            "please",
            "can",
            "could",
            "would",
            "should",
            "will",
            "do",
            "does",
            "have",
            "has",
            "want",
            "need",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "un",
            "una",
            "unos",
            "unas",
            "y",
            "e",
            "o",
            "u",
            "pero",
            "porque",
            "si",
            "cuando",
            "que",
            "quien",
            "mi",
            "mis",
            "su",
            "sus",
            "tu",
            "para",
            "por",
            "de",
            "del",
            "al",
            "a",
            "en",
            "con",
            "sin",
            "sobre",
            "entre",
            "hasta",
            "desde",
            "como",
            "es",
            "son",
            "era",
            "estoy",
            "está",
            "soy",
            "eh",
            "em",
            "este",
            "pues",
            "bueno",
            "también",
            "entonces",
            "quiero",
            "quería",
            "quisiera",
            "necesito",
            "puede",
            "podría",
            "yo",
            "nosotros",
        ]
    ),
    "pa": frozenset(
        [
            "ਤੇ",
            "ਅਤੇ",
            "ਜਾਂ",
            "ਪਰ",
            "ਕਿ",
            "ਜੇ",
            "ਮੇਰਾ",
            "ਮੇਰੀ",
            "ਸਾਡਾ",
            "ਦਾ",
            "ਦੇ",
            "ਦੀ",
            "ਨੂੰ",
            "ਤੋਂ",
            "ਲਈ",
            "ਨਾਲ",
            "ਵਿੱਚ",
            "te",
            "ate",
            "ya",
            "par",
            "ki",
            "je",
            "mera",
            "meri",
            "da",
            "de",
            "di",
            "nu",
            "ton",
            "lai",
            "naal",
            "vich",
        ]
    ),
}
"""Articles, prepositions, conjunctions, auxiliaries, hesitations: the beginning of something."""
_ASKED_OR_EXCLAIMED = ("?", "!")
_NEVER_LAST = frozenset(
    ("a", "an", "the", "and", "or", "but", "because", "so", "if", "my", "your", "our", "their", "el", "la", "los", "las", "un",
     "una", "y", "e", "o", "u", "pero", "que", "mi", "su", "tu", "um", "uh", "er", "eh")
)  # fmt: skip
"""Not even of a question; "what is it for?" and "is it on?" are whole."""
PHONE_DIGITS = 10
"""Of a North American number without the 1 of the country; one more with it, and no area code begins with 1."""
BY_WORDS = frozenset({"open", "name", "date", "time", "number", "choice"})
_FEWEST = 3
"""Words before a full stop that say something whole."""


def sounds_finished(text: str, language: str) -> bool | None:
    """None: the words do not decide. Punctuation is the recogniser's."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return None
    if text.rstrip().endswith(_ASKED_OR_EXCLAIMED) and words[-1] not in _NEVER_LAST:
        return True
    if words[-1] in _GOES_ON.get(language, _GOES_ON["en"]) or text.rstrip().endswith((",", "…", "-")):
        return False
    return True if text.rstrip().endswith((".", "।")) and len(words) >= _FEWEST else None


def finished(kind: str, text: str, language: str) -> bool | None:
    """Whether words that answer a question of that kind (`Expectation.kind`) are all of the answer. None: they do not decide."""
    if kind == "phone":
        return _all_digits(text, language)
    return sounds_finished(text, language) if kind in BY_WORDS else None


def _all_digits(text: str, language: str) -> bool | None:
    """A caller who has begun a number is waited for; one who says something else is not."""
    spoken = next((lexicon for tongue, lexicon in LEXICONS.items() if tongue == language), LEXICONS["en"]).numbers
    digits = "".join(
        re.findall(r"\d|\boh\b", " ".join(token.text for token in with_digits(tokenise(fold(text)), spoken)))
    )
    if not digits:
        return None
    return len(digits.replace("oh", "0")) >= PHONE_DIGITS + digits.startswith("1")
