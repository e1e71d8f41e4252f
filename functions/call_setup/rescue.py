"""AWS Lambda, on a schedule: calls whose handler fell silent without the carrier noticing."""

import logging
from typing import Any

from functions import wiring
from functions.entry import logged
from functions.office import Office
from receptionist.desk.rescue_calls import Rescued, rescue_calls

log = logging.getLogger(__name__)


def rescue(office: Office) -> Rescued:
    """Looks once; on one machine, called every second."""
    rescued = rescue_calls(office.desk, office.carrier, office.url("/voice/after"))
    for call in rescued.going_on:
        log.warning("rescued", extra={"call": call})
    for call in rescued.over:
        log.warning("found over", extra={"call": call})
    return rescued


def _act(event: dict[str, Any], context: Any) -> None:
    rescue(wiring.office())


handler = logged("rescue", _act)
