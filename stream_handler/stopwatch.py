"""How long the caller waited for an answer, stage by stage."""

from dataclasses import dataclass

from receptionist.calls.events import TurnTimed


@dataclass(slots=True)
class Stopwatch:
    """Of the reply being made. Loop times, seconds."""

    ended_at: float
    """The caller's turn."""
    waited_s: float
    """Until that was certain."""
    began: float
    words_at: float
    thought_at: float

    @classmethod
    def started(cls, now: float, *, ended_at: float, waited_s: float) -> "Stopwatch":
        return cls(ended_at, waited_s, now, now, now)

    def timed(self, turn: int, now: float) -> TurnTimed:
        """With the first sound of the answer sent just now."""
        stages = (
            self.waited_s,
            self.words_at - self.began,
            self.thought_at - self.words_at,
            now - self.thought_at,
            now - self.ended_at,
        )
        return TurnTimed(turn, *(round(stage * 1000, 1) for stage in stages))
