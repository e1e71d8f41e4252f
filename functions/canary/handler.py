"""AWS Lambda, on a schedule: the canary rings. An invocation that fails is a call that was not answered, and an alarm."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import aiohttp

from functions import wiring
from functions.canary.ring import Heard, Line, Unwell, ring
from functions.entry import logged
from functions.office import Office
from receptionist.business.load import parse_business
from receptionist.business.versions import Imprint
from receptionist.ids import Phone
from receptionist.ports import Conflict

log = logging.getLogger(__name__)

BUSINESS = Path(__file__).with_name("business.yaml")
CALLER = "+15550100198"


def run(office: Office) -> Heard:
    """One call. Raises Unwell."""
    canary = parse_business(BUSINESS.read_text(encoding="utf-8"), BUSINESS.name)
    called = Phone(canary.numbers[0])
    if office.desk.businesses.by_number(called) is None:
        try:
            office.desk.businesses.put(canary, imprint=Imprint(office.desk.clock(), "canary"))
        except Conflict:
            log.info("canary", extra={"why": "another region has put its business there"})
    line = Line(office.origin, office.account_sid, called, CALLER)

    async def rung() -> Heard:
        async with aiohttp.ClientSession() as session:
            return await ring(line, office.new_sid(), office.signature.sign, session)

    try:
        heard = asyncio.run(rung())
    except Unwell as error:
        log.error("canary", extra={"why": str(error)})
        raise
    log.info("canary", extra={"answered_ms": round(heard.answered_ms), "greeting_ms": round(heard.greeting_ms)})
    return heard


def _act(event: dict[str, Any], context: Any) -> None:
    run(wiring.office())


handler = logged("canary", _act)
