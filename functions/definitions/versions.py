"""/versions: what callers were told, and the way back."""

import logging
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from functions.access import Admitted, admitted, allowed
from functions.bookings.listing import TAGGED
from functions.bookings.words import Revision
from functions.definitions.shapes import ChangeOut, VersionOut, VersionWhole
from functions.etags import Match, etag, expected, if_match
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business
from receptionist.business.diff import changes
from receptionist.business.versions import Edition
from receptionist.desk.desk import Desk
from receptionist.desk.publish import UnknownVersion, edition_of, roll_back
from receptionist.ports import Conflict

log = logging.getLogger(__name__)

VersionInPath = Annotated[int, Path(ge=1, le=10**8 - 1)]


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["definition"])
    desk = office.desk
    served, editor = allowed(office, "read"), admitted(office, "edit_definition")

    @router.get("/versions", operation_id="listVersions", summary="What was published, latest first")
    def listed(
        before: Annotated[int | None, Query(ge=1, le=10**8 - 1, description="Only those below it.")] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        business: Business = Depends(served),
    ) -> list[VersionOut]:
        return [VersionOut.of(one) for one in desk.businesses.editions(business.id, before=before, limit=limit)]

    @router.get("/versions/{version}", operation_id="getVersion", summary="One of them, and what it changed")
    def one(version: VersionInPath, business: Business = Depends(served)) -> VersionWhole:
        edition = _edition(desk, business, version)
        before = desk.businesses.edition(business.id, version - 1)
        return VersionWhole(
            **VersionOut.of(edition).model_dump(),
            definition=edition.business,
            changes=[ChangeOut.of(one) for one in changes(before.business, edition.business)] if before else [],
        )

    @router.post(
        "/versions/{version}/publish", operation_id="rollBack", responses={200: TAGGED}, summary="Go back to a version"
    )
    def back(
        version: VersionInPath,
        response: Response,
        match: Match | None = Depends(if_match),
        revision: Revision | None = None,
        admitted: Admitted = Depends(editor),
    ) -> VersionOut:
        """Publishes it anew, as the next one. If-Match with the version that stands. Which numbers ring stays as it is."""
        business = admitted.business
        stands = expected(match, revision, business.version)
        try:
            done = roll_back(desk, business, version, expected_version=stands, by=admitted.visitor.name)
        except UnknownVersion as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error
        except Conflict as error:
            raise Problem(HTTPStatus.PRECONDITION_FAILED, str(error), reason="conflict") from error
        response.headers["ETag"] = etag(done.version)
        log.info("definition rolled back", extra={"business": done.id, "version": done.version, "to": version})
        return VersionOut.of(edition_of(desk, business.id, done.version))

    return router


def _edition(desk: Desk, business: Business, version: int) -> Edition:
    try:
        return edition_of(desk, business.id, version)
    except UnknownVersion as error:
        raise Problem(HTTPStatus.NOT_FOUND, str(error), reason=error.reason) from error
