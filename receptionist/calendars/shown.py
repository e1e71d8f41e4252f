"""What of a booking may be seen in somebody's calendar: a calendar is synchronised to phones and shown on walls."""

from receptionist.booking.model import Booking
from receptionist.business.definition import Business, Vertical, worded
from receptionist.ids import ResourceId

VISIT = "Visit"
"""All that a clinic's calendar says: who is treated for what is nobody else's affair."""


def title(business: Business, booking: Booking, *, names: bool = False) -> str:
    """`A. B., 4 guests`. With `names` the whole name. Never more than "Visit" for a clinic."""
    if business.vertical is Vertical.CLINIC:
        return VISIT
    who = booking.customer.name.strip() if names else initials(booking.customer.name)
    what = f"{booking.party_size} guests" if booking.party_size > 1 else _service(business, booking)
    return ", ".join(part for part in (who, what) if part) or VISIT


def details(business: Business, booking: Booking) -> str:
    """With what, and the code: no customer's data. Nothing for a clinic."""
    if business.vertical is Vertical.CLINIC:
        return ""
    at = business.at(booking.location)
    names = {resource.id: resource.name for resource in at.resources}
    with_what = ", ".join(names.get(one, str(one)) for one in booking.resources)
    return "\n".join(line for line in (_service(business, booking), with_what, booking.code) if line)


def concerns(booking: Booking, resource: ResourceId) -> bool:
    """Whether it is shown in the calendar of that resource; of the whole business, if that is empty."""
    return not resource or resource in booking.resources


def initials(name: str) -> str:
    """`A. B.` of Anna Maria Beck: the first and the last."""
    letters = [word[0].upper() for word in name.split() if word[0].isalnum()]
    return " ".join(f"{letter}." for letter in (letters[:1] + letters[1:][-1:]))


def _service(business: Business, booking: Booking) -> str:
    service = business.service(booking.service)
    return worded(service.name, "en") if service else str(booking.service)
