"""`firstring up` keeps its port and a server behind it, whatever becomes of the server."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from local.up import MOST_HASTY, bound
from receptionist.errors import Misconfigured

pytestmark = [pytest.mark.e2e, pytest.mark.together, pytest.mark.timeout(30)]

KEEPER = """
import asyncio, sys
from local.up import Keeper, bound
listener = bound(int(sys.argv[1]))
command = (sys.executable, "-c", sys.argv[2], str(listener.fileno()))
sys.exit(asyncio.run(Keeper(command, listener, spare=False).run()))
"""

SERVER = """
import os, socket, sys, threading
assert sys.stdin.buffer.readline() == b"serve\\n"
threading.Thread(target=lambda: (os.read(0, 1), os._exit(1)), daemon=True).start()
listener = socket.socket(fileno=int(sys.argv[1]))
while True:
    caller, _ = listener.accept()
    caller.sendall(str(os.getpid()).encode())
    caller.close()
"""
"""Tells whoever rings its process id."""

ORDERLY = "import os, signal; signal.signal(signal.SIGTERM, lambda *_: os._exit(0))"
"""Before a server: it ends with 0 where it is told to."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def who_serves(port: int) -> int:
    """The process that answers; waits in the port's queue while nobody does. Whom one has picked up in its last moment rings again."""
    answer = b""
    while not answer:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        answer = await reader.read()
        writer.close()
    return int(answer)


@asynccontextmanager
async def keeping(port: int, server: str) -> AsyncIterator[Process]:
    keeper = await asyncio.create_subprocess_exec(sys.executable, "-c", KEEPER, str(port), server)
    try:
        yield keeper
    finally:
        if keeper.returncode is None:
            keeper.kill()
            await keeper.wait()


async def is_listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return


async def is_free(port: int) -> None:
    while True:
        try:
            bound(port).close()
        except Misconfigured:
            await asyncio.sleep(0.02)
        else:
            return


async def test_whoever_rings_while_the_server_is_dead_is_served_by_the_next() -> None:
    port = free_port()
    async with keeping(port, SERVER):
        await is_listening(port)
        first = await who_serves(port)
        os.kill(first, signal.SIGKILL)
        assert await who_serves(port) != first


async def test_a_server_that_cannot_serve_is_not_started_again() -> None:
    async with keeping(free_port(), "import sys; sys.stdin.readline(); sys.exit(2)") as keeper:
        assert await keeper.wait() == 2


async def test_a_server_that_somebody_else_told_to_end_is_followed_by_the_next() -> None:
    port = free_port()
    async with keeping(port, ORDERLY + SERVER):
        await is_listening(port)
        first = await who_serves(port)
        os.kill(first, signal.SIGTERM)
        assert await who_serves(port) != first


async def test_a_server_that_dies_at_once_is_given_up(tmp_path: Path) -> None:
    lives = tmp_path / "lives"
    dying = f"import sys; sys.stdin.readline(); open({str(lives)!r}, 'a').write('x'); sys.exit(7)"
    async with keeping(free_port(), dying) as keeper:
        assert await keeper.wait() == 1
    assert len(lives.read_text()) == MOST_HASTY


async def test_told_to_end_it_ends_with_its_server() -> None:
    port = free_port()
    async with keeping(port, SERVER) as keeper:
        await is_listening(port)
        server = await who_serves(port)
        keeper.send_signal(signal.SIGTERM)
        assert await keeper.wait() == 0
        with pytest.raises(ProcessLookupError):
            os.kill(server, 0)


async def test_killed_it_leaves_nobody_who_holds_the_port() -> None:
    port = free_port()
    async with keeping(port, SERVER) as keeper:
        await is_listening(port)
        await who_serves(port)
        keeper.kill()
        await is_free(port)


def test_a_taken_port_is_said() -> None:
    port = free_port()
    with bound(port), pytest.raises(Misconfigured, match=f"port {port} is taken; choose another with --port"):
        bound(port)
