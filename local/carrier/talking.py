"""Two people on the phone: the other side of a Dial, somebody waiting in a queue, and the bridge between them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from local.carrier.call import PhoneCall
from local.carrier.line import Line


@dataclass(eq=False, slots=True)
class Waiting:
    """A call in a queue."""

    call: PhoneCall
    since: float
    fetched: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by whoever takes the call out of the queue; they bridge the two lines."""
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when they have finished talking."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The other side of a Dial, as the network placed it."""

    call: PhoneCall
    own_number: bool
    """It is a number of the account: the caller is the one who speaks at its handset."""
    talking: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when both may talk: answered, and what the callee hears first has been said."""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the other side is not there any more."""


@contextmanager
def bridged(one: Line, other: Line) -> Iterator[None]:
    """Two people talk: what either says, the other hears."""
    untap = (one.tap_spoken(other.playout.write), other.tap_spoken(one.playout.write))
    try:
        yield
    finally:
        for take_off in untap:
            take_off()
        one.playout.forget()
        other.playout.forget()


@contextmanager
def plugged_into(person: Line, handset: Line) -> Iterator[None]:
    """`person` is the one who holds `handset`: they speak into it and hear what it hears."""
    untap = (person.tap_spoken(handset.say), handset.tap_heard(person.playout.write))
    try:
        yield
    finally:
        for take_off in untap:
            take_off()
        person.playout.forget()
