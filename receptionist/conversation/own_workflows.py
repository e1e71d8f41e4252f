"""The tasks a business has defined for itself: when a caller speaks of one, and what their words answer. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from rapidfuzz import fuzz

from receptionist.business.definition import Business
from receptionist.business.facts import Language, Text, worded
from receptionist.business.workflows import Choice, FieldType, Outcome, OwnWorkflow, Question
from receptionist.conversation import phrases
from receptionist.conversation.commands import Command, SetSlot, StartTask
from receptionist.conversation.reading import Reading
from receptionist.conversation.redact import without_cards
from receptionist.conversation.state import DialogueState
from receptionist.conversation.workflows import fulfilled
from receptionist.language.tokens import fold, tokenise
from receptionist.language.understanding import Entity

_MOST_BETWEEN = 2
"""Words a caller may put between those of a phrase: "private (birthday) dinner"."""
_ALIKE = 86.0
_LONGEST_TEXT = 300
_HEARD_AS: dict[FieldType, str] = {
    "number": "party_size", "date": "date", "time": "time", "name": "name", "phone": "phone", "email": "email",
    "yes_no": "yes_no", "choice": "choice", "money": "money", "text": "message",
}  # fmt: skip
"""What the understander is told to expect."""
_TYPES: dict[FieldType, tuple[str, ...]] = {
    "number": ("party_size", "number"), "date": ("date", "datetime"), "time": ("time", "datetime", "time_range"),
    "phone": ("phone",), "email": ("email",), "money": ("money", "number"), "name": ("person_name",),
}  # fmt: skip
"""Entities that answer a question, the likelier first."""
_PLAIN: dict[FieldType, tuple[str, ...]] = {
    "number": ("party_size",), "date": ("date", "datetime"), "time": ("time", "datetime"), "money": ("money",),
    "email": ("email",), "phone": ("phone",),
}  # fmt: skip
"""Those that answer it unasked, where only one question is of the kind."""
_CORRECTS = re.compile(
    r"\b(?:actually|make (?:it|that)|change (?:it|that)|instead|rather|better|mejor|cambi\w+|en vez)\b|ਬਦਲ|\bbadal\w*"
)
_SKIPS = re.compile(
    r"^(?:(?:um+|uh+|well|oh|sorry|pues|bueno)[ ,]+)*(?:no|nope|none|nothing|skip(?: (?:it|that))?|no idea|not sure(?: yet)?|i(?:'m| am)"
    r" not sure(?: yet)?|i (?:do not|don'?t) know(?: yet)?|no preference|it (?:does not|doesn'?t) matter|ninguno|ninguna|nada|no se"
    r"(?: todavia)?|no lo se|no estoy segur[oa]|da igual|ਪਤਾ ਨਹੀਂ|ਨਹੀਂ|ਕੁਝ ਨਹੀਂ|pata nahi|nahi|kuch nahi)(?: (?:thanks|thank you|gracias|ji|ਜੀ))?[ .,]*$"
)


def spoken_of(business: Business, text: str, language: Language) -> OwnWorkflow | None:
    """The task a caller speaks of, if any: the one with the longest phrase that is there."""
    said = [token.text for token in tokenise(text) if token.kind == "word"]
    found = [
        (len(phrase), own)
        for own in business.workflows
        for spoken in dict.fromkeys((language, *own.when))
        for phrase in own.when.get(spoken, ())
        if _is_there([token.text for token in tokenise(phrase) if token.kind == "word"], said)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _is_there(phrase: list[str], said: list[str]) -> bool:
    """Its words in their order, close to one another."""
    if not phrase:
        return False
    for start in (i for i, word in enumerate(said) if _same(word, phrase[0])):
        at = start
        for wanted in phrase[1:]:
            near = range(at + 1, min(at + 2 + _MOST_BETWEEN, len(said)))
            at = next((i for i in near if _same(said[i], wanted)), -1)
            if at < 0:
                break
        else:
            return True
    return False


def _same(said: str, wanted: str) -> bool:
    return said == wanted or (len(wanted) > 4 and fuzz.ratio(said, wanted) >= _ALIKE)


def in_hand(state: DialogueState, business: Business) -> OwnWorkflow | None:
    name = state.tasks[-1].workflow if state.tasks else ""
    return next((own for own in business.workflows if own.id == name), None)


def asked_question(state: DialogueState, business: Business) -> Question | None:
    """The business's own question that waits for an answer."""
    own = in_hand(state, business)
    if own is None and state.tasks and state.tasks[-1].workflow == "book":
        return next((one for one in business.intake if one.field == state.expecting), None)
    return own.question(state.expecting) if own else None


