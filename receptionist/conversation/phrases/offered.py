"""Picking from what was offered, or wanting something else."""

import re
from datetime import datetime

_ORDINALS: tuple[tuple[str, int], ...] = (
    (r"first|1st|primer[ao]?|option one|number one|opción uno|ਪਹਿਲ[ਾੀੇ]|pehl[aie]", 0),
    (r"second|2nd|segund[ao]|option two|number two|opción dos|ਦੂਜ[ਾੀੇ]|d(?:u|oo)j[aie]", 1),
    (r"third|3rd|tercer[ao]?|option three|number three|opción tres|ਤੀਜ[ਾੀੇ]|t(?:i|ee)j[aie]", 2),
    (r"last|latter|últim[ao]|ultim[ao]|ਆਖ਼?ਰੀ", -1),
)


def ordinal(text: str, offered: int) -> int | None:
    """Which of `offered` things "the second", "the last one" means."""
    for words, index in _ORDINALS:
        if re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.I):
            place = index if index >= 0 else offered - 1
            return place if place < offered else None
    return None


def only_ordinal(text: str) -> bool:
    """Whether "the second" is all there is: no month or weekday makes it a date."""
    return any(re.fullmatch(rf"(?:the |el |la )?(?:{words})(?: one)?", text.strip(), re.I) for words, _ in _ORDINALS)


def after_ordinal(text: str, start: int) -> bool:
    """Whether the word at `start` is the "one" of "the second one"."""
    return any(re.search(rf"(?:{words})\s+$", text[:start], re.I) for words, _ in _ORDINALS)


_EARLIEST = re.compile(r"\b(earl(y|ier|iest)|soon(er|est)|más temprano|temprano|antes|primera hora)\b", re.I)
_LATEST = re.compile(r"\b(lat(er|est)|más tarde|después)\b", re.I)


def earlier_or_later(text: str, starts: list[datetime]) -> int | None:
    """ "The earlier one", "the latest": by the times that were offered."""
    if not starts:
        return None
    if _EARLIEST.search(text):
        return starts.index(min(starts))
    if _LATEST.search(text):
        return starts.index(max(starts))
    return None


_OTHERS = re.compile(
    r"\b(?:any(?:thing)? ?else|something else|what else|(?:any|some|the) other \w+|other (?:times?|options?|slots?|days?|openings?|suggestions?|choices?|recommendations?|ones?|possibilit\w+)|others"
    r"|more (?:times?|options?|choices?|slots?|suggestions?)|another (?:time|option|suggestion|one|slot|\w+)"
    r"|different (?:time|one)|alternatives?|none (?:of (?:them|those|these))?|neither|alguna otra|otr[oa]s? (?:hora|opci[oó]n|horario)s?|ninguna?|ni una)\b"
    r"|ਕੋਈ ਹੋਰ|ਹੋਰ ਸਮਾਂ|\b(?:koi hor|hor time|hor koi)\b",
    re.IGNORECASE,
)


def wants_others(text: str) -> bool:
    """ "Any other time?", "none of those": nothing of what was offered."""
    return _OTHERS.search(text) is not None


_SOME = re.compile(
    r"\b(?:any(?:thing|time)?|some(?:thing|time)?|nothing|a (?:little |bit )?|bit|little|much|even|slot|one|more|be|is|have|algo|nada|un poco|(?:tant|poqu|rat)ito|(?:un )?rato|hay|tiene[ns]?)\b[^.?!]{0,25}"
    r"\b(?P<way>earlier|sooner|later|m[aá]s temprano|antes|m[aá]s tarde|despu[eé]s)\b|\btoo (?P<too>early|late)\b|^\W*(?:(?:y|and|o|or|pero|but|entonces|then|mejor)\W+)*(?P<bare>earlier|later|m[aá]s temprano|m[aá]s tarde)\W*(?:mejor|por favor|please)?\W*$",
    re.IGNORECASE,
)
_PICKS = re.compile(
    r"\b(?:the|that|el|la) (?:earlier|later|earliest|latest|first|last|sooner|m[aá]s \w+)(?: one| time| slot)?\b",
    re.IGNORECASE,
)


