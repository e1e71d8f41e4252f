"""What the linter finds."""

from dataclasses import dataclass
from typing import Literal

from receptionist.business.complaints import said_place
from receptionist.business.definition import Business
from receptionist.business.faults import Place

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    severity: Severity
    rule: str
    """Its name, for programs and for those who look it up in docs/assistant.md."""
    place: Place
    where: str
    what: str
    """What does not fit, and what to do, for the owner."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def finding(business: Business, severity: Severity, rule: str, place: Place, what: str) -> Finding:
    return Finding(severity, rule, place, said_place(_named(business, place), place), what)


def _named(business: Business, place: Place) -> object:
    """The definition as far as names along the place need it."""
    if not place or not isinstance(place[0], str):
        return {}
    return business.model_dump(mode="json", include={place[0]})
