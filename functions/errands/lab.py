"""Trials and publications of drafts, as errands. What they need to understand sentences is made at the first of them: the other
errands of the process spare it."""

import time
from functools import cache
from typing import TYPE_CHECKING

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ports import Errand

if TYPE_CHECKING:
    from receptionist.language.understander import LocalUnderstander

TRIAL, PUBLICATION = "trial", "publication"


@cache
def _understander() -> "LocalUnderstander":
    from receptionist.language.understander import LocalUnderstander  # noqa: PLC0415

    return LocalUnderstander()


def try_on(desk: Desk, business: Business, errand: Errand) -> None:
    """Some conversations of a trial (receptionist/suites/trial.py)."""
    from receptionist.adapters.memory.house import MemoryHouse  # noqa: PLC0415
    from receptionist.suites.trial import in_houses, trying  # noqa: PLC0415

    def house() -> MemoryHouse:
        return MemoryHouse(desk, _understander().understand, desk.shelf())

    trying(in_houses(house), time.monotonic)(desk, business, errand)


def publish_when_due(desk: Desk, business: Business, errand: Errand) -> None:
    """A draft whose time has come (receptionist/suites/publication.py). The vector store learns of it as of any other."""
    from receptionist.suites.publication import publishing  # noqa: PLC0415

    del errand
    published = publishing(desk, business, _understander().understand)
    if published is not None:
        desk.shelf().index(published)
