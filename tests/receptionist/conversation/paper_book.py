"""A book on paper: answers the runner's deeds from memory, so that a conversation can be tested without a desk."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from receptionist.booking.model import Booking, Slot, Status
from receptionist.booking.requests import BookingRequest, Offer, SlotRequest
from receptionist.booking.waitlist import WaitlistWish
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.business.opening import local, sittings, within
from receptionist.conversation.commands import Command
from receptionist.conversation.deeds import (
    Booked,
    Cancel,
    Change,
    Deed,
    Done,
    Failed,
    FindBookings,
    FindOwnVisits,
    FindPlace,
    Forget,
    Hold,
    JoinWaitlist,
    KeepMessage,
    KeepUnrecorded,
    LookUp,
    NoteGap,
    Release,
    Take,
    TellStaff,
    TextCaller,
    TextSummary,
)
from receptionist.conversation.reply import Effect
from receptionist.conversation.runner import Ran, Running, run
from receptionist.conversation.state import DialogueState, from_json, to_json
from receptionist.conversation.wording import word
from receptionist.conversation.working import Facts
from receptionist.ids import CallId, Phone, ResourceId
from receptionist.language.same_name import nearest
from receptionist.messages.model import TakenMessage
from receptionist.spans import Span

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
"""Monday, ten in the morning in San Francisco."""
CALLER = Phone("+14155550177")


@cache
def demo(name: str) -> Business:
    root = Path(__file__).parents[3]
    return load_business(root / "local" / "businesses" / f"{name}.yaml")


@dataclass
class PaperBook:
    business: Business
    taken: set[datetime] = field(default_factory=set)
    """Starts that are full."""
    bookings: dict[str, Booking] = field(default_factory=dict)
    holds: dict[str, Slot] = field(default_factory=dict)
    messages: list[TakenMessage] = field(default_factory=list)
    waiting: list[WaitlistWish] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    down: bool = False
    snatched: bool = False
    """Somebody else takes every place just before it is booked."""

    def do(self, deed: Deed) -> object:
        if self.down and not isinstance(deed, KeepUnrecorded):
            return Failed("unavailable")
        match deed:
            case FindPlace(request):
                return self._find(request)
            case Hold(slot, hold, _):
                self.holds[hold] = slot
                return Done()
            case Release(_, hold):
                self.holds.pop(hold, None)
                return Done()
            case Take(request):
                return self._take(request)
            case Change(request):
                old = self.bookings[request.booking]
                span = request.slot.span if request.slot else old.span
                self.holds.pop(request.hold or "", None)
                moved = replace(
                    old, span=span, party_size=request.party_size or old.party_size, revision=old.revision + 1
                )
                return self._booked("booking.changed", moved)
            case Cancel(booking, _):
                return self._booked("booking.cancelled", replace(self.bookings[booking], status=Status.CANCELLED))
            case FindBookings() | FindOwnVisits():
                return self._mine(deed)
            case LookUp():
                return ""
            case NoteGap() | Forget():
                return Done()
            case _:
                return self._written_down(deed)

    def _written_down(
        self, deed: KeepMessage | JoinWaitlist | TellStaff | TextSummary | TextCaller | KeepUnrecorded
    ) -> object:
        match deed:
            case KeepMessage(message):
                self.messages.append(message)
                self.effects.append(Effect("message.taken"))
                return Done()
            case TextSummary():
                return Done()
            case TextCaller(text):
                self.effects.append(Effect("sms.queued", detail={"text": text}))
                return Done()
            case TellStaff():
                self.effects.append(Effect("staff.told"))
                return Done()
            case JoinWaitlist(wish):
                self.waiting.append(wish)
                self.effects.append(Effect("waitlist.joined"))
                return Done()
            case KeepUnrecorded():
                self.effects.append(Effect("recording.refused"))
                return Done()

    def _take(self, request: BookingRequest) -> object:
        if request.id in self.bookings:
            return self._booked("booking.confirmed", self.bookings[request.id])
        if self.snatched:
            self.taken.add(request.slot.span.start)
            return Failed("slot_taken")
        self.holds.pop(request.hold or "", None)
        booking = Booking(
            request.id, f"ACD{len(self.bookings):02d}", self.business.id, request.slot.service, request.slot.span,
            request.party_size, request.slot.resources, request.customer, notes=request.notes,
            variant=request.slot.variant,
        )  # fmt: skip
        return self._booked("booking.confirmed", booking)

    def _booked(self, kind: str, booking: Booking) -> Booked:
        self.bookings[booking.id] = booking
        self.effects += [Effect(kind, booking), Effect("sms.queued", booking)]
        return Booked(booking, texted=True)

    def _mine(self, wanted: FindBookings | FindOwnVisits) -> list[Booking]:
        """Whoever tells of themselves is known here by number or code, and the name."""
        if isinstance(wanted, FindOwnVisits):
            said = tuple(" ".join(name).strip() for name in wanted.heard.names)
            phone = None if wanted.code else wanted.phone
            return self._mine(FindBookings(phone, said, wanted.code)) if said and (phone or wanted.code) else []
        return [
            booking
            for booking in self.bookings.values()
            if booking.status is Status.CONFIRMED
            and (not wanted.phone or booking.customer.phone == wanted.phone)
            and (not wanted.code or booking.code == wanted.code)
            and (not wanted.names or nearest(wanted.names, booking.customer.name, wanted.part))
            and (not wanted.day or local(self.business, booking.span.start).date() == date.fromisoformat(wanted.day))
            and (not wanted.at or f"{local(self.business, booking.span.start):%H:%M}" == wanted.at)
        ]

    def _find(self, request: SlotRequest) -> Offer:
        start = request.window.start
        if self._free(start):
            return Offer(self._slot(request, start))
        nearby = [start + timedelta(minutes=15 * n) for n in (-4, -3, -2, 2, 3, 4, 28, 96)]
        refusal = "slot_taken" if self._open(start) else "closed"
        return Offer(None, tuple(self._slot(request, at) for at in nearby if self._free(at))[:3], refusal)  # type: ignore[arg-type]  # two of the literals

    def _free(self, start: datetime) -> bool:
        return self._open(start) and start not in self.taken

    def _open(self, start: datetime) -> bool:
        here = local(self.business, start)
        return any(within(sitting, here.time()) for sitting in sittings(self.business, here.date()))

    def _slot(self, request: SlotRequest, start: datetime) -> Slot:
        places = (request.resource or ResourceId("t6"),)
        return Slot(request.service, Span(start, start + timedelta(hours=1)), places, request.variant)


@dataclass
class Talk:
    """A conversation by commands."""

    business: Business
    book: PaperBook
    state: DialogueState
    text: str = ""
    ran: Ran | None = None
    ids: int = 0
    new: tuple[Effect, ...] = ()

    @classmethod
    def at(cls, name: str = "restaurant", caller: Phone = CALLER) -> "Talk":
        business = demo(name)
        return cls(business, PaperBook(business), DialogueState(business.id, CallId("CA1"), caller))

    def facts(self) -> Facts:
        return Facts(self.business, NOW, self._id)

    def _id(self) -> str:
        self.ids += 1
        return f"id{self.ids}"

    def say(self, *commands: Command) -> str:
        return self.go(run(self.state, commands, self.facts()))

    def go(self, running: Running) -> str:
        before = len(self.book.effects)
        answer: object = None
        while True:
            try:
                deed = running.send(answer)
            except StopIteration as done:
                self.ran = done.value
                break
            answer = self.book.do(deed)
        assert self.ran is not None
        said = word(self.ran.acts, self.ran.state.language, self.business, self.facts().today)
        self.text = " ".join(one.text for one in said)
        self.new = tuple(self.book.effects[before:])
        self.state = from_json(to_json(self.ran.state))
        assert self.state == self.ran.state, "a checkpoint must give back the very state"
        self.state = (
            self.state
            if any(act.name == "again" for act in self.ran.acts)
            else replace(self.state, last_said=self.text)
        )
        return self.text

    def value(self, slot: str) -> object:
        filled = self.state.tasks[-1].slots.get(slot) if self.state.tasks else None
        return filled.value if filled else None

    def only_booking(self) -> Booking:
        (booking,) = self.book.bookings.values()
        return booking
