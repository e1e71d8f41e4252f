"""What is kept, and what each store must promise. Synchronous."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from receptionist.booking.model import Booking, Page, PageKey
from receptionist.business.definition import Business
from receptionist.business.versions import Edition, Imprint
from receptionist.calls.record import CallRecord, Checkpoint, Lease, Leaving, of_nobody
from receptionist.ids import BookingId, BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TakenMessage, TextMessage
from receptionist.spans import Span


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON document of a business, kept under a kind (`plan`, `customer`, `waitlist`, ...) and an id.

    Ids are chosen so that their order is the order of a list: a date, a phone number.
    """

    kind: str
    id: str
    doc: str
    revision: int = 0
    """As read; 0: never written. A write succeeds only on the revision that is there."""
    expires: datetime | None = None
    """From then on the row counts as not there, whether or not anybody deleted it."""


@dataclass(frozen=True, slots=True)
class RowRemoval:
    """`row` is to go, if it is still at its revision."""

    row: Row


@dataclass(frozen=True, slots=True)
class Errand:
    """Something to be done for a business at its time: a reminder, the delivery of a webhook, the end of an offer.

    waiting --claim, with a lease--> waiting, leased --settle--> done | dead | waiting, due later
                                          '--lease over--> claimed again (attempts + 1)
    """

    id: str
    """Says what it is about: one that is there already is left as it is."""
    business: BusinessId
    kind: str
    due: datetime
    home: str = ""
    """Region that does it: the business's home."""
    doc: str = "{}"
    """JSON; what it means is the kind's affair."""
    status: Literal["waiting", "done", "dead"] = "waiting"
    attempts: int = 0
    """How often it was claimed."""
    lease_until: datetime | None = None
    error: str = ""
    """Why the last attempt failed; no customer's data."""


@dataclass(frozen=True, slots=True)
class BookChange:
    """All that one decision writes, or nothing of it."""

    pages: tuple[Page, ...] = ()
    """New contents, `version` still that of the page read: written with `version + 1` if it has not moved."""
    booking: Booking | None = None
    """New (revision 1) if its id is unknown; else it replaces revision - 1. Its code is claimed for the business."""
    messages: tuple[TextMessage, ...] = ()
    """The outbox; a message whose id is there already is left as it is."""
    errands: tuple[Errand, ...] = ()
    """Left as they are where they are there already."""
    rows: tuple[Row | RowRemoval, ...] = ()
    """Written if each is still at its revision, otherwise Conflict; a row's kind and id come once."""


class Conflict(Exception):
    """Something read has moved meanwhile. Nothing was written; read again and decide again."""


class CodeTaken(Conflict):
    """Another booking of the business has this code: draw another."""


class BookingStore(Protocol):
    """The book of every business. UTC inside."""

    def pages(self, business: BusinessId, keys: Sequence[PageKey]) -> list[Page]:
        """In the order of `keys`; a page never written comes as version 0, empty. Strongly consistent."""
        ...

    def commit(self, business: BusinessId, change: BookChange) -> None:
        """All or nothing. Raises Conflict (nothing written) or CodeTaken. Not repeated by itself: whoever is unsure
        whether it went through reads the booking by its id."""
        ...

    def get(self, business: BusinessId, booking: BookingId) -> Booking | None:
        """Strongly consistent."""
        ...

    def by_code(self, business: BusinessId, code: str) -> Booking | None: ...

    def by_phone(self, business: BusinessId, phone: Phone) -> list[Booking]:
        """All of a caller's, soonest first. May lag a second behind in the cloud."""
        ...

    def during(self, business: BusinessId, span: Span) -> list[Booking]:
        """Every booking, of whatever status, that overlaps `span`, soonest first."""
        ...


class RowStore(Protocol):
    """Small documents of a business: who works when, customers, the waitlist, webhook endpoints, keys of requests."""

    def get(self, business: BusinessId, kind: str, id: str) -> Row | None:
        """Strongly consistent. None also for one that has expired; writing it again then starts at revision 0."""
        ...

    def list(
        self, business: BusinessId, kind: str, *, begins: str = "", after: str = "", limit: int | None = None
    ) -> list[Row]:
        """In order of the id, those whose id begins so and comes after `after`. Strongly consistent."""
        ...

    def put(self, business: BusinessId, row: Row) -> Row:
        """Keeps it with revision + 1 and gives it back. Raises Conflict if it has moved."""
        ...

    def remove(self, business: BusinessId, row: Row) -> None:
        """Raises Conflict if it has moved. One that is not there and has revision 0 is no conflict."""
        ...


