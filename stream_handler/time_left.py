"""What the clock of a call has come to, and what the caller has been told of it.

enough ──short──▶ short ──told with a reply──▶ warned ──over──▶ over ──a turn that is no yes or no──▶ a message is taken
"""

from typing import Literal


class TimeLeft:
    """Of one call. Pure: whoever looks at the clock says what it has come to."""

    def __init__(self) -> None:
        self._at: Literal["enough", "short", "warned", "over", "message"] = "enough"

    def short(self) -> None:
        """The caller is to be told. Safe to repeat."""
        if self._at == "enough":
            self._at = "short"

    def over(self) -> None:
        """A message is to be taken. Safe to repeat."""
        if self._at != "message":
            self._at = "over"

    def must_be_told(self) -> bool:
        """True once, while it is short."""
        if self._at != "short":
            return False
        self._at = "warned"
        return True

    def takes_message(self, asked: str) -> bool:
        """True once. `asked`: the kind of answer the caller was asked for; whoever is asked for a yes is let say it."""
        if self._at != "over" or asked == "yes_no":
            return False
        self._at = "message"
        return True
