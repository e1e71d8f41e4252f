"""Do what has come due: claim, do, settle.

Each kind of errand has a Duty in the mapping that a composition root builds (functions/errands/kinds.py). A Duty may be
done twice, when a process dies between doing and settling: it must be safe to repeat, or say that it happens at least once.
"""

import logging
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.news import News, news_of
from receptionist.errors import Refused, Unavailable
from receptionist.ports import Conflict, Errand

log = logging.getLogger(__name__)

Doing = Callable[[Desk, Business, Errand], None]
"""Does one errand. Raises Unavailable: to be tried again later; Refused: will never do. Their messages are kept with the
errand and logged, so nothing of a customer belongs into them."""

Listener = Callable[[Desk, Business, News], Iterable[Errand]]
"""What follows from news of a booking: further errands. Their ids derive from the booking and its revision, so that the
same news heard twice is followed once."""

Together = Callable[[Callable[[Errand], "Outcome"], Iterable[Errand]], Iterable["Outcome"]]
"""Does several at once, as the `map` of an executor, or one by one, as the builtin."""

Outcome = Literal["done", "later", "dead"]

LEASE = timedelta(seconds=60)
"""How long a claimed errand is one runner's: longer than MOST_AT_ONCE of them take one after another, at some 5 s each."""

MOST_AT_ONCE = 10

JITTER = 0.25
"""A wait is up to this much longer than said, so that what failed together is not tried again together."""

WHY_LETTERS = 200


def doubling(first: timedelta, *, times: int, longest: timedelta) -> tuple[timedelta, ...]:
    return tuple(min(first * 2**n, longest) for n in range(times))


PATIENT = doubling(timedelta(seconds=5), times=14, longest=timedelta(hours=1))
"""About six hours."""


@dataclass(frozen=True, slots=True)
class Duty:
    """How one kind of errand is done."""

    do: Doing
    waits: tuple[timedelta, ...] = PATIENT
    """Before each further attempt; after the last of them the errand is dead."""


@dataclass(frozen=True, slots=True)
class Ran:
    done: int = 0
    later: int = 0
    """To be tried again."""
    dead: int = 0
    """Given up; kept, and can be revived."""

    @property
    def claimed(self) -> int:
        return self.done + self.later + self.dead


def run_due(
    desk: Desk,
    duties: Mapping[str, Duty],
    *,
    jitter: Callable[[], float],
    limit: int = MOST_AT_ONCE,
    together: Together = map,
) -> Ran:
    """One round of the errands of `desk.here`. Blocking. Several may run at once: an errand is claimed by one of them.
    `jitter` draws from 0 to 1."""
    now = desk.clock()
    claimed = desk.errands.claim(desk.here, now, now + LEASE, limit)
    outcomes = list(together(lambda errand: _run(desk, duties, errand, jitter), claimed))
    return Ran(outcomes.count("done"), outcomes.count("later"), outcomes.count("dead"))


def tell_news(listeners: Iterable[Listener]) -> Doing:
    """The doing for `news`: every listener hears it, whatever becomes of the others."""
    heard_by = tuple(listeners)

    def tell(desk: Desk, business: Business, errand: Errand) -> None:
        news = news_of(errand)
        with ExitStack() as each:  # Runs all of them and raises afterwards what one of them raised.
            for listener in reversed(heard_by):
                each.callback(_follow, desk, business, news, listener)

    return tell


def _follow(desk: Desk, business: Business, news: News, listener: Listener) -> None:
    for errand in listener(desk, business, news):
        desk.errands.add(errand)


def _run(desk: Desk, duties: Mapping[str, Duty], errand: Errand, jitter: Callable[[], float]) -> Outcome:
    """Never raises: neither a fault in one errand nor a store that does not answer touches the others."""
    if errand.lease_until is not None and errand.lease_until <= desk.clock():
        return "later"  # Those before it took too long: it is somebody else's by now.
    try:
        return _settled(desk, duties, errand, jitter)
    except Unavailable as error:
        log.error("errand not settled", extra={"kind": errand.kind, "errand": errand.id, "why": str(error)})
        return "later"


def _settled(desk: Desk, duties: Mapping[str, Duty], errand: Errand, jitter: Callable[[], float]) -> Outcome:
    duty = duties.get(errand.kind, UNKNOWN)
    if errand.attempts > len(duty.waits) + 1:
        return _dead(desk, errand, errand.error or "whoever did it ended in the middle, each time")
    try:
        business = desk.businesses.get(errand.business)
        if business is None:
            return _dead(desk, errand, "no such business")
        duty.do(desk, business, errand)
    except Refused as no:
        return _dead(desk, errand, str(no) or no.reason)
    except (Unavailable, Conflict) as error:
        why = str(error)
    except Exception as fault:  # noqa: BLE001 - the top of an errand: a fault in one must not touch another
        why = _where(fault)
        log.error("errand failed", extra={"kind": errand.kind, "errand": errand.id, "why": why})
    else:
        desk.errands.settle(errand, "done")
        return "done"
    if errand.attempts > len(duty.waits):
        return _dead(desk, errand, why)
    wait = duty.waits[errand.attempts - 1] * (1 + JITTER * jitter())
    desk.errands.settle(errand, "waiting", due=desk.clock() + wait, error=why[:WHY_LETTERS])
    return "later"


def _where(fault: Exception) -> str:
    """Not its message, which may quote what a customer said."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} at {last.filename.rpartition('/')[2]}:{last.lineno}"


def _dead(desk: Desk, errand: Errand, why: str) -> Outcome:
    log.error("errand given up", extra={"kind": errand.kind, "errand": errand.id, "why": why[:WHY_LETTERS]})
    desk.errands.settle(errand, "dead", error=why[:WHY_LETTERS])
    return "dead"


def _nobody_does_it(desk: Desk, business: Business, errand: Errand) -> None:
    raise Unavailable(f"nobody here does errands of kind {errand.kind}")


UNKNOWN = Duty(_nobody_does_it)
"""A kind that a newer version of this program may have written: it is there in a moment."""
