"""Feeds: made, listed and taken back by the business, read by whoever has the address."""

import logging
from http import HTTPStatus

from fastapi import APIRouter, Depends, Header
from fastapi.responses import Response

from functions.access import allowed
from functions.calendars.shapes import FeedMade, FeedOut, NewFeed
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business
from receptionist.desk.calendar_feeds import TooManyFeeds, feeds, make_feed, read_feed, revoke_feed
from receptionist.desk.standing import standing

log = logging.getLogger(__name__)

LONGEST_TOKEN = 512
HEADERS = {"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


def open_routes(office: Office) -> APIRouter:
    router = APIRouter()

    @router.api_route("/calendars/{token}.ics", methods=["GET", "HEAD"], include_in_schema=False)
    def feed(token: str, if_none_match: str = Header(default="")) -> Response:
        """Anything wrong with the token is the same 404."""
        found = read_feed(office.desk, token) if len(token) <= LONGEST_TOKEN and token.isascii() else None
        if found is None:
            raise Problem(HTTPStatus.NOT_FOUND, "no such calendar")
        headers = {**HEADERS, "ETag": found.etag}
        asked = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
        if found.etag in asked or "*" in asked:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        headers["Content-Disposition"] = 'inline; filename="bookings.ics"'
        return Response(found.content, headers=headers, media_type="text/calendar; charset=utf-8")

    return router


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    desk, reads, edits = office.desk, allowed(office, "read"), allowed(office, "edit_live")

    @router.get("/feeds", operation_id="listFeeds")
    def listed(business: Business = Depends(reads)) -> list[FeedOut]:
        return [FeedOut.of(feed) for feed in feeds(desk, business.id)]

    @router.post("/feeds", operation_id="makeFeed", status_code=HTTPStatus.CREATED)
    def make(wish: NewFeed, business: Business = Depends(edits)) -> FeedMade:
        """The address is shown this once. Lost, or seen by others: revoke the feed and make another."""
        if wish.resource and wish.resource not in {one.id for one in standing(desk, business).resources}:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "no such resource")
        try:
            feed, token = make_feed(desk, business, resource=wish.resource, names=wish.names)
        except TooManyFeeds as error:
            raise Problem(HTTPStatus.CONFLICT, "there are too many feeds: revoke some") from error
        log.info("feed made", extra={"business": business.id, "feed": feed.id})
        return FeedMade(**FeedOut.of(feed).model_dump(), url=office.url(f"/calendars/{token}.ics"))

    @router.delete("/feeds/{feed}", operation_id="revokeFeed", status_code=HTTPStatus.NO_CONTENT)
    def revoke(feed: str, business: Business = Depends(edits)) -> None:
        if not revoke_feed(desk, business.id, feed):
            raise Problem(HTTPStatus.NOT_FOUND, "no such feed")
        log.info("feed revoked", extra={"business": business.id, "feed": feed})

    return router
