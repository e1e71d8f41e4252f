"""A model's answer told while it is written: where an answer is all there will be, and as far as it is true."""

from collections.abc import Callable
from dataclasses import dataclass

from receptionist.conversation.commands import Ask, Command, Greet, Thank
from receptionist.conversation.minds.aloud import Aloud
from receptionist.conversation.minds.gate import Gate
from receptionist.conversation.minds.grounds import Ground
from receptionist.conversation.minds.model import Enough
from receptionist.conversation.minds.sifting import PENDING, Turn, read, sift, with_answer
from receptionist.conversation.minds.unfolding import Unfolding
from receptionist.conversation.runner import Ran

Opens = Callable[[tuple[Command, ...]], Ran | None]
"""The turn these commands make, if it changes nothing anywhere; the answer is PENDING in it."""


class Unheard:
    """Nobody listens."""

    def coming(self, piece: str) -> None: ...

    def cleared(self, letters: int) -> None: ...

    def withdrawn(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """What of an answer the caller hears, and the turn it belongs to."""

    text: str
    whole: bool
    """False: it broke off, or went on with what may not be said."""
    ran: Ran
    commands: tuple[Command, ...]


class Telling:
    """One turn. `feed` from one thread at a time.

    commands known ──no question, or our own facts answer──▶ enough
         ├──questions only, and nothing is changed──▶ told, as far as it is true
         └──anything else──▶ silent: the whole answer is waited for
    """

    def __init__(self, turn: Turn, opens: Opens, aloud: Aloud) -> None:
        self._turn = turn
        self._opens = opens
        self._aloud = aloud
        self._unfolding = Unfolding()
        self._commands: tuple[Command, ...] | None = None
        self._ran: Ran | None = None
        self._gate: Gate | None = None
        self._fed = self._came = self._cleared = 0
        self._silent = False
        self.wanted: tuple[Command, ...] | None = None
        """What the caller wants, where the rest of the answer would change nothing; empty: it was nonsense."""

    def feed(self, piece: str) -> bool:
        """True: something may be heard already. Raises Enough when the rest of the answer would change nothing."""
        if not self._silent:
            self._unfolding.feed(piece)
            self._decide()
            self._tell()
        if self.wanted is not None:
            raise Enough
        return self._cleared > 0

    def finish(self, text: str) -> None:
        """The whole answer is there, and `text` is it."""
        given = read(text)
        if self._gate is None:
            return
        if given is None or self._unfolding.broken or given["answer"] != self._unfolding.answer:
            self.give_up()
            return
        self._gate.end()
        self._tell()

    def give_up(self) -> None:
        """Nothing more comes. Safe to repeat."""
        if self._came > self._cleared and not self._silent:
            self._aloud.withdrawn()
        self._silent = True

    def spoken(self) -> Spoken | None:
        """None: nothing was cleared, and nothing will be."""
        if not self._cleared or self._gate is None or self._ran is None or self._commands is None:
            return None
        text = self._gate.text[: self._cleared]
        whole = not self._silent and self._cleared == len(self._gate.text)
        return Spoken(text, whole, self._ran, with_answer(self._commands, text))

    def _decide(self) -> None:
        unfolding = self._unfolding
        if self._commands is None and unfolding.commands is not None:
            self._commands = sift(unfolding.commands, self._turn, PENDING) or ()
            self._consider(self._commands)
        if self._gate is None and not self._silent and _are_ids(unfolding.facts):
            turn = self._turn
            ground = Ground(unfolding.facts, turn.facts, turn.business, turn.state.language)
            self._gate = Gate(ground, turn.state.language)

    def _consider(self, commands: tuple[Command, ...]) -> None:
        """What these commands make of the answer."""
        self._silent = True
        if not any(isinstance(command, Ask) and command.answer for command in commands):
            self.wanted = commands
        elif all(isinstance(command, Ask | Greet | Thank) for command in commands) and (ran := self._opens(commands)):
            awaited = [act.args.get("text") == PENDING for act in ran.acts]
            if not any(awaited):
                self.wanted = with_answer(commands, "")
            elif awaited[0] and sum(awaited) == 1:
                self._ran, self._silent = ran, False

    def _tell(self) -> None:
        gate = self._gate
        if gate is None or self._silent:
            return
        answer = self._unfolding.answer
        gate.feed(answer[self._fed :])
        self._fed = len(answer)
        ready = max(gate.words, gate.cleared)
        if ready > self._came:
            self._aloud.coming(gate.text[self._came : ready])
            self._came = ready
        if gate.cleared > self._cleared:
            self._cleared = gate.cleared
            self._aloud.cleared(gate.cleared)
        if gate.shut or self._unfolding.broken:
            self.give_up()


def _are_ids(facts: object) -> bool:
    return isinstance(facts, list) and all(isinstance(one, str) for one in facts)
