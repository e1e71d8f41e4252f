"""What was asked to be forgotten, and how far that has come: rows of kind `erasure`, in the order in which it was asked.

    asked ──everything there is goes──▶ done
      '──a visit is ahead, a call goes on, a store is down──▶ waiting ──an errand comes back──▶ done

While it waits, the number stands in the row. Once it is done the row tells when, through which door and how much, and no
longer of whom: what is left to prove that it was done.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.errors import Refused
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.ports import Errand, Row
from receptionist.stored import read

KIND = "erasure"
"""Of the rows, and of the errands that go on with them."""

KEPT = timedelta(days=3 * 365)
"""After it was asked for: as long as somebody may still ask whether it was done."""

AskedBy = Literal["caller", "staff", "machine"]
"""The customer in a call; somebody of the house, over the page or the API; whoever sits at the machine."""


class UnknownErasure(Refused):
    """Nothing was asked under that id, or it is kept no longer."""


class NoNumber(Refused):
    """A withheld number is nobody's: nothing can be found by it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """How much of each went."""

    cards: int = 0
    bookings: int = 0
    """Visits that stay, as visits of nobody."""
    waitlist: int = 0
    calls: int = 0
    """Their words, names and numbers; when they were and how they ended stays."""
    recordings: int = 0
    texts: int = 0
    """To them, and to colleagues about them."""
    messages: int = 0
    """Left by them, and what colleagues were to look after."""
    deliveries: int = 0
    """Errands done or waiting that carried their data: news of bookings, deliveries to other programs."""
    memories: int = 0
    questions: int = 0
    """Questions without an answer that were kept in their words."""

    def __add__(self, other: "Gone") -> "Gone":
        return Gone(*(getattr(self, name) + getattr(other, name) for name in Gone.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Erasure:
    id: str
    """Begins with the moment it was asked for."""
    requested: datetime
    """What came later is not touched: they may come back as somebody new."""
    asked_by: AskedBy
    phone: Phone = Phone("")
    """Until it is done."""
    gone: Gone = Gone()
    passes: int = 0
    visits_ahead: int = 0
    """Visits that stay as they are until they are over."""
    lately: tuple[CallId, ...] = ()
    """Calls made nobody's so soon after their end that a recording may still arrive."""
    due: datetime | None = None
    """When it is gone on with; None: it is done, or nobody has got that far."""
    done: datetime | None = None


ERASURE = TypeAdapter(Erasure)


def asked(desk: Desk, business: Business, phone: Phone, by: AskedBy) -> Erasure:
    """Writes the wish down, or finds it written down and not yet done: then it counts from now. Raises NoNumber."""
    if not phone:
        raise NoNumber("a withheld number is nobody's")
    now = desk.clock()
    waiting = next((one for one in erasures(desk, business.id) if one.phone == phone and one.done is None), None)
    if waiting is not None:
        return edit(desk, business.id, waiting.id, lambda one: replace(one, requested=now))
    fresh = Erasure(f"{now:%Y%m%d%H%M%S%f}-{desk.new_id()}", now, by, phone)
    desk.rows.put(business.id, _row(fresh, 0))
    return fresh


def erasures(desk: Desk, business: BusinessId) -> list[Erasure]:
    """The latest first."""
    return [read(ERASURE, row.doc) for row in reversed(desk.rows.list(business, KIND))]


def erasure_of(desk: Desk, business: BusinessId, id: str) -> Erasure:
    """Raises UnknownErasure."""
    row = desk.rows.get(business, KIND, id)
    if row is None:
        raise UnknownErasure("no such erasure")
    return read(ERASURE, row.doc)


def after_pass(
    desk: Desk,
    business: BusinessId,
    id: str,
    gone: Gone,
    *,
    visits_ahead: int,
    lately: tuple[CallId, ...],
    due: datetime | None,
) -> Erasure:
    """Notes what a pass has done. Without `due` nothing is left: the number goes from the row too."""
    now = desk.clock()

    def noted(one: Erasure) -> Erasure:
        after = replace(
            one,
            gone=one.gone + gone,
            passes=one.passes + 1,
            visits_ahead=visits_ahead,
            lately=lately,
            due=due,
        )
        return after if due else replace(after, done=one.done or now, phone=Phone(""), lately=())

    return edit(desk, business, id, noted)


def next_pass(desk: Desk, business: Business, erasure: Erasure, due: datetime) -> Errand:
    """The errand that goes on with it. One for each moment, however often it is asked for; it does not say whose it is."""
    id = f"{KIND}:{erasure.id}:{due:%Y%m%d%H%M%S}"
    return Errand(id, business.id, KIND, due, desk.home(business), doc=f'{{"erasure": "{erasure.id}"}}')


def edit(desk: Desk, business: BusinessId, id: str, change: Callable[[Erasure], Erasure]) -> Erasure:
    """Raises UnknownErasure."""

    def decide() -> Erasure:
        row = desk.rows.get(business, KIND, id)
        if row is None:
            raise UnknownErasure("no such erasure")
        before = read(ERASURE, row.doc)
        after = change(before)
        if after != before:
            desk.rows.put(business, _row(after, row.revision))
        return after

    return until_won(decide)


def _row(erasure: Erasure, revision: int) -> Row:
    return Row(KIND, erasure.id, ERASURE.dump_json(erasure).decode(), revision, expires=erasure.requested + KEPT)
