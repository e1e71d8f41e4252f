"""One phone call, as held in the hand: the caller's handset and what the network knows of the call."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from local.carrier.faults import STREAM_CLOSED_BY_SERVER, CallFault, TwimlRefused
from local.carrier.line import Line, Recording
from local.carrier.model import NOTHING, OVER, CallOutcome, CallState, TraceEvent

log = logging.getLogger(__name__)

BEATS_PER_KEY = 10
"""A key is 100 ms of tone and 100 ms of pause."""

CITY_FIELDS = tuple(f"{who}{what}" for who in ("Caller", "Called", "From", "To") for what in ("City", "State", "Zip"))


@dataclass(frozen=True, slots=True)
class Fetch:
    """Ask the application at `url` what to do next."""

    url: str
    method: str = "POST"
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Perform:
    """Execute this TwiML document."""

    document: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call."""

    by: str
    state: CallState = CallState.COMPLETED


Order = Fetch | Perform | HangUp


class PhoneCall:
    """A call and its handset. Made by `Carrier.dial`, by a REST request or by a `Dial`.

    Times are seconds of the event loop's clock.
    """

    def __init__(
        self,
        sid: str,
        *,
        account_sid: str,
        from_: str,
        to: str,
        direction: str,
        now: Callable[[], datetime],
        on_answer: Callable[["PhoneCall"], None],
        parent_sid: str | None = None,
        number_sid: str | None = None,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._now = now
        self._on_answer = on_answer
        self.sid = sid
        self.account_sid = account_sid
        self.from_ = from_
        self.to = to
        self.direction = direction
        self.parent_sid = parent_sid
        self.number_sid = number_sid
        self.state = CallState.RINGING
        self.dialled_at = self._loop.time()
        self.answered_at: float | None = None
        self.created = now()
        self.updated = self.created
        self.answered: datetime | None = None
        self.finished: datetime | None = None
        self.trace: list[TraceEvent] = []
        self.faults: list[CallFault] = []
        """Every error Twilio would have logged for this call, also those it survived."""
        self.line = Line(self._sound)
        self.orders: asyncio.Queue[Order] = asyncio.Queue()
        """What interrupts the running document: a REST update, a hang-up."""
        self.farewells: list[Fetch] = []
        """Requests Twilio still makes when the caller has hung up in the middle of a verb."""
        self.outcome: asyncio.Future[CallOutcome] = self._loop.create_future()
        self.stream_socket: Callable[[], None] | None = None
        """Breaks the socket of the running stream; None while nothing is streamed."""
        self.settled = asyncio.Event()
        """Set when the call is over and its last status callback was made."""
        self._up = asyncio.Event()
        self._keys: deque[str] = deque()
        self._key_listeners: list[Callable[[str], None]] = []
        self._beats_to_key = 0
        self.note("state", self.state)

    def say(self, mulaw: bytes) -> None:
        """Queue the caller's voice. It goes out in 20 ms of real time each; faint line noise otherwise."""
        self.line.say(mulaw)

    def stop_saying(self) -> None:
        """Drop what is queued and not yet said."""
        self.line.hush()

    @property
    def saying(self) -> bool:
        """True while the caller's voice is queued."""
        return self.line.saying

    async def said(self) -> None:
        """Wait until everything queued was said, or the call is over."""
        await self.line.said()

    async def hear(self) -> bytes:
        """The next 20 ms (160 bytes) at the caller's ear, in real time; b"" once the call is over.

        Nothing is heard before the answer. Who does not listen for a minute loses the oldest sound.
        """
        return await self.line.hear()

    def press(self, digits: str) -> None:
        """Press keys (0-9, * and #), one every 200 ms. A key nobody listens for is lost, as on the network."""
        self._keys.extend(digit for digit in digits if digit in "0123456789*#ABCD")

    async def hang_up(self) -> None:
        """The caller puts the phone down. Harmless if the call is over. Returns when it is."""
        self.order(HangUp("caller"))
        await asyncio.shield(self.outcome)

    async def answered_or_over(self) -> CallState:
        """Wait until somebody answers or the call ends unanswered. Returns the state then."""
        await self._up.wait()
        return self.state

    async def ended(self) -> CallOutcome:
        """How the call ended. Raises TwimlRefused if it died of a document nobody could execute."""
        outcome = await asyncio.shield(self.outcome)
        if isinstance(outcome.error, TwimlRefused):
            raise outcome.error
        return outcome

    def cut_stream(self) -> None:
        """Something between the network and the application breaks: the media stream's socket dies, as it would
        if either end were pulled out. What follows is `AfterAbruptEnd`. Harmless while nothing is streamed.
        """
        if self.stream_socket is not None:
            self.stream_socket()

    @property
    def recording(self) -> Recording:
        """What was said and heard since the answer, aligned to real time."""
        return self.line.recording

    @property
    def over(self) -> bool:
        """True once the call has ended."""
        return self.state in OVER

    def order(self, order: Order) -> None:
        """Interrupt whatever the call is doing. Ignored when it is over."""
        if not self.over:
            self.orders.put_nowait(order)

    def note(self, kind: str, name: str, detail: Mapping[str, str] = NOTHING) -> None:
        """Remember that something happened now."""
        self.trace.append(TraceEvent(self._loop.time(), kind, name, detail))

    def fault(self, fault: CallFault) -> None:
        """Remember an error, as Twilio's error log does."""
        self.faults.append(fault)
        log.log(_level(fault), "call fault", extra={"call": self.sid, "code": fault.code})
        self.note("error", str(fault.code), {"message": fault.message, "url": fault.url})

    def answer(self) -> bool:
        """The call is picked up. False if it already was."""
        if self.answered_at is not None:
            return False
        self.answered_at = self._loop.time()
        self.answered = self._now()
        self.become(CallState.IN_PROGRESS)
        self._up.set()
        self._on_answer(self)
        return True

    def become(self, state: CallState) -> None:
        """Change the call's status."""
        self.state = state
        self.updated = self._now()
        self.note("state", state)

    def finish(self, state: CallState, by: str, error: CallFault | None) -> None:
        """The line is dead."""
        self.finished = self._now()
        self.become(state)
        self.line.cut()
        self._up.set()
        self.outcome.set_result(
            CallOutcome(state, by, error, tuple(self.trace), self.dialled_at, self.answered_at, self._loop.time())
        )

    def form(self) -> dict[str, str]:
        """The fields every voice webhook carries. What the network does not know of a caller is sent blank."""
        return {
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "CallSid": self.sid,
            "CallStatus": self.state.value,
            "Called": self.to,
            "Caller": self.from_,
            "Direction": self.direction,
            "From": self.from_,
            "To": self.to,
            "CallerCountry": "US",
            "CalledCountry": "US",
            "FromCountry": "US",
            "ToCountry": "US",
            **dict.fromkeys(CITY_FIELDS, ""),
        }

    @contextmanager
    def keys_to(self, listener: Callable[[str], None]) -> Iterator[None]:
        """Give the keys pressed meanwhile to `listener`, before anybody who listened earlier."""
        self._key_listeners.append(listener)
        try:
            yield
        finally:
            self._key_listeners.remove(listener)

    def beat(self) -> None:
        """20 ms of the call."""
        if self.recording.began_at is None:
            self.recording.began_at = self._loop.time()
        if self._beats_to_key:
            self._beats_to_key -= 1
        elif self._keys:
            self._beats_to_key = BEATS_PER_KEY - 1
            digit = self._keys.popleft()
            self.note("key", digit)
            if self._key_listeners:
                self._key_listeners[-1](digit)
        self.line.beat()

    def _sound(self, sounding: bool) -> None:
        self.note("sound", "begins" if sounding else "ends")


def _level(fault: CallFault) -> int:
    """How loud a fault is logged. Twilio counts the server's own orderly close of a stream as an error; we do not."""
    if isinstance(fault, TwimlRefused):
        return logging.ERROR
    return logging.DEBUG if fault.code == STREAM_CLOSED_BY_SERVER else logging.WARNING
