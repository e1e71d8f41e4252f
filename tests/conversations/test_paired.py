"""The same wish by a calm caller and by one who is not: the same booking, and what differs is what was declared."""

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from local.text_office import text_office
from receptionist.booking.model import Booking
from receptionist.spans import Span
from receptionist.suites.goal import Goal
from receptionist.suites.script import Turn
from receptionist.suites.text_call import TextCall

_FILES = sorted((Path(__file__).parent / "paired").glob("*.yaml"))


class Differs(BaseModel):
    """What the caller who is not calm meets and the calm one does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wording: str = ""
    """Something is said that matches this."""
    patience: bool = False
    """More quiet is waited for."""
    route: Literal["", "person"] = ""
    """A person is offered."""


class Pair(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    business: str = "restaurant"
    language: str = "en"
    now: str = "2026-11-27T15:00-08:00"
    calm: tuple[Turn, ...]
    moved: tuple[Turn, ...]
    goal: Goal
    differs: Differs


@dataclass
class Heard:
    said: list[str] = field(default_factory=list)
    patience_s: float = 0.0
    person_offered: bool = False
    booked: tuple[tuple[object, ...], ...] = ()
    shortfalls: list[str] = field(default_factory=list)


def heard(pair: Pair, turns: tuple[Turn, ...]) -> Heard:
    got = Heard()
    with text_office() as office:
        call = TextCall.begun(
            office, partial(office.business, pair.business), "+14155550123", pair.now, (), pair.language
        )
        for turn in turns:
            call.take(turn)
            got.said.append(call.reply.text)
            got.patience_s = max(got.patience_s, call.reply.expect.patience_s)
            got.person_offered |= call.reply.state.extra.get("offer") == "person" or bool(call.reply.handoff)
        span = Span(call.clock().replace(year=2026), call.clock().replace(year=2027))
        got.booked = tuple(sorted(map(_wish, call.desk.bookings.during(call.business.id, span))))
        got.shortfalls = call.shortfalls(pair.goal)
    return got


def _wish(booking: Booking) -> tuple[object, ...]:
    return str(booking.span.start), booking.service, booking.party_size, booking.customer.name, booking.status.value


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_what_is_stored_is_the_same_and_what_differs_is_what_was_declared(path: Path) -> None:
    pair = Pair.model_validate(yaml.safe_load(path.read_text("utf-8")))
    calm, moved = heard(pair, pair.calm), heard(pair, pair.moved)
    assert calm.shortfalls == moved.shortfalls == [], moved.said
    assert calm.booked == moved.booked
    wanted = pair.differs
    if wanted.wording:
        pattern = re.compile(wanted.wording, re.IGNORECASE)
        assert any(map(pattern.search, moved.said)), moved.said
        assert not any(map(pattern.search, calm.said)), calm.said
    assert (calm.patience_s, moved.patience_s > 0) == (0, wanted.patience)
    assert (calm.person_offered, moved.person_offered) == (False, wanted.route == "person")
    assert wanted != Differs()


def test_every_mood_has_a_pair_in_every_language() -> None:
    named = {path.stem for path in _FILES}
    assert named >= {
        f"{language}-{mood}" for language in ("en", "es", "pa") for mood in ("frustrated", "urgent", "hesitant")
    }
