"""The Chat Completions API, streamed, with a structured output: what most other servers speak that call themselves compatible.

https://developers.openai.com/api/docs/api-reference/chat/create. Parameters that only OpenAI itself knows are sent to nobody
else: compatible servers refuse what they do not know.
"""

from typing import Any

from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.attempt import NotNow
from receptionist.adapters.openai.responses import MOST_TOKENS
from receptionist.conversation.minds.model import Prompt
from receptionist.errors import VendorUnavailable


class ChatCompletions:
    path = "chat/completions"

    def body(self, account: OpenAiAccount, prompt: Prompt) -> dict[str, Any]:
        extra: dict[str, Any] = {"reasoning_effort": account.reasoning} if account.reasoning else {}
        if not account.base_url:
            extra |= {"prompt_cache_key": prompt.stamp[:32], "store": False}
        return {
            "model": account.model,
            "messages": [{"role": "system", "content": prompt.fixed}, {"role": "user", "content": prompt.varying}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "turn", "strict": True, "schema": dict(prompt.schema)},
            },
            "max_completion_tokens": MOST_TOKENS,
            "stream": True,
            "stream_options": {"include_usage": True},
            **extra,
        }

    def reading(self) -> "ChatReading":
        return ChatReading()


class ChatReading:
    """The tokens come after the last letters, in an event without choices, where they come at all."""

    def __init__(self) -> None:
        self.over = False
        self.tokens = 0
        self._finished = False

    def take(self, event: dict[str, Any]) -> str:
        if event.get("error"):
            raise VendorUnavailable("failed")
        if usage := event.get("usage"):
            self.tokens = int(usage.get("total_tokens") or 0)
        piece = ""
        for choice in event.get("choices") or ():
            delta = choice.get("delta") or {}
            if delta.get("refusal"):
                raise NotNow("refused")
            piece += delta.get("content") or ""
            self._finish(choice.get("finish_reason"))
        return piece

    def _finish(self, reason: str | None) -> None:
        match reason:
            case None:
                return
            case "stop":
                self._finished = True
            case "content_filter":
                raise NotNow("refused")
            case _:
                raise NotNow("cut off")

    def ended(self) -> None:
        if not self._finished:
            raise VendorUnavailable("the stream broke off")
        self.over = True
