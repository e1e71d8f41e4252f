"""Errands that have come due are done."""

import logging
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from functions.errands.kinds import kinds
from functions.office import Office
from receptionist.desk.run_errands import Ran, run_due

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Errands side by side: one that waits for somebody else's server keeps nobody waiting but its own round."""

LONG = timedelta(seconds=6)
"""After that no further round is begun: the last one ends before a Lambda function's time does."""


def run(office: Office) -> Ran:
    """Works until nothing is due. Called every half second on one machine, by functions/errands/handler.py in the cloud."""
    duties, until = kinds(office), office.desk.clock() + LONG
    total = Ran()
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="errands") as pool:
        while office.desk.clock() < until:
            ran = run_due(office.desk, duties, jitter=random.random, limit=AT_ONCE, together=pool.map)
            if not ran.claimed:
                break
            total = Ran(total.done + ran.done, total.later + ran.later, total.dead + ran.dead)
    if total.claimed:
        log.info("errands", extra={"done": total.done, "later": total.later, "dead": total.dead})
    return total
