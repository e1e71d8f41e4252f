"""A whole call as text, over stores with faults: what was said, what is in the book, which texts arrived."""

import re
from dataclasses import dataclass, field

from receptionist.conversation.reply import Reply
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.send_texts import send_due
from receptionist.ids import CallId
from receptionist.language.understanding import Utterance
from tests.chaos.dialogues import AGAIN, BUSINESS, YES, Dialogue, bookings, earlier
from tests.chaos.processes import UNDERSTANDER
from tests.fakes.faulty import Fault, Faults, Schedule, never
from tests.fakes.front_office import CALLER, RememberingSms, SetClock, a_desk

OFFERS = r"(leave|take) a message|put you through|speak to a person"
AGAIN_PLEASE = "No, thank you. Please try again."
MOST_LINES = 25


@dataclass(slots=True)
class TextCall:
    """One caller on the text desk. `plain` is the desk without its faults."""

    faults: Faults = field(default_factory=Faults)
    plain: Desk = field(default_factory=lambda: a_desk(SetClock()))
    sms: RememberingSms = field(default_factory=RememberingSms)
    said: list[str] = field(default_factory=list)
    """Ours, turn by turn."""
    reply: Reply | None = None
    mind: Receptionist = field(init=False)

    def __post_init__(self) -> None:
        self.mind = Receptionist(self.faults.desk(self.plain), UNDERSTANDER.understand, strict=True)

    def answers(self) -> str:
        """The greeting. Gives what was said, in small letters."""
        business = self.plain.businesses.get(BUSINESS)
        assert business is not None
        return self._take(self.mind.open(business, call=CallId("CA1"), caller=CALLER, language="en"))

    def hear(self, *lines: str) -> str:
        """What is said to the last of them."""
        business = self.plain.businesses.get(BUSINESS)
        assert business is not None
        for line in lines:
            assert self.reply is not None
            self._take(self.mind.hear(business, self.reply.state, Utterance((line,), "en", 0.9)))
        return self.said[-1]

    def hang_up(self) -> None:
        business = self.plain.businesses.get(BUSINESS)
        assert business is not None
        assert self.reply is not None
        self.mind.hung_up(business, self.reply.state)

    def texts(self) -> list[str]:
        """All that arrive, once the outbox is emptied."""
        while send_due(self.plain, self.sms, limit=10).sent:
            pass
        return [text.body for text in self.sms.arrived]

    def _take(self, reply: Reply) -> str:
        self.reply = reply
        self.said.append(" ".join(one.text for one in reply.say).lower())
        return self.said[-1]


@dataclass(slots=True)
class Played:
    faults: list[str]
    """What did not end as the caller wanted."""
    asked: list[str]
    """Of the stores, in order."""
    said: list[str]


def play(dialogue: Dialogue, schedule: Schedule = never, to_an_offer: str = AGAIN_PLEASE) -> Played:
    """The caller asks for another try whenever something else is offered."""
    call = TextCall()
    earlier(dialogue, call.plain)
    call.texts()
    call.sms.arrived.clear()
    call.faults.begin(schedule)
    since = call.answers()
    agreed = last = ""
    for _ in range(MOST_LINES):
        line = _answer(dialogue, since, " ".join(call.said), agreed, last, to_an_offer)
        agreed += since if line == YES else ""
        since, last = call.hear(line), line
        if call.reply is not None and call.reply.ended:
            break
    call.hang_up()
    asked = list(call.faults.asked)
    call.faults.mend()
    faults = dialogue.faults(bookings(call.plain), call.texts())
    faults += [news.claim for news in dialogue.news if not re.search(news.claim, " ".join(call.said))]
    return Played(faults, asked, call.said)


def _answer(dialogue: Dialogue, since: str, told: str, agreed: str, last: str, to_an_offer: str) -> str:
    if (said := dialogue.answer(since, told, agreed)) is not None and not re.search(OFFERS, since):
        return said
    if re.search(OFFERS, since):
        return to_an_offer
    return last if last and re.search(AGAIN, since) else "Hello?"


def failing(fault: Fault, act: str, time: int = -1, *, asked: list[str]) -> Schedule:
    """The fault strikes once: when `act` is asked for the `time`th time (-1: the last) of those in `asked`."""
    at = [number for number, one in enumerate(asked) if one == act][time]
    return lambda _, number: fault if number == at else None
