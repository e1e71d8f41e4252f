"""A reception with fakes behind it, and a caller's telephone in front: all that a call needs, on virtual time."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, Future
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.memory.live import MemoryLiveState, MemoryRedeemer
from receptionist.adapters.memory.objects import MemoryObjectStore
from receptionist.adapters.mouth.cache import SoundCache
from receptionist.business.load import load_business
from receptionist.calls.record import CallRecord
from receptionist.calls.ticket import StreamTicket, sign
from receptionist.ids import CallId, Phone
from stream_handler.carrier.line import SocketGone, Text
from stream_handler.ears.hub import Hub
from stream_handler.mouth.prompts import Prompts
from stream_handler.parts import Limits, Parts
from stream_handler.reception import Reception
from tests.fakes.scripted_mind import GREETING, ScriptedMind
from tests.fakes.speech import QUIET, TONE, FakeEars, FakeEndOfTurn, FakeVoice, LoudIsSpeech

RESTAURANT = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"
KEY = b"k" * 32
CALLER = Phone("+14155550142")
__all__ = ["CALLER", "GREETING", "KEY", "Stage", "Telephone"]

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


class AtOnce(Executor):
    """Does what it is given on the spot, and says so after `takes_s`; while `hanging`, never."""

    def __init__(self) -> None:
        self.hanging = False
        self.takes_s = 0.0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.hanging:
            return future
        try:
            done = fn(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - as an executor does
            future.set_exception(error)
            return future
        if self.takes_s:
            asyncio.get_running_loop().call_later(self.takes_s, future.set_result, done)
        else:
            future.set_result(done)
        return future


class Telephone:
    """The carrier's end of one stream: sends frames as it is told, plays what comes, returns marks when they are due."""

    def __init__(self, ears: FakeEars, call: CallId, token: str) -> None:
        self._loop = asyncio.get_running_loop()
        self._ears = ears
        self._call = call
        self._in: asyncio.Queue[str | None] = asyncio.Queue()
        self._sequence = 0
        self._plays_until = 0.0
        self._on_text: Callable[[Text], None] | None = None
        self._on_gone: Callable[[], None] | None = None
        self._due: dict[str, asyncio.TimerHandle] = {}
        self.token = token
        self.sent: list[tuple[float, str]] = []
        """When, and which event."""
        self.first_sound: float | None = None
        self.closed: int | None = None
        self.deaf = False
        """Marks never come back."""

    # --- what the handler does

    async def receive(self) -> Text:
        text = await self._in.get()
        if text is None:
            raise SocketGone("gone")
        return text

    def deliver(self, on_text: Callable[[Text], None], on_gone: Callable[[], None]) -> None:
        self._on_text, self._on_gone = on_text, on_gone
        while not self._in.empty():
            self._give(self._in.get_nowait())

    def send(self, *texts: str) -> bool:
        for text in texts:
            self._take(json.loads(text))
        return True

    def _take(self, message: Any) -> None:
        assert message["streamSid"] == "MZ1"
        now = self._loop.time()
        self.sent.append((now, message["event"]))
        match message["event"]:
            case "media":
                if self.first_sound is None:
                    self.first_sound = now
                length_s = len(base64.b64decode(message["media"]["payload"])) / 8000
                self._plays_until = max(self._plays_until, now) + length_s
            case "mark" if not self.deaf:
                name = message["mark"]["name"]
                self._due[name] = self._loop.call_at(self._plays_until, self._mark, name)
            case "clear":
                self._plays_until = now
                for name, handle in list(self._due.items()):
                    handle.cancel()
                    self._mark(name)

    async def close(self, code: int) -> None:
        if self.closed is None:
            self.closed = code
            self._arrive(None)

    # --- what the caller does

    def start(self, **changed: Any) -> None:
        form = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
        start = {
            "accountSid": "AC1", "streamSid": "MZ1", "callSid": self._call, "tracks": ["inbound"],
            "mediaFormat": form, "customParameters": {"token": self.token}, **changed,
        }  # fmt: skip
        self.raw(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"}))
        self.event("start", start)

    async def say(self, text: str, seconds: float = 1.0) -> None:
        """Speaks; the words are known to the fake recogniser."""
        self._ears.saying = text
        await self._frames(TONE, seconds)

    async def quiet(self, seconds: float) -> None:
        await self._frames(QUIET, seconds)

    async def until(self, condition: Callable[[], object], seconds: float = 60.0) -> None:
        """Quiet until something is so."""
        for _ in range(round(seconds / 0.02)):
            if condition():
                return
            await self._frames(QUIET, 0.02)
        raise AssertionError("it never came to that")

    async def until_said(self) -> None:
        """Quiet until something was said and heard to its end."""
        before = len(self.sent)
        await self.until(lambda: any(event == "media" for _, event in self.sent[before:]))
        await self.until(lambda: self._loop.time() >= self._plays_until)

    def press(self, digit: str) -> None:
        self.event("dtmf", {"track": "inbound_track", "digit": digit})

    def hang_up(self) -> None:
        self.event("stop", {"accountSid": "AC1", "callSid": self._call})

    def cut(self) -> None:
        """The socket dies."""
        self._arrive(None)

    def raw(self, text: str) -> None:
        self._arrive(text)

    def event(self, name: str, content: dict[str, Any]) -> None:
        self._sequence += 1
        message = {"event": name, "sequenceNumber": str(self._sequence), "streamSid": "MZ1", name: content}
        self.raw(json.dumps(message))

    def count(self, event: str) -> int:
        return sum(1 for _, name in self.sent if name == event)

    @property
    def playing(self) -> bool:
        return self._loop.time() < self._plays_until

    def _arrive(self, text: str | None) -> None:
        if self._on_text is None:
            self._in.put_nowait(text)
        else:
            self._loop.call_soon(self._give, text)

    def _give(self, text: str | None) -> None:
        assert self._on_text is not None
        assert self._on_gone is not None
        if text is None:
            self._on_gone()
        else:
            self._on_text(text)

    async def _frames(self, frame: bytes, seconds: float) -> None:
        payload = base64.b64encode(frame).decode()
        for _ in range(round(seconds / 0.02)):
            self.event("media", {"track": "inbound", "chunk": "1", "timestamp": "1", "payload": payload})
            await asyncio.sleep(0.02)

    def _mark(self, name: str) -> None:
        del self._due[name]
        self.event("mark", {"name": name})


class Stage:
    """One process."""

    def __init__(self, **limits: Any) -> None:
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self.business = load_business(RESTAURANT)
        businesses = MemoryBusinessStore()
        businesses.put(self.business)
        self.calls = MemoryCallStore()
        self.live = MemoryLiveState(MemoryRedeemer(clock=self.clock))
        self.recordings = MemoryObjectStore()
        self.ears, self.voice, self.mind = FakeEars(), FakeVoice(), ScriptedMind(clock=self.clock)
        self.detector, self.end_of_turn = LoudIsSpeech(), FakeEndOfTurn()
        self.stores, self.minds = AtOnce(), AtOnce()
        self.reception = Reception(
            Parts(
                mind=self.mind,
                businesses=businesses,
                calls=self.calls,
                live=self.live,
                recordings=self.recordings,
                ears=self.ears,
                voice=self.voice,
                prompts=Prompts(self.voice, "fake", SoundCache((), AtOnce())),
                hub=Hub(self.detector),
                ticket_keys=(KEY,),
                clock=self.clock,
                stores=self.stores,
                minds=self.minds,
                uploads=AtOnce(),
                end_of_turn=self.end_of_turn,
                limits=Limits(**limits),
            )
        )

    def clock(self) -> datetime:
        """Runs with the loop."""
        return NOW + timedelta(seconds=self._loop.time() - self._began)

    @property
    def now(self) -> float:
        """Loop time."""
        return self._loop.time()

    def ticket(self, call: CallId, **changed: Any) -> str:
        ticket = StreamTicket(
            call=call, business=self.business.id, caller=CALLER, called=self.business.default_number(), language="en",
            expires=self.clock() + timedelta(seconds=60), nonce=f"nonce of {call}",
        )  # fmt: skip
        return sign(replace(ticket, **changed), KEY)

    def written_down(self, number: int = 1) -> CallId:
        """A call the voice webhook has answered."""
        call = CallId(f"CA{number:032}")
        self.calls.begin(CallRecord(call, self.business.id, CALLER, self.business.default_number(), self.clock()))
        return call

    @asynccontextmanager
    async def ringing(self, number: int = 1, *, token: str | None = None) -> AsyncIterator[Telephone]:
        """A stream that has sent `start`; at the end the call must be over."""
        call = self.written_down(number)
        phone = Telephone(self.ears, call, self.ticket(call) if token is None else token)
        async with asyncio.TaskGroup() as group:
            hub = group.create_task(self.reception.parts.hub.run())
            serving = group.create_task(self.reception.serve(phone))
            phone.start()
            yield phone
            await asyncio.wait_for(serving, 60)
            hub.cancel()
        assert phone.closed is not None

    def record(self, number: int = 1) -> CallRecord:
        record = self.calls.find(CallId(f"CA{number:032}"))
        assert record is not None
        return record

    def told(self, number: int = 1) -> list[dict[str, Any]]:
        """The events of a call that is over."""
        return list(self.record(number).transcript)

    def said(self, number: int = 1) -> list[str]:
        """What the assistant said, as heard; broken-off sentences with a dash."""
        return [
            event["text"] + (" -" if event["interrupted"] else "")
            for event in self.told(number)
            if event["type"] == "assistant.said"
        ]
