"""Errands that wait for their time, in DynamoDB. Keys and indexes: docs/dynamodb.md.

ERRAND#business#id / ERRAND     as added in `doc`, what became of it beside; gsi1 KIND#business#kind by status and due;
                                gsi2 ERRANDS#home#shard by the time from which it may be claimed
"""

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from zlib import crc32

from receptionist.adapters.dynamodb.table import ConditionFailed, Item, Tables, key
from receptionist.adapters.records import ERRAND, ERRAND_KEPT, document, instant
from receptionist.ids import BusinessId
from receptionist.ports import Errand
from receptionist.stored import Unreadable, read, readable, reading

SHARDS = 2
"""Partitions of the index that lists waiting errands of one home; why there are several: OUTBOX_SHARDS in messages.py."""

ERRAND_KIND = "errand"
"""Attribute `kind` of an errand, for the filter of the table's stream."""

_Status = Literal["waiting", "done", "dead"]
_STATUSES: tuple[_Status, ...] = ("waiting", "done", "dead")


def errand_item(errand: Errand) -> Item:
    """A new errand as an item. Written by `Table.insert_operation`, also within a booking's transaction: an id already
    there is left as it is, so no attribute of these is ever removed."""
    return {
        "pk": _pk(errand.business, errand.id),
        "sk": "ERRAND",
        "kind": ERRAND_KIND,
        "business": errand.business,
        "doc": document(ERRAND, errand),
        "attempts": errand.attempts,
        "error": errand.error,
        "gsi1pk": key("KIND", errand.business, errand.kind),
        "gsi2pk": _queue(errand),
        **_state(errand),
    }


def read_errand(item: Item) -> Errand:
    """The inverse; also for images of the table's stream."""
    with reading("errand"):
        lease = item["lease_until"]
        return replace(
            ERRAND.validate_json(item["doc"]),
            status=item["status"],
            due=datetime.fromisoformat(item["due"]),
            attempts=item["attempts"],
            lease_until=datetime.fromisoformat(lease) if lease != "0" else None,
            error=item["error"],
        )


