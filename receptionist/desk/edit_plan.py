"""Change how things stand today: a table more, a stylist off sick, closed on Friday, sold out tonight. The next question
knows.

Nothing that is booked is dropped: `out_of_place` names the visits that no longer fit, for a person to call about.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from receptionist.booking.minutes import day_start
from receptionist.booking.model import Booking, Status
from receptionist.booking.pages import slot_of
from receptionist.booking.promise import sure_it_suits
from receptionist.business.checks import faults
from receptionist.business.definition import Business, Overlay, Resource
from receptionist.business.plan import SpecialDay, as_it_stands
from receptionist.desk.desk import Desk
from receptionist.desk.standing import (
    DAY,
    DAYS,
    KIND,
    OVERLAY,
    OVERLAYS,
    RESOURCE,
    RESOURCES,
    LiveResource,
    plan_from,
    plan_of,
    standing,
)
from receptionist.errors import NotServable, Refused, UnknownEntry
from receptionist.ids import LocationId, ResourceId
from receptionist.ports import Row
from receptionist.spans import Span
from receptionist.stored import read

KEPT = timedelta(days=60)
"""After its last day a special day or an overlay is of no use but for questions about the past."""

AFTER_THE_LAST_DAY = timedelta(days=2)
"""From the beginning of the last day in UTC: a night of it ends in the morning after, and later in the west."""


@dataclass(frozen=True, slots=True)
class OutOfPlace:
    booking: Booking
    reason: str
    """Of `Refused.reason`: `closed`, `slot_taken` where a place is gone or not there then, ..."""


def resources_of(desk: Desk, business: Business) -> list[tuple[Resource, int]]:
    """Each as it stands, with the revision of its row in the plan; 0: as the definition has it."""
    rows = {row.id: row.revision for row in desk.rows.list(business.id, KIND, begins=RESOURCE)}
    return [(one, rows.get(RESOURCE + one.id, 0)) for one in standing(desk, business).resources]


def put_resource(desk: Desk, business: Business, resource: Resource, *, revision: int) -> int:
    """Adds or replaces one; gives its new revision. `days` come from special days, not from here.

    Raises NotServable with nothing changed, Conflict if it has moved.
    """
    kept = LiveResource(resource.id, resource.model_copy(update={"days": ()}))
    return _put_resource(desk, business, kept, revision)


def remove_resource(desk: Desk, business: Business, resource: ResourceId, *, revision: int) -> None:
    """Takes it off the floor; what is booked on it stays booked. Raises UnknownEntry, NotServable, Conflict."""
    if all(one.id != resource for one, _ in resources_of(desk, business)):
        raise UnknownEntry(f"no resource {resource}")
    _put_resource(desk, business, LiveResource(resource, None), revision)


def days_of(desk: Desk, business: Business) -> list[tuple[str, SpecialDay, int]]:
    """Id, day and revision of each."""
    return [
        (row.id.removeprefix(DAY), read(DAYS, row.doc), row.revision)
        for row in desk.rows.list(business.id, KIND, begins=DAY)
    ]


def put_day(desk: Desk, business: Business, id: str, day: SpecialDay, *, revision: int) -> int:
    """Adds or replaces one; gives its new revision. Raises NotServable, Conflict."""
    if day.last < day.first:
        raise NotServable("last: is before `first`")
    if day.resource and all(one.id != day.resource for one, _ in resources_of(desk, business)):
        raise NotServable(f"resource: there is no resource {day.resource!r}")
    if day.location and all(place.id != day.location for place in business.locations):
        raise NotServable(f"location: there is no place {day.location!r}")
    row = _dated_row(DAY + id, DAYS.dump_json(day).decode(), day, revision)
    _sure_it_serves(desk, business, row)
    return desk.rows.put(business.id, row).revision


def remove_day(desk: Desk, business: Business, id: str, *, revision: int) -> None:
    """Raises UnknownEntry, Conflict."""
    row = desk.rows.get(business.id, KIND, DAY + id)
    if row is None:
        raise UnknownEntry(f"no special day {id}")
    desk.rows.remove(business.id, replace(row, revision=revision))


def overlays_of(desk: Desk, business: Business) -> list[tuple[str, Overlay, int]]:
    """Id, overlay and revision of each that is not over."""
    now = desk.clock()
    return [
        (row.id.removeprefix(OVERLAY), overlay, row.revision)
        for row in desk.rows.list(business.id, KIND, begins=OVERLAY)
        if not is_over(overlay := read(OVERLAYS, row.doc), now)
    ]


def put_overlay(desk: Desk, business: Business, id: str, overlay: Overlay, *, revision: int) -> int:
    """Adds or replaces one; gives its new revision. Raises NotServable with nothing changed, Conflict if it has moved."""
    if overlay.location and all(place.id != overlay.location for place in business.locations):
        raise NotServable(f"location: there is no place {overlay.location!r}")
    if overlay.service is not None and business.service(overlay.service) is None:
        raise NotServable(f"service: there is no service {overlay.service!r}")
    if overlay.kind == "notice" and not overlay.text:
        raise NotServable("text: a notice needs words to be said")
    if is_over(overlay, desk.clock()):
        raise NotServable("last: is in the past; nobody would hear of it")
    row = _dated_row(
        OVERLAY + id, OVERLAYS.dump_json(overlay.model_copy(update={"id": ""})).decode(), overlay, revision
    )
    _sure_it_serves(desk, business, row)
    return desk.rows.put(business.id, row).revision


def remove_overlay(desk: Desk, business: Business, id: str, *, revision: int) -> None:
    """Raises UnknownEntry, Conflict."""
    row = desk.rows.get(business.id, KIND, OVERLAY + id)
    if row is None:
        raise UnknownEntry(f"no overlay {id}")
    desk.rows.remove(business.id, replace(row, revision=revision))


def is_over(overlay: Overlay, now: datetime) -> bool:
    """Whether it counts nowhere on earth any more: its moment has come, or its last service day is over in every zone."""
    try:
        return overlay.over(now) or day_start(overlay.last) + AFTER_THE_LAST_DAY <= now
    except OverflowError:
        return False


def out_of_place(desk: Desk, business: Business) -> list[OutOfPlace]:
    """Visits ahead that could not be booked as they are any more, soonest first."""
    now = desk.clock()
    plan = plan_of(desk, business.id)
    ahead = Span(now, now + timedelta(days=business.policies.horizon_days + 31))
    found = []
    for booking in desk.bookings.during(business.id, ahead):
        if booking.status is not Status.CONFIRMED:
            continue
        slot = slot_of(booking)
        here = as_it_stands(business.at(booking.location), plan, now)
        try:
            sure_it_suits(here, slot, booking.party_size, new_client=booking.new_client)
        except Refused as refused:
            found.append(OutOfPlace(booking, refused.reason))
    return found


def _put_resource(desk: Desk, business: Business, kept: LiveResource, revision: int) -> int:
    row = Row(KIND, RESOURCE + kept.id, RESOURCES.dump_json(kept).decode(), revision)
    _sure_it_serves(desk, business, row)
    return desk.rows.put(business.id, row).revision


def _dated_row(id: str, doc: str, day: SpecialDay | Overlay, revision: int) -> Row:
    try:
        expires = day_start(day.last) + KEPT
    except OverflowError as error:
        raise NotServable("last: no day of this calendar") from error
    return Row(KIND, id, doc, revision, expires=expires)


def _sure_it_serves(desk: Desk, business: Business, row: Row) -> None:
    others = [one for one in desk.rows.list(business.id, KIND) if one.id != row.id]
    for place in ("", *(location.id for location in business.locations)):
        there = as_it_stands(business.at(LocationId(place)), plan_from([*others, row]), desk.clock())
        for where, why in faults(there.model_copy(update={"here": LocationId("")})):
            raise NotServable(f"{'.'.join(str(part) for part in where)}: {why}")
