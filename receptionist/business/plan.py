"""What changes from day to day and takes effect at once, beside the versioned definition: resources, closures, shifts, and
passing facts (overlays: sold out tonight, closing early, a notice).

The definition says what was published; the live plan says how things stand. Where both speak of one resource or one
day, the plan counts.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from receptionist.business.definition import Business, DayHours, Facts, HoursOverride, Overlay, Resource
from receptionist.ids import LocationId, ResourceId


class SpecialDay(Facts):
    """Days on which the house, or one resource, is there at other hours than usual, or not at all."""

    first: date
    last: date
    """Local service days, inclusive."""
    hours: tuple[tuple[time, time], ...] = ()
    """Opens, closes; a close at or before the opening is after midnight. Empty: closed, or not there."""
    reason: str = ""
    resource: ResourceId = ResourceId("")
    """Empty: the whole house."""
    location: LocationId = LocationId("")
    """Empty: every place."""


@dataclass(frozen=True, slots=True)
class Plan:
    resources: tuple[Resource, ...] = ()
    """New ones, and those that replace one of the definition's by its id."""
    removed: frozenset[ResourceId] = frozenset()
    days: tuple[SpecialDay, ...] = ()
    overlays: tuple[Overlay, ...] = ()


def with_overlays(business: Business, plan: Plan, now: datetime) -> Business:
    """With the live overlays beside the published ones, and without those that are over."""
    services = {service.id for service in business.services}
    here = (
        one
        for one in plan.overlays
        if (not business.here or one.location in ("", business.here)) and one.service in (None, *services)
    )
    lasting = tuple(one for one in (*business.overlays, *here) if not one.over(now))
    return business if lasting == business.overlays else business.model_copy(update={"overlays": lasting})


def as_it_stands(business: Business, plan: Plan, now: datetime) -> Business:
    """The definition with the plan written over it. Of several special days that fit, the one over the shortest stretch
    counts: a single evening within a fortnight's closure."""
    business = with_overlays(business, plan, now)
    if not (plan.resources or plan.removed or plan.days):
        return business
    ranked = sorted(plan.days, key=lambda day: (day.last - day.first, day.first))
    house = tuple(
        HoursOverride(first=day.first, last=day.last, hours=day.hours, reason=day.reason)
        for day in ranked
        if not day.resource and day.location in ("", business.here)
    )
    replaced = {resource.id: resource for resource in plan.resources}
    known = {resource.id for resource in business.resources}
    resources = [
        *(replaced.get(one.id, one) for one in business.resources),
        *(
            one
            for one in plan.resources
            if one.id not in known and (not business.here or one.location in ("", business.here))
        ),
    ]
    standing = business.model_copy(
        update={
            "overrides": (*house, *business.overrides),
            "resources": tuple(_with_days(one, ranked) for one in resources if one.id not in plan.removed),
        }
    )
    return standing.with_what_is_there() if plan.removed else standing


def _with_days(resource: Resource, ranked: list[SpecialDay]) -> Resource:
    own = tuple(
        DayHours(first=day.first, last=day.last, hours=day.hours, reason=day.reason)
        for day in ranked
        if day.resource == resource.id
    )
    return resource.model_copy(update={"days": (*own, *resource.days)}) if own else resource
