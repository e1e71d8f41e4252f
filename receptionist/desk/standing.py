"""The business as it stands: its definition with the live plan written over it. The plan is rows of kind `plan`:

resource:<id>     a Resource; or one that is no longer there
day:<id>          a SpecialDay of the house or of one resource: a closure, a holiday, a shift, an absence
overlay:<id>      an Overlay: sold out tonight, closing early, a notice
"""

from dataclasses import dataclass

from pydantic import TypeAdapter

from receptionist.business.definition import Business, Overlay, Resource
from receptionist.business.plan import Plan, SpecialDay, as_it_stands
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, ResourceId
from receptionist.ports import Row
from receptionist.stored import read

KIND = "plan"
RESOURCE, DAY, OVERLAY = "resource:", "day:", "overlay:"


@dataclass(frozen=True, slots=True)
class LiveResource:
    """`resource` None: what the definition has under this id is no longer there."""

    id: ResourceId
    resource: Resource | None


RESOURCES = TypeAdapter(LiveResource)
DAYS = TypeAdapter(SpecialDay)
OVERLAYS = TypeAdapter(Overlay)


def standing(desk: Desk, business: Business) -> Business:
    """Read anew each time, strongly consistent: a closure counts from the next question on. One read."""
    return as_it_stands(business, plan_of(desk, business.id), desk.clock())


def plan_of(desk: Desk, business: BusinessId) -> Plan:
    return plan_from(desk.rows.list(business, KIND))


def plan_from(rows: list[Row]) -> Plan:
    live = [read(RESOURCES, row.doc) for row in rows if row.id.startswith(RESOURCE)]
    return Plan(
        resources=tuple(one.resource for one in live if one.resource is not None),
        removed=frozenset(one.id for one in live if one.resource is None),
        days=tuple(read(DAYS, row.doc) for row in rows if row.id.startswith(DAY)),
        overlays=tuple(_overlay(row) for row in rows if row.id.startswith(OVERLAY)),
    )


def _overlay(row: Row) -> Overlay:
    name = f"{row.id.removeprefix(OVERLAY)}@{row.revision}"
    return read(OVERLAYS, row.doc).model_copy(update={"id": name})
