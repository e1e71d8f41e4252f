"""/overlays: passing facts that need no version. Closing early, sold out tonight, a notice: they count at once and end by
themselves."""

import logging
from datetime import date, datetime, time
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.bookings.listing import TAGGED, UNCHANGED
from functions.bookings.plan import Consequences, OutOfPlaceOut, Wall
from functions.bookings.words import Asked, Day, Line, Moment, PlainIdInPath, Revision
from functions.etags import Known, Match, etag, expected, expected_or_new, if_match, if_none_match
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Language, Overlay
from receptionist.desk.desk import Desk
from receptionist.desk.edit_plan import out_of_place, overlays_of, put_overlay, remove_overlay
from receptionist.ids import LocationId, ServiceId

log = logging.getLogger(__name__)

Words = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]
Kind = Literal["sold_out", "closing_early", "notice", "to_staff"]
"""`to_staff`: the telephone of the house rings first, whatever its hours; where nobody takes the call, the receptionist answers."""


class OverlayIn(Asked):
    revision: Revision | None = None
    """The one that was read, where there is no If-Match."""
    kind: Kind
    first: Day
    last: Day
    """Local service days, inclusive."""
    until: Moment | None = None
    """From then on it counts no longer, though its last day is not over."""
    service: Line = ""
    """`sold_out`: of one service only; empty: everything."""
    location: Line = ""
    """Empty: every place."""
    closes: Wall | None = None
    """`closing_early`: when."""
    text: dict[Language, Words] = {}
    """Said to every caller of those days after the greeting."""

    def overlay(self) -> Overlay:
        return Overlay(
            kind=self.kind,
            first=self.first,
            last=self.last,
            until=self.until,
            service=ServiceId(self.service) if self.service else None,
            location=LocationId(self.location),
            closes=self.closes,
            text=dict(self.text),
        )


class OverlayOut(BaseModel):
    id: str
    revision: int
    """Also its ETag. A call's record names what it was answered with as `id@revision`."""
    kind: Kind
    first: date
    last: date
    until: datetime | None
    service: str | None
    location: str
    closes: time | None
    text: dict[Language, str]

    @classmethod
    def of(cls, id: str, overlay: Overlay, revision: int) -> "OverlayOut":
        return cls(id=id, revision=revision, **overlay.model_dump(exclude={"id"}))


class OverlayChanged(Consequences):
    overlay: OverlayOut


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["definition"])
    desk = office.desk
    served, edit = allowed(office, "read"), allowed(office, "edit_live")

    @router.get("/overlays", operation_id="listOverlays", summary="Passing facts that are not over")
    def listed(business: Business = Depends(served)) -> list[OverlayOut]:
        return [OverlayOut.of(*one) for one in overlays_of(desk, business)]

    @router.get(
        "/overlays/{overlay}",
        operation_id="getOverlay",
        response_model=OverlayOut,
        responses=UNCHANGED,
        summary="One of them",
    )
    def one(
        overlay: PlainIdInPath,
        response: Response,
        known: Known = Depends(if_none_match),
        business: Business = Depends(served),
    ) -> OverlayOut | Response:
        found = _overlay(desk, business, overlay)
        response.headers["ETag"] = etag(found.revision)
        return known.unchanged(found.revision) or found

    @router.put(
        "/overlays/{overlay}", operation_id="putOverlay", responses={200: TAGGED}, summary="Add one, or replace one"
    )
    def put(
        overlay: PlainIdInPath,
        wish: OverlayIn,
        response: Response,
        match: Match | None = Depends(if_match),
        known: Known = Depends(if_none_match),
        business: Business = Depends(edit),
    ) -> OverlayChanged:
        """If-Match with the ETag that was read; for a new one `If-None-Match: *`. Counts from the next question on. The answer
        tells which visits somebody has to call about."""
        row = desk.rows.get(business.id, "plan", f"overlay:{overlay}")
        there = next((revision for id, _, revision in overlays_of(desk, business) if id == overlay), 0)
        revision = expected_or_new(match, known, wish.revision, there)
        # One that is over still has its row, with a revision that nobody could have read.
        over = row.revision if row and not there and not revision else revision
        written = put_overlay(desk, business, overlay, wish.overlay(), revision=over)
        log.info("overlay changed", extra={"business": business.id, "overlay": overlay})
        response.headers["ETag"] = etag(written)
        return OverlayChanged(
            overlay=OverlayOut.of(overlay, wish.overlay(), written), out_of_place=_out_of_place(desk, business)
        )

    @router.delete("/overlays/{overlay}", operation_id="removeOverlay", summary="Take one back")
    def remove(
        overlay: PlainIdInPath,
        match: Match | None = Depends(if_match),
        revision: Revision | None = None,
        business: Business = Depends(edit),
    ) -> Consequences:
        current = _overlay(desk, business, overlay).revision
        remove_overlay(desk, business, overlay, revision=expected(match, revision, current))
        log.info("overlay removed", extra={"business": business.id, "overlay": overlay})
        return Consequences(out_of_place=_out_of_place(desk, business))

    return router


def _overlay(desk: Desk, business: Business, overlay: str) -> OverlayOut:
    for id, found, revision in overlays_of(desk, business):
        if id == overlay:
            return OverlayOut.of(id, found, revision)
    raise Problem(HTTPStatus.NOT_FOUND, "no such overlay")


def _out_of_place(desk: Desk, business: Business) -> list[OutOfPlaceOut]:
    return [OutOfPlaceOut.of(one, business) for one in out_of_place(desk, business)]
