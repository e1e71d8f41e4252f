"""Pages that count: people in the house of one place, visits of a service on one day. Resources like any other, bounded
by a number instead of one visit at a time. What the house itself enters is counted, but bound by none of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from receptionist.booking.hours import DAY, local_day, pacing_spans
from receptionist.booking.minutes import everything, joined, marked, on_day, runs
from receptionist.booking.model import Entry, Page, PageKey
from receptionist.business.definition import Business, Service
from receptionist.ids import LocationId, ResourceId, ServiceId
from receptionist.spans import Span

QUARTER = timedelta(minutes=15)
_QUARTER_MINUTES = 15

Limits = tuple[int | None, int | None]
"""Covers and parties that may arrive in one quarter hour; None: as many as like."""


def house_page(location: LocationId) -> ResourceId:
    """Everybody who is in the house: entries span the visit, the covers are people."""
    return ResourceId(f"house@{location}" if location else "house")


def day_page(service: ServiceId, location: LocationId) -> ResourceId:
    """Visits of the service that begin on one service day."""
    return ResourceId(f"day:{service}@{location}" if location else f"day:{service}")


def new_page(service: ServiceId, location: LocationId) -> ResourceId:
    """Those of them by somebody who was never here."""
    return ResourceId(f"new:{service}@{location}" if location else f"new:{service}")


def counts_people(business: Business) -> bool:
    """Whether there is a limit, and so a page."""
    own = business.policies
    limits = (own.covers_per_quarter_hour, own.parties_per_quarter_hour, own.covers_at_once)
    return any(limit is not None for limit in limits) or bool(own.pacing)


def day_limits(service: Service, location: LocationId, *, new_client: bool) -> list[tuple[ResourceId, int]]:
    """The pages that count a visit of the service, each with the most that may be on it."""
    found = [(day_page(service.id, location), service.max_per_day)]
    found += [(new_page(service.id, location), service.max_new_per_day)] if new_client else []
    return [(page, limit) for page, limit in found if limit is not None]


def most_at_once(business: Business) -> int | None:
    """So many people who booked may be in the house; the rest is for those who walk in."""
    most = business.policies.covers_at_once
    return None if most is None else max(most - business.policies.walk_in_covers, 0)


def arrival(start: datetime) -> Span:
    """The quarter hour in which a party arrives."""
    quarter = start.replace(minute=start.minute - start.minute % _QUARTER_MINUTES, second=0, microsecond=0)
    return Span(quarter, quarter + QUARTER)


def limits_at(business: Business, quarter: Span) -> Limits:
    """Of the first rule that fits the arrival, else the business's own."""
    policies = business.policies
    day = local_day(business, quarter.start)
    for rule in policies.pacing:
        if any(span.start <= quarter.start < span.end for span in pacing_spans(business, rule, day, day)):
            return rule.covers_per_quarter_hour, rule.parties_per_quarter_hour
    return policies.covers_per_quarter_hour, policies.parties_per_quarter_hour


def may_arrive(limits: Limits, covers: int, parties: int, party: int) -> bool:
    """Whether one more party may, when so many arrive already. One larger than the limit may if it comes alone."""
    most_covers, most_parties = limits
    crowded = most_covers is not None and covers + party > most_covers and (covers > 0 or most_covers == 0)
    return not crowded and (most_parties is None or parties < most_parties)


def has_room(business: Business, lines: Sequence[Entry], visit: Span, party: int) -> bool:
    """Whether a party may arrive and stay. `lines`: of all pages of the visit, each once."""
    quarter = arrival(visit.start)
    arriving = [line.covers for line in lines if quarter.start <= line.span.start < quarter.end]
    if not may_arrive(limits_at(business, quarter), sum(arriving), len(arriving), party):
        return False
    most = most_at_once(business)
    return most is None or _peak(lines, visit) + party <= most


def _peak(lines: Iterable[Entry], visit: Span) -> int:
    """The most people of these who are there together at some moment of the visit."""
    there = [line for line in lines if line.span.overlaps(visit)]
    moves = [(max(line.span.start, visit.start), line.covers) for line in there]
    moves += [(line.span.end, -line.covers) for line in there]
    most = present = 0
    for _, change in sorted(moves):
        present += change
        most = max(most, present)
    return most


def welcome_starts(
    business: Business,
    pages: Mapping[PageKey, Page],
    days: Sequence[date],
    now: datetime,
    without: Sequence[str],
    party: int,
    minutes: int,
) -> int:
    """The minutes of these consecutive UTC days at which so many may arrive and stay that long."""
    lines = [_counted(pages[PageKey(house_page(business.here), day)], now, without) for day in days]
    rules = _rules(business, days)
    starts = everything(len(days)) & ~joined(
        [_no_arrivals(*one, party) for one in zip(days, lines, rules, strict=True)]
    )
    most = most_at_once(business)
    if most is None:
        return starts
    crowded = joined([_crowded(here, day, most - party) for day, here in zip(days, lines, strict=True)])
    return starts & runs(everything(len(days)) & ~crowded, minutes)


def _counted(page: Page, now: datetime, without: Sequence[str]) -> list[Entry]:
    return [e for e in page.entries if (e.expires is None or e.expires > now) and e.owner not in without]


_Rules = list[tuple[int, Limits]]
"""The minutes of one UTC day in which these limits count."""


def _rules(business: Business, days: Sequence[date]) -> list[_Rules]:
    """For each day; each minute has one rule, the business's own limits where there is no other."""
    policies = business.policies
    spans = [(pacing_spans(business, rule, days[0] - DAY, days[-1] + DAY), rule) for rule in policies.pacing]
    found = []
    for day in days:
        left, rules = everything(1), _Rules()
        for stretch, rule in spans:
            holds = marked(stretch, day) & left
            if holds:
                rules.append((holds, (rule.covers_per_quarter_hour, rule.parties_per_quarter_hour)))
                left &= ~holds
        rules.append((left, (policies.covers_per_quarter_hour, policies.parties_per_quarter_hour)))
        found.append(rules)
    return found


def _no_arrivals(day: date, lines: list[Entry], rules: _Rules, party: int) -> int:
    """The minutes of a UTC day at which so many more may not arrive."""
    closed = 0
    for holds, limits in rules:
        if not may_arrive(limits, 0, 0, party):
            closed |= holds
    arriving: dict[int, tuple[int, int]] = {}
    for line in lines:
        start = line.span.start
        if start.date() == day:
            quarter = start.hour * 60 + start.minute // _QUARTER_MINUTES * _QUARTER_MINUTES
            covers, parties = arriving.get(quarter, (0, 0))
            arriving[quarter] = covers + line.covers, parties + 1
    for quarter, (covers, parties) in arriving.items():
        limits = next(limits for holds, limits in rules if holds >> quarter & 1)
        if not may_arrive(limits, covers, parties, party):
            closed |= ((1 << _QUARTER_MINUTES) - 1) << quarter
    return closed


def _crowded(lines: list[Entry], day: date, most: int) -> int:
    """The minutes of a UTC day in which more than `most` of these are there."""
    if most < 0:
        return everything(1)
    change: dict[int, int] = {}
    for line, (begins, ends) in zip(lines, on_day((line.span for line in lines), day), strict=True):
        change[begins] = change.get(begins, 0) + line.covers
        change[ends] = change.get(ends, 0) - line.covers
    present, bits, since = 0, 0, 0
    for minute in sorted(change):
        if present > most:
            bits |= (1 << minute) - (1 << since)
        present += change[minute]
        since = minute
    return bits
