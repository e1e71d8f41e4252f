"""Meanings in this process, forgotten with it. Held to the same promises."""

import threading
from collections.abc import Sequence
from datetime import datetime

from receptionist.ids import BusinessId
from receptionist.ports import Near, Vector, VectorKind

_Key = tuple[BusinessId, VectorKind, str, str]


class MemoryVectorStore:
    """Compares with each. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[_Key, Vector] = {}

    def put(self, business: BusinessId, vectors: Sequence[Vector]) -> None:
        with self._lock:
            self._kept.update({(business, one.kind, one.about, one.id): one for one in vectors})

    def nearest(
        self,
        business: BusinessId,
        values: Sequence[float],
        *,
        kind: VectorKind,
        about: str = "",
        now: datetime,
        limit: int = 10,
    ) -> list[Near]:
        with self._lock:
            theirs = [one for key, one in self._kept.items() if key[:3] == (business, kind, about)]
        found = [
            Near(one.id, float(sum(a * b for a, b in zip(one.values, values, strict=True))), one.text)
            for one in theirs
            if one.expires is None or one.expires > now
        ]
        return sorted(found, key=lambda near: (-near.score, near.id))[:limit]

    def ids(self, business: BusinessId, kind: VectorKind, about: str = "") -> list[str]:
        with self._lock:
            return sorted(key[3] for key in self._kept if key[:3] == (business, kind, about))

    def remove(self, business: BusinessId, kind: VectorKind, ids: Sequence[str], *, about: str = "") -> None:
        with self._lock:
            for id in ids:
                self._kept.pop((business, kind, about, id), None)

    def purge(self, business: BusinessId, now: datetime) -> int:
        with self._lock:
            over = [k for k, one in self._kept.items() if k[0] == business and one.expires and one.expires <= now]
            for key in over:
                del self._kept[key]
            return len(over)
