"""Carries out the runner's deeds with the verbs of the desk, and says what has really happened.

Blocking. A deed may be carried out again: every verb that writes is safe to repeat with the same key.
"""

from dataclasses import dataclass, field, replace
from datetime import date, time
from hashlib import sha256

from receptionist.booking.customers import asks_who_is_new
from receptionist.booking.model import Booking
from receptionist.business.definition import Business
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
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.customers import is_new
from receptionist.desk.desk import Desk
from receptionist.desk.erase_customer import erase_customer
from receptionist.desk.find_bookings import find_bookings
from receptionist.desk.find_own_visits import find_own_visits
from receptionist.desk.find_slots import find_slots
from receptionist.desk.gaps import record_gap
from receptionist.desk.hold_slot import hold_slot
from receptionist.desk.release_hold import release_hold
from receptionist.desk.take_booking import take_booking
from receptionist.desk.take_message import take_message
from receptionist.desk.tell_staff import StaffNotice, tell_staff, text_summary
from receptionist.desk.text_customer import text_customer
from receptionist.desk.waitlist import join_waitlist
from receptionist.errors import Refused, Unavailable
from receptionist.ids import CallId, Phone
from receptionist.messages.model import TextMessage


@dataclass(slots=True)
class Doer:
    """The desk, for one turn of one call. `effects` grows with what has happened."""

    desk: Desk
    business: Business
    call: CallId
    caller: Phone = Phone("")
    turn: int = 0
    names: tuple[str, ...] = ()
    """Given in this call: not to be kept with a question."""
    effects: list[Effect] = field(default_factory=list)

    def do(self, deed: Deed) -> object:
        """The deed's answer; a refusal or a failure is an answer too."""
        try:
            return self._do(deed)
        except Refused as error:
            return Failed(error.reason)
        except Unavailable:
            return Failed("unavailable")

    def _do(self, deed: Deed) -> object:
        match deed:
            case FindPlace(request):
                return find_slots(self.desk, self.business, replace(request, new_client=self._new_client()))
            case Hold(slot, hold, covers):
                expires = hold_slot(
                    self.desk,
                    self.business,
                    slot,
                    hold=hold,
                    covers=covers,
                    call=self.call,
                    new_client=self._new_client(),
                )
                self._happened("hold.taken", hold=hold, expires=expires.isoformat())
                return Done()
            case Release(slot, hold):
                release_hold(self.desk, self.business, slot, hold=hold)
                self._happened("hold.released", hold=hold)
                return Done()
            case Take(request):
                request = replace(request, new_client=self._new_client())
                return self._booked("booking.confirmed", take_booking(self.desk, self.business, request))
            case Change(request):
                return self._booked("booking.changed", change_booking(self.desk, self.business, request))
            case Cancel(booking, revision):
                return self._booked(
                    "booking.cancelled",
                    cancel_booking(self.desk, self.business, booking, revision=revision, call=self.call),
                )
            case FindBookings() | FindOwnVisits():
                return self._found(deed)
            case LookUp(question):
                found = self.desk.shelf().answer(self.business, question, self.desk.clock())
                return found.quote if found else {}
            case NoteGap() | Forget():
                return self._remembered(deed)
            case _:
                return self._written_down(deed)

    def _found(self, deed: FindBookings | FindOwnVisits) -> list[Booking]:
        match deed:
            case FindBookings(phone, names, code, day, at, part):
                return find_bookings(
                    self.desk,
                    self.business,
                    phone=phone,
                    names=names,
                    code=code,
                    day=date.fromisoformat(day) if day else None,
                    at=time.fromisoformat(at) if at else None,
                    part=part,
                )
            case FindOwnVisits(heard, phone, code):
                return find_own_visits(self.desk, self.business, heard, phone=phone, code=code)

    def _remembered(self, deed: NoteGap | Forget) -> object:
        match deed:
            case NoteGap(question, language):
                gap = record_gap(
                    self.desk,
                    self.business,
                    call=self.call,
                    turn=self.turn,
                    text=question,
                    language=language,
                    names=self.names,
                )
                self._happened("gap.recorded", id=gap.id, question=gap.question, count=gap.count)
                return Done()
            case Forget():
                erasure = erase_customer(self.desk, self.business, self.caller, by="caller")
                self._happened("customer.erased", erasure=erasure.id, visits_ahead=erasure.visits_ahead)
                return erasure

    def _written_down(
        self, deed: KeepMessage | JoinWaitlist | TellStaff | TextSummary | TextCaller | KeepUnrecorded
    ) -> object:
        match deed:
            case KeepMessage(message):
                take_message(self.desk, message)
                self._happened(
                    "message.taken",
                    id=message.id,
                    name=message.name,
                    text=message.text,
                    call_back=message.wants_call_back,
                )
                return Done()
            case TellStaff(matter, text):
                notice = StaffNotice(f"{self.call}:{matter}", matter, text, self.desk.clock(), self.caller, self.call)
                if not tell_staff(self.desk, self.business, notice):
                    return Failed("nobody")
                self._happened("staff.told", matter=matter)
                return Done()
            case TextSummary(to, text):
                text_summary(self.desk, self.business, self.call, self.caller, to, text)
                return Done()
            case TextCaller(text):
                known = sha256(text.encode()).hexdigest()[:16]
                sent = text_customer(self.desk, self.business, self.caller, text, id=f"{self.call}:told:{known}")
                self._happened("sms.queued", message=sent.id, to=sent.to)
                return Done()
            case JoinWaitlist(wish):
                entry = join_waitlist(self.desk, self.business, wish)
                self._happened(
                    "waitlist.joined",
                    id=entry.id,
                    service=wish.service,
                    start=wish.window.start.isoformat(),
                    end=wish.window.end.isoformat(),
                    party_size=wish.party_size,
                    name=wish.customer.name,
                )
                return Done()
            case KeepUnrecorded():
                self._happened("recording.refused")
                return Done()

    def _new_client(self) -> bool:
        """Whoever withholds their number is taken for a returning client: nobody is refused for what is not known."""
        return bool(self.caller) and asks_who_is_new(self.business) and is_new(self.desk, self.business, self.caller)

    def _booked(self, kind: str, booking: Booking) -> Booked:
        self.effects.append(Effect(kind, booking))
        queued = self._queued(booking)
        if queued is not None:
            self.effects.append(Effect("sms.queued", booking, {"message": queued.id, "to": queued.to}))
        return Booked(booking, texted=queued is not None)

    def _queued(self, booking: Booking) -> TextMessage | None:
        """The text that goes with it. What is in the book stays true while nobody can tell: no text is promised then."""
        if not booking.customer.phone:
            return None
        try:
            texts = self.desk.messages.sent_to(self.business.id, booking.customer.phone, limit=10)
        except Unavailable:
            return None
        return next((text for text in texts if text.id == f"{booking.id}:{booking.revision}"), None)

    def _happened(self, kind: str, **detail: object) -> None:
        self.effects.append(Effect(kind, detail=dict(detail)))
