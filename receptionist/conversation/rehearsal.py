"""A turn thought ahead of the caller's last word, and one that begins with an answer that is being heard. Pure."""

from dataclasses import dataclass, replace

from receptionist.business.definition import Business, Language
from receptionist.conversation.guard import TRUTH
from receptionist.conversation.minds.telling import Spoken
from receptionist.conversation.reply import Reply, Said
from receptionist.conversation.runner import Ran
from receptionist.conversation.state import DialogueState


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would be said if the caller left it at that. Nothing of it has happened; dropping it undoes nothing."""

    business: Business
    """As it stood."""
    before: DialogueState
    """The state it was thought from: adopted, it takes that state's place and no later one's."""
    reply: Reply
    """Without what the house has asked for meanwhile."""
    heard: int = 0
    """Of `reply.say`, how many are with the caller already."""


def without_answer(ran: Ran) -> Ran:
    """What is said after it."""
    return replace(ran, acts=ran.acts[1:])


def heard_first(spoken: Spoken, language: Language) -> tuple[Said, ...]:
    """What was heard, word for word; and where it broke off, no more than the truth."""
    said = Said(spoken.text, language, by="model")
    return (said,) if spoken.whole else (said, Said(TRUTH[language], language))
