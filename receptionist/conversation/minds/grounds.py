"""Whether an answer in a model's words may be spoken: only what the cited facts bear out, and nothing about deeds.

The first wall before the caller; the guard is the second. An answer passes if it cites facts that were given, is short, is in
the language of the call, speaks neither of itself nor of allergies, uses no word of booking, changing, sending or paying that
its facts do not use, and if every number, time, price and name in it stands in them, and in English most of its other words.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from receptionist.business.definition import Business, Language
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
_STEMS = re.compile(
    rf"(?:{rule('book|reserv|confirm|schedul|cancel|resched|refund|charg|transfer|text(?:ed|ing)|sent|send|email|notif|inform|guarante|promis|penciled|secured|arranged|all set|done|waitlist|waiting list|agend|apunt|anot|anul|cambi|envi|mand|cobr|devol|reembols|avis|list[oa] |hech[oa] |ਬੁਕ|ਰਿਜਰਵ|ਪਕ[ੀਾੇ]|ਕਨਫਰਮ|ਰਦ|ਕੈਸਲ|ਕੈਂਸਲ|ਬਦਲ|ਭੇਜ|ਲਿਖ|ਨੋਟ|pak+[ia] |bhej|likh|badal|ho g[aiey]|kar d[ie]|safe|segur')})"
)
_ITSELF = re.compile(rf"(?<!\S)(?:{rule('i|me|my|mine|myself|yo|mi|he|ਮੈ|ਮੈਨੂ|main|mainu')})(?!\S)")
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


def borne_out(
    answer: str, cited: Iterable[str], given: Sequence[Fact], business: Business, language: Language
) -> str | None:
    """The answer as it may be spoken; None: it may not."""
    ids = set(cited)
    facts = [fact for fact in given if fact.id in ids]
    text = " ".join(answer.split())
    if not ids or {fact.id for fact in facts} != ids or not text or len(text) > LONGEST or _ODD.search(text):
        return None
    if not _in_language(text, language) or false_claims(text, language, (), by="model") and not _verbatim(text, facts):
        return None
    ground = " ".join(word for fact in facts for word in (fact.text, *fact.ask))
    return text if _words_hold(text, ground, business, language) else None


def _verbatim(text: str, facts: Sequence[Fact]) -> bool:
    """Whole sentences of one fact, word for word."""
    said = plain(text)[0].strip(" .")
    return any(f" . {said} ." in f" . {plain(fact.text)[0]} ." for fact in facts)


def _in_language(text: str, language: Language) -> bool:
    letters = sum(character.isalpha() for character in text)
    gurmukhi = len(_GURMUKHI.findall(text))
    if _FOREIGN.search(text) or not letters:
        return False
    return gurmukhi >= letters / 2 if language == "pa" else gurmukhi == 0


def _words_hold(text: str, ground: str, business: Business, language: Language) -> bool:
    ours, theirs = plain(text)[0], plain(ground)[0]
    if _ITSELF.search(ours) or any(stem not in theirs for stem in _STEMS.findall(ours)):
        return False
    words, known = _words(text), _words(ground)
    if words & _EATEN:
        return False
    if not _numbers(text, language) <= _numbers(ground, language) | _numbers(ground, "en"):
        return False
    if any(name & words and not name & words <= known for name in _names(business.model_dump_json()) if name <= words):
        return False
    return language != "en" or _overlap(words, known) >= BORNE_OUT


def _words(text: str) -> set[str]:
    return {token.text for token in tokenise(text) if token.kind == "word"}


def _overlap(words: set[str], known: set[str]) -> float:
    telling = {
        word for word in words if word not in _LIGHT and word not in LEXICONS["en"].function_words and len(word) > 2
    }
    stems = {word[:5] for word in known}
    return sum(word[:5] in stems for word in telling) / len(telling) if telling else 1.0


def _numbers(text: str, language: Language) -> set[str]:
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
    return found


@lru_cache(maxsize=64)
def _names(definition: str) -> tuple[frozenset[str], ...]:
    """Of dishes, services and people, as sets of words."""
    business = Business.model_validate_json(definition)
    named = [*(name for item in business.menu for name in item.name.values()),
             *(name for one in business.services for name in one.name.values()),
             *(one.name for one in business.resources if one.kind == "staff")]  # fmt: skip
    return tuple(dict.fromkeys(words for name in named if (words := frozenset(_words(name)))))
