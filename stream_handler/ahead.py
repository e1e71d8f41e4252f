"""A turn thought, and its first sentence voiced, while the caller may still go on.

pause ─▶ words ─▶ rehearsed (no effects) ─▶ voiced, held ──turn certain──▶ adopted, heard
                                                 '──the caller goes on──▶ forgotten
"""

import asyncio
from dataclasses import dataclass, field

from receptionist.conversation.minds.model import Interest
from receptionist.conversation.rehearsal import Rehearsed
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Utterance
from stream_handler.mind.thinking import Thought
from stream_handler.mouth.along import Along
from stream_handler.mouth.making import Making


@dataclass(slots=True, eq=False)
class Ahead:
    """Of one pause. On the loop."""

    utterance: Utterance
    state: DialogueState
    """That it was thought from."""
    along: Along
    thought: Thought[Rehearsed]
    interest: Interest
    making: Making | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    """It is thought to its end, or its first words are there."""

    async def begun(self, seconds: float) -> None:
        """Until then, or for so long. Cancelling it is harmless."""
        try:
            async with asyncio.timeout(seconds):
                await self.ready.wait()
        except TimeoutError:
            return

    def answers(self, utterance: Utterance, state: DialogueState) -> bool:
        """Whether it is what would be thought now."""
        return self.state is state and self.utterance == utterance

    def let_go(self) -> None:
        """Nobody will hear it: a model that still thinks is hung up on. Safe to repeat."""
        self.interest.give_up()
        self.along.close()
        if self.making is not None:
            self.making.let_go()
