"""One call without sound: a caller's part played in text, and what came of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from receptionist.booking.model import Booking, Customer, Page, PageKey
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.clock import Clock, system_clock
from receptionist.conversation.reply import Effect, Reply
from receptionist.conversation.state import from_json, to_json
from receptionist.conversation.turn import Receptionist
from receptionist.desk.customers import card_of, edit_card
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.gaps import gaps
from receptionist.desk.take_booking import take_booking
from receptionist.desk.tell_staff import KIND as STAFF_NOTICE
from receptionist.desk.tell_staff import NOTICE
from receptionist.desk.waitlist import waitlist
from receptionist.ids import BookingId, CallId, Phone, ServiceId, random_id
from receptionist.language.understanding import Utterance
from receptionist.spans import Span
from receptionist.suites.goal import Goal, Seed
from receptionist.suites.script import Turn
from receptionist.suites.told import effect_json, slots_of
from receptionist.suites.verdict import Stored, shortfalls

BREATH = timedelta(seconds=6)
"""What a turn takes: the clock goes on between them."""
LONGEST = 40
"""Turns; a caller who is still not done then has been led in circles."""
QUIET = 10.0
"""Seconds of a caller's silence that make one unanswered turn."""


class House(Protocol):
    """Where a conversation is held: stores that end with it, and the mind in front of them."""

    def desk(self, clock: Clock) -> Desk: ...

    def receptionist(self, clock: Clock, *, strict: bool = False) -> Receptionist:
        """`strict`: a false claim raises."""
        ...


class Empty(House, Protocol):
    """One that nobody was in yet."""

    def business(self, wanted: Business, clock: Clock) -> Business:
        """Kept in the stores."""
        ...


class Line(Protocol):
    """Of a caller's part (local/caller/scenario.py)."""

    @property
    def say(self) -> str: ...
    @property
    def keys(self) -> str: ...
    @property
    def silent_s(self) -> float: ...
    @property
    def hang_up(self) -> bool: ...
    @property
    def mumble_s(self) -> float: ...
    @property
    def hears(self) -> str: ...
    @property
    def interrupt(self) -> float | None: ...
    @property
    def hang_up_after(self) -> bool: ...
    @property
    def times(self) -> int: ...


@dataclass(slots=True)
class _CallClock:
    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass(slots=True)
