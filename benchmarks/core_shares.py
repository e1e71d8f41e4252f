"""Where a core goes while calls are served: shares of the loop's thread by area, and the other threads' own clocks.

    signal ──▶ begins          signal ──▶ ends, written: areas, threads, the functions that took most
                 └─ what the loop's thread is at, at random moments; its whole processor time is read off its clock

Blocking samplers slow the loop down, and those that stop the clock of waiting threads count them as busy; here the thread that works
looks at itself. What C code took is counted where Python went on: with its caller. Where that is the loop itself it cannot be told
from waiting, so that the loop, and the sockets it reads, are what is left of the thread's clock. The looking itself takes
2 to 4 % of the core, most of it by waking the loop; nothing is added for it elsewhere.
"""

import asyncio
import inspect
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from opcode import opmap
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

EVERY_S = 0.005
"""In the mean. At random: the loop's own timers are regular, and clocks of processor time go by the kernel's tick."""
SHOWN = 30
RESUME = opmap["RESUME"]
"""Its argument: 0 where a function begins (docs.python.org/3/library/dis.html)."""
WAITS = inspect.CO_COROUTINE | inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR | inspect.CO_ITERABLE_COROUTINE
LOOP = "event loop and sockets, in C"
OTHER = "everything else"

Frame = tuple[str, str]
"""A file and a qualified name in it."""

AREAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Silero", ("adapters/local_models/silero.py:", "adapters/local_models/sessions.py:")),
    ("end-of-turn model", ("adapters/local_models/smart_turn.py:", "adapters/local_models/mel.py:")),
    ("hub: frames cut, loudness", ("stream_handler/ears/hub.py:",)),
    ("frames coming in", ("carrier/media_stream.py:Reader", "carrier/web_socket.py:MediaSocket.on_", "carrier/line.py:Line.run")),
    ("recogniser's line", ("receptionist/adapters/ears/", "receptionist/adapters/deepgram/")),
    ("voice: text out, sound in", (
        "receptionist/adapters/elevenlabs/", "receptionist/adapters/mouth/", "mouth/making.py:", "mouth/along.py:",
        "mouth/prompts.py:",
    )),
    ("reply going out", (
        "mouth/speaker.py:", "carrier/media_stream.py:", "carrier/line.py:", "carrier/web_socket.py:", "stream_handler/sides.py:",
    )),
    ("turn detection", ("stream_handler/floor.py:", "stream_handler/hearing.py:", "stream_handler/ears/")),
    ("journal, leases, live feed", (
        "stream_handler/journal.py:", "stream_handler/leases.py:", "stream_handler/telemetry.py:", "stream_handler/meter.py:",
        "stream_handler/listening_in.py:", "receptionist/calls/", "receptionist/adapters/memory/",
    )),
    ("conversation", ("stream_handler/", "receptionist/conversation/", "receptionist/language/", "receptionist/knowledge/")),
    ("stores", ("receptionist/adapters/sqlite/", "receptionist/adapters/dynamodb/")),
    ("webhook", ("/functions/", "/fastapi/", "/starlette/", "/uvicorn/")),
    ("vendors' sockets", ("receptionist/adapters/",)),
)  # fmt: skip
"""By what stands in `file:name`; the first that fits, of the innermost frame that any fits."""


def area_of(stack: Iterable[Frame]) -> str:
    """Whose time it is. `stack` is told from the inside out."""
    for file, name in stack:
        place = f"{file}:{name}"
        for area, marks in AREAS:
            if any(mark in place for mark in marks):
                return area
    return OTHER


