"""Sounds that tell a speaker to go on: not a turn, though they made us stop."""

import re

WORDS = frozenset(
    {
        *("mm", "hm", "hmm", "mhm", "mmhmm", "uh", "huh", "aha", "ah", "oh", "ok", "okay", "yeah", "yes", "yep"),
        *("right", "sure", "good", "great", "nice", "cool", "alright", "all"),
        *("ajá", "aja", "ya", "vale", "sí", "si", "claro", "bueno", "bien", "eh"),
        *("ਹਾਂ", "ਜੀ", "ਹਾਂਜੀ", "ਅੱਛਾ", "ਠੀਕ", "ਹੈ"),
    }
)
_LONGEST = 3


def is_backchannel(text: str) -> bool:
    """Whether it says no more than "I am listening". "Yes" is one only while no question is being answered: that is for
    the asker to know."""
    words = re.findall(r"[\w\u0a00-\u0a7f]+", text.lower())
    return 0 < len(words) <= _LONGEST and all(word in WORDS for word in words)
