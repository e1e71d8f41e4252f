"""Dial: another phone is rung and the two talk.

The other side is a number of the account (a call of its own, with its own TwiML), a
`Party` the test described, a caller waiting in a queue, or nobody: "failed".
https://www.twilio.com/docs/voice/twiml/dial
"""

import asyncio

from local.carrier import mulaw
from local.carrier.call import HangUp, PhoneCall
from local.carrier.exchange import Next, Stage
from local.carrier.model import CallState
from local.carrier.talking import Leg, bridged, plugged_into
from local.carrier.twiml import Verb

RINGING = mulaw.tone(0.4, 440, level=0.03) + mulaw.SILENCE * 80
"""What the caller hears while the other phone rings. Not documented."""


async def dial(stage: Stage, verb: Verb) -> Next:
    """Connect the caller with the dialled number, then go on with `action` or the next verb."""
    if verb.get("answerOnBridge") != "true":
        stage.call.answer()
    queue = next((noun for noun in verb.children if noun.name == "Queue"), None)
    if queue is not None:
        return await _fetch_from_queue(stage, verb, queue.text)
    facts = {"DialCallStatus": CallState.FAILED.value}
    try:
        for number in _numbers(verb):
            facts = await _talk(stage, verb, await stage.exchange.place_leg(stage, number, verb.get("callerId")))
            if facts["DialCallStatus"] == CallState.COMPLETED.value:
                break
    except asyncio.CancelledError:
        follow = stage.action(verb, DialCallStatus=CallState.COMPLETED.value)
        if follow is not None:
            stage.call.farewells.append(follow)
        raise
    stage.call.note("verb", "dialled", facts)
    return stage.action(verb, **facts)


def _numbers(verb: Verb) -> tuple[Verb, ...]:
    """The numbers to try. Twilio rings several at once; here they are rung in turn."""
    return verb.children or (Verb("Number", {}, verb.text, ()),)


async def _talk(stage: Stage, verb: Verb, leg: Leg) -> dict[str, str]:
    """Ring, talk, and tell how it went. Cancelling hangs the other side up."""
    call, other = stage.call, leg.call
    loop = asyncio.get_running_loop()
    facts = {"DialCallSid": other.sid}
    try:
        try:
            async with asyncio.timeout(verb.seconds("timeout", 30)):
                await _ring(call, leg)
        except TimeoutError:
            other.order(HangUp("twiml", CallState.NO_ANSWER))
            return {**facts, "DialCallStatus": CallState.NO_ANSWER.value}
        if not leg.talking.is_set():
            return {**facts, "DialCallStatus": other.state.value}
        call.answer()
        began = loop.time()
        link = plugged_into(call.line, other.line) if leg.own_number else bridged(call.line, other.line)
        with link:
            await leg.left.wait()
        duration = {"DialCallDuration": str(round(loop.time() - began)), "DialBridged": "true"}
        return {**facts, "DialCallStatus": CallState.COMPLETED.value, **duration}
    finally:
        other.order(HangUp("twiml"))


async def _ring(call: PhoneCall, leg: Leg) -> None:
    """The caller hears it ring until the other side talks or is gone."""
    async with asyncio.TaskGroup() as tasks:
        tone = tasks.create_task(_ringing(call))
        up = tasks.create_task(leg.talking.wait())
        gone = tasks.create_task(leg.left.wait())
        await asyncio.wait({up, gone}, return_when=asyncio.FIRST_COMPLETED)
        for task in (tone, up, gone):
            task.cancel()


async def _ringing(call: PhoneCall) -> None:
    while True:
        await call.line.play(RINGING)


async def _fetch_from_queue(stage: Stage, verb: Verb, name: str) -> Next:
    """Talk to the one who has waited longest. An empty queue: the Dial waits for somebody, as Twilio does."""
    queue = stage.exchange.queues.get(name)
    timeout_s = verb.seconds("timeout", 30)
    try:
        async with asyncio.timeout(timeout_s):
            while not queue:
                await asyncio.sleep(0.05)
                queue = stage.exchange.queues.get(name)
    except TimeoutError:
        return stage.action(verb, DialCallStatus=CallState.NO_ANSWER.value)
    waiting = queue.popleft()
    waiting.fetched.set()
    try:
        with bridged(stage.call.line, waiting.call.line):
            await waiting.over.wait()
    finally:
        waiting.over.set()
    return stage.action(verb, DialCallStatus=CallState.COMPLETED.value, DialCallSid=waiting.call.sid)