class DynamoErrandStore:
    """Keeps the promises of ErrandStore in one table."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, errand: Errand) -> None:
        table = self._tables.of(errand.business)
        table.transact([table.insert_operation(errand_item(errand))])

    def get(self, business: BusinessId, id: str) -> Errand | None:
        item = self._tables.of(business).get(_pk(business, id), "ERRAND")
        return read_errand(item) if item else None

    def claim(self, home: str, now: datetime, lease_until: datetime, limit: int = 10) -> list[Errand]:
        """`home` is the region of the table at hand: what waits there is written there."""
        waiting: list[Item] = []
        for shard in range(SHARDS):
            between = ("0", key(instant(now), "\U0010ffff"))
            waiting += self._tables.here.query(_shard(home, shard), index="gsi2", between=between, limit=limit)
        waiting.sort(key=_longest_due)
        claimed: list[Errand] = []
        for item in waiting:
            if len(claimed) == limit:
                break
            with suppress(Unreadable):  # One that nobody can read holds up no other.
                errand = self._claim_one(item["pk"], now, lease_until)
                if errand is not None:
                    claimed.append(errand)
        return sorted(claimed, key=lambda errand: (errand.due, errand.id))

    def _claim_one(self, pk: str, now: datetime, lease_until: datetime) -> Errand | None:
        """None if another claimer was faster. The index may show what is no longer so; this condition decides."""
        try:
            item = self._tables.here.update(
                pk,
                "ERRAND",
                "SET lease_until = :until, gsi2sk = :until ADD attempts :one",
                condition="#status = :waiting AND due <= :now AND lease_until <= :now",
                names={"#status": "status"},
                values={":until": instant(lease_until), ":waiting": "waiting", ":now": instant(now), ":one": 1},
            )
        except ConditionFailed:
            return None
        return read_errand(item)

    def settle(self, errand: Errand, status: _Status, *, due: datetime | None = None, error: str = "") -> None:
        after = replace(errand, status=status, due=due or errand.due, lease_until=None)
        values = {":error": error, ":lease": instant(errand.lease_until), ":was": "waiting"}
        self._write(after, "lease_until = :lease AND #status = :was", ", #error = :error", values)

    def revive(self, business: BusinessId, id: str, due: datetime) -> bool:
        known = self.get(business, id)
        if known is None or known.status == "waiting":
            return False
        after = replace(known, status="waiting", due=due, lease_until=None)
        values = {":error": "", ":none": 0, ":was": known.status}
        return self._write(after, "#status = :was", ", #error = :error, attempts = :none", values)

    def _write(self, after: Errand, condition: str, more: str, values: dict[str, Any]) -> bool:
        """Its state, and where the indexes show it. False if it is no longer as the condition says."""
        state = {**_state(after), "gsi2pk": _queue(after)}
        names = {f"#{name}": name for name in (*state, "error", "ttl")}
        over = after.status != "waiting"
        expression = "SET " + ", ".join(f"#{name} = :{name}" for name in state) + more
        values = {**values, **{f":{name}": value for name, value in state.items()}}
        if over:
            expression += ", #ttl = :ttl"
            values[":ttl"] = math.ceil((after.due + ERRAND_KEPT).timestamp())
        else:
            expression += " REMOVE #ttl"
        try:
            self._tables.of(after.business).update(
                _pk(after.business, after.id), "ERRAND", expression, condition=condition, names=names, values=values
            )
        except ConditionFailed:
            return False
        return True

    def of_kind(
        self, business: BusinessId, kind: str, *, status: _Status | None = None, limit: int = 50
    ) -> list[Errand]:
        pk, table = key("KIND", business, kind), self._tables.of(business)
        found: list[Item] = []
        for each in (status,) if status else _STATUSES:
            found += table.query(pk, index="gsi1", begins=key(each, ""), descending=True, limit=limit)
        items = table.get_many([(item["pk"], item["sk"]) for item in found])
        errands = [errand for errand in readable(read_errand, items.values()) if status in (None, errand.status)]
        return sorted(errands, key=lambda errand: (errand.due, errand.id), reverse=True)[:limit]

    def forget(self, business: BusinessId, kind: str, fits: Callable[[Errand], bool]) -> int:
        table = self._tables.of(business)
        found = table.query(key("KIND", business, kind), index="gsi1")
        items = table.get_many([(item["pk"], item["sk"]) for item in found])
        gone = [item for item in items.values() if fits(read_errand(item))]
        for item in gone:
            table.transact([table.delete_operation(item["pk"], item["sk"])])
        return len(gone)


def _longest_due(item: Item) -> tuple[str, str]:
    """By what the index shows of it: first those nobody can read, which are then left out."""
    with suppress(Unreadable):
        return instant(read(ERRAND, item["doc"]).due), item["gsi2sk"]
    return "", ""


def _pk(business: BusinessId, id: str) -> str:
    return key("ERRAND", business, id)


def _state(errand: Errand) -> Item:
    """What changes in its life, and its places in the indexes."""
    due = instant(errand.due)
    return {
        "status": errand.status,
        "due": due,
        "lease_until": instant(errand.lease_until),
        "gsi1sk": key(errand.status, due, errand.id),
        "gsi2sk": due,
    }


def _queue(errand: Errand) -> str:
    """Where it waits. Moved out of there when it is over, not removed: `insert_operation` would put a missing key back."""
    if errand.status != "waiting":
        return key("SETTLED", errand.business, errand.id)
    return _shard(errand.home, crc32(errand.id.encode()) % SHARDS)


def _shard(home: str, shard: int) -> str:
    return key("ERRANDS", home, str(shard)) if home else key("ERRANDS", str(shard))
