"""Errands of this process, forgotten with it. For tests and suites; held to the same promises."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from receptionist.adapters.records import errand_settled
from receptionist.ids import BusinessId
from receptionist.ports import Errand


class MemoryErrandStore:
    """Keeps the promises of ErrandStore under one lock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._errands: dict[tuple[BusinessId, str], Errand] = {}

    def add(self, errand: Errand) -> None:
        with self._lock:
            self._errands.setdefault((errand.business, errand.id), errand)

    def get(self, business: BusinessId, id: str) -> Errand | None:
        with self._lock:
            return self._errands.get((business, id))

    def claim(self, home: str, now: datetime, lease_until: datetime, limit: int = 10) -> list[Errand]:
        with self._lock:
            due = [
                one
                for one in self._errands.values()
                if one.home == home
                and one.status == "waiting"
                and one.due <= now
                and (one.lease_until is None or one.lease_until <= now)
            ]
            claimed = [
                replace(one, attempts=one.attempts + 1, lease_until=lease_until)
                for one in sorted(due, key=lambda one: (one.due, one.id))[:limit]
            ]
            self._errands |= {(one.business, one.id): one for one in claimed}
            return claimed

    def settle(
        self,
        errand: Errand,
        status: Literal["waiting", "done", "dead"],
        *,
        due: datetime | None = None,
        error: str = "",
    ) -> None:
        with self._lock:
            known = self._errands.get((errand.business, errand.id))
            settled = errand_settled(known, errand, status, due, error) if known else None
            if settled is not None:
                self._errands[errand.business, errand.id] = settled

    def revive(self, business: BusinessId, id: str, due: datetime) -> bool:
        with self._lock:
            known = self._errands.get((business, id))
            if known is None or known.status == "waiting":
                return False
            self._errands[business, id] = replace(
                known, status="waiting", due=due, attempts=0, lease_until=None, error=""
            )
            return True

    def of_kind(
        self,
        business: BusinessId,
        kind: str,
        *,
        status: Literal["waiting", "done", "dead"] | None = None,
        limit: int = 50,
    ) -> list[Errand]:
        with self._lock:
            found = [
                one
                for (owner, _), one in self._errands.items()
                if owner == business and one.kind == kind and status in (None, one.status)
            ]
        return sorted(found, key=lambda one: (one.due, one.id), reverse=True)[:limit]

    def forget(self, business: BusinessId, kind: str, fits: Callable[[Errand], bool]) -> int:
        with self._lock:
            gone = [
                key for key, one in self._errands.items() if one.business == business and one.kind == kind and fits(one)
            ]
            for key in gone:
                del self._errands[key]
            return len(gone)
