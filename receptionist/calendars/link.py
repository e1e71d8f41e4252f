"""A calendar that a business has connected.

choosing --which calendar, for whom--> connected --leave taken back, calendar gone--> broken --consent again--> connected
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from receptionist.calendars.service import Access
from receptionist.ids import ResourceId

Broken = Literal["", "consent_withdrawn", "calendar_gone"]


@dataclass(frozen=True, slots=True)
class CalendarLink:
    id: str
    refresh_token: str
    """Secret: kept in the store, which is encrypted at rest in the cloud, and shown to nobody."""
    made: datetime
    calendar: str = ""
    """The vendor's id of it; empty until it is chosen."""
    calendar_name: str = ""
    resource: ResourceId = ResourceId("")
    """Whose it is; empty: the whole business's."""
    busy_in: bool = True
    """Its entries keep the resource from being booked. Of a business's calendar: every resource."""
    bookings_out: bool = True
    """Bookings are written into it."""
    status: Literal["choosing", "connected", "broken"] = "choosing"
    reason: Broken = ""
    access: Access | None = None
    sync_token: str = ""
    """From where to go on reading; empty: from the beginning."""
    read_whole: datetime | None = None
    """When everything was last read."""
    synced: datetime | None = None


@dataclass(frozen=True, slots=True)
class Connecting:
    """Somebody is at the vendor's page just now, and comes back with the state this is kept under."""

    verifier: str
    """Of the code that will come (PKCE, RFC 7636)."""
    browser: str
    """Digest of what their browser must show when it comes back: a link to consent sent to somebody else is worth nothing."""
    again: str = ""
    """The link whose leave is renewed; empty: a new one."""
