"""What a call leaves behind: events for whoever watches, a checkpoint after every turn, one record at the end."""

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from datetime import timedelta
from typing import Any, BinaryIO, TypeVar

import orjson

from receptionist.calls.events import AssistantSaid, CallEnded, CallerSaid, Event, Happening
from receptionist.calls.record import CallRecord, Checkpoint, Lease
from receptionist.calls.transfer import HANDOVER, Transfer, transfer_json
from receptionist.conversation.state import DialogueState, to_json
from receptionist.desk.continue_call import RESUMING
from receptionist.desk.finish_call import GIVEN_AWAY
from receptionist.errors import StoreUnavailable, Unavailable
from receptionist.ids import CallId, Phone
from stream_handler.leases import Held, Leases
from stream_handler.meter import Meter
from stream_handler.parts import Parts

log = logging.getLogger("stream_handler.journal")

T = TypeVar("T")

TRANSCRIPT = "transcript"
"""Key of `Checkpoint.extra`: the events so far, so that a successor, or the record of a call that was handed over, has
them."""
MOST_EVENTS = 600
"""In a checkpoint, the latest: a row of DynamoDB holds 400 kB."""
TRANSFER = "transfer_to"
OUTCOME = "outcome"
"""Key of `Checkpoint.extra`: how the call ended, for whoever writes the record before we do."""
USD = "usd"
"""Key of `Checkpoint.extra`: what the call has cost."""
OVERLAYS = "overlays"
"""Key of `Checkpoint.extra`, and of the state's: live overlays that stood at some turn."""
UPLOAD_S = 60.0
"""For one try to send a recording off: half an hour of it is 29 MB."""
RECORDING = "recording"
"""Key of `Checkpoint.extra`: name of the recording of an earlier handler's part."""


async def at_the_store(executor: Executor, act: Callable[[], T], within_s: float) -> T:
    """What a blocking store says, or StoreUnavailable in time: one that hangs keeps its thread, not the call.
    Cancelling leaves the act to happen or not."""
    try:
        async with asyncio.timeout(within_s):
            return await asyncio.get_running_loop().run_in_executor(executor, act)
    except TimeoutError as error:
        raise StoreUnavailable("no answer in time") from error


