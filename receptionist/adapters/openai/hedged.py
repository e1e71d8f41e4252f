"""A language model with a deadline: a second request where the first is slow to begin, whichever is done first.

    0 s ──first──────────────▶ ...
      0.7 s, nothing yet ──second──▶ ...            2 s: given up, the local understander's turn
           failed at once ──second──▶

Tail latency of hosted models is some times their median; two requests in parallel cost a little more and are rarely both
slow (Dean, Barroso: The Tail at Scale, doi 10.1145/2408776.2408794). After some failures in a row nobody waits any more: the
circuit is open, and a request on no caller's time tries whether the vendor is back.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import BoundedSemaphore, Lock

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.openai.responses import Attempt, NotNow
from receptionist.conversation.minds.model import Completion, Prompt
from receptionist.errors import VendorUnavailable

Ask = Callable[[Prompt, float, Attempt], Completion]
"""One request: the prompt, until when (on the clock given), and the attempt it reports to."""


@dataclass(frozen=True, slots=True)
class Patience:
    hedge_after_s: float = 0.7
    deadline_s: float = 2.0
    """For everything: promise 5 is two seconds to the first sound."""
    requests_at_once: int = 32


class Hedged:
    """Safe from several threads. Threads end with their requests, at the latest a read after the deadline."""

    def __init__(
        self, name: str, ask: Ask, *, seconds: Callable[[], float], patience: Patience | None = None,
        breaker: Breaker | None = None,
    ) -> None:  # fmt: skip
        self._name = name
        self._ask = ask
        self._seconds = seconds
        self._patience = patience or Patience()
        self._breaker = breaker or Breaker()
        self._lock = Lock()
        self._free = BoundedSemaphore(self._patience.requests_at_once)
        self._threads = ThreadPoolExecutor(self._patience.requests_at_once, thread_name_prefix="model")

    @property
    def name(self) -> str:
        return self._name

    def close(self) -> None:
        """Starts nothing new; what runs ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def complete(self, prompt: Prompt) -> Completion:
        """Raises VendorUnavailable, after `deadline_s` at the latest."""
        with self._lock:
            closed, probe = self._breaker.closed(), self._breaker.probe_due(self._seconds())
        if probe:
            self._try_out(prompt)
        if not closed:
            raise VendorUnavailable("the circuit is open")
        began = self._seconds()
        try:
            done = self._first_of_two(prompt, began)
        except VendorUnavailable:
            with self._lock:
                self._breaker.failed(self._seconds())
            raise
        with self._lock:
            self._breaker.succeeded()
        return replace(done, seconds=round(self._seconds() - began, 3))

    def _first_of_two(self, prompt: Prompt, began: float) -> Completion:
        until = began + self._patience.deadline_s
        first, second = Attempt(), Attempt()
        running = {self._submit(prompt, until, first)}
        requests, due = 1, began + self._patience.hedge_after_s
        reason = VendorUnavailable("too slow")
        try:
            while running and self._seconds() < until:
                done, running = wait(running, max(min(due, until) - self._seconds(), 0), FIRST_COMPLETED)
                for one in done:
                    error = one.exception()
                    if error is None:
                        return replace(one.result(), requests=requests)
                    reason = _as_unavailable(error)
                due = until
                again = requests == 1 and not isinstance(reason, NotNow) and not (running and first.begun.is_set())
                if again and (another := self._spare(prompt, until, second)):
                    running = {*running, another}
                    requests = 2
            raise reason
        finally:
            first.given_up.set()
            second.given_up.set()

    def _submit(self, prompt: Prompt, until: float, attempt: Attempt) -> Future[Completion]:
        if not self._free.acquire(blocking=False):
            raise NotNow("too many requests of our own")
        future = self._threads.submit(self._ask, prompt, until, attempt)
        future.add_done_callback(lambda _: self._free.release())
        return future

    def _spare(self, prompt: Prompt, until: float, attempt: Attempt) -> Future[Completion] | None:
        """The second request, if there is room for one."""
        try:
            return self._submit(prompt, until, attempt)
        except NotNow:
            return None

    def _try_out(self, prompt: Prompt) -> None:
        """On no caller's time."""

        def report(done: Future[Completion]) -> None:
            with self._lock:
                if done.cancelled() or done.exception() is not None:
                    self._breaker.failed(self._seconds())
                else:
                    self._breaker.succeeded()

        try:
            self._submit(prompt, self._seconds() + self._patience.deadline_s, Attempt()).add_done_callback(report)
        except VendorUnavailable:
            with self._lock:
                self._breaker.failed(self._seconds())


def _as_unavailable(error: BaseException) -> VendorUnavailable:
    """A fault of the adapter is none of the caller's business either."""
    return error if isinstance(error, VendorUnavailable) else VendorUnavailable(type(error).__name__)