class ErrandStore(Protocol):
    """Errands of all businesses that wait for their time, and what became of them."""

    def add(self, errand: Errand) -> None:
        """An id already there, of that business, is left as it is."""
        ...

    def get(self, business: BusinessId, id: str) -> Errand | None: ...

    def claim(self, home: str, now: datetime, lease_until: datetime, limit: int = 10) -> list[Errand]:
        """Takes errands of this home that are due and that nobody has leased, the longest due first; `attempts` counts this
        claim. Two claimers never get the same one."""
        ...

    def settle(
        self,
        errand: Errand,
        status: Literal["waiting", "done", "dead"],
        *,
        due: datetime | None = None,
        error: str = "",
    ) -> None:
        """What became of a claimed errand. `waiting` with `due`: to be tried again then. Without effect if somebody else
        has claimed it since (another lease)."""
        ...

    def revive(self, business: BusinessId, id: str, due: datetime) -> bool:
        """A dead or done errand waits again, with no attempts made. False: there is none, or it waits already."""
        ...

    def of_kind(
        self,
        business: BusinessId,
        kind: str,
        *,
        status: Literal["waiting", "done", "dead"] | None = None,
        limit: int = 50,
    ) -> list[Errand]:
        """The latest due first. May lag a second behind in the cloud."""
        ...

    def forget(self, business: BusinessId, kind: str, fits: Callable[[Errand], bool]) -> int:
        """Removes those of the kind that fit, also waiting ones, which nobody does any more; how many. Safe to repeat. May
        miss one that was added within the last second, in the cloud."""
        ...


class CallStore(Protocol):
    """Records and checkpoints of calls."""

    def begin(self, record: CallRecord) -> CallRecord:
        """Keeps it unless the call is known; gives the one that is kept. Safe to repeat. Raises Conflict if the call
        is another business's."""
        ...

    def get(self, business: BusinessId, call: CallId) -> CallRecord | None: ...

    def find(self, call: CallId) -> CallRecord | None:
        """By CallSid alone, for webhooks that know nothing else."""
        ...

    def recent(self, business: BusinessId, limit: int = 50) -> list[CallRecord]:
        """Latest first."""
        ...

    def begun(self, business: BusinessId, span: Span) -> list[CallRecord]:
        """Those that began within it, earliest first. May lag a second behind in the cloud."""
        ...

    def by_caller(self, business: BusinessId, caller: Phone) -> list[CallRecord]:
        """All of a number's, latest first; none of a withheld one. May lag a second behind in the cloud."""
        ...

    def erase(
        self, business: BusinessId, call: CallId, at: datetime, leaving: Leaving = of_nobody
    ) -> CallRecord | None:
        """Makes it a call of nobody (`of_nobody`), or what `leaving` leaves of it, for good, and drops what was kept to go on with
        it; gives the record as
        it was before. None: the business has no such call. Safe to repeat. Whether it is over is for the asker to look."""
        ...

    def take(self, business: BusinessId, call: CallId, *, until: datetime | None = None) -> Checkpoint | None:
        """Makes the caller of this method the call's handler: raises the epoch by one and gives the last checkpoint
        with the new epoch. None: the first to take it (epoch is then 1). A later one finds an empty `state` where its
        predecessors saved nothing. With `until` the lease begins in the same write, otherwise there is none until
        `renew`. Raises Fenced if `finish` was told the call's end."""
        ...

    def checkpoint(self, business: BusinessId, call: CallId) -> Checkpoint | None:
        """The last one saved, with the epoch it was saved in. For those who do not take the call."""
        ...

    def epoch(self, business: BusinessId, call: CallId) -> int:
        """0 for a call nobody has taken."""
        ...

    def recovered(self, business: BusinessId, call: CallId) -> int:
        """The last epoch whose handler somebody took for lost (`recover`), rightly or not; 0: nobody did."""
        ...

    def save(self, checkpoint: Checkpoint) -> None:
        """Raises Fenced if a later epoch exists. Once `finish` was told the end, it is let pass and nothing is kept."""
        ...

    def renew(self, business: BusinessId, call: CallId, epoch: int, until: datetime) -> None:
        """The handler of this epoch is alive until then. Raises Fenced if a later epoch exists; once `finish` was told
        the end, it is let pass."""
        ...

    def renew_all(self, leases: Sequence[Lease]) -> frozenset[CallId]:
        """`renew` for all calls of a handler at once; gives the calls of which a later epoch exists. Raises StoreUnavailable if any
        other could not be renewed: some then are, and it is to be repeated."""
        ...

    def lost(self, now: datetime, limit: int = 50) -> list[CallRecord]:
        """Calls of all businesses that a handler took, that have not ended, and whose lease is over."""
        ...

    def recover(self, business: BusinessId, call: CallId, now: datetime, until: datetime) -> int | None:
        """Of all who found a call `lost`, one has the carrier ask for it again: who is told its epoch, and leases it until
        `until` in the same write. None: its lease is not over at `now`, or the call has ended."""
        ...

    def finish(self, record: CallRecord, epoch: int | None = None) -> CallRecord:
        """Writes the end of the call: transcript, outcome, recording. The first of several endings wins, except that
        one with more of the transcript completes one with less; a recording's name is kept from whichever has it. Gives
        what is kept. `epoch`: of the handler that ends it. Raises Fenced if a later one exists, to whom the call belongs; Conflict if
        the call is another business's."""
        ...