_AN_ANSWER = 4
"""Words; what is longer, said to a question of ours in passing, is a wish of its own."""
_IN_PASSING = ("else", "recording", "call_back", "usual", "another")


def heard_as(state: DialogueState, business: Business, text: str = "") -> str | None:
    """What the understander shall expect: the kind of a business's own question, else the slot that was asked for."""
    question = asked_question(state, business)
    if not state.tasks and state.extra.get("offer") in _IN_PASSING and len(text.split()) > _AN_ANSWER:
        return None
    return _HEARD_AS[question.type] if question else state.expecting or None


def own_commands(reading: Reading) -> tuple[Command, ...]:
    """What the words ask of the business's own tasks; empty: nothing, they are to be understood as ever."""
    own = in_hand(reading.state, reading.business)
    if own is None:
        asked = asked_question(reading.state, reading.business)
        if asked is not None and not phrases.drops_it(reading.text) and not _corrects_the_wish(reading, asked):
            return tuple(_answer(reading, asked))
        wanted = spoken_of(reading.business, reading.text, reading.understood.language)
        if wanted is None:
            return ()
        return (StartTask(wanted.id), *_volunteered(reading, wanted, frozenset()))
    if phrases.drops_it(reading.text):
        return ()
    question = own.question(reading.state.expecting)
    answered = tuple(_answer(reading, question)) if question else tuple(_put_right(reading, own))
    given = frozenset(slot.slot for slot in answered)
    further = tuple(_volunteered(reading, own, given)) if answered or question is None else ()
    return (*answered, *further)


def _corrects_the_wish(reading: Reading, asked: Question) -> bool:
    """ "Actually, make it nine", in place of an answer: the booking's own grammar takes that."""
    return asked.type in ("text", "choice", "yes_no") and bool(
        _CORRECTS.search(fold(reading.text)) and reading.wishes()
    )


def leaves_out(text: str) -> bool:
    """ "I don't know", "skip that": an answer that gives nothing."""
    return _SKIPS.search(fold(text)) is not None


def _answer(reading: Reading, question: Question) -> Iterator[SetSlot]:
    """To the question that was asked."""
    text = reading.text
    if not question.required and leaves_out(text):
        yield SetSlot(question.field, "")
        return
    match question.type:
        case "yes_no":
            if {"affirm", "deny"} & reading.intents:
                yield SetSlot(question.field, "no" if "deny" in reading.intents else "yes")
        case "choice":
            if picked := chosen(question.choices, text, reading.understood.language):
                yield SetSlot(question.field, picked)
        case "text":
            if text and not (reading.only_a_question() or reading.intents & {"repeat", "goodbye"}):
                yield SetSlot(question.field, without_cards(text)[:_LONGEST_TEXT])
        case kind:
            value = next((value for wanted in _TYPES[kind] for value in _values(reading, kind, (wanted,))), None)
            if value is None and kind == "name":
                value = phrases.bare_name(text)
            if value is not None:
                yield SetSlot(question.field, value)


def _put_right(reading: Reading, own: OwnWorkflow) -> Iterator[SetSlot]:
    """At the read-back: "the day is wrong" opens that question again."""
    said = fold(reading.text)
    if "affirm" in reading.intents and "deny" not in reading.intents:
        return
    for question in own.ask:
        label = fold(worded(question.label, reading.understood.language))
        if label and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", said) and not _values_of(reading, question):
            yield SetSlot(question.field, None, correction=True)


