"""Tokens used once, in DynamoDB. Keys: docs/dynamodb.md."""

import math

from receptionist.adapters.dynamodb.table import ConditionFailed, Table, key
from receptionist.adapters.records import digest
from receptionist.clock import Clock, system_clock
from receptionist.ids import random_id


class DynamoRedeemer:
    """Keeps the promise of Redeemer in one table. A token is remembered until the table erases expired items."""

    def __init__(self, table: Table, *, clock: Clock = system_clock) -> None:
        self._table = table
        self._clock = clock

    def redeem(self, token: str, seconds: float) -> bool:
        shown = random_id()
        until = math.ceil(self._clock().timestamp() + seconds)
        item = {"pk": key("TOKEN", digest(token)), "sk": "TOKEN", "kind": "token", "shown": shown, "ttl": until}
        try:
            self._table.put(item, condition="attribute_not_exists(pk)")
        except ConditionFailed as failure:
            # The client repeats a write whose answer got lost, and then meets its own first try.
            found = failure.items[0]
            return found is not None and found["shown"] == shown
        return True
