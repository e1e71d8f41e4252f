"""A place is free again: it is offered to whoever waits longest for something like it, by text, for some minutes.

    news of a booking, or an offer that has ended --> errand waitlist_look (in the night: at its end)
        --> offer_freed: down the list, longest waiting first; who can be served gets, in one transaction,
            the place held, the entry `offered`, one text, and the errand waitlist_end for the end of the offer
    YES in time --> booked under that hold          NO, or the end --> the place is given back, and the list looked through

Nothing here depends on one process living: each step is one transaction or safe to repeat.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from receptionist.booking.model import Booking, Hold, Slot, Status
from receptionist.booking.pages import hold_owner, keys_of, write
from receptionist.booking.promise import sure_it_suits
from receptionist.booking.requests import BookingRequest
from receptionist.booking.slots import find, page_keys
from receptionist.booking.waitlist import Waiting, WaitlistEntry, not_taken, offering, request_of
from receptionist.business.definition import Business
from receptionist.desk import holds
from receptionist.desk.confirmation import spoken_with
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import may_text
from receptionist.desk.news import News
from receptionist.desk.release_hold import release_hold
from receptionist.desk.retry import until_won
from receptionist.desk.standing import standing
from receptionist.desk.take_booking import take_booking
from receptionist.desk.waitlist import KIND, LOOK, edit_entry, entry_in, row_of, waitlist
from receptionist.errors import Refused
from receptionist.ids import BookingId, MessageId, Phone
from receptionist.messages.model import TextMessage
from receptionist.messages.quiet import quiet_around
from receptionist.messages.texts import waitlist_text
from receptionist.ports import BookChange, Errand

END = "waitlist_end"
"""Kind of the errand at the end of an offer."""

FREES = frozenset({"booking.cancelled", "booking.changed", "booking.no_show", "booking.finished"})

MOST_LOOKED_AT = 200
"""Entries per look. Each costs one search of its own days of the book; the rest wait for the next look."""


def waitlist_hears(desk: Desk, business: Business, news: News) -> Iterable[Errand]:
    """A Listener: what may have freed a place sets off a look, once per revision."""
    if news.type not in FREES or not _anybody_waits(desk, business):
        return ()
    booking = news.booking
    return (
        Errand(
            id=f"{LOOK}:{booking.id}:{booking.revision}",
            business=business.id,
            kind=LOOK,
            due=desk.clock(),
            home=desk.home(business),
        ),
    )


def look(desk: Desk, business: Business, errand: Errand) -> None:
    """The errand waitlist_look. Safe to repeat."""
    offer_freed(desk, business)


def offer_freed(desk: Desk, business: Business) -> list[WaitlistEntry]:
    """Offers whatever is free to those who wait for it, longest waiting first. In the night nothing is offered: the list
    is looked through again when it ends, for visits later than that. Gives the entries with a new offer."""
    now = desk.clock()
    listed = waitlist(desk, business.id)
    waiting = [one for one in listed if one.status is Waiting.WAITING]
    asked = {one.wish.customer.phone for one in listed if one.status is Waiting.OFFERED}
    places = {place: standing(desk, business.at(place)) for place in {one.wish.location for one in waiting}}
    quiet = {place: quiet_around(here, now) for place, here in places.items()}
    offered: list[WaitlistEntry] = []
    for entry in sorted(waiting, key=lambda one: (one.created, one.id))[:MOST_LOOKED_AT]:
        if quiet[entry.wish.location] or entry.wish.customer.phone in asked:
            continue  # A "yes" must have one meaning: who has an offer to answer gets the next one after it.
        after = _offer(desk, places[entry.wish.location], entry)
        if after is not None:
            offered.append(after)
            asked.add(after.wish.customer.phone)
    for end in {night.end for night in quiet.values() if night}:
        desk.errands.add(Errand(f"{LOOK}:{end.isoformat()}", business.id, LOOK, end, desk.home(business)))
    return offered


def offer_standing(desk: Desk, business: Business, phone: Phone) -> WaitlistEntry | None:
    """What this number has been offered and may still say yes to; the offer that ends first."""
    offers = [one for one in waitlist(desk, business.id, status=Waiting.OFFERED, phone=phone) if one.offer_expires]
    return min(offers, key=lambda one: one.offer_expires or one.created, default=None)


def accept_offer(desk: Desk, business: Business, entry: WaitlistEntry) -> Booking | None:
    """Books what was offered, under the hold. None: too late, or it is gone; they wait on. Safe to repeat.

    Raises StoreUnavailable.
    """
    if entry.offered is None or entry.offer_expires is None:
        return None
    made = desk.bookings.get(business.id, BookingId(entry.offer_id))
    if made is None and entry.offer_expires <= desk.clock():
        _give_back(desk, business, entry, heard=True)
        return None
    try:
        booking = made or take_booking(desk, business, _request(entry, entry.offered))
    except Refused:
        _give_back(desk, business, entry, heard=True)
        return None
    _booked(desk, business, entry, booking)
    return booking


def decline_offer(desk: Desk, business: Business, entry: WaitlistEntry) -> WaitlistEntry:
    """They stay on the list; the place goes to the next. Safe to repeat."""
    return _give_back(desk, business, entry, heard=True)


def end_offer(desk: Desk, business: Business, errand: Errand) -> None:
    """The errand waitlist_end: nobody answered in time. Without effect if they did. Safe to repeat."""
    told = json.loads(errand.doc)
    row = desk.rows.get(business.id, KIND, told["entry"])
    if row is None:
        return
    entry = entry_in(row)
    if entry.status is not Waiting.OFFERED or entry.offer_id != told["offer"]:
        return
    made = desk.bookings.get(business.id, BookingId(entry.offer_id))
    if made is not None:
        _booked(desk, business, entry, made)
        return
    _give_back(desk, business, entry, heard=False)


def _offer(desk: Desk, here: Business, entry: WaitlistEntry) -> WaitlistEntry | None:
    """None: nothing they wait for is free, or they may not be texted, or have booked by themselves."""
    wish = entry.wish
    if may_text(desk, here, wish.customer.phone, agreed=wish.text_agreed):
        return None
    slot = _free_for(desk, here, entry)
    if slot is None or _comes_anyway(desk, here, entry):
        return None

    def decide() -> WaitlistEntry | None:
        row = desk.rows.get(here.id, KIND, entry.id)
        known = entry_in(row) if row else None
        if row is None or known is None or known.status is not Waiting.WAITING or known.tried != entry.tried:
            return None
        now = desk.clock()
        after = offering(known, slot, now, here.policies.waitlist_minutes)
        hold = Hold(after.offer_id, slot, wish.party_size, now, after.offer_expires or now)
        rows = (row_of(after, row), holds.written(hold, holds.hold_row(desk, here.id, hold.id)))
        desk.bookings.commit(here.id, replace(_held(desk, here, after, slot, now), rows=rows))
        return after

    try:
        return until_won(decide)
    except Refused:
        return None


def _free_for(desk: Desk, here: Business, entry: WaitlistEntry) -> Slot | None:
    """In their window, late enough for the offer to be answered and booked, and not offered before. Nothing outside the
    window is looked at."""
    now = desk.clock()
    earliest = now + timedelta(minutes=here.policies.lead_minutes + here.policies.waitlist_minutes)
    request = request_of(entry, earliest)
    if request is None:
        return None
    keys = page_keys(here, request)
    pages = dict(zip(keys, desk.bookings.pages(here.id, keys), strict=True))
    while request is not None:
        slot = find(here, request, pages, now).exact
        if slot is None or slot.span.start not in entry.tried:
            return slot
        request = request_of(entry, slot.span.start + timedelta(minutes=1))
    return None


def _comes_anyway(desk: Desk, here: Business, entry: WaitlistEntry) -> bool:
    wish = entry.wish
    return any(
        booking.status is Status.CONFIRMED
        and booking.service == wish.service
        and wish.window.start <= booking.span.start < wish.window.end
        for booking in desk.bookings.by_phone(here.id, wish.customer.phone)
    )


def _held(desk: Desk, here: Business, entry: WaitlistEntry, slot: Slot, now: datetime) -> BookChange:
    """The place kept on its pages, the text, and the errand that ends it. Raises SlotTaken and its kin."""
    standing_now = standing(desk, here)
    sure_it_suits(standing_now, slot, entry.wish.party_size)
    until = entry.offer_expires or now
    keys = keys_of(standing_now, slot)
    pages = dict(zip(keys, desk.bookings.pages(here.id, keys), strict=True))
    kept = write(
        standing_now,
        pages,
        slot,
        owner=hold_owner(entry.offer_id),
        covers=entry.wish.party_size,
        now=now,
        expires=until,
    )
    wish = entry.wish
    text = TextMessage(
        id=MessageId(f"{entry.offer_id}:offer"),
        business=here.id,
        to=wish.customer.phone,
        sender=here.default_number(),
        body=waitlist_text(here, slot.service, wish.party_size, slot.span.start, until, spoken_with(wish.customer)),
        created=now,
        home=desk.home(here),
        until=until,
    )
    end = Errand(
        id=f"{END}:{entry.offer_id}",
        business=here.id,
        kind=END,
        due=until,
        home=desk.home(here),
        doc=json.dumps({"entry": entry.id, "offer": entry.offer_id}),
    )
    return BookChange(pages=tuple(kept.values()), messages=(text,), errands=(end,))


def _request(entry: WaitlistEntry, slot: Slot) -> BookingRequest:
    wish = entry.wish
    return BookingRequest(
        id=BookingId(entry.offer_id),
        slot=slot,
        party_size=wish.party_size,
        customer=wish.customer,
        notes=wish.notes,
        hold=entry.offer_id,
        text_agreed=wish.text_agreed,
        source="waitlist",
    )


def _booked(desk: Desk, business: Business, entry: WaitlistEntry, booking: Booking) -> None:
    edit_entry(
        desk,
        business.id,
        entry.id,
        lambda one: replace(
            one,
            status=Waiting.BOOKED,
            booking=booking.id,
            offered=None,
            offer_expires=None,
            updated=one.updated if one.status is Waiting.BOOKED else desk.clock(),
        ),
    )


def _give_back(desk: Desk, business: Business, entry: WaitlistEntry, *, heard: bool) -> WaitlistEntry:
    """The place first, so that the entry still says what is held if we die in between."""
    if entry.offered is not None:
        release_hold(desk, business, entry.offered, hold=entry.offer_id)

    def over(one: WaitlistEntry) -> WaitlistEntry:
        stands = one.status is Waiting.OFFERED and one.offer_id == entry.offer_id
        return not_taken(one, desk.clock(), heard=heard) if stands else one

    after = edit_entry(desk, business.id, entry.id, over)
    next_look = f"{LOOK}:{entry.offer_id}"
    desk.errands.add(Errand(next_look, business.id, LOOK, desk.clock(), desk.home(business)))
    return after


def _anybody_waits(desk: Desk, business: Business) -> bool:
    return bool(waitlist(desk, business.id, status=Waiting.WAITING, limit=1))
