"""A reply may claim only what has happened in its own turn.

Every reply, in whatever language, whoever worded it, is read for claims; a claim without its Effect is a lie about
to be told. Tests make it an error (`FalseClaim`); in a call the sentence is replaced by a true one.
"""

import re
from dataclasses import dataclass

from receptionist.business.definition import Language
from receptionist.conversation.reply import Effect, Said


class FalseClaim(AssertionError):
    """The program was about to say what had not happened. A fault of the program, never of the caller."""


@dataclass(frozen=True, slots=True)
class _Claim:
    what: str
    words: re.Pattern[str]
    proof: frozenset[str]


def _claim(what: str, words: str, *proof: str) -> _Claim:
    return _Claim(what, re.compile(words, re.I), frozenset(proof))


_BE = r"(?:you're|you are|it's|it is|that's|that is|this is|is|are|been|have|i've|we've|now|all|just|successfully|already|done,?)"
_BOOK = ("booking.confirmed", "booking.changed")

_CLAIMS: dict[Language, tuple[_Claim, ...]] = {
    "en": (
        _claim("booked", rf"\b{_BE}\s+(?:all |now |just |been )*(?:booked|reserved|confirmed|scheduled)\b", *_BOOK),
        _claim(
            "changed",
            rf"\b{_BE}\s+(?:all |now |just |been )*(?:changed|moved|rescheduled|updated)\b",
            "booking.changed",
        ),
        _claim("cancelled", rf"\b{_BE}\s+(?:all |now |just |been )*(?:cancell?ed)\b", "booking.cancelled"),
        _claim(
            "sent",
            r"\b(?:i've|i have|we've|have|just|been|was|is)\s+(?:just |now )*(?:sent|texted)\b|\bi (?:sent|texted) you\b",
            "sms.queued",
        ),
        _claim("message", r"\bi(?:'ve| have) (?:taken|passed on|noted)\b", "message.taken"),
    ),
    "es": (
        _claim("booked", r"\b(?:est[áa]|queda|qued[óo]|ha sido|he|hemos)\s+(?:ya )?(?:reservad|confirmad)", *_BOOK),
        _claim(
            "changed",
            r"\b(?:est[áa]|queda|qued[óo]|ha sido|he|hemos)\s+(?:ya )?(?:cambiad|movid|modificad)",
            "booking.changed",
        ),
        _claim("cancelled", r"\b(?:est[áa]|queda|qued[óo]|ha sido|he|hemos)\s+(?:ya )?cancelad", "booking.cancelled"),
        _claim(
            "sent", r"\b(?:he|hemos|ha sido)\s+(?:ya )?(?:enviad|mandad)|\ble (?:envi[ée]|mand[ée])\b", "sms.queued"
        ),
        _claim("message", r"\bhe (?:tomado|anotado)\b", "message.taken"),
    ),
    "pa": (
        _claim("booked", r"(?:ਬੁੱਕ|ਰਿਜ਼ਰਵ|ਪੱਕੀ) (?:ਹੋ ਗ|ਕਰ ਦਿੱਤ|ਹੈ)", *_BOOK),
        _claim("changed", r"ਬਦਲ (?:ਦਿੱਤ|ਗ)", "booking.changed"),
        _claim("cancelled", r"(?:ਰੱਦ|ਕੈਂਸਲ) (?:ਹੋ ਗ|ਕਰ ਦਿੱਤ)", "booking.cancelled"),
        _claim("sent", r"ਭੇਜ ਦਿੱਤ", "sms.queued"),
        _claim("message", r"ਸੁਨੇਹਾ ਲਿਖ ਲਿਆ", "message.taken"),
    ),
}

_DENIED = re.compile(r"\b(?:nothing|not|never|no|n't|nada|ning[úu]n\w*|if|once|when|si|cuando)\b[^.!?;:]{0,24}$", re.I)
_QUESTION = re.compile(r"^[^.!]*\?")

TRUTH: dict[Language, str] = {
    "en": "Let me check that once more.",
    "es": "Déjeme comprobarlo otra vez.",
    "pa": "ਮੈਨੂੰ ਇੱਕ ਵਾਰ ਫਿਰ ਵੇਖਣ ਦਿਓ।",
}


def false_claims(text: str, language: Language, effects: tuple[Effect, ...]) -> tuple[str, ...]:
    """What `text` claims without proof."""
    happened = {effect.type for effect in effects}
    return tuple(
        claim.what
        for claim in _CLAIMS[language]
        for match in claim.words.finditer(text)
        if not claim.proof & happened
        and not _DENIED.search(text[: match.start()])
        and not _QUESTION.match(text[match.end() :])
    )


def guarded(
    said: tuple[Said, ...], effects: tuple[Effect, ...], *, said_before: str = "", strict: bool = False
) -> tuple[Said, ...]:
    """`said` with every false sentence replaced. What is repeated word for word has been proved when it was first said.

    Raises FalseClaim instead if `strict`.
    """
    checked = []
    for one in said:
        wrong = () if one.text and one.text in said_before else false_claims(one.text, one.language, effects)
        if wrong and strict:
            raise FalseClaim(f"{', '.join(wrong)}: {one.text!r}")
        checked.append(Said(TRUTH[one.language], one.language) if wrong else one)
    return tuple(checked)
