"""Changing what a business's receptionist says: words of its own, ours again, and signatures under either.

Every change is a new version of the definition; calls in progress keep theirs. Raises Conflict if the version has moved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from receptionist.business.definition import Business, Language
from receptionist.business.opening import local
from receptionist.business.versions import Imprint
from receptionist.business.wordings import OwnWording, Signature
from receptionist.conversation.wording import TONGUES
from receptionist.conversation.wording.own import fault_of, own_words
from receptionist.desk.desk import Desk
from receptionist.errors import Refused

Kept = TypeVar("Kept", OwnWording, Signature)


class Unsayable(Refused):
    """These words cannot stand for the sentence; the message says why, for whoever wrote them."""


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence in one language."""

    language: Language
    sentence: str
    variant: int = 0

    def of(self, one: OwnWording | Signature) -> bool:
        return (one.language, one.sentence, one.variant) == (self.language, self.sentence, self.variant)


def words_at(business: Business, place: Place) -> str:
    """What is said there now. Raises Unsayable where there is no such sentence."""
    tongue = TONGUES[place.language]
    wordings = tongue.templates.get(place.sentence, ())
    if not 0 <= place.variant < len(wordings):
        raise Unsayable(f"there is no sentence {place.sentence!r} with a wording {place.variant}")
    return own_words(business, tongue, place.sentence, place.variant) or wordings[place.variant]


def reword(desk: Desk, business: Business, place: Place, text: str, *, version: int, by: str = "") -> Business:
    """The business's own words from the next call on. Raises Unsayable. A signature for other words no longer counts."""
    said = " ".join(text.split())
    wrong = fault_of(TONGUES[place.language], place.sentence, place.variant, said)
    if wrong:
        raise Unsayable(wrong)
    own = OwnWording(language=place.language, sentence=place.sentence, variant=place.variant, text=said)
    return _kept(desk, business, version, by, wording=(*_others(business.wording, place.of), own))


def restore(desk: Desk, business: Business, place: Place, *, version: int, by: str = "") -> Business:
    """Our words again. Safe to repeat."""
    return _kept(desk, business, version, by, wording=_others(business.wording, place.of))


def sign(
    desk: Desk, business: Business, read: Sequence[tuple[Place, str]], signer: str, *, version: int, by: str = ""
) -> Business:
    """`signer`, a native speaker, vouches for each sentence as they have read it. Raises Unsayable if one of them reads
    otherwise by now, and keeps nothing."""
    today = local(business, desk.clock()).date()
    signed = business.signed
    for place, text in read:
        if words_at(business, place) != text:
            raise Unsayable(f"{place.language} {place.sentence} {place.variant}: it reads otherwise by now")
        mark = Signature(
            language=place.language, sentence=place.sentence, variant=place.variant, text=text, by=signer, on=today
        )
        signed = (*_others(signed, place.of), mark)
    return _kept(desk, business, version, by, signed=signed)


def _others(kept: tuple[Kept, ...], here: Callable[[Kept], bool]) -> tuple[Kept, ...]:
    return tuple(one for one in kept if not here(one))


def _kept(desk: Desk, business: Business, version: int, by: str, **changed: object) -> Business:
    wanted = business.model_copy(update=changed)
    return desk.businesses.put(wanted, expected_version=version, imprint=Imprint(desk.clock(), by))