class MessageStore(Protocol):
    """The outbox of texts and the messages left by callers."""

    def queue(self, message: TextMessage) -> None:
        """For texts that belong to no booking. An id already there is left as it is."""
        ...

    def claim(self, now: datetime, lease_until: datetime, limit: int = 10, *, home: str = "") -> list[TextMessage]:
        """Takes due messages of this home for sending: queued ones, and sending ones whose lease is over (those come back with
        attempts > 0: ask the vendor whether they went before sending again). Two claimers never get the same one."""
        ...

    def settle(
        self, business: BusinessId, message: MessageId, status: MessageStatus, *, vendor_id: str = "", error: str = ""
    ) -> None:
        """Records the outcome. A later state is never overwritten by an earlier one (delivered stays delivered)."""
        ...

    def by_vendor_id(self, vendor_id: str) -> TextMessage | None: ...

    def sent_to(self, business: BusinessId, phone: Phone | None = None, limit: int = 50) -> list[TextMessage]:
        """Latest first."""
        ...

    def opt_out(self, sender: Phone, phone: Phone, *, out: bool, at: datetime) -> None:
        """STOP or START from `phone` to `sender`. Safe to repeat."""
        ...

    def opted_out(self, sender: Phone, phone: Phone) -> bool: ...

    def keep(self, message: TakenMessage) -> None:
        """Safe to repeat."""
        ...

    def taken(self, business: BusinessId, limit: int = 50) -> list[TakenMessage]:
        """Latest first."""
        ...

    def forget_texts(self, business: BusinessId, fits: Callable[[TextMessage], bool]) -> int:
        """Makes those that fit texts of nobody, without number and words; what waited is not sent. How many that were. Safe
        to repeat: `fits` is not asked about those that are nobody's already."""
        ...

    def forget_taken(self, business: BusinessId, fits: Callable[[TakenMessage], bool]) -> int:
        """Removes those that fit; how many. Safe to repeat."""
        ...


class BusinessStore(Protocol):
    """Definitions, by id and by the number called."""

    def get(self, business: BusinessId) -> Business | None: ...

    def by_number(self, number: Phone) -> Business | None: ...

    def all(self) -> list[Business]: ...

    def put(self, business: Business, *, expected_version: int | None = None, imprint: Imprint = Imprint()) -> Business:
        """Keeps it with version + 1, as an edition for good, and gives it back. With `expected_version`, raises Conflict
        if it has moved. A number belongs to one business: Conflict otherwise."""
        ...

    def edition(self, business: BusinessId, version: int) -> Edition | None:
        """What was published as this version. None for one from before editions were kept."""
        ...

    def editions(self, business: BusinessId, *, before: int | None = None, limit: int = 20) -> list[Edition]:
        """Latest first; those below version `before`, if given."""
        ...
