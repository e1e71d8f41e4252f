"""/api/v1/businesses/{business}/analytics: what came of the calls, the calls behind each number, and a spreadsheet of it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from functions import paging
from functions.access import allowed
from functions.analytics.shapes import AnalyticsOut, FiguresOut, SpendIn, SpendOut, header, line
from functions.bookings.exports import CSV, Bom, spreadsheet
from functions.bookings.listing import TAGGED
from functions.bookings.words import Cursor, Day
from functions.dashboard_api.shapes import CallSummary
from functions.etags import Match, etag, expected, if_match
from functions.office import Office
from functions.problems import RESPONSES, Problem
from receptionist.business.definition import Business
from receptionist.calls.figures import Mark, summed
from receptionist.desk import analytics
from receptionist.desk.desk import Desk

MOST_DAYS = 93
MOST_DAYS_OF_CALLS = 31

First = Annotated[Day, Query(alias="from", description="A day of the business's clock.")]
Last = Annotated[Day, Query(alias="to", description="Inclusive; at most 93 days in all.")]


def routes(office: Office, *, most_calls: int = analytics.MOST_CALLS) -> APIRouter:
    """To be mounted beside others; whoever does calls `problems.install` on its app. `most_calls`: counted for one request."""
    router = APIRouter(prefix="/api/v1/businesses/{business}/analytics", responses=RESPONSES, tags=["analytics"])
    _figures(router, office.desk, allowed(office, "read"), most_calls)
    _calls(router, office.desk, allowed(office, "read"))
    _spend(router, office.desk, allowed(office, "edit_live"))
    return router


def _figures(router: APIRouter, desk: Desk, served: Callable[..., Business], most_calls: int) -> None:
    figures = partial(analytics.figures, desk, most_calls=most_calls)

    @router.get("", operation_id="getAnalytics", summary="Numbers of some days, and of as many before them")
    def told(first: First, last: Last, business: Business = Depends(served)) -> AnalyticsOut:
        """Today is counted anew each time; a day that is over, once. Where a very long stretch was never counted, what is left is named
        in `waiting`, and counted when it is asked again."""
        length = _length(first, last, MOST_DAYS)
        spend = analytics.spend_of(desk, business)
        found = figures(business, first, last)
        begins = first - length
        earlier = figures(business, begins, first - timedelta(days=1))
        return AnalyticsOut(
            currency=business.currency,
            spend_per_guest=spend.per_guest,
            revision=spend.revision,
            total=FiguresOut.of(summed(found.days, first), spend.per_guest),
            before=FiguresOut.of(summed(earlier.days, begins), spend.per_guest),
            days=[FiguresOut.of(one, spend.per_guest) for one in found.days],
            waiting=[*earlier.waiting, *found.waiting],
        )

    @router.get(
        "/days.csv",
        operation_id="exportAnalyticsCsv",
        response_class=Response,
        responses=CSV,
        summary="A line for each day, for a spreadsheet",
    )
    def as_csv(first: First, last: Last, bom: Bom = False, business: Business = Depends(served)) -> Response:
        """503 while days are still to be counted: ask again."""
        _length(first, last, MOST_DAYS)
        spend = analytics.spend_of(desk, business)
        found = figures(business, first, last)
        if found.waiting:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "still counting: ask again", headers={"Retry-After": "1"})
        lines = (line(FiguresOut.of(one, spend.per_guest)) for one in found.days)
        return spreadsheet("calls-by-day", header(), lines, bom)


def _calls(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get(
        "/calls", operation_id="listCallsBehind", responses=paging.PAGED, summary="The calls that a number counts"
    )
    def behind(
        request: Request,
        response: Response,
        first: First,
        last: Annotated[Day, Query(alias="to", description="Inclusive; at most 31 days in all.")],
        mark: Annotated[Mark | None, Query(description="Which number; without it, every call.")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Cursor = None,
        business: Business = Depends(served),
    ) -> list[CallSummary]:
        """The latest first."""
        _length(first, last, MOST_DAYS_OF_CALLS)
        after = paging.read(cursor, 2)
        found = [one.record for one in analytics.calls_behind(desk, business, mark, first, last)]
        rest = [one for one in found if after is None or (one.started.isoformat(), one.call) < after]
        if len(rest) > limit:
            paging.go_on(request, response, (rest[limit - 1].started.isoformat(), rest[limit - 1].call))
        return [CallSummary.of(one) for one in rest[:limit]]


def _spend(router: APIRouter, desk: Desk, edit: Callable[..., Business]) -> None:
    @router.put(
        "/spend", operation_id="setSpendPerGuest", responses={200: TAGGED}, summary="What a guest usually spends"
    )
    def put(
        wish: SpendIn,
        response: Response,
        match: Match | None = Depends(if_match),
        business: Business = Depends(edit),
    ) -> SpendOut:
        """By which visits of services without a price are valued, also those of days gone by. `revision` 0: there was none."""
        before = analytics.spend_of(desk, business)
        revision = expected(match, wish.revision, before.revision)
        kept = analytics.set_spend(desk, business, wish.spend_per_guest, revision=revision)
        response.headers["ETag"] = etag(kept.revision)
        return SpendOut(spend_per_guest=kept.per_guest, revision=kept.revision)


def _length(first: date, last: date, most: int) -> timedelta:
    length = last - first + timedelta(days=1)
    if not timedelta() < length <= timedelta(days=most):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"to: not before `from`, and at most {most} days in all")
    return length
