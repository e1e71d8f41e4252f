"""Which voice of ElevenLabs speaks which language, with which model."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from receptionist.errors import Misconfigured

FLASH: Final = "eleven_flash_v2_5"
V3: Final = "eleven_v3_conversational"
SARAH: Final = "EXAVITQu4vr4xnSDxMaL"
"""One of the voices that every account has; she speaks whatever language the model does."""
MODELS: Final = {"en": FLASH, "es": FLASH, "pa": V3}
_V3_SPEAKS: Final = frozenset({"en", "es", "pa"})
"""Of a front desk's languages; Punjabi is among v3's 74 only.
https://help.elevenlabs.io/hc/en-us/articles/17883183930129, read in November 2026."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Cast:
    voices: Mapping[str, str]
    """Ids by language."""
    models: Mapping[str, str]

    def languages(self) -> frozenset[str]:
        return frozenset(one for one in self.voices if one in speaks(self.models[one]))


def speaks(model: str) -> frozenset[str]:
    """Of a front desk's languages."""
    if model.startswith("eleven_v3"):
        return _V3_SPEAKS
    return frozenset({"en"}) if model == "eleven_flash_v2" else frozenset({"en", "es"})


def is_on_the_socket(model: str) -> bool:
    """v3 is not: https://elevenlabs.io/docs/overview/models."""
    return not model.startswith("eleven_v3")


def takes_a_language(model: str) -> bool:
    """The others refuse to be told, and hear it from the text."""
    return model in ("eleven_flash_v2_5", "eleven_turbo_v2_5")


def cast_from(env: Mapping[str, str]) -> Cast:
    """From `ELEVENLABS_VOICE` and `ELEVENLABS_MODEL`, for one language `ELEVENLABS_VOICE_ES`, `ELEVENLABS_MODEL_PA` and so on.
    Raises Misconfigured, also for a model told for a language that it does not speak."""
    voices = {one: _id(env, "ELEVENLABS_VOICE", one, SARAH) for one in MODELS}
    models = {one: _id(env, "ELEVENLABS_MODEL", one, "") or MODELS[one] for one in MODELS}
    for language, model in models.items():
        if language in speaks(model):
            continue
        if env.get(f"ELEVENLABS_MODEL_{language.upper()}", "").strip():
            raise Misconfigured(f"ELEVENLABS_MODEL_{language.upper()}: {model} does not speak {language}")
        models[language] = MODELS[language]
    return Cast(voices, models)


def _id(env: Mapping[str, str], variable: str, language: str, default: str) -> str:
    own = env.get(f"{variable}_{language.upper()}", "").strip()
    found = own or env.get(variable, "").strip() or default
    if found and not _ID.fullmatch(found):
        raise Misconfigured(f"{variable}{f'_{language.upper()}' if own else ''}: {found} is no id of theirs")
    return found
