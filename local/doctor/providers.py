"""Whether those who hear, think and speak know our keys, and how much is left with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import requests

from local.doctor.findings import Finding, State

PATIENCE_S = 8.0
LITTLE = 0.1
"""Share of a quota that is left."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that costs nothing and needs the key."""

    key: str
    base: str
    """Variable of the address, and the vendor's own."""
    own: str
    path: str
    header: str
    scheme: str
    remedy: str


KNOWN = {
    "openai": Asked("OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1", "/models", "Authorization", "Bearer ", "platform.openai.com, API keys"),
    "openai-realtime": Asked("OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1", "/models", "Authorization", "Bearer ", "platform.openai.com, API keys"),
    "deepgram": Asked("DEEPGRAM_API_KEY", "DEEPGRAM_BASE_URL", "https://api.deepgram.com", "/v1/projects", "Authorization", "Token ", "console.deepgram.com, API Keys"),
    "elevenlabs": Asked("ELEVENLABS_API_KEY", "ELEVENLABS_BASE_URL", "https://api.elevenlabs.io", "/v1/user/subscription", "xi-api-key", "", "elevenlabs.io, API Keys (it needs the right to read the user)"),
}  # fmt: skip
"""By the names of EARS, MIND and MOUTH; `local` needs nobody."""


def examine(named: Mapping[str, tuple[str, ...]], keys: Mapping[str, str]) -> Iterator[Finding]:
    """`named`: whom `ears`, `mind` and `mouth` name, in order. `keys`: what the stage's secrets hold."""
    wanted = dict.fromkeys(name for names in named.values() for name in names if name != "local")
    for part, names in named.items():
        if len(names) == 1 and names[0] != "local":
            yield Finding(
                f"{part}: {names[0]} alone",
                "doubtful",
                "nobody but our own takes over",
                f"name a second one: -c {part}={names[0]},...",
            )
    asked: set[str] = set()
    for name in wanted:
        about = f"provider {name}"
        how = KNOWN.get(name)
        if how is None:
            yield Finding(
                about, "unknown", "there is no free request for it", "play it a sentence: firstring verify-live"
            )
        elif how.key not in keys:
            yield Finding(
                about, "ill", f"{how.key} is not in the secret", f"put it there (docs/deploy.md, secrets); {how.remedy}"
            )
        elif how.key not in asked:
            asked.add(how.key)
            yield _ask(about, how, keys)


def _ask(about: str, how: Asked, keys: Mapping[str, str]) -> Finding:
    base = keys.get(how.base, "").rstrip("/") or how.own
    base = base.removesuffix("/v1") if how.path.startswith("/v1/") else base
    try:
        answer = requests.get(base + how.path, headers={how.header: how.scheme + keys[how.key]}, timeout=PATIENCE_S)
    except requests.RequestException as error:
        return Finding(
            about, "ill", f"not reached: {type(error).__name__}", "its status page; another first in the list meanwhile"
        )
    if answer.status_code in (401, 403):
        return Finding(about, "ill", f"refuses the key ({answer.status_code})", how.remedy)
    if answer.status_code == 429:
        return Finding(about, "ill", "says that too much was asked, or nothing is left (429)", how.remedy)
    if answer.status_code != 200:
        return Finding(
            about, "doubtful", f"answers {answer.status_code}", "its status page; another first in the list meanwhile"
        )
    return _left(about, answer, how)


def _left(about: str, answer: requests.Response, how: Asked) -> Finding:
    try:
        told: Any = answer.json()
    except ValueError:
        told = {}
    limit = told.get("character_limit") if isinstance(told, dict) else None
    if not limit:
        return Finding(about, "well", "knows the key")
    left = max(0, int(limit) - int(told.get("character_count", 0)))
    if left < LITTLE * int(limit):
        state: State = "doubtful" if left else "ill"
        return Finding(
            about,
            state,
            f"{left:,} of {int(limit):,} characters are left",
            f"a larger plan, or usage-based billing; {how.remedy}",
        )
    return Finding(about, "well", f"knows the key; {left:,} of {int(limit):,} characters are left")
