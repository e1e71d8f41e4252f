"""What the receptionist needs of the outside, and what each thing must promise.

Stores are synchronous (the same code serves a Lambda); a live call reaches them through one bounded executor per
dependency. Speech is asynchronous. Every suite in tests/contracts runs on each adapter of its port. Every method of
every store may raise StoreUnavailable; every one is asked with a business, and answers for that business only.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from receptionist.accounts.model import Membership, Person, Roster, Scope
from receptionist.accounts.passes import ApiKey, Invitation, Session
from receptionist.booking.model import Booking, Page, PageKey
from receptionist.business.definition import Business
from receptionist.business.versions import Edition, Imprint
from receptionist.calls.record import CallRecord, Checkpoint, Lease, Leaving, of_nobody
from receptionist.errors import Refused
from receptionist.ids import BookingId, BusinessId, CallId, MessageId, PersonId, Phone
from receptionist.messages.model import MessageStatus, TakenMessage, TextMessage
from receptionist.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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

    def finish(self, record: CallRecord) -> CallRecord:
        """Writes the end of the call: transcript, outcome, recording. The first of several endings wins, except that
        one with a transcript completes one without; a recording's name is kept from whichever has it. Gives what is
        kept. Raises Conflict if the call is another business's."""
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


@dataclass(frozen=True, slots=True)
class AccountChange:
    """All that one decision about people writes, or nothing of it."""

    person: Person | None = None
    """New (revision 0), or it replaces the one of its revision. Kept with revision + 1."""
    gone: Person | None = None
    """Removed, if it is still at its revision; no roster may name them any more."""
    rosters: tuple[Roster, ...] = ()
    """Each replaces the one of its revision. Kept with revision + 1."""
    issued: tuple[Invitation | ApiKey, ...] = ()
    withdrawn: tuple[Invitation | ApiKey, ...] = ()
    """Removed, if it is still there: an invitation is used once."""


