"""How often one may call, text or ask within some minutes, before somebody else is kept from doing so.

    10:00 ──calls are counted, per caller, per number called, per business──▶ 10:10 ──counted anew──▶
              '──more than the business allows──▶ "please call again in a few minutes", nothing is written down

Windows begin on the clock, so that whoever is refused can be told when the next one does.
"""

import math
from datetime import UTC, datetime, timedelta

from receptionist.accounts.passes import digest
from receptionist.business.definition import Business
from receptionist.ids import Phone
from receptionist.ports import Tally

WINDOW = timedelta(minutes=10)
"""Of calls and texts."""
API_WINDOW = timedelta(minutes=1)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def wait(tally: Tally, what: str, most: int | None, now: datetime, window: timedelta) -> int:
    """Counts one `what`. 0: it may be done. Else the seconds until it may be tried again. `most` None: always 0."""
    if most is None:
        return 0
    number = (now - _EPOCH) // window
    if tally.attempt(f"rate {digest(what)} {number}", now, window, most):
        return 0
    return max(1, math.ceil((_EPOCH + (number + 1) * window - now).total_seconds()))


def wait_to_call(tally: Tally, business: Business, caller: Phone, called: Phone, now: datetime) -> int:
    """Seconds, 0 for a call that may be taken. Whoever withholds the number is counted with all who do. What is refused
    for one caller's sake is not counted for the house."""
    limits = business.limits
    who, most = (caller, limits.calls_from_one) if caller else ("withheld", limits.calls_withheld)
    return (
        wait(tally, f"call {business.id} from {who}", most, now, WINDOW)
        or wait(tally, f"call to {called}", limits.calls_to_one_number, now, WINDOW)
        or wait(tally, f"call {business.id}", limits.calls_in_all, now, WINDOW)
    )


def wait_to_text(tally: Tally, business: Business, sender: Phone, now: datetime) -> int:
    """The same for a text that is no word about consent: those are always heard."""
    limits = business.limits
    return wait(tally, f"text {business.id} from {sender}", limits.texts_from_one, now, WINDOW) or wait(
        tally, f"text {business.id}", limits.texts_in_all, now, WINDOW
    )


def wait_to_ask(tally: Tally, person: str, most: int | None, now: datetime) -> int:
    """The same for a request to the API by somebody who has shown who they are."""
    return wait(tally, f"api {person}", most, now, API_WINDOW)
