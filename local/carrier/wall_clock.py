"""The phone network's own calendar. It may not borrow the application's clock: it is outside."""

from datetime import UTC, datetime
from email.utils import format_datetime


def utc_now() -> datetime:
    """The time of day as the network tells it."""
    return datetime.now(UTC)  # noqa: TID251 - the outside world has its own clock; tests give the carrier another


def rfc2822(moment: datetime | None) -> str | None:
    """As Twilio's REST API writes dates: "Mon, 23 Nov 2026 09:12:16 +0000"."""
    return None if moment is None else format_datetime(moment.astimezone(UTC))
