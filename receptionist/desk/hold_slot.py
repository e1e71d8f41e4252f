"""Keep a place for a caller who is making up their mind."""

from datetime import datetime, timedelta

from receptionist.booking.model import Hold, Slot
from receptionist.booking.pages import erase, hold_owner, keys_of, lines_of, write
from receptionist.booking.promise import sure_it_suits
from receptionist.business.definition import Business
from receptionist.desk import holds
from receptionist.desk.desk import Desk
from receptionist.desk.release_hold import release_hold
from receptionist.desk.retry import until_won
from receptionist.desk.standing import standing
from receptionist.errors import SlotTaken
from receptionist.ids import BookingId, CallId
from receptionist.ports import BookChange


def hold_slot(
    desk: Desk,
    business: Business,
    slot: Slot,
    *,
    hold: str,
    covers: int,
    instead_of: BookingId | None = None,
    call: CallId | None = None,
    seconds: int | None = None,
    new_client: bool = False,
) -> datetime:
    """Holds `slot` until the time given back: `policies.hold_seconds` from now, or `seconds`; but no longer than
    `policies.hold_most_seconds` since it was first held, unless `seconds` says so.

    Holding again under the same name and slot prolongs it; another slot must be released by whoever held it.
    `new_client`: never here before; counted where a day takes only so many of them.
    `instead_of`: the visit to be moved there, whose own place is not in the way. Of a `call` that holds more than
    `policies.holds_per_call`, the oldest is let go. Safe to repeat.

    Raises SlotTaken (also when it was held for as long as it may be), any other Refused that `sure_it_suits` knows,
    StoreUnavailable.
    """
    if call is not None:
        _make_room(desk, business, call, hold)
    beside = [str(instead_of)] if instead_of else []

    def decide() -> datetime:
        here = standing(desk, business.at(slot.location))
        sure_it_suits(here, slot, covers, new_client=new_client)
        now = desk.clock()
        row = holds.hold_row(desk, business.id, hold)
        known = holds.held_in(row) if row else None
        since = known.since if known is not None and known.slot == slot else now
        kept = Hold(hold, slot, covers, since, _expiry(here, since, now, seconds), call, instead_of, new_client)
        if kept.expires <= now:
            raise SlotTaken(f"{hold} was held for as long as it may be")
        keys = keys_of(here, slot)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        blank = erase(pages, [hold_owner(hold)], now)
        after = write(
            here, blank, slot, owner=hold_owner(hold), covers=covers, now=now, expires=kept.expires, beside=beside,
            new_client=new_client, held=lines_of(pages, hold, now) if known is not None and known.slot == slot else None,
        )  # fmt: skip
        desk.bookings.commit(business.id, BookChange(pages=tuple(after.values()), rows=(holds.written(kept, row),)))
        return kept.expires

    return until_won(decide)


def prolong_hold(desk: Desk, business: Business, hold: str) -> datetime | None:
    """One more turn was spoken: the hold runs anew, up to its cap. Writes only when half of its time is over. None: it
    is held no more; whoever confirms then is told whether the place is still free."""
    known = holds.hold_of(desk, business.id, hold)
    if known is None:
        return None
    policies, now = business.policies, desk.clock()
    capped = known.since + timedelta(seconds=policies.hold_most_seconds)
    if known.expires - now > timedelta(seconds=policies.hold_seconds) / 2 or known.expires >= capped:
        return known.expires
    return hold_slot(
        desk, business, known.slot, hold=hold, covers=known.covers, instead_of=known.instead_of, call=known.call,
        new_client=known.new_client,
    )  # fmt: skip


def release_holds_of(desk: Desk, business: Business, call: CallId) -> None:
    """Whatever a call still holds when it is over. Safe to repeat. Raises StoreUnavailable; they then end by themselves."""
    for one in holds.holds(desk, business.id, call=call):
        release_hold(desk, business, one.slot, hold=one.id)


def _expiry(business: Business, since: datetime, now: datetime, seconds: int | None) -> datetime:
    if seconds is not None:
        return now + timedelta(seconds=seconds)
    policies = business.policies
    return min(
        now + timedelta(seconds=policies.hold_seconds),
        since + timedelta(seconds=max(policies.hold_most_seconds, policies.hold_seconds)),
    )


def _make_room(desk: Desk, business: Business, call: CallId, hold: str) -> None:
    others = [one for one in holds.holds(desk, business.id, call=call) if one.id != hold]
    for one in others[: max(len(others) - business.policies.holds_per_call + 1, 0)]:
        release_hold(desk, business, one.slot, hold=one.id)
