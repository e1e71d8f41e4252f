"""Words by their consonants, whatever letters they are written in: "dandan di jaanch" is ਦੰਦਾਂ ਦੀ ਜਾਂਚ. Pure.

Punjabi is spoken to us in Gurmukhi, typed and often transcribed in Latin letters, spelled as anybody likes; vowels and
aspiration differ between two writers, consonants hardly.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from receptionist.business.definition import Business

ALIKE = 88.0
SHORTEST = 4
"""Consonants; fewer are no evidence."""
_GURMUKHI = dict(
    zip(
        "ਕਖਗਘਚਛਜਝਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਰਲਵਸੜਂੰਲਯਙਞ",
        ("k", "k", "g", "g", "c", "c", "j", "j", "t", "t", "d", "d", "n", "t", "t", "d", "d", "n", "p", "p", "b", "b", "m", "r", "l", "v", "s",
         "r", "n", "n", "l", "", "n", "n"),
        strict=True,
    )
)  # fmt: skip
_LATIN = (("c(?!h)", "k"), ("ch", "c"), ("q", "k"), ("ph|f", "p"), ("w", "v"), ("z", "j"), ("x", "ks"))


@lru_cache(maxsize=4096)
def consonants(text: str) -> str:
    """The skeleton of a phrase."""
    letters = text.casefold()
    for written, heard in _LATIN:
        letters = re.sub(written, heard, letters)
    kept = (_GURMUKHI.get(letter, letter if letter in "bcdgjklmnprstv" else "") for letter in letters)
    return re.sub(r"(.)\1+", r"\1", "".join(kept))


def service_that_sounds_like(text: str, business: Business) -> str | None:
    """Id of the one service whose name, in any language, is heard in the text. None where two are as likely."""
    words = re.findall(r"[^\s.,!?।]+", text)
    scores: dict[str, float] = {}
    for service in business.services:
        names = (*service.name.values(), *(word for words in service.synonyms.values() for word in words))
        scores[service.id] = max((_likeness(words, name) for name in names), default=0.0)
    best = sorted(scores, key=lambda name: -scores[name])
    if not best or scores[best[0]] < ALIKE or (len(best) > 1 and scores[best[1]] == scores[best[0]]):
        return None
    return best[0]


def _likeness(words: Sequence[str], name: str) -> float:
    """How much the likeliest stretch of as many words, or one more or less, sounds like the name."""
    skeleton, length = consonants(name), len(name.split())
    if len(skeleton) < SHORTEST:
        return 0.0
    stretches = (words[i : i + n] for n in (length - 1, length, length + 1) if n for i in range(len(words) - n + 1))
    return max((fuzz.ratio(skeleton, consonants(" ".join(stretch))) for stretch in stretches), default=0.0)