class Journal:
    """For one call, in one epoch. Fenced, when raised here, means another handler has the call: say and write no more."""

    def __init__(self, parts: Parts, record: CallRecord, taken: Checkpoint | None, leases: Leases) -> None:
        self._parts = parts
        self._record = record
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        extra = taken.extra if taken else {}
        self.epoch = taken.epoch if taken else 1
        self._seq = taken.seq if taken else 0
        self.events: list[dict[str, Any]] = list(extra.get(TRANSCRIPT, ()))
        self._extra = {key: value for key, value in extra.items() if key not in (TRANSCRIPT, TRANSFER, HANDOVER)}
        self.meter = Meter(self._loop.time(), float(self._extra.get(USD, 0.0)))
        self._usd_before = self.meter.usd
        self._telemetry = parts.telemetry.call()
        self._unsaved: Checkpoint | None = None
        self._wanted = asyncio.Event()
        self._saving = asyncio.Lock()
        self._writing = threading.Lock()
        self._written = -1
        self._leases = leases
        until = parts.clock() + timedelta(seconds=parts.limits.lease_s)  # as the door has taken it
        self._held = Held(Lease(record.business, record.call, self.epoch, until), until)

    @property
    def call(self) -> CallId:
        return self._record.call

    @property
    def seconds(self) -> float:
        """Since this handler has the call."""
        return self._loop.time() - self._began

    @property
    def call_seconds(self) -> float:
        """Since the call began, whoever had it."""
        return (self._parts.clock() - self._record.started).total_seconds()

    @property
    def usd(self) -> float:
        """What the call has cost until now."""
        return self.meter.at(self._loop.time())

    def tell(self, happening: Happening) -> None:
        """Never blocks, never raises: whoever watches may miss an event, the record does not."""
        self._seq += 1
        now, at = self._parts.clock(), self._loop.time()
        match happening:
            case CallerSaid(by=by):
                self.meter.heard_by(by, at)
            case AssistantSaid(voice=voice):
                self.meter.spoken_by(voice, at)
            case _:
                pass
        self._telemetry.note(happening, now)
        event = Event(self._record.call, self._record.business, now, self._seq, happening).to_json()
        self.events.append(event)
        self._parts.live.publish(f"live:{self._record.business}", orjson.dumps(event))

    def ended(self, reason: str) -> CallEnded:
        """To be told when the call is over."""
        return CallEnded(reason, round(self.seconds, 3), round(self.usd, 5))

    def measured(self, reason: str) -> None:
        """Numbers and spans of this handler's part go to whoever operates it. Once, at its end."""
        self._telemetry.over(reason, self.seconds, self.usd - self._usd_before, self._parts.clock())

    def unsay(self, turns: int) -> None:
        """The last words of the caller's, so many turns of them, were part of a card number: the record does not keep them."""
        said = [event for event in self.events if event["type"] == "caller.said"]
        for event in said[-turns:] if turns else ():
            event["text"] = "[card number]"

    def hand_over(self, number: str, transfer: Transfer | None) -> None:
        """Every checkpoint from now on says that the carrier is to put the caller through, and to whom."""
        self._extra[TRANSFER] = number
        if transfer is not None:
            self._extra[HANDOVER] = transfer_json(transfer)

    def over(self, outcome: str) -> None:
        """Every checkpoint from now on says how the call ended."""
        self._extra[OUTCOME] = outcome

    def save(self, state: DialogueState, *, ended: bool = False) -> None:
        """Asks for a checkpoint. It is written beside the conversation, by `keep`, the latest only."""
        self._extra[OVERLAYS] = state.extra.get(OVERLAYS, [])
        self._extra[USD] = round(self.usd, 5)
        self._unsaved = Checkpoint(
            call=self._record.call,
            business=self._record.business,
            epoch=self.epoch,
            state=to_json(state),
            at=self._parts.clock(),
            caller=Phone(self._record.caller),
            seq=self._seq,
            ended=ended,
            extra={**self._extra, TRANSCRIPT: self.events[-MOST_EVENTS:]},
        )
        self._wanted.set()

    async def keep(self) -> None:
        """Writes checkpoints as they are asked for, until cancelled. Raises Fenced."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            await self.saved()

    async def saved(self) -> None:
        """Until the last checkpoint is written, or cannot be: that costs the checkpoint, not the call. Raises Fenced."""
        async with self._saving:
            checkpoint, self._unsaved = self._unsaved, None
            if checkpoint is None:
                return
            try:
                await self._store(lambda: self._write(checkpoint))
            except Unavailable:
                log.error("checkpoint not kept", extra=self._named())

    def _write(self, checkpoint: Checkpoint) -> None:
        """In a thread. One that was given up and moves at last must not overwrite what came after it."""
        with self._writing:
            if checkpoint.seq >= self._written:
                self._parts.calls.save(checkpoint)
                self._written = checkpoint.seq

    async def keep_lease(self) -> None:
        """Until cancelled. Raises Fenced. One renewal that hangs or fails is tried again before the lease is over: a call that is
        well must not be taken for a lost one."""
        lease_s = self._parts.limits.lease_s
        with self._leases.holding(self._held):
            while True:
                wait_s = lease_s / 3
                try:
                    await self._leases.renewed(self._held, lease_s, within_s=lease_s / 3)
                except Unavailable:
                    log.error("lease not renewed", extra=self._named())
                    wait_s = lease_s / 12
                await asyncio.sleep(wait_s)

    async def may_be_elsewhere(self) -> bool:
        """Whether the carrier may have been told to take the call away: the lease had run out, as after a standstill, a jump of the clock
        or while nothing could be written; or it had, by the clock of somebody who looks for lost calls."""
        now = self._parts.clock()
        self._held.look(now)
        if self._held.lapsed_at is not None and now - self._held.lapsed_at < RESUMING:
            return True
        try:
            recovered = await self._store(lambda: self._parts.calls.recovered(self._record.business, self._record.call))
        except Unavailable:
            return True
        return recovered >= self.epoch

    async def give_up(self, leaves: timedelta = GIVEN_AWAY) -> None:
        """So much of the lease is left; another handler may have the call at once. Raises Fenced."""
        lease = self._held.lease = self._held.lease._replace(until=self._parts.clock() + leaves)
        try:
            await self._store(lambda: self._parts.calls.renew(*lease))
        except Unavailable:
            log.error("lease not given up", extra=self._named())

    async def finish(self, outcome: str, language: str, effects: list[dict[str, Any]]) -> CallRecord:
        """The record of the ended call, offered to the store for a while if it is down. Raises Fenced."""
        ended = replace(
            self._record,
            status="ended",
            ended=self._parts.clock(),
            outcome=outcome,
            language=language,
            resumes=self.epoch - 1,
            transcript=tuple(self.events),
            recording=str(self._extra.get(RECORDING, "")),
            effects=tuple(effects),
            overlays=tuple(map(str, self._extra.get(OVERLAYS, ()))),
        )
        await self._persist(self._parts.stores, lambda: self._parts.calls.finish(ended, self.epoch))
        return ended

    async def keep_recording(self, wav: BinaryIO | None, finished: CallRecord | None) -> None:
        """Sends the sound off and names it: in the record of a `finished` call, else for the next handler."""
        if wav is None:
            return
        parts, name = self._parts, f"{self._record.call}-{self.epoch}.wav"
        one_at_a_time = threading.Lock()

        def send() -> None:
            with one_at_a_time:
                parts.recordings.put_file(self._record.business, name, wav, "audio/wav")

        put = await self._persist(parts.uploads, send, within_s=UPLOAD_S)
        if not put:
            return
        if finished is None:
            self._extra[RECORDING] = name
        else:
            named = replace(finished, recording=name)
            await self._persist(parts.stores, lambda: parts.calls.finish(named))

    async def _persist(self, executor: Executor, write: Callable[[], object], *, within_s: float = 10.0) -> bool:
        """Whether it was written in the end. Waits longer from one try to the next, and `within_s` for each."""
        limits, wait_s = self._parts.limits, 0.2
        give_up = self._loop.time() + limits.persist_s
        while True:
            try:
                await at_the_store(executor, write, max(limits.store_s, within_s))
            except Unavailable:
                if self._loop.time() + wait_s > give_up:
                    log.error("record not kept", extra=self._named())
                    return False
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, 8.0)
            else:
                return True

    async def _store(self, act: Callable[[], T]) -> T:
        return await at_the_store(self._parts.stores, act, self._parts.limits.store_s)

    def _named(self) -> dict[str, str]:
        return {"call": self._record.call, "business": self._record.business}
