"""A business's own words for our sentences, who has vouched for which, and which may not be touched.

What a business writes is held to what we hold ourselves to: the gaps of the sentence and no others, no claim that the
sentence does not make anyway, a question where we ask one. Words that do not fit are not spoken: ours are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from receptionist.business.definition import Business, Language
from receptionist.business.wordings import LONGEST, Signature
from receptionist.conversation.guard import false_claims
from receptionist.conversation.wording.example import DAY, EXAMPLE
from receptionist.conversation.wording.told import told
from receptionist.conversation.wording.tongue import Saying, Tongue

LOCKED = frozenset(
    {
        "greeting", "greeting.notice", "greeting.ask", "robot", "recording_is", "not_recorded", "emergency", "emergency_number",
        "again", "fact", "language_limits", "cross_contact", "severe_allergy",
    }
)  # fmt: skip
"""What the law, safety or honesty words: who is speaking, the recording, the emergency script, the kitchen's caution, what a severe allergy takes. And
sentences that are nothing but a gap."""
ONLY_REVIEWED = frozenset({"emergency"})
"""Not spoken in a language in which nobody has vouched for it."""
AUTHORS: frozenset[Language] = frozenset({"en"})
"""Languages in which this project's authors vouch for the words that come with it."""
_MAY_BE_LEFT_OUT = frozenset({"business", "assistant", "label", "directions", "description", "with_notes", "unstated"})
_ALWAYS = frozenset({"business"})
"""Gaps every sentence may have."""
_GURMUKHI = range(0x0A00, 0x0A80)


def fault_of(tongue: Tongue, sentence: str, variant: int, text: str) -> str | None:
    """Why these words cannot stand for the sentence; None: they can."""
    if sentence not in tongue.templates:
        return f"there is no sentence {sentence!r}"
    if sentence in LOCKED:
        return "this sentence is locked: the law, safety or honesty words it"
    ours = tongue.templates[sentence]
    if not 0 <= variant < len(ours):
        return f"there are {len(ours)} wordings of this sentence, numbered from 0"
    return _unfit(tongue.language, ours[variant], text)


@lru_cache(maxsize=4096)
def _unfit(language: Language, ours: str, text: str) -> str | None:
    if not text.strip() or len(text) > LONGEST:
        return f"between 1 and {LONGEST} characters, please"
    try:
        gaps, known = gaps_of(text), gaps_of(ours)
    except ValueError as error:
        return f"braces are for gaps such as {{visit}}: {error}"
    if unknown := gaps - known - _ALWAYS:
        return f"{_braced(unknown)} cannot be filled here; there is {_braced(known) or 'no gap'}"
    if missing := known - gaps - _MAY_BE_LEFT_OUT:
        return f"{_braced(missing)} must be said"
    if "?" in ours and "?" not in text:
        return "this sentence asks the caller something, and needs its question"
    letters = [character for character in re.sub(r"\{\w+\}", "", text) if character.isalpha()]
    if language == "pa" and letters and not any(ord(letter) in _GURMUKHI for letter in letters):
        return "Punjabi is written in Gurmukhi here, for the voice to read it"
    if claims := set(_claims(text, language)) - set(_claims(ours, language)):
        return f"it claims something that has not happened when it is said ({', '.join(sorted(claims))})"
    return None


def _claims(text: str, language: Language) -> tuple[str, ...]:
    return false_claims(text.replace("{", "").replace("}", ""), language, ())


def gaps_of(text: str) -> frozenset[str]:
    """Names in braces. Raises ValueError for braces that are no gap."""
    gaps = set()
    for _, gap, form, conversion in Formatter().parse(text):
        if gap is not None:
            if not gap.isidentifier() or form or conversion:
                raise ValueError(f"{{{gap}}} is none")
            gaps.add(gap)
    return frozenset(gaps)


def _braced(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def own_words(business: Business, tongue: Tongue, sentence: str, variant: int) -> str | None:
    """What the business says instead of our sentence, if that may be said."""
    text = next(
        (
            one.text
            for one in business.wording
            if (one.language, one.sentence, one.variant) == (tongue.language, sentence, variant)
        ),
        None,
    )
    return text if text is not None and fault_of(tongue, sentence, variant, text) is None else None


def signature(business: Business, language: Language, sentence: str, variant: int, text: str) -> Signature | None:
    """Of whoever has vouched for this text, and no other."""
    return next(
        (
            one
            for one in business.signed
            if (one.language, one.sentence, one.variant, one.text) == (language, sentence, variant, text)
        ),
        None,
    )


def reviewed(business: Business, tongue: Tongue, sentence: str, variant: int, text: str) -> bool:
    """Whether somebody vouches for it: whoever signed it, or the authors for their own words in their own language."""
    if signature(business, tongue.language, sentence, variant, text):
        return True
    return tongue.language in AUTHORS and text in tongue.templates.get(sentence, ())


@dataclass(frozen=True, slots=True)
class Listed:
    """One sentence as it stands for a business."""

    language: Language
    sentence: str
    variant: int
    text: str
    built_in: str
    gaps: tuple[str, ...]
    locked: bool
    example: str
    """As a caller would hear it."""
    signature: Signature | None
    reviewed: bool

    @property
    def own(self) -> bool:
        return self.text != self.built_in

    @property
    def review(self) -> str:
        """In words, for people."""
        if self.signature:
            return f"signed by {self.signature.by} on {self.signature.on.isoformat()}"
        return "reviewed by the authors" if self.reviewed else "not reviewed by a native speaker"


def sentences(business: Business, tongue: Tongue) -> Iterator[Listed]:
    """All of a language, in the order in which they are written down."""
    saying = Saying(tongue, business.said_name(), business.currency, DAY)
    filled = told(saying, {**EXAMPLE, "assistant": business.identity.assistant_name})
    for sentence, wordings in tongue.templates.items():
        for variant, ours in enumerate(wordings):
            text = own_words(business, tongue, sentence, variant) or ours
            yield Listed(
                tongue.language, sentence, variant, text, ours, tuple(sorted(gaps_of(ours))), sentence in LOCKED,
                _filled(text, filled), signature(business, tongue.language, sentence, variant, text),
                reviewed(business, tongue, sentence, variant, text),
            )  # fmt: skip


def _filled(text: str, gaps: Mapping[str, str]) -> str:
    said = " ".join(text.format_map(gaps).split())
    return said[:1].upper() + said[1:]


def own_faults(business: Business, tongues: Mapping[Language, Tongue]) -> Iterator[tuple[int, str]]:
    """Own words that are not spoken: their index in the definition, and why they do not fit."""
    for index, one in enumerate(business.wording):
        wrong = fault_of(tongues[one.language], one.sentence, one.variant, one.text)
        if wrong:
            yield index, wrong