class AccountStore(Protocol):
    """People, their roles, and what they show at the door. The one store that spans businesses, because people do.

    What lets somebody in or keeps them out is read strongly consistent: a role taken away counts at once.
    """

    def anybody(self) -> bool:
        """Whether there is any account."""
        ...

    def people(self) -> list[Person]:
        """By e-mail address. May lag a second behind in the cloud."""
        ...

    def person(self, person: PersonId) -> Person | None: ...

    def by_email(self, email: str) -> Person | None:
        """`email` as `plain_email` gives it."""
        ...

    def roster(self, scope: Scope) -> Roster:
        """Empty, at revision 0, if nobody was ever on it."""
        ...

    def memberships(self, person: PersonId) -> tuple[Membership, ...]: ...

    def commit(self, change: AccountChange) -> None:
        """All or nothing. Raises Conflict (nothing written) if one of them has moved, or if another person has the
        e-mail address."""
        ...

    def keep_session(self, session: Session) -> None: ...

    def session(self, digest: str) -> Session | None:
        """Whether it has expired is for the reader to say; one long over may be gone."""
        ...

    def prolong(self, digest: str, idle_until: datetime) -> None:
        """Without effect on one that is not there."""
        ...

    def end_session(self, digest: str) -> None:
        """Safe to repeat."""
        ...

    def invitation(self, digest: str) -> Invitation | None:
        """Whether it has expired is for the reader to say."""
        ...

    def invitations(self, scope: Scope) -> list[Invitation]:
        """By e-mail address. May lag a second behind in the cloud, and show some that have expired."""
        ...

    def api_key(self, digest: str) -> ApiKey | None: ...

    def api_keys(self, business: BusinessId) -> list[ApiKey]:
        """The oldest first. May lag a second behind in the cloud."""
        ...

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        """Counts one try under `key`, or tells (False) that `most` were counted since the window of the first began.
        One conditional write: no two can be the last that is let through."""
        ...

    def forget_attempts(self, key: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """Who somebody is, by a token that was checked."""

    person: PersonId
    email: str = ""
    """Empty where the token does not tell, or nobody has checked that it is theirs."""
    name: str = ""


class Tally(Protocol):
    """Counts what is done, so that nobody does too much of it. An AccountStore is one."""

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        """Counts one under `key`, or tells (False) that `most` were counted since the window of the first began. No two can
        be the last that is let through. May raise StoreUnavailable."""
        ...


class Identity(Protocol):
    """Tells who it is that shows a token. What they may is not in it: that is our own store's to say."""

    def who(self, token: str) -> Shown | None:
        """None: forged, expired, revoked, or none of this kind. Raises VendorUnavailable if nobody can tell now."""
        ...


class PasswordHasher(Protocol):
    """Turns passwords into what may be kept, slowly."""

    def hash(self, password: str) -> str: ...

    def holds(self, kept: str, password: str) -> bool:
        """Takes as long for a wrong one, and for `kept` that is empty."""
        ...

    def outdated(self, kept: str) -> bool:
        """Hashed more weakly than is done now: hash it anew while the password is at hand."""
        ...


class Redeemer(Protocol):
    """Tokens that are used once, by a conditional write that outlives the process."""

    def redeem(self, token: str, seconds: float) -> bool:
        """True for the first to show this token. It is remembered for `seconds` at least. Raises StoreUnavailable."""
        ...


class LiveState(Protocol):
    """What is shared between processes and may be lost: Valkey or its in-process twin, with a Redeemer behind."""

    def redeem(self, token: str, seconds: float) -> bool:
        """True for the first to show this token within `seconds`, False ever after: a stream token is used once, also
        when the server is lost or comes back empty in between. Blocks. Raises StoreUnavailable if nobody can tell."""
        ...

    def publish(self, channel: str, message: bytes) -> None:
        """To whoever listens now. Never waits, never raises, from any thread: a lost event is logged."""
        ...

    def subscribe(self, channel: str) -> "Subscription": ...


class Subscription(Protocol):
    """An open ear on one channel."""

    async def __aenter__(self) -> AsyncIterator[bytes]:
        """The messages published from now on. Bounded: a listener too slow loses the oldest."""
        ...

    async def __aexit__(self, *exc: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Handler:
    """A stream handler that takes calls, as it announces itself."""

    id: str
    address: str
    """`ws://10.20.1.7:8080/media`: where other handlers relay a stream to; empty if nobody can."""
    slots: int
    """Calls it carries at once."""
    taken: int
    """As it said; what is reserved is not in it."""
    until: datetime
    """From then on it counts as gone, unless it says another word."""


class Switchboard(Protocol):
    """Which stream handlers of a region take calls, and which calls have a slot. A slot is kept in a book: a handler's own,
    named by its id, or one that limits something else. Blocks; every method may raise StoreUnavailable."""

    def announce(self, handler: Handler) -> None:
        """Replaces what it said before."""
        ...

    def withdraw(self, handler: str) -> None:
        """It takes no more calls. Safe to repeat."""
        ...

    def handlers(self, now: datetime) -> list[Handler]:
        """Those that are not gone, in no order."""
        ...

    def reserve(self, book: str, call: CallId, most: int, now: datetime, until: datetime) -> bool:
        """Whether the call has a slot in the book, until then: the one it had, or one of `most`. However many ask at once,
        no more than `most` have one that is not over; one that is over is free again."""
        ...

    def keep(self, book: str, calls: Sequence[CallId], now: datetime, until: datetime) -> None:
        """These calls are there, whether they had a slot or not, until then."""
        ...

    def free(self, book: str, call: CallId) -> bool:
        """Gives its slot back; False if it had none. Safe to repeat."""
        ...


class ObjectStore(Protocol):
    """Recordings. A name is parts of letters, digits, `_`, `-` and `.` (not first), with `/` between."""

    def put(self, business: BusinessId, name: str, content: bytes, content_type: str) -> None:
        """Whole or not at all; replaces what has the name. Raises ValueError for a name that is none."""
        ...

    def put_file(self, business: BusinessId, name: str, content: BinaryIO, content_type: str) -> None:
        """The same with a file of any size, from its beginning to its end, in little memory. It is left open, at any place;
        repeating it is safe."""
        ...

    def get(self, business: BusinessId, name: str) -> bytes | None: ...

    def remove(self, business: BusinessId, name: str) -> None:
        """Safe to repeat; one that is not there, or a name that is none, is no error."""
        ...


@dataclass(frozen=True, slots=True)
class VendorMessage:
    """A text as the vendor knows it."""

    vendor_id: str
    status: MessageStatus
    body: str
    error: str = ""


class SmsSender(Protocol):
    """The vendor that delivers texts. Blocking, with its own deadline (seconds in its settings)."""

    def send(self, message: TextMessage) -> VendorMessage:
        """Raises Refused if the vendor will never take it (opted out, bad number), VendorUnavailable if it is not
        known whether it went."""
        ...

    def find(self, message: TextMessage) -> VendorMessage | None:
        """Whether this text went out already, by the vendor's own list: same number, same body, created since."""
        ...


class UnfitUrl(Refused):
    """Not an address another program can be told things at; the message says why."""


class WebhookSender(Protocol):
    """Tells other programs. Blocking, with a deadline of a few seconds."""

    def sure_it_will_do(self, url: str) -> None:
        """Raises UnfitUrl if `post` never would go there."""
        ...

    def post(self, url: str, headers: dict[str, str], body: bytes) -> int:
        """One attempt; gives the status that was answered, whatever it is. Raises UnfitUrl, or VendorUnavailable when
        there was no answer."""
        ...


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser made of one turn."""

    text: str
    """Empty: speech was there, words were not understood."""
    language: str
    confidence: float
    """0 to 1."""
    alternatives: tuple[str, ...] = ()
    by: str = ""
    """The recogniser that heard it, by its name in EARS; empty where there is only one."""


class Transcriber(Protocol):
    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        """`audio`: one turn of mu-law 8 kHz. `language` None: detect. `phrases` bias names. Raises VendorUnavailable.
        Cancelling abandons the result and frees the worker as soon as it can."""
        ...


class Listening(Protocol):
    """A recogniser on one call, told where the caller's turns begin and end. On the loop; only `words` and `close` wait.

    begin ─▶ hear, hear, hear ─▶ words ──caller goes on──▶ hear ─▶ words ─▶ end ─▶ begin ...
    """

    on_news: Callable[[], None]
    """Whoever listens sets it: called when `partial` or `whole` may have changed."""

    def begin(self, before: bytes) -> None:
        """A turn begins, with its sound from before it was noticed (mu-law 8 kHz, half a second). What was recognised earlier
        is no part of it."""
        ...

    def tune(self, *, language: str | None, phrases: tuple[str, ...]) -> None:
        """What the next turns are likely to hold: their language (None: any), and names that bias. Comes often, mostly
        unchanged; never blocks. A recogniser that cannot be told in the middle of a call, or only by dialling again, may wait
        until that is worth it."""
        ...

    def hear(self, audio: bytes) -> None:
        """Mu-law 8 kHz of the turn, in order. Never blocks, never raises; a recogniser that has failed says so in `words`."""
        ...

    @property
    def partial(self) -> str:
        """What the turn sounds like so far; may change. Empty for a recogniser that hears whole turns only."""
        ...

    @property
    def whole(self) -> bool:
        """It has the words of all of the turn so far for good, by its own judgement: `words` would not wait. False for a
        recogniser that has to be asked."""
        ...

    @property
    def streams(self) -> bool:
        """Whether `partial` can be expected to say something within a second of speech."""
        ...

    async def words(self) -> Transcript:
        """All of the turn so far, for good: the caller has paused. May be asked again when they have gone on. Raises
        VendorUnavailable. Cancelling it loses nothing that was heard."""
        ...

    def end(self) -> None:
        """The turn is over or was none. Safe to repeat."""
        ...

    async def close(self) -> None:
        """The call is over. Safe to repeat; never raises."""
        ...


class Ears(Protocol):
    """A recogniser for live calls."""

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> Listening:
        """For one call. `language` None: detect. `phrases` bias names. Does not block: what must be dialled is dialled
        meanwhile, and what is heard before it is there is not lost."""
        ...

    def languages(self) -> frozenset[str]: ...

    async def warm(self, *, language: str | None = None, phrases: tuple[str, ...] = ()) -> None:
        """Has a connection ready for a call that is about to come and will begin with these. Safe to repeat and to cancel;
        never raises."""
        ...


class Voice(Protocol):
    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        """Mu-law 8 kHz, any chunk size, the first clause as soon as it is ready. Raises VendorUnavailable, also for
        "success without sound". Closing the iterator stops the work."""
        ...

    def languages(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece of speech, and how far into its text it reaches."""

    audio: bytes
    """Mu-law 8 kHz."""
    letters: int
    """Of the text given so far, how many characters are spoken once this has been played; never less than before."""
    by: str = ""
    """Who speaks, by its name in MOUTH; empty where there is only one."""


class FluentVoice(Voice, Protocol):
    """A voice that begins before the sentence is written to its end."""

    def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[Sound]:
        """Speaks what `pieces` gives, in order, the first of it as soon as it is there: each piece ends between two words and
        keeps its spaces. Sound never reaches beyond the text it says it does, so that whoever must not let a sentence out
        yet can hold it. Raises VendorUnavailable, also for "success without sound". Closing the iterator stops the work."""
        ...

    async def warm(self, *, language: str | None = None) -> None:
        """Has a connection ready for a call that is about to come and will begin in that language. Safe to repeat and to
        cancel; never raises."""
        ...


class SpeechDetector(Protocol):
    """Voice activity for all calls of the process: one model, a row of state per call. Pure computation."""

    FRAME: int
    """Samples per step, 8 kHz: 256 (32 ms)."""

    def fresh(self) -> "NDArray[np.float32]":
        """State of a line nobody has spoken on."""
        ...

    def step(
        self, frames: "NDArray[np.float32]", states: "Sequence[NDArray[np.float32]]"
    ) -> "tuple[NDArray[np.float32], list[NDArray[np.float32]]]":
        """`frames`: [calls, FRAME] in -1..1. Gives the probability of speech per call, and the new states."""
        ...


class EndOfTurn(Protocol):
    async def complete(self, audio: bytes) -> float:
        """Probability that the caller is done, from the sound of the turn so far (mu-law 8 kHz, the last 8 s count)."""
        ...


@dataclass(frozen=True, slots=True)
class Voicemail:
    """Kept by the carrier."""

    call: CallId
    url: str
    """Of its sound."""
    seconds: int | None = None


class CallControl(Protocol):
    """The carrier's hand on a live call (Twilio's REST `Calls/{Sid}`). Blocking, with its own deadline."""

    def go_on_at(self, call: CallId, url: str) -> bool:
        """Makes the carrier leave what it does and fetch its next instructions from `url` (POST). False: the call
        is over. Raises VendorUnavailable."""
        ...

    def hang_up(self, call: CallId) -> bool:
        """False: it was over already."""
        ...

    def voicemails(self, since: datetime) -> list[Voicemail]:
        """Those left since then, latest first, the latest few hundred. Raises VendorUnavailable."""
        ...

    def parties(self, call: CallId) -> tuple[Phone, Phone] | None:
        """Who called, and whom. None: the carrier knows no such call. Raises VendorUnavailable."""
        ...


VectorKind = Literal["fact", "memory"]


@dataclass(frozen=True, slots=True)
class Vector:
    """The meaning of a text of a business, to be found by likeness."""

    id: str
    """Unique within business, kind and `about`: letters of any language, at most 200."""
    values: tuple[float, ...]
    """Of length 1, so that a dot product is the likeness; all of one index have as many."""
    kind: VectorKind
    about: str = ""
    """Whom a memory is about, as a digest; empty for facts."""
    text: str = ""
    expires: datetime | None = None
    """From then on it is not found, whether or not anybody removed it."""


@dataclass(frozen=True, slots=True)
class Near:
    id: str
    score: float
    """Cosine, -1 to 1."""
    text: str


class VectorStore(Protocol):
    """Meanings by business. May raise StoreUnavailable or VendorUnavailable within a second or so; whoever asks in a call
    goes on without. What was written may be found a few seconds later only."""

    def put(self, business: BusinessId, vectors: Sequence[Vector]) -> None:
        """Replaces those with the same kind, `about` and id. Safe to repeat."""
        ...

    def nearest(
        self,
        business: BusinessId,
        values: Sequence[float],
        *,
        kind: VectorKind,
        about: str = "",
        now: datetime,
        limit: int = 10,
    ) -> list[Near]:
        """The nearest first, of that kind and about exactly that, none that has expired."""
        ...

    def ids(self, business: BusinessId, kind: VectorKind, about: str = "") -> list[str]:
        """Of that kind and about exactly that, sorted, expired ones perhaps among them."""
        ...

    def remove(self, business: BusinessId, kind: VectorKind, ids: Sequence[str], *, about: str = "") -> None:
        """Those that are there. Safe to repeat."""
        ...

    def purge(self, business: BusinessId, now: datetime) -> int:
        """Removes what has expired, and counts it. Safe to repeat."""
        ...


class Embedder(Protocol):
    """Meanings of texts. Blocking. May raise VendorUnavailable within a second or so."""

    def embed(self, texts: Sequence[str], *, asking: bool = False) -> Sequence[Sequence[float]]:
        """One vector of length 1 for each text, in order, all of as many numbers. `asking`: they are questions in a call, to
        be compared with texts that were not."""
        ...
