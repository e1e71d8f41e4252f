"""A text that is still being written, cut where somebody speaking would breathe.

The first clause is short, so that it is heard soon; the others are sentences, so that they sound like sentences. Pure.
"""

import re

_PAUSE = re.compile(r"[.!?;:।,…—]+[\"'”’)\]]*(?:\s+|(?<=—))")
_SENTENCE_END = ".!?।…"
_SHORTENED = re.compile(r"(?:^|[\s(.])(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Srta|St|vs|[^\W\d_])\.\s+$")
"""A full stop that ends no sentence: Dr. Lopez, 7 p.m. on Friday."""
_FIRST = 12
_SENTENCE = 12
_LONG = 60
"""From so many letters on a comma is enough, for somebody who speaks as fast as others write."""
_MOST = 180


class Clauses:
    """What `add` and `rest` give, put together, is the text, letter by letter."""

    def __init__(self, *, begun: bool = False) -> None:
        """`begun`: the first clause was spoken before."""
        self._held = ""
        self._first = not begun

    @property
    def held(self) -> str:
        """What waits for its end."""
        return self._held

    def add(self, piece: str) -> list[str]:
        """The clauses that are complete now, with the space after them."""
        self._held += piece
        found: list[str] = []
        searched = 0
        while match := _PAUSE.search(self._held, searched):
            searched = match.end()
            clause = self._held[:searched]
            if self._ends(clause):
                found.append(self._cut(searched))
                searched = 0
        while len(self._held) > _MOST:
            space = self._held.rfind(" ", 0, _MOST)
            found.append(self._cut(space + 1 if space > 0 else _MOST))
        return found

    def rest(self) -> str:
        """All that is left: the text is over, or is not waited for."""
        return self._cut(len(self._held)) if self._held else ""

    def _cut(self, at: int) -> str:
        clause, self._held = self._held[:at], self._held[at:]
        self._first = False
        return clause

    def _ends(self, clause: str) -> bool:
        if _SHORTENED.search(clause) or not any(letter.isalnum() for letter in clause):
            return False
        if self._first:
            return len(clause.rstrip()) >= _FIRST
        return len(clause) >= (_SENTENCE if ends_a_sentence(clause) else _LONG)


def ends_a_sentence(clause: str) -> bool:
    """Whether a longer pause follows."""
    return clause.rstrip(" \n\"'”’)]").endswith(tuple(_SENTENCE_END))


def speakable(text: str, *, begun: bool) -> int:
    """How many letters of `text` a voice has no reason to wait with, though more is to be written."""
    return sum(map(len, Clauses(begun=begun).add(text)))
