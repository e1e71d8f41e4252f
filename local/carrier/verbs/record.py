"""Record: the caller's voice until silence, a key, the longest time or the end of the call.

https://www.twilio.com/docs/voice/twiml/record
"""

import asyncio

from local.carrier import mulaw
from local.carrier.call import Fetch
from local.carrier.exchange import Next, Stage
from local.carrier.faults import CallFault
from local.carrier.model import CallRecording
from local.carrier.mulaw import FRAME_S
from local.carrier.sids import new_sid
from local.carrier.twiml import Verb

BEEP_S = 0.25
BEEP_HZ = 1000


class _Tape:
    """What is being recorded, frame by frame. `done` is set when a limit is reached."""

    def __init__(self, silence_s: float, longest_s: float) -> None:
        self.audio = bytearray()
        self.spoke = False
        self.done = asyncio.Event()
        self._quiet_s = 0.0
        self._silence_s = silence_s
        self._longest_s = longest_s

    def add(self, frame: bytes) -> None:
        """20 ms more."""
        self.audio += frame
        if mulaw.is_silent(frame):
            self._quiet_s += FRAME_S
        else:
            self._quiet_s = 0.0
            self.spoke = True
        if self._quiet_s >= self._silence_s or len(self.audio) / mulaw.RATE >= self._longest_s:
            self.done.set()


async def record(stage: Stage, verb: Verb) -> Next:
    """Record the caller and hand the recording to `action` (default: the URL of this document).

    Nothing said: no recording, no request, on to the next verb, as Twilio documents.
    """
    call = stage.call
    call.answer()
    if verb.get("playBeep", "true") == "true":
        await call.line.play(mulaw.tone(BEEP_S, BEEP_HZ))
    tape = _Tape(verb.seconds("timeout", 5), verb.seconds("maxLength", 3600))
    pressed: list[str] = []
    finish = verb.get("finishOnKey", "1234567890*#")

    def key(digit: str) -> None:
        if digit in finish:
            pressed.append(digit)
            tape.done.set()

    untap = call.line.tap_spoken(tape.add)
    try:
        with call.keys_to(key):
            await tape.done.wait()
    except asyncio.CancelledError:
        follow = _keep(stage, verb, tape, "hangup")
        if follow is not None:
            call.farewells.append(follow)
        raise
    finally:
        untap()
    return _keep(stage, verb, tape, "".join(pressed))


def _keep(stage: Stage, verb: Verb, tape: _Tape, digits: str) -> Fetch | None:
    if not tape.spoke:
        return None
    exchange, call = stage.exchange, stage.call
    kept = CallRecording(new_sid("RE"), call.account_sid, call.sid, exchange.now(), "RecordVerb", (bytes(tape.audio),))
    exchange.recordings[kept.sid] = kept
    facts = {
        "RecordingUrl": f"{exchange.api_base_url}/2010-04-01/Accounts/{call.account_sid}/Recordings/{kept.sid}",
        "RecordingSid": kept.sid,
        "RecordingDuration": str(kept.duration_s),
    }
    call.note("verb", "recorded", facts)
    if verb.get("recordingStatusCallback"):
        exchange.spawn(_tell(stage, verb, {**facts, "RecordingStatus": "completed", "RecordingChannels": "1"}))
    return stage.action(Verb("Record", {"action": stage.url, **verb.attributes}, "", ()), **facts, Digits=digits)


async def _tell(stage: Stage, verb: Verb, facts: dict[str, str]) -> None:
    call = stage.call
    url = stage.resolve(verb.get("recordingStatusCallback"))
    form = {"AccountSid": call.account_sid, "CallSid": call.sid, "RecordingSource": "RecordVerb", **facts}
    try:
        reply = await stage.exchange.webhooks.request(url, form, auth_token=stage.exchange.token(call.account_sid))
        call.note("webhook", "recording", {"url": url, "status": str(reply.status)})
    except CallFault as fault:
        call.fault(fault)
