"""The language of a turn: the script decides, then frequent words, then what the recogniser and the call say.

One foreign word is no switch: a turn leaves the language of the call only on clear evidence.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from receptionist.business.definition import Language
from receptionist.language.letters import letters
from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import tokenise

Identify = Callable[[str], tuple[str, float] | None]
"""A language identifier, injected: ISO 639-1 code and probability."""

_GURMUKHI = re.compile("[\u0a00-\u0a7f]")
_SHAHMUKHI = re.compile("[\u0600-\u06ff]")
_SPANISH_MARKS = re.compile("[¿¡ñ]")

SHORT = 3
"""Letters of a word: "uh huh" and "nah" are of no language."""
TELLING = 0.6
"""From which probability on the letters of a turn tell its language, where its words do not or hardly do."""
_A_FEW = 3
"""Words whose letters bear out what one of them hints at."""
_OWN = 2
"""Words of a language that make those it borrowed its own."""


def language_of(
    text: str,
    lexicons: Mapping[Language, Lexicon],
    heard: Language | None,
    call: Language | None,
    identify: Identify | None,
    *,
    a_name: bool = False,
) -> Language:
    """`heard`: what the recogniser took it for; `call`: the language spoken so far; `a_name`: a name was asked for, and
    its letters tell where somebody's forebears lived, not what they speak."""
    if _GURMUKHI.search(text) or _SHAHMUKHI.search(text):
        return "pa"
    prior: Language = call or heard or "en"
    words = [t.text for t in tokenise(text) if t.kind == "word"]
    scores = _scores(text, words, lexicons, heard if call and heard != call else None)
    highest = max(scores.values())
    if [code for code, score in scores.items() if score == highest] == [prior]:
        return prior  # Whatever its letters tell, which take longer to read than all the rest.
    spelt = _spelt(text, words)
    best = max(scores, key=lambda code: (scores[code], code == spelt, code == prior))
    clear = scores[best] - scores.get(prior, 0)
    if call is None and heard is None and not a_name and _unknown(words, prior, lexicons, scores):
        spelt, sure = letters().guess(text)
        return spelt if sure >= TELLING else prior
    if best == spelt and scores[best] > 0:
        return best
    if best == prior or clear < 1:
        return prior
    if clear >= 2 or (call is None and scores.get(prior, 0) == 0):
        return best
    if identify is not None and len(words) >= 3:
        guess = identify(text)
        if guess and guess[0] == best and guess[1] >= 0.6:
            return best
    return prior


def _scores(
    text: str, words: Sequence[str], lexicons: Mapping[Language, Lexicon], other: Language | None
) -> dict[Language, int]:
    """How much of the turn only each language has, without what another has borrowed of it. `other`: what it was heard
    as, where that is not the language of the call."""
    scores = {code: _telling(words, code, lexicons) for code in lexicons}
    if _SPANISH_MARKS.search(text.casefold()):
        scores["es"] = scores.get("es", 0) + 1
    if other:
        scores[other] = scores.get(other, 0) + 1
    for code, lexicon in lexicons.items():
        borrowed = [word for word in words if word in lexicon.borrowed] if scores[code] >= _OWN else []
        for rest in lexicons.keys() - {code}:
            scores[rest] -= _telling(borrowed, rest, lexicons)
    return scores


def _spelt(text: str, words: Sequence[str]) -> Language | None:
    """The language the letters tell: they bear out what the words only hint at, as in "booking karvani hai"."""
    if len(words) < _A_FEW:
        return None
    guess, sure = letters().guess(text)
    return guess if sure >= TELLING else None


def _unknown(
    words: Sequence[str], prior: Language, lexicons: Mapping[Language, Lexicon], scores: Mapping[Language, int]
) -> bool:
    """Whether no lexicon tells, and there is a word long enough to guess by."""
    own = any(word in lexicons[prior].telling for word in words)
    return not own and not any(scores.values()) and max(map(len, words), default=0) > SHORT


def _telling(words: Sequence[str], code: Language, lexicons: Mapping[Language, Lexicon]) -> int:
    """How many of the words only this language has."""
    others = [lexicon.telling for other, lexicon in lexicons.items() if other != code]
    return sum(word in lexicons[code].telling and not any(word in other for other in others) for word in words)


def other_language(text: str, lexicons: Mapping[Language, Lexicon], language: Language) -> Language | None:
    """Where the turn means nothing in `language`: another one with any word of it ("siete" amid English)."""
    words = [t.text for t in tokenise(text) if t.kind == "word"]
    scores = {code: _telling(words, code, lexicons) for code in lexicons}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > scores[language] else None
