"""How the receptionist sounds: with which voice, and how fast."""

from typing import Annotated

from pydantic import Field

from receptionist.business.facts import Facts, Language

VoiceName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""As the provider that has it calls it: `ef_dora`, `es-US-Chirp3-HD-Leda`, an id of ElevenLabs."""
Pace = Annotated[float, Field(ge=0.8, le=1.25)]
"""1: as the voice speaks by itself; more is faster."""


class Speech(Facts):
    voices: dict[Language, VoiceName] = {}
    """A provider that does not know the name speaks with the deployment's voice, as in a language not named here."""
    pace: Pace = 1.0

    def is_chosen(self, language: str) -> bool:
        """Whether it sounds there otherwise than the deployment's voice."""
        return self.pace != 1.0 or language in self.voices
