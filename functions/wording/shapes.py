"""Sentences as JSON."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from functions.bookings.words import Asked, Name
from receptionist.business.definition import Language
from receptionist.business.wordings import Sentence, Variant, Wording
from receptionist.conversation.wording.own import Listed

Version = Annotated[int, Field(ge=1, le=10**9)]
"""Of the definition that was read; another one there now is a conflict."""


class SignatureOut(BaseModel):
    by: str
    on: date


class SentenceOut(BaseModel):
    language: Language
    sentence: str
    variant: int
    """0: said the first time; 1: again; then rephrased, with keys."""
    text: str
    """As it is said now, with its gaps: `{visit}`."""
    built_in: str
    """As it comes with Firstring."""
    own: bool
    gaps: list[str]
    locked: bool
    """It cannot be reworded; it can be signed."""
    example: str
    """As a caller would hear it."""
    reviewed: bool
    """Whether anybody vouches for it."""
    review: str
    """The same in words: "not reviewed by a native speaker"."""
    signature: SignatureOut | None

    @classmethod
    def of(cls, one: Listed) -> "SentenceOut":
        mark = SignatureOut(by=one.signature.by, on=one.signature.on) if one.signature else None
        return cls(
            language=one.language, sentence=one.sentence, variant=one.variant, text=one.text, built_in=one.built_in,
            own=one.own, gaps=list(one.gaps), locked=one.locked, example=one.example, reviewed=one.reviewed,
            review=one.review, signature=mark,
        )  # fmt: skip


class Unspoken(BaseModel):
    """Words of the business's own that are kept but do not fit their sentence: ours are spoken."""

    index: int
    """In the definition's `wording`."""
    why: str


class WordingOut(BaseModel):
    version: int
    sentences: list[SentenceOut]
    unspoken: list[Unspoken]


class Reword(Asked):
    version: Version
    text: Wording


class Read(Asked):
    sentence: Sentence
    variant: Variant = 0
    text: Wording
    """As the signer has read it; if it reads otherwise by now, nothing is signed."""


class Sign(Asked):
    version: Version
    by: Name
    """The native speaker who vouches for them."""
    of: Annotated[tuple[Read, ...], Field(min_length=1, max_length=500)]
