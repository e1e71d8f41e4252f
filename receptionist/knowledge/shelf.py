"""How documents lie in rows: one row of kind `document` for each, one of kind `passage` for each of its pieces.

The document's row is written last and removed first, so that a document is there whole or not at all.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import TypeAdapter

from receptionist.business.definition import Language
from receptionist.ids import BusinessId
from receptionist.knowledge.documents import Passage
from receptionist.ports import Row, RowStore

DOCUMENT, PASSAGE = "document", "passage"
Kind = Literal["text", "markdown", "pdf", "web_page"]


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    """From its content: the same file again is the same document."""
    name: str
    kind: Kind
    language: Language
    added: datetime
    passages: int
    approved: frozenset[int] = frozenset()
    """Numbers of the passages, from 1, that callers may be told; the others are a draft."""

    @property
    def status(self) -> Literal["draft", "partly", "approved"]:
        if not self.approved:
            return "draft"
        return "approved" if len(self.approved) == self.passages else "partly"


DOCUMENTS = TypeAdapter(Document)
_PASSAGES = TypeAdapter(Passage)

KEPT = 200
"""Documents a process remembers."""


def passage_row(passage: Passage) -> Row:
    return Row(PASSAGE, passage.id, _PASSAGES.dump_json(passage).decode())


def passages_of(rows: RowStore, business: BusinessId, document: str) -> tuple[Passage, ...]:
    """All of them, approved or not, in order."""
    return tuple(_PASSAGES.validate_json(row.doc) for row in rows.list(business, PASSAGE, begins=f"{document}:"))


def number_of(passage: Passage) -> int:
    return int(passage.id.rpartition(":")[2])


class Shelf:
    """The approved passages of every business, read as rarely as may be. Safe from several threads."""

    def __init__(self, rows: RowStore) -> None:
        self._rows = rows
        self._read: dict[tuple[BusinessId, Document], tuple[Passage, ...]] = {}

    def approved(self, business: BusinessId) -> tuple[Passage, ...]:
        """What callers may be told. One read, and another for each document that has changed since: the content of a
        document never changes, only what of it is approved, so remembering it is safe."""
        documents = [DOCUMENTS.validate_json(row.doc) for row in self._rows.list(business, DOCUMENT)]
        return tuple(one for document in documents if document.approved for one in self._of(business, document))

    def _of(self, business: BusinessId, document: Document) -> tuple[Passage, ...]:
        known = self._read.get((business, document))
        if known is None:
            every = passages_of(self._rows, business, document.id)
            known = tuple(one for one in every if number_of(one) in document.approved)
            while len(self._read) >= KEPT:
                self._read.pop(next(iter(self._read)), None)
            self._read[business, document] = known
        return known
