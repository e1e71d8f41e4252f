"""Forget a customer: what a business knows of a telephone number, wherever it is kept.

The card, what they wait for and what was noted of the number go; of texts, calls and visits stays that there were some,
for the business's own counts, without number, name and words (docs/privacy.md lists it all). Two things are not
touched: a visit that is ahead, without which somebody would stand before a closed door, until it is over; and that a number
wants no texts, which has to be remembered.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from receptionist.booking.model import Booking, Customer, Status
from receptionist.booking.waitlist import WaitlistEntry
from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.desk import customers, may_text, text_talk, waitlist
from receptionist.desk.desk import Desk
from receptionist.desk.erasures import AskedBy, Erasure, Gone, after_pass, asked, erasure_of, next_pass
from receptionist.desk.gaps import forget_in_gaps
from receptionist.desk.last_call import forget_last_call
from receptionist.desk.news import KIND as NEWS
from receptionist.desk.news import news
from receptionist.desk.release_hold import release_hold
from receptionist.desk.retry import until_won
from receptionist.desk.run_errands import Doing
from receptionist.desk.tell_staff import KIND as NOTICES
from receptionist.desk.tell_staff import NOTICE, StaffNotice
from receptionist.desk.texts_in import forget_texts_in
from receptionist.desk.webhooks import KIND as WEBHOOKS
from receptionist.errors import Unavailable
from receptionist.ids import BookingId, BusinessId, CallId, Phone
from receptionist.messages.model import TakenMessage, TextMessage
from receptionist.ports import BookChange, Errand, ObjectStore
from receptionist.stored import read

AHEAD = frozenset({Status.CONFIRMED, Status.ARRIVED, Status.SEATED})

SOON = timedelta(minutes=1)
"""When an errand takes over from whoever was asked and did not get through."""
CALL_AGAIN = timedelta(minutes=5)
"""How often it is looked whether a call that goes on is over: often the very one in which it was asked for."""
LONGEST_CALL = timedelta(hours=24)
"""A call that is said to go on for longer was lost and never ended."""
SETTLED = timedelta(minutes=15)
"""After its end a call's recording has been sent off, or never will be."""
AFTER_A_VISIT = timedelta(hours=12)
"""For the house to mark who came."""

MOST_MESSAGES = 5000
"""The latest messages left that are looked through for those about which colleagues were texted."""

INSTRUCTIONS, HEARD = "instruction", "heard_text"
"""Kinds of rows: what colleagues said into a call, by call; what a text was answered, with the number it came from."""

CARRYING = (NEWS, WEBHOOKS, NOTICES)
"""Kinds of errands whose document carries a customer's data; those of the others name a booking or a call."""


def erase_customer(
    desk: Desk, business: Business, phone: Phone, *, by: AskedBy = "staff", recordings: ObjectStore | None = None
) -> Erasure:
    """What went at once, and whether all is done; if not, errands see to the rest. Safe to repeat: an erasure that waits is
    gone on with. `recordings`: None where there is no way to them; then an errand removes them.

    Raises NoNumber; StoreUnavailable if not even the wish could be written down. A store that fails later only delays it.
    """
    erasure = asked(desk, business, phone, by)
    desk.errands.add(next_pass(desk, business, erasure, desk.clock() + SOON))
    try:
        return go_on_erasing(desk, business, erasure.id, recordings)
    except Unavailable:
        return erasure_of(desk, business.id, erasure.id)


def erasing(recordings: ObjectStore | None) -> Doing:
    """The doing for an erasure that waits. Safe to repeat."""

    def do(desk: Desk, business: Business, errand: Errand) -> None:
        go_on_erasing(desk, business, json.loads(errand.doc)["erasure"], recordings)

    return do


def go_on_erasing(desk: Desk, business: Business, id: str, recordings: ObjectStore | None) -> Erasure:
    """One pass: everything of theirs that may go now. Whatever leads to other things (a call to its texts) goes last, so that
    a pass that was broken off is simply done again. Raises UnknownErasure, Unavailable."""
    erasure = erasure_of(desk, business.id, id)
    if erasure.done is not None:
        return erasure
    theirs = _found(desk, business, erasure)
    gone = _everything(desk, business, erasure, theirs, recordings)
    due = _next(theirs, desk.clock(), sound_left=recordings is None)
    after = after_pass(
        desk,
        business.id,
        id,
        gone,
        visits_ahead=len(theirs.ahead),
        lately=tuple(one.call for one in theirs.lately(desk.clock())),
        due=due,
    )
    if due is not None:
        desk.errands.add(next_pass(desk, business, after, due))
    return after


