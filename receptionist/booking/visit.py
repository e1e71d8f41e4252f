"""How long a visit is, and what it occupies of that time: variants, new clients, party sizes, phases, buffers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from receptionist.booking.model import Allocation
from receptionist.business.definition import Kind, Phase, Resource, Service, Variant
from receptionist.ids import VariantId
from receptionist.spans import Span

Stretch = tuple[int, int]
"""Minutes after the customer comes; negative: before. The end is not in it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A visit before it has a time and a place."""

    minutes: int
    before: int = 0
    """Minutes for which what the visit begins with is kept free first."""
    after: int = 0
    """And what it ends with, afterwards."""
    phases: tuple[Phase, ...] = ()
    """Empty: everything is occupied throughout. Else they add up to `minutes`."""

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    def attended(self, kind: Kind) -> tuple[Stretch, ...]:
        """When something of this kind is needed, phases in a row as one stretch."""
        if not self.phases:
            return ((0, self.minutes),)
        found: list[Stretch] = []
        at = 0
        for phase in self.phases:
            if kind in phase.occupies:
                begins = found.pop()[0] if found and found[-1][1] == at else at
                found.append((begins, at + phase.minutes))
            at += phase.minutes
        return tuple(found)

    def occupied(self, kind: Kind) -> tuple[Stretch, ...]:
        """The same with the buffers: what is not there at the beginning, or at the end, needs none."""
        return tuple(
            (begins - self.before if begins == 0 else begins, ends + self.after if ends == self.minutes else ends)
            for begins, ends in self.attended(kind)
        )

    def allocations(self, start: datetime, resources: Iterable[Resource]) -> tuple[Allocation, ...]:
        """Exactly when each is occupied by a visit that starts then."""
        return tuple(
            Allocation(one.id, during(start, stretch)) for one in resources for stretch in self.occupied(one.kind)
        )


def shape_of(service: Service, party: int, variant: VariantId = VariantId(""), *, new_client: bool = False) -> Shape:
    """`variant` is one of the service's, or none."""
    chosen = variant_of(service, variant)
    minutes = _minutes(service, party, chosen, new_client=new_client)
    phases = (chosen.phases if chosen else ()) or service.phases
    fit = sum(phase.minutes for phase in phases) == minutes
    return Shape(minutes, service.buffer_before_minutes, service.buffer_minutes, phases if fit else ())


def variant_of(service: Service, variant: VariantId) -> Variant | None:
    return next((one for one in service.variants if one.id == variant), None)


def during(start: datetime, stretch: Stretch) -> Span:
    begins, ends = stretch
    return Span(start + timedelta(minutes=begins), start + timedelta(minutes=ends))


def _minutes(service: Service, party: int, variant: Variant | None, *, new_client: bool) -> int:
    """What is most particular counts: the variant, a first visit, the party, the service."""
    if variant is not None and variant.minutes is not None:
        return variant.minutes
    if new_client and service.new_client_minutes is not None:
        return service.new_client_minutes
    for step in sorted(service.durations, key=lambda one: one.up_to):
        if party <= step.up_to:
            return step.minutes
    return service.durations[-1].minutes if service.durations else service.minutes
