"""The shape of a model's answer: the closed set of commands, the facts an answer rests on, and the answer.

The answer comes last: what it rests on is known before its words come, which may then be spoken while they are written.

The same for every business, so that it can be cached and compiled once; what ids and names may stand in it is checked
afterwards (sifting.py). In the subset of JSON schema that structured outputs take
(https://developers.openai.com/api/docs/guides/structured-outputs): every key required, no others, no defaults.
"""

from typing import Any

DOES = (
    "start", "drop", "set", "correct", "clear", "yes", "no", "ask", "language", "person", "repeat", "no_recording", "hello",
    "thanks", "bye", "emergency", "out_of_scope", "unclear",
)  # fmt: skip
MOST_COMMANDS = 8

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "commands": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "do": {"type": "string", "enum": list(DOES)},
                    "what": {"type": ["string", "null"]},
                    "value": {"type": ["string", "null"]},
                },
                "required": ["do", "what", "value"],
                "additionalProperties": False,
            },
        },
        "facts": {"type": "array", "items": {"type": "string"}},
        "answer": {"type": ["string", "null"]},
    },
    "required": ["commands", "facts", "answer"],
    "additionalProperties": False,
}
