"""Settings of the one-machine service: the same names as in the cloud, with defaults that need no account.

What is secret and not given is made once per data folder and kept there, never a fixed value.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.elevenlabs.account import account_from as elevenlabs_from
from receptionist.adapters.google.calendars import GoogleAccount
from receptionist.adapters.health import sure_all_agreed
from receptionist.adapters.openai.account import OpenAiAccount, account_from
from receptionist.adapters.pinecone.account import PineconeAccount
from receptionist.adapters.pinecone.account import account_from as pinecone_from
from receptionist.clock import Clock, system_clock
from receptionist.errors import Misconfigured

DEFAULT_PORT = 8000
CALLS = 12
"""At once, on two cores with the local models."""
MACHINE_TOKEN = "machine_token"
"""File in the data folder."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Field `public_url` is variable `PUBLIC_URL`."""

    port: int
    data: Path
    public_url: tuple[str, ...]
    """Origins that Twilio may have signed."""
    twilio_account_sid: str
    twilio_auth_token: tuple[str, ...]
    """Several while one is being replaced; the first signs."""
    twilio_api_base_url: str
    """Empty: Twilio's own with real credentials, else the simulated network inside this process."""
    simulated: bool
    """No Twilio account was given."""
    stream_token_keys: tuple[str, ...]
    google_calendar: GoogleAccount | None
    """None: no calendar can be connected."""
    google_calendar_base_url: str
    google_oauth_base_url: str
    """Empty: Google itself."""
    openai: OpenAiAccount | None
    """Asked where the local understander is not sure; None: nobody is."""
    providers: Mapping[str, str]
    """Of the environment, who hears and speaks (EARS, MOUTH) and how they are reached."""
    pinecone: PineconeAccount | None
    """Where meanings are kept; None: in this machine's own file."""
    machine_token: str
    """Owns everything: for tools that run beside the service and can read its data folder."""
    parts_dir: Path | None
    """Folder with model weights supplied by the operator; None: from the installed packages."""
    cache: Path
    """What can be made again: prompts as sound. May be shared by data folders."""
    spare: bool
    """A second server with its models loaded waits for the first to die: 1 s without one instead of 5, for 750 MB."""
    max_calls: int
    """At once; further callers wait for one to end."""
    clock: datetime | None
    """What the clock of the service shows when it starts, for rehearsals; None: the machine's time."""


