"""`firstring understand`: one utterance per line in, what it means per line out.

In: `{"text" or "nbest", "business": id (optional), "language": "auto", "en", "es" or "pa", "now": ISO 8601,
"timezone": IANA name, "expecting": slot name or null}`. Each line is answered and flushed at once; a line that is no
such request is answered `{"error": ...}`, and the next one is read.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from receptionist.business.definition import Business, Language
from receptionist.clock import Clock
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Entity, Understanding, Utterance

_DEFAULT_ZONE = "America/Los_Angeles"


class Request(BaseModel):
    """One line of input. Fields we do not know are somebody else's and are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str | None = None
    nbest: list[str] = Field(default_factory=list)
    business: str | None = None
    language: str = "auto"
    now: datetime | None = None
    timezone: str | None = None
    expecting: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Request":
        if self.text is None and not self.nbest:
            raise ValueError("neither text nor nbest")
        return self

    @field_validator("language")
    @classmethod
    def _is_ours(cls, language: str) -> str:
        if language not in ("auto", "en", "es", "pa"):
            raise ValueError("language must be auto, en, es or pa")
        return language

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str | None) -> str | None:
        if name is not None:
            try:
                ZoneInfo(name)
            except (KeyError, OSError, ValueError) as error:
                raise ValueError(f"no such time zone: {name!r}") from error
        return name


def run(stdin: TextIO, stdout: TextIO, businesses: Mapping[str, Business], clock: Clock) -> None:
    """Answers until `stdin` ends. `clock` is the present of lines that bring none."""
    understander = LocalUnderstander()
    for line in stdin:
        if not line.strip():
            continue
        stdout.write(json.dumps(_answer(line, understander, businesses, clock), ensure_ascii=False) + "\n")
        stdout.flush()


def _answer(
    line: str, understander: LocalUnderstander, businesses: Mapping[str, Business], clock: Callable[[], datetime]
) -> dict[str, Any]:
    try:
        request = Request.model_validate_json(line)
        business = _business(request.business, businesses)
    except ValidationError as error:
        return {"error": "; ".join(_fault(fault) for fault in error.errors())}
    except KeyError as error:
        return {"error": f"no such business: {error.args[0]!r}"}
    utterance = Utterance(tuple(request.nbest) or (request.text or "",), _language(request.language))
    zone = request.timezone or (business.timezone if business else _DEFAULT_ZONE)
    now = request.now or clock()
    if now.tzinfo is None:
        now = now.replace(tzinfo=ZoneInfo(zone))
    return as_json(understander.understand(utterance, Circumstances(now, zone, business, request.expecting)))


def _fault(fault: Any) -> str:
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else str(fault["msg"])


def _business(wanted: str | None, businesses: Mapping[str, Business]) -> Business | None:
    return businesses[wanted] if wanted else None


def _language(name: str) -> Language | None:
    return name if name in ("en", "es", "pa") else None  # type: ignore[return-value]


def as_json(meaning: Understanding) -> dict[str, Any]:
    """The contract's object, field by field."""
    return {
        "language": meaning.language,
        "intents": [{"name": intent.name, "score": intent.score} for intent in meaning.intents],
        "entities": [_entity(entity) for entity in meaning.entities],
        "affect": {
            "frustrated": meaning.affect.frustrated,
            "urgent": meaning.affect.urgent,
            "hesitant": meaning.affect.hesitant,
        },
        "topic": meaning.topic,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "type": entity.type,
        "text": entity.text,
        "start": entity.start,
        "end": entity.end,
        "value": entity.value,
        "alternatives": list(entity.alternatives),
        "negated": entity.negated,
    }