def _volunteered(reading: Reading, own: OwnWorkflow, given: frozenset[str]) -> Iterator[SetSlot]:
    """Facts said unasked, where it is plain which question they answer."""
    for kind in _PLAIN:
        asking = [one for one in own.ask if one.type == kind and one.field not in given]
        values = list(_values(reading, kind, _PLAIN[kind]))
        if len(asking) == 1 and values and not (kind in ("date", "time") and reading.only_a_question()):
            yield SetSlot(asking[0].field, values[-1] if "deny" in reading.intents else values[0])
    for question in own.ask:
        if question.type == "choice" and question.field not in given:
            picked = chosen(question.choices, reading.text, reading.understood.language, named=True)
            if picked:
                yield SetSlot(question.field, picked)


def _values_of(reading: Reading, question: Question) -> list[Any]:
    return list(_values(reading, question.type, _PLAIN.get(question.type, ())))


def _values(reading: Reading, kind: FieldType, types: tuple[str, ...]) -> Iterator[Any]:
    for entity in reading.entities:
        if entity.type in types and (value := _value(kind, entity)) is not None:
            yield value


def _value(kind: FieldType, entity: Entity) -> Any:
    value = entity.value
    match kind:
        case "date":
            return str(value)[:10]
        case "time":
            start = value.get("start") if isinstance(value, dict) else value
            return str(start)[-5:] if start else None
        case "number":
            return value if isinstance(value, int) else None
        case "money":
            return value.get("amount") if isinstance(value, dict) else value
        case "name" if isinstance(value, dict):
            return " ".join(part for part in (value.get("first"), value.get("last")) if part)
        case _:
            return value


def chosen(choices: tuple[Choice, ...], text: str, language: Language, *, named: bool = False) -> str | None:
    """Id of the choice that is meant, by its name, its synonyms or, unless `named` is asked for, its place in the list."""
    said = fold(text)
    for choice in choices:
        if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in _words_for(choice, language)):
            return choice.id
    if named:
        return None
    place = phrases.ordinal(text, len(choices))
    if place is not None:
        return choices[place].id
    alike = [
        (fuzz.partial_ratio(word, said), choice.id)
        for choice in choices
        for word in _words_for(choice, language)
        if len(word) > 4
    ]
    best = max(alike, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else None


def _words_for(choice: Choice, language: Language) -> list[str]:
    names = [worded(choice.name, language), *choice.name.values()]
    others = [one for text in choice.synonyms.values() for one in text.split(",")]
    folded = (re.sub(r"^(?:a|an|the|una?|el|la) ", "", fold(word).strip()) for word in (*names, *others))
    return [word for word in dict.fromkeys(folded) if word]


def own_key(digits: str, question: Question) -> Command | None:
    """Keys in place of the answer. None: they mean nothing here."""
    number = int(digits)
    match question.type:
        case "yes_no":
            return {1: SetSlot(question.field, "yes"), 2: SetSlot(question.field, "no")}.get(number)
        case "choice":
            return (
                SetSlot(question.field, question.choices[number - 1].id)
                if 1 <= number <= len(question.choices)
                else None
            )
        case "number" | "money":
            return SetSlot(question.field, number)
        case _:
            return None


def outcome(own: OwnWorkflow, answers: Mapping[str, Any], *, gave_up: bool) -> Outcome:
    """What comes of the answers."""
    if gave_up:
        return own.otherwise
    return next((one for one in own.then if fulfilled(one.only_if, answers)), own.otherwise)


def told(own: OwnWorkflow, answers: Mapping[str, Any], language: Language) -> tuple[tuple[Text, Any], ...]:
    """Each answer with its label; dates and times as such, so that they can be spoken. What was left out is not there."""
    return told_of(own.ask, answers, language)


def told_of(
    questions: tuple[Question, ...], answers: Mapping[str, Any], language: Language
) -> tuple[tuple[Text, Any], ...]:
    """The same, of any questions of the business's own."""
    return tuple(
        (question.label, _said(question, answers[question.field], language))
        for question in questions
        if answers.get(question.field) not in (None, "")
    )


def _said(question: Question, value: Any, language: Language) -> Any:
    if question.type == "choice":
        return next((worded(one.name, language) for one in question.choices if one.id == value), str(value))
    try:
        if question.type == "date":
            return date.fromisoformat(str(value))
        if question.type == "time":
            return time.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return value