@dataclass(frozen=True, slots=True)
class _Theirs:
    """What is kept of somebody, as far as it leads to more."""

    over: tuple[Booking, ...]
    ahead: tuple[Booking, ...]
    calls: tuple[CallRecord, ...]
    """That have ended. One made nobody's in an earlier pass is there again while its recording may still come."""
    going_on: tuple[CallRecord, ...]
    messages: frozenset[str]
    waiting: tuple[WaitlistEntry, ...]

    def lately(self, now: datetime) -> list[CallRecord]:
        return [one for one in self.calls if one.ended is not None and one.ended > now - SETTLED]


def _found(desk: Desk, business: Business, erasure: Erasure) -> _Theirs:
    now, phone, until = desk.clock(), erasure.phone, erasure.requested
    booked = [one for one in desk.bookings.by_phone(business.id, phone) if one.created is None or one.created <= until]
    ahead = tuple(one for one in booked if one.status in AHEAD and one.span.end > now)
    called = [one for one in desk.calls.by_caller(business.id, phone) if one.started <= until]
    going_on = tuple(one for one in called if one.status != "ended" and one.started > now - LONGEST_CALL)
    lately = (desk.calls.get(business.id, call) for call in erasure.lately)
    earlier = tuple(one for one in lately if one is not None and one.erased is not None)
    taken = desk.messages.taken(business.id, MOST_MESSAGES)
    return _Theirs(
        over=tuple(one for one in booked if one not in ahead),
        ahead=ahead,
        calls=(*(one for one in called if one not in going_on), *earlier),
        going_on=going_on,
        messages=frozenset(one.id for one in taken if one.caller == phone and one.taken <= until),
        waiting=tuple(one for one in waitlist.waitlist(desk, business.id, phone=phone) if one.created <= until),
    )


def _next(theirs: _Theirs, now: datetime, *, sound_left: bool) -> datetime | None:
    """When to come back; None: nothing is left."""
    ends = [one.span.end + AFTER_A_VISIT for one in theirs.ahead]
    ends += [now + CALL_AGAIN for _ in theirs.going_on]
    ends += [one.ended + SETTLED for one in theirs.lately(now) if one.ended is not None]
    ends += [now for one in theirs.calls if one.recording and sound_left]
    return min(ends, default=None)


def _everything(
    desk: Desk, business: Business, erasure: Erasure, theirs: _Theirs, recordings: ObjectStore | None
) -> Gone:
    calls = frozenset(one.call for one in theirs.calls)
    first = erasure.passes == 0
    gone = Gone(
        deliveries=_forget_errands(desk, business.id, erasure, theirs),
        messages=_forget_notices(desk, business.id, erasure),
        questions=forget_in_gaps(desk, business, calls),
        memories=_forget_memories(desk, business, erasure.phone, None if first else calls),
        texts=_forget_texts(desk, business.id, erasure, theirs),
    )
    for call in calls:
        for row in desk.rows.list(business.id, INSTRUCTIONS, begins=f"{call}:"):
            _remove(desk, business.id, INSTRUCTIONS, row.id)
    forget_last_call(desk, business.id, erasure.phone, calls)
    if first:
        _forget_number(desk, business.id, erasure.phone)
        gone += Gone(texts=forget_texts_in(desk, business.id, erasure.phone, erasure.requested))
    for entry in theirs.waiting:
        if entry.offered is not None:
            release_hold(desk, business, entry.offered, hold=entry.offer_id)
        _remove(desk, business.id, waitlist.KIND, entry.id)
    gone += Gone(cards=_forget_card(desk, business, erasure), waitlist=len(theirs.waiting))
    gone += _forget_calls(desk, business.id, theirs, recordings)
    gone += Gone(messages=desk.messages.forget_taken(business.id, lambda one: _left(one, erasure)))
    for one in theirs.over:
        _wipe(desk, business, one.id, erasure.phone)
    return gone + Gone(bookings=len(theirs.over))


def _left(message: TakenMessage, erasure: Erasure) -> bool:
    return message.caller == erasure.phone and message.taken <= erasure.requested


