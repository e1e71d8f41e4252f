"""Whether the local understander needs no second opinion: it says so itself, its words cover what was said, and what it
understood has an answer. Pure.

Never asked of a model, however unsure: emergencies and the wish for a person (no waiting), dictated messages (verbatim),
allergies and diets (from the data only), telephone numbers and codes (they are not sent).
"""

from datetime import date

from receptionist.business.definition import Business
from receptionist.conversation.answering import UNANSWERED
from receptionist.conversation.commands import (
    Affirm,
    Ask,
    Command,
    Deny,
    NotUnderstood,
    RefuseRecording,
    SayAgain,
    SetSlot,
    WantPerson,
)
from receptionist.conversation.state import DialogueState
from receptionist.knowledge.answers import answer_question
from receptionist.knowledge.menu import severe
from receptionist.language.lexicon import Lexicon
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.tokens import Token, tokenise
from receptionist.language.understander import LONGEST
from receptionist.language.understanding import Understanding

SURE = 0.75
"""Calibrated score from which on an intent is believed."""
UNEXPLAINED = 0.25
"""Share of the words that may be left over."""
FEW = 1
"""So many words left over do not matter, however short the sentence."""
OURS_ALONE = frozenset({"allergens", "diet", "robot", "recording", "forget_me", "why_asked"})
"""Topics whose answers are data, or a promise."""
_CUE = 2
"""Words a cue has at each end of a stretch that it spans."""
_UNSENT = frozenset({"phone", "code", "email", "message", "spelling", "find_phone", "birth_date", "postcode"})


def keeps_to_itself(understood: Understanding, commands: tuple[Command, ...], text: str, state: DialogueState) -> bool:
    """Whether no model may be asked at all."""
    if state.expecting in _UNSENT or severe(text) or understood.topic in OURS_ALONE:
        return True
    if any(entity.type == "allergen" for entity in understood.entities):
        return True
    return any(
        isinstance(command, WantPerson | RefuseRecording | SayAgain)
        or (isinstance(command, Ask) and command.topic in OURS_ALONE)
        or (isinstance(command, SetSlot) and command.slot in _UNSENT)
        for command in commands
    )


def sure(
    understood: Understanding,
    commands: tuple[Command, ...],
    text: str,
    state: DialogueState,
    business: Business,
    today: date,
) -> bool:
    """Whether the local commands are obeyed without asking a model."""
    if any(isinstance(command, NotUnderstood) for command in commands):
        return False
    if any(_is_open(command, business, today) for command in commands if isinstance(command, Ask)):
        return False
    if understood.intents[0].name == "question" and not any(isinstance(command, Ask) for command in commands):
        return False
    if all(isinstance(command, Affirm | Deny) for command in commands) and len(text.split()) <= 4:
        return True
    share = _left_share(understood, commands, text)
    if not share and any(isinstance(command, SetSlot) for command in commands):
        return True
    return share <= UNEXPLAINED and (understood.intents[0].score >= SURE or _answers(commands, state))


def _is_open(asked: Ask, business: Business, today: date) -> bool:
    """Whether the facts do not answer it."""
    answers = answer_question(business, asked.topic, asked.text, asked.about, today)
    return any(one.name in UNANSWERED for one in answers)


def _answers(commands: tuple[Command, ...], state: DialogueState) -> bool:
    """What was asked for has been given."""
    slots = {command.slot for command in commands if isinstance(command, SetSlot)}
    also = {
        "time": {"window", "any_time"},
        "find_name": {"name", "code"},
        "find_day": {"date"},
        "find_time": {"time"},
        "choice": {"time", "date"},
        "change": {"changing"},
    }
    return bool(state.expecting) and bool(slots & {state.expecting, *also.get(state.expecting, ())})


def _left_share(understood: Understanding, commands: tuple[Command, ...], text: str) -> float:
    """Of the words, how many are left over; one beyond the first does not matter."""
    words = [token for token in tokenise(text[:LONGEST]) if token.kind == "word"]
    values = {token.text for value in _texts(commands) for token in tokenise(value)}
    left = [word for word in left_over(understood, text, words, LEXICONS[understood.language]) if word not in values]
    if not left or not words:
        return 0.0
    return max(len(left) - FEW, 0.01) / len(words)


def _texts(commands: tuple[Command, ...]) -> list[str]:
    """Values in the caller's own words, such as a name."""
    return [command.value for command in commands if isinstance(command, SetSlot) and isinstance(command.value, str)]


def left_over(understood: Understanding, text: str, words: list[Token], lexicon: Lexicon) -> list[str]:
    """Words that belong to no value, no cue and are not among those every sentence has."""
    cues = _cued(text, lexicon, {intent.name for intent in understood.intents} | {understood.topic or ""})
    common = lexicon.function_words | lexicon.fillers | lexicon.ordinary | lexicon.addressing | cues
    return [
        word.text
        for word in words
        if word.text not in common
        and not any(entity.start < word.end and word.start < entity.end for entity in understood.entities)
    ]


def _edges(words: list[str]) -> list[str]:
    """Of a long stretch only its ends are the cue; between them anything may stand."""
    return words if len(words) <= 2 * _CUE else [*words[:_CUE], *words[-_CUE:]]


def _cued(text: str, lexicon: Lexicon, names: set[str]) -> set[str]:
    line = " ".join(token.text for token in tokenise(text[:LONGEST]) if token.kind != "mark" or token.text == "?")
    found: set[str] = set()
    for cue in (*lexicon.cues, *lexicon.topics):
        if cue.weight > 0 and cue.name in names:
            found.update(word for match in cue.pattern.finditer(line) for word in _edges(match.group().split()))
    return found
