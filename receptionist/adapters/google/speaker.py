"""Who speaks at Google's, from settings, without its libraries: they take a second to load."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from receptionist.errors import Misconfigured

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

NAME: Final = "google"
VOICES: Final = {"en": "en-US-Chirp3-HD-Kore", "es": "es-US-Chirp3-HD-Kore", "pa": "pa-IN-Chirp3-HD-Kore"}
_SCOPES: Final = ("https://www.googleapis.com/auth/cloud-platform",)


@dataclass(frozen=True, slots=True)
class GoogleSpeaker:
    voices: Mapping[str, str]
    """Names by language, such as `es-US-Chirp3-HD-Kore`: language and country first."""
    endpoint: str = ""
    """Empty: Google itself. `http://host:port` is spoken to without TLS and credentials, for stand-ins; a host: another region's."""
    credentials: str = field(default="", repr=False)
    """The content of such a file as GOOGLE_APPLICATION_CREDENTIALS names; empty: found the usual way."""


def speaker_from(env: Mapping[str, str]) -> GoogleSpeaker:
    """From `GOOGLE_TTS_VOICE_EN`, `_ES`, `_PA`, `GOOGLE_TTS_ENDPOINT` and, unless that is a stand-in, `GOOGLE_CREDENTIALS` (the
    content) or `GOOGLE_APPLICATION_CREDENTIALS` (a file). Raises Misconfigured."""
    endpoint = env.get("GOOGLE_TTS_ENDPOINT", "").strip()
    content = env.get("GOOGLE_CREDENTIALS", "").strip()
    key = env.get("GOOGLE_APPLICATION_CREDENTIALS", "").strip()
    if content:
        credentials(content)
    elif not endpoint.startswith("http://"):
        if not key:
            raise Misconfigured(
                "MOUTH names google: set GOOGLE_APPLICATION_CREDENTIALS, a file with credentials of yours"
            )
        if not Path(key).is_file():
            raise Misconfigured(f"GOOGLE_APPLICATION_CREDENTIALS: {key} is no file")
    voices = {one: env.get(f"GOOGLE_TTS_VOICE_{one.upper()}", "").strip() or VOICES[one] for one in VOICES}
    for language, name in voices.items():
        if not re.fullmatch(rf"{language}-[A-Z]{{2}}-\S+", name):
            raise Misconfigured(f"GOOGLE_TTS_VOICE_{language.upper()}: {name} is no voice of that language")
    return GoogleSpeaker(voices, endpoint, content)


def credentials(content: str) -> "Credentials":
    """Of a service account, or of a role of AWS that Google knows (workload identity). Raises Misconfigured; the content is secret
    and is not told."""
    from google.auth import aws  # noqa: PLC0415  the libraries take a while, and most name a file instead
    from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415
    from google.oauth2 import service_account  # noqa: PLC0415

    kinds = {
        "service_account": service_account.Credentials.from_service_account_info,
        "external_account": aws.Credentials.from_info,
    }
    try:
        told = json.loads(content)
        make = kinds[told["type"]]
        return cast("Credentials", make(told, scopes=_SCOPES))  # type: ignore[no-untyped-call]
    except (GoogleAuthError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise Misconfigured(f"GOOGLE_CREDENTIALS is no JSON of Google's with type {' or '.join(kinds)}") from error
