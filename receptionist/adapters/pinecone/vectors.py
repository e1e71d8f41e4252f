"""Meanings in a Pinecone index: one namespace for each business.

Ids there are `<kind>:<about>:<id>~<when it expires, seconds since 1970, or 0>`, percent-encoded: what is about somebody, and
what has expired, is found by listing ids, which every kind of index can, and not by filters, which not every kind deletes by.
API: https://docs.pinecone.io/reference/api/2026-04/data-plane. The package is loaded with the first question: nobody who
imports this should wait for it.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import quote, unquote

from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId
from receptionist.ports import Near, Vector, VectorKind

AT_ONCE = 100
"""Vectors in one request: with 1,536 numbers each that stays below the 2 MB a request may have.
https://docs.pinecone.io/reference/api/database-limits"""
PER_PAGE = 100
"""Ids in one answer to a list."""
REST_S = 20.0
"""After a failure nothing is asked for so long: a call does not wait again for what has just not answered."""
QUICK_S, PATIENT_S = 0.8, 10.0
"""Seconds a question in a call waits, in all, and seconds each attempt of a write does. The package tries thrice more by
itself and cannot be told not to, so a question is given to a thread and left behind with it."""
ASKING_AT_ONCE = 4

T = TypeVar("T")


class PineconeVectorStore:
    """Keeps the promises of VectorStore. Safe from several threads."""

    def __init__(
        self,
        host: str,
        api_key: str | Callable[[], str],
        *,
        quick_s: float = QUICK_S,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`host`: of one index, as PINECONE_HOST says it; with `http://` for a stand-in. `clock`: seconds, for resting."""
        self._host, self._api_key, self._quick_s, self._clock = host, api_key, quick_s, clock
        self._index: Any = None
        self._askers: ThreadPoolExecutor | None = None
        self._rests_until = -math.inf

    def put(self, business: BusinessId, vectors: Sequence[Vector]) -> None:
        records = [
            {
                "id": _name(one.kind, one.about, one.id, one.expires),
                "values": list(one.values),
                "metadata": {
                    "kind": one.kind, "about": one.about, "id": one.id, "text": one.text, "expires": _seconds(one.expires),
                },
            }
            for one in vectors
        ]  # fmt: skip
        for at in range(0, len(records), AT_ONCE):
            part = records[at : at + AT_ONCE]
            self._told(lambda part=part: self._ready().upsert(vectors=part, namespace=business, timeout=PATIENT_S))  # type: ignore[misc]  # mypy cannot type the default

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
        if self._clock() < self._rests_until:
            raise VendorUnavailable("Pinecone has just not answered")
        alive = {"$or": [{"expires": {"$eq": 0}}, {"expires": {"$gt": now.timestamp()}}]}
        wanted = {"$and": [{"kind": {"$eq": kind}}, {"about": {"$eq": about}}, alive]}
        answer = self._told(
            lambda: self._soon(
                lambda: self._ready().query(
                    vector=list(values),
                    top_k=limit,
                    namespace=business,
                    filter=wanted,
                    include_metadata=True,
                    timeout=self._quick_s,
                )
            ),
            rest=True,
        )
        found: dict[str, Near] = {}
        for match in answer.matches:
            near = _near(match)
            if near is not None:
                found.setdefault(near.id, near)
        return list(found.values())

    def ids(self, business: BusinessId, kind: VectorKind, about: str = "") -> list[str]:
        return sorted({_parts(name)[2] for name in self._names(business, f"{kind}:{quote(about, safe='')}:")})

    def remove(self, business: BusinessId, kind: VectorKind, ids: Sequence[str], *, about: str = "") -> None:
        going = set(ids)
        names = self._names(business, f"{kind}:{quote(about, safe='')}:") if going else []
        self._delete(business, [name for name in names if _parts(name)[2] in going])

    def purge(self, business: BusinessId, now: datetime) -> int:
        over = [name for name in self._names(business, "memory:") if 0 < _parts(name)[3] <= now.timestamp()]
        self._delete(business, over)
        return len(over)

    def _delete(self, business: BusinessId, names: Sequence[str]) -> None:
        for at in range(0, len(names), AT_ONCE):
            part = list(names[at : at + AT_ONCE])
            self._told(lambda part=part: self._ready().delete(ids=part, namespace=business, timeout=PATIENT_S))  # type: ignore[misc]  # mypy cannot type the default

    def _names(self, business: BusinessId, prefix: str) -> list[str]:
        return list(self._pages(business, prefix))

    def _pages(self, business: BusinessId, prefix: str) -> Iterator[str]:
        token: str | None = None
        while True:
            page = self._told(
                lambda token=token: self._ready().list_paginated(  # type: ignore[misc]  # mypy cannot type the default
                    prefix=prefix, limit=PER_PAGE, pagination_token=token, namespace=business, timeout=PATIENT_S
                )
            )
            yield from (str(one.id) for one in page.vectors)
            token = page.pagination.next if page.pagination else None
            if not token:
                return

    def _ready(self) -> Any:
        if self._index is None:
            from pinecone import Pinecone  # noqa: PLC0415  see above

            key = self._api_key if isinstance(self._api_key, str) else self._api_key()
            self._index = Pinecone(api_key=key).index(host=self._host)
        return self._index

    def _soon(self, ask: Callable[[], T]) -> T:
        """Its answer, or TimeoutError after `quick_s`; the asking then ends by itself, unheard."""
        if self._askers is None:
            self._askers = ThreadPoolExecutor(ASKING_AT_ONCE, thread_name_prefix="pinecone")
        return self._askers.submit(ask).result(timeout=self._quick_s)

    def _told(self, ask: Callable[[], T], *, rest: bool = False) -> T:
        """What Pinecone answers. Raises VendorUnavailable, and rests if told to, where it does not, or answers nonsense."""
        try:
            return ask()
        except Exception as error:
            if rest:
                self._rests_until = self._clock() + REST_S
            raise VendorUnavailable(f"Pinecone: {type(error).__name__}") from error


def _seconds(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment else 0


def _name(kind: VectorKind, about: str, id: str, expires: datetime | None) -> str:
    return f"{kind}:{quote(about, safe='')}:{quote(id, safe='')}~{_seconds(expires)}"


def _parts(name: str) -> tuple[str, str, str, int]:
    """Kind, about, id, seconds; of a name that is none of ours, nothing."""
    kind, _, rest = name.partition(":")
    about, _, tail = rest.partition(":")
    id, _, until = tail.rpartition("~")
    return kind, unquote(about), unquote(id), int(until) if until.isdigit() else 0


def _near(match: Any) -> Near | None:
    told = match.metadata or {}
    score = match.score
    if not isinstance(score, int | float) or not math.isfinite(score) or not isinstance(told.get("id"), str):
        return None
    return Near(told["id"], float(score), str(told.get("text", "")))