def wants_beyond(text: str) -> str | None:
    """ "Do you have anything later?": `later` or `earlier` than all that was offered. "The later one" is one of them."""
    match = None if _PICKS.search(text) else _SOME.search(text)
    if match is None:
        return None
    if match["too"]:
        return "later" if match["too"].lower() == "early" else "earlier"
    way = (match["way"] or match["bare"]).lower()
    return "later" if way in ("later", "más tarde", "mas tarde", "después", "despues") else "earlier"


_ANY_TIME = re.compile(
    r"\b(any ?time|first thing|earliest|soonest|first available|as soon as|lo antes posible|lo más temprano|whenever|whatever (time|you have)|whatever(?:'s| is)? (?:good|best|fine|free|available|works|easiest)|you (?:decide|pick)|(?:what|which)(?: other)? (?:times|slots|options) (?:do|are|have|would|can)|what time (?:do you have|have you got|is (?:free|available))|what(?:'s| is| do you have| have you got)? (?:available|free|open)|what (?:do you have|have you got|works)|qu[eé] (?:horas?|horarios?) (?:tiene|hay)|up to you|(?:i'm|we're|i am|we are) (?:flexible|easy|not fussy)|doesn't matter|don't mind|no preference|you choose|cualquier hora"
    r"|cuando sea|me da igual|da lo mismo|la que tenga|cuanto antes|lo primero que (?:tenga|haya)|jinn?i (?:jaldi|chh?eti)|jadon marzi|kise vi vele)\b"
    r"|ਜਿੰਨੀ (?:ਛੇਤੀ|ਜਲਦੀ)|ਜਦੋਂ ਮਰਜ਼ੀ|ਕਿਸੇ ਵੀ ਵੇਲੇ|ਸਭ ਤੋਂ ਪਹਿਲਾਂ",
    re.I,
)


def any_time(text: str) -> bool:
    """ "Whenever you have something"."""
    return bool(_ANY_TIME.search(text))


_ANY_DAY = re.compile(
    r"\b(?:any (?:old )?(?:day|date|one)|(?:which|what)ever (?:day|date|suits|works)|(?:i'm|i am|we're|we are) (?:\w+ )?(?:flexible|easy)|cualquier (?:d[ií]a|fecha)|el d[ií]a que (?:sea|tenga\w*|haya)"
    r"|kise vi din|jis din marzi)\b|ਕਿਸੇ ਵੀ ਦਿਨ|ਜਿਸ ਦਿਨ ਮਰਜ਼ੀ",
    re.IGNORECASE,
)


def any_day(text: str) -> bool:
    """ "Any day you like", "I'm flexible": asked for which day."""
    return _ANY_DAY.search(text) is not None or any_time(text)


_FIRST = re.compile(
    r"\b(?:as early as (?:possible|you can|you have)|earliest|soonest|first (?:thing|available|one|slot|opening|appointment)|when you open"
    r"|a primera hora|lo m[aá]s temprano|la primera(?! (?:vez|visita|consulta|cita))(?: hora| que (?:tenga|haya))?|lo primero que (?:tenga|haya)|sab(?:h)? ton pehl(?:an|a))\b|ਸਭ ਤੋਂ ਪਹਿਲ",
    re.IGNORECASE,
)


def first_of_all(text: str) -> bool:
    """ "The earliest you have", "first thing on Monday": no choice of times is wanted, only the first. Who asks for it ("what's
    the earliest you have?") wants to hear what there is."""
    return _FIRST.search(text) is not None and "?" not in text


_NEAREST = re.compile(
    r"\b(?:closest|nearest|m[aá]s (?:cerca\w*|pr[oó]xim[oa])|sab ton nere|nerle)\b|ਸਭ ਤੋਂ ਨੇੜੇ", re.IGNORECASE
)


def nearest(text: str) -> bool:
    """ "Whatever is closest to that"."""
    return _NEAREST.search(text) is not None
