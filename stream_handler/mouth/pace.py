"""How fast a caller is spoken to."""

from receptionist.conversation.state import DialogueState


def pace(state: DialogueState) -> float:
    """A hesitant caller is spoken to more slowly."""
    return 0.9 if "hesitant" in state.moods else 1.0
