"""Whether an answer in a model's words may be spoken: only what the cited facts bear out, and nothing about deeds.

The first wall before the caller; the guard is the second. An answer passes if it cites facts that were given, is short, is in
the language of the call, speaks neither of itself nor of allergies, claims nothing, uses no word of booking, changing, sending
or paying that its facts do not use, and denies nothing where they deny nothing, if every number, time, price and name in it stands in
them, and in English most of its other words. It is read clause by clause (gate.py), for it may be spoken while it is written.
"""

import re
from collections.abc import Iterable, Sequence, Set
from functools import cached_property, lru_cache

from receptionist.business.definition import Business, Language
from receptionist.business.once import Once
from receptionist.conversation.disguises import plain, rule
from receptionist.conversation.guard import false_claims
from receptionist.knowledge.grounding import Fact
from receptionist.knowledge.menu import ALLERGENS
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.numbers import with_digits
from receptionist.language.tokens import fold, tokenise

LONGEST = 240
"""Letters of an answer: some fifteen seconds."""
BORNE_OUT = 0.8
"""Share of an English answer's words that must stand in its facts."""
CLAUSE_BORNE_OUT = 0.5
"""The same of each clause by itself: a long truth is no cover for a short invention."""
_FEW = 2
"""Words of a clause in another language that say nothing by themselves."""
_STEMS = re.compile(
    rf"(?:{rule('book|reserv|confirm|schedul|cancel|resched|refund|charg|transfer|text(?:ed|ing)|sent|send|email|notif|inform|guarante|promis|penciled|secured|arranged|all set|done|waitlist|waiting list|agend|apunt|anot|anul|cambi|envi|mand|cobr|devol|reembols|avis|list[oa] |hech[oa] |ਬੁਕ|ਰਿਜਰਵ|ਪਕ[ੀਾੇ]|ਕਨਫਰਮ|ਰਦ|ਕੈਸਲ|ਕੈਂਸਲ|ਬਦਲ|ਭੇਜ|ਲਿਖ|ਨੋਟ|pak+[ia] |bhej|likh|badal|ho g[aiey]|kar d[ie]|safe|segur')})"
)
_ITSELF = re.compile(rf"(?<!\S)(?:{rule('i|me|my|mine|myself|yo|mi|he|ਮੈ|ਮੈਨੂ|main|mainu')})(?!\S)")
_NEGATES = re.compile(
    rf"(?<!\S)(?:{rule('no|not|never|without|none|neither|nor|cannot|nobody|nothing|sin|nunca|ningun|ninguna|tampoco|nada|nadie|ਨਹੀ|ਨਾ')})(?!\S)"
)
_FIRST_NO = re.compile(rf"^\W*(?:{rule('no|ਨਹੀ')})(?= [,.])")
"""Answers the question; what it denies is said after it."""
_EATEN = frozenset(fold(name.replace("_", " ")) for name in ALLERGENS) | frozenset(
    ("allergen", "allergy", "allergic", "alergia", "alergeno", "alergico", "nuts", "nueces", "cacahuete", "cacahuate", "huevo", "leche", "gluten",
     "celiac", "celiaco", "ਐਲਰਜੀ", "ਅਲਰਜੀ", "allergies", "alergias", "contains", "contiene", "traces", "trazas")
)  # fmt: skip
_ODD = re.compile(r"[{}<>\[\]\\|`#*_=@]|https?:|www\.")
_LIGHT = frozenset(
    re.findall(
        r"\w+",
        "yes no we our you your us they it that this is are be the and or to of at in on for from with by a an also there here until till"
        " between every each day days about please can may open close closed have has do does not only just sure so time which dollar dollars usd price cost costs minutes hours",
    )
)
_GURMUKHI = re.compile("[\u0a00-\u0a7f]")
_FOREIGN = re.compile("[^\u0000-\u024f\u0a00-\u0a7f\u0964\u0965\u2010-\u2027\u20ac$£]")


