"""Settings of the stream handler in the cloud: field `max_calls` is variable `MAX_CALLS`. All faults are told at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

from pydantic import TypeAdapter, ValidationError

from receptionist.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Settings:
    stage: str
    aws_region: str
    table_name: str
    recordings_bucket: str
    valkey_url: str
    """`rediss://...`"""
    stream_token_keys: str
    """The secret itself; several by commas while one is being replaced."""
    allowed_origins: str
    """Origins whose pages may open /live and /listen, by commas."""
    ears: str = "local"
    mind: str = "local"
    mouth: str = "local"
    """Ordered lists by commas: the first is primary."""
    parts_dir: str = ""
    """Folder with model weights."""
    max_calls: int = 25
    """Calls one task carries at once."""
    drain_s: float = 90.0
    """For live calls to be given away after SIGTERM; ECS allows 120 at most."""
    port: int = 8080


def from_env(env: Mapping[str, str] | None = None) -> Settings:
    """Raises Misconfigured naming every variable that is missing or wrong."""
    given = os.environ if env is None else env
    found = {field.name: given[field.name.upper()] for field in fields(Settings) if field.name.upper() in given}
    try:
        return TypeAdapter(Settings).validate_python(found)
    except ValidationError as error:
        faults = "; ".join(f"{str(e['loc'][-1]).upper()}: {e['msg']}" for e in error.errors())
        raise Misconfigured(faults) from error
