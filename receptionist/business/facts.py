"""What every part of a definition is made of."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["en", "es", "pa"]
Text = dict[Language, str]
"""One sentence per language; a missing language falls back to `en`, then to any."""


class Facts(BaseModel):
    """Frozen, and an unknown field is an error: a typing mistake must not become silence on the phone."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def worded(text: Text, language: Language) -> str:
    """The sentence in `language`, else in English, else in any, else empty."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")
