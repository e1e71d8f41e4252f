"""How ElevenLabs is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from receptionist.adapters.ears import addresses

BASE_URL: Final = "https://api.elevenlabs.io"


@dataclass(frozen=True, slots=True)
class ElevenLabsAccount:
    api_key: str
    base_url: str = BASE_URL
    """Without `/v1`."""

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("xi-api-key", self.api_key),)


def account_from(env: Mapping[str, str], chooser: str) -> ElevenLabsAccount:
    """From `ELEVENLABS_API_KEY`, `ELEVENLABS_BASE_URL`. `chooser`: EARS or MOUTH, whichever names it. Raises Misconfigured."""
    key = addresses.key(env, "ELEVENLABS_API_KEY", chooser, "elevenlabs")
    url = addresses.base_url(env, "ELEVENLABS_BASE_URL", BASE_URL)
    return ElevenLabsAccount(key, url.removesuffix("/v1"))
