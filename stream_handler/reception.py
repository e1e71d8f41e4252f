"""From a socket to a call and back: the ticket at the door, the record at the end."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from receptionist.business.definition import Business, Language
from receptionist.business.quality import known as prices
from receptionist.calls import events
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.calls.ticket import StreamTicket
from receptionist.conversation.reply import Reply, Said
from receptionist.conversation.state import DialogueState, from_json
from receptionist.conversation.wording import word_act
from receptionist.conversation.working import Act
from receptionist.errors import Fenced, Unavailable
from receptionist.ids import CallId, Phone
from stream_handler.call import Call
from stream_handler.carrier.line import Line, Socket, Text
from stream_handler.carrier.media_stream import Reader, Started
from stream_handler.carrier.relay import FULL, relay
from stream_handler.door import SLOT, NoSlot, TurnedAway, first_words, redeem, take_up, ticket_of
from stream_handler.journal import Journal, at_the_store
from stream_handler.leases import Leases
from stream_handler.listening_in import ListeningIn
from stream_handler.lookout import Lookout
from stream_handler.mind.thinking import one_moment, trouble
from stream_handler.mouth.prompts import Prompts
from stream_handler.parts import Parts
from stream_handler.post import Post
from stream_handler.tasks import stop

log = logging.getLogger("stream_handler.reception")

NOTHING_LEFT = timedelta(milliseconds=-1)
"""What is left of the lease where the carrier does not know that the line is dead."""
AT_ONCE = 4
"""Sentences made side by side before the first call."""
TAKEN_WITHIN_S = 3.0
"""A stream that the carrier ended to have the call elsewhere looks like one whose caller hung up, until the next handler has the call: then
whatever is written here is refused. From one to the other the carrier asks a webhook and opens a stream."""
LOOK_S = 0.1
"""Between two looks whether somebody is on the line."""
MOST_RELAYED = 50
"""Streams carried to other handlers at once; each takes a third of a percent of a core."""
RESUMED = Act("resumed")
DIAL_FAILED = "transfer_failed"
"""Key of the state's `extra` when a person did not pick up (receptionist/desk/continue_call.py)."""
ENDED, TURNED_AWAY, GOING_AWAY = 1000, 1008, 1012
"""WebSocket close codes (RFC 6455, 7.4.1): over, policy violation, service restart."""


@dataclass(eq=False, slots=True)
class _Live:
    """A call in progress, and who has it."""

    call: Call
    journal: Journal
    business: Business
    record: CallRecord


