"""The shape of a model's answer: the closed set of commands, an answer, and the facts it rests on.

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
        "answer": {"type": ["string", "null"]},
        "facts": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["commands", "answer", "facts"],
    "additionalProperties": False,
}
