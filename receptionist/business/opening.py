"""When a business is open, as its people would say it: local wall time of one service day."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from receptionist.business.definition import Business, Handoff, OpenHours, Resource
from receptionist.business.people import Colleague, RingFirst

Sitting = tuple[time, time]
"""Opens, closes; a close at or before the opening is after midnight."""

NIGHT = time(6)
"""Until then an early close is of the night before, if nobody has opened yet."""

DAY_MINUTES = 24 * 60

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def local(business: Business, at: datetime) -> datetime:
    """`at` on the wall clock of the business."""
    return at.astimezone(ZoneInfo(business.timezone))


def sittings(business: Business, day: date) -> tuple[Sitting, ...]:
    """The sittings that begin on `day`, earliest first: weekly hours, replaced by an override, cut by an overlay."""
    override = next((o for o in business.overrides if o.first <= day <= o.last), None)
    found = list(override.hours) if override else _weekly(business.hours, day)
    for overlay in business.overlays:
        if overlay.kind == "closing_early" and overlay.closes is not None and overlay.first <= day <= overlay.last:
            found = _closing_at(overlay.closes, found)
    return tuple(sorted(found))


def usually(business: Business, day: date) -> tuple[Sitting, ...]:
    """The sittings of that day of the week, whatever is different on this one."""
    return tuple(sorted(_weekly(business.hours, day)))


def shifts(business: Business, person: Resource, day: date) -> tuple[Sitting, ...]:
    """When somebody is there of the hours the house is open on `day`; their breaks are not taken out."""
    special = next((one for one in person.days if one.first <= day <= one.last), None)
    house = sittings(business, day)
    if special is None and not person.hours:
        return house
    own = special.hours if special is not None else _weekly(person.hours, day)
    return _within_both(own, house)


def usual_shifts(business: Business, person: Resource, day: date) -> tuple[Sitting, ...]:
    """Those of that day of the week, whatever is different on this one."""
    house = usually(business, day)
    return _within_both(_weekly(person.hours, day), house) if person.hours else house


def why_closed(business: Business, day: date) -> str:
    """The holiday's name, if the day is closed for one."""
    return next((o.reason for o in business.overrides if o.first <= day <= o.last and not o.hours), "")


def within(sitting: Sitting, at: time) -> bool:
    """Whether a visit may start at `at` of that sitting."""
    return _order(sitting, at) < _order(sitting, sitting[1])


def staffed(handoff: Handoff | RingFirst, business: Business, now: datetime) -> bool:
    """Whether somebody answers there now. No hours of its own: whenever the business is open."""
    here = local(business, now)
    hours = _weekly(handoff.hours, here.date()) if handoff.hours else sittings(business, here.date())
    return any(within(sitting, here.time()) for sitting in hours)


def on_duty(colleague: Colleague, business: Business, now: datetime) -> bool:
    """Whether they may be disturbed now."""
    here = local(business, now)
    return not colleague.hours or any(within(one, here.time()) for one in _weekly(colleague.hours, here.date()))


def _weekly(hours: Sequence[OpenHours], day: date) -> list[Sitting]:
    return [(sitting.opens, sitting.closes) for sitting in hours if _DAYS[day.weekday()] in sitting.days]


def _within_both(own: Sequence[Sitting], house: Sequence[Sitting]) -> tuple[Sitting, ...]:
    return tuple(sorted(both for one in own for of_house in house if (both := _overlap(one, of_house))))


def _overlap(one: Sitting, other: Sitting) -> Sitting | None:
    (opens, closes), (others_open, others_close) = _from_midnight(one), _from_midnight(other)
    begins, ends = max(opens, others_open), min(closes, others_close)
    return (_clock(begins), _clock(ends)) if begins < ends else None


def _from_midnight(sitting: Sitting) -> tuple[int, int]:
    opens, closes = map(_minutes, sitting)
    return opens, closes if closes > opens else closes + DAY_MINUTES


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _order(sitting: Sitting, at: time) -> int:
    """Minutes since the sitting opened; the close itself is last."""
    minutes = (_minutes(at) - _minutes(sitting[0])) % DAY_MINUTES
    return DAY_MINUTES if at == sitting[1] and minutes == 0 else minutes


def _closing_at(closes: time, found: Sequence[Sitting]) -> list[Sitting]:
    """What is left of a day's sittings; one that would begin later does not happen."""
    after_midnight = closes < NIGHT and all(closes <= opens for opens, _ in found)
    end = _minutes(closes) + (DAY_MINUTES if after_midnight else 0)
    kept = [(opens, until) for opens, until in found if _minutes(opens) < end]
    return [
        (opens, closes if _order((opens, until), until) > end - _minutes(opens) else until) for opens, until in kept
    ]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