@dataclass(slots=True)
class Reception:
    """All calls of this process."""

    parts: Parts
    live: set[_Live] = field(default_factory=set)
    leaving: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once this process is about to end. On the loop of the calls."""
    post: Post | None = None
    """Where slots are kept and other handlers known; None: this is the only one."""
    lookout: Lookout | None = None
    """Who has the carrier ask again for a call whose line fell silent; None: somebody else looks for such calls."""
    _taken: int = 0
    """Streams that are calls, or are becoming one."""
    _relayed: int = 0
    _leases: Leases = field(init=False)

    def __post_init__(self) -> None:
        self._leases = Leases(self.parts.calls, self.parts.stores, self.parts.clock)

    @property
    def draining(self) -> bool:
        return self.leaving.is_set()

    @property
    def ready(self) -> bool:
        """Whether another call may come."""
        return not self.draining and self._taken < self.parts.limits.calls

    @property
    def empty(self) -> bool:
        """Whether no stream is left, nor the record of one to be written."""
        return self._taken == 0 and self._relayed == 0

    async def serve(self, socket: Socket) -> None:
        """One stream from its first message to its end; the socket is closed then. Nothing is read from it beyond `start`,
        and nothing written anywhere, before its ticket is found good. A fault ends in the call's own record. Cancelling
        it leaves the call to another handler. Without a free slot the stream is carried to a handler that has one."""
        await self._received(socket, relayed=False)

    async def serve_relayed(self, socket: Socket) -> None:
        """The same for a stream that another handler carries here; it is carried no further."""
        await self._received(socket, relayed=True)

    async def _received(self, socket: Socket, *, relayed: bool) -> None:
        try:
            reader = Reader()
            started, heard = await first_words(socket, reader, self.parts.limits.start_s)
            ticket = ticket_of(self.parts, started)
            if self.ready:
                await self._take(socket, reader, started, ticket)
            elif relayed or not await self._carried_on(socket, started, heard):
                raise NoSlot("full or draining")
        except TurnedAway as refused:
            log.warning("stream turned away", extra={"why": str(refused)})
            await socket.close(FULL if relayed and isinstance(refused, NoSlot) else TURNED_AWAY)

    async def _take(self, socket: Socket, reader: Reader, started: Started, ticket: StreamTicket) -> None:
        self._taken += 1
        if self.post is not None:
            self.post.begin(ticket.call, started.parameters.get(SLOT, ""))
        try:
            await redeem(self.parts, ticket)
            business, record, taken = await take_up(self.parts, ticket)
            await self._serve(Line(socket, started, reader), socket, business, record, taken, ticket)
        finally:
            self._taken -= 1
            if self.post is not None:
                self.post.end(ticket.call)

    async def _carried_on(self, socket: Socket, started: Started, heard: list[Text]) -> bool:
        addresses = self.post.elsewhere(started.parameters.get(SLOT, "")) if self.post is not None else []
        if self._relayed >= MOST_RELAYED:
            return False
        self._relayed += 1
        try:
            return await relay(socket, heard, addresses, self.leaving)
        finally:
            self._relayed -= 1

    def drain(self) -> None:
        """No further calls; live ones, and those carried to others, are given away at their next quiet moment. Safe to repeat."""
        self.leaving.set()
        if self.post is not None:
            self.post.leave()
        for one in self.live:
            one.call.leave(self.parts.limits.drain_s)

    async def _serve(
        self,
        line: Line,
        socket: Socket,
        business: Business,
        record: CallRecord,
        taken: Checkpoint | None,
        ticket: StreamTicket,
    ) -> None:
        journal = Journal(self.parts, record, taken, self._leases)
        call = Call(self.parts, line, business, journal, ListeningIn(self.parts.live, record.call))
        one = _Live(call, journal, business, record)
        state = _former(taken)
        language = _spoken(ticket.language, business)
        resumed = state is not None
        journal.tell(events.CallStarted(ticket.caller, state.language if state else language, resumed))
        self.live.add(one)
        self.parts.telemetry.slots(len(self.live), self.parts.clock())
        try:
            await self._through(one, socket, state, language)
        finally:
            call.forget_sound()

    async def _through(self, one: _Live, socket: Socket, state: DialogueState | None, language: Language) -> None:
        """From the first word of the call to its record."""
        call = one.call
        try:
            reason = await call.serve(lambda: self._opening(one, state, language), resumed=state is not None)
        except Fenced:
            log.warning("fenced", extra=_named(one))
            one.journal.measured("fenced")
            await socket.close(ENDED)
            return
        except Exception:  # The top of a call: a fault in one must not touch another.
            log.exception("call failed", extra=_named(one))
            reason = "lost"
        finally:
            self.live.discard(one)
        one.journal.measured(reason)
        self.parts.telemetry.slots(len(self.live), self.parts.clock())
        await self._over(one, socket, reason, call.state.language if call.state else language)
        log.info("call over here", extra={**_named(one), "reason": reason})

    def _opening(self, one: _Live, state: DialogueState | None, language: Language) -> Reply:
        """What is said first: the greeting, or the thread picked up again. Blocks."""
        mind = self.parts.mind
        if state is None:
            return mind.open(one.business, call=one.record.call, caller=one.record.caller, language=language)
        if state.extra.get(DIAL_FAILED):
            return mind.dial_failed(one.business, state)
        return mind.resumed(one.business, state)

    async def _over(self, one: _Live, socket: Socket, reason: str, language: str) -> None:
        """Leaves the call as its end demands, then lets the carrier go on: finished, handed over, or to be taken over by
        whoever `/voice/after` finds. One that may not know the line is dead is told before it can find out by our closing the
        socket: told later, it would leave the stream it had opened meanwhile. The recording follows when nobody waits any more."""
        finished: CallRecord | None = None
        try:
            match reason:
                case "lost" | "drained":
                    await self._checkpoint(one)
                    await one.journal.give_up()
                case "silent":
                    await self._checkpoint(one)
                    await one.journal.give_up(NOTHING_LEFT)
                    if self.lookout is not None:
                        await self.lookout.report()
                case "transferred":
                    one.journal.tell(one.journal.ended(reason))
                    await self._checkpoint(one)
                case _:
                    if reason == "caller_hung_up" and await one.journal.may_be_elsewhere():
                        await self._checkpoint(one)
                        await asyncio.sleep(TAKEN_WITHIN_S)
                    finished = await self._finished(one, reason, language)
            await socket.close(GOING_AWAY if reason == "drained" else ENDED)
            await one.journal.keep_recording(one.call.recording(), finished)
            if finished is None:
                await self._checkpoint(one)
        except Fenced:
            log.warning("fenced at the end", extra=_named(one))
            await socket.close(ENDED)

    async def _checkpoint(self, one: _Live, *, ended: bool = False) -> None:
        """Of the call as it is now, if anything was said. Raises Fenced."""
        if one.call.state is not None:
            one.journal.save(one.call.state, ended=ended)
            await one.journal.saved()

    async def _finished(self, one: _Live, reason: str, language: str) -> CallRecord:
        """Nothing of the call is touched, no hold of its caller's released, if another handler has it. Raises Fenced."""
        state, parts = one.call.state, self.parts
        await self._checkpoint(one)
        if state is not None:
            try:
                released = await at_the_store(
                    parts.minds, lambda: parts.mind.hung_up(one.business, state), parts.limits.store_s
                )
                for effect in released:
                    one.journal.tell(events.EffectDone(effect.type, dict(effect.detail)))
            except Unavailable:
                log.error("holds not released, they expire", extra=_named(one))
        one.journal.tell(one.journal.ended(reason))
        one.journal.over(reason)
        await self._checkpoint(one, ended=True)
        return await one.journal.finish(reason, language, one.call.effects)


