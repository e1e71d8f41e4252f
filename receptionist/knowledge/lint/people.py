"""Whether somebody is there for callers who need a person."""

from collections.abc import Iterator

import phonenumbers

from receptionist.business.definition import Business, Vertical
from receptionist.business.faults import Place
from receptionist.knowledge.lint.findings import Finding, finding


def no_numbers(business: Business) -> Iterator[Finding]:
    """Phone numbers of no country."""
    given: list[tuple[Place, str]] = [
        *((("numbers", n), number) for n, number in enumerate(business.numbers)),
        *((("handoffs", n, "number"), one.number) for n, one in enumerate(business.handoffs)),
        *((("colleagues", n, "number"), one.number) for n, one in enumerate(business.colleagues)),
        *((("locations", i, "numbers", n), number) for i, at in enumerate(business.locations) for n, number in enumerate(at.numbers)),
    ]  # fmt: skip
    for place, number in given:
        try:
            possible = phonenumbers.is_possible_number(phonenumbers.parse(number))
        except phonenumbers.NumberParseException:
            possible = False
        if not possible:
            yield finding(
                business, "error", "number", place, f"{number} can be no phone number: look at the country code and count the digits"
            )  # fmt: skip


def findings(business: Business) -> Iterator[Finding]:
    if not business.handoffs:
        yield finding(
            business, "warning", "handoff", ("handoffs",),
            "names nobody, so callers who ask for a person can only leave a message; write at least one, with `label` and"
            " `number`",
        )  # fmt: skip
    if business.vertical is Vertical.CLINIC and business.identify_by == ():
        yield finding(
            business, "warning", "identify", ("identify_by",),
            "is empty, so a patient's visit is read out to whoever calls from their telephone; write at least [name]",
        )  # fmt: skip
    own = business.every_number()
    for index, handoff in enumerate(business.handoffs):
        if handoff.number in own:
            yield finding(
                business, "error", "handoff", ("handoffs", index, "number"),
                "is a number that the receptionist answers itself, so callers would go round in circles; write a number where"
                " a person picks up",
            )  # fmt: skip
    for index, colleague in enumerate(business.colleagues):
        if colleague.number in own:
            yield finding(
                business, "error", "handoff", ("colleagues", index, "number"),
                "is your own number, which texts nobody; write the mobile number of a person",
            )  # fmt: skip
    yield from _promised(business)


def _promised(business: Business) -> Iterator[Finding]:
    """Tasks that end with a person where there is none."""
    if business.handoffs:
        return
    for index, own in enumerate(business.workflows):
        for number, outcome in enumerate((*own.then, own.otherwise)):
            if outcome.do == "person":
                place = ("then", number) if number < len(own.then) else ("otherwise",)
                yield finding(
                    business, "warning", "handoff", ("workflows", index, *place),
                    "puts the caller through to a person, but `handoffs` names nobody; a message is taken instead",
                )  # fmt: skip
