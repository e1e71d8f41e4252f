"""The Responses API: a structured output, streamed. Nothing is stored there (`store`); the fixed part of the prompt goes first
and has a cache key of its own, so that it is read from the cache from the second turn on.

https://developers.openai.com/api/docs/api-reference/responses-streaming
"""

from typing import Any

from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.attempt import NotNow
from receptionist.conversation.minds.model import Prompt
from receptionist.errors import VendorUnavailable

MOST_TOKENS = 400
"""Of an answer: eight commands and a sentence."""


class Responses:
    path = "responses"

    def body(self, account: OpenAiAccount, prompt: Prompt) -> dict[str, Any]:
        extra: dict[str, Any] = {"reasoning": {"effort": account.reasoning}} if account.reasoning else {}
        return {
            "model": account.model,
            "instructions": prompt.fixed,
            "input": prompt.varying,
            "text": {"format": {"type": "json_schema", "name": "turn", "strict": True, "schema": dict(prompt.schema)}},
            "max_output_tokens": MOST_TOKENS,
            "prompt_cache_key": prompt.stamp[:32],
            "store": False,
            "stream": True,
            **extra,
        }

    def reading(self) -> "ResponseReading":
        return ResponseReading()


class ResponseReading:
    def __init__(self) -> None:
        self.over = False
        self.tokens = 0

    def take(self, event: dict[str, Any]) -> str:
        match event["type"]:
            case "response.output_text.delta":
                return str(event["delta"])
            case "response.refusal.delta" | "response.refusal.done":
                raise NotNow("refused")
            case "response.completed":
                self.over = True
                self.tokens = int((event["response"].get("usage") or {}).get("total_tokens") or 0)
            case "response.incomplete":
                raise NotNow("cut off")
            case "response.failed" | "error":
                raise VendorUnavailable("failed")
        return ""

    def ended(self) -> None:
        if not self.over:
            raise VendorUnavailable("the stream broke off")
