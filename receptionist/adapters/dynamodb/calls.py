"""Calls and who serves them, in DynamoDB. Keys and indexes: docs/dynamodb.md.

Two items a call: the record, which lists read, and the handling (epoch, lease, checkpoint), which one handler writes
after every turn. Whatever decides between handlers is one conditional write of the handling.
"""

import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from receptionist.adapters.dynamodb.table import TRIES, ConditionFailed, Item, Table, key
from receptionist.adapters.records import CALL, CHECKPOINT, EVENTS, NEVER, completed, document, instant
from receptionist.calls.record import CallRecord, Checkpoint, Lease, Leaving, of_nobody
from receptionist.clock import Clock, system_clock
from receptionist.errors import Fenced, StoreUnavailable
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.ports import Conflict
from receptionist.spans import Span
from receptionist.stored import read, readable, reading

LEASE_SHARDS = 8
"""Partitions of the index that lists leases: every live call renews there, and one partition of an index takes about
1 000 writes a second."""
RENEWED_AT_ONCE = 8

_RECORD, _HANDLING = "RECORD", "HANDLING"
_OURS = "(attribute_not_exists(business) OR business = :business)"


class DynamoCallStore:
    """Keeps the promises of CallStore in one table."""

    def __init__(self, table: Table, *, kept_for: timedelta | None = None, clock: Clock = system_clock) -> None:
        """`kept_for`: a finished call is gone that long after its start; None keeps it for good."""
        self._table = table
        self._kept_for = kept_for
        self._clock = clock

    def begin(self, record: CallRecord) -> CallRecord:
        try:
            self._table.put(self._record_item(record, 1), condition="attribute_not_exists(pk)")
        except ConditionFailed as failure:
            known = failure.items[0]
            if known is None or known["business"] != record.business:
                raise Conflict("another business has this call") from failure
            return _read_record(known)
        return record

    def get(self, business: BusinessId, call: CallId) -> CallRecord | None:
        record = self.find(call)
        return record if record and record.business == business else None

    def find(self, call: CallId) -> CallRecord | None:
        item = self._item(call, _RECORD)
        return _read_record(item) if item else None

    def recent(self, business: BusinessId, limit: int = 50) -> list[CallRecord]:
        found = self._table.query(key("CALLS", business), index="gsi1", descending=True, limit=limit)
        keys = [(item["pk"], item["sk"]) for item in found]
        items = self._table.get_many(keys)
        return readable(_read_record, (items[one] for one in keys if one in items and self._is_kept(items[one])))

    def begun(self, business: BusinessId, span: Span) -> list[CallRecord]:
        # The key goes on behind the moment (`#<call>`): one that is just the moment comes before every call of it.
        between = (instant(span.start), instant(span.end))
        found = self._table.query(key("CALLS", business), index="gsi1", between=between)
        keys = [(item["pk"], item["sk"]) for item in found]
        items = self._table.get_many(keys)
        return readable(_read_record, (items[one] for one in keys if one in items and self._is_kept(items[one])))

    def by_caller(self, business: BusinessId, caller: Phone) -> list[CallRecord]:
        """The business's calls are read through: an index by caller would cost a write with every call."""
        if not caller:
            return []
        found = self._table.query(key("CALLS", business), index="gsi1", descending=True)
        keys = [(item["pk"], item["sk"]) for item in found if read(CALL, item["doc"]).caller == caller]
        items = self._table.get_many(keys)
        records = [_read_record(items[one]) for one in keys if one in items and self._is_kept(items[one])]
        return [record for record in records if record.caller == caller]

    def erase(
        self, business: BusinessId, call: CallId, at: datetime, leaving: Leaving = of_nobody
    ) -> CallRecord | None:
        for _ in range(TRIES):
            item = self._item(call, _RECORD)
            if item is None or item["business"] != business:
                return None
            record = _read_record(item)
            version: int = item["version"]
            try:
                self._table.put(
                    self._record_item(leaving(record, at), version + 1),
                    condition="version = :before",
                    values={":before": version},
                )
                self._drop_checkpoint(business, call)
            except ConditionFailed:
                continue
            return record
        raise StoreUnavailable(f"call {call} was changed by others all the time")

    def _drop_checkpoint(self, business: BusinessId, call: CallId) -> None:
        with suppress(ConditionFailed):
            self._table.update(
                key("CALL", call),
                _HANDLING,
                "REMOVE checkpoint",
                condition="business = :business",
                values={":business": business},
            )

    def take(self, business: BusinessId, call: CallId, *, until: datetime | None = None) -> Checkpoint | None:
        expression = "SET business = :business, kind = :kind, taking = :taking"
        taking = uuid4().bytes
        values: dict[str, Any] = {":business": business, ":kind": "handling", ":one": 1, ":taking": taking}
        if until:
            expression += ", lease_until = :until, gsi2pk = :leases, gsi2sk = :until"
            values |= {":until": instant(until), ":leases": _leases(call)}
        else:
            expression += " REMOVE lease_until, gsi2pk, gsi2sk"
        try:
            item = self._table.update(
                key("CALL", call),
                _HANDLING,
                f"{expression} ADD epoch :one",
                condition=f"{_OURS} AND attribute_not_exists(#over)"
                " AND (attribute_not_exists(taking) OR taking <> :taking)",
                names={"#over": "over"},
                values=values,
            )
        except ConditionFailed as failure:
            # The SDK asks once more where an answer was lost: what it then finds is this very taking.
            found = failure.items[0]
            if found is None or found.get("taking") != taking:
                raise Fenced(f"nobody takes call {call} any more") from failure
            item = found
        epoch: int = item["epoch"]
        self._show_as_live(call, epoch)
        if "checkpoint" in item:
            return replace(_read_checkpoint(item), epoch=epoch)
        return Checkpoint(call, business, epoch, "", NEVER) if epoch > 1 else None

    def _show_as_live(self, call: CallId, epoch: int) -> None:
        """For lists only: a handler that dies before this write has taken the call all the same."""
        try:
            self._table.update(
                key("CALL", call),
                _RECORD,
                "SET #status = :live, resumes = :resumes ADD version :one",
                condition="attribute_exists(pk) AND #status <> :ended AND resumes <= :resumes",
                names={"#status": "status"},
                values={":live": "live", ":ended": "ended", ":resumes": epoch - 1, ":one": 1},
            )
        except ConditionFailed:
            return

    def checkpoint(self, business: BusinessId, call: CallId) -> Checkpoint | None:
        item = self._item(call, _HANDLING)
        return _read_checkpoint(item) if item and item["business"] == business and "checkpoint" in item else None

    def epoch(self, business: BusinessId, call: CallId) -> int:
        item = self._item(call, _HANDLING)
        return item.get("epoch", 0) if item and item["business"] == business else 0

    def recovered(self, business: BusinessId, call: CallId) -> int:
        item = self._item(call, _HANDLING)
        return item.get("recovered", 0) if item and item["business"] == business else 0

    def save(self, checkpoint: Checkpoint) -> None:
        kept = zlib.compress(CHECKPOINT.dump_json(checkpoint))
        self._serve(checkpoint.business, checkpoint.call, checkpoint.epoch, "checkpoint = :kept", {":kept": kept})

    def renew(self, business: BusinessId, call: CallId, epoch: int, until: datetime) -> None:
        values = {":until": instant(until), ":leases": _leases(call)}
        changes = "lease_until = :until, gsi2pk = :leases, gsi2sk = :until"
        self._serve(business, call, epoch, changes, values)

    def renew_all(self, leases: Sequence[Lease]) -> frozenset[CallId]:
        # Each is a write of its own, under its own condition; side by side, so that a slow table delays none beyond its lease.
        with ThreadPoolExecutor(max(1, min(RENEWED_AT_ONCE, len(leases)))) as side_by_side:
            return frozenset(filter(None, side_by_side.map(self._fenced, leases)))

    def _fenced(self, lease: Lease) -> CallId | None:
        try:
            self.renew(*lease)
        except Fenced:
            return lease.call
        return None

    def _serve(self, business: BusinessId, call: CallId, epoch: int, changes: str, values: dict[str, Any]) -> None:
        """Writes on behalf of the handler of `epoch`; nothing, without complaint, if the call is over."""
        try:
            self._table.update(
                key("CALL", call),
                _HANDLING,
                f"SET business = :business, kind = :kind, epoch = :epoch, {changes}",
                condition=f"{_OURS} AND (attribute_not_exists(epoch) OR epoch <= :epoch)"
                " AND attribute_not_exists(#over)",
                names={"#over": "over"},
                values={":business": business, ":kind": "handling", ":epoch": epoch, **values},
            )
        except ConditionFailed as failure:
            found = failure.items[0]
            if found is None or found["business"] != business or found.get("epoch", 0) > epoch:
                raise Fenced(f"epoch {epoch} of call {call} is over") from failure

    def lost(self, now: datetime, limit: int = 50) -> list[CallRecord]:
        before = ("0", instant(now))
        leases = [
            item
            for shard in range(LEASE_SHARDS)
            for item in self._table.query(key("LEASES", str(shard)), index="gsi2", between=before, limit=limit)
        ]
        # The index may lag behind a handler that has just renewed: only the items themselves tell.
        items = self._table.get_many([(item["pk"], sk) for item in leases for sk in (_HANDLING, _RECORD)])
        over = sorted(
            (item["lease_until"], pk)
            for (pk, sk), item in items.items()
            if sk == _HANDLING and item.get("lease_until", "9") < instant(now) and "over" not in item
        )
        return readable(_read_record, (items[pk, _RECORD] for _, pk in over if (pk, _RECORD) in items))[:limit]

    def recover(self, business: BusinessId, call: CallId, now: datetime, until: datetime) -> int | None:
        try:
            item = self._table.update(
                key("CALL", call),
                _HANDLING,
                "SET lease_until = :until, gsi2pk = :leases, gsi2sk = :until, recovered = epoch",
                condition="business = :business AND lease_until < :now AND attribute_not_exists(#over)",
                names={"#over": "over"},
                values={
                    ":until": instant(until), ":leases": _leases(call), ":business": business, ":now": instant(now)
                },
            )  # fmt: skip
        except ConditionFailed as failure:
            item = failure.items[0] or {}
            if item.get("business") != business or item.get("lease_until") != instant(until):
                return None  # Else an answer was lost, and the SDK has asked once more.
        epoch: int = item["epoch"]
        return epoch

    def finish(self, record: CallRecord, epoch: int | None = None) -> CallRecord:
        for _ in range(TRIES):
            known = self._table.get(key("CALL", record.call), _RECORD)
            if known is not None and known["business"] != record.business:
                raise Conflict("another business has this call")
            kept = completed(_read_record(known) if known else None, record)
            version: int = known["version"] if known else 0
            item = self._record_item(kept, version + 1)
            try:
                self._table.transact(
                    [
                        self._table.put_operation(
                            item,
                            condition="version = :before" if known else "attribute_not_exists(pk)",
                            values={":before": version} if known else None,
                        ),
                        self._ending(kept, item.get("ttl"), epoch),
                    ]
                )
            except ConditionFailed as failure:
                if epoch is not None and self.epoch(record.business, record.call) > epoch:
                    raise Fenced(f"epoch {epoch} of call {record.call} is over") from failure
                continue
            return kept
        raise StoreUnavailable(f"call {record.call} was changed by others all the time")

    def _ending(self, record: CallRecord, ttl: int | None, epoch: int | None) -> Any:
        expression = "SET business = :business, #over = :yes"
        names, values = {"#over": "over"}, {":business": record.business, ":yes": True}
        if ttl is not None:
            expression += ", #ttl = :ttl"
            names |= {"#ttl": "ttl"}
            values |= {":ttl": ttl}
        condition = _OURS
        if epoch is not None:
            condition += " AND (attribute_not_exists(epoch) OR epoch <= :epoch)"
            values |= {":epoch": epoch}
        return self._table.update_operation(
            key("CALL", record.call),
            _HANDLING,
            f"{expression} REMOVE checkpoint, lease_until, gsi2pk, gsi2sk",
            condition=condition,
            names=names,
            values=values,
        )

    def _record_item(self, record: CallRecord, version: int) -> Item:
        """The transcript apart and compressed: an item holds 400 KB, an hour of talk is more."""
        item = {
            "pk": key("CALL", record.call),
            "sk": _RECORD,
            "kind": "call",
            "business": record.business,
            "version": version,
            "status": record.status,
            "resumes": record.resumes,
            "doc": document(CALL, replace(record, transcript=())),
            "transcript": zlib.compress(EVENTS.dump_json(record.transcript)),
            "gsi1pk": key("CALLS", record.business),
            "gsi1sk": key(instant(record.started), record.call),
        }
        if self._kept_for is not None and record.status == "ended":
            item["ttl"] = int((record.started + self._kept_for).timestamp())
        return item

    def _item(self, call: CallId, sk: str) -> Item | None:
        item = self._table.get(key("CALL", call), sk)
        return item if item and self._is_kept(item) else None

    def _is_kept(self, item: Item) -> bool:
        return "ttl" not in item or item["ttl"] > self._clock().timestamp()


def _leases(call: CallId) -> str:
    return key("LEASES", str(zlib.crc32(call.encode()) % LEASE_SHARDS))


def _read_record(item: Item) -> CallRecord:
    with reading("call"):
        return replace(
            CALL.validate_json(item["doc"]),
            status=item["status"],
            resumes=item["resumes"],
            transcript=tuple(EVENTS.validate_json(zlib.decompress(item["transcript"]))),
        )


def _read_checkpoint(item: Item) -> Checkpoint:
    with reading("checkpoint"):
        return CHECKPOINT.validate_json(zlib.decompress(item["checkpoint"]))