def from_environment(port: int, data: Path, env: Mapping[str, str] | None = None) -> Settings:
    """Reads the environment, makes what is missing. Raises Misconfigured naming every fault at once."""
    given = dict(os.environ if env is None else env)
    data.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    sid, tokens = given.get("TWILIO_ACCOUNT_SID", ""), _listed(given.get("TWILIO_AUTH_TOKEN", ""))
    if bool(sid) != bool(tokens):
        faults.append(
            "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN go together: set both, or none for the simulated network"
        )
    google = given.get("GOOGLE_CALENDAR_CLIENT_ID", ""), given.get("GOOGLE_CALENDAR_CLIENT_SECRET", "")
    if bool(google[0]) != bool(google[1]):
        faults.append("GOOGLE_CALENDAR_CLIENT_ID and GOOGLE_CALENDAR_CLIENT_SECRET go together: set both, or none")
    urls = _listed(given.get("PUBLIC_URL", "")) or (f"http://127.0.0.1:{port}",)
    faults += [f"PUBLIC_URL: {url} is no http(s) origin" for url in urls if not url.startswith(("http://", "https://"))]
    openai = None
    try:
        openai = mind_of(given.get("MIND", "local"), given)
    except Misconfigured as fault:
        faults.append(str(fault))
    pinecone = None
    try:
        pinecone = pinecone_from(given)
    except Misconfigured as fault:
        faults.append(str(fault))
    clock = None
    if text := given.get("FIRSTRING_CLOCK", ""):
        try:
            clock = datetime.fromisoformat(text)
            if clock.tzinfo is None:
                faults.append("FIRSTRING_CLOCK needs an offset, as in 2026-11-27T15:00-08:00")
        except ValueError:
            faults.append(f"FIRSTRING_CLOCK: {text} is no ISO 8601 time")
    parts = Path(given["PARTS_DIR"]) if given.get("PARTS_DIR") else None
    if parts is not None and not parts.is_dir():
        faults.append(f"PARTS_DIR: {parts} is no folder")
    used = {
        "EARS": given.get("EARS", ""),
        "MIND": given.get("MIND", ""),
        "MOUTH": given.get("MOUTH", ""),
        "TWILIO_ACCOUNT_SID": "twilio" if sid else "",
        "PINECONE_HOST": "pinecone" if pinecone else "",
        "GOOGLE_CALENDAR_CLIENT_ID": "google-calendar" if all(google) else "",
    }
    try:
        sure_all_agreed(given.get("HEALTH_PROVIDERS", ""), used)
    except Misconfigured as fault:
        faults.append(str(fault))
    max_calls = given.get("MAX_CALLS", "") or str(CALLS)
    if not max_calls.isdecimal() or not 1 <= int(max_calls) <= 500:
        faults.append(f"MAX_CALLS: {max_calls} is no whole number from 1 to 500")
    if faults:
        raise Misconfigured("; ".join(faults))
    return Settings(
        port=port,
        data=data,
        public_url=tuple(url.rstrip("/") for url in urls),
        twilio_account_sid=sid or _kept(data / "account_sid", "AC" + secrets.token_hex(16)),
        twilio_auth_token=tokens or (_kept(data / "auth_token", secrets.token_hex(16)),),
        twilio_api_base_url=given.get("TWILIO_API_BASE_URL", ""),
        simulated=not sid,
        stream_token_keys=_listed(given.get("STREAM_TOKEN_KEYS", ""))
        or (_kept(data / "stream_key", secrets.token_hex(32)),),
        google_calendar=GoogleAccount(*google) if all(google) else None,
        google_calendar_base_url=given.get("GOOGLE_CALENDAR_BASE_URL", "").rstrip("/"),
        google_oauth_base_url=given.get("GOOGLE_OAUTH_BASE_URL", "").rstrip("/"),
        openai=openai,
        providers=given,
        pinecone=pinecone,
        machine_token=_kept(data / MACHINE_TOKEN, secrets.token_hex(32)),
        parts_dir=parts,
        cache=Path(given.get("FIRSTRING_CACHE") or data / "cache"),
        spare=given.get("FIRSTRING_SPARE", "1") == "1",
        max_calls=int(max_calls),
        clock=clock,
    )


def index_of(env: Mapping[str, str] | None = None) -> PineconeAccount | None:
    """Where meanings are kept, for commands beside the service. Raises Misconfigured."""
    return pinecone_from(os.environ if env is None else env)


def elevenlabs_of(env: Mapping[str, str] | None = None) -> ElevenLabsAccount:
    """Whose voices there are, for commands beside the service. Raises Misconfigured."""
    return elevenlabs_from(os.environ if env is None else env, "MOUTH")


def mind_of(wanted: str, env: Mapping[str, str] | None = None) -> OpenAiAccount | None:
    """Whom `MIND` names besides the local understander, which always comes first and is the safety net. Raises
    Misconfigured."""
    named = _listed(wanted)
    if unknown := [name for name in named if name not in ("local", "openai")]:
        raise Misconfigured(f"MIND: {', '.join(unknown)} is not known; known: local, openai")
    return account_from(os.environ if env is None else env) if "openai" in named else None


def shifted(start: datetime | None) -> Clock:
    """A clock that shows `start` now and goes on from there; the machine's time if None."""
    if start is None:
        return system_clock
    ahead = start - system_clock()
    return lambda: system_clock() + ahead


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _kept(path: Path, fresh: str) -> str:
    """The secret in `path`, which is written with `fresh` if nobody has; readable by its owner only."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh


def inherited_environment() -> dict[str, str]:
    """This process's environment without real accounts: a rehearsal must never reach a real number."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith("TWILIO_") and name != "PUBLIC_URL"
    }
