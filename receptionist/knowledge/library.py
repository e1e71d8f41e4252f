"""The shelf of a process: what every business may be quoted with, found by words, concepts and, where that works, meaning.

What may be quoted comes from the definition and from rows, each time: a vector store only says which of it is near. While it
is down, slow or talks nonsense, words and concepts decide alone.
"""

import hashlib
import json
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from receptionist.business.definition import Business
from receptionist.errors import Unavailable
from receptionist.ids import BusinessId
from receptionist.knowledge.documents import Passage
from receptionist.knowledge.memories import Memories
from receptionist.knowledge.retrieve import Entry, Found, entries_of, ranked, sure
from receptionist.knowledge.shelf import Shelf
from receptionist.ports import Embedder, RowStore, Vector, VectorStore

log = logging.getLogger(__name__)

NEAREST = 20
"""Texts asked of the vector store."""
KEPT = 64
"""Businesses whose index is known to be up to date."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How meanings are had. `local`: the index is this process's own and is brought up to date when somebody asks; else
    whoever changes the knowledge does it (`Library.index`)."""

    vectors: VectorStore
    embedder: Embedder
    local: bool = False


class Library:
    """Safe from several threads. Without `meaning`: words and concepts alone."""

    def __init__(self, rows: RowStore, meaning: Meaning | None = None) -> None:
        self._shelf = Shelf(rows)
        self._meaning = meaning
        self._indexed: dict[BusinessId, str] = {}

    @property
    def memories(self) -> Memories | None:
        """What earlier calls were about; None where nothing is had for it."""
        return Memories(self._meaning.vectors, self._meaning.embedder) if self._meaning else None

    def passages(self, business: Business) -> tuple[Passage, ...]:
        """Of documents, what the business has approved. None while the rows do not answer: the rest is told."""
        try:
            return self._shelf.approved(business.id)
        except Unavailable:
            return ()

    def find(self, business: Business, question: str, now: datetime, *, limit: int = 5) -> list[Found]:
        """What is nearest to the question, nearest first, sure or not. Never raises."""
        return self._find(business, question, now, limit)[0]

    def answer(self, business: Business, question: str, now: datetime) -> Found | None:
        """What surely answers it."""
        found, joined = self._find(business, question, now, 1)
        return sure(found, joined=joined)

    def index(self, business: Business) -> int:
        """Brings the vector store up to date with what may be quoted, and counts the texts in it. Safe to repeat.
        Raises Unavailable; repeat then."""
        if self._meaning is None:
            return 0
        entries = entries_of(business, self._shelf.approved(business.id))
        wanted = {_text_id(entry, text): text for entry in entries for text in entry.texts}
        there = set(self._meaning.vectors.ids(business.id, "fact"))
        new = [id for id in wanted if id not in there]
        if new:
            values = self._meaning.embedder.embed([wanted[id] for id in new])
            self._meaning.vectors.put(
                business.id,
                [
                    Vector(id, tuple(map(float, one)), "fact", text=wanted[id])
                    for id, one in zip(new, values, strict=True)
                ],
            )
        if gone := sorted(there - set(wanted)):
            self._meaning.vectors.remove(business.id, "fact", gone)
        return len(wanted)

    def _find(self, business: Business, question: str, now: datetime, limit: int) -> tuple[list[Found], bool]:
        entries = entries_of(business, self.passages(business))
        meanings = self._meanings(business, entries, question, now) if entries else None
        return ranked(question, entries, meanings, limit=limit), meanings is not None

    def _meanings(
        self, business: Business, entries: Sequence[Entry], question: str, now: datetime
    ) -> dict[str, float] | None:
        """By id of an entry; None: nobody knows."""
        if self._meaning is None:
            return None
        try:
            if self._meaning.local:
                self._keep_up(business, entries)
            (values,) = self._meaning.embedder.embed([question], asking=True)
            near = self._meaning.vectors.nearest(business.id, values, kind="fact", now=now, limit=NEAREST)
        except (Unavailable, ValueError) as error:
            log.warning("answering by words alone", extra={"business": business.id, "why": type(error).__name__})
            return None
        owners = {_text_id(entry, text): entry.id for entry in entries for text in entry.texts}
        found: dict[str, float] = {}
        for one in near:
            owner = owners.get(one.id)
            if owner is not None and math.isfinite(one.score) and -1.01 <= one.score <= 1.01:
                found[owner] = max(one.score, found.get(owner, -1.0))
        return found or None

    def _keep_up(self, business: Business, entries: Sequence[Entry]) -> None:
        stamp = _stamp(entries)
        if self._indexed.get(business.id) != stamp:
            self.index(business)  # Two that ask at once do it twice, to the same end.
            while len(self._indexed) >= KEPT:
                self._indexed.pop(next(iter(self._indexed)), None)
            self._indexed[business.id] = stamp


def _text_id(entry: Entry, text: str) -> str:
    """Derived from the text, so that one that has changed is another, and one that moved within the list is the same."""
    owner = "faq" if not entry.source else entry.id
    return f"{owner}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _stamp(entries: Sequence[Entry]) -> str:
    return hashlib.sha256(json.dumps([[entry.id, entry.texts] for entry in entries]).encode()).hexdigest()
