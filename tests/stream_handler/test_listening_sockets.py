"""Who rings at once is let in at once, on the loop that serves calls."""

import asyncio
import socket

import uvloop

from stream_handler.listening_sockets import AT_ONCE, listening_sockets


async def _turns_until_all_are_in(count: int) -> int:
    """Turns of the loop from the first connection that is let in to the last of AT_ONCE."""
    loop, turns, let_in = asyncio.get_running_loop(), 0, list[int]()

    class Door(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            let_in.append(turns)
            transport.close()

    bound = socket.create_server(("127.0.0.1", 0), backlog=2 * AT_ONCE)
    callers = [socket.create_connection(bound.getsockname()) for _ in range(AT_ONCE)]
    servers = [await loop.create_server(Door, sock=one) for one in listening_sockets(bound, count)]
    while len(let_in) < AT_ONCE:
        turns += 1
        await asyncio.sleep(0)
    for server in servers:
        server.close()
    for caller in callers:
        caller.close()
    return let_in[-1] - let_in[0]


def test_many_are_let_in_in_one_turn_of_the_loop() -> None:
    assert uvloop.run(_turns_until_all_are_in(AT_ONCE)) <= 2


def test_it_is_not_so_with_one_socket() -> None:
    assert uvloop.run(_turns_until_all_are_in(1)) > 2, "once libuv lets in more than one, the copies can go"
