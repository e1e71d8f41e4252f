"""A business's own tests: conversations it wants to go well before anything is published. Rows of kind `test`.

What a reply must hold is a plain phrase, not a pattern: it is written by whoever runs the house.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from receptionist.business.definition import Business, Language
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.errors import Refused
from receptionist.ids import BusinessId
from receptionist.ports import Row
from receptionist.stored import read
from receptionist.suites.script import Script, Turn

if TYPE_CHECKING:
    from receptionist.language.understander import LocalUnderstander

KIND = "test"
MOST = 60
"""Of one business: all are played before each publication."""
LONGEST_NAME = 100
LONGEST_SAID = 300


class TooManyTests(Refused):
    """The house has as many as it may."""

    reason = "too_many_tests"


class UnknownTest(Refused):
    reason = "unknown_test"


class OwnTurn(BaseModel):
    """One thing the caller does, and what must come of it. One of say, keys, silent, resumed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str = Field(default="", max_length=LONGEST_SAID)
    keys: str = Field(default="", max_length=20, pattern="^[0-9*#]*$")
    silent: bool = False
    resumed: bool = False
    """Another server goes on with the call here."""
    has: tuple[str, ...] = Field(default=(), max_length=5)
    """Phrases the reply must hold, whatever their case."""
    lacks: tuple[str, ...] = Field(default=(), max_length=5)
    effects: tuple[str, ...] | None = Field(default=None, max_length=10)
    """Exactly these must happen, in order: `booking.confirmed`, ...; None: whatever does."""
    handoff: str | None = Field(default=None, max_length=40)

    def turn(self) -> Turn:
        return Turn(
            say=self.say or None,
            keys=self.keys or None,
            silent=self.silent,
            resumed=self.resumed,
            reply=tuple(re.escape(words) for words in self.has),
            never=tuple(re.escape(words) for words in self.lacks),
            effects=self.effects,
            handoff=self.handoff,
        )


class OwnTest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    language: Language | None = None
    """What the caller is greeted in; None: the business's first."""
    now: str = Field(default="", max_length=40)
    """ISO 8601 with an offset: when the call takes place; empty: a Friday noon."""
    turns: tuple[OwnTurn, ...] = Field(min_length=1, max_length=40)
    call: str = Field(default="", max_length=64)
    """The call it was made of."""

    @field_validator("now")
    @classmethod
    def _is_a_moment(cls, text: str) -> str:
        if text and datetime.fromisoformat(text).tzinfo is None:
            raise ValueError("say the offset from UTC, too")
        return text

    def script(self, otherwise: str) -> Script:
        """To be played; at `otherwise` where it says no time of its own."""
        turns = tuple(one.turn() for one in self.turns)
        return Script(name=self.name, language=self.language, now=self.now or otherwise, turns=turns)


@dataclass(frozen=True, slots=True)
class KeptTest:
    id: str
    test: OwnTest
    saved: datetime
    by: str
    revision: int


@dataclass(frozen=True, slots=True)
class _Kept:
    test: OwnTest
    saved: datetime
    by: str


_KEPT = TypeAdapter(_Kept)


def own_tests(desk: Desk, business: BusinessId) -> list[KeptTest]:
    """By id. Raises Unavailable."""
    return [_kept(row) for row in desk.rows.list(business, KIND)]


def keep_test(desk: Desk, business: BusinessId, id: str, test: OwnTest, *, revision: int, by: str) -> KeptTest:
    """`revision` 0: there is none of this id yet. Raises TooManyTests, Conflict."""
    if revision == 0 and len(desk.rows.list(business, KIND, limit=MOST)) >= MOST:
        raise TooManyTests(f"a house keeps at most {MOST} tests of its own")
    kept = _Kept(test, desk.clock(), by)
    return _kept(desk.rows.put(business, Row(KIND, id, _KEPT.dump_json(kept).decode(), revision)))


def drop_test(desk: Desk, business: BusinessId, id: str) -> None:
    """Raises UnknownTest, Conflict."""
    row = desk.rows.get(business, KIND, id)
    if row is None:
        raise UnknownTest("there is no such test")
    desk.rows.remove(business, row)


def from_call(desk: Desk, record: CallRecord, business: Business, understander: "LocalUnderstander") -> OwnTest:
    """A call as a test, with other names and numbers; what was done in each turn must be done again. Raises Misconfigured for a
    call in which nobody spoke."""
    from receptionist.suites.from_call import conversation_of  # noqa: PLC0415  who only lists tests spares it

    told: dict[str, Any] = conversation_of(desk, record, business, understander)
    return OwnTest(
        name=told["name"],
        language=next((one for one in business.languages if one == told["language"]), None),
        now=told["now"],
        turns=tuple(OwnTurn.model_validate(turn) for turn in told["turns"][:40]),
        call=record.call,
    )


def _kept(row: Row) -> KeptTest:
    kept = read(_KEPT, row.doc)
    return KeptTest(row.id, kept.test, kept.saved, kept.by, row.revision)
