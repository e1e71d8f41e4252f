"""A model's answer while it is still being written: what of it is certain already. Pure."""

from typing import Any

from pydantic_core import from_json

_ORDER = ("commands", "facts", "answer")


class Unfolding:
    """The text may be cut anywhere. What is not JSON, or not in the order of the schema, never gets any further."""

    def __init__(self) -> None:
        self._text = ""
        self.broken = False
        """What came cannot be an answer."""
        self.commands: Any = None
        """Once they are complete; whether they are of the schema's shape is for the sifting to say."""
        self.facts: Any = None
        """Once they are complete."""
        self.answer = ""
        """So far."""

    def feed(self, piece: str) -> None:
        self._text += piece
        if self.broken:
            return
        try:
            given = from_json(self._text, allow_partial="trailing-strings") if self._text.strip() else {}
        except ValueError:
            self.broken = True
            return
        self.broken = not self._goes_on(given)

    def _goes_on(self, given: Any) -> bool:
        """Takes what is new; False: it takes back what was certain, or never was an answer."""
        if not isinstance(given, dict) or tuple(given) != _ORDER[: len(given)]:
            return False
        if self.commands not in (None, given.get("commands")) or self.facts not in (None, given.get("facts")):
            return False
        answer = given.get("answer")
        if not (answer is None and not self.answer or isinstance(answer, str) and answer.startswith(self.answer)):
            return False
        self.commands = given["commands"] if "facts" in given else None
        self.facts = given["facts"] if "answer" in given else None
        self.answer = answer or ""
        return True
