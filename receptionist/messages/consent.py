"""What a text says about texts: stop, start, help. Read before anything else is made of it.

A recipient may revoke consent "in any reasonable manner" (47 CFR 64.1200(a)(10), since 11 April 2025): the listed
words stop, quit, end, revoke, opt out, cancel, unsubscribe, and a sentence that plainly says so. Twilio answers the
single English keywords itself and blocks the number (error 21610); those get no second answer from us
(https://help.twilio.com/articles/223134027). Spanish, Punjabi and free text it passes through: they are ours to obey
and to confirm, once.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from receptionist.business.definition import Language

Wish = Literal["stop", "start", "help"]

ANSWERED_BY_TWILIO: dict[Wish, frozenset[str]] = {
    "stop": frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}),
    "start": frozenset({"start", "yes", "unstop"}),
    "help": frozenset({"help", "info"}),
}

_WORDS: dict[Wish, dict[Language, frozenset[str]]] = {
    "stop": {
        "en": ANSWERED_BY_TWILIO["stop"] | {"opt out", "stop all", "stop texting", "stop texts", "remove", "remove me"},
        "es": frozenset({
            "alto", "parar", "pare", "para ya", "basta", "baja", "dar de baja", "darme de baja", "cancelar textos",
            "no mas", "no mas mensajes", "no mas textos", "detener", "detenga", "terminar", "fin", "salir", "stop ya",
        }),
        "pa": frozenset({
            "ਰੋਕੋ", "ਬੰਦ", "ਬੰਦ ਕਰੋ", "ਬੰਦ ਕਰ ਦਿਓ", "ਸਟਾਪ", "ਨਹੀਂ ਚਾਹੀਦੇ", "ਸੁਨੇਹੇ ਬੰਦ ਕਰੋ", "ਮੈਸੇਜ ਬੰਦ ਕਰੋ", "ਹੋਰ ਨਹੀਂ",
            "roko", "band", "band karo", "bund karo", "band kar do", "band kar dio", "messages band karo",
            "message band karo", "sunehe band karo", "nahi chahide", "nahin chahide",
        }),
    },
    "start": {
        "en": ANSWERED_BY_TWILIO["start"] | {"opt in", "subscribe", "resume"},
        "es": frozenset({"empezar", "iniciar", "comenzar", "reanudar", "alta", "dar de alta", "inicio"}),
        "pa": frozenset({"ਸ਼ੁਰੂ", "ਸ਼ੁਰੂ ਕਰੋ", "ਚਾਲੂ ਕਰੋ", "shuru", "shuru karo", "chalu karo"}),
    },
    "help": {
        "en": ANSWERED_BY_TWILIO["help"],
        "es": frozenset({"ayuda", "auxilio", "informacion"}),
        "pa": frozenset({"ਮਦਦ", "ਮੱਦਦ", "ਸਹਾਇਤਾ", "madad", "madat", "sahayata"}),
    },
}  # fmt: skip

# Compiled with the first text: 40 ms that a caller would wait for where a function starts.
_SENTENCES: tuple[tuple[Language, str], ...] = (
    (
        "en",
        (
            r"\b(?:stop|quit|end|cease)\b.{0,20}\b(?:texting|texts?|messag\w*|sms|contacting|bothering)\b"
            r"|\b(?:do not|don'?t|never)\b.{0,20}\b(?:text|message|sms|contact)\b(?:ing)?.{0,3}\b(?:me|us|this|again)\b"
            r"|\bno more\b.{0,12}\b(?:texts?|messages?|sms)\b"
            r"|\b(?:opt|opting)\b.{0,4}\bout\b|\bunsubscribe\b"
            r"|\b(?:remove|take)\b.{0,12}\b(?:me|my number|this number)\b.{0,12}\b(?:off|from|list)\b"
            r"|\b(?:revoke|withdraw)\b.{0,12}\bconsent\b|\bstop\b[ ,]*\bplease\b|\bplease\b[ ,]*\bstop\b|\bleave me alone\b"
        ),
    ),
    (
        "es",
        (
            r"\b(?:no|dej\w+ de|pare\w* de)\b.{0,18}\b(?:envie\w*|enviar\w*|mande\w*|mandar\w*|escrib\w+|recibir)\b"
            r".{0,16}\b(?:mensajes?|textos?|sms|mas)\b"
            r"|\bdej\w+ de (?:escribir|enviar|mandar)\w*\b|\bno (?:me )?(?:escrib\w+|contact\w+)\b"
            r"|\b(?:dar|den|darme|denme)\b.{0,8}\bde baja\b|\bno quiero\b.{0,16}\b(?:mensajes?|textos?|sms)\b"
        ),
    ),
    (
        "pa",
        (
            r"(?:ਸੁਨੇਹ\S*|ਮੈਸੇਜ|ਟੈਕਸਟ).{0,15}(?:ਬੰਦ|ਨਾ ਭੇਜੋ|ਨਹੀਂ ਚਾਹੀਦ|ਰੋਕੋ)"
            r"|\b(?:message|messages|sunehe|suneha|text|texts)\b.{0,15}\b(?:band|bund|na bhejo|nahi chahid\w+|roko)\b"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Consent:
    wish: Wish
    language: Language
    answered: bool
    """Twilio answers this one itself: say nothing."""


def read(body: str, *, opt_out_type: str = "") -> Consent | None:
    """What the text wishes about texts, or None if it is about something else.

    `opt_out_type`: Twilio's field of that name (STOP, START, HELP), there when its Advanced Opt-Out has understood and
    answered the text. "CANCEL AB3K7" is about a booking, "cancel" alone is about texts.
    """
    said = plain(body)
    known = opt_out_type.strip().lower()
    for wish, words in _WORDS.items():
        for language, listed in words.items():
            if known == wish or said in map(plain, listed):
                return Consent(wish, language, bool(known) or said in ANSWERED_BY_TWILIO[wish])
    for language, pattern in _SENTENCES:
        if re.search(pattern, said):
            return Consent("stop", language, bool(known))
    return None


def plain(body: str) -> str:
    """Lower case, Latin letters without accents, one space between words, no punctuation at the ends."""
    text = unicodedata.normalize("NFKC", body).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")
    return " ".join(unicodedata.normalize("NFC", bare).split()).strip(" .,;:!?¡¿\"'()-।")
