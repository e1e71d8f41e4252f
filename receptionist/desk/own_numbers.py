"""Which numbers ring a business: given to it and taken from it, each as a version of its definition.

A draft that was begun from the version that stood goes on from the new one, with the new numbers: whoever edits prices meanwhile
need not begin anew.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from receptionist.business.checks import faults
from receptionist.business.complaints import said_place
from receptionist.business.definition import Business
from receptionist.business.versions import Imprint
from receptionist.desk.desk import Desk
from receptionist.desk.publish import draft_of, save_draft
from receptionist.desk.retry import until_won
from receptionist.errors import NotServable, Refused
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Conflict


class NumberTaken(Refused):
    """Another business here answers it."""


def give_number(desk: Desk, business: BusinessId, number: Phone, *, by: str) -> Business:
    """Calls to it are for this business from now on; its texts go on coming from the first of its numbers. Safe to repeat. Raises
    NumberTaken, NotServable."""
    holder = desk.businesses.by_number(number)
    if holder is not None and holder.id != business:
        raise NumberTaken(f"{number} is answered for another business")

    def more(now: Business) -> dict[str, Any]:
        return {} if number in now.every_number() else {"numbers": (*now.numbers, number)}

    return _changed(desk, business, more, by=by, note=f"answers {number}")


def take_number_away(desk: Desk, business: BusinessId, number: Phone, *, by: str) -> Business:
    """Safe to repeat. Raises NotServable for the only one it has, or one that is told to belong to a place."""

    def fewer(now: Business) -> dict[str, Any]:
        return {"numbers": tuple(one for one in now.numbers if one != number)} if number in now.numbers else {}

    return _changed(desk, business, fewer, by=by, note=f"no longer answers {number}")


def tell_registration(desk: Desk, business: BusinessId, registration: str, *, by: str) -> Business:
    """What the networks say of its texts: until they are approved none is promised or sent. Safe to repeat."""

    def told(now: Business) -> dict[str, Any]:
        return {} if now.text_registration == registration else {"text_registration": registration}

    return _changed(desk, business, told, by=by, note=f"texts: {registration}")


def _changed(
    desk: Desk, business: BusinessId, change: Callable[[Business], dict[str, Any]], *, by: str, note: str
) -> Business:
    def decide() -> Business:
        now = desk.businesses.get(business)
        if now is None:
            raise NotServable("there is no such business any more")
        fields = change(now)
        if not fields:
            return now
        wanted = now.model_copy(update=fields)
        wrong = [f"{said_place(wanted.model_dump(mode='json'), place)}: {why}" for place, why in faults(wanted)]
        if wrong:
            raise NotServable("; ".join(wrong))
        kept = desk.businesses.put(wanted, expected_version=now.version, imprint=Imprint(desk.clock(), by, note))
        _draft_goes_on(desk, now, kept, fields)
        return kept

    return until_won(decide)


def _draft_goes_on(desk: Desk, before: Business, after: Business, fields: dict[str, Any]) -> None:
    """Somebody who saves their draft at this moment is not disturbed: theirs is then to be looked at again, as after any
    publishing."""
    draft = draft_of(desk, before.id)
    if draft is None or draft.kept.base != before.version:
        return
    wanted = draft.kept.business.model_copy(update=fields)
    with suppress(Conflict):
        save_draft(desk, wanted, base=after.version, revision=draft.revision, by=draft.kept.by)
