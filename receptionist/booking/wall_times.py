"""When the rules of a zone change: bookings keep their moments, and whose clock shows another time then is told.

A government moves a clock change, new tz data comes with an update of the system, and a visit promised for 19:30 would
begin at 18:30 by the clock on the wall. Whether to move it is for people to say.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from receptionist.booking.model import Booking
from receptionist.business.definition import Business


def moved_by_zone_change(
    business: Business, bookings: Iterable[Booking], *, zone: Callable[[str], ZoneInfo] = ZoneInfo
) -> list[tuple[Booking, datetime]]:
    """Those whose wall time is no longer the one that was promised, each with the UTC moment at which it is by the rules
    of now. `zone`: the rules by name."""
    found = []
    for booking in bookings:
        if not booking.local_start:
            continue
        promised = datetime.fromisoformat(booking.local_start)
        rules = zone(business.at(booking.location).timezone)
        if booking.span.start.astimezone(rules).replace(tzinfo=None) != promised.replace(tzinfo=None):
            found.append((booking, promised.replace(tzinfo=rules, fold=0).astimezone(UTC)))
    return found
