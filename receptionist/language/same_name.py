"""Whether a recogniser may have written one name for another, and how surely.

Names are compared word by word, as they sound (likeness.py): without case, accents and titles, and whatever their order.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from receptionist.language.gurmukhi import consonants_heard, consonants_written, is_gurmukhi
from receptionist.language.likeness import Heard, Person, likeness

ALIKE = 3.6
"""Evidence from which on two words are taken for one: Smyth and Smith, Lopes and López, but not Smith and Smart."""
EXACT = 6.4
"""Evidence of a word that was heard as it is written."""
CLOSER = 2.0
"""Evidence by which a name must be nearer than another for the other not to be meant."""

Part = Literal["any", "first", "full"]
"""What of a name must have been heard: some of it; the first of it, for in a family a surname is everybody's; or both its
first and another."""

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "senor", "senora", "senorita", "don", "dona", "sr", "sra", "ji"})
_PARTICLES = re.compile(r"\b(o|mc|mac|de|del|la|las|los|da|di|van|von|der|le|al|el) (?=\w)")
"""Written on its own or as one with what follows: De la Cruz, Delacruz; O Brien, O'Brien."""


def same_name(heard: str, written: str) -> bool:
    """Each word of the shorter name is some word of the longer one, spelt or sounding alike."""
    return nearness(heard, written) > 0


def nearest(heard: Sequence[str], written: str, part: Part = "any") -> float:
    """How surely one of the readings is that name: evidence of its weakest word, 0 where none may be it."""
    return max((nearness(name, written, part) for name in heard), default=0.0)


def nearness(heard: str, written: str, part: Part = "any") -> float:
    """As `nearest`, of one reading."""
    said, kept = _words(heard), _words(written)
    if not said or not kept:
        return 0.0
    pairs = _paired(said, kept)
    weakest = min(alike(one, other) for one, other in pairs)
    if weakest >= ALIKE:
        return weakest if _is_heard(part, pairs, kept) else 0.0
    joined = alike("".join(said), "".join(kept))
    return joined if joined >= ALIKE and part == "any" else 0.0


def _is_heard(part: Part, pairs: list[tuple[str, str]], kept: list[str]) -> bool:
    first = any(word == kept[0] for _, word in pairs)
    match part:
        case "any":
            return True
        case "first":
            return first
        case "full":
            return first and len(pairs) >= min(len(kept), 2)


def closest(nearnesses: Iterable[float]) -> float:
    """From what nearness on a name is among those that are meant."""
    return max((best := max(nearnesses, default=0.0)) - CLOSER, min(best, ALIKE))


def _paired(said: list[str], kept: list[str]) -> list[tuple[str, str]]:
    """Each word of the shorter name with the likeliest word of the longer one that is left: as said, as kept."""
    swapped = len(said) > len(kept)
    shorter, longer = (kept, said) if swapped else (said, kept)
    left, pairs = list(longer), []
    for word in shorter:
        best = max(left, key=lambda other: alike(word, other))
        left.remove(best)
        pairs.append((best, word) if swapped else (word, best))
    return pairs


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> float:
    """Evidence that two words are one. What Punjabi writes in its own letters is compared by its consonants."""
    if is_gurmukhi(one) != is_gurmukhi(other):
        punjabi, latin = (one, other) if is_gurmukhi(one) else (other, one)
        return EXACT if (heard := consonants_written(punjabi)) and heard == consonants_heard(latin) else 0.0
    if is_gurmukhi(one):
        return EXACT if one == other else 0.0
    return likeness(Heard(names=((one, ""),)), Person("", first=other)).evidence


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(letter for letter in letters if letter.isalpha() or letter in " -" or is_gurmukhi(letter))
    words = _PARTICLES.sub(r"\1", " ".join(plain.replace("-", " ").split())).split()
    return [word for word in words if word not in _TITLES] or words
