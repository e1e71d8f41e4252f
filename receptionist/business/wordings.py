"""Sentences a business says in words of its own, and who has vouched for sentences in a language.

Which sentences there are, and what may stand in one, is the conversation's to say (conversation/wording/own.py).
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from receptionist.business.facts import Facts, Language

LONGEST = 300
"""Characters; more than twenty seconds of speech is no sentence."""

Sentence = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=60)]
Wording = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00-\x1f\x7f]*$")]
Variant = Annotated[int, Field(ge=0, le=9)]
"""0: said the first time; 1: again; then rephrased, with keys."""


class OwnWording(Facts):
    language: Language
    sentence: Sentence
    variant: Variant = 0
    text: Wording


class Signature(Facts):
    """A native speaker's word that a sentence is right. It is for the text it was given for: another text is unsigned."""

    language: Language
    sentence: Sentence
    variant: Variant = 0
    text: Wording
    by: Annotated[str, Field(min_length=2, max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")]
    on: date
