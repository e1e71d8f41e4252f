"""Handlers and slots of one region, in DynamoDB. Keys: docs/dynamodb.md.

A book is one item with a map of calls, so that its size is the count and one conditional update decides: no counter that
could drift from what it counts.
"""

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from receptionist.adapters.dynamodb.table import TRIES, ConditionFailed, Item, Table, key
from receptionist.errors import StoreUnavailable
from receptionist.ids import CallId
from receptionist.ports import Handler

AT_ONCE = 50
"""Calls in one update: an expression holds 4 KB."""
FORGOTTEN = timedelta(hours=1)
"""After its last word the table erases a handler, and a book after its last slot."""

_BOOK = "SLOTS"


class DynamoSwitchboard:
    """Keeps the promises of Switchboard in one table, for one region."""

    def __init__(self, table: Table, region: str) -> None:
        self._table = table
        self._region = region

    def announce(self, handler: Handler) -> None:
        self._table.put(
            {
                "pk": key("HANDLERS", self._region),
                "sk": handler.id,
                "kind": "handler",
                "address": handler.address,
                "slots": handler.slots,
                "taken": handler.taken,
                "until_ms": _ms(handler.until),
                "ttl": _ttl(handler.until),
            }
        )

    def withdraw(self, handler: str) -> None:
        self._table.transact([self._table.delete_operation(key("HANDLERS", self._region), handler)])

    def handlers(self, now: datetime) -> list[Handler]:
        items = self._table.query(key("HANDLERS", self._region))
        return [_handler(item) for item in items if item["until_ms"] > _ms(now)]

    def reserve(self, book: str, call: CallId, most: int, now: datetime, until: datetime) -> bool:
        over: dict[str, int] = {}
        for _ in range(TRIES):
            try:
                self._write(book, {call: until}, over, most=most)
            except ConditionFailed as failure:
                found = failure.items[0]
                known: dict[str, int] = found["calls"] if found else {}
                gone = [(name, ms) for name, ms in known.items() if ms <= _ms(now) and name != call]
                if call not in known and len(known) - len(gone) >= most:
                    return False
                over = dict(gone[-AT_ONCE:])
                self._sweep(book, gone[:-AT_ONCE])
                if found is None and self._begun(book, {call: until}):
                    return True
            else:
                return True
        raise StoreUnavailable(f"book {book} was changed by others all the time")

    def keep(self, book: str, calls: Sequence[CallId], now: datetime, until: datetime) -> None:
        for first in range(0, len(calls), AT_ONCE):
            self._keep(book, dict.fromkeys(calls[first : first + AT_ONCE], until))

    def _keep(self, book: str, calls: Mapping[CallId, datetime]) -> None:
        for _ in range(TRIES):
            try:
                self._write(book, calls, {})
            except ConditionFailed:
                if self._begun(book, calls):
                    return
            else:
                return
        raise StoreUnavailable(f"book {book} was changed by others all the time")

    def free(self, book: str, call: CallId) -> bool:
        try:
            self._table.update(
                self._key(book), _BOOK, "REMOVE calls.#c", condition="attribute_exists(calls.#c)", names={"#c": call}
            )
        except ConditionFailed:
            return False
        return True

    def _write(
        self, book: str, calls: Mapping[CallId, datetime], over: Mapping[str, int], *, most: int | None = None
    ) -> None:
        """Adds calls and removes those of `over`, if they are still as they were; with `most`, the one call only if it is
        there or there is room. Raises ConditionFailed, also where the book has not begun."""
        names = {f"#c{n}": str(call) for n, call in enumerate(calls)} | {f"#o{n}": name for n, name in enumerate(over)}
        values: dict[str, Any] = {f":c{n}": _ms(until) for n, until in enumerate(calls.values())}
        values |= {f":o{n}": ms for n, ms in enumerate(over.values())}
        sets = [f"calls.#c{n} = :c{n}" for n in range(len(calls))]
        if calls:
            names["#ttl"], values[":ttl"] = "ttl", _ttl(max(calls.values()))
            sets.append("#ttl = :ttl")
        removed = [f"calls.#o{n}" for n in range(len(over))]
        parts = (("SET", sets), ("REMOVE", removed))
        expression = " ".join(f"{verb} {', '.join(what)}" for verb, what in parts if what)
        conditions = ["attribute_exists(pk)", *(f"calls.#o{n} = :o{n}" for n in range(len(over)))]
        if most is not None:
            values[":room"] = most + len(over)
            conditions.append("(attribute_exists(calls.#c0) OR size(calls) < :room)")
        self._table.update(
            self._key(book),
            _BOOK,
            expression,
            condition=" AND ".join(conditions),
            names=names,
            values=values,
        )

    def _sweep(self, book: str, gone: Sequence[tuple[str, int]]) -> None:
        """Whoever asks at the same time may have swept already."""
        for first in range(0, len(gone), AT_ONCE):
            with suppress(ConditionFailed):
                self._write(book, {}, dict(gone[first : first + AT_ONCE]))

    def _begun(self, book: str, calls: Mapping[CallId, datetime]) -> bool:
        """False: somebody else has begun it meanwhile."""
        item = {
            "pk": self._key(book),
            "sk": _BOOK,
            "kind": "slots",
            "calls": {call: _ms(until) for call, until in calls.items()},
            "ttl": _ttl(max(calls.values())),
        }
        try:
            self._table.put(item, condition="attribute_not_exists(pk)")
        except ConditionFailed:
            return False
        return True

    def _key(self, book: str) -> str:
        return key("SLOTS", self._region, book)


def _handler(item: Item) -> Handler:
    until = datetime.fromtimestamp(item["until_ms"] / 1000, UTC)
    return Handler(item["sk"], item["address"], item["slots"], item["taken"], until)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _ttl(until: datetime) -> int:
    return math.ceil((until + FORGOTTEN).timestamp())
