"""Find the visit a caller means."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from receptionist.booking.hours import local_day, service_day
from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import Phone
from receptionist.spans import Span

SIMILAR = 80
"""Of 100, for one word of a name: Miller, Millar and Muller, but not Smith and Smart, Chen and Chan."""

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "senor", "senora", "senorita", "don", "dona", "sr", "sra", "ji"})

_PARTICLES = re.compile(r"\b(o|mc|mac|de|del|la|las|los|da|di|van|von|der|le|al|el) (?=\w)")
"""Written on its own or as one with what follows: De la Cruz, Delacruz; O Brien, O'Brien."""

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("sch|sh|ch", "x"), ("^kn|gn$", "n"), ("^wr", "r"), ("gh|(?<=.)h", ""), ("ck|qu|q|x(?=[aou])", "k"),
        ("c(?=[eiy])|z", "s"), ("c", "k"), ("v", "b"), ("ee|ea|ie|y", "i"), ("oo|ou", "u"), (r"(?<=..)e$", ""),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""Spellings that sound alike in English or Spanish, roughly and in this order."""


def find_bookings(
    desk: Desk,
    business: Business,
    *,
    phone: Phone | None = None,
    name: str | None = None,
    code: str | None = None,
    day: date | None = None,
) -> list[Booking]:
    """Confirmed visits that are not over and fit everything given, soonest first. Nothing given finds nothing.

    `name` is compared as heard, see `same_name`. `day`: local; an hour after midnight belongs to either day.
    """
    now = desk.clock()
    if code:
        found = desk.bookings.by_code(business.id, "".join(filter(str.isalnum, code)).upper())
        candidates = [found] if found else []
    elif phone:
        candidates = desk.bookings.by_phone(business.id, phone)
    elif name or day:
        candidates = desk.bookings.during(business.id, _looked_through(business, now, day))
    else:
        return []
    return sorted(
        (
            booking
            for booking in candidates
            if booking.status is Status.CONFIRMED
            and booking.span.end > now
            and (not name or same_name(name, booking.customer.name))
            and (day is None or day in _days(business, booking))
        ),
        key=lambda booking: booking.span.start,
    )


def same_name(heard: str, written: str) -> bool:
    """Whether a recogniser may have written one for the other: without case, accents and titles, each word of the
    shorter name is some word of the longer one, spelt or sounding alike."""
    shorter, longer = sorted((_words(heard), _words(written)), key=len)
    if not shorter:
        return False
    if fuzz.ratio("".join(shorter), "".join(longer)) >= 100 - (100 - SIMILAR) / len(longer):
        return True
    left = list(longer)
    for word in shorter:
        match = max(left, key=lambda other: _alike(word, other), default="")
        if not match or _alike(word, match) < SIMILAR:
            return False
        left.remove(match)
    return True


def _alike(one: str, other: str) -> float:
    return max(fuzz.ratio(one, other), fuzz.ratio(_sound(one), _sound(other)))


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _words(name: str) -> list[str]:
    letters = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(letter for letter in letters if letter.isalpha() or letter in " -")
    words = _PARTICLES.sub(r"\1", " ".join(plain.replace("-", " ").split())).split()
    return [word for word in words if word not in _TITLES] or words


def _looked_through(business: Business, now: datetime, day: date | None) -> Span:
    if day is None:
        return Span(now, now + timedelta(days=business.policies.horizon_days + 1))
    midnight = datetime.combine(day, time(), ZoneInfo(business.timezone))
    return Span(midnight, midnight + timedelta(days=2))


def _days(business: Business, booking: Booking) -> set[date]:
    return {local_day(business, booking.span.start), service_day(business, booking.span.start)}
