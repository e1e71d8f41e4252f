"""How much of a language model one call may use. What is spent is kept in the call's state, so that it outlives a process."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from receptionist.conversation.minds.model import Completion

KEY = "model"
"""In the state's `extra`."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A long call has thirty turns, of which the local understander is sure of most."""

    requests: int = 16
    tokens: int = 40_000
    seconds: float = 16.0
    """Of waiting, all in all."""


@dataclass(frozen=True, slots=True)
class Spent:
    requests: int = 0
    tokens: int = 0
    seconds: float = 0.0
    failures: int = 0
    """In a row."""

    @classmethod
    def of(cls, extra: Mapping[str, Any]) -> "Spent":
        """As kept in a state; what is no such record counts as nothing spent."""
        kept = extra.get(KEY)
        if not isinstance(kept, dict):
            return cls()
        return cls(**{one.name: kept[one.name] for one in fields(cls) if isinstance(kept.get(one.name), int | float)})

    def kept(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def with_(self, done: Completion) -> "Spent":
        return Spent(
            self.requests + done.requests, self.tokens + done.tokens, round(self.seconds + done.seconds, 3), failures=0
        )

    def with_failure(self, seconds: float, tokens: int) -> "Spent":
        """`tokens`: of the prompt, which is billed though nothing came of it."""
        return Spent(self.requests + 1, self.tokens + tokens, round(self.seconds + seconds, 3), self.failures + 1)

    def with_dropped(self, tokens: int) -> "Spent":
        """A request nobody waited for: no failure, and none of the caller's time."""
        return Spent(self.requests + 1, self.tokens + tokens, self.seconds, self.failures)

    def within(self, budget: Budget) -> bool:
        """Whether another request may be made. After three failures in a row a call stays local."""
        return (
            self.requests < budget.requests
            and self.tokens < budget.tokens
            and self.seconds < budget.seconds
            and self.failures < 3
        )
