"""Card numbers in what a caller says, in one breath or group by group over several turns."""

import re
from collections import deque

from receptionist.conversation.redact import without_cards

GROUPS = 5
"""Turns a number may be spread over."""
MOST_DIGITS, MOST_WORDS = 8, 10
"""In one group: a telephone number is no part of a card."""


class Cards:
    """Of one call. Remembers the last turns only."""

    def __init__(self) -> None:
        self._turns: deque[tuple[str, float]] = deque(maxlen=GROUPS)

    def heard(self, text: str, began_at: float) -> tuple[str, float | None, int]:
        """What of a turn may be kept; when the first turn of the card in it began, None without one; and in how many turns
        before this one it began."""
        kept = without_cards(text)
        if not _may_be_a_group(text):
            self._turns.clear()
        self._turns.append((text, began_at))
        if kept != text:
            self._turns.clear()
            return kept, began_at, 0
        for back in range(1, len(self._turns)):
            spread = list(self._turns)[-back - 1 :]
            joined = " ".join(words for words, _ in spread)
            if without_cards(joined) != joined:
                self._turns.clear()
                return "[card number]", spread[0][1], back
        return kept, None, 0


def _may_be_a_group(text: str) -> bool:
    return len(re.findall(r"\d", text)) <= MOST_DIGITS and len(text.split()) <= MOST_WORDS
