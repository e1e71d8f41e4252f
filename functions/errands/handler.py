"""AWS Lambda, on the table's stream and on a schedule: errands that have come due are done.

The stream only says that something was added; what is done is what can be claimed. So an event that comes twice, late or
not at all does nothing twice and loses nothing: the schedule finds what the stream missed, and what is due at its own time,
at most a minute late.
"""

from typing import Any

import functions.lean_fastapi  # noqa: F401  first
from functions import wiring
from functions.entry import logged
from functions.errands.chore import run


def _act(event: dict[str, Any], context: Any) -> None:
    run(wiring.office())


handler = logged("errands", _act)