class TextCall:
    business: Business
    desk: Desk
    receptionist: Receptionist
    clock: _CallClock
    reply: Reply
    before: Stored
    caller: Phone
    transcript: list[str] = field(default_factory=list)
    outcome: str = ""

    @classmethod
    def begun(
        cls,
        house: House,
        business: Callable[[Clock], Business],
        caller: str,
        now: str | None,
        seeds: Sequence[Seed],
        language: str | None,
    ) -> "TextCall":
        """`business`: kept in the house's stores by whoever gives it. `now`: ISO 8601; None: the time of day."""
        clock = _CallClock(datetime.fromisoformat(now).astimezone(UTC) if now else system_clock())
        definition = business(clock)
        desk = house.desk(clock)
        for seed in seeds:
            _write(desk, definition, seed)
        receptionist = house.receptionist(clock, strict=True)
        spoken = language if language in ("en", "es", "pa") else None
        reply = receptionist.open(definition, call=CallId(f"text-{random_id()}"), caller=Phone(caller), language=spoken)  # type: ignore[arg-type]  # one of the three
        call = cls(definition, desk, receptionist, clock, reply, Stored((), (), (), {}), Phone(caller))
        call.before = call._stored()
        call._note("assistant", reply.text)
        return call

    def play(self, lines: Sequence[Line]) -> None:
        """As the simulated caller: after each reply the first line not used up that answers it; none left: hang up."""
        left = {index: line.times for index, line in enumerate(lines)}
        for _ in range(LONGEST):
            if self.outcome:
                return
            line = next(
                (i for i, one in enumerate(lines) if left[i] and re.search(one.hears, self.reply.text, re.IGNORECASE)),
                None,
            )
            if line is None or lines[line].hang_up:
                self.hang_up()
                return
            left[line] -= 1
            self._act(lines[line])
        self.transcript.append("(the caller gives up)")
        self.hang_up()

    def _act(self, line: Line) -> None:
        if line.interrupt is not None:
            self.reply = replace(
                self.reply, state=self.receptionist.interrupted(self.reply.state, self.reply.text[:20])
            )
        if line.silent_s:
            for _ in range(int(line.silent_s / QUIET)):
                if not self.outcome:
                    self.silent()
        elif line.mumble_s:
            self.mumble()
        elif line.keys:
            self.keys(line.keys)
        else:
            self.say((line.say,))
        if line.hang_up_after and not self.outcome:
            self.hang_up()

    def take(self, turn: Turn) -> None:
        """One scripted turn."""
        self.clock.at += timedelta(minutes=turn.later_minutes)
        if turn.breaks_in_after is not None:
            self.reply = replace(
                self.reply, state=self.receptionist.interrupted(self.reply.state, turn.breaks_in_after)
            )
        if turn.resumed:
            self._took(self.receptionist.resumed(self.business, from_json(to_json(self.reply.state))))
        elif turn.silent:
            self.silent()
        elif turn.mumble:
            self.mumble()
        elif turn.keys is not None:
            self.keys(turn.keys)
        else:
            self.say(turn.nbest or (turn.say or "",))

    def say(self, nbest: tuple[str, ...]) -> None:
        self._note("caller", nbest[0])
        self._took(self.receptionist.hear(self.business, self.reply.state, Utterance(nbest)))

    def keys(self, digits: str) -> None:
        self._note("caller", f"[{digits}]")
        self._took(self.receptionist.keys(self.business, self.reply.state, digits))

    def mumble(self) -> None:
        self._note("caller", "(mumbles)")
        self._took(self.receptionist.not_heard(self.business, self.reply.state))

    def silent(self) -> None:
        self._note("caller", "(says nothing)")
        self._took(self.receptionist.silent(self.business, self.reply.state))

    def hang_up(self) -> None:
        self._note("caller", "(hangs up)")
        self.receptionist.hung_up(self.business, self.reply.state)
        self.outcome = self.outcome or "caller_hung_up"

    def _took(self, reply: Reply) -> None:
        self.clock.at += BREATH
        self.reply = replace(reply, state=from_json(to_json(reply.state)))
        self._note("assistant", reply.text)
        for effect in reply.effects:
            self.transcript.append(f"          = {effect.type}")
        if reply.handoff:
            self.outcome = "transferred"
        elif reply.ended:
            self.outcome = "silence" if reply.state.silences else "goodbye"

    def _note(self, who: str, text: str) -> None:
        self.transcript.append(f"{who:>9}: {text}")

    def slots(self) -> dict[str, object]:
        return slots_of(self.reply.state)

    def holds(self) -> int:
        """Lines of the book that are held and not yet blank."""
        day = local(self.business, self.clock()).date()
        return sum(
            entry.owner.startswith("hold:") and (entry.expires is None or entry.expires > self.clock())
            for page in self._pages(day)
            for entry in page.entries
        )

    def texts(self) -> list[str]:
        """Bodies of the texts to the caller."""
        return [text.body for text in self.desk.messages.sent_to(self.business.id, self.caller or None)]

    def messages(self) -> list[str]:
        return [f"{kept.name}: {kept.text}" for kept in self.desk.messages.taken(self.business.id)]

    def staff_told(self) -> list[str]:
        """Matters that are on their way to a colleague."""
        told = self.desk.errands.of_kind(self.business.id, STAFF_NOTICE)
        return [NOTICE.validate_json(one.doc).matter for one in told if one.id.endswith(":0")]

    def waiting(self) -> int:
        return len(waitlist(self.desk, self.business.id))

    def gaps(self) -> int:
        return len(gaps(self.desk, self.business))

    def _pages(self, day: date) -> list[Page]:
        keys = [PageKey(resource.id, day + timedelta(days=n)) for resource in self.business.resources for n in range(4)]
        return self.desk.bookings.pages(self.business.id, keys)

    def shortfalls(self, goal: Goal) -> list[str]:
        """What is missing of the goal, or too much."""
        began = local(self.business, self.clock()).date()
        return shortfalls(goal, self.before, self._stored(), began)

    def _stored(self) -> Stored:
        span = Span(
            self.clock() - timedelta(days=2), self.clock() + timedelta(days=self.business.policies.horizon_days + 2)
        )
        bookings = self.desk.bookings.during(self.business.id, span)
        said = [
            {"type": "assistant.said", "text": line.partition(": ")[2]}
            for line in self.transcript
            if line.startswith("assistant")
        ]
        return Stored(
            [
                {**effect_json(Effect("", booking), self.business)["booking"], "call": booking.call}
                for booking in bookings
            ],
            [
                {"id": text.id, "call": text.call}
                for text in self.desk.messages.sent_to(self.business.id, self.caller or None)
            ],
            [{"id": message.id, "call": message.call} for message in self.desk.messages.taken(self.business.id)],
            {"call": self.reply.state.call, "transcript": said, "outcome": self.outcome},
        )


def _write(desk: Desk, business: Business, seed: Seed) -> None:
    """Puts into the book what is there before the call."""
    today = local(business, desk.clock()).date()
    day = today + timedelta(days=int(seed.day)) if seed.day.startswith(("+", "-")) else date.fromisoformat(seed.day)
    start = datetime.combine(day, time.fromisoformat(seed.time), ZoneInfo(business.timezone)).astimezone(UTC)
    request = SlotRequest(
        ServiceId(seed.service), Span(start, start + timedelta(minutes=1)), party_size=seed.party_size
    )
    taken: list[Booking] = []
    while (slot := find_slots(desk, business, request).exact) and (seed.fill or not taken):
        customer = Customer(seed.name, Phone(seed.phone))
        taken.append(
            take_booking(
                desk, business, BookingRequest(BookingId(random_id()), slot, seed.party_size, customer, text=False)
            )
        )
    if not taken:
        raise AssertionError(f"{seed} does not fit into the book")
    if seed.birth_date or seed.postcode:
        _write_card(desk, business, seed)


def _write_card(desk: Desk, business: Business, seed: Seed) -> None:
    kept = card_of(desk, business, Phone(seed.phone))
    told = {"name": seed.name, "birth_date": seed.birth_date, "postcode": seed.postcode}
    edit_card(desk, business, Phone(seed.phone), told, revision=kept.row.revision if kept else 0)
