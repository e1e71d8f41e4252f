"""What a Lambda is told by its environment, read once at start; infra_cdk sets exactly these names.

Secrets are not in the environment but in Secrets Manager: the environment names them.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from receptionist.errors import Misconfigured

API_PER_MINUTE = 3000


@dataclass(frozen=True, slots=True)
class Settings:
    """Field `public_url` is variable `PUBLIC_URL`, and so on."""

    public_url: tuple[str, ...]
    """Every origin Twilio may have signed; the first is this region's own, where URLs given to Twilio begin."""
    stream_url: str
    """`wss://.../media` of this region's handlers."""
    table_name: str
    bucket: str
    """Recordings."""
    aws_region: str
    twilio_account_sid: str
    cognito_issuer: str
    """`https://cognito-idp.<region>.amazonaws.com/<pool>`: who vouches for people."""
    cognito_client_id: str
    """The pool's app client whose tokens count."""
    twilio_secret_arn: str = ""
    """Secret with the account's tokens, comma-separated while one is being replaced; the first signs. Empty: this function
    believes no webhook and asks Twilio for nothing."""
    stream_keys_secret_arn: str = ""
    """Secret with the keys of stream tickets, likewise. Empty: this function lets nobody in."""
    google_calendar_secret_arn: str = ""
    """Secret with `{"client_id": ..., "client_secret": ...}` of an OAuth client; empty: no calendar can be connected."""
    google_calendar_base_url: str = ""
    """Empty: Google itself."""
    google_oauth_base_url: str = ""
    """Empty: Google itself."""
    pinecone_host: str = ""
    """Of an index with 1,024 dimensions; empty: what businesses wrote down is found by words alone."""
    pinecone_secret_arn: str = ""
    """Secret with its key."""
    home_region: str = ""
    """Home of businesses that name none; empty: AWS_REGION."""
    webhook_origin: str = ""
    """Where numbers have their calls and texts sent; empty: this region's own origin."""
    voice_fallback_url: str = ""
    """Who answers when that does not; empty: words of the same origin."""
    twilio_api_base_url: str = ""
    """Empty: Twilio itself."""
    twilio_timeout_s: float = 5.0
    """Seconds for connecting and for each read of a request to Twilio."""
    health_providers: str = ""
    """With whom there is an agreement about patients' data, comma-separated; once set, nobody else is let near a call
    (receptionist/adapters/health.py). Empty: no patients are served."""
    handlers_cluster: str = ""
    """Of the region's stream handlers in ECS; empty: nobody looks after their number."""
    handlers_service: str = ""
    api_per_minute: int = API_PER_MINUTE
    """Requests of one person or program."""
    most_calls: int | None = None
    """Calls at once in this region, of all businesses; None: as many as the handlers have slots."""


def from_environment(env: Mapping[str, str] | None = None) -> Settings:
    """Raises Misconfigured naming every fault at once."""
    given = os.environ if env is None else env
    text = {field.name: given.get(field.name.upper(), "").strip() for field in fields(Settings)}
    optional = {
        "twilio_secret_arn", "stream_keys_secret_arn", "google_calendar_secret_arn", "google_calendar_base_url", "google_oauth_base_url", "pinecone_host", "pinecone_secret_arn", "home_region", "webhook_origin", "voice_fallback_url", "twilio_api_base_url", "twilio_timeout_s", "api_per_minute", "most_calls", "health_providers", "handlers_cluster", "handlers_service",
    }  # fmt: skip
    faults = [f"{name.upper()} is not set" for name, value in text.items() if not value and name not in optional]
    origins = tuple(part.strip().rstrip("/") for part in text["public_url"].split(",") if part.strip())
    faults += [
        f"PUBLIC_URL: {origin} is no origin such as https://phone.example.com"
        for origin in origins
        if not _origin(origin)
    ]
    if text["stream_url"] and not text["stream_url"].startswith(("wss://", "ws://")):
        faults.append(f"STREAM_URL: {text['stream_url']} is no wss URL")
    if text["cognito_issuer"] and not text["cognito_issuer"].startswith(("https://", "http://127.0.0.1:")):
        faults.append(f"COGNITO_ISSUER: {text['cognito_issuer']} is no https URL")
    timeout = _seconds(text["twilio_timeout_s"] or "5")
    if timeout is None:
        faults.append(f"TWILIO_TIMEOUT_S: {text['twilio_timeout_s']} is no number of seconds above 0")
    requests = text["api_per_minute"] or str(API_PER_MINUTE)
    if not requests.isdecimal() or not 0 < int(requests) <= 1_000_000:
        faults.append(f"API_PER_MINUTE: {requests} is no whole number above 0")
    most_calls = text["most_calls"]
    if most_calls and (not most_calls.isdecimal() or not 0 < int(most_calls) <= 1_000_000):
        faults.append(f"MOST_CALLS: {most_calls} is no whole number above 0")
    if faults or timeout is None:
        raise Misconfigured("; ".join(faults))
    return Settings(
        public_url=origins,
        stream_url=text["stream_url"],
        table_name=text["table_name"],
        bucket=text["bucket"],
        aws_region=text["aws_region"],
        twilio_account_sid=text["twilio_account_sid"],
        twilio_secret_arn=text["twilio_secret_arn"],
        stream_keys_secret_arn=text["stream_keys_secret_arn"],
        cognito_issuer=text["cognito_issuer"].rstrip("/"),
        cognito_client_id=text["cognito_client_id"],
        google_calendar_secret_arn=text["google_calendar_secret_arn"],
        google_calendar_base_url=text["google_calendar_base_url"].rstrip("/"),
        google_oauth_base_url=text["google_oauth_base_url"].rstrip("/"),
        pinecone_host=text["pinecone_host"],
        pinecone_secret_arn=text["pinecone_secret_arn"],
        home_region=text["home_region"],
        webhook_origin=text["webhook_origin"].rstrip("/"),
        voice_fallback_url=text["voice_fallback_url"],
        twilio_api_base_url=text["twilio_api_base_url"].rstrip("/"),
        twilio_timeout_s=timeout,
        health_providers=text["health_providers"],
        handlers_cluster=text["handlers_cluster"],
        handlers_service=text["handlers_service"],
        api_per_minute=int(requests),
        most_calls=int(most_calls) if most_calls else None,
    )


def _origin(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/") and not parts.query


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 < seconds < 60 else None
