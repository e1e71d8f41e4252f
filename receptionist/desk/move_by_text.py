"""A visit is moved by text: "move to Friday 7pm", what is free then, "1".

    asked for a time ──no time in it──▶ which_time ──a time──▶ looked for ──▶ one to three choices ──"2"──▶ moved
                                                                  ▲                    '──just taken──┐
                                                                  '────────────────────────────────────┘
Nothing is held meanwhile: a text may be answered in an hour. The old place is kept until the new one is won.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.booking.model import Booking, Slot, Status
from receptionist.booking.requests import ChangeRequest, Offer, SlotRequest
from receptionist.business.definition import Business, Language
from receptionist.business.opening import local
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.text_talk import TextTalk, ask, end_talk
from receptionist.errors import Refused, StaleRevision, UnknownBooking
from receptionist.ids import Phone, ResourceId
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Understanding, Utterance
from receptionist.messages.replies import in_its_script
from receptionist.messages.texts import booking_text, move_text, notice_text
from receptionist.spans import Span

MOST_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """When somebody would rather come."""

    window: Span
    exact: bool


def wished(business: Business, booking: Booking, said: str, now: datetime, language: Language) -> Wish | None:
    """The day and time in a text, whatever is left unsaid being as the visit has it; None: it names neither, or it is
    about something else, as the number of guests."""
    text = in_its_script(re.sub(re.escape(booking.code), " ", said, flags=re.IGNORECASE))
    understood = _understood(business, text, now, language, None)
    types = {entity.type for entity in understood.entities if not entity.negated}
    if "party_size" in types:
        return None
    if not types & {"date", "time", "time_range"} and "number" in types:
        understood = _understood(business, text, now, language, "when")
    return _window(business, booking, understood)


def speaks_of_guests(business: Business, said: str, now: datetime, language: Language) -> bool:
    return any(entity.type == "party_size" for entity in _understood(business, said, now, language, None).entities)


def named_day(business: Business, said: str, now: datetime, language: Language) -> date | None:
    """The one day a text is about."""
    days = {
        str(entity.value)
        for entity in _understood(business, in_its_script(said), now, language, None).entities
        if entity.type == "date" and not entity.negated
    }
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def offer_times(
    desk: Desk, business: Business, phone: Phone, booking: Booking, wish: Wish | None, language: Language
) -> str:
    """The answer: choices, that nothing is near, or a question. What was offered stands for an hour."""
    if wish is None:
        ask(desk, business.id, phone, TextTalk(booking.id, booking.revision))
        return notice_text(business, "which_time", language, code=booking.code)
    offer = _look(desk, business, booking, wish)
    found = (*((offer.exact,) if offer.exact else ()), *offer.alternatives)
    others = tuple(slot for slot in found if slot.span.start != booking.span.start)[:MOST_CHOICES]
    if not others:
        return notice_text(business, "nothing_near", language, code=booking.code)
    hit = wish.exact and offer.exact is not None and others[0] == offer.exact
    slots = others[:1] if hit else others
    ask(desk, business.id, phone, TextTalk(booking.id, booking.revision, slots))
    choice = "free" if hit else "instead" if wish.exact or offer.exact is None else "any"
    return move_text(business, [slot.span.start for slot in slots], language, choice)  # type: ignore[arg-type]


def move_to_choice(
    desk: Desk, business: Business, phone: Phone, talk: TextTalk, slot: Slot, *, key: str, language: Language
) -> tuple[Booking | None, str]:
    """The moved booking and the answer; None: it could not be moved, and the answer says what now. Safe to repeat with
    the same key."""
    request = ChangeRequest(talk.booking, talk.revision, slot=slot, key=key, text=False)
    try:
        moved = change_booking(desk, business, request)
    except (StaleRevision, UnknownBooking):
        end_talk(desk, business.id, phone)
        stands = desk.bookings.get(business.id, talk.booking)
        if stands is None:
            return None, notice_text(business, "which_visit", language)
        news = "reminder" if stands.status is Status.CONFIRMED else "cancelled"
        return None, booking_text(business, stands, news, language)  # type: ignore[arg-type]
    except Refused:
        stands = desk.bookings.get(business.id, talk.booking)
        if stands is None:
            return None, notice_text(business, "which_visit", language)
        wish = Wish(Span(slot.span.start, slot.span.start + timedelta(minutes=1)), exact=True)
        return None, offer_times(desk, business, phone, stands, wish, language)
    end_talk(desk, business.id, phone)
    return moved, booking_text(business, moved, "changed", language)


def _look(desk: Desk, business: Business, booking: Booking, wish: Wish) -> Offer:
    """With the same person, where the visit is with one."""
    request = SlotRequest(
        service=booking.service,
        window=wish.window,
        party_size=booking.party_size,
        resource=_person(business, booking),
        exact=wish.exact,
        instead_of=booking.id,
        variant=booking.variant,
        new_client=booking.new_client,
    )
    return find_slots(desk, business, request)


def _person(business: Business, booking: Booking) -> ResourceId | None:
    staff = (one.id for one in business.resources if one.kind == "staff" and one.id in booking.resources)
    return next(staff, None)


@cache
def _understander() -> LocalUnderstander:
    return LocalUnderstander()


def _understood(
    business: Business, text: str, now: datetime, language: Language, expecting: str | None
) -> Understanding:
    circumstances = Circumstances(now, business.timezone, business, expecting, language)
    return _understander().understand(Utterance((text,)), circumstances)


def _window(business: Business, booking: Booking, understood: Understanding) -> Wish | None:
    """The last that is named counts: "from Friday to Saturday at 8"."""
    named: dict[str, Any] = {entity.type: entity.value for entity in understood.entities if not entity.negated}
    visit = local(business, booking.span.start)
    day = date.fromisoformat(named["date"]) if "date" in named else visit.date()
    if "date_range" in named and "date" not in named:
        stretch = named["date_range"]
        day = (
            date.fromisoformat(stretch["end"]) - timedelta(days=1)
            if stretch["end"]
            else date.fromisoformat(stretch["start"])
        )
    if "datetime_range" in named and not named.keys() & {"time", "time_range"}:
        named["time_range"] = {edge: at and at[11:] for edge, at in named["datetime_range"].items()}
    if "time_range" in named and "time" not in named:
        begins, ends = (_clock(named["time_range"].get(edge)) for edge in ("start", "end"))
        if begins is None and ends is None:
            return None
        start = _utc(business, day, begins or time())
        end = _utc(business, day, ends) if ends else _utc(business, day + timedelta(days=1), time())
        return Wish(Span(start, end if end > start else end + timedelta(days=1)), exact=False)
    clock = _clock(named.get("time"))
    if clock is None and not named.keys() & {"date", "date_range"}:
        return None
    start = _utc(business, day, clock or visit.time())
    return Wish(Span(start, start + timedelta(minutes=1)), exact=True)


def _clock(said: Any) -> time | None:
    """ "19:30"; "24:00" is the midnight that ends a day."""
    try:
        return time.fromisoformat(str(said)[-5:]) if said else None
    except ValueError:
        return time()


def _utc(business: Business, day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(business.timezone)).astimezone(UTC)
