"""What a call leaves behind: events for whoever watches, a checkpoint after every turn, one record at the end."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from receptionist.calls.events import Event, Happening
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.conversation.state import DialogueState, to_json
from receptionist.errors import Unavailable
from receptionist.ids import Phone
from stream_handler.parts import Parts

log = logging.getLogger("stream_handler.journal")

T = TypeVar("T")

TRANSCRIPT = "transcript"
"""Key of `Checkpoint.extra`: the events so far, so that a successor, or the record of a call that was handed over, has
them."""
TRANSFER = "transfer_to"


class Journal:
    """For one call, in one epoch. Fenced, when raised here, means another handler has the call: say and write no more."""

    def __init__(self, parts: Parts, record: CallRecord, taken: Checkpoint | None) -> None:
        self._parts = parts
        self._record = record
        self.epoch = taken.epoch if taken else 1
        extra = taken.extra if taken else {}
        self._seq = taken.seq if taken else 0
        self.events: list[dict[str, Any]] = list(extra.get(TRANSCRIPT, ()))
        self._extra = {key: value for key, value in extra.items() if key != TRANSCRIPT}
        self._saving = asyncio.Lock()
        self._began = parts.clock()

    def tell(self, happening: Happening) -> None:
        """Never blocks, never raises: whoever watches may miss an event, the record does not."""
        self._seq += 1
        event = Event(self._record.call, self._record.business, self._parts.clock(), self._seq, happening).to_json()
        self.events.append(event)
        self._parts.live.publish(f"live:{self._record.business}", json.dumps(event, ensure_ascii=False).encode())

    async def save(self, state: DialogueState, *, transfer_to: str = "", ended: bool = False) -> None:
        """The checkpoint. Raises Fenced. A store that is down costs the checkpoint, not the call."""
        extra = {**self._extra, TRANSCRIPT: list(self.events), **({TRANSFER: transfer_to} if transfer_to else {})}
        checkpoint = Checkpoint(
            call=self._record.call,
            business=self._record.business,
            epoch=self.epoch,
            state=to_json(state),
            at=self._parts.clock(),
            caller=Phone(self._record.caller),
            seq=self._seq,
            ended=ended,
            extra=extra,
        )
        async with self._saving:
            try:
                await self._at_the_store(lambda: self._parts.calls.save(checkpoint))
            except Unavailable:
                log.error("checkpoint not kept", extra={"call": self._record.call})

    async def keep_lease(self) -> None:
        """Until cancelled. Raises Fenced."""
        limits = self._parts.limits
        while True:
            await self.renew(self._parts.clock() + timedelta(seconds=limits.lease_s))
            await asyncio.sleep(limits.lease_s / 3)

    async def renew(self, until: datetime) -> None:
        """Raises Fenced. `until` now gives the call up at once."""
        record = self._record
        try:
            await self._at_the_store(lambda: self._parts.calls.renew(record.business, record.call, self.epoch, until))
        except Unavailable:
            log.error("lease not renewed", extra={"call": record.call})

    async def finish(self, outcome: str, language: str, effects: list[dict[str, Any]], wav: bytes | None) -> None:
        """The record of the ended call, and its recording. Tried again for a while if the store is down."""
        name = ""
        if wav is not None:
            name = f"{self._record.call}-{self.epoch}.wav"
            await self._persist(lambda: self._parts.recordings.put(self._record.business, name, wav, "audio/wav"))
        ended = replace(
            self._record,
            status="ended",
            ended=self._parts.clock(),
            outcome=outcome,
            language=language,
            resumes=self.epoch - 1,
            transcript=tuple(self.events),
            recording=name,
            effects=tuple(effects),
        )
        await self._persist(lambda: self._parts.calls.finish(ended))

    def seconds(self) -> float:
        """Since this handler has the call."""
        return (self._parts.clock() - self._began).total_seconds()

    async def _persist(self, write: Callable[[], object]) -> None:
        for wait_s in (0.2, 1.0, 3.0, 0.0):
            try:
                await self._at_the_store(write)
            except Unavailable:
                if not wait_s:
                    log.error("record not kept", extra={"call": self._record.call})
                await asyncio.sleep(wait_s)
            else:
                return

    async def _at_the_store(self, act: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._parts.stores, act)
