"""Calls, in memory."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from receptionist.adapters.records import NEVER, completed
from receptionist.calls.record import CallRecord, Checkpoint, Lease, Leaving, of_nobody
from receptionist.errors import Fenced
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.ports import Conflict
from receptionist.spans import Span


@dataclass(slots=True)
class _Handling:
    """Who serves one call."""

    business: BusinessId
    epoch: int = 0
    lease_until: datetime | None = None
    checkpoint: Checkpoint | None = None
    over: bool = False
    recovered: int = 0
    """Epoch of the handler that was last taken for lost."""


class MemoryCallStore:
    """Keeps the promises of CallStore until the process ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: dict[CallId, CallRecord] = {}
        self._handling: dict[CallId, _Handling] = {}

    def begin(self, record: CallRecord) -> CallRecord:
        with self._lock:
            kept = self._records.setdefault(record.call, record)
            if kept.business != record.business:
                raise Conflict("another business has this call")
            return kept

    def get(self, business: BusinessId, call: CallId) -> CallRecord | None:
        record = self.find(call)
        return record if record and record.business == business else None

    def find(self, call: CallId) -> CallRecord | None:
        with self._lock:
            return self._records.get(call)

    def recent(self, business: BusinessId, limit: int = 50) -> list[CallRecord]:
        with self._lock:
            found = [record for record in self._records.values() if record.business == business]
            return sorted(found, key=lambda record: (record.started, record.call), reverse=True)[:limit]

    def begun(self, business: BusinessId, span: Span) -> list[CallRecord]:
        with self._lock:
            found = [
                record
                for record in self._records.values()
                if record.business == business and span.start <= record.started < span.end
            ]
            return sorted(found, key=lambda record: (record.started, record.call))

    def by_caller(self, business: BusinessId, caller: Phone) -> list[CallRecord]:
        with self._lock:
            found = [
                record
                for record in self._records.values()
                if caller and record.business == business and record.caller == caller
            ]
            return sorted(found, key=lambda record: (record.started, record.call), reverse=True)

    def erase(
        self, business: BusinessId, call: CallId, at: datetime, leaving: Leaving = of_nobody
    ) -> CallRecord | None:
        with self._lock:
            record = self._records.get(call)
            if record is None or record.business != business:
                return None
            self._records[call] = leaving(record, at)
            if call in self._handling:
                self._handling[call].checkpoint = None
            return record

    def take(self, business: BusinessId, call: CallId, *, until: datetime | None = None) -> Checkpoint | None:
        with self._lock:
            handling = self._handling.setdefault(call, _Handling(business))
            if handling.over or handling.business != business:
                raise Fenced(f"nobody takes call {call} any more")
            handling.epoch += 1
            handling.lease_until = until
            record = self._records.get(call)
            if record is not None:
                self._records[call] = replace(record, status="live", resumes=handling.epoch - 1)
            if handling.checkpoint is not None:
                return replace(handling.checkpoint, epoch=handling.epoch)
            return Checkpoint(call, business, handling.epoch, "", NEVER) if handling.epoch > 1 else None

    def checkpoint(self, business: BusinessId, call: CallId) -> Checkpoint | None:
        with self._lock:
            handling = self._handling.get(call)
            return handling.checkpoint if handling and handling.business == business else None

    def epoch(self, business: BusinessId, call: CallId) -> int:
        with self._lock:
            handling = self._handling.get(call)
            return handling.epoch if handling and handling.business == business else 0

    def recovered(self, business: BusinessId, call: CallId) -> int:
        with self._lock:
            handling = self._handling.get(call)
            return handling.recovered if handling and handling.business == business else 0

    def save(self, checkpoint: Checkpoint) -> None:
        with self._lock:
            handling = self._served(checkpoint.business, checkpoint.call, checkpoint.epoch)
            if not handling.over:
                handling.epoch = checkpoint.epoch
                handling.checkpoint = checkpoint

    def renew(self, business: BusinessId, call: CallId, epoch: int, until: datetime) -> None:
        with self._lock:
            handling = self._served(business, call, epoch)
            if not handling.over:
                handling.epoch = epoch
                handling.lease_until = until

    def renew_all(self, leases: Sequence[Lease]) -> frozenset[CallId]:
        fenced = set()
        for lease in leases:
            try:
                self.renew(*lease)
            except Fenced:
                fenced.add(lease.call)
        return frozenset(fenced)

    def _served(self, business: BusinessId, call: CallId, epoch: int) -> _Handling:
        handling = self._handling.setdefault(call, _Handling(business))
        if handling.epoch > epoch or handling.business != business:
            raise Fenced(f"epoch {epoch} of call {call} is over")
        return handling

    def lost(self, now: datetime, limit: int = 50) -> list[CallRecord]:
        with self._lock:
            due = sorted(
                (handling.lease_until, call)
                for call, handling in self._handling.items()
                if handling.lease_until is not None and handling.lease_until < now and not handling.over
            )
            return [self._records[call] for _, call in due if call in self._records][:limit]

    def recover(self, business: BusinessId, call: CallId, now: datetime, until: datetime) -> int | None:
        with self._lock:
            handling = self._handling.get(call)
            if handling is None or handling.business != business or handling.over:
                return None
            if handling.lease_until is None or handling.lease_until >= now:
                return None
            handling.lease_until = until
            handling.recovered = handling.epoch
            return handling.epoch

    def finish(self, record: CallRecord, epoch: int | None = None) -> CallRecord:
        with self._lock:
            known = self._records.get(record.call)
            if known is not None and known.business != record.business:
                raise Conflict("another business has this call")
            handling = self._handling.setdefault(record.call, _Handling(record.business))
            if epoch is not None and handling.epoch > epoch:
                raise Fenced(f"epoch {epoch} of call {record.call} is over")
            kept = completed(known, record)
            self._records[record.call] = kept
            handling.over = True
            handling.checkpoint = None
            return kept
