"""A call has come in: whose is it, and write it down once."""

from dataclasses import dataclass
from datetime import datetime

from receptionist.business.definition import Business, RingFirst
from receptionist.business.opening import local, staffed
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.desk.remember_caller import spoken_before
from receptionist.ids import CallId, Phone
from receptionist.ports import BusinessStore


@dataclass(frozen=True, slots=True)
class Answered:
    business: Business
    record: CallRecord
    """With the version of the business the call began with, and the language it is greeted in."""


def answer_call(desk: Desk, *, call: CallId, caller: Phone, called: Phone) -> Answered | None:
    """The business at the number called, and the call's record; None if the number is nobody's.

    Safe to repeat: a webhook that comes again gets the record of the first.
    """
    business = desk.businesses.by_number(called)
    if business is None:
        return None
    record = CallRecord(
        call=call,
        business=business.id,
        caller=caller,
        called=called,
        started=desk.clock(),
        business_version=business.version,
        language=spoken_before(desk, business, caller) or business.languages[0],
    )
    return Answered(business.place_called(called), desk.calls.begin(record))


def rung_first(business: Business, record: CallRecord, now: datetime) -> RingFirst | None:
    """Whose telephone rings before the receptionist answers; None: nobody's now, or it is theirs that calls. `business`: as it stands.

    While calls are sent to the house it rings whatever its hours: somebody there has just said so."""
    first = business.ring_first
    if _sent_to_the_house(business, now):
        first = first or next(
            (RingFirst(number=one.number, ring_seconds=one.ring_seconds) for one in business.handoffs), None
        )
    elif first is not None and not staffed(first, business, now):
        return None
    return first if first and first.number != record.caller else None


def _sent_to_the_house(business: Business, now: datetime) -> bool:
    today = local(business, now).date()
    return any(
        one.kind == "to_staff" and one.first <= today <= one.last and not one.over(now) for one in business.overlays
    )


def as_the_call_began(businesses: BusinessStore, record: CallRecord) -> Business | None:
    """The business at the place called, in the version the call began with, whatever was published since. Where that one
    was never kept, as it is now. None: it is nobody's call."""
    now = businesses.get(record.business)
    if now is None or now.version == record.business_version:
        return now.place_called(record.called) if now else None
    then = businesses.edition(record.business, record.business_version)
    return (then.business if then else now).place_called(record.called)
