"""Words of a turn within a deadline, whatever becomes of the recogniser."""

import asyncio
import logging

from receptionist.errors import VendorUnavailable
from receptionist.ports import Listening, Transcript

log = logging.getLogger("stream_handler.ears")

NOTHING = Transcript("", "", 0.0)


async def words(listening: Listening, deadline_s: float) -> Transcript:
    """What was said in the turn so far; an empty text if it was not understood, or nobody could tell in time. Cancelling it
    abandons the work."""
    try:
        async with asyncio.timeout(deadline_s):
            return await listening.words()
    except (VendorUnavailable, TimeoutError) as error:
        log.error("recogniser failed", extra={"kind": type(error).__name__})
        return NOTHING
