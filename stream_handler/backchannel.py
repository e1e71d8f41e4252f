"""Sounds that tell a speaker to go on: not a turn, though they made us stop."""

import re

from rapidfuzz import fuzz

WORDS = frozenset(
    {
        *("mm", "hm", "hmm", "mhm", "mmhmm", "uh", "huh", "aha", "ah", "oh", "ok", "okay", "yeah", "yes", "yep"),
        *("right", "sure", "good", "great", "nice", "cool", "alright", "all"),
        *("ajá", "aja", "ya", "vale", "sí", "si", "claro", "bueno", "bien", "eh"),
        *("ਹਾਂ", "ਜੀ", "ਹਾਂਜੀ", "ਅੱਛਾ", "ਠੀਕ", "ਹੈ"),
    }
)
_LONGEST = 3
_ECHO_BEFORE, _ECHO_AFTER = 6, 2
"""Words of our own around the place where we fell silent: what can come back from a line within its delay, or was on its way."""
_ALIKE = 85.0


def is_backchannel(text: str) -> bool:
    """Whether it says no more than "I am listening". "Yes" is one only while no question is being answered: that is for
    the asker to know."""
    words = re.findall(r"[\w\u0a00-\u0a7f]+", text.lower())
    return 0 < len(words) <= _LONGEST and all(word in WORDS for word in words)


def is_echo(text: str, ours: str, heard: str) -> bool:
    """Whether it is what we were just saying, come back over the line. `heard`: of `ours`, when we fell silent."""
    at = len(heard.split())
    words, around = text.lower().split(), ours.lower().split()[max(0, at - _ECHO_BEFORE) : at + _ECHO_AFTER]
    return 0 < len(words) <= len(around) and fuzz.partial_ratio(" ".join(words), " ".join(around)) >= _ALIKE
