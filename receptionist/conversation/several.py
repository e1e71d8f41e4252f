"""Several questions in one breath: "is there parking, and do you have vegan food?". Each is answered. Pure."""

import re
from collections.abc import Callable, Iterator

from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Command,
    Greet,
    NotUnderstood,
    SayAgain,
    StartTask,
    Thank,
    WantPerson,
)

MOST = 4
"""Questions answered at once; whoever asks more is heard as asking one."""
_ASKED_EN = r"is|are|am|do|does|did|can|could|will|would|may|have|has|what|what's|whats|when|where|where's|how|how's|which|who|any"
_ASKED_ES = (
    r"tienen|tiene|hay|es|est[aá]n?|son|puedo|podemos|se puede|aceptan|acepta|hacen|cu[aá]nto|cu[aá]nta|cu[aá]l|cu[aá]les|qu[eé]|a qu[eé]"
    r"|d[oó]nde|c[oó]mo|cu[aá]ndo|sirven|ofrecen|cobran|abren|cierran|queda|dura"
)
_NEXT = re.compile(
    r"(?:(?<=[?;!])|(?<=\.)(?<!Dr\.)(?<!Dra\.)(?<!Mr\.)(?<!Mrs\.)(?<!Ms\.)(?<!St\.)(?<!Sr\.)(?<!Sra\.))\s+(?:(?:and|also|oh|plus|y|tambi[eé]n)\b,?\s+)*"
    rf"|,?\s+(?:and|also|plus|or)\s+(?:also\s+|then\s+)?(?=(?:{_ASKED_EN})\b)|,\s+(?=(?:{_ASKED_EN})\b)"
    rf"|,?\s+(?:y|o)\s+(?:tambi[eé]n\s+|adem[aá]s\s+)?¿?(?=(?:{_ASKED_ES})\b)|,\s+¿?(?=(?:{_ASKED_ES})\b)",
    re.IGNORECASE,
)
_NEXT_PA = re.compile(r"(?<=\bhai|\bhan|.ਹੈ|.ਹਨ),?\s+(?:te|ate|ਤੇ|ਅਤੇ)\s+|(?<=[?।])\s+", re.IGNORECASE)
_ASKS = re.compile(rf"\?\s*$|^\W*(?:{_ASKED_EN}|{_ASKED_ES})\b", re.IGNORECASE)
_LEANS = re.compile(r"\b(?:it|that|they|them|those|these|this|one|eso|esto|ellos|ese|esa)\b", re.IGNORECASE)
_OF_A_THING = frozenset({"price", "duration", "allergens", "diet"})
"""What may be asked by "it" alone once the thing was named: whoever answers knows what was spoken of."""

_DOES = (StartTask, CancelTask, WantPerson, SayAgain)
"""Whoever asks for a deed is heard as a whole, and answered beside."""
_PLAIN = frozenset({"address", "directions", "parking", "payment", "allergens", "diet"})
_WRITTEN = frozenset({"faq", "parking", "payment"})
"""Answered by what the house has written down."""
_ITS_OWN = frozenset({"forget_me", "why_asked"})

Read = Callable[[str], tuple[Command, ...]]


def questions_in(text: str) -> tuple[str, ...]:
    """The parts of a sentence that ask something each; one part where it is one question."""
    pattern = _NEXT_PA if re.search(r"\b(?:hai|ate)\b|[਀-੿]", text, re.IGNORECASE) else _NEXT
    parts = tuple(part.strip(" ,") for part in pattern.split(text))
    return tuple(part for part in parts if re.search(r"\w", part))


def each_asked(
    commands: tuple[Command, ...], text: str, read: Read, knows: Callable[[str], bool]
) -> tuple[Command, ...]:
    """`commands`, with one question for each that the sentence asks. `read`: what a part of it asks by itself; `knows`: whether
    the house has written down an answer to it."""
    whole = [one for one in commands if isinstance(one, Ask)]
    parts = questions_in(text)
    if not 1 < len(parts) <= MOST or any(one.topic in _ITS_OWN for one in whole):
        return commands
    if any(isinstance(one, _DOES) for one in commands):
        if all(one.topic in _WRITTEN and not knows(one.text) for one in whole) and (
            beside := [*_beside(parts, read, knows)]
        ):
            return (*(one for one in commands if one not in whole), *beside)
        return commands if whole else (*commands, *_beside(parts, read, knows))
    asked = list(_questions(parts, read))
    if len(asked) < 2:
        return commands
    asked = [one for one in asked if not _leans_on_all(one, knows)] or asked
    in_writing = [one for one in whole if one.topic == "text_me"]
    at = commands.index(whole[0]) if whole else len(commands)
    kept = [
        [one for one in part if not isinstance(one, Ask | NotUnderstood) or one in in_writing]
        for part in (commands[:at], commands[at:])
    ]
    return (*kept[0], *asked, *kept[1])


_LEANS_ON_ALL = re.compile(
    r"(?:what|which|anything|qu[eé])(?: else)? (?:do|have|can|is|are|would|tienen?|hay)\b(?:\W+\w+){0,3}\W*",
    re.IGNORECASE,
)


def _leans_on_all(asked: Ask, knows: Callable[[str], bool]) -> bool:
    """ "I'm vegan, what do you have?": the second part is the first one's question."""
    return (
        asked.topic == "faq"
        and not asked.about
        and _LEANS_ON_ALL.fullmatch(asked.text) is not None
        and not knows(asked.text)
    )


def _beside(parts: tuple[str, ...], read: Read, knows: Callable[[str], bool]) -> Iterator[Ask]:
    """Beside a wish: what is plainly a question of its own, and has an answer."""
    for part in filter(_ASKS.search, parts):
        asked = [one for one in read(part) if not isinstance(one, Greet | Thank | Affirm)]
        if len(asked) == 1 and isinstance(asked[0], Ask) and (asked[0].topic in _PLAIN or knows(part)):
            yield asked[0]


def _questions(parts: tuple[str, ...], read: Read) -> Iterator[Ask]:
    """A part that leans on another ("is it free?") asks nothing by itself, unless it is of a thing that was named there."""
    for part in parts:
        for one in read(part):
            if (
                isinstance(one, Ask)
                and one.topic != "text_me"
                and (one.about or one.topic in _OF_A_THING or not _LEANS.search(part))
            ):
                yield one
