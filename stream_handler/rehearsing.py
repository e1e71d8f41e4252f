"""The one turn of a call that is being thought ahead (stream_handler/ahead.py): begun, voiced as it comes, taken or forgotten."""

from collections.abc import Callable

from receptionist.business.definition import Business
from receptionist.conversation.minds.model import Interest
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Utterance
from stream_handler.ahead import Ahead
from stream_handler.mind.thinking import Thought
from stream_handler.mouth.along import Along
from stream_handler.mouth.pace import pace
from stream_handler.mouth.speaker import Speaker
from stream_handler.parts import Parts


class Rehearsing:
    """Of one call. On the loop, beside everything else."""

    def __init__(self, parts: Parts, mouth: Speaker, may_be_voiced: Callable[[], bool]) -> None:
        """`may_be_voiced`: whether its first sentence would be the next to be heard."""
        self._parts = parts
        self._mouth = mouth
        self._may_be_voiced = may_be_voiced
        self._ahead: Ahead | None = None

    @property
    def ready(self) -> bool:
        """Whether what was thought ahead can be heard at once."""
        making = self._ahead.making if self._ahead is not None else None
        return making is not None and making.may > 0

    def begin(self, business: Business, state: DialogueState, utterance: Utterance) -> None:
        """What would we answer? In place of what was thought before, unless that is the same."""
        if self._ahead is not None and self._ahead.answers(utterance, state):
            return
        self.forget()
        mind = self._parts.mind
        along, interest = Along(state.language, lambda: self._voice_along(ahead)), Interest()
        thought = Thought(
            lambda: mind.rehearse(business, state, utterance, along, interest),
            self._parts.minds,
            lambda: self._voice(ahead),
        )
        ahead = self._ahead = Ahead(utterance, state, along, thought, interest)

    def forget(self) -> None:
        """The caller went on. Safe to repeat."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.let_go()

    def take(self, utterance: Utterance, state: DialogueState) -> Ahead | None:
        """What was thought ahead, if it answers this; still forgotten if the caller goes on before it is `begun`."""
        if self._ahead is not None and not self._ahead.answers(utterance, state):
            self.forget()
        return self._ahead

    async def begun(self, ahead: Ahead) -> bool:
        """Once there is something to hear of it, or it is thought to its end, or was waited for long enough: whether it was not
        forgotten meanwhile. From then on whoever asked lets go of it."""
        await ahead.begun(self._parts.limits.think_s)
        kept, self._ahead = self._ahead is ahead, None
        return kept

    def _voice_along(self, ahead: Ahead) -> None:
        if self._ahead is ahead and ahead.making is None and self._may_be_voiced():
            ahead.making = self._mouth.make(ahead.along, pace(ahead.state))
            ahead.ready.set()

    def _voice(self, ahead: Ahead) -> None:
        ahead.ready.set()
        ahead.along.close()
        if self._ahead is not ahead or ahead.making is not None or not self._may_be_voiced():
            return
        rehearsed = ahead.thought.late()
        if rehearsed is not None and rehearsed.reply.say:
            ahead.making = self._mouth.make(rehearsed.reply.say[0], pace(rehearsed.reply.state))
