"""From a socket to a call and back: the ticket at the door, the record at the end."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from receptionist.business.definition import Business, Language
from receptionist.calls import events
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.calls.ticket import StreamTicket, verify
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import DialogueState, from_json
from receptionist.errors import BadTicket, Fenced, Unavailable
from receptionist.ids import CallId
from stream_handler.call import Call
from stream_handler.carrier.line import Line, Socket, SocketGone
from stream_handler.carrier.media_stream import ProtocolError, Reader, Started, Stopped
from stream_handler.journal import Journal
from stream_handler.listening_in import ListeningIn
from stream_handler.parts import Parts

log = logging.getLogger("stream_handler.reception")

TOKEN = "token"
"""Name of the stream's `<Parameter>`."""
DIAL_FAILED = "transfer_failed"
"""Key of the state's `extra` when a person did not pick up (receptionist/desk/continue_call.py)."""


class TurnedAway(Exception):
    """No call begins. The message is for the log; the socket is closed without a reason."""


@dataclass(slots=True)
class Reception:
    """All calls of this process."""

    parts: Parts
    live: dict[CallId, tuple[Call, Journal]] = field(default_factory=dict)
    draining: bool = False

    @property
    def ready(self) -> bool:
        """Whether another call may come."""
        return not self.draining and len(self.live) < self.parts.limits.calls

    async def serve(self, socket: Socket) -> None:
        """One stream from its first message to its end. Raises TurnedAway before any audio was read; otherwise every fault
        ends in the call's own record."""
        reader = Reader()
        async with asyncio.timeout(self.parts.limits.start_s):
            started = await _start(socket, reader)
        ticket = await self._let_in(started)
        line = Line(socket, started, reader)
        business, record, taken = await self._at_the_store(ticket)
        await self._serve(line, business, record, taken, ticket)

    def drain(self) -> None:
        """No further calls; live ones are given away at their next quiet moment."""
        self.draining = True
        for call, _ in self.live.values():
            call.drain()

    async def _let_in(self, started: Started) -> StreamTicket:
        parts = self.parts
        try:
            ticket = verify(started.parameters.get(TOKEN, ""), parts.ticket_keys, parts.clock())
        except BadTicket as error:
            raise TurnedAway(str(error)) from error
        if ticket.call != started.call:
            raise TurnedAway("a ticket for another call")
        seconds = max(1.0, (ticket.expires - parts.clock()).total_seconds() + 5)
        loop = asyncio.get_running_loop()
        try:
            first = await loop.run_in_executor(parts.stores, parts.live.redeem, ticket.nonce, seconds)
        except Unavailable as error:
            raise TurnedAway("no store to redeem the ticket at") from error
        if not first:
            raise TurnedAway("a ticket shown twice")
        if not self.ready:
            raise TurnedAway("full or draining")
        return ticket

    async def _at_the_store(self, ticket: StreamTicket) -> tuple[Business, CallRecord, Checkpoint | None]:
        parts = self.parts
        until = parts.clock() + timedelta(seconds=parts.limits.lease_s)

        def read() -> tuple[Business | None, CallRecord | None, Checkpoint | None]:
            taken = parts.calls.take(ticket.business, ticket.call, until=until)
            return parts.businesses.get(ticket.business), parts.calls.get(ticket.business, ticket.call), taken

        try:
            business, record, taken = await asyncio.get_running_loop().run_in_executor(parts.stores, read)
        except (Fenced, Unavailable) as error:
            raise TurnedAway(str(error)) from error
        if business is None or record is None:
            raise TurnedAway("no such business or call")
        return business, record, taken

    async def _serve(
        self, line: Line, business: Business, record: CallRecord, taken: Checkpoint | None, ticket: StreamTicket
    ) -> None:
        journal = Journal(self.parts, record, taken)
        call = Call(self.parts, line, business, journal, ListeningIn(self.parts.live, record.call))
        self.live[record.call] = (call, journal)
        state = _former(taken)
        language = _spoken(ticket.language, business)
        journal.tell(
            events.CallStarted(ticket.caller, state.language if state else language, resumed=state is not None)
        )
        try:
            reason = await call.serve(lambda: self._opening(business, record, state, language))
        except Fenced:
            log.warning("fenced", extra={"call": record.call, "business": record.business})
            return
        except BaseExceptionGroup as fault:  # The top of a call: a fault in one must not touch another.
            log.error("call failed", extra={"call": record.call, "business": record.business}, exc_info=fault)
            reason = "lost"
        finally:
            self.live.pop(record.call, None)
        await self._over(call, journal, business, reason, language)
        log.info("call over here", extra={"call": record.call, "business": record.business, "reason": reason})

    def _opening(
        self, business: Business, record: CallRecord, state: DialogueState | None, language: Language
    ) -> Reply:
        """What is said first: the greeting, or the thread picked up again."""
        mind = self.parts.mind
        if state is None:
            return mind.open(business, call=record.call, caller=record.caller, language=language)
        if state.extra.get(DIAL_FAILED):
            return mind.dial_failed(business, state)
        return mind.resumed(business, state)

    async def _over(self, call: Call, journal: Journal, business: Business, reason: str, language: str) -> None:
        """Leaves the call as its end demands: finished, handed over, or to be taken over."""
        parts, state = self.parts, call.state
        loop = asyncio.get_running_loop()
        try:
            if reason in ("lost", "drained"):
                # The caller may be on the line: whoever /voice/after sends them to goes on from the checkpoint.
                await journal.renew(parts.clock())
                return
            if reason == "transferred":
                journal.tell(events.CallEnded(reason, journal.seconds()))
                return
            if state is not None:
                final = state
                released = await loop.run_in_executor(parts.minds, lambda: parts.mind.hung_up(business, final))
                for effect in released:
                    journal.tell(events.EffectDone(effect.type, dict(effect.detail)))
            journal.tell(events.CallEnded(reason, journal.seconds()))
            if state is not None:
                await journal.save(state, ended=True)
            spoken = state.language if state else language
            await journal.finish(reason, spoken, call.effects, call.recording())
        except Fenced:
            log.warning("fenced at the end", extra={"business": business.id})


async def _start(socket: Socket, reader: Reader) -> Started:
    while True:
        try:
            message = reader.read(await socket.receive_text())
        except (ProtocolError, SocketGone) as error:
            raise TurnedAway(str(error)) from error
        if isinstance(message, Started):
            return message
        if isinstance(message, Stopped):
            raise TurnedAway("stopped before it began")


def _former(taken: Checkpoint | None) -> DialogueState | None:
    """The state another handler left; None for a call nobody has greeted yet."""
    if taken is None or not taken.state:
        return None
    try:
        return from_json(taken.state)
    except ValueError:
        return None


def _spoken(language: str, business: Business) -> Language:
    return next((known for known in business.languages if known == language), business.languages[0])


def recent_events(reception: Reception, business: str) -> list[dict[str, Any]]:
    """Events so far of the calls of a business that live here, for a watcher who has just come."""
    return [
        event for _, journal in reception.live.values() for event in journal.events if event["business"] == business
    ]
