"""Calls whose handler fell silent without the carrier noticing are sent back to us."""

import logging

from functions.office import Office
from receptionist.desk.rescue_calls import Rescued, rescue_calls

log = logging.getLogger(__name__)


def rescue(office: Office) -> Rescued:
    """Looks once. Called every second on one machine, by functions/call_setup/rescue_handler.py in the cloud."""
    rescued = rescue_calls(office.desk, office.carrier, office.url("/voice/after"))
    for call in rescued.going_on:
        log.warning("rescued", extra={"call": call})
    for call in rescued.over:
        log.warning("found over", extra={"call": call})
    return rescued
