"""Whether a vendor is asked at all, after failures.

    closed ──failures in a row──▶ open ──cooled down──▶ probing ──well──▶ closed
                                   ▲                       └──failed──┐
                                   └──────────────────────────────────┘

Pure, time is an argument (seconds that only grow). Not safe from several threads: openai/hedged.py, which asks from threads,
holds a lock over it.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class Breaker:
    most_failures: int = 4
    """In a row."""
    open_s: float = 15.0
    failures: int = 0
    opened_at: float | None = None
    probing: bool = False

    def closed(self) -> bool:
        """Whether a caller's turn may ask."""
        return self.opened_at is None

    def probe_due(self, now: float) -> bool:
        """Whether somebody is to try, on no caller's time. True to one asker only, until it has reported."""
        if self.opened_at is None or self.probing or now < self.opened_at + self.open_s:
            return False
        self.probing = True
        return True

    def succeeded(self) -> None:
        self.failures, self.opened_at, self.probing = 0, None, False

    def failed(self, now: float) -> None:
        self.failures += 1
        if self.probing or self.failures >= self.most_failures:
            self.opened_at, self.probing = now, False
