"""Callers with something on their mind: what they answer to what they have heard, and what must be in the book afterwards."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from receptionist.booking.model import Booking, Status
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, CallId
from receptionist.language.understanding import Utterance
from tests.chaos.processes import UNDERSTANDER
from tests.fakes.front_office import CALLER

BUSINESS = BusinessId("restaurant")
BYE = "No, that's all, thank you. Goodbye."
BOOKED, CHANGED, CANCELLED = r"you're booked", r"booking is changed", r"booking is cancelled"
WHOLE = r": a table for four, tomorrow, friday, november 27th at \d pm"
"""What follows a claim that was heard to its end."""
YES = "Yes, please."
_WHAT_NOW = r"anything else|how can i help|what can i do for you"
BOOK_IT, CHANGE_IT = r"shall i book it", r"shall i change it"
CANCEL_IT = r"shall i cancel it|want me to cancel it"
AGAIN = r"say that again|once more\?|didn't (catch|hear)|are you (still )?there"


@dataclass(frozen=True, slots=True)
class News:
    """What we may say only when it has happened."""

    claim: str
    question: str
    """To which the caller says yes."""
    text: str
    """Of the confirmation by text message."""
    happened: Callable[[Booking], bool]
    ask: str
    """What a caller says who has asked for it and not been told."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    name: str
    answers: tuple[tuple[str, str], ...]
    """What we ask, and what the caller says to it."""
    news: tuple[News, ...]
    """In the order the caller wants it."""
    wants: tuple[str, ...]
    """With which words they ask for each."""
    status: Status
    hour: int
    revision: int
    before: tuple[str, ...] = ()
    """Said in an earlier call."""

    def answer(self, since: str, told: str, agreed: str) -> str | None:
        """To what was heard since the caller spoke last; `told`: in all of the call; `agreed`: what they have said yes to. None:
        nothing was asked."""
        asked = [(found.start(), said) for ask, said in self.answers for found in re.finditer(ask, since)]
        asked += [(found.start(), self._next(told, agreed)) for found in re.finditer(_WHAT_NOW, since)]
        return max(asked)[1] if asked else None

    def _next(self, told: str, agreed: str) -> str:
        """What they have rung for and not been told of yet; whether it is done, if they have said yes to it."""
        for news, want in zip(self.news, self.wants, strict=True):
            if not re.search(news.claim, told):
                return news.ask if re.search(news.question, agreed) else want
        return BYE

    def faults(self, bookings: list[Booking], texts: list[str]) -> list[str]:
        """What is not as the caller wanted."""
        if len(bookings) != 1:
            return [f"{len(bookings)} bookings"]
        (one,) = bookings
        wanted = (self.status, f"2026-11-27T{self.hour}:00-08:00", 4, "Sarah Miller", self.revision)
        kept = (one.status, one.local_start, one.party_size, one.customer.name, one.revision)
        faults = [] if kept == wanted else [f"the booking is {kept}, not {wanted}"]
        for news in self.news:
            sent = sum(news.text in text for text in texts)
            if sent != 1:
                faults.append(f"{sent} texts that say {news.text!r}")
        if len(texts) != len(self.news):
            faults.append(f"{len(texts)} texts")
        return faults


_BOOKING = News(BOOKED, BOOK_IT, ": booked,", lambda one: one.revision == 1, "So, is my table booked?")
BOOK = Dialogue(
    "books",
    (
        (r"which day", "Tomorrow."),
        (r"(what|which) time", "At seven in the evening."),
        # Of a sentence that a drain cut in two only "evening" may have come through.
        (r"which one would you like", "At seven in the evening."),
        (r"how many people", "We'll be four people."),
        (r"what name|your name", "Sarah Miller."),
        (BOOK_IT, YES),
        (r"put you through", "No, thank you."),
    ),
    (_BOOKING,),
    ("I'd like to book a table please.",),
    Status.CONFIRMED,
    19,
    1,
)
MOVE = Dialogue(
    "moves, then cancels",
    (
        (r"which day|what day", "Never mind. I'd like to move my booking."),
        (r"what would you like to change", "To eight in the evening."),
        (CHANGE_IT, YES),
        (CANCEL_IT, YES),
    ),
    (
        News(CHANGED, CHANGE_IT, ": changed,", lambda one: one.revision == 2, "So, is my booking changed?"),
        News(
            CANCELLED,
            CANCEL_IT,
            ": cancelled,",
            lambda one: one.status is Status.CANCELLED,
            "So, is my booking cancelled?",
        ),
    ),
    ("I'd like to move my booking.", "I'd like to cancel my booking."),
    Status.CANCELLED,
    20,
    3,
    ("I'd like to book a table for four tomorrow at seven in the evening, Sarah Miller.", YES),
)
DIALOGUES = (BOOK, MOVE)


def earlier(dialogue: Dialogue, desk: Desk) -> None:
    """The call before this one."""
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    mind = Receptionist(desk, UNDERSTANDER.understand, strict=True)
    if dialogue.before:
        reply = mind.open(business, call=CallId("CA" + "e" * 32), caller=CALLER, language="en")
        for line in dialogue.before:
            reply = mind.hear(business, reply.state, Utterance((line,), "en", 0.9))
        mind.hung_up(business, reply.state)


def bookings(desk: Desk) -> list[Booking]:
    return desk.bookings.by_phone(BUSINESS, CALLER)
