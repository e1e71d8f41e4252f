"""The life of a call: placed, rung, scripted, over, and told to the application."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from email.utils import format_datetime

from local.carrier.call import Fetch, HangUp, Order, Perform, PhoneCall
from local.carrier.exchange import Exchange, Stage
from local.carrier.faults import CallFault
from local.carrier.model import CallState, IncomingNumber, Party
from local.carrier.script import Script, obey
from local.carrier.sids import new_sid
from local.carrier.talking import Leg
from local.carrier.twiml import Verb

NOBODY = Party(answers=CallState.FAILED, rings_s=0)
"""Who answers a number nobody has."""

ALL_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


class Progress:
    """A call's status callback, told in order. https://www.twilio.com/docs/voice/twiml#request-twilio-status"""

    def __init__(self, exchange: Exchange, url: str, method: str = "POST", events: frozenset[str] = ALL_EVENTS) -> None:
        self._exchange = exchange
        self._url = url
        self._method = method
        self._events = events
        self._count = 0
        self._in_turn = asyncio.Lock()

    def tell(self, call: PhoneCall, event: str, status: str) -> None:
        """Post `event` beside the call, if anybody wants to know."""
        if self._url and event in self._events:
            form = {**call.form(), "CallStatus": status, **self._facts()}
            self._exchange.spawn(self._post(call, form))

    async def tell_end(self, call: PhoneCall) -> None:
        """Post how the call ended, and wait for the answer."""
        if self._url and "completed" in self._events:
            seconds = round((await call.outcome).duration_s)
            length = {"CallDuration": str(seconds), "Duration": str(-(-seconds // 60))}
            await self._post(call, {**call.form(), **length, **self._facts()})

    def _facts(self) -> dict[str, str]:
        self._count += 1
        return {
            "CallbackSource": "call-progress-events",
            "SequenceNumber": str(self._count - 1),
            "Timestamp": format_datetime(self._exchange.now()),
        }

    async def _post(self, call: PhoneCall, form: Mapping[str, str]) -> None:
        detail = {"url": self._url, "CallStatus": form["CallStatus"]}
        async with self._in_turn:
            try:
                reply = await self._exchange.webhooks.request(
                    self._url, form, auth_token=self._exchange.token(call.account_sid), method=self._method
                )
                call.note("webhook", "status", {**detail, "status": str(reply.status)})
            except CallFault as fault:
                call.fault(fault)


def new_call(
    exchange: Exchange,
    *,
    account_sid: str,
    from_: str,
    to: str,
    direction: str,
    progress: Progress,
    parent_sid: str | None = None,
) -> PhoneCall:
    """A ringing call, entered in the exchange's book."""

    def answered(call: PhoneCall) -> None:
        exchange.pacer.join(call.beat)
        progress.tell(call, "answered", CallState.IN_PROGRESS)

    ours = exchange.number(to if direction == "inbound" else from_)
    call = PhoneCall(
        new_sid("CA"),
        account_sid=account_sid,
        from_=from_,
        to=to,
        direction=direction,
        now=exchange.now,
        on_answer=answered,
        parent_sid=parent_sid,
        number_sid=ours.sid if ours else None,
    )
    exchange.calls[call.sid] = call
    return call


def ring_number(exchange: Exchange, number: IncomingNumber, from_: str, parent_sid: str | None = None) -> PhoneCall:
    """Somebody calls a number of the account."""
    wants = Progress(exchange, number.status_callback, number.status_callback_method, frozenset({"completed"}))
    call = new_call(
        exchange,
        account_sid=number.account_sid,
        from_=from_,
        to=number.phone_number,
        direction="inbound",
        progress=wants,
        parent_sid=parent_sid,
    )
    fallback = Fetch(number.voice_fallback_url, number.voice_fallback_method) if number.voice_fallback_url else None
    script = Script(call, exchange, fallback)
    exchange.spawn(live(exchange, call, script.run, Fetch(number.voice_url, number.voice_method), wants))
    return call


def ring_party(
    exchange: Exchange,
    call: PhoneCall,
    first: Order,
    act: Callable[[Fetch | Perform], Awaitable[HangUp]],
    progress: Progress,
) -> None:
    """The network calls somebody outside: they behave as their Party says, and the call does `act` once answered."""
    party = exchange.parties.get(call.to, NOBODY)

    async def once_answered(order: Fetch | Perform) -> HangUp:
        await call.answered_or_over()
        return await act(order)

    async def both() -> None:
        async with asyncio.TaskGroup() as tasks:
            person = tasks.create_task(_behave(call, party))
            await live(exchange, call, once_answered, first, progress)
            person.cancel()

    progress.tell(call, "initiated", "initiated")
    progress.tell(call, "ringing", CallState.RINGING)
    exchange.spawn(both())


async def place_leg(exchange: Exchange, stage: Stage, number: Verb, caller_id: str) -> Leg:
    """Ring the other side of a Dial."""
    parent = stage.call
    shown = caller_id or parent.from_
    ours = exchange.number(number.text)
    if ours is not None:
        leg = Leg(ring_number(exchange, ours, shown, parent.sid), own_number=True)
        exchange.spawn(_follow(leg))
        return leg
    events = frozenset(number.get("statusCallbackEvent", "completed").split())
    callback = stage.resolve(number.get("statusCallback")) if number.get("statusCallback") else ""
    progress = Progress(exchange, callback, number.get("statusCallbackMethod", "POST"), events)
    call = new_call(
        exchange,
        account_sid=parent.account_sid,
        from_=shown,
        to=number.text,
        direction="outbound-dial",
        progress=progress,
        parent_sid=parent.sid,
    )
    leg = Leg(call, own_number=False)
    script = Script(call, exchange)
    whisper = Fetch(stage.resolve(number.get("url")), number.get("method", "POST")) if number.get("url") else None
    talk = Perform("")

    async def act(order: Fetch | Perform) -> HangUp:
        if order is not talk:
            leg.left.set()
            return await script.run(order)
        if whisper is not None:
            end = await script.run(whisper)
            if end.by != "document":
                return end
        leg.talking.set()
        await asyncio.Event().wait()
        raise AssertionError("only an order ends a conversation")

    ring_party(exchange, call, talk, act, progress)
    exchange.spawn(_leave(leg))
    return leg


async def live(
    exchange: Exchange,
    call: PhoneCall,
    script: Callable[[Fetch | Perform], Awaitable[HangUp]],
    first: Order,
    progress: Progress,
) -> None:
    """A call from its first document to its last status callback."""
    error: CallFault | None = None
    try:
        end = await obey(call, script, first)
    except CallFault as fault:
        end, error = HangUp("error"), fault
    state = end.state
    if state is CallState.COMPLETED and call.answered_at is None:
        state = CallState.FAILED if error else CallState.NO_ANSWER
    exchange.pacer.leave(call.beat)
    call.finish(state, end.by, error)
    if end.by == "caller":
        for farewell in call.farewells:
            await _say_farewell(exchange, call, farewell)
    await progress.tell_end(call)
    call.settled.set()


async def _say_farewell(exchange: Exchange, call: PhoneCall, farewell: Fetch) -> None:
    """Ask an `action` the call will not perform any more, as Twilio does when the caller hung up in its verb."""
    form = {**call.form(), **farewell.extra}
    try:
        reply = await exchange.webhooks.request(
            farewell.url, form, auth_token=exchange.token(call.account_sid), method=farewell.method
        )
        call.note("webhook", "farewell", {"url": farewell.url, "status": str(reply.status)})
    except CallFault as fault:
        call.fault(fault)


PRESSES_AFTER_S = 1.0


async def _behave(call: PhoneCall, party: Party) -> None:
    """The person called: lets it ring, picks up or not, talks, hangs up."""
    await asyncio.sleep(party.rings_s)
    if party.answers is not CallState.COMPLETED:
        call.order(HangUp("caller", party.answers))
        return
    call.answer()
    call.say(party.says)
    async with asyncio.TaskGroup() as acts:
        if party.presses:
            acts.create_task(_press(call, party.presses))
        if party.talks_s is not None:
            acts.create_task(_leave_after(call, party.talks_s))


async def _press(call: PhoneCall, keys: str) -> None:
    await asyncio.sleep(PRESSES_AFTER_S)
    call.press(keys)


async def _leave_after(call: PhoneCall, seconds: float) -> None:
    await asyncio.sleep(seconds)
    call.order(HangUp("caller"))


async def _follow(leg: Leg) -> None:
    """A leg to our own number talks as soon as that call is answered."""
    if await leg.call.answered_or_over() is CallState.IN_PROGRESS:
        leg.talking.set()
    await _leave(leg)


async def _leave(leg: Leg) -> None:
    await asyncio.shield(leg.call.outcome)
    leg.left.set()
