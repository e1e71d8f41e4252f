"""How Deepgram is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from receptionist.adapters.ears.addresses import base_url, key
from receptionist.errors import Misconfigured

HOST = "https://api.deepgram.com"
MODEL = "nova-3"
"""https://developers.deepgram.com/docs/models-languages-overview, read in November 2026."""
_REGIONAL = ("api.eu.deepgram.com", "api.au.deepgram.com", "api.in.deepgram.com")


@dataclass(frozen=True, slots=True)
class DeepgramAccount:
    api_key: str
    base_url: str = HOST
    model: str = MODEL

    @property
    def retunes(self) -> bool:
        """Key terms can be changed on an open stream (https://developers.deepgram.com/docs/configure): by Nova-3, where it is
        not in a region of its own."""
        return self.model.startswith("nova-3") and urlsplit(self.base_url).hostname not in _REGIONAL


def account_from(env: Mapping[str, str]) -> DeepgramAccount:
    """From `DEEPGRAM_API_KEY`, `DEEPGRAM_BASE_URL`, `DEEPGRAM_MODEL`. Raises Misconfigured."""
    model = env.get("DEEPGRAM_MODEL", "").strip() or MODEL
    if model.startswith("flux"):
        raise Misconfigured(
            f"DEEPGRAM_MODEL: {model} takes turns by itself, and is not served at /v1/listen; name a nova model"
        )
    return DeepgramAccount(
        key(env, "DEEPGRAM_API_KEY", "EARS", "deepgram"), base_url(env, "DEEPGRAM_BASE_URL", HOST), model
    )
