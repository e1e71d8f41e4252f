"""A receptionist with a second mind that says what it is told to say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import monotonic

import pytest

from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.business.definition import Business
from receptionist.conversation.minds.budget import Budget
from receptionist.conversation.minds.model import Completion, Enough, Interest, LanguageModel, OnText, Prompt
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.reply import Reply
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.errors import VendorUnavailable
from receptionist.ids import CallId, Phone
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from tests.receptionist.conversation.paper_book import CALLER, demo

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
"""Friday, three in the afternoon in San Francisco."""
UNDERSTANDER = LocalUnderstander()


@dataclass
class ScriptedModel:
    """Gives the next of its answers; None: there is none in time."""

    answers: list[str | None] = field(default_factory=list)
    name: str = "openai"
    prompts: list[Prompt] = field(default_factory=list)

    size: int = 7
    """Letters of a piece, where somebody listens."""
    breaks_off: int | None = None
    """After so many letters."""

    def warm(self) -> None:
        """It is."""

    def complete(self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None) -> Completion:
        self.prompts.append(prompt)
        answer = self.answers.pop(0) if self.answers else None
        if answer is None:
            raise VendorUnavailable("too slow")
        told = answer[: self.breaks_off]
        for at in range(0, len(told) if on_text else 0, self.size):
            assert on_text is not None
            try:
                on_text(told[at : at + self.size])
            except Enough:
                return Completion(told[: at + self.size], tokens=950, seconds=0.4)
        if self.breaks_off is not None:
            raise VendorUnavailable("broke off")
        return Completion(answer, tokens=950, seconds=0.4)


@dataclass
class Call:
    """One conversation."""

    business: Business
    desk: Desk
    receptionist: Receptionist
    reply: Reply

    def say(self, *said: str) -> Reply:
        for text in said:
            self.reply = self.receptionist.hear(self.business, self.reply.state, Utterance((text,)))
        return self.reply

    def booked(self) -> int:
        from datetime import timedelta

        from receptionist.spans import Span

        return len(self.desk.bookings.during(self.business.id, Span(NOW - timedelta(days=1), NOW + timedelta(days=90))))


Begin = Callable[..., Call]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Begins a call with a model."""
    databases: list[Database] = []

    def begun(
        model: LanguageModel, business: str = "restaurant", *, caller: Phone = CALLER, budget: Budget | None = None
    ) -> Call:
        database = databases[0] if databases else Database(tmp_path / "book.sqlite")
        databases.append(database)
        ids = count(1000 * len(databases))
        codes = (f"ACD{a}{b}" for a in "ACDEFHJKLM" for b in "3479")
        desk = Desk(
            SqliteBusinessStore(database), SqliteBookingStore(database, clock=lambda: NOW), SqliteCallStore(database),
            SqliteMessageStore(database), lambda: NOW, lambda: f"id{next(ids)}", lambda: next(codes),
            SqliteRowStore(database, clock=lambda: NOW), SqliteErrandStore(database),
        )  # fmt: skip
        second = SecondMind(model, monotonic, budget or Budget())
        receptionist = Receptionist(desk, UNDERSTANDER.understand, second=second)
        definition = demo(business)
        reply = receptionist.open(definition, call=CallId(f"CA{len(databases)}"), caller=caller)
        return Call(definition, desk, receptionist, reply)

    yield begun
    if databases:
        databases[0].close()
