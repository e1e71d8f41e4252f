"""A text has come in: consent first, then what it answers or asks about a visit, else a message for the business.

    STOP, START, HELP and their kin      obeyed
    OK                                   of a colleague: sees to what we told them of
    C, YES, NO, 1, 2, 3                  answer what we texted: a reminder, a place on the waitlist, times to move to
    CANCEL AB3K7, "cancel my booking"    cancels, within the business's notice
    "move to Friday 7pm"                 times to choose from, then moves
    AB3K7                                the visit as it stands
    anything else                        a message for the business

Only the number that booked may do any of it: a code seen over a shoulder opens nothing.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business, Language
from receptionist.business.opening import local
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.confirm_visit import confirm_visit
from receptionist.desk.desk import Desk
from receptionist.desk.find_bookings import find_bookings
from receptionist.desk.move_by_text import move_to_choice, named_day, offer_times, speaks_of_guests, wished
from receptionist.desk.take_message import take_message
from receptionist.desk.tell_staff import answered_by_text
from receptionist.desk.text_talk import TextTalk, end_talk, talk_with
from receptionist.desk.texts_in import LONGEST, TextIn, keep_text
from receptionist.desk.waitlist_offers import accept_offer, decline_offer, offer_standing
from receptionist.errors import Refused
from receptionist.ids import CODE_ALPHABET, MessageId, Phone
from receptionist.messages.consent import Consent, plain, read
from receptionist.messages.model import TakenMessage
from receptionist.messages.replies import Answered, answered, cancels, chosen, moves
from receptionist.messages.texts import BookingNews, booking_text, notice_text, sure_text
from receptionist.ports import Conflict, Row

HEARD = "heard_text"
"""Kind of the rows that keep, by the vendor's id of a text, what was answered: a webhook that comes again is answered the
same."""

HEARD_FOR = timedelta(days=2)

QUIET = timedelta(minutes=10)
"""After a message of theirs was acknowledged, further ones are kept without a word."""

JUST_TOLD = timedelta(days=3)
"""A bare "yes" that long after we texted about a visit means that visit."""

LONGEST_REQUEST = 25
"""Words. Whoever writes more is telling a story, for people to read."""

_MOVE = re.compile(
    r"\b(?:move|reschedule|cambiar|reprogramar|badal\w*)\b|ਬਦਲ"
    r"|\b(?:change|cambi\w+)(?: (?:my|our|the|mi|la|el|nuestra) (?:\w+ )?(?:booking|reservation|visit|appointment|time|reserva|cita|hora))?$"
)
_CODE = re.compile(rf"(?<![\w])([{CODE_ALPHABET}]{{5}})(?![\w])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Received:
    reply: str = ""
    """To be answered at once; empty: nothing is said."""
    made_of_it: str = ""
    """For the log: `stop`, `start`, `help`, `sure`, `booked`, `declined`, `offer_ended`, `offered`, `moved`, `cancelled`,
    `taken_up`, `booking`, `message`, `nobody`."""


def receive_text(
    desk: Desk, *, vendor_id: str, sender: Phone, to: Phone, body: str, opt_out_type: str = ""
) -> Received:
    """What a text from `sender` to the business's number `to` does, and the answer.

    Safe to repeat: what was answered is kept under `vendor_id` (Twilio's MessageSid), and what was done bears its name.
    Whoever has opted out gets answers to opting in and to HELP, and no others.
    """
    business = desk.businesses.by_number(to)
    if business is None or not sender:
        return Received(made_of_it="nobody")
    received = _receive(desk, business, vendor_id, sender, to, body, opt_out_type)
    if body.strip():
        told = TextIn(vendor_id, desk.clock(), sender, body[:LONGEST], received.made_of_it, received.reply)
        keep_text(desk, business.id, told)
    return received


def _receive(
    desk: Desk, business: Business, vendor_id: str, sender: Phone, to: Phone, body: str, opt_out_type: str
) -> Received:
    consent = read(body, opt_out_type=opt_out_type)
    opted_out = desk.messages.opted_out(to, sender)
    if consent is not None and not (consent.wish == "start" and plain(body) == "yes" and not opted_out):
        if plain(body) == "cancel" and find_bookings(desk, business, phone=sender):
            _leave(desk, business, vendor_id, sender, body, consent.language)  # the visit may have been meant
        return _obey(desk, business, consent, sender=sender, to=to)
    known = _heard(desk, business, vendor_id)
    if known is None and answered_by_text(desk, business, sender, body) is not None:
        known = Received(made_of_it="taken_up")
        _remember(desk, business, vendor_id, sender, known)
    if known is None:
        language = _language(desk, business, sender)
        known = _answer(desk, business, vendor_id, sender, body, language)
        known = known or _leave(desk, business, vendor_id, sender, body, language)
        _remember(desk, business, vendor_id, sender, known)
    return Received(made_of_it=known.made_of_it) if opted_out or not _may_answer(business) else known


def _may_answer(business: Business) -> bool:
    """A number that the carriers have not approved answers nothing either; what it hears is done all the same."""
    return business.text_registration == "approved"


def _obey(desk: Desk, business: Business, consent: Consent, *, sender: Phone, to: Phone) -> Received:
    if consent.wish != "help":
        desk.messages.opt_out(to, sender, out=consent.wish == "stop", at=desk.clock())
    if consent.answered or not _may_answer(business):
        return Received(made_of_it=consent.wish)
    match consent.wish:
        case "stop":
            reply = notice_text(business, "opted_out", consent.language)
        case "start":
            reply = notice_text(business, "opted_in", consent.language)
        case "help":
            reply = notice_text(business, "help", consent.language)
    return Received(reply, consent.wish)


def _answer(
    desk: Desk, business: Business, vendor_id: str, sender: Phone, body: str, language: Language
) -> Received | None:
    """None: it is about nothing we know of."""
    said = plain(body)
    if not said or len(said.split()) > LONGEST_REQUEST:
        return None
    texter = _Texter(desk, business, vendor_id, sender, body, said, language)
    return texter.answers() or texter.chooses() or texter.moves() or texter.cancels() or texter.asks()


@dataclass(frozen=True, slots=True)
class _Texter:
    """Somebody who texts us, and one text of theirs."""

    desk: Desk
    business: Business
    vendor_id: str
    phone: Phone
    body: str
    said: str
    """The body as `consent.plain` gives it."""
    language: Language
    """What we write to them in, as far as the text itself does not tell."""

    def answers(self) -> Received | None:
        answer = answered(self.said)
        if answer is None:
            return None
        spoken = answer.language or self.language
        visit = self._visit_we_wrote_of()
        if answer.answer == "confirm" and visit is not None:
            return self._sure(visit, spoken)
        if (offered := self._to_an_offer(answer, spoken)) is not None:
            return offered
        talk = talk_with(self.desk, self.business.id, self.phone)
        if talk is not None and talk.slots:
            return self._to_the_choices(answer, talk, spoken)
        return self._sure(visit, spoken) if answer.answer == "yes" and visit is not None else None

    def chooses(self) -> Received | None:
        number = chosen(self.said)
        talk = talk_with(self.desk, self.business.id, self.phone) if number else None
        if number is None or talk is None or number > len(talk.slots):
            return None
        return self._move(talk, number, self.language)

    def moves(self) -> Received | None:
        """Also a mere time, while we wait for one."""
        asked = moves(self.said)
        talk = talk_with(self.desk, self.business.id, self.phone)
        if asked is None and talk is None:
            return None
        spoken = asked or self.language
        booking = self._named() or self._only_visit() or (self._known(talk) if talk else None)
        if booking is None:
            return self._which(spoken) if asked and self._visits() else None
        here = self.business.at(booking.location)
        wish = wished(here, booking, self.body, self.desk.clock(), spoken)
        if wish is None and not (asked and self._only_moves(here, spoken)):
            return None
        if booking.status is not Status.CONFIRMED or not self._in_time(here, booking, _change_notice(here)):
            return Received(notice_text(here, "not_changed", spoken, code=booking.code), "booking")
        return Received(offer_times(self.desk, here, self.phone, booking, wish, spoken), "offered")

    def cancels(self) -> Received | None:
        spoken = cancels(self.said)
        if spoken is None:
            return None
        booking = self._named() or self._only_visit()
        if booking is None:
            code = _CODE.search(self.said)
            if code is not None and len(self.said.split()) <= 3:
                return Received(notice_text(self.business, "no_booking", spoken, code=code[1].upper()), "booking")
            return self._which(spoken) if self._visits() else None
        here = self.business.at(booking.location)
        if booking.status is Status.CANCELLED:
            return Received(booking_text(here, booking, "cancelled", spoken), "booking")
        if booking.status is not Status.CONFIRMED or not self._in_time(here, booking, _cancel_notice(here)):
            return Received(notice_text(here, "not_cancelled", spoken, code=booking.code), "booking")
        day = None if self._named() else named_day(here, self.body, self.desk.clock(), spoken)
        if day is not None and day != local(here, booking.span.start).date():
            return self._which(spoken)
        try:
            gone = cancel_booking(self.desk, self.business, booking.id, revision=booking.revision, text=False)
        except Refused:
            return Received(notice_text(here, "not_cancelled", spoken, code=booking.code), "booking")
        return Received(booking_text(here, gone, "cancelled", spoken), "cancelled")

    def asks(self) -> Received | None:
        """Five letters alone may as well be a word."""
        booking = self._named() if _CODE.fullmatch(self.said) else None
        if booking is None:
            return None
        here = self.business.at(booking.location)
        return Received(booking_text(here, booking, _news(booking), self.language), "booking")

    def _to_an_offer(self, answer: Answered, spoken: Language) -> Received | None:
        entry = offer_standing(self.desk, self.business, self.phone)
        if entry is None:
            return None
        here = self.business.at(entry.wish.location)
        if answer.answer == "no":
            decline_offer(self.desk, self.business, entry)
            return Received(notice_text(here, "offer_declined", spoken), "declined")
        booking = accept_offer(self.desk, self.business, entry)
        if booking is None:
            return Received(notice_text(here, "offer_ended", spoken), "offer_ended")
        return Received(made_of_it="booked")  # the confirmation is on its way

    def _to_the_choices(self, answer: Answered, talk: TextTalk, spoken: Language) -> Received | None:
        if answer.answer != "no":
            return self._move(talk, 1, spoken) if len(talk.slots) == 1 else None
        end_talk(self.desk, self.business.id, self.phone)
        booking = self._known(talk)
        if booking is None:
            return None
        return Received(booking_text(self.business.at(booking.location), booking, _news(booking), spoken), "booking")

    def _move(self, talk: TextTalk, number: int, spoken: Language) -> Received:
        booking = self._known(talk)
        here = self.business.at(booking.location) if booking else self.business
        if booking is not None and not self._in_time(here, booking, _change_notice(here)):
            return Received(notice_text(here, "not_changed", spoken, code=booking.code), "booking")
        slot, key = talk.slots[number - 1], f"text:{self.vendor_id}"
        moved, reply = move_to_choice(self.desk, here, self.phone, talk, slot, key=key, language=spoken)
        return Received(reply, "moved" if moved else "offered")

    def _sure(self, booking: Booking, spoken: Language) -> Received | None:
        try:
            sure = confirm_visit(self.desk, self.business, booking.id)
        except Refused:
            return None
        return Received(sure_text(self.business.at(sure.location), sure, spoken), "sure")

    def _only_moves(self, here: Business, spoken: Language) -> bool:
        """A request to move, without saying when: "change" and "mejor" are said of other things too."""
        plainly = _MOVE.search(self.said) is not None and cancels(self.said) is None
        return plainly and not speaks_of_guests(here, self.body, self.desk.clock(), spoken)

    def _which(self, spoken: Language) -> Received:
        return Received(notice_text(self.business, "which_visit", spoken), "booking")

    def _visits(self) -> list[Booking]:
        """Still ahead of them, soonest first."""
        found = find_bookings(self.desk, self.business, phone=self.phone)
        return [one for one in found if one.span.start > self.desk.clock()]

    def _only_visit(self) -> Booking | None:
        ahead = self._visits()
        return ahead[0] if len(ahead) == 1 else None

    def _known(self, talk: TextTalk) -> Booking | None:
        return self.desk.bookings.get(self.business.id, talk.booking)

    def _named(self) -> Booking | None:
        """By its code, if it is theirs."""
        for code in _CODE.findall(self.said)[:3]:
            found = self.desk.bookings.by_code(self.business.id, code.upper())
            if found is not None and found.customer.phone == self.phone:
                return found
        return None

    def _visit_we_wrote_of(self) -> Booking | None:
        """The visit that our last text to them about one was about, if it is ahead."""
        now = self.desk.clock()
        texts = self.desk.messages.sent_to(self.business.id, self.phone, limit=10)
        about = next((one for one in texts if one.booking and one.created and one.created > now - JUST_TOLD), None)
        return next((one for one in self._visits() if about and one.id == about.booking), None)

    def _in_time(self, here: Business, booking: Booking, notice: timedelta) -> bool:
        return self.desk.clock() <= booking.span.start - notice


def _cancel_notice(business: Business) -> timedelta:
    return timedelta(minutes=business.policies.cancel_until_minutes)


def _change_notice(business: Business) -> timedelta:
    minutes = business.policies.change_until_minutes
    return _cancel_notice(business) if minutes is None else timedelta(minutes=minutes)


def _news(booking: Booking) -> BookingNews:
    return "cancelled" if booking.status is Status.CANCELLED else "reminder"


def _heard(desk: Desk, business: Business, vendor_id: str) -> Received | None:
    row = desk.rows.get(business.id, HEARD, vendor_id) if vendor_id else None
    told = json.loads(row.doc) if row else {}
    return Received(told["reply"], told["made_of_it"]) if told else None


def _remember(desk: Desk, business: Business, vendor_id: str, sender: Phone, received: Received) -> None:
    if not vendor_id:
        return
    doc = json.dumps({"reply": received.reply, "made_of_it": received.made_of_it, "sender": sender})
    try:
        desk.rows.put(business.id, Row(HEARD, vendor_id, doc, expires=desk.clock() + HEARD_FOR))
    except Conflict:
        return  # the same webhook, answered beside us


def _leave(desk: Desk, business: Business, vendor_id: str, sender: Phone, body: str, language: Language) -> Received:
    """Answered once in a while only: at the other end may be a machine that answers too."""
    if not body.strip():
        return Received(made_of_it="nobody")
    now = desk.clock()
    answered = any(m.caller == sender and m.taken > now - QUIET for m in desk.messages.taken(business.id))
    take_message(
        desk,
        TakenMessage(
            id=MessageId(f"text:{vendor_id}"), business=business.id, caller=sender, name="", text=body,
            taken=now,
        ),
    )  # fmt: skip
    return Received("" if answered else notice_text(business, "noted", language), "message")


def _language(desk: Desk, business: Business, sender: Phone) -> Language:
    """What we last wrote to them in, as their booking has it; else the business's first."""
    booked = desk.bookings.by_phone(business.id, sender)
    spoken = booked[-1].customer.language if booked else ""
    return next((language for language in business.languages if language == spoken), business.languages[0])
