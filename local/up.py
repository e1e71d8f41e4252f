"""`firstring up`: keeps the port, and a server behind it.

    this process: binds the port ──starts──▶ server: loads its models, serves ──dies──▶ the next one serves
                                 ──starts──▶ spare: loads its models, waits to be told

A server may be killed, run out of memory or crash in a library of the models. The port stays bound here, so that the carrier's
next request waits for the next server instead of being refused, and the caller goes on where they were. This process imports
little and touches nothing of a call.
"""

import asyncio
import errno
import logging
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from local.settings import Settings, shifted
from receptionist.clock import system_clock
from receptionist.errors import Misconfigured
from stream_handler.logs import begin
from stream_handler.tasks import stop

log = logging.getLogger("local.up")

SERVE = b"serve\n"
"""What a server waits for on its standard input. The end of that input tells it that its keeper is gone."""
MISCONFIGURED = 2
SPARE_AFTER_S = 10.0
"""A spare loads its models when the server has got through the worst of its own start."""
HASTY_S = 10.0
"""A server that lived no longer than that died of its own start."""
MOST_HASTY = 3


def serve(settings: Settings, answers: Sequence[str] = ()) -> int:
    """Blocks until SIGINT or SIGTERM, or until no server stays alive. Gives the exit code. `answers`: `E164=business` for
    numbers that are in no business's file.

    Raises Misconfigured if the port is taken.
    """
    begin()
    with bound(settings.port) as listener:
        command = (sys.executable, "-m", "local.serving", "--fd", str(listener.fileno()), "--port", str(settings.port))
        ahead_s = (shifted(settings.clock)() - system_clock()).total_seconds()
        given = ("--data", str(settings.data), f"--ahead={ahead_s}", *(f"--answer={answer}" for answer in answers))
        return asyncio.run(Keeper((*command, *given), listener, spare=settings.spare).run())


def bound(port: int) -> socket.socket:
    """The port on this machine, listening before anything slow is loaded. Raises Misconfigured if somebody has it."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise Misconfigured(f"port {port} is taken; choose another with --port") from error
        raise Misconfigured(f"port {port}: {error.strerror}") from error
    return listener


class Keeper:
    """Has one server at work on `listener`, and a `spare` beside it if wanted. `command` starts one."""

    def __init__(self, command: Sequence[str], listener: socket.socket, *, spare: bool) -> None:
        self._command = command
        self._listener = listener
        self._wants_spare = spare
        self._server: Process | None = None
        self._spare: Process | None = None
        self._leaving = False

    async def run(self) -> int:
        """Until it is told to leave, or no server can serve: one that is told to end by somebody else, and does, is followed by the next
        as one that dies. Cancelling kills both."""
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sig, self._leave)
        hasty = 0
        try:
            while True:
                began = loop.time()
                code = await self._one_life()
                if self._leaving or code == MISCONFIGURED:
                    return 0 if self._leaving else code
                hasty = hasty + 1 if loop.time() - began < HASTY_S else 0
                if hasty == MOST_HASTY:
                    log.critical("giving up: the server dies as soon as it is started")
                    return 1
                log.error("the server is gone, the next one serves", extra={"code": code})
        finally:
            for process in (self._server, self._spare):
                if process is not None and process.returncode is None:
                    process.kill()
                    await process.wait()

    async def _one_life(self) -> int:
        """One server from "serve" to its end. Gives its exit code, negative for a signal."""
        waiting, self._spare = self._spare, None
        server = waiting if waiting is not None and waiting.returncode is None else await self._started()
        self._server = server
        assert server.stdin is not None
        server.stdin.write(SERVE)
        log.info("serving", extra={"pid": server.pid})
        if self._leaving:
            server.terminate()
        async with asyncio.TaskGroup() as group:
            preparing = group.create_task(self._prepare_a_spare(), name="spare")
            code = await server.wait()
            await stop(preparing)
        return code

    async def _prepare_a_spare(self) -> None:
        if self._wants_spare:
            await asyncio.sleep(SPARE_AFTER_S)
            self._spare = await self._started()

    async def _started(self) -> Process:
        """In a session of its own: Ctrl-C reaches it once, through here."""
        return await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, pass_fds=(self._listener.fileno(),), start_new_session=True
        )

    def _leave(self) -> None:
        """The server is told to end as it sees fit; told again, at once."""
        self._leaving = True
        if self._server is not None and self._server.returncode is None:
            self._server.terminate()
