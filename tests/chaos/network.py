"""The phone network around one call: asks our webhooks what to do, opens the streams they name, sends us back when told to."""

import asyncio
import random
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from starlette.testclient import TestClient

from functions.call_setup.app import build
from functions.call_setup.rescue import rescue
from receptionist.adapters.memory.live import MemoryLiveState, MemoryRedeemer
from receptionist.adapters.mouth.cache import SoundCache
from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.desk.send_texts import send_due
from receptionist.ids import BusinessId
from stream_handler.reception import warm
from tests.chaos.processes import Process
from tests.chaos.telephone import Stream, Word
from tests.fakes.front_office import (
    CALL,
    NOW,
    ORIGIN,
    RememberingCarrier,
    RememberingSms,
    SetClock,
    Twilio,
    a_desk,
    an_office,
)
from tests.stream_handler.stage import AtOnce
from tests.virtual_time import VirtualLoop

BUSINESS = BusinessId("restaurant")
LOOK_S = 0.04
NOTICES_S = 0.15
"""From a lost socket to the carrier's question what to do now."""


@dataclass(slots=True)
class LoopClock(SetClock):
    """Runs with the loop it was made on."""

    loop: asyncio.AbstractEventLoop | None = None

    def __call__(self) -> datetime:
        assert self.loop is not None
        return self.now + timedelta(seconds=self.loop.time())


class Network:
    """One call and everything it touches."""

    call = CALL

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.clock = LoopClock(NOW, self.loop)
        self.desk: Desk = a_desk(self.clock)
        self._live = MemoryLiveState(MemoryRedeemer(clock=self.desk.clock))
        self._sounds = SoundCache((), AtOnce())
        self._carrier, self.sms = RememberingCarrier(live={CALL}), RememberingSms()
        self._office = an_office(self.desk, self._carrier, self.sms)
        self.rescuer_ahead = timedelta()
        """How much later it is by the rescuer's own clock."""
        self._rescuer = an_office(
            replace(self.desk, clock=lambda: self.clock() + self.rescuer_ahead), self._carrier, self.sms
        )
        self._twilio = Twilio(TestClient(build(self._office)))
        business = self.desk.businesses.get(BUSINESS)
        assert business is not None
        self.business: Business = business
        self.heard: list[Word] = []
        self.processes: list[Process] = []
        self.streams: list[Stream] = []
        self.serving: Process | None = None
        """Whoever has the latest stream."""
        self.stream: Stream | None = None
        """None: nobody is at the other end."""
        self.outages: list[tuple[float, float]] = []
        """From a stream's loss to the start of the next, by the caller's watch."""
        self.over = ""
        """Why the carrier has ended the call."""
        self.asks_twice = False
        self._after = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._lost_at: float | None = None

    async def ring(self) -> None:
        """A call comes in. The carrier, the rescuer and the outbox go on until `hang_up`."""
        self._tasks = [self.loop.create_task(self._carry()), self.loop.create_task(self._each_second())]
        first = Process("warming", self.desk, self._live, self._sounds)
        await warm(first.reception.parts, [self.business])
        await self._do(self._ask("/voice/incoming"))

    def caller_hangs_up(self) -> None:
        """The caller puts the phone down. The carrier knows: it asks no more, and has nobody to be sent on."""
        self._carrier.live.clear()
        self.over = "hung up"
        if self.stream is not None:
            self.stream.hang_up()

    async def hang_up(self) -> CallRecord | None:
        """The caller has gone, or the carrier has ended it: what is left to be written is written."""
        self._carrier.live.clear()
        if self._lost_at is not None and not self.over:
            self.outages.append((self._lost_at, self.loop.time()))
        if self.stream is not None:
            self.stream.hang_up()
        for task in self._tasks:
            task.cancel()
        await asyncio.wait(self._tasks)
        for process in self.processes:
            process.release()
        for process in self.processes:
            await process.stop()
        self._twilio.post("/voice/status", CallStatus="completed")
        send_due(self.desk, self.sms, limit=10)
        return self.desk.calls.find(CALL)

    def loses(self) -> None:
        """The caller's line goes dead from now on, whether or not the carrier knows."""
        if self._lost_at is None:
            self._lost_at = self.loop.time()

    def be_late(self, seed: int) -> None:
        if self.stream is not None:
            self.stream.late = random.Random(seed)

    def be_on_time(self) -> None:
        if self.stream is not None:
            self.stream.late = None

    def stand_still(self, seconds: float) -> None:
        assert isinstance(self.loop, VirtualLoop)
        self.loop.stand_still(seconds)

    async def _carry(self) -> None:
        while not self.over:
            await asyncio.sleep(LOOK_S)
            if self._carrier.sent_on:
                _, url = self._carrier.sent_on.pop()
                if self.stream is not None:
                    self.loses()
                    self.stream.hang_up()
                    await asyncio.sleep(LOOK_S)
                    self.stream.lose()
                await self._do(self._ask(url.removeprefix(ORIGIN)))
            elif self.stream is not None and (self.stream.closed is not None or self.stream.gone):
                self.loses()
                self.stream = None
                await asyncio.sleep(NOTICES_S)
                if self.asks_twice:
                    self.asks_twice = False
                    await self._do(self._ask(self._after))
                await self._do(self._ask(self._after))

    async def _each_second(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            rescue(self._rescuer)
            send_due(self.desk, self.sms, limit=10)

    def _ask(self, path: str) -> ElementTree.Element:
        answer = self._twilio.post(path)
        assert answer.status_code == 200, answer.text
        return ElementTree.fromstring(answer.text)

    async def _do(self, twiml: ElementTree.Element) -> None:
        connect = twiml.find("Connect")
        if connect is None:
            self.over = " ".join(verb.tag for verb in twiml)
            return
        pause = twiml.find("Pause")
        await asyncio.sleep(float(pause.get("length", "1")) if pause is not None else 0.0)
        self._after = connect.get("action", "").removeprefix(ORIGIN)
        parameters = {one.get("name"): one.get("value", "") for one in connect.iter("Parameter")}
        if self.stream is not None:
            self.stream.lose()
        self.serving = self._next_handler()
        stream = Stream(self.serving.ears, CALL, parameters["token"], self.heard)
        self.stream = stream
        self.streams.append(stream)
        self.serving.serve(stream)
        stream.start()
        if self._lost_at is not None:
            self.outages.append((self._lost_at, self.loop.time()))
            self._lost_at = None

    def _next_handler(self) -> Process:
        """A handler that has not had this call, as when the load balancer finds the next."""
        name = f"handler {len(self.processes) + 1}"
        process = Process(name, self.desk, self._live, self._sounds, lambda: rescue(self._office))
        self.processes.append(process)
        process.start()
        return process
