"""AWS Lambda, on a schedule: lost calls are looked for."""

from typing import Any

from functions import wiring
from functions.call_setup.rescue import rescue
from functions.entry import logged


def _act(event: dict[str, Any], context: Any) -> None:
    rescue(wiring.office())


handler = logged("rescue", _act)
