"""A DynamoDB client whose requests can hang until it gives up, on a clock that is counted, not waited for."""

from typing import Any

from botocore.exceptions import ReadTimeoutError

GIVES_UP_S = 3.0
"""Two tries of a second, and up to a second between them."""


class HangingClient:
    """In front of a real client. `hangs`: names of requests (`get_item`) that get no answer; all of them with `*`."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.hangs: set[str] = set()
        self.after = 0
        """So many requests are still answered."""
        self.now_s = 0.0
        self.asked: list[str] = []

    def elapsed(self) -> float:
        return self.now_s

    def __getattr__(self, name: str) -> Any:
        do = getattr(self._client, name)

        def ask(**request: Any) -> Any:
            self.asked.append(name)
            if self.hangs & {name, "*"} and self.after <= 0:
                self.now_s += GIVES_UP_S
                raise ReadTimeoutError(endpoint_url="https://dynamodb.invalid")
            self.after -= 1
            return do(**request)

        return ask