def _forget_errands(desk: Desk, business: BusinessId, erasure: Erasure, theirs: _Theirs) -> int:
    """Also what waits to be told: it would tell of somebody who is to be forgotten. Not what is still to be told of a visit
    that is ahead, nor, in a later pass, of one that was booked since."""
    leads = [one.id for one in theirs.over] + [one.call for one in theirs.calls]

    def fits(errand: Errand) -> bool:
        if erasure.phone not in errand.doc:
            return False
        if errand.status == "waiting" and any(one.id in errand.doc for one in theirs.ahead):
            return False
        return erasure.passes == 0 or any(one in errand.doc for one in leads)

    return sum(desk.errands.forget(business, kind, fits) for kind in CARRYING)


def _forget_notices(desk: Desk, business: BusinessId, erasure: Erasure) -> int:
    """What colleagues were told to look after."""

    def about_them(notice: StaffNotice) -> bool:
        return notice.caller == erasure.phone and notice.created <= erasure.requested

    gone = [row.id for row in desk.rows.list(business, NOTICES) if about_them(read(NOTICE, row.doc))]
    for id in gone:
        _remove(desk, business, NOTICES, id)
    return len(gone)


def _forget_texts(desk: Desk, business: BusinessId, erasure: Erasure, theirs: _Theirs) -> int:
    over, ahead = ({one.id for one in theirs.over}, {one.id for one in theirs.ahead})
    calls = {one.call for one in theirs.calls}

    def fits(text: TextMessage) -> bool:
        if text.booking in over or text.booking in ahead:
            return text.booking in over
        to_them = text.to == erasure.phone and (text.created is None or text.created <= erasure.requested)
        about_them = text.booking is None and text.call in calls
        return to_them or about_them or text.id.partition(":staff:")[0] in theirs.messages

    return desk.messages.forget_texts(business, fits)


def _forget_memories(desk: Desk, business: Business, phone: Phone, calls: frozenset[CallId] | None) -> int:
    memories = desk.shelf().memories
    return memories.forget(business.id, phone, calls) if memories else 0


def _forget_number(desk: Desk, business: BusinessId, phone: Phone) -> None:
    """What was noted of the number itself, and what its texts were answered."""
    forget_last_call(desk, business, phone, None)
    _remove(desk, business, may_text.LANDLINE, phone)
    _remove(desk, business, text_talk.KIND, phone)
    for row in desk.rows.list(business, HEARD):
        if json.loads(row.doc).get("sender") == phone:
            _remove(desk, business, HEARD, row.id)


def _forget_card(desk: Desk, business: Business, erasure: Erasure) -> int:
    """In a later pass only a card that was made before they asked."""
    kept = customers.card_of(desk, business, erasure.phone)
    if kept is None:
        return 0
    since = kept.card.first_booked
    if erasure.passes and (since is None or since > erasure.requested):
        return 0
    _remove(desk, business.id, customers.KIND, erasure.phone)
    return 1


def _forget_calls(desk: Desk, business: BusinessId, theirs: _Theirs, recordings: ObjectStore | None) -> Gone:
    """The sound before the record that names it. A call whose sound cannot be reached from here is left to the errand."""
    calls = sounds = 0
    for one in theirs.calls:
        if one.recording:
            if recordings is None:
                continue
            recordings.remove(business, one.recording)
            sounds += 1
        before = desk.calls.erase(business, one.call, desk.clock())
        calls += before is not None and before.erased is None
    return Gone(calls=calls, recordings=sounds)


def _wipe(desk: Desk, business: Business, booking: BookingId, phone: Phone) -> None:
    """Calendars and other programs hear of it as of any change."""

    def decide() -> None:
        before = desk.bookings.get(business.id, booking)
        if before is None or before.customer.phone != phone:
            return
        after = _of_nobody(desk, before)
        told = news(desk, business.at(before.location), "booking.changed", after)
        desk.bookings.commit(business.id, BookChange(booking=after, errands=(told,)))

    until_won(decide)


def _of_nobody(desk: Desk, booking: Booking) -> Booking:
    return replace(
        booking,
        customer=Customer("", Phone(""), booking.customer.language),
        notes="",
        occasion="",
        allergies=(),
        text_agreed=False,
        revision=booking.revision + 1,
        updated=desk.clock(),
        changed_by="",
    )


def _remove(desk: Desk, business: BusinessId, kind: str, id: str) -> None:
    def decide() -> None:
        row = desk.rows.get(business, kind, id)
        if row is not None:
            desk.rows.remove(business, row)

    until_won(decide)
