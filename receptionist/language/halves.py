"""Which seven is meant: the morning's or the evening's.

What the caller named beside it decides ("in the evening", "for lunch"), then when the business is open on that day,
then what is still to come, then what people mean at a restaurant, a clinic or a salon.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from receptionist.business.definition import Business, Vertical
from receptionist.language.lexicon import DayPart

DAY = 24 * 60
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Clockface:
    """What is known about the business's day."""

    now: datetime
    """Local to the business."""
    vertical: Vertical | None
    hours: tuple[tuple[int, int, int], ...]
    """Weekday, opening and closing in minutes of that day; closing may lie beyond midnight."""

    @classmethod
    def of(cls, business: Business | None, now: datetime) -> "Clockface":
        if business is None:
            return cls(now, None, ())
        hours = tuple(
            (_WEEKDAYS.index(day), opens, closes + (DAY if closes <= opens else 0))
            for sitting in business.hours
            for day in sitting.days
            for opens, closes in [
                (
                    _minutes(sitting.opens.hour, sitting.opens.minute),
                    _minutes(sitting.closes.hour, sitting.closes.minute),
                )
            ]
        )
        return cls(now, business.vertical, hours)

    def rank(self, readings: Sequence[int], day: date | None, hints: Sequence[DayPart]) -> list[int]:
        """Minutes of the day, the likelier first."""
        return sorted(readings, key=lambda at: self._unlikely(at, day, hints))

    def _unlikely(self, at: int, day: date | None, hints: Sequence[DayPart]) -> tuple[int, int, bool, bool]:
        from_hints = min((_distance(at, [(p.start * 60, p.end * 60)]) for p in hints), default=0)
        open_then = [(o, c) for weekday, o, c in self.hours if day is None or weekday == day.weekday()]
        closed = _distance(at, open_then) if open_then else 0
        gone = day == self.now.date() and at <= _minutes(self.now.hour, self.now.minute)
        return from_hints, closed, gone, not self._usual(at)

    def _usual(self, at: int) -> bool:
        """Whether a bare hour mostly means this half of the day."""
        hour = at // 60
        if self.vertical in (Vertical.CLINIC, Vertical.SALON):
            return 7 <= hour < 19
        return 10 <= hour < 22


def _minutes(hour: int, minute: int) -> int:
    return hour * 60 + minute


def _distance(at: int, spans: Iterable[tuple[int, int]]) -> int:
    """Minutes from the nearest of the half-open spans; a time just after midnight belongs to the evening before."""
    return min((max(start - t, t - end + 1, 0) for start, end in spans for t in (at, at + DAY)), default=0)
