"""What a person of the house is told of a caller before they talk: who, what about, how far it has come. Pure.

Only what was said and what is in the book; how a caller seems to feel is nobody's business but the conversation's.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from receptionist.business.definition import Business, Language, worded
from receptionist.conversation.redact import without_cards
from receptionist.conversation.state import DialogueState, Task
from receptionist.conversation.workflows import workflow
from receptionist.ids import ServiceId

LONGEST = 280
"""Letters: some twenty seconds of speech, two texts."""
_LAST_WORDS = 90

_TASKS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "book": "would like to book", "change_booking": "would like to change a booking",
        "cancel_booking": "would like to cancel a booking", "check_booking": "is asking about a booking",
        "message": "would like to leave a message", "waitlist": "would like to be on the waiting list",
        "call_back": "would like to be called back", "person": "is asking for a person",
    },
    "es": {
        "book": "quiere reservar", "change_booking": "quiere cambiar una reserva", "cancel_booking": "quiere cancelar una reserva",
        "check_booking": "pregunta por una reserva", "message": "quiere dejar un mensaje",
        "waitlist": "quiere estar en la lista de espera", "call_back": "quiere que le llamen", "person": "quiere hablar con una persona",
    },
    "pa": {
        "book": "ਬੁਕਿੰਗ ਕਰਵਾਉਣਾ ਚਾਹੁੰਦੇ ਹਨ", "change_booking": "ਬੁਕਿੰਗ ਬਦਲਣਾ ਚਾਹੁੰਦੇ ਹਨ", "cancel_booking": "ਬੁਕਿੰਗ ਰੱਦ ਕਰਨਾ ਚਾਹੁੰਦੇ ਹਨ",
        "check_booking": "ਬੁਕਿੰਗ ਬਾਰੇ ਪੁੱਛ ਰਹੇ ਹਨ", "message": "ਸੁਨੇਹਾ ਛੱਡਣਾ ਚਾਹੁੰਦੇ ਹਨ", "waitlist": "ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਰਹਿਣਾ ਚਾਹੁੰਦੇ ਹਨ",
        "call_back": "ਚਾਹੁੰਦੇ ਹਨ ਕਿ ਉਹਨਾਂ ਨੂੰ ਕਾਲ ਕੀਤੀ ਜਾਵੇ", "person": "ਕਿਸੇ ਵਿਅਕਤੀ ਨਾਲ ਗੱਲ ਕਰਨਾ ਚਾਹੁੰਦੇ ਹਨ",
    },
}  # fmt: skip
_REASONS: Mapping[Language, Mapping[str, str]] = {
    "en": {
        "emergency": "They speak of an emergency.", "policy": "It is more than may be done by phone.",
        "not_understood": "They could not be understood.", "severe_allergy": "They speak of a severe allergy.",
    },
    "es": {
        "emergency": "Habla de una emergencia.", "policy": "Es más de lo que se puede hacer por teléfono.",
        "not_understood": "No se le pudo entender.", "severe_allergy": "Habla de una alergia grave.",
    },
    "pa": {
        "emergency": "ਉਹ ਐਮਰਜੈਂਸੀ ਬਾਰੇ ਦੱਸ ਰਹੇ ਹਨ।", "policy": "ਇਹ ਫ਼ੋਨ ਉੱਤੇ ਨਹੀਂ ਹੋ ਸਕਦਾ।",
        "not_understood": "ਉਹਨਾਂ ਦੀ ਗੱਲ ਸਮਝ ਨਹੀਂ ਆਈ।", "severe_allergy": "ਉਹ ਗੰਭੀਰ ਐਲਰਜੀ ਬਾਰੇ ਦੱਸ ਰਹੇ ਹਨ।",
    },
}  # fmt: skip
_SOMEBODY: Mapping[Language, str] = {"en": "A caller", "es": "Alguien", "pa": "ਇੱਕ ਗਾਹਕ"}
_SPEAKS: Mapping[Language, Mapping[Language, str]] = {
    "en": {"en": "They speak English.", "es": "They speak Spanish.", "pa": "They speak Punjabi."},
    "es": {"en": "Habla inglés.", "es": "Habla español.", "pa": "Habla panyabí."},
    "pa": {"en": "ਉਹ ਅੰਗਰੇਜ਼ੀ ਬੋਲਦੇ ਹਨ।", "es": "ਉਹ ਸਪੈਨਿਸ਼ ਬੋਲਦੇ ਹਨ।", "pa": "ਉਹ ਪੰਜਾਬੀ ਬੋਲਦੇ ਹਨ।"},
}
_LAST: Mapping[Language, str] = {"en": "Their words: {}.", "es": "Sus palabras: {}.", "pa": "ਉਹਨਾਂ ਦੇ ਸ਼ਬਦ: {}।"}


def summary_of(
    state: DialogueState, business: Business, language: Language, *, reason: str = "", note: str = ""
) -> str:
    """In `language`, that of the house. `note`: answers to questions of the business's own. Never longer than LONGEST."""
    name = str(state.known["name"].value) if "name" in state.known else _SOMEBODY[language]
    task = next((task for task in reversed(state.tasks) if task.workflow != "person"), None)
    wish = _TASKS[language].get(task.workflow if task else "person", "")
    facts = note or ", ".join(_facts(task, business, language) if task else ())
    first = f"{name} {wish}" if wish else f"{name}: {_own_name(task, business, language)}"
    parts = [f"{first}: {facts}." if facts else f"{first}."]
    parts += [_REASONS[language][reason]] if reason in _REASONS[language] else []
    parts += [_SPEAKS[language][state.language]] if state.language != language else []
    words = _last_words(state)
    parts += [_LAST[language].format(words)] if words and not facts else []
    return " ".join(" ".join(parts).split())[:LONGEST]


def wish_of(task: Task, business: Business, language: Language) -> str:
    """What is wished for in a task: "would like to book: 12 people, 2026-12-05, 20:00"."""
    return f"{_TASKS[language].get(task.workflow, '')}: {', '.join(_facts(task, business, language))}"


def _own_name(task: Task | None, business: Business, language: Language) -> str:
    flow = workflow(business, task.workflow) if task else None
    return worded(flow.own.name, language) if flow and flow.own else ""


def _facts(task: Task, business: Business, language: Language) -> Iterator[str]:
    values = {name: filled.value for name, filled in task.slots.items()}
    service = business.service(ServiceId(str(values.get("service", ""))))
    if service is not None:
        yield worded(service.name, language)
    for slot in ("party_size", "date", "time", "message", "notes"):
        if values.get(slot) not in (None, ""):
            yield _said(slot, values[slot], language)


def _said(slot: str, value: Any, language: Language) -> str:
    if slot == "party_size":
        people = {"en": "people", "es": "personas", "pa": "ਜਣੇ"}[language]
        return f"{value} {people}"
    return without_cards(str(value))


def _last_words(state: DialogueState) -> str:
    """What the caller last said at some length."""
    said = (
        line.text
        for line in reversed(state.heard)
        if line.who == "caller" and not line.private and not line.text.startswith("[")
    )
    return next((without_cards(text)[:_LAST_WORDS].rstrip(" .") for text in said if len(text.split()) > 3), "")
