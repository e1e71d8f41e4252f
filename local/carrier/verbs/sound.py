"""Say, Play, Pause: what the caller is made to hear."""

import asyncio

from local.carrier import mulaw
from local.carrier.exchange import Next, Stage
from local.carrier.faults import RETRIEVAL_FAILURE, CallFault
from local.carrier.twiml import Verb

ENDLESS_LOOPS = 1000
"""Twilio's loop="0" repeats until the call ends, at most this often."""

KEY_TONE_S = 0.1
KEY_PAUSE_S = 0.5


async def say(stage: Stage, verb: Verb) -> Next:
    """Speak a text."""
    stage.call.answer()
    audio = await stage.speech(verb.text, verb.get("language", "en-US"))
    for _ in range(_loops(verb)):
        await stage.call.line.play(audio)
    return None


async def play(stage: Stage, verb: Verb) -> Next:
    """Play a sound file, or the tones of `digits`."""
    stage.call.answer()
    if verb.get("digits"):
        for digit in verb.get("digits"):
            if digit in "wW":
                await asyncio.sleep(KEY_PAUSE_S)
            else:
                await stage.call.line.play(mulaw.tone(KEY_TONE_S, 1209) + mulaw.SILENCE * 5)
        return None
    audio = await fetch_sound(stage, stage.resolve(verb.text))
    for _ in range(_loops(verb)):
        await stage.call.line.play(audio)
    return None


async def pause(stage: Stage, verb: Verb) -> Next:
    """Wait. As the first verb it delays the answer, as Twilio documents."""
    await asyncio.sleep(verb.seconds("length", 1))
    stage.call.answer()
    return None


async def fetch_sound(stage: Stage, url: str) -> bytes:
    """The sound at `url` as mu-law: WAV (16 bit, 8 kHz) or raw mu-law. Raises CallFault 11200."""
    reply = await stage.exchange.webhooks.request(
        url, stage.call.form(), auth_token=stage.exchange.token(stage.call.account_sid), method="GET"
    )
    stage.call.note("webhook", "sound", {"url": url, "status": str(reply.status)})
    if reply.status >= 400:
        raise CallFault(RETRIEVAL_FAILURE, f"HTTP {reply.status} for a sound", url)
    return as_mulaw(reply.body, reply.content_type, url)


def as_mulaw(body: bytes, content_type: str, url: str) -> bytes:
    """A sound file's body as mu-law. Raises CallFault for a kind the simulator cannot play."""
    if content_type in ("audio/basic", "audio/x-mulaw", "audio/ulaw", "audio/pcmu"):
        return body
    try:
        return mulaw.from_wav(body)
    except ValueError as error:
        raise CallFault(RETRIEVAL_FAILURE, f"{content_type}: {error}", url) from error


def _loops(verb: Verb) -> int:
    return int(verb.seconds("loop", 1)) or ENDLESS_LOOPS
