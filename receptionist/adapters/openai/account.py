"""How OpenAI is reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from receptionist.errors import Misconfigured

MODEL = "gpt-6-luna"
"""The cheapest of the current generation, made for short structured tasks; takes reasoning effort `none`, which keeps it
quick. https://developers.openai.com/api/docs/models/gpt-6-luna, read in November 2026."""


ApiName = Literal["responses", "chat"]


@dataclass(frozen=True, slots=True)
class OpenAiAccount:
    api_key: str
    base_url: str = ""
    """Empty: OpenAI itself. With its `/v1`."""
    model: str = MODEL
    reasoning: str = "none"
    """Effort; empty for models that do not reason and refuse the parameter."""
    api: ApiName = "responses"
    """`chat`: Chat Completions, which most compatible servers speak and nothing else."""


def account_from(env: Mapping[str, str]) -> OpenAiAccount:
    """From `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `OPENAI_MODEL`, `OPENAI_REASONING`, `OPENAI_API`. Raises
    Misconfigured. Effort is not spoken of to compatible servers unless it is set: most refuse the parameter."""
    key = env.get("OPENAI_API_KEY", "").strip()
    if not key:
        raise Misconfigured("MIND names openai: set OPENAI_API_KEY")
    base_url = env.get("OPENAI_BASE_URL", "").strip().rstrip("/")
    if base_url and not base_url.startswith(("http://", "https://")):
        raise Misconfigured(f"OPENAI_BASE_URL: {base_url} is no http(s) address")
    api = api_named(env.get("OPENAI_API", ""))
    unsaid = "" if api == "chat" and base_url else "none"
    model = env.get("OPENAI_MODEL", "").strip() or MODEL
    return OpenAiAccount(key, base_url, model, env.get("OPENAI_REASONING", unsaid), api)


def api_named(name: str) -> ApiName:
    """Empty: the default. Raises Misconfigured."""
    wanted = name.strip() or "responses"
    for one in get_args(ApiName):
        if one == wanted:
            return one  # type: ignore[no-any-return]  # one of the two
    raise Misconfigured(f"OPENAI_API: {wanted} is none of {', '.join(get_args(ApiName))}")
