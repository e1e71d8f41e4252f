"""How the businesses somebody looks after are doing, side by side: who is on the line, what went wrong, what it cost."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from receptionist.business.definition import Business
from receptionist.calls.figures import summed
from receptionist.desk.analytics import figures
from receptionist.desk.desk import Desk
from receptionist.desk.gaps import gaps
from receptionist.desk.tell_staff import notices
from receptionist.messages.model import MessageStatus
from receptionist.spans import Span

DAYS = 7
LATELY = timedelta(hours=4)
"""Twilio ends a call after that (twilio.com/docs/voice/api/call-resource, TimeLimit)."""
LATEST_TEXTS = 100
FAILED = frozenset({MessageStatus.FAILED, MessageStatus.UNDELIVERED})
WENT_WRONG = ("lost", "error", "protocol_error", "voicemail")
"""Outcomes of calls whose callers were left without an answer."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one business, in the last seven days of its own clock, today included."""

    live: int
    """Calls that are going on."""
    calls: int
    answered: int
    bookings: int
    failed: int
    """Calls whose callers were left without an answer."""
    texts_failed: int
    """Of the latest hundred texts, those that did not arrive in these days."""
    waiting: int
    """Notices that nobody has taken up."""
    questions: int
    """That nobody could answer."""
    usd: float
    """What hearing, thinking and speaking cost."""


def standing(desk: Desk, business: Business) -> Standing:
    """Changes nothing but what analytics keeps for itself. Raises StoreUnavailable."""
    now = desk.clock()
    today = now.astimezone(ZoneInfo(business.timezone)).date()
    week = summed(figures(desk, business, today - timedelta(days=DAYS - 1), today).days, today)
    going_on = sum(one.status != "ended" for one in desk.calls.begun(business.id, Span(now - LATELY, now)))
    since = now - timedelta(days=DAYS)
    texts = desk.messages.sent_to(business.id, limit=LATEST_TEXTS)
    ended_badly = sum(week.outcomes.get(outcome, 0) for outcome in WENT_WRONG)
    return Standing(
        live=going_on,
        calls=week.calls,
        answered=week.marks.get("answered", 0),
        bookings=week.bookings,
        # A call that goes on has no outcome yet, and is counted among those that were lost.
        failed=max(ended_badly - going_on, 0),
        texts_failed=sum(one.status in FAILED and (one.created is None or one.created >= since) for one in texts),
        waiting=len(notices(desk, business.id, status="open")),
        questions=len(gaps(desk, business)),
        usd=week.usd,
    )
