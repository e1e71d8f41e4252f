"""What models were asked in rehearsals: an answer is not asked for twice, and whatever was asked for is paid for once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from receptionist.conversation.minds.budget import KEY, Spent
from receptionist.conversation.minds.model import Completion
from receptionist.ids import CallId

STAMP = "prompt"
"""In the state's `extra`: what the model had been told in this call, for its record."""
_MOST_CALLS = 1024


@dataclass(frozen=True, slots=True)
class Missed:
    """No answer came."""

    seconds: float
    tokens: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Nobody waited for the answer: the words of the prompt are billed."""

    tokens: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, and what came of it."""

    outcome: Completion | Missed | Unread
    stamp: str


@dataclass(slots=True)
class _Call:
    turn: int = -1
    answers: dict[tuple[str, ...], Asked] = field(default_factory=dict)
    owed: list[Asked] = field(default_factory=list)


class Ahead:
    """Of one process, in its memory: what is lost with it is asked again. Safe from several threads; where two of them begin a
    turn of one call at once, at worst an answer is asked for twice."""

    def __init__(self, most_calls: int = _MOST_CALLS) -> None:
        self._calls: dict[CallId, _Call] = {}
        self._most = most_calls

    def keep(self, call: CallId, turn: int, nbest: tuple[str, ...], asked: Asked) -> None:
        """What was answered to these words in this turn."""
        known = self._of(call)
        if known.turn != turn:
            known.turn, known.answers = turn, {}
        known.answers[nbest] = asked

    def recall(self, call: CallId, turn: int, nbest: tuple[str, ...]) -> Asked | None:
        known = self._calls.get(call)
        return known.answers.get(nbest) if known and known.turn == turn else None

    def owe(self, call: CallId, asked: Asked) -> None:
        """Counted with the next turn that really happens."""
        self._of(call).owed.append(asked)

    def spent(self, call: CallId, extra: Mapping[str, Any]) -> Spent:
        """As a state knows it, with what is owed."""
        known = self._calls.get(call)
        return _counted(Spent.of(extra), known.owed if known else [])

    def settled(self, call: CallId, extra: Mapping[str, Any]) -> dict[str, Any]:
        """`extra` with what was owed, which is owed no more."""
        known = self._calls.get(call)
        if known is None or not known.owed:
            return dict(extra)
        owed, known.owed = known.owed, []
        return {**extra, KEY: _counted(Spent.of(extra), owed).kept(), STAMP: owed[-1].stamp}

    def forget(self, call: CallId) -> None:
        """The call is over. Safe to repeat."""
        self._calls.pop(call, None)

    def _of(self, call: CallId) -> _Call:
        while call not in self._calls and len(self._calls) >= self._most:
            self._calls.pop(next(iter(self._calls)), None)
        return self._calls.setdefault(call, _Call())


def _counted(spent: Spent, owed: list[Asked]) -> Spent:
    for one in owed:
        match one.outcome:
            case Completion() as done:
                spent = spent.with_(done)
            case Missed(seconds, tokens):
                spent = spent.with_failure(seconds, tokens)
            case Unread(tokens):
                spent = spent.with_dropped(tokens)
    return spent
