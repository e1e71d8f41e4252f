"""/draft/offer: a menu or a price list from a file, read for somebody to look at. Nothing is saved."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from functions.access import allowed
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Language, MenuItem, Service
from receptionist.calendars.visits import BadFile
from receptionist.desk.offer_file import OfferLine, OfferRead, Outcome, Part, Reason, read_offer
from receptionist.desk.publish import draft_of

MOST_BYTES = 1 << 20
BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string", "format": "binary"}}}}
}


class OfferLineOut(BaseModel):
    line: int
    outcome: Outcome
    name: str
    reason: Reason
    shown: str
    dish: MenuItem | None
    service: Service | None
    """As it would be; of both at most one."""

    @classmethod
    def of(cls, one: OfferLine) -> "OfferLineOut":
        return cls(
            line=one.line, outcome=one.outcome, name=one.name, reason=one.reason, shown=one.shown,
            dish=one.wanted if isinstance(one.wanted, MenuItem) else None,
            service=one.wanted if isinstance(one.wanted, Service) else None,
        )  # fmt: skip


class OfferReadOut(BaseModel):
    lines: list[OfferLineOut]
    ignored_columns: list[str]

    @classmethod
    def of(cls, read: OfferRead) -> "OfferReadOut":
        return cls(lines=[OfferLineOut.of(one) for one in read.lines], ignored_columns=list(read.ignored_columns))


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["definition"])
    edits = allowed(office, "edit_definition")

    @router.post(
        "/draft/offer", operation_id="readOffer", openapi_extra=BODY, summary="Read a menu or price list from a file"
    )
    async def offer(
        request: Request,
        part: Annotated[Part, Query()],
        language: Annotated[Language, Query(description="Of names without a language of their own.")] = "en",
        business: Business = Depends(edits),
    ) -> OfferReadOut:
        """CSV, its columns named in the first line: `name` and `price`, and as wanted `section`, `description`, `minutes`, `contains`,
        `may contain`, `diets`; `name es` is the Spanish name. Each line is told apart: added, changed, the same, or refused with its
        reason. Against the draft, or where there is none the version that stands. 422 for a file that cannot be read."""
        content = bytearray()
        async for piece in request.stream():
            content += piece
            if len(content) > MOST_BYTES:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BYTES >> 20} MB: divide the file")
        return await run_in_threadpool(_read, office, business, part, bytes(content), language)

    return router


def _read(office: Office, business: Business, part: Part, content: bytes, language: Language) -> OfferReadOut:
    draft = draft_of(office.desk, business.id)
    try:
        return OfferReadOut.of(read_offer(draft.kept.business if draft else business, part, content, language))
    except BadFile as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), reason="bad_file") from error
