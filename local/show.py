"""The conversation on a terminal, as it happens, from the live feed."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp

from local.caller.ring import Rung
from local.service import Service

Print = Callable[[str], None]

RETRY_S = 0.2

_EFFECTS = {
    "booking.confirmed": "booked",
    "booking.changed": "booking changed",
    "booking.cancelled": "booking cancelled",
    "hold.taken": "place held while the caller decides",
    "hold.released": "held place given back",
    "message.taken": "message taken",
    "sms.queued": "text message queued",
    "recording.refused": "nothing is recorded",
}


async def follow(service: Service, business: str, say: Print, ready: asyncio.Event) -> None:
    """Prints events until cancelled; `ready` is set once the feed is open. A service that dies is waited for: what it told
    already is not printed twice."""
    address = f"{service.url.replace('http', 'ws', 1)}/live?business={business}"
    told: set[tuple[str, int, str]] = set()
    async with aiohttp.ClientSession(headers=service.credentials()) as session:
        while True:
            with suppress(aiohttp.ClientError):
                async with session.ws_connect(address) as feed:
                    ready.set()
                    async for message in feed:
                        if message.type is aiohttp.WSMsgType.TEXT:
                            _print(json.loads(message.data), told, say)
            await asyncio.sleep(RETRY_S)


def _print(event: dict[str, Any], told: set[tuple[str, int, str]], say: Print) -> None:
    key = event["call"], event["seq"], event["type"]
    if key not in told and (line := worded(event)):
        say(line)
    told.add(key)


def worded(event: dict[str, Any]) -> str:
    """One event as a line; empty for those a reader does not need."""
    match event["type"]:
        case "call.started":
            again = " (taken over from a lost server)" if event["resumed"] else ""
            return f"  ring   {event['caller'] or 'withheld number'}{again}"
        case "caller.said":
            return f"  caller     {event['text'] or '(not understood)'}"
        case "assistant.said":
            cut = " …  (interrupted)" if event["interrupted"] else ""
            return f"  assistant  {event['text']}{cut}"
        case "turn.timed":
            return (
                f"             answered in {event['total_ms']:.0f} ms: end of turn {event['end_of_turn_ms']:.0f},"
                f" hearing {event['transcribe_ms']:.0f}, thinking {event['think_ms']:.0f}, voice {event['voice_ms']:.0f}"
            )
        case "interrupted":
            return f"             silent {event['to_clear_ms']:.0f} ms after the caller broke in"
        case "effect":
            return f"  * {_EFFECTS.get(event['effect'], event['effect'])}"
        case "keys":
            return f"  caller     [{event['digits']}]"
        case "handed_over":
            return f"  * handed over to {event['to']} ({event['reason']})"
        case "call.ended":
            return f"  call over: {event['reason'].replace('_', ' ')} after {event['seconds']:.0f} s"
    return ""


def result(rung: Rung) -> list[str]:
    """What became of a call: booking, text, waits, verdict."""
    lines = [
        f"  in the book: {booking['service']}, {booking['local_start']}, party of {booking['party_size']},"
        f" {booking['customer']['name']}, code {booking['code']}, {booking['status']}"
        for booking in rung.stored.bookings
        if booking.get("call") == rung.call
    ]
    lines += [f"  text to {text['to']}: {text['body']}" for text in rung.stored.texts]
    waits = rung.waits.summary()
    lines.append(
        f"  as heard on the caller's phone: greeting after {waits['greeting_ms']} ms, answers after"
        f" {waits['answer_p50_ms']} ms (median) and {waits['answer_max_ms']} ms (longest)"
        + (
            f", silence {waits['interruption_to_silence_ms']} ms after an interruption"
            if waits["interruptions"]
            else ""
        )
    )
    verdict = (
        "the caller got what they wanted"
        if not rung.faults
        else "NOT what the caller wanted: " + "; ".join(rung.faults)
    )
    return [*lines, f"  {verdict}"]
