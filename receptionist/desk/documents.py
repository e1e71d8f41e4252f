"""What a business gives its receptionist to read: documents, in draft until it approves what callers may be told of them."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from receptionist.business.definition import Business, Language
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.errors import Refused
from receptionist.knowledge.documents import Passage, Section, passages
from receptionist.knowledge.shelf import DOCUMENT, DOCUMENTS, PASSAGE, Document, Kind, passage_row, passages_of
from receptionist.ports import Conflict, Row
from receptionist.stored import read

MOST_PASSAGES = 400
"""Of one document: some eighty pages."""
MOST_DOCUMENTS = 50
LONGEST_NAME = 200


class UnreadableDocument(Refused):
    """No text was found in it; the message is for whoever sent it."""


class DocumentTooLong(Refused):
    """More than a receptionist is given to read at once."""


class UnknownDocument(Refused):
    """The business has no such document, or it has no such passage."""


def add_document(
    desk: Desk, business: Business, *, name: str, kind: Kind, sections: Sequence[Section], language: Language = "en"
) -> Document:
    """Keeps it as a draft. Safe to repeat: the same text under the same name is the same document, and what was approved of
    it stays so. Raises UnreadableDocument, DocumentTooLong."""
    name = " ".join(name.split())[:LONGEST_NAME] or "document"
    id = _id(name, language, sections)
    pieces = passages(id, name, sections, language)
    if not pieces:
        raise UnreadableDocument("no text was found in this document")
    if len(pieces) > MOST_PASSAGES:
        raise DocumentTooLong(f"{len(pieces)} passages; at most {MOST_PASSAGES}: divide the document")
    if (known := desk.rows.get(business.id, DOCUMENT, id)) is not None:
        return read(DOCUMENTS, known.doc)
    if len(desk.rows.list(business.id, DOCUMENT, limit=MOST_DOCUMENTS)) >= MOST_DOCUMENTS:
        raise DocumentTooLong(f"at most {MOST_DOCUMENTS} documents: remove one first")
    for piece in pieces:
        _keep(desk, business, passage_row(piece))
    document = Document(id, name, kind, language, desk.clock(), len(pieces))
    try:
        desk.rows.put(business.id, Row(DOCUMENT, id, DOCUMENTS.dump_json(document).decode()))
    except Conflict:  # Somebody else has just added the same.
        return the_document(desk, business, id)
    return document


def documents(desk: Desk, business: Business) -> list[Document]:
    """By name."""
    rows = desk.rows.list(business.id, DOCUMENT)
    return sorted((read(DOCUMENTS, row.doc) for row in rows), key=lambda one: (one.name, one.id))


def the_document(desk: Desk, business: Business, id: str) -> Document:
    """Raises UnknownDocument."""
    return read(DOCUMENTS, _row(desk, business, id).doc)


def passages_in(desk: Desk, business: Business, id: str) -> tuple[Passage, ...]:
    """All of them, approved or not. Raises UnknownDocument."""
    _row(desk, business, id)
    return passages_of(desk.rows, business.id, id)


def approve_document(
    desk: Desk, business: Business, id: str, *, numbers: Collection[int] | None = None, approved: bool = True
) -> Document:
    """From now on callers may be told these passages, or may not. `numbers` None: all of them. Safe to repeat.
    Raises UnknownDocument."""

    def decide() -> Document:
        row = _row(desk, business, id)
        document = read(DOCUMENTS, row.doc)
        every = frozenset(range(1, document.passages + 1))
        meant = every if numbers is None else frozenset(numbers)
        if not meant <= every:
            raise UnknownDocument(f"its passages are numbered from 1 to {document.passages}")
        after = replace(document, approved=document.approved | meant if approved else document.approved - meant)
        if after != document:
            desk.rows.put(business.id, replace(row, doc=DOCUMENTS.dump_json(after).decode()))
        return after

    return until_won(decide)


def remove_document(desk: Desk, business: Business, id: str) -> bool:
    """Callers are told nothing of it from then on. Safe to repeat; False: it was not there."""

    def decide() -> bool:
        row = desk.rows.get(business.id, DOCUMENT, id)
        if row is not None:
            desk.rows.remove(business.id, row)
        return row is not None

    there = until_won(decide)
    for row in desk.rows.list(business.id, PASSAGE, begins=f"{id}:"):
        desk.rows.remove(business.id, row)
    return there


def _row(desk: Desk, business: Business, id: str) -> Row:
    row = desk.rows.get(business.id, DOCUMENT, id)
    if row is None:
        raise UnknownDocument("no such document")
    return row


def _keep(desk: Desk, business: Business, row: Row) -> None:
    """The rest of an addition that broke off is the same: it is written over."""

    def decide() -> None:
        known = desk.rows.get(business.id, row.kind, row.id)
        desk.rows.put(business.id, replace(row, revision=known.revision if known else 0))

    until_won(decide)


def _id(name: str, language: Language, sections: Sequence[Section]) -> str:
    told = "\x00".join([name, language, *(part for one in sections for part in (one.place, one.text))])
    return hashlib.sha256(told.encode()).hexdigest()[:16]
