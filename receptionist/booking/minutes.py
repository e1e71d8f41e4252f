"""Whole UTC days as integers with a bit per minute, the lowest bit the first minute.

"Free for ninety minutes from here" is then seven shifts, for every minute of a month at once: sixty tables are looked
through in milliseconds.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from receptionist.spans import Span

DAY_MINUTES = 24 * 60
_DAY_BYTES = DAY_MINUTES // 8
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def day_start(day: date) -> datetime:
    """The first moment of a UTC day."""
    return datetime.combine(day, time(), UTC)


def minute_of(at: datetime, first: date) -> int:
    """Minutes from the beginning of `first`; of a moment within a minute, that minute."""
    return (at - day_start(first)) // _MINUTE


def marked(spans: Iterable[Span], first: date, days: int = 1) -> int:
    """Every minute touched by one of `spans`, as far as it lies in these days."""
    bits, whole, base = 0, days * DAY_MINUTES, day_start(first)
    for span in spans:
        begins = max((span.start - base) // _MINUTE, 0)
        ends = min(-((base - span.end) // _MINUTE), whole)
        if begins < ends:
            bits |= (1 << ends) - (1 << begins)
    return bits


def on_day(spans: Iterable[Span], day: date) -> list[tuple[int, int]]:
    """The same of spans that all touch this one day: for each the first minute, and the one after the last. Looks at the
    hands of the clock instead of calculating with dates, three times as fast: this is done for every line of a book."""
    begins, ends = day_start(day), day_start(day) + _DAY
    return [
        (
            (start.hour * 60 + start.minute) if (start := span.start) >= begins else 0,
            (end.hour * 60 + end.minute + (end.second > 0 or end.microsecond > 0))
            if (end := span.end) < ends
            else DAY_MINUTES,
        )
        for span in spans
    ]


def marked_on_day(spans: Iterable[Span], day: date) -> int:
    """Every minute of the day touched by one of these."""
    bits = 0
    for begins, ends in on_day(spans, day):
        bits |= (1 << ends) - (1 << begins)
    return bits


def joined(days: Sequence[int]) -> int:
    """Consecutive days in one."""
    return int.from_bytes(b"".join(day.to_bytes(_DAY_BYTES, "little") for day in days), "little")


def everything(days: int) -> int:
    return (1 << (days * DAY_MINUTES)) - 1


def runs(free: int, minutes: int) -> int:
    """The minutes from which on `minutes` in a row are set."""
    known = 1
    while known < minutes:
        step = min(known, minutes - known)
        free &= free >> step
        known += step
    return free


def moved(bits: int, minutes: int) -> int:
    """The same so much later, or earlier."""
    return bits << minutes if minutes >= 0 else bits >> -minutes


def every(step: int, first: int, last: int) -> int:
    """The minutes from `first` on, `step` apart, up to and with `last`."""
    count = (last - first) // step + 1
    return ((1 << (count * step)) - 1) // ((1 << step) - 1) << first if count > 0 else 0


def set_minutes(bits: int, begins: int, ends: int) -> list[int]:
    """Those that are set in `begins` to `ends`, in order."""
    found = []
    left = bits >> begins & ((1 << (ends - begins)) - 1)
    while left:
        lowest = left & -left
        found.append(begins + lowest.bit_length() - 1)
        left ^= lowest
    return found
