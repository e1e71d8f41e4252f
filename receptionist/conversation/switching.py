"""When a call goes on in another language: on request at any turn, by a whole sentence in it, or by two short answers in a row.

Names and one-word answers have no language. Which languages there are to go on in is for the runner to say.
"""

import re
from collections.abc import Iterator
from typing import Literal

from receptionist.business.definition import Language
from receptionist.conversation.commands import SpeakLanguage
from receptionist.conversation.reading import Reading

Wanted = Language | Literal["other"]

A_SENTENCE = 4
"""Words of another language, names aside, that leave no doubt."""
_NAMES: dict[Wanted, str] = {
    "en": r"english|ingl[eé]s|angre[zj]i|ਅੰਗਰੇਜ਼ੀ|ਅੰਗਰੇਜੀ|ਇੰਗਲਿਸ਼",
    "es": r"spanish|espa[nñ]ol|castellano|spani?sh|ਸਪੈਨਿਸ਼|ਸਪੇਨੀ",
    "pa": r"p[au]njabi|pañjabi|pun[jy]ab[ií]|pan[jy]ab[ií]|gurmukhi|ਪੰਜਾਬੀ",
    "other": (
        r"french|franc[eé]s|hindi|urdu|chinese|mandarin|cantonese|chino|arabic|[aá]rabe|tagalog|vietnamese|vietnamita|korean|coreano|"
        r"portuguese|portugu[eé]s|russian|ruso|italian|italiano|german|alem[aá]n|japanese|japon[eé]s|ਹਿੰਦੀ|ਉਰਦੂ"
    ),
}
_ANY = "|".join(_NAMES.values())
_REQUEST = re.compile(
    rf"\b(?:in|speak|talk|speaking|switch(?: over)? to|change(?: over)? to|go on in|continue in|prefer|try|use|do)\s+(?:in\s+)?(?P<a>{_ANY})\b"
    rf"|^\W*(?:(?:please|por favor|no|hi|hello|hola|ji|ਜੀ)\W+)*(?P<b>{_ANY})\W*(?:(?:please|por favor|only|instead|mejor|ji|ਜੀ)\W*)*$"
    rf"|\b(?:habl\w+|seguir|seguimos|continuar|continuamos|cambi\w+ a|pas\w+ a|prefiero|at(?:ender|i[eé]nd)\w*)\s+(?:(?:en|el|al)\s+)?(?P<c>{_ANY})\b"
    rf"|\b(?:en)\s+(?P<d>{_ANY})\b"
    rf"|(?<!\w)(?P<e>{_ANY})\s+(?:ਵਿੱਚ|ਵਿਚ|ਚ|vich|vicc?h|wich|ch|bol\w*|gal+\w*|ਬੋਲ\S*|ਗੱਲ)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
_OF_OTHERS = re.compile(
    r"\b(?:who|that|doctors?|dentists?|anyone|anybody|someone|somebody|staff|stylists?|m[eé]dic[oa]s?|doctor[ae]s?|alguien|menu|men[uú]|carta)\b|ਡਾਕਟਰ|ਕੋਈ",
    re.IGNORECASE,
)
"""A doctor who speaks Punjabi is a wish for a doctor."""
_UNABLE = re.compile(
    r"\b(?:(?:do not|don'?t|can'?t|cannot|not|no) (?:really |very )?(?:\w+ )?(?:speak|understand|know|entiendo|hablo|hablamos|s[eé] hablar|comprendo)"
    r"|(?:nahi|nahin) (?:aundi|aundi hai|bolda|boldi|samajh\w*))\b|ਨਹੀਂ (?:ਆਉਂਦੀ|ਬੋਲਦ\S*|ਸਮਝ\S*)",
    re.IGNORECASE,
)


def languages_wanted(reading: Reading) -> Iterator[SpeakLanguage]:
    """At most one."""
    spoken, call = reading.understood.language, reading.state.language
    of_somebody = any(entity.type == "staff" for entity in reading.entities)
    asked = None if of_somebody else asked_for(reading.text, spoken)
    if asked is not None:
        if asked != call:
            yield SpeakLanguage(asked)
    elif spoken != call and not reading.answers_by_name():
        words = reading.words_beside_names()
        if words >= A_SENTENCE or reading.state.turn <= 1:
            yield SpeakLanguage(spoken)
        elif words > 1:
            yield SpeakLanguage(spoken, sure=False)


_ASKS_WHO_SPEAKS = re.compile(
    r"\b(?:who|which \w+|anyone|anybody|someone|qui[eé]n(?:es)?|alguien|alguno|cu[aá]l \w+|qu[eé] (?:doctor|doctora|m[eé]dico|estilista)|kaun|kehra \w+|kihra \w+)\b.*\b(?:speaks?|speaking|hablan?|hable|bol\w+)\b"
    r"|(?:ਕੌਣ|ਕਿਹੜ|ਕੋਈ).*ਬੋਲ",
    re.IGNORECASE,
)
_ASKS_WHAT_THEY_SPEAK = re.compile(r"\b(?:speaks?|hablan?|bol[dn]\w+)\b|ਬੋਲਦ", re.IGNORECASE)


def language_of_somebody(reading: Reading) -> Language | None:
    """ "Who speaks Spanish?", "does Dr. Patel speak Punjabi?": which language is asked about. "A doctor who speaks Punjabi,
    please" is a wish for a visit."""
    text = reading.text
    named = [code for code, names in _NAMES.items() if re.search(rf"(?<!\w)(?:{names})(?!\w)", text, re.IGNORECASE)]
    of_staff = any(entity.type == "staff" for entity in reading.entities) and _ASKS_WHAT_THEY_SPEAK.search(text)
    asks = "?" in text and (of_staff or _ASKS_WHO_SPEAKS.search(text))
    code = named[0] if asks and len(named) == 1 else None
    return None if code == "other" else code


def asked_for(text: str, spoken: Language) -> Wanted | None:
    """The language somebody asks for: by name, or by not being able to speak another. `spoken`: the one they ask in."""
    if _OF_OTHERS.search(text):
        return None
    named = next((code for code, names in _NAMES.items() if re.search(rf"(?<!\w)(?:{names})(?!\w)", text, re.I)), None)
    if named is None:
        return None
    if _UNABLE.search(text):
        return spoken if spoken != named else "en" if named != "en" else None
    match = _REQUEST.search(text)
    if match is None:
        return None
    asked = next(part for part in match.groups() if part)
    return next(code for code, names in _NAMES.items() if re.fullmatch(names, asked, re.I))
