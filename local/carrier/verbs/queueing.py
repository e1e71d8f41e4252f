"""Enqueue and Leave: the caller waits for a person.

https://www.twilio.com/docs/voice/twiml/enqueue
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from local.carrier.call import Fetch, HangUp
from local.carrier.exchange import Next, Stage
from local.carrier.sids import new_sid
from local.carrier.talking import Waiting
from local.carrier.twiml import Verb

BETWEEN_WAIT_DOCUMENTS_S = 1.0
"""A wait document that plays nothing is not asked for more often than this. Not documented."""


class Left(Exception):
    """The wait document said Leave."""


async def leave(stage: Stage, verb: Verb) -> Next:
    """Out of the queue, on with the verb after Enqueue. Outside a queue it ends the document."""
    raise Left


async def enqueue(stage: Stage, verb: Verb, wait: Callable[[Stage, Fetch], Awaitable[None]]) -> Next:
    """Wait in the queue named by the verb's text, hearing `waitUrl`, until fetched, Leave, REST update or hang-up."""
    call, exchange = stage.call, stage.exchange
    call.answer()
    queue = exchange.queues.setdefault(verb.text, deque())
    loop = asyncio.get_running_loop()
    place = Waiting(call, loop.time())
    queue.append(place)
    facts = {"QueueSid": new_sid("QU"), "QueueResult": "hangup", "QueueTime": "0"}
    try:
        facts["QueueResult"] = await _waited(stage, verb, place, facts["QueueSid"], wait)
    except asyncio.CancelledError:
        facts["QueueTime"] = str(round(loop.time() - place.since))
        follow = stage.action(verb, **facts)
        if follow is not None:
            call.farewells.append(follow)
        raise
    finally:
        place.over.set()
        if place in queue:
            queue.remove(place)
    facts["QueueTime"] = str(round(loop.time() - place.since))
    return stage.action(verb, **facts)


async def _waited(
    stage: Stage, verb: Verb, place: Waiting, queue_sid: str, wait: Callable[[Stage, Fetch], Awaitable[None]]
) -> str:
    async with asyncio.TaskGroup() as tasks:
        music = tasks.create_task(_wait_music(stage, verb, queue_sid, wait))
        fetched = tasks.create_task(place.fetched.wait())
        await asyncio.wait({music, fetched}, return_when=asyncio.FIRST_COMPLETED)
        music.cancel()
        fetched.cancel()
    if not place.fetched.is_set():
        return "leave"
    await place.over.wait()
    return "bridged"


async def _wait_music(
    stage: Stage, verb: Verb, queue_sid: str, wait: Callable[[Stage, Fetch], Awaitable[None]]
) -> None:
    """Execute the wait document over and over. Ends when it says Leave."""
    if not verb.get("waitUrl"):
        await asyncio.Event().wait()
    loop = asyncio.get_running_loop()
    url, began = stage.resolve(verb.get("waitUrl")), loop.time()
    while True:
        facts = {"QueueSid": queue_sid, "QueueTime": str(round(loop.time() - began)), "QueuePosition": "1"}
        try:
            await wait(stage, Fetch(url, verb.get("waitUrlMethod", "POST"), facts))
        except Left:
            return
        await asyncio.sleep(BETWEEN_WAIT_DOCUMENTS_S)


async def redirect(stage: Stage, verb: Verb) -> Next:
    """On with another document. Nothing named: this one again."""
    return Fetch(stage.resolve(verb.text), verb.get("method", "POST"))


async def hang_up(stage: Stage, verb: Verb) -> Next:
    """End the call. It is answered first if it was not, as Twilio documents."""
    stage.call.answer()
    return HangUp("twiml")
