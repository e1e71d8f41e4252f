"""What a short text answers to a text of ours: yes, no, one of the choices, or that a visit shall be off or elsewhere.

Consent has been read before, see `consent.py`; what comes here is about a visit or about nothing we know. Pure.
"""

import re
from dataclasses import dataclass
from typing import Literal

from receptionist.business.definition import Language

Answer = Literal["confirm", "yes", "no"]

_ANSWERS: dict[Answer, dict[Language, frozenset[str]]] = {
    "confirm": {
        "en": frozenset({"c", "confirm", "confirmed", "i confirm", "c please", "confirm please", "we confirm"}),
        "es": frozenset({"confirmo", "confirmar", "confirmado", "confirmada", "si confirmo", "confirmamos"}),
        "pa": frozenset({"ਪੱਕਾ", "ਪੱਕੀ", "ਪੱਕਾ ਜੀ", "ਹਾਂ ਪੱਕਾ", "pakka", "pakki", "pakka ji", "haan pakka"}),
    },
    "yes": {
        "en": frozenset({
            "y", "yes", "yes please", "yeah", "yep", "ok", "okay", "sure", "yes thanks", "yes thank you", "yes we will",
            "see you then", "we will be there", "i'll be there", "we'll be there", "\N{THUMBS UP SIGN}",
        }),
        "es": frozenset({"s", "si", "si por favor", "si gracias", "claro", "vale", "de acuerdo", "bueno", "alli estaremos"}),
        "pa": frozenset({
            "ਹਾਂ", "ਹਾਂਜੀ", "ਹਾਂ ਜੀ", "ਜੀ", "ਜੀ ਹਾਂ", "ਠੀਕ ਹੈ", "ਠੀਕ", "haan", "han", "haanji", "hanji", "haan ji", "han ji", "ji",
            "ji haan", "theek hai", "thik hai", "theek", "thik",
        }),
    },
    "no": {
        "en": frozenset({"n", "no", "no thanks", "no thank you", "nope", "not now"}),
        "es": frozenset({"no gracias", "ahora no"}),
        "pa": frozenset({"ਨਹੀਂ", "ਨਹੀਂ ਜੀ", "ਨਾ", "nahi", "nahin", "nahi ji", "nahin ji"}),
    },
}  # fmt: skip

_OF_NO_LANGUAGE = frozenset({"c", "y", "n", "s", "ok", "no", "\N{THUMBS UP SIGN}"})

_CHOICES: dict[str, int] = {
    "1": 1, "2": 2, "3": 3, "one": 1, "two": 2, "three": 3, "first": 1, "second": 2, "third": 3, "uno": 1, "dos": 2, "tres": 3,
    "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "ਇੱਕ": 1, "ਇਕ": 1, "ਦੋ": 2, "ਤਿੰਨ": 3,
    "੧": 1, "੨": 2, "੩": 3, "ik": 1, "ikk": 1, "do": 2, "tin": 3, "tinn": 3,
}  # fmt: skip
_AROUND_A_CHOICE = frozenset({
    "number", "option", "the", "please", "one", "reply", "el", "la", "opcion", "numero", "por", "favor", "ਨੰਬਰ", "ਜੀ", "ji",
})  # fmt: skip

_CANCELS: dict[Language, frozenset[str]] = {
    "en": frozenset({"cancel", "canceled", "cancelled", "canceling", "cancelling"}),
    "es": frozenset({"anula", "anular", "anule", "anulen", "cancela", "cancelar", "cancele", "cancelen"}),
    "pa": frozenset({"ਰੱਦ", "ਕੈਂਸਲ", "radd", "rad", "rudd"}),
}
_NOT_CANCELLED = re.compile(
    r"\b(?:do not|don'?t|didn'?t|never|not|no (?:la |lo )?)\s*(?:cancel|anul)|\bcancel\w* (?:policy|fee)|ਨਾ ਰੱਦ|ਰੱਦ ਨਾ"
    r"|\b(?:if|can|could|may|should) (?:i|we)\b.{0,12}\bcancel|\b(?:si|puedo|podemos|se puede)\b.{0,12}\b(?:cancel|anul)"
)
"""Asking to keep it, or only asking about cancelling."""

