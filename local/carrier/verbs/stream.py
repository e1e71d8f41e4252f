"""Connect with a Stream: the call's sound goes to a WebSocket until one side ends it."""

import asyncio
from datetime import UTC

from local.carrier import stream_messages
from local.carrier.call import HangUp
from local.carrier.exchange import Next, Stage
from local.carrier.faults import SCHEMA_VALIDATION, STREAM_CLOSED_BY_SERVER, CallFault, TwimlRefused
from local.carrier.media_stream import MediaStream, StreamEnd, open_stream, stream_url
from local.carrier.model import AfterAbruptEnd
from local.carrier.names import reached
from local.carrier.sids import new_sid
from local.carrier.twiml import Verb
from local.carrier.webhooks import signature

MOST_PARAMETER_CHARACTERS = 500
"""Of a Parameter's name and value together. https://www.twilio.com/docs/voice/twiml/stream"""


async def connect(stage: Stage, verb: Verb) -> Next:
    """Stream the call, then go on with `action` or the next verb.

    Sound the server sent that was not yet heard when the stream ends is dropped (not
    documented): an application that wants its goodbye heard waits for its mark.
    """
    if len(verb.children) != 1:
        raise TwimlRefused(SCHEMA_VALIDATION, "<Connect> needs exactly one <Stream>")
    noun = verb.children[0]
    stage.call.answer()
    end = await _stream(stage, noun)
    if end.fault is not None:
        stage.call.fault(end.fault)
    if end.abrupt:
        match stage.exchange.options.after_abrupt_end:
            case AfterAbruptEnd.HANG_UP:
                return HangUp("carrier")
            case AfterAbruptEnd.HOLD:
                stage.call.note("stream", "held")
                await asyncio.Event().wait()
            case AfterAbruptEnd.CONTINUE:
                pass
    return stage.action(verb)


async def _stream(stage: Stage, noun: Verb) -> StreamEnd:
    call = stage.call
    stream_sid = new_sid("MZ")
    callbacks = _Callbacks(stage, noun, stream_sid)
    parameters = _parameters(noun)
    try:
        url = stream_url(stage.resolve(noun.get("url")))
        stream = MediaStream(
            stream_messages.Sender(call.account_sid, call.sid, stream_sid),
            stream_sid,
            url,
            call.line.playout,
            lambda name, detail: call.note("stream", name, detail),
        )
        signed = signature(stage.exchange.token(call.account_sid), url, {})
        options = stage.exchange.options
        await open_stream(stream, reached(url, options.names), signature=signed, timeout_s=options.stream_timeout_s)
    except CallFault as fault:
        callbacks.post("stream-error", fault.message)
        return StreamEnd(fault)
    call.note("stream", "start", {"url": url, "streamSid": stream_sid})
    callbacks.post("stream-started")
    stream.begin(parameters)
    untap = call.line.tap_spoken(stream.caller_said)
    call.stream_socket = stream.cut
    try:
        with call.keys_to(stream.pressed):
            end = await asyncio.shield(stream.ended)
    finally:
        untap()
        call.stream_socket = None
        stream.close()
        call.line.playout.forget()
        callbacks.posted_end(stream.ended.result())
    call.note("stream", "end", {"why": "" if end.fault is None else end.fault.message})
    return end


def _parameters(noun: Verb) -> dict[str, str]:
    found = {}
    for parameter in noun.children:
        name, value = parameter.get("name"), parameter.get("value")
        if not name or len(name) + len(value) > MOST_PARAMETER_CHARACTERS:
            raise TwimlRefused(SCHEMA_VALIDATION, f"<Parameter> {name!r} has no name or over 500 characters")
        found[name] = value
    return found


class _Callbacks:
    """A Stream's statusCallback: stream-started, stream-stopped, stream-error."""

    def __init__(self, stage: Stage, noun: Verb, stream_sid: str) -> None:
        self._stage = stage
        self._noun = noun
        self._stream_sid = stream_sid

    def posted_end(self, end: StreamEnd) -> None:
        """The stream is over."""
        if end.fault is not None and end.fault.code != STREAM_CLOSED_BY_SERVER:
            self.post("stream-error", end.fault.message)
        else:
            self.post("stream-stopped")

    def post(self, event: str, error: str = "") -> None:
        """Tell the application, beside the call."""
        if self._noun.get("statusCallback"):
            self._stage.exchange.spawn(self._post(event, error))

    async def _post(self, event: str, error: str) -> None:
        stage, call = self._stage, self._stage.call
        form = {
            "AccountSid": call.account_sid,
            "CallSid": call.sid,
            "StreamSid": self._stream_sid,
            "StreamName": self._noun.get("name") or self._stream_sid,
            "StreamEvent": event,
            "Timestamp": stage.exchange.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }
        if error:
            form["StreamError"] = error
        url = stage.resolve(self._noun.get("statusCallback"))
        try:
            reply = await stage.exchange.webhooks.request(
                url,
                form,
                auth_token=stage.exchange.token(call.account_sid),
                method=self._noun.get("statusCallbackMethod", "POST"),
            )
            call.note("webhook", event, {"url": url, "status": str(reply.status)})
        except CallFault as fault:
            call.fault(fault)
