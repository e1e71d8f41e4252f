"""Server processes over stores they share: each can be killed, cut off from everything, or held at a store, on virtual time.

Work given to a process's executors is done at once, unless somebody watches its stores: then in a thread that the loop waits
for, until it is done or held. So nothing ever runs beside anything else, and a cell plays the same on any machine.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from receptionist.adapters.memory.live import MemoryLiveState
from receptionist.adapters.memory.objects import MemoryObjectStore
from receptionist.adapters.mouth.cache import SoundCache
from receptionist.booking.model import Booking
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.language.understander import LocalUnderstander
from stream_handler.ears.hub import Hub
from stream_handler.lookout import Lookout
from stream_handler.mouth.prompts import Prompts
from stream_handler.parts import Limits, Parts
from stream_handler.reception import Reception
from tests.chaos.telephone import Stream, WordedVoice
from tests.fakes.front_office import TICKET_KEY
from tests.fakes.speech import FakeEars, LoudIsSpeech

SETTLES_S = 0.2
"""Real seconds after which a thread that is neither done nor held counts as waiting for another thread's lock."""
STORES = ("businesses", "bookings", "calls", "messages", "rows", "errands")
UNDERSTANDER = LocalUnderstander()

Point = Literal["before", "after"]
Held = Callable[[Point, str, tuple[Any, ...]], bool]
"""Whether this call of a store (`bookings.commit`, say) is to be held now."""


class Killed(BaseException):
    """The process of this thread is no more: nothing in it may go on, so nothing may catch this."""


@dataclass(eq=False, slots=True)
class _Job:
    """One piece of blocking work and its thread."""

    work: Callable[[], Any]
    future: "Future[Any]" = field(default_factory=Future)
    settled: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)
    done: Callable[[], None] | None = None
    """Tells the future; for the loop to call."""

    def run(self) -> None:
        _here.job = self
        try:
            result = self.work()
        except Killed:
            self.done = lambda: None
        except BaseException as error:  # noqa: BLE001 - as an executor does
            failed = error
            self.done = lambda: self.future.set_exception(failed)
        else:
            self.done = lambda: self.future.set_result(result)
        self.settled.set()

    def hold(self) -> None:
        self.settled.set()
        self.go.wait()
        self.go.clear()


_here = threading.local()


class Process(Executor):
    """One handler. Also the executor of all its blocking work."""

    def __init__(
        self,
        name: str,
        desk: Desk,
        live: MemoryLiveState,
        sounds: SoundCache,
        rescue: Callable[[], object] | None = None,
    ) -> None:
        self.name = name
        self.dead = False
        self.cut_off = False
        """No store answers it and it reaches none; what it sent is on its way until `reconnect`."""
        self.held_at: Held | None = None
        self.on_held: Callable[[], None] = lambda: None
        self.commits: list[tuple[float, Booking | None]] = []
        """Loop time, and what was written; None: a place was held or let go."""
        self._loop = asyncio.get_running_loop()
        self._held: list[_Job] = []
        self._blocked: list[_Job] = []
        self._tasks: list[asyncio.Task[None]] = []
        watched: Any = {store: _Watched(self, store, getattr(desk, store)) for store in STORES}
        own = replace(desk, **watched)
        self.ears, voice = FakeEars(), WordedVoice()
        self.reception = Reception(
            Parts(
                mind=Receptionist(own, UNDERSTANDER.understand, strict=True),
                businesses=own.businesses,
                calls=own.calls,
                live=live,
                recordings=MemoryObjectStore(),
                ears=self.ears,
                voice=voice,
                prompts=Prompts(voice, "worded", sounds),
                hub=Hub(LoudIsSpeech()),
                ticket_keys=(TICKET_KEY,),
                clock=desk.clock,
                stores=self,
                minds=self,
                uploads=self,
                limits=Limits(),
            ),
            lookout=Lookout(own.calls, rescue, clock=desk.clock, executor=self) if rescue else None,
        )

    def start(self) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(self.reception.parts.hub.run()))

    def serve(self, stream: Stream) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(self.reception.serve(stream)))

    async def stop(self) -> None:
        """At the end of a cell. Raises what a stream's task raised: nothing may."""
        hub, *serving = self._tasks
        if not self.dead:
            await asyncio.wait_for(asyncio.gather(*serving), 60)
        hub.cancel()
        with suppress(asyncio.CancelledError):
            await hub

    async def kill(self) -> None:
        """No task, no thread of it does anything any more."""
        self.dead = True
        self.release()
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)

    def release(self) -> None:
        """Whatever is held goes on, and nothing is held any more."""
        self.held_at, self.cut_off = None, False
        while self._held:
            job = self._held.pop(0)
            job.settled.clear()
            job.go.set()
            self._settle(job)
            blocked, self._blocked = self._blocked, []
            for other in blocked:
                self._settle(other)

    # --- the executor

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        job = _Job(lambda: fn(*args, **kwargs))
        job.future.set_running_or_notify_cancel()
        if self.dead:
            return job.future
        if self.held_at is None and not self.cut_off and not self._held:
            job.run()
            _here.job = None
        else:
            threading.Thread(target=job.run, daemon=True).start()
        self._settle(job)
        return job.future

    def _settle(self, job: _Job) -> None:
        if not job.settled.wait(SETTLES_S):
            self._blocked.append(job)
        elif job.done is not None:
            if not self.dead:
                job.done()
        else:
            self._held.append(job)
            self.on_held()

    def at(self, point: Point, act: str, args: tuple[Any, ...]) -> None:
        """A store is about to be called, or has been, in the thread this is called in."""
        if (point, act) == ("after", "bookings.commit"):
            self.commits.append((self._loop.time(), args[1].booking))
        job: _Job | None = getattr(_here, "job", None)
        if job is not None and threading.current_thread() is not threading.main_thread():
            held = point == "before" and self.cut_off
            if self.held_at is not None and not held and self.held_at(point, act, args):
                self.held_at, held = None, True
            if held:
                job.hold()
        if self.dead:
            raise Killed


class _Watched:
    """A store as one process sees it."""

    def __init__(self, process: Process, name: str, store: Any) -> None:
        self._process, self._name, self._store = process, name, store

    def __getattr__(self, act: str) -> Any:
        does = getattr(self._store, act)

        def call(*args: Any, **kwargs: Any) -> Any:
            self._process.at("before", f"{self._name}.{act}", args)
            answer = does(*args, **kwargs)
            self._process.at("after", f"{self._name}.{act}", args)
            return answer

        return call
