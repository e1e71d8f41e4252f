"""Somebody asked for by name who does not work here: "a cut with Priya", "is Priya in tomorrow?". To be given another without a
word, or an hour, would be to say that there is one. Pure."""

import re

from receptionist.business.definition import Business
from receptionist.language.lexicons.es_words import FIRST_NAMES
from receptionist.language.tokens import fold
from receptionist.language.wellknown import is_first_name, is_surname

_NAME = r"((?:(?:the |el |la )?(?:dr|doctora?|mrs?|ms|miss|se[nñ]ora?)\.? )?)([^\W\d_]+)"
"""A title, if there is one, and the name."""
_WHEN_IN = re.compile(
    rf"\b(?:is|does|do|will|did) {_NAME} (?:still |also |ever )?(?:be )?(?:work(?:ing|s)?|in(?! a\b)|there|around|available|free|on duty|at work|with you)\b"
    rf"|\b(?:when|what days?|what time) (?:is|does|do|will) {_NAME} (?:be )?(?:work(?:ing)?|in|there|available|free|start|come in)\b"
    rf"|\b(?:est[aá]|trabaja|atiende|viene) {_NAME}\b|^\W*{_NAME} (?:trabaja|atiende|est[aá] (?!bien\b))",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    rf"\b(?:with|(?<!go )(?<!goes )by|con|see|ver a) {_NAME}\b(?! and me\b)|(?<!\w){_NAME} (?:kolon|ਕੋਲੋਂ|ਕੋਲ ਜਾ|ਤੋਂ ਕਰਵਾ)",
    re.IGNORECASE,
)
_BESIDE_THEM = re.compile(
    r"\b(?:com(?:e|ing) (?:in )?(?:with|along)|bring\w*|together|spoke|speak\w*|talk\w*|messages?|emails?|i'?m with|married|live[sd]? with|vengo|voy|habl\w+)\b",
    re.IGNORECASE,
)
"""Whom they bring or have spoken with; who is looked for to talk to is handed over to, or not, elsewhere."""


def stranger(text: str, business: Business) -> str | None:
    """Their name, with the title that was said. None where nobody serves by name, or the name is one of ours."""
    if not any(one.kind == "staff" for one in business.resources) or _BESIDE_THEM.search(text):
        return None
    found = _WHEN_IN.search(text) or _DONE_BY.search(text)
    if found is None:
        return None
    title, name = next(pair for pair in zip(found.groups()[::2], found.groups()[1::2], strict=True) if pair[1])
    folded = fold(name)
    is_name = is_first_name(folded) or folded in FIRST_NAMES or (bool(title) and is_surname(folded))
    known = folded in _NO_NAMES or folded in _ours(business)
    title = re.sub(r"^(?:the|el|la) ", "", title, flags=re.IGNORECASE)
    return f"{title}{name}".title() if is_name and not known else None


_NO_NAMES = frozenset({
    "you", "your", "me", "my", "us", "him", "her", "them", "it", "that", "this", "the", "a", "an", "any", "anyone", "anybody", "someone",
    "somebody", "will", "may", "june", "april", "august", "mark", "sue", "bill", "art", "see", "in", "long", "young", "man", "men", "royal",
    "so", "tu", "su", "mi", "lo", "la", "el", "los", "las", "un", "una", "hoy", "usted", "esta", "sol", "ma", "chance", "golden",
})  # fmt: skip
"""Words that are names as well, or that a name's list has by accident."""


def _ours(business: Business) -> set[str]:
    """Every word of a name that somebody of the house bears, and the house itself."""
    names = [one.name for one in business.resources if one.kind == "staff"]
    names += [one.name for one in business.colleagues]
    names += [business.identity.assistant_name, business.name, business.spoken_name]
    return {part for name in names for part in re.findall(r"[^\W\d_]+", fold(name))}
