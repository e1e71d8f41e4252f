"""`firstring converse`: text instead of sound, same mind. One JSON object per line in, one out.

All sessions of a process are calls to one business with one book. Besides the contract's `say`, `nbest` and `reset` a
line may carry `keys` (digits pressed) or `silent` (nobody spoke).
"""

import json
import logging
import time
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TextIO

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from local.text_office import TextOffice, text_office
from receptionist.business.definition import Business
from receptionist.clock import system_clock
from receptionist.conversation.commands import Command
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import DialogueState, as_json
from receptionist.conversation.turn import Receptionist
from receptionist.ids import CallId, Phone
from receptionist.language.understanding import Utterance
from receptionist.suites.told import command_name, effect_json, slots_of

log = logging.getLogger("local.converse")


class Line(BaseModel):
    """What may stand on a line of input."""

    model_config = ConfigDict(extra="forbid")

    session: str
    say: str | None = None
    nbest: list[str] | None = None
    keys: str | None = None
    silent: bool = False
    caller: str | None = None
    now: datetime | None = None
    reset: bool = False

    @model_validator(mode="after")
    def _aware(self) -> "Line":
        if self.now is not None and self.now.tzinfo is None:
            raise ValueError("now needs an offset from UTC, such as 2026-11-23T18:00:00-08:00")
        return self


@dataclass(slots=True)
class Session:
    """One conversation."""

    receptionist: Receptionist
    state: DialogueState
    greeting: str
    """Of the greeting, what has not been given out yet."""


class _SessionClock:
    """Stands where the session's `now` put it; the machine's time until then."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def __call__(self) -> datetime:
        return self.at or system_clock()


class Conversations:
    """All sessions of one `converse` process."""

    def __init__(self, office: TextOffice, business: str) -> None:
        self._office = office
        self._wanted = business
        self._sessions: dict[str, Session] = {}
        self._clocks: dict[str, _SessionClock] = {}
        self._calls = 0
        self.business = office.business(business, system_clock)

    def answer(self, line: Line) -> dict[str, Any]:
        """What one line of input gives."""
        if line.reset:
            self._sessions.pop(line.session, None)
            self._clocks.pop(line.session, None)
            return {"session": line.session, "reset": True}
        clock = self._clocks.setdefault(line.session, _SessionClock())
        if line.now is not None:
            clock.at = line.now
        session = self._sessions.get(line.session)
        if session is None or session.state.ended:
            session = self._opened(line, clock)
        began = time.perf_counter()
        reply = self._replied(session, line)
        ms = (time.perf_counter() - began) * 1000
        greeted_anew = reply.state.language != session.state.language
        session.state = reply.state
        text = " ".join(part for part in ("" if greeted_anew else session.greeting, reply.text) if part)
        session.greeting = ""
        return _reply_json(line.session, reply, text, self.business, round(ms, 1))

    def _opened(self, line: Line, clock: Callable[[], datetime]) -> Session:
        """A call comes in. Without `caller`, each session has a number of its own from the block kept for fiction."""
        self._calls += 1
        receptionist = self._office.receptionist(clock)
        number = (
            line.caller if line.caller is not None else f"+1415555{zlib.crc32(line.session.encode()) % 100 + 100:04d}"
        )
        reply = receptionist.open(self.business, call=CallId(f"text-{self._calls}"), caller=Phone(number))
        spoken = bool(line.say or line.nbest or line.keys)
        greeting = " ".join(said.text for said in (reply.say[:-1] if spoken else reply.say))
        session = self._sessions[line.session] = Session(receptionist, reply.state, greeting)
        return session

    def _replied(self, session: Session, line: Line) -> Reply:
        said = tuple(line.nbest) if line.nbest is not None else (line.say,) if line.say is not None else None
        if line.keys is not None:
            return session.receptionist.keys(self.business, session.state, line.keys)
        if said is not None:
            return session.receptionist.hear(self.business, session.state, Utterance(said))
        if session.greeting and not line.silent:
            return Reply((), session.state)
        return session.receptionist.silent(self.business, session.state)


def run(stdin: TextIO, stdout: TextIO, business: str = "restaurant", second: SecondMind | None = None) -> int:
    """Answers each line as it comes; a bad one with an error, going on. Raises Misconfigured for an unknown business."""
    with text_office(second) as office:
        conversations = Conversations(office, business)
        for text in stdin:
            if not text.strip():
                continue
            try:
                answer = conversations.answer(Line.model_validate(json.loads(text)))
            except json.JSONDecodeError as error:
                answer = {"error": f"not JSON: {error}"}
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                answer = {"error": f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}"}
            except Exception as error:  # The top of a conversation: a fault in one must not end the others.
                log.exception("the mind failed")
                answer = {"error": f"{type(error).__name__}: {error}"}
            stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            stdout.flush()
    return 0


def _reply_json(session: str, reply: Reply, text: str, business: Business, ms: float) -> dict[str, Any]:
    return {
        "session": session,
        "reply": text,
        "language": reply.state.language,
        "commands": [_command_json(command) for command in reply.commands],
        "slots": slots_of(reply.state),
        "affect": asdict(reply.affect),
        "effects": [effect_json(effect, business) for effect in reply.effects],
        "handoff": reply.handoff,
        "ended": reply.ended,
        "mind": reply.mind,
        "ms": ms,
    }


def _command_json(command: Command) -> dict[str, Any]:
    return {"command": command_name(command), **{key: as_json(value) for key, value in asdict(command).items()}}
