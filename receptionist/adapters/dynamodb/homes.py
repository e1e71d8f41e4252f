"""Which region's table a business is written to.

The table is replicated to every region, and of two writes the later wins: a condition is checked on one replica only, and
a transaction is one only where it is written
(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html). Two regions could sell
one table. So each business has a home, and whoever serves it elsewhere reads and writes there, one hop away.
"""

import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from receptionist.adapters.dynamodb.table import Table, key
from receptionist.clock import Clock, system_clock
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId
from receptionist.stored import reading

KEPT = timedelta(minutes=3)
"""How long a home that was looked up is believed. Who moves a business closes its book for longer than that."""


class Homes:
    """The tables of all regions, as the one in `region` sees them. Keeps the promises of Tables."""

    def __init__(
        self,
        here: Table,
        region: str,
        default_home: str,
        elsewhere: Callable[[str], Table],
        *,
        clock: Clock = system_clock,
    ) -> None:
        """`elsewhere` connects to the table of another region, at most once for each."""
        self.here = here
        self._default = default_home
        self._elsewhere = elsewhere
        self._clock = clock
        self._lock = threading.Lock()
        self._tables: dict[str, Table] = {region: here}
        self._homes: dict[BusinessId, tuple[str, datetime]] = {}

    @property
    def main(self) -> Table:
        """Where that is written which is no one business's: definitions, numbers, people."""
        return self._in(self._default)

    def of(self, business: BusinessId) -> Table:
        return self._in(self._home(business))

    def _in(self, region: str) -> Table:
        with self._lock:
            if region not in self._tables:
                self._tables[region] = self._elsewhere(region)
            return self._tables[region]

    def _home(self, business: BusinessId) -> str:
        """By the definition as it is replicated here. A home once known is believed while nobody can be asked."""
        known, until = self._homes.get(business, ("", None))
        if until is not None and self._clock() < until:
            return known
        try:
            item = self.here.get(key("BUSINESS", business), "BUSINESS")
        except StoreUnavailable:
            if until is None:
                raise
            return known
        if item is None:
            return self._default
        with reading("home"):
            home = str(json.loads(item["doc"]).get("home_region") or self._default)
        self._homes[business] = (home, self._clock() + KEPT)
        return home
