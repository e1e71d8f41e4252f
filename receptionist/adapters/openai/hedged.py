"""A language model with a deadline: a second request where the first is slow to begin, whichever is there first.

    0 s ──first──────────────▶ ...
      0.7 s, nothing yet ──second──▶ ...            2 s: given up, the local understander's turn
           failed at once ──second──▶

Where the answer is listened to while it comes, the request whose first letters come first is the one, and the other ends; once
its words are put to use, it may take longer. Tail latency of hosted models is some times their median; two requests in
parallel cost a little more and are rarely both slow (Dean, Barroso: The Tail at Scale, doi 10.1145/2408776.2408794). After
some failures in a row nobody waits any more: the circuit is open, and a request on no caller's time tries whether the vendor
is back.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial
from threading import BoundedSemaphore, Lock

from receptionist.adapters.breaker import Breaker
from receptionist.adapters.openai.attempt import Attempt, NotNow
from receptionist.conversation.minds.model import Completion, Dropped, Enough, Interest, OnText, Prompt
from receptionist.conversation.minds.prompt import tokens
from receptionist.errors import VendorUnavailable

Ask = Callable[[Prompt, Attempt], Completion]
"""One request, and the attempt it reports to."""


@dataclass(frozen=True, slots=True)
class Patience:
    hedge_after_s: float = 0.7
    deadline_s: float = 2.0
    """Until the whole answer is there, or its first words are put to use: promise 5 is two seconds to the first sound."""
    whole_s: float = 8.0
    """For the rest of an answer whose first words are being heard."""
    requests_at_once: int = 128
    """Of a process: 150 calls, each thinking ahead now and then."""


@dataclass(slots=True)
class _Race:
    """The requests of one turn."""

    until: float
    longest: float
    on_text: OnText | None
    attempts: list[Attempt] = field(default_factory=list)
    first: Attempt | None = None
    """The one that is listened to."""
    text: str = ""
    """What that one has said."""
    enough: Future[Completion] = field(default_factory=Future)
    """What will do, before the answer is whole; or Dropped."""
    over: bool = False
    lock: Lock = field(default_factory=Lock)

    def joins(self) -> Attempt:
        """One request more, in the thread that waits."""
        attempt = Attempt(self.until)
        if self.on_text is not None:
            attempt.told = partial(self._tell, attempt, self.on_text)
        self.attempts.append(attempt)
        return attempt

    def _tell(self, attempt: Attempt, on_text: OnText, piece: str) -> None:
        """In the thread of a request; never after the race is over."""
        with self.lock:
            if self.over or self.enough.done() or self.first not in (None, attempt):
                raise VendorUnavailable("overtaken")
            if self.first is None:
                self.first = attempt
                for other in self.attempts:
                    if other is not attempt:
                        other.give_up()
            self.text += piece
            try:
                if on_text(piece):
                    self.until = attempt.until = self.longest
            except Enough:
                attempt.told = _unheard
                self.enough.set_result(Completion(self.text))

    def drop(self) -> None:
        """Nobody waits any more. From any thread; safe to repeat."""
        with self.lock:
            if not self.over and not self.enough.done():
                self.enough.set_exception(Dropped("dropped"))

    @property
    def dropped(self) -> bool:
        return self.enough.done() and self.enough.exception() is not None

    def ends(self) -> None:
        with self.lock:
            self.over = True
        read_on = self.first if self.enough.done() and not self.dropped else None
        for attempt in self.attempts:
            if attempt is not read_on:
                attempt.give_up()
            attempt.told = _unheard


def _unheard(piece: str) -> None:
    """Read to its end all the same, for the connection to serve again."""


class Hedged:
    """Safe from several threads. Threads end with their requests, at the latest a read after the deadline."""

    def __init__(
        self, name: str, ask: Ask, *, seconds: Callable[[], float], patience: Patience | None = None,
        breaker: Breaker | None = None, warm: Callable[[], None] = lambda: None,
        hang_up: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """`warm`, `hang_up`: never raise."""
        self._name = name
        self._ask = ask
        self._seconds = seconds
        self._patience = patience or Patience()
        self._breaker = breaker or Breaker()
        self._warm = warm
        self._hang_up = hang_up
        self._running: set[Attempt] = set()
        self._lock = Lock()
        self._free = BoundedSemaphore(self._patience.requests_at_once)
        self._threads = ThreadPoolExecutor(self._patience.requests_at_once, thread_name_prefix="model")

    @property
    def name(self) -> str:
        return self._name

    def close(self) -> None:
        """Starts nothing new, gives up what runs, and hangs up. Safe to repeat."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            running = tuple(self._running)
        for attempt in running:
            attempt.give_up()
        self._hang_up()

    def warm(self) -> None:
        self._warm()

    def complete(self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None) -> Completion:
        """Raises VendorUnavailable, after `deadline_s` at the latest, or `whole_s` once what came is put to use; Dropped, which
        does not count against the vendor, as soon as the interest is given up."""
        with self._lock:
            closed, probe = self._breaker.closed(), self._breaker.probe_due(self._seconds())
        if probe:
            self._try_out(prompt)
        if not closed:
            raise VendorUnavailable("the circuit is open")
        began = self._seconds()
        race = _Race(began + self._patience.deadline_s, began + self._patience.whole_s, on_text)
        if interest is not None:
            interest.when_given_up(race.drop)
        try:
            done = self._first_of_two(prompt, race, began)
        except Dropped:
            raise
        except VendorUnavailable:
            with self._lock:
                self._breaker.failed(self._seconds())
            raise
        finally:
            race.ends()
            if interest is not None:
                interest.no_longer(race.drop)
        with self._lock:
            self._breaker.succeeded()
        return replace(done, seconds=round(self._seconds() - began, 3))

    def _first_of_two(self, prompt: Prompt, race: _Race, began: float) -> Completion:
        if race.dropped:
            raise Dropped("dropped")
        running = {self._submit(prompt, race.joins()), race.enough}
        due = began + self._patience.hedge_after_s
        reason = VendorUnavailable("too slow")
        while len(running) > 1 and self._seconds() < race.until:
            done, running = wait(running, max(min(due, race.until) - self._seconds(), 0), FIRST_COMPLETED)
            for one in (race.enough,) if race.enough.done() else done:
                error = one.exception()
                if error is None:
                    return _counted(one.result(), prompt, len(race.attempts))
                reason = _as_unavailable(error)
            if race.dropped:
                raise Dropped("dropped")
            due = race.longest
            if self._asks_again(race, reason, running) and (another := self._spare(prompt, race)):
                running = {*running, another}
        raise reason

    def _asks_again(self, race: _Race, reason: VendorUnavailable, running: set[Future[Completion]]) -> bool:
        """Once, and not what others listen to already."""
        if len(race.attempts) > 1 or isinstance(reason, NotNow) or race.first is not None:
            return False
        return not (len(running) > 1 and race.attempts[0].begun.is_set())

    def _submit(self, prompt: Prompt, attempt: Attempt) -> Future[Completion]:
        if not self._free.acquire(blocking=False):
            raise NotNow("too many requests of our own")
        with self._lock:
            self._running.add(attempt)
        try:
            future = self._threads.submit(self._ask, prompt, attempt)
        except RuntimeError as error:  # As the pool says it after its end.
            self._ended(attempt)
            raise NotNow("closed") from error
        future.add_done_callback(lambda _: self._ended(attempt))
        return future

    def _ended(self, attempt: Attempt) -> None:
        self._free.release()
        with self._lock:
            self._running.discard(attempt)

    def _spare(self, prompt: Prompt, race: _Race) -> Future[Completion] | None:
        """The second request, if there is room for one."""
        try:
            return self._submit(prompt, race.joins())
        except NotNow:
            race.attempts.pop()
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
            self._submit(prompt, Attempt(self._seconds() + self._patience.deadline_s)).add_done_callback(report)
        except VendorUnavailable:
            with self._lock:
                self._breaker.failed(self._seconds())


def _counted(done: Completion, prompt: Prompt, requests: int) -> Completion:
    used = done.tokens or tokens(prompt.fixed + prompt.varying + done.text)
    return replace(done, tokens=used, requests=requests)


def _as_unavailable(error: BaseException) -> VendorUnavailable:
    """A fault of the adapter is none of the caller's business either."""
    return error if isinstance(error, VendorUnavailable) else VendorUnavailable(type(error).__name__)
