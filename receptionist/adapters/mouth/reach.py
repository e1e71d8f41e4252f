"""How far into the text given a sound reaches, where the voice tells which characters it speaks.

    given    "Call 415-555-0192, please. "          what letters are counted in
    sent     "Call 4 1 5, 5 5 5, 0 1 9 2, please. " what the voice was told, and names in its alignment

The two are the same before and after whatever was written out; within, only the end of it is known to be safe. A character
that the voice names but was not sent is passed over, so that a voice that tidies up its text does not lose us. Pure.
"""

from dataclasses import dataclass

_LOOK_AHEAD = 12
"""Characters of ours that the voice may leave out at once."""


@dataclass(frozen=True, slots=True)
class _Part:
    given_at: int
    given: int
    sent_at: int
    sent: int
    same_before: int
    """Characters that both begin with."""
    same_after: int

    def letters(self, sent: int) -> int:
        """Of all that was given, how much is spoken with the first `sent` characters of all that was sent."""
        inside = sent - self.sent_at
        if inside <= self.same_before:
            return self.given_at + inside
        from_end = max(0, self.sent - inside)
        return self.given_at + self.given - min(from_end, self.same_after)


class Reach:
    """Of one utterance."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._sent = ""
        self._at = 0
        self._given = 0

    @property
    def all(self) -> int:
        """How many letters were given."""
        return self._given

    def sent(self, given: str, said: str) -> None:
        """`said` was sent for `given`, with a space after it where it ends in none."""
        before = _common(given, said)
        after = _common(given[before:][::-1], said[before:][::-1])
        self._parts.append(_Part(self._given, len(given), len(self._sent), len(said), before, after))
        self._given += len(given)
        self._sent += said if not said or said[-1].isspace() else f"{said} "

    def heard(self, chars: tuple[str, ...] | None) -> int:
        """The letters spoken up to the end of a sound that speaks `chars`, to the end of the word. None: nobody knows, so all
        that was given."""
        if chars is None:
            self._at = len(self._sent)
            return self._given
        for char in chars:
            if not char.isspace():
                self._pass(char)
        return self._letters(self._end_of_word())

    def _pass(self, char: str) -> None:
        found = self._sent.find(char, self._at, self._at + _LOOK_AHEAD)
        if found >= 0:
            self._at = found + len(char)

    def _end_of_word(self) -> int:
        at = self._at
        if at == 0:
            return 0
        while at < len(self._sent) and not self._sent[at].isspace():
            at += 1
        while at < len(self._sent) and self._sent[at].isspace():
            at += 1
        return at

    def _letters(self, sent: int) -> int:
        for part in reversed(self._parts):
            if sent > part.sent_at:
                return part.letters(sent)
        return 0


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    most = min(len(one), len(other))
    return next((at for at in range(most) if one[at] != other[at]), most)