def _former(taken: Checkpoint | None) -> DialogueState | None:
    """The state another handler left; None for a call nobody has greeted yet."""
    if taken is None or not taken.state:
        return None
    try:
        return from_json(taken.state)
    except ValueError:
        log.error("unreadable checkpoint", extra={"call": taken.call})
        return None


def _spoken(language: str, business: Business) -> Language:
    return next((known for known in business.languages if known == language), business.languages[0])


def _named(one: _Live) -> dict[str, str]:
    return {"call": one.record.call, "business": one.record.business}


def recent_events(reception: Reception, business: str) -> list[dict[str, Any]]:
    """Events so far of the calls of a business that live here, for a watcher who has just come."""
    return [event for one in reception.live if one.business.id == business for event in one.journal.events]


async def warm(parts: Parts, businesses: Sequence[Business], *, within_s: float | None = None) -> None:
    """Makes ready what must be heard at once, in the language each business answers in: greeting, "one moment", "we were cut off". To be
    done before the first call is taken, or as much of it as `within_s` allows: the rest is `warm_the_rest`'s. And reads the prices
    of calls, which would hold all of them up when the first is reckoned. Safe to repeat and to cancel; a voice that is down
    leaves them unready."""
    waiting = iter([(one, said) for one in businesses for said in _at_once(parts, one, one.languages[0])])

    async def make() -> None:
        for business, said in waiting:
            await parts.prompts.of(business.pronunciations, business.speech).warm(said.text, said.language)

    with suppress(TimeoutError):
        async with asyncio.timeout(within_s), asyncio.TaskGroup() as group:
            group.create_task(asyncio.to_thread(prices), name="prices")
            for _ in range(AT_ONCE):
                group.create_task(make(), name="prompts")


async def warm_the_rest(
    reception: Reception, businesses: Sequence[Business], *, lull: Callable[[], bool] = lambda: True
) -> None:
    """What is left of that, the same in the other languages, and digits, while nobody is on the line: a voice made here would take
    turns with theirs. `lull`: whether nobody else needs the processor either. Safe to cancel."""
    parts = reception.parts

    def quiet() -> bool:
        return reception.empty and lull()

    with parts.unhurried_voice() if parts.unhurried_voice else nullcontext(parts.voice) as voice:
        await _warm_in_quiet(parts, businesses, parts.prompts.spoken_by(voice), quiet)


async def _warm_in_quiet(
    parts: Parts, businesses: Sequence[Business], made: Prompts, quiet: Callable[[], bool]
) -> None:
    async with asyncio.TaskGroup() as group:
        for business in businesses:
            prompts = made.of(business.pronunciations, business.speech)
            for language in business.languages:
                for said in _at_once(parts, business, language):
                    await _in_quiet(group, quiet, partial(prompts.warm, said.text, said.language))
        for language in dict.fromkeys(language for business in businesses for language in business.languages):
            await _in_quiet(group, quiet, partial(made.warm_digits, language))


async def _in_quiet(
    group: asyncio.TaskGroup, quiet: Callable[[], bool], make: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    while not await _made_in_quiet(group, quiet, make):
        pass


async def _made_in_quiet(
    group: asyncio.TaskGroup, quiet: Callable[[], bool], make: Callable[[], Coroutine[Any, Any, None]]
) -> bool:
    """False: somebody came before it was made."""
    while not quiet():  # noqa: ASYNC110 - calls come and go unannounced
        await asyncio.sleep(LOOK_S)
    making = group.create_task(make(), name="prompt")
    while not making.done():
        if not quiet():
            await stop(making)
            return False
        await asyncio.wait([making], timeout=LOOK_S)
    return True


def _at_once(parts: Parts, business: Business, language: Language) -> tuple[Said, ...]:
    greeting = parts.mind.open(business, call=CallId("warming"), caller=Phone(""), language=language)
    cut_off = word_act(RESUMED, language, business, parts.clock().date())
    return (*greeting.say, one_moment(language), cut_off, trouble(language))
