"""/documents: files the receptionist reads. A draft is told to nobody."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from functions.access import allowed
from functions.body_limit import MOST_BYTES
from functions.bookings.words import PRINTABLE, Asked, PlainIdInPath
from functions.office import Office
from functions.problems import Problem
from receptionist.adapters.documents.reading import KINDS, read
from receptionist.business.definition import Business, Language
from receptionist.desk.desk import Desk
from receptionist.desk.documents import (
    DocumentTooLong,
    UnknownDocument,
    UnreadableDocument,
    add_document,
    approve_document,
    documents,
    passages_in,
    remove_document,
    the_document,
)
from receptionist.errors import Unavailable
from receptionist.knowledge.documents import Passage
from receptionist.knowledge.shelf import Document, Kind, number_of

log = logging.getLogger(__name__)

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in KINDS},
    }
}
FileName = Annotated[
    str, Query(min_length=1, max_length=200, pattern=PRINTABLE, description="How the business calls it.")
]


class DocumentOut(BaseModel):
    id: str
    """From its content: the same file again is the same document."""
    name: str
    kind: str
    language: str
    added: datetime
    passages: int
    status: str
    """`draft`, `partly` or `approved`."""

    @classmethod
    def of(cls, document: Document) -> "DocumentOut":
        return cls(**{name: getattr(document, name) for name in cls.model_fields})


class PassageOut(BaseModel):
    number: int
    place: str
    """The page or the heading it stands under."""
    text: str
    approved: bool


class DocumentRead(DocumentOut):
    content: list[PassageOut]

    @classmethod
    def with_content(cls, document: Document, passages: tuple[Passage, ...]) -> "DocumentRead":
        content = [
            PassageOut(number=n, place=one.place, text=one.text, approved=n in document.approved)
            for one in passages
            for n in [number_of(one)]
        ]
        return cls(**DocumentOut.of(document).model_dump(), content=content)


class Approval(Asked):
    """What callers may be told from now on, or may not."""

    approved: bool = True
    passages: Annotated[tuple[Annotated[int, Field(ge=1, le=10**6)], ...], Field(max_length=1000)] | None = None
    """Numbers; null: all of them."""


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    _reading(router, office.desk, allowed(office, "read"))
    _writing(router, office.desk, allowed(office, "edit_definition"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/documents", operation_id="listDocuments", summary="Documents, by name")
    def listed(business: Business = Depends(served)) -> list[DocumentOut]:
        return [DocumentOut.of(one) for one in documents(desk, business)]

    @router.get("/documents/{document}", operation_id="getDocument", summary="One document with its passages")
    def one(document: PlainIdInPath, business: Business = Depends(served)) -> DocumentRead:
        with _as_problems():
            found = the_document(desk, business, document)
        return DocumentRead.with_content(found, passages_in(desk, business, document))


def _writing(router: APIRouter, desk: Desk, edits: Callable[..., Business]) -> None:
    @router.post(
        "/documents",
        operation_id="addDocument",
        status_code=HTTPStatus.CREATED,
        openapi_extra=BODY,
        summary="Give a file to read",
    )
    async def add(
        request: Request, name: FileName, language: Language = "en", business: Business = Depends(edits)
    ) -> DocumentOut:
        """Text, Markdown, PDF or a saved web page in the body, as its Content-Type says. It is a draft: callers are told
        nothing of it until it is approved. Sending the same again changes nothing."""
        kind = KINDS.get(request.headers.get("content-type", "").partition(";")[0].strip().lower())
        if kind is None:
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"send one of {', '.join(KINDS)}")
        content = await _body(request)
        added = await run_in_threadpool(_add, desk, business, name, kind, content, language)
        log.info("document added", extra={"business": business.id, "document": added.id, "passages": added.passages})
        return added

    @router.post("/documents/{document}/approval", operation_id="approveDocument", summary="Let callers be told it")
    def approve(document: PlainIdInPath, wish: Approval, business: Business = Depends(edits)) -> DocumentOut:
        with _as_problems():
            after = approve_document(desk, business, document, numbers=wish.passages, approved=wish.approved)
        up_to_date(desk, business)
        return DocumentOut.of(after)

    @router.delete(
        "/documents/{document}",
        operation_id="removeDocument",
        status_code=HTTPStatus.NO_CONTENT,
        summary="Take it off the shelf",
    )
    def remove(document: PlainIdInPath, business: Business = Depends(edits)) -> Response:
        """Safe to repeat."""
        remove_document(desk, business, document)
        up_to_date(desk, business)
        return Response(status_code=HTTPStatus.NO_CONTENT)


def up_to_date(desk: Desk, business: Business) -> None:
    """The vector store learns what may be quoted now. Where it does not answer, words decide alone until the next change."""
    with suppress(Unavailable):
        desk.shelf().index(business)


@contextmanager
def _as_problems() -> Iterator[None]:
    """Refusals as the API tells them."""
    try:
        yield
    except UnknownDocument as error:
        raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error
    except (UnreadableDocument, DocumentTooLong) as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), reason=error.reason) from error


def _add(desk: Desk, business: Business, name: str, kind: Kind, content: bytes, language: Language) -> DocumentOut:
    with _as_problems():
        added = add_document(desk, business, name=name, kind=kind, sections=read(content, kind), language=language)
    return DocumentOut.of(added)


async def _body(request: Request) -> bytes:
    """Refused before all of it is read, if it is too long."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > MOST_BYTES:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {MOST_BYTES >> 20} MB: divide the document")
    return bytes(content)
