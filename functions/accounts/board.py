"""/api/v1/board: every business of whoever asks, side by side."""

from fastapi import APIRouter, Depends

from functions.access import known
from functions.accounts.shapes import BoardRow
from functions.office import Office
from receptionist.desk.board import standing
from receptionist.desk.door import Visitor

HEALTH = ("ill", "look", "well")


def routes(office: Office) -> APIRouter:
    router = APIRouter()

    @router.get("/board", operation_id="getBoard", summary="How all of one's businesses are doing")
    def board(visitor: Visitor = Depends(known(office))) -> list[BoardRow]:
        """Every business whoever asks has a role at, in the last seven days; those that need somebody first."""
        roles = ((business, visitor.role_at(business)) for business in office.desk.businesses.all())
        rows = [BoardRow.of(one, role, standing(office.desk, one)) for one, role in roles if role]
        return sorted(rows, key=lambda row: (HEALTH.index(row.health), row.name))

    return router
