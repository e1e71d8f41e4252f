"""A reply that is heard while it is still being made."""

from typing import Protocol


class Aloud(Protocol):
    """Whoever speaks a model's answer while its words come. Called from the thread that thinks, or one that reads for it, one
    call at a time, never from an event loop; what it does has to be quick, and must not raise.

    coming, coming, cleared, coming, cleared ...   then nothing, or `withdrawn`

    The reply of the turn then begins with exactly the text that was cleared.
    """

    def coming(self, piece: str) -> None:
        """Words of the answer, in order, from the first one on. They may be synthesised and must not be heard yet. A piece ends
        between two words and keeps its spaces."""
        ...

    def cleared(self, letters: int) -> None:
        """So many characters of all that came may be heard. It only grows, and ends at a clause's end."""
        ...

    def withdrawn(self) -> None:
        """What came and was not cleared never will be. Nothing else is called in this turn."""
        ...
