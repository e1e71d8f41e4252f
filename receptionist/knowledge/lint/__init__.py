"""Where a definition contradicts itself, or promises what it does not keep: read before it is published.

The types say that a definition can be served (receptionist/business/checks.py); this says whether callers would be told
two different things. Every finding names its place and says what to do. An error stops publishing, a warning is shown, a
note is for whoever asks.
"""

from collections.abc import Iterator
from datetime import datetime

from receptionist.business.definition import Business
from receptionist.knowledge.lint import dishes, hours, money, people, promises, services, words
from receptionist.knowledge.lint.findings import Finding as Finding
from receptionist.knowledge.lint.findings import Severity as Severity
from receptionist.knowledge.lint.statements import Understand as Understand
from receptionist.knowledge.lint.statements import statements

_ORDER: tuple[Severity, ...] = ("error", "warning", "note")


def lint(business: Business, now: datetime, understand: Understand) -> list[Finding]:
    """Errors first, then in the order of the definition. Pure, but for what `understand` remembers. While a number is none,
    nothing else is looked at: what callers say is understood by the country of the first."""
    if wrong := list(people.no_numbers(business)):
        return wrong
    said = statements(business, now, understand)
    found = [*_of_texts(business, said, now), *services.findings(business), *people.findings(business)]
    places = {finding.place: number for number, finding in enumerate(found)}
    return sorted(set(found), key=lambda one: (_ORDER.index(one.severity), places[one.place], one.what))


def _of_texts(business: Business, said: "words.Statements", now: datetime) -> Iterator[Finding]:
    yield from words.findings(business, said, now)
    yield from hours.findings(business, said, now)
    yield from money.findings(business, said)
    yield from promises.findings(business, said)
    yield from dishes.findings(business, said)
