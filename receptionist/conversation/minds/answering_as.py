"""Commands as a model would have given them: what reviewed turns are written down as for fine-tuning. Pure.

The reverse of sifting.py, for all that a model may say; what it is never told (telephone numbers, addresses) is left out.
"""

import json
from typing import Any

from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Command,
    Deny,
    Goodbye,
    Greet,
    NotUnderstood,
    RefuseRecording,
    SayAgain,
    SetSlot,
    SpeakLanguage,
    StartTask,
    Thank,
    WantPerson,
)

_NEVER_TOLD = frozenset({"phone", "find_phone", "code", "email"})
_PLAIN: dict[type[Command], str] = {
    CancelTask: "drop", Affirm: "yes", Deny: "no", SayAgain: "repeat", RefuseRecording: "no_recording", Greet: "hello",
    Thank: "thanks", Goodbye: "bye",
}  # fmt: skip


def model_answer(commands: tuple[Command, ...]) -> str:
    """JSON by the schema, in its order. Without commands a model would not be asked: the caller was `unclear`."""
    said = [given for command in commands if (given := _said(command)) is not None]
    if not said:
        said = [_given("unclear")]
    return json.dumps({"commands": said, "facts": [], "answer": None}, ensure_ascii=False)


def _given(do: str, what: str | None = None, value: str | None = None) -> dict[str, str | None]:
    return {"do": do, "what": what, "value": value}


def _said(command: Command) -> dict[str, str | None] | None:
    match command:
        case StartTask(workflow):
            return _given("start", workflow)
        case SetSlot(slot) if slot in _NEVER_TOLD:
            return None
        case SetSlot(slot, None):
            return _given("clear", slot)
        case SetSlot(slot, value, correction=correction):
            return _given("correct" if correction else "set", slot, _value(slot, value))
        case Ask(topic, _, about):
            return _given("ask", topic, " ".join(about) or None)
        case SpeakLanguage(language):
            return _given("language", language)
        case WantPerson(reason):
            return _given("emergency" if reason == "emergency" else "person")
        case NotUnderstood(out_of_scope):
            return _given("out_of_scope" if out_of_scope else "unclear")
        case _:
            return _given(_PLAIN[type(command)])


def _value(slot: str, value: Any) -> str:
    if slot == "choice" and isinstance(value, int):
        return str(value + 1)
    if slot == "window" and isinstance(value, dict):
        return f"{value.get('start') or '00:00'}-{value.get('end') or '23:59'}"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
