"""What the stream handler is told by its environment, read once at start; infra_cdk sets exactly these names.

Field `max_calls` is variable `MAX_CALLS`. Secrets are not in the environment but in Secrets Manager: it names them.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from receptionist.errors import Misconfigured

Named = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
NAMES = r"^[a-z0-9][a-z0-9_.-]*(,[a-z0-9][a-z0-9_.-]*)*$"
Seconds = Annotated[float, Field(gt=0, le=3600)]


@dataclass(frozen=True, slots=True)
class Settings:
    """One task of the service."""

    table_name: Named
    bucket: Named
    """Recordings."""
    aws_region: Named
    valkey_url: Annotated[str, StringConstraints(pattern=r"^(redis|rediss|valkey|valkeys)://.+")]
    """`rediss://...`"""
    stream_keys_secret_arn: Named
    """Secret with the keys of stream tickets, comma-separated while one is being replaced."""
    rescue_function: str = ""
    """Lambda function that has the carrier ask again for lost calls; empty: it is run by its schedule only."""
    pinecone_host: str = ""
    """Of an index with 1,024 dimensions; empty: meanings are kept in this process."""
    pinecone_secret_arn: str = ""
    """Secret with its key."""
    home_region: str = ""
    """Home of businesses that name none; empty: AWS_REGION."""
    allowed_origins: str = ""
    """Origins whose pages may open /live and /listen, comma-separated."""
    ears: Annotated[str, StringConstraints(pattern=NAMES)] = "local"
    """Who hears callers, in order: the next takes over from one that fails (docs/providers.md)."""
    mind: Annotated[str, StringConstraints(pattern=r"^(local|openai)(,(local|openai))*$")] = "local"
    """Who understands: always local first; with `openai`, that one where local is not sure."""
    openai_secret_arn: str = ""
    """Secret with its key."""
    openai_base_url: str = ""
    """Empty: OpenAI itself."""
    openai_model: str = ""
    """Empty: the adapter's own choice."""
    mouth: Annotated[str, StringConstraints(pattern=NAMES)] = "local"
    """Who speaks, likewise."""
    providers_secret_arn: str = ""
    """Secret with a JSON object of what ears and mouth need: keys, voices, addresses by the names of docs/providers.md."""
    openai_api: Literal["responses", "chat"] = "responses"
    """`chat`: Chat Completions, which most compatible servers speak and nothing else."""
    parts_dir: str = ""
    """Folder with model weights; empty: those of the installed packages."""
    health_providers: str = ""
    """With whom there is an agreement about patients' data, comma-separated; once set, nobody else is let near a call
    (receptionist/adapters/health.py). Empty: no patients are served."""
    max_calls: Annotated[int, Field(ge=1, le=500)] = 25
    """Calls one task carries at once."""
    drain_s: Seconds = 90.0
    """For live calls to be given away after SIGTERM; ECS allows 120 at most."""
    lease_s: Annotated[float, Field(ge=1, le=60)] = 3.0
    """How long after its last sign of life a handler is given up."""
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    address: Annotated[str, StringConstraints(pattern=r"^(wss?://.+/media)?$")] = ""
    """Where other handlers reach this one, `ws://10.20.1.7:8080/media`; empty: at the address by which it reaches others."""


def from_environment(env: Mapping[str, str] | None = None) -> Settings:
    """Raises Misconfigured naming every variable that is missing or wrong; their values may be secret and are not told."""
    given = os.environ if env is None else env
    found = {field.name: given[field.name.upper()] for field in fields(Settings) if field.name.upper() in given}
    try:
        return TypeAdapter(Settings).validate_python(found)
    except ValidationError as error:
        faults = [f"{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors(include_input=False)]
        raise Misconfigured("; ".join(faults)) from None
