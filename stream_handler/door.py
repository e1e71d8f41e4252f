"""At the door: a stream says which call it is, shows its ticket, and is let in once."""

import asyncio
from datetime import timedelta

from receptionist.business.definition import Business
from receptionist.business.once import shared
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.calls.ticket import StreamTicket, verify
from receptionist.desk.answer_call import as_the_call_began
from receptionist.errors import BadTicket, Fenced, Unavailable
from stream_handler.carrier.line import Socket, SocketGone, Text
from stream_handler.carrier.media_stream import ProtocolError, Reader, Started, Stopped
from stream_handler.journal import at_the_store
from stream_handler.parts import Parts

TOKEN = "token"
"""Name of the stream's `<Parameter>`."""
SLOT = "slot"
"""Likewise; which handler has a slot for it."""


class TurnedAway(Exception):
    """No call begins. The message is for the log; the socket is closed without a reason."""


class NoSlot(TurnedAway):
    """Not here; perhaps at another handler."""


async def first_words(socket: Socket, reader: Reader, within_s: float) -> tuple[Started, list[Text]]:
    """`start`, and all messages up to it as they came. Raises TurnedAway."""
    heard: list[Text] = []
    try:
        async with asyncio.timeout(within_s):
            while True:
                heard.append(await socket.receive())
                message = reader.read(heard[-1])
                if isinstance(message, Started):
                    return message, heard
                if isinstance(message, Stopped):
                    raise TurnedAway("stopped before it began")
    except (ProtocolError, SocketGone) as error:
        raise TurnedAway(str(error)) from error
    except TimeoutError as error:
        raise TurnedAway("no start in time") from error


def ticket_of(parts: Parts, started: Started) -> StreamTicket:
    """Sealed by us, for this call, in time. Whether it was shown before is not looked at. Raises TurnedAway."""
    try:
        ticket = verify(started.parameters.get(TOKEN, ""), parts.ticket_keys, parts.clock())
    except BadTicket as error:
        raise TurnedAway(str(error)) from error
    if ticket.call != started.call:
        raise TurnedAway("a ticket for another call")
    return ticket


async def redeem(parts: Parts, ticket: StreamTicket) -> None:
    """The ticket lets nobody in hereafter. Raises TurnedAway if it has before, or if nobody can tell."""
    seconds = parts.limits.longest_call_s + (ticket.expires - parts.clock()).total_seconds()
    try:
        first = await at_the_store(parts.stores, lambda: parts.live.redeem(ticket.nonce, seconds), parts.limits.store_s)
    except Unavailable as error:
        raise TurnedAway("no store to redeem the ticket at") from error
    if not first:
        raise TurnedAway("a ticket shown twice")


async def take_up(parts: Parts, ticket: StreamTicket) -> tuple[Business, CallRecord, Checkpoint | None]:
    """The call is ours from now on, with what another handler left of it. Raises TurnedAway."""
    until = parts.clock() + timedelta(seconds=parts.limits.lease_s)

    def read() -> tuple[Business | None, CallRecord | None, Checkpoint | None]:
        record = parts.calls.get(ticket.business, ticket.call)
        business = as_the_call_began(parts.businesses, record) if record is not None else None
        taken = parts.calls.take(ticket.business, ticket.call, until=until) if business is not None else None
        return business, record, taken

    try:
        business, record, taken = await at_the_store(parts.stores, read, parts.limits.store_s)
    except (Fenced, Unavailable) as error:
        raise TurnedAway(f"at the store: {type(error).__name__}") from error
    if business is None or record is None:
        raise TurnedAway("no such business or call")
    return shared(business), record, taken
