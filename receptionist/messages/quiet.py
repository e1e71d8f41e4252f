"""The hours of the night in which nobody is texted about what can wait, on the business's own clock. Pure.

evening      quiet_from                      quiet_until      the visit
───▲─────────────┤░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░├──▲──────────────▲──
   '── the evening before, if still ahead        '── else the morning, an hour before the visit at least; else never
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from receptionist.business.definition import Business
from receptionist.spans import Span

BEFORE_THE_NIGHT = timedelta(minutes=30)
"""A text moved to the evening goes that long before the quiet begins, so that a late sender still sends it by day."""

BEFORE_THE_VISIT = timedelta(hours=1)
"""A text moved to the morning is of use until then."""

AFTER_BOOKING = timedelta(hours=1)
"""Nobody is reminded of what they have booked within the hour."""


def quiet_around(business: Business, at: datetime) -> Span | None:
    """The quiet hours that `at` falls into."""
    policies, zone = business.policies, ZoneInfo(business.timezone)
    if policies.quiet_from == policies.quiet_until:
        return None
    overnight = policies.quiet_until < policies.quiet_from
    today = at.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        begins = _utc(zone, day, policies.quiet_from)
        ends = _utc(zone, day + timedelta(days=overnight), policies.quiet_until)
        if begins <= at < ends:
            return Span(begins, ends)
    return None


def reminder_time(business: Business, visit: datetime, minutes: int, now: datetime) -> datetime | None:
    """When a reminder meant for `minutes` before the visit is sent, if it was decided on `now`; None: not at all."""
    earliest = now + AFTER_BOOKING
    meant = visit - timedelta(minutes=minutes)
    quiet = quiet_around(business, meant)
    if quiet is None:
        return meant if meant > earliest else None
    evening, morning = quiet.start - BEFORE_THE_NIGHT, quiet.end
    if evening > earliest and quiet_around(business, evening) is None:
        return evening
    return morning if earliest < morning <= visit - BEFORE_THE_VISIT else None


def _utc(zone: ZoneInfo, day: date, at: time) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