_MOVES: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:move|change|reschedule|switch|shift|push|postpone|instead|make it)\b"),
    "es": re.compile(r"\b(?:cambi\w+|mover\w*|muev\w+|reprogram\w+|pas(?:ar|e|en|ame|eme)\w*|aplaz\w+|mejor)\b"),
    "pa": re.compile(r"(?:ਬਦਲ|ਬਦਲੋ)|\b(?:badal|badlo|badli|badlna)\w*\b"),
}

_LEET = str.maketrans("4013", "aoie")

_LATIN_PUNJABI: dict[str, str] = {
    "somvar": "ਸੋਮਵਾਰ", "mangalvar": "ਮੰਗਲਵਾਰ", "budhvar": "ਬੁੱਧਵਾਰ", "buddhvar": "ਬੁੱਧਵਾਰ", "veervar": "ਵੀਰਵਾਰ", "virvar": "ਵੀਰਵਾਰ",
    "shukkarvar": "ਸ਼ੁੱਕਰਵਾਰ", "shukarvar": "ਸ਼ੁੱਕਰਵਾਰ", "shanivar": "ਸ਼ਨੀਵਾਰ", "shaniwar": "ਸ਼ਨੀਵਾਰ", "aitvar": "ਐਤਵਾਰ", "aetvar": "ਐਤਵਾਰ",
    "ajj": "ਅੱਜ", "aj": "ਅੱਜ", "kal": "ਕੱਲ੍ਹ", "kall": "ਕੱਲ੍ਹ", "bhalke": "ਭਲਕੇ", "parso": "ਪਰਸੋਂ", "parson": "ਪਰਸੋਂ", "vaje": "ਵਜੇ",
    "wajje": "ਵਜੇ", "vajje": "ਵਜੇ", "baje": "ਵਜੇ", "shaam": "ਸ਼ਾਮ", "sham": "ਸ਼ਾਮ", "shami": "ਸ਼ਾਮੀਂ", "savere": "ਸਵੇਰੇ", "swere": "ਸਵੇਰੇ",
    "dupehar": "ਦੁਪਹਿਰ", "raat": "ਰਾਤ", "nu": "ਨੂੰ", "badal": "ਬਦਲ", "badlo": "ਬਦਲੋ", "karo": "ਕਰੋ", "kardo": "ਕਰ ਦਿਓ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    answer: Answer
    language: Language | None
    """None: the word is of no language in particular."""


def answered(said: str) -> Answered | None:
    """`said` as `consent.plain` gives it. Only a text that is nothing but an answer is one."""
    for answer, words in _ANSWERS.items():
        for language, listed in words.items():
            if said in listed:
                return Answered(answer, None if said in _OF_NO_LANGUAGE else language)
    return None


def chosen(said: str) -> int | None:
    """Which of the numbered choices: "2", "the second one", "número 3"."""
    words = [word for word in re.split(r"[\s.,!#)]+", said) if word]
    named = [_CHOICES[word] for word in words if word in _CHOICES and not (word == "one" and len(words) > 1)]
    rest = [word for word in words if word not in _CHOICES and word not in _AROUND_A_CHOICE]
    return named[0] if len(named) == 1 and not rest else None


def cancels(said: str) -> Language | None:
    """The language in which it asks to cancel something, if it does. "C4NCEL" too: some phones and people write so to get
    past filters that take the bare word for opting out."""
    if _NOT_CANCELLED.search(said):
        return None
    words = {spelling for word in re.split(r"[\s.,:;!?]+", said) for spelling in (word, word.translate(_LEET))}
    return next((language for language, listed in _CANCELS.items() if words & listed), None)


def moves(said: str) -> Language | None:
    """The language in which it asks to have something at another time, if it does."""
    return next((language for language, pattern in _MOVES.items() if pattern.search(said)), None)


def in_its_script(said: str) -> str:
    """Punjabi written in Latin letters, as far as days and times need it, in Gurmukhi; anything else as it is."""
    words = [_LATIN_PUNJABI.get(word.casefold().strip(".,!?"), word) for word in said.split()]
    return " ".join(words)
