"""One request to the Responses API, streamed, with a structured output.

https://developers.openai.com/api/docs/api-reference/responses-streaming. The package takes seconds to import and is loaded
when a client is made. Nothing is stored at OpenAI (`store=False`); the fixed part of the prompt goes first and has a cache key
of its own, so that it is read from the cache from the second turn on.
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.conversation.minds.model import Completion, Prompt
from receptionist.conversation.minds.prompt import tokens
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)

MOST_TOKENS = 400
"""Of an answer: eight commands and a sentence. More is a model that has lost its thread."""
MOST_LETTERS = 4000
CONNECTIONS = 32


class NotNow(VendorUnavailable):
    """Asking again at once would be no better: too many requests, a key that is not accepted, a refusal, nonsense."""


_ONE_EVENT_EACH: tuple[tuple[str, dict[str, Any]], ...] = (
    ("response.created", {"response": {"id": "none", "object": "response", "output": []}}),
    ("response.output_text.delta", {"delta": "{}", "item_id": "none", "output_index": 0, "content_index": 0, "logprobs": []}),
    ("response.completed", {"response": {"id": "none", "object": "response", "output": []}}),
)  # fmt: skip
_NOTHING_SAID = "".join(
    f"event: {kind}\ndata: {json.dumps({'type': kind, 'sequence_number': n, **content})}\n\n"
    for n, (kind, content) in enumerate(_ONE_EVENT_EACH)
)
"""The shortest stream there is."""


@dataclass(slots=True)
class Attempt:
    """One request on its way, as seen from the thread that waits."""

    begun: Event = field(default_factory=Event)
    """The first letters are there: a second request would come later."""
    given_up: Event = field(default_factory=Event)
    """Set by whoever waits: the stream is closed at its next event."""


class Responses:
    """A pooled client. Safe from several threads."""

    def __init__(self, account: OpenAiAccount, *, seconds: Callable[[], float]) -> None:
        import openai  # noqa: PLC0415  see above

        self._openai = openai
        self._account = account
        self._seconds = seconds
        self._client = self._connected(account.base_url)
        self._warm_up()

    def _connected(self, base_url: str, **how: Any) -> Any:
        http = self._openai.DefaultHttpxClient(limits=_limits(), follow_redirects=False, trust_env=False, **how)
        return self._openai.OpenAI(
            api_key=self._account.api_key, base_url=base_url or None, max_retries=0, http_client=http
        )

    def _warm_up(self) -> None:
        """The package builds its types with the first request: a second or more that no caller shall wait for. This one goes
        to nobody."""
        import httpx2  # noqa: PLC0415  comes with openai

        transport = httpx2.MockTransport(
            lambda _: httpx2.Response(200, headers={"content-type": "text/event-stream"}, content=_NOTHING_SAID)
        )
        client, self._client = self._client, self._connected("http://nobody.invalid/v1", transport=transport)
        try:
            self.ask(Prompt("", "", {}, ""), self._seconds() + 60, Attempt())
        finally:
            self._client = client

    def ask(self, prompt: Prompt, until: float, attempt: Attempt) -> Completion:
        """Raises VendorUnavailable, NotNow among them. Ends soon after `until`, at the latest one read later."""
        began = self._seconds()
        try:
            with closing(self._stream(prompt, max(until - began, 0.05))) as events:
                text, used = self._read(events, until, attempt)
        except self._openai.RateLimitError as error:
            raise NotNow("too many requests") from error
        except (self._openai.AuthenticationError, self._openai.PermissionDeniedError, self._openai.NotFoundError,
                self._openai.BadRequestError) as error:  # fmt: skip
            log.error("the language model refuses every request", extra={"status": error.status_code})
            raise NotNow(f"status {error.status_code}") from error
        except self._openai.APITimeoutError as error:
            raise VendorUnavailable("too slow") from error
        except (self._openai.OpenAIError, ValueError, OSError) as error:
            raise VendorUnavailable(type(error).__name__) from error
        seconds = self._seconds() - began
        return Completion(text, used or tokens(prompt.fixed + prompt.varying + text), round(seconds, 3))

    def _stream(self, prompt: Prompt, timeout_s: float) -> Any:
        extra: dict[str, Any] = {"reasoning": {"effort": self._account.reasoning}} if self._account.reasoning else {}
        return self._client.responses.create(
            model=self._account.model,
            instructions=prompt.fixed,
            input=prompt.varying,
            text={"format": {"type": "json_schema", "name": "turn", "strict": True, "schema": dict(prompt.schema)}},
            max_output_tokens=MOST_TOKENS,
            prompt_cache_key=prompt.stamp[:32],
            store=False,
            stream=True,
            timeout=timeout_s,
            **extra,
        )

    def _read(self, events: Iterator[Any], until: float, attempt: Attempt) -> tuple[str, int]:
        """The whole text and the tokens used."""
        text = ""
        for event in events:
            if attempt.given_up.is_set() or self._seconds() > until:
                raise VendorUnavailable("too slow")
            match getattr(event, "type", ""):
                case "response.output_text.delta":
                    attempt.begun.set()
                    text += event.delta
                    if len(text) > MOST_LETTERS:
                        raise NotNow("an endless answer")
                case "response.refusal.delta" | "response.refusal.done":
                    raise NotNow("refused")
                case "response.completed":
                    usage = getattr(event.response, "usage", None)
                    return text, int(getattr(usage, "total_tokens", 0) or 0)
                case "response.incomplete":
                    raise NotNow("cut off")
                case "response.failed" | "error":
                    raise VendorUnavailable("failed")
        raise VendorUnavailable("the stream broke off")


def _limits() -> Any:
    import httpx2  # noqa: PLC0415  comes with openai

    return httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=8, keepalive_expiry=60)
