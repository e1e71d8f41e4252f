"""A business's small documents, in DynamoDB. Keys: docs/dynamodb.md.

ROWS#business#kind / id     version, doc; expires and ttl where it has an end
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from receptionist.adapters.dynamodb.table import Item, Operation, Table, Tables, key
from receptionist.adapters.records import instant
from receptionist.clock import Clock, system_clock
from receptionist.ids import BusinessId
from receptionist.ports import Row, RowRemoval

_LAST = "\U0010ffff"
"""Sorts after every character an id is made of."""

_THERE = "version = :v AND (attribute_not_exists(expires) OR expires > :now)"
_NOT_THERE = "attribute_not_exists(pk) OR expires <= :now"


class DynamoRowStore:
    """Keeps the promises of RowStore in one table."""

    def __init__(self, tables: Tables, *, clock: Clock = system_clock) -> None:
        self._tables = tables
        self._clock = clock

    def get(self, business: BusinessId, kind: str, id: str) -> Row | None:
        item = self._tables.of(business).get(_pk(business, kind), id)
        return _row(kind, item) if item and self._lives(item) else None

    def list(
        self, business: BusinessId, kind: str, *, begins: str = "", after: str = "", limit: int | None = None
    ) -> list[Row]:
        return list(islice(self._all(business, kind, begins, after, limit), limit))

    def _all(self, business: BusinessId, kind: str, begins: str, after: str, page: int | None) -> Iterator[Row]:
        """Page by page: those that have expired are in it and do not count."""
        last = begins + _LAST
        while after < last:
            between = (max(begins, f"{after}\0"), last)
            found = self._tables.of(business).query(_pk(business, kind), between=between, limit=page)
            yield from (_row(kind, item) for item in found if self._lives(item))
            if page is None or len(found) < page:
                return
            after = found[-1]["sk"]

    def put(self, business: BusinessId, row: Row) -> Row:
        self._write(business, row)
        return replace(row, revision=row.revision + 1)

    def remove(self, business: BusinessId, row: Row) -> None:
        self._write(business, RowRemoval(row))

    def _write(self, business: BusinessId, change: Row | RowRemoval) -> None:
        table = self._tables.of(business)
        table.transact([row_operation(table, business, change, self._clock())])

    def _lives(self, item: Item) -> bool:
        until: str | None = item.get("expires")
        return until is None or until > instant(self._clock())


def row_operation(table: Table, business: BusinessId, change: Row | RowRemoval, now: datetime) -> Operation:
    """For a transaction, which repeats a request whose answer got lost without meeting its own first try."""
    row = change.row if isinstance(change, RowRemoval) else change
    condition = _THERE if row.revision else _NOT_THERE
    values: dict[str, Any] = {":now": instant(now), **({":v": row.revision} if row.revision else {})}
    pk = _pk(business, row.kind)
    if isinstance(change, RowRemoval):
        return table.delete_operation(pk, row.id, condition=condition, values=values)
    item: Item = {
        "pk": pk,
        "sk": row.id,
        "kind": "row",
        "business": business,
        "version": row.revision + 1,
        "doc": row.doc,
    }
    if row.expires:
        item |= {"expires": instant(row.expires), "ttl": math.ceil(row.expires.timestamp())}
    return table.put_operation(item, condition=condition, values=values)


def _pk(business: BusinessId, kind: str) -> str:
    return key("ROWS", business, kind)


def _row(kind: str, item: Item) -> Row:
    until: str | None = item.get("expires")
    return Row(kind, item["sk"], item["doc"], item["version"], datetime.fromisoformat(until) if until else None)
