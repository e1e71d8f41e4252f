"""Gather: keys pressed by the caller, while something is said to them or after.

Speech input is not simulated: a Gather that takes keys too takes only keys, one that
takes nothing but speech is refused. https://www.twilio.com/docs/voice/twiml/gather
"""

import asyncio

from local.carrier.exchange import Next, Stage
from local.carrier.faults import SCHEMA_VALIDATION, TwimlRefused
from local.carrier.twiml import Verb
from local.carrier.verbs import sound

PROMPTS = {"Say": sound.say, "Play": sound.play, "Pause": sound.pause}


async def gather(stage: Stage, verb: Verb) -> Next:
    """Collect digits and hand them to `action` (default: the URL of this document)."""
    if "dtmf" not in verb.get("input", "dtmf").split():
        raise TwimlRefused(SCHEMA_VALIDATION, "<Gather> of speech alone is not executed by this network")
    stage.call.answer()
    keys: asyncio.Queue[str] = asyncio.Queue()
    with stage.call.keys_to(keys.put_nowait):
        first = await _first_key(stage, verb, keys)
        digits, finished = await _collect(verb, first, keys)
    if not digits and not finished and verb.get("actionOnEmptyResult") != "true":
        return None
    extra = {"Digits": digits, "FinishedOnKey": verb.get("finishOnKey", "#") if finished else "", "msg": "Gather End"}
    return stage.action(Verb("Gather", {"action": stage.url, **verb.attributes}, "", ()), **extra)


async def _first_key(stage: Stage, verb: Verb, keys: asyncio.Queue[str]) -> str | None:
    """The first key, which stops the prompt; None when the timeout after the prompt passes."""
    async with asyncio.TaskGroup() as tasks:
        prompt = tasks.create_task(_prompt(stage, verb))
        key = tasks.create_task(keys.get())
        await asyncio.wait({prompt, key}, return_when=asyncio.FIRST_COMPLETED)
        if not key.done():
            await asyncio.wait({key}, timeout=verb.seconds("timeout", 5))
        prompt.cancel()
        if not key.done():
            key.cancel()
            return None
        return key.result()


async def _prompt(stage: Stage, verb: Verb) -> None:
    for noun in verb.children:
        await PROMPTS[noun.name](stage, noun)


async def _collect(verb: Verb, first: str | None, keys: asyncio.Queue[str]) -> tuple[str, bool]:
    """All digits, and whether the finishing key ended them."""
    finish = verb.get("finishOnKey", "#")
    most = int(verb.seconds("numDigits", 0))
    digits, key = "", first
    while key is not None:
        if key in finish and finish:
            return digits, True
        digits += key
        if len(digits) == most:
            break
        try:
            async with asyncio.timeout(verb.seconds("timeout", 5)):
                key = await keys.get()
        except TimeoutError:
            break
    return digits, False
