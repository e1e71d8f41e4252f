"""What is wrong with how a business wants its callers met, and with its own words. Whether words fit their sentence is for
the conversation to say (conversation/wording/own.py)."""

from collections.abc import Iterator

from receptionist.business.definition import Business
from receptionist.business.faults import Fault, twice


def manner_faults(business: Business) -> Iterator[Fault]:
    """In the order of the file."""
    for name in ("frustrated", "urgent", "hesitant"):
        mood = getattr(business.affect, name)
        if mood.until > mood.after:
            yield ("affect", name, "until"), "may not be above `after`: the mood would end as it begins"
    asked = business.identify_by or ()
    if asked and "name" not in asked:
        yield ("identify_by",), "a birth date or a postcode tells nobody apart without `name`; write name first"
    yield from twice((("identify_by", index), one) for index, one in enumerate(asked))
    for kind in ("wording", "signed"):
        yield from twice(
            ((kind, index), f"{one.language} {one.sentence} {one.variant}")
            for index, one in enumerate(getattr(business, kind))
        )