class Sampler:
    """Of the thread that runs the loop."""

    def __init__(self, random: Random) -> None:
        self.looks = 0
        self.areas: dict[str, float] = defaultdict(float)
        """How often something was going on there."""
        self.functions: dict[str, float] = defaultdict(float)
        self._random = random
        self._former: Any = None

    def begin(self) -> None:
        """In the main thread. Takes SIGALRM until `end`."""
        self._former = signal.signal(signal.SIGALRM, self._look), signal.setitimer(signal.ITIMER_REAL, EVERY_S)

    def end(self) -> None:
        handler, (left_s, every_s) = self._former
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, left_s, every_s)

    def _look(self, _: int, frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_REAL, self._random.uniform(0.5, 1.5) * EVERY_S)
        self.looks += 1
        stack = list(_frames(_at_work(frame)))
        area = area_of(stack)
        if area != OTHER or (stack and not _is_the_runner(stack[0])):
            self.areas[area] += 1
            self.functions[f"{_short(stack[0][0])}:{stack[0][1]}"] += 1


def _at_work(frame: FrameType | None) -> FrameType | None:
    """Where the time before the signal went. It is looked at where a function begins or goes on after waiting, too: what went before is
    not its own, nor that of who waits for it."""
    if frame is None or frame.f_code.co_code[frame.f_lasti] != RESUME:
        return frame
    begins = not frame.f_code.co_code[frame.f_lasti + 1] & 3
    frame = frame.f_back
    while not begins and frame is not None and frame.f_code.co_flags & WAITS:
        frame = frame.f_back
    return frame


def _frames(frame: FrameType | None) -> Iterator[Frame]:
    while frame is not None:
        yield frame.f_code.co_filename, frame.f_code.co_qualname
        frame = frame.f_back


def _is_the_runner(frame: Frame) -> bool:
    """A loop of Python's own waits in Python."""
    file, name = frame
    of_loops = file.endswith(("asyncio/runners.py", "asyncio/base_events.py", "/selectors.py")) or "uvloop" in file
    return of_loops or name in ("<module>", "main")


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-2:])


def clocks() -> dict[str, float]:
    """Seconds of processor time of every thread of Python's, by the name of its pool; of all others together, as `C's own threads`."""
    used: dict[str, float] = defaultdict(float)
    for thread in threading.enumerate():
        if thread.ident is not None:
            used[_pool(thread.name)] += time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    used["C's own threads"] = max(0.0, time.process_time() - sum(used.values()))
    return used


def _pool(name: str) -> str:
    """`minds_7`, as ThreadPoolExecutor names them, is one of `minds`."""
    pool, _, number = name.rpartition("_")
    return pool if number.isdigit() else name


def table(seconds: float, threads: Mapping[str, float], sampler: Sampler) -> str:
    """Percent of one core; `threads` in seconds. The main thread stands in it as a whole, and by areas."""
    each = seconds / max(1, sampler.looks)
    areas = {name: times * each for name, times in sampler.areas.items()}
    areas[LOOP] = threads.get(threading.main_thread().name, 0.0) - sum(areas.values())
    functions = {name: times * each for name, times in sampler.functions.items()}
    lines = [f"{seconds:.0f} s, {100 * sum(threads.values()) / seconds:.1f} % of a core, {sampler.looks} looks"]
    for title, counted in (("by thread", threads), ("the loop's thread, by area", areas), ("by function", functions)):
        lines.append(f"{title}:")
        lines += [f"  {100 * used / seconds:5.1f} %  {name}" for name, used in _most(counted)]
    return "\n".join(lines) + "\n"


def _most(counted: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(((name, used) for name, used in counted.items() if used > 0), key=lambda one: -one[1])[:SHOWN]


def measured_between_signals(into: Path) -> None:
    """SIGUSR1 begins, the next one ends and writes. On the loop of the calls, in the main thread."""
    loop, running = asyncio.get_running_loop(), list[Callable[[], None]]()

    def told() -> None:
        if running:
            running.pop()()
            return
        sampler, before, began = Sampler(Random()), clocks(), time.monotonic()

        def ends() -> None:
            sampler.end()
            seconds = time.monotonic() - began
            used = {name: until - before.get(name, 0.0) for name, until in clocks().items()}
            into.write_text(table(seconds, used, sampler), encoding="utf-8")

        running.append(ends)
        sampler.begin()

    loop.add_signal_handler(signal.SIGUSR1, told)
