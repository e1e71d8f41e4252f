"""A call's documents, executed verb by verb until the call ends."""

import asyncio
from collections.abc import Awaitable, Callable

from local.carrier import twiml
from local.carrier.call import Fetch, HangUp, Order, Perform, PhoneCall
from local.carrier.exchange import Exchange, Next, Stage
from local.carrier.faults import (
    INVALID_CONTENT_TYPE,
    RETRIEVAL_FAILURE,
    SCHEMA_VALIDATION,
    CallFault,
    TwimlRefused,
)
from local.carrier.model import CallState
from local.carrier.twiml import Verb
from local.carrier.verbs import dial, gather, queueing, record, sound, stream
from local.carrier.webhooks import Reply

MOST_DOCUMENTS = 500
"""Of one call. An application that redirects in a circle is stopped; Twilio's own limit is not documented."""

SORRY = "We are sorry, an application error has occurred. Goodbye."
"""What Twilio says when it cannot go on."""


class Script:
    """Executes documents for one call. `fallback` is asked once whenever a document cannot be had."""

    def __init__(self, call: PhoneCall, exchange: Exchange, fallback: Fetch | None = None) -> None:
        self._call = call
        self._exchange = exchange
        self._fallback = fallback
        self._documents = 0
        self._verbs: dict[str, Callable[[Stage, Verb], Awaitable[Next]]] = {
            "Connect": stream.connect,
            "Dial": dial.dial,
            "Enqueue": lambda stage, verb: queueing.enqueue(stage, verb, self._wait_document),
            "Gather": gather.gather,
            "Hangup": queueing.hang_up,
            "Leave": queueing.leave,
            "Pause": sound.pause,
            "Play": sound.play,
            "Record": record.record,
            "Redirect": queueing.redirect,
            "Reject": reject,
            "Say": sound.say,
        }

    async def run(self, first: Fetch | Perform) -> HangUp:
        """Execute `first` and all that follows from it. Returns how the call shall end.

        Raises CallFault when the network cannot go on, after having said so to the caller.
        """
        follow: Next | Perform = first
        while not isinstance(follow, HangUp):
            if follow is None:
                return HangUp("document")
            try:
                follow = await self._document(follow)
            except queueing.Left:
                follow = None
            except CallFault as fault:
                await self._apologise(fault)
                raise
        return follow

    async def _document(self, wanted: Fetch | Perform) -> Next:
        self._documents += 1
        if self._documents > MOST_DOCUMENTS:
            raise TwimlRefused(SCHEMA_VALIDATION, f"more than {MOST_DOCUMENTS} documents in one call")
        if isinstance(wanted, Perform):
            return await self._perform(twiml.parse(wanted.document), "")
        try:
            url, verbs = await self._fetch(wanted)
        except CallFault as fault:
            fallback = self._fallback
            if fallback is None or fallback.url == wanted.url or fault.code == SCHEMA_VALIDATION:
                raise
            self._call.fault(fault)
            extra = {"ErrorCode": str(fault.code), "ErrorUrl": wanted.url}
            url, verbs = await self._fetch(Fetch(fallback.url, fallback.method, extra))
        return await self._perform(verbs, url)

    async def _perform(self, verbs: tuple[Verb, ...], url: str) -> Next:
        """Every verb in turn, until one leads elsewhere."""
        stage = Stage(self._call, self._exchange, url)
        for verb in verbs:
            self._call.note("verb", verb.name, {**verb.attributes, "text": verb.text})
            follow = await self._verbs[verb.name](stage, verb)
            if follow is not None:
                return follow
        return None

    async def _wait_document(self, stage: Stage, wanted: Fetch) -> None:
        """One round of a queue's wait document."""
        url, verbs = await self._fetch(wanted)
        await self._perform(verbs, url)

    async def _fetch(self, wanted: Fetch) -> tuple[str, tuple[Verb, ...]]:
        call = self._call
        form = {**call.form(), **wanted.extra}
        call.note("webhook", "asked", {"url": wanted.url, "method": wanted.method, **wanted.extra})
        reply = await self._exchange.webhooks.request(
            wanted.url, form, auth_token=self._exchange.token(call.account_sid), method=wanted.method
        )
        document = reply.body.decode("utf-8", "replace")
        call.note("webhook", "answered", {"url": wanted.url, "status": str(reply.status)})
        if reply.status >= 400:
            raise CallFault(RETRIEVAL_FAILURE, f"HTTP {reply.status}", wanted.url)
        call.note("twiml", wanted.url, {"document": document})
        return reply.url, _verbs(reply, document)

    async def _apologise(self, fault: CallFault) -> None:
        self._call.fault(fault)
        if not isinstance(fault, TwimlRefused):
            await sound.say(Stage(self._call, self._exchange, ""), Verb("Say", {}, SORRY, ()))


def _verbs(reply: Reply, document: str) -> tuple[Verb, ...]:
    """What the application's answer says to do, by its content type."""
    if not document.strip():
        return ()
    if reply.content_type in twiml.CONTENT_TYPES:
        return twiml.parse(document)
    if reply.content_type == "text/plain":
        return (Verb("Say", {}, document.strip(), ()),)
    if reply.content_type.startswith("audio/"):
        return (Verb("Play", {}, reply.url, ()),)
    raise CallFault(INVALID_CONTENT_TYPE, f"Invalid Content-Type {reply.content_type}", reply.url)


async def reject(stage: Stage, verb: Verb) -> Next:
    """Refuse an unanswered call with `reason` busy or rejected; an answered one is hung up."""
    if stage.call.answered_at is not None:
        return HangUp("twiml")
    return HangUp("twiml", CallState.BUSY if verb.get("reason") == "busy" else CallState.NO_ANSWER)


async def obey(call: PhoneCall, script: Callable[[Fetch | Perform], Awaitable[HangUp]], first: Order) -> HangUp:
    """Run `script`, dropping what it does whenever an order for the call comes in.

    Raises CallFault as the script does.
    """
    order = first
    while not isinstance(order, HangUp):
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(_caught(script(order)), name=f"script {call.sid}")
            news = tasks.create_task(call.orders.get())
            await asyncio.wait({running, news}, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                order = news.result()
                running.cancel()
                continue
            news.cancel()
        result = running.result()
        if isinstance(result, CallFault):
            raise result
        return result
    return order


async def _caught(work: Awaitable[HangUp]) -> HangUp | CallFault:
    """A fault as a value: raised in a TaskGroup it would come out wrapped."""
    try:
        return await work
    except CallFault as fault:
        return fault