class Ground:
    """What one answer may rest on: the facts it cites, of those that were given."""

    def __init__(self, cited: Iterable[str], given: Sequence[Fact], business: Business, language: Language) -> None:
        ids = set(cited)
        facts = [fact for fact in given if fact.id in ids]
        self._text = " ".join(word for fact in facts for word in (fact.text, *fact.ask))
        self._business = business
        self._language = language
        self.stands = bool(ids) and {fact.id for fact in facts} == ids
        """Something is cited, and nothing that was not given."""

    def bears(self, text: str, clause: str) -> bool:
        """Whether an answer that goes so far may be spoken so far. `clause`: its end, of which most words must be the facts',
        too."""
        if not self.stands or not text or len(text) > LONGEST or _ODD.search(text):
            return False
        if not _in_language(text, self._language) or not self._words_hold(text, clause):
            return False
        if self._language == "en" and _overlap(_words(clause), self._words) < CLAUSE_BORNE_OUT:
            return False
        return not false_claims(text, self._language, (), by="model")

    def tells(self, clause: str) -> bool:
        """Whether it says anything the facts could be asked about. A bare yes does not: what it affirms comes after it."""
        words = _words(clause)
        if self._language != "en":
            return len(words) > _FEW
        return bool(_telling(words) or _numbers(clause, "en"))

    def _words_hold(self, text: str, clause: str) -> bool:
        ours = plain(text)[0]
        if _ITSELF.search(ours) or any(stem not in self._plain for stem in _STEMS.findall(ours)):
            return False
        if _NEGATES.search(_FIRST_NO.sub("", ours)) and not _NEGATES.search(self._plain):
            return False
        words = _words(text)
        if words & _EATEN or not _numbers(clause, self._language) <= self._numbers:
            return False
        if any(name <= words and not name <= self._words for name in self._names):
            return False
        return self._language != "en" or _overlap(words, self._words) >= BORNE_OUT

    @cached_property
    def _plain(self) -> str:
        return plain(self._text)[0]

    @cached_property
    def _words(self) -> frozenset[str]:
        return _words(self._text)

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset[str]().union(*(_numbers(self._text, one) for one in {self._language, "en"}))

    @cached_property
    def _names(self) -> tuple[frozenset[str], ...]:
        return _NAMES.of(self._business)


def _in_language(text: str, language: Language) -> bool:
    letters = sum(character.isalpha() for character in text)
    gurmukhi = len(_GURMUKHI.findall(text))
    if _FOREIGN.search(text) or not letters:
        return False
    return gurmukhi >= letters / 2 if language == "pa" else gurmukhi == 0


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokenise(text) if token.kind == "word")


def _telling(words: Set[str]) -> set[str]:
    return {
        word for word in words if word not in _LIGHT and word not in LEXICONS["en"].function_words and len(word) > 2
    }


def _overlap(words: Set[str], known: Set[str]) -> float:
    telling = _telling(words)
    stems = {word[:5] for word in known}
    return sum(word[:5] in stems for word in telling) / len(telling) if telling else 1.0


@lru_cache(maxsize=1024)
def _numbers(text: str, language: Language) -> frozenset[str]:
    """Every number, hour and price, in the forms it may be said in: 17:00 is 5 as well."""
    found: set[str] = set()
    for token in with_digits(tokenise(re.sub(r"([ap])\.?m\b\.?", " ", fold(text))), LEXICONS[language].numbers):
        if token.kind not in ("number", "clock", "ordinal", "date") and not token.text[:1].isdigit():
            continue
        for part in re.findall(r"\d+(?:\.\d+)?", token.text):
            value = part.rstrip("0").rstrip(".") if "." in part else part.lstrip("0") or "0"
            found.add(value)
            if ":" in token.text and value.isdigit():
                found.add(str(int(value) % 12 or 12))
    return frozenset(found)


def _names(business: Business) -> tuple[frozenset[str], ...]:
    """Of dishes, services and people, as sets of words."""
    named = [*(name for item in business.menu for name in item.name.values()),
             *(name for one in business.services for name in one.name.values()),
             *(one.name for one in business.resources if one.kind == "staff")]  # fmt: skip
    return tuple(dict.fromkeys(words for name in named if (words := frozenset(_words(name)))))


_NAMES = Once(_names)
