"""A reply may claim only what has happened in its own turn.

Everything that is said, in whatever language, whoever worded it, is read for claims before it is spoken (claims.py); a
claim without its effect in this turn is a lie about to be told. Tests make it an error (`FalseClaim`); in a call the
sentence is replaced by a true one. A reply that is still being made is read piece by piece (`StreamGuard`): a clause is
let go as soon as it is over and claims nothing, so at most one clause is held back.

    pieces ──▶ clause over? ──claims nothing──▶ spoken
                    │
                    └──might be asking──▶ held to the end of the sentence ──claim, no effect──▶ a true sentence instead
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from receptionist.business.definition import Language
from receptionist.conversation.claims import PATTERNS, PROOF, Pattern
from receptionist.conversation.denials import taken_back, to_caller
from receptionist.conversation.disguises import plain
from receptionist.conversation.reply import Effect, Said

By = Literal["us", "business", "model"]


class FalseClaim(AssertionError):
    """The program was about to say what had not happened. A fault of the program, never of the caller."""


TRUTH: dict[Language, str] = {
    "en": "Let me check that once more.",
    "es": "Déjeme comprobarlo otra vez.",
    "pa": "ਮੈਨੂੰ ਇੱਕ ਵਾਰ ਫਿਰ ਵੇਖਣ ਦਿਓ।",
}
LONGEST = 400
"""Characters after which a clause that will not end is judged as it stands."""
_CUT = re.compile(r"[.!?।॥…\n,;:—–)\]\"”»](?=[^\w.!?])|[\u2705\u2714]")
_ENDS_SENTENCE = frozenset(".!?।॥…\n")
_LONE_LETTER = re.compile(r"(?:^|[^\w])([^\W\d_])(?:\1|[\u0300-\u036f])*[\s.,;:\-_*·•~|/+]*$")
"""The end of a text that may be the beginning of a word spelled out."""


def false_claims(
    text: str, language: Language, effects: Iterable[Effect], *, by: By = "us", handed_over: bool = False
) -> tuple[str, ...]:
    """What `text` claims without proof, each kind once. `language` is that of the call; lies are looked for in all of them.
    `by`: in a model's words also promises count, and what is else read from the book; in a business's own only what names
    its doer, for a business may speak of bookings in general. `handed_over`: a person takes over after these words."""
    happened = frozenset({effect.type for effect in effects} | ({"handoff"} if handed_over else set()))
    return _unproved(text, happened, by)


@lru_cache(maxsize=2048)
def _unproved(text: str, happened: frozenset[str], by: By, since: int = 0) -> tuple[str, ...]:
    """`since`: claims that end within the first so many characters have been judged before."""
    found: dict[str, None] = {}
    for reading in plain(text):
        seen = len(plain(text[:since])[0]) if since else 0
        for pattern in PATTERNS:
            if pattern.kind in found or PROOF[pattern.kind] & happened or not _applies(pattern, reading, by):
                continue
            if any(_holds(pattern, reading, match, by, seen) for match in pattern.words.finditer(reading)):
                found[pattern.kind] = None
    return tuple(found)


def _holds(pattern: Pattern, reading: str, match: re.Match[str], by: By, seen: int) -> bool:
    """Whether what was found is a claim, and a new one. A business claims nothing where it does not speak to the caller."""
    if match.end() <= seen or (by == "business" and not to_caller(reading, match.start(), match.end())):
        return False
    return not taken_back(reading, match.start(), match.end(), direct=pattern.direct, safe=pattern.kind == "allergy")


def _applies(pattern: Pattern, reading: str, by: By) -> bool:
    if (pattern.free_only and by != "model") or (by == "business" and not pattern.direct):
        return False
    if pattern.stressed != ("é" in reading or "ó" in reading):
        return False
    return pattern.deed is None or pattern.deed.search(reading) is not None


def guarded(
    said: tuple[Said, ...],
    effects: tuple[Effect, ...],
    *,
    said_before: str = "",
    strict: bool = False,
    handed_over: bool = False,
) -> tuple[Said, ...]:
    """`said` with every false sentence replaced. What is repeated word for word has been proved when it was first said.

    Raises FalseClaim instead if `strict`.
    """
    checked = []
    for one in said:
        if one.text and one.text in said_before:
            checked.append(one)
            continue
        wrong = false_claims(one.text, one.language, effects, by=one.by, handed_over=handed_over)
        if wrong and strict and one.by != "model":
            raise FalseClaim(f"{', '.join(wrong)}: {one.text!r}")
        checked.append(_without_lies(one, effects, handed_over=handed_over) if wrong else one)
    return tuple(checked)


def _without_lies(one: Said, effects: tuple[Effect, ...], *, handed_over: bool) -> Said:
    guard = StreamGuard(one.language, effects, by=one.by, handed_over=handed_over)
    spoken = f"{guard.feed(one.text)}{guard.end()}".strip()
    if false_claims(spoken, one.language, effects, by=one.by, handed_over=handed_over):
        spoken = TRUTH[one.language]
    return replace(one, text=spoken, fixed=False)


class StreamGuard:
    """One reply on its way to the voice. What comes out does not depend on how the text was cut into pieces."""

    def __init__(
        self, language: Language, effects: Iterable[Effect] = (), *, by: By = "model", handed_over: bool = False
    ) -> None:
        self._language = language
        self._happened = frozenset({effect.type for effect in effects} | ({"handoff"} if handed_over else set()))
        self._by: By = by
        self._sentence = ""
        """Of the sentence being made, what was let go already: what follows is read together with it."""
        self._held = ""
        self._scanned = 0
        self._told = False
        self.replaced: list[str] = []
        """Kinds of claims that were taken out."""

    def feed(self, piece: str) -> str:
        """What may be spoken now; empty while a clause is unfinished."""
        self._held += "".join(c for c in piece if unicodedata.category(c) != "Cf")
        spoken = ""
        while (cut := _CUT.search(self._held, self._scanned)) is not None and cut.end() < len(self._held):
            self._scanned = cut.end()
            spoken += self._judge(cut.end(), over=cut.group() in _ENDS_SENTENCE)
        if len(self._held) > LONGEST:
            spoken += self._judge(len(self._held), over=True)
        return spoken

    def end(self) -> str:
        """The rest; the reply is over."""
        return self._judge(len(self._held), over=True) if self._held else ""

    def _judge(self, at: int, *, over: bool) -> str:
        """Lets held[:at] go, or puts the truth in its place, or keeps holding it until the sentence is over."""
        clause = self._held[:at]
        if not over and _LONE_LETTER.search(clause[:-1]):
            return ""
        if _LONE_LETTER.search(clause[:-1]) and at < len(self._held):
            return ""
        wrong = _unproved(self._sentence + clause, self._happened, self._by, since=len(self._sentence))
        if wrong and not over:
            return ""
        self._held, self._scanned = self._held[at:], 0
        self._sentence = "" if over else self._sentence + clause
        if not wrong:
            return clause
        self.replaced += wrong
        if self._told:
            return ""
        self._told = True
        return f" {TRUTH[self._language]} " if at else ""
