"""Somebody's Google Calendar: connected by their consent, chosen, read and written, and given back.

The consent is asked for in a browser and comes back in the same one: a cookie that only the callback sees says so. Without
it somebody could send the link to another, and have their calendar for their own business
(https://www.rfc-editor.org/rfc/rfc6749#section-10.12).
"""

import html
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from fastapi import APIRouter, Cookie, Depends
from fastapi.responses import HTMLResponse, Response

from functions.access import allowed
from functions.calendars.shapes import CalendarChosen, CalendarOut, ChoiceOut, ConsentAsked, NewCalendar
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business
from receptionist.calendars.link import CalendarLink
from receptionist.calendars.service import CalendarService
from receptionist.desk.calendar_links import (
    CONSENT,
    BrokenLink,
    NotConnected,
    begin_connecting,
    choose_calendar,
    disconnect,
    finish_connecting,
    link_of,
    links,
    reached,
)
from receptionist.desk.calendar_sync import sync_calendar
from receptionist.desk.desk import Desk
from receptionist.desk.standing import standing

log = logging.getLogger(__name__)

CALLBACK = "/calendars/google/callback"
COOKIE = "firstring_calendar"
LONGEST = 4096
"""Of what a callback brings."""


def open_routes(office: Office) -> APIRouter:
    router = APIRouter()

    @router.get(CALLBACK, include_in_schema=False)
    def callback(
        state: str = "", code: str = "", error: str = "", firstring_calendar: str = Cookie(default="")
    ) -> Response:
        """Where Google sends somebody who has agreed, or not. Answers a page, as a person reads it."""
        service = _service(office)
        if error or not code or max(map(len, (state, code, firstring_calendar))) > LONGEST:
            return _page(
                HTTPStatus.BAD_REQUEST, "The calendar was not connected: Google's page was left without consent."
            )
        try:
            business, link = finish_connecting(
                office.desk, service, state=state, code=code, browser=firstring_calendar,
                redirect_url=office.url(CALLBACK),
            )  # fmt: skip
        except NotConnected as why:
            return _page(HTTPStatus.BAD_REQUEST, f"The calendar was not connected: {why}.")
        log.info("calendar connected", extra={"business": business, "calendar": link.id})
        return _page(HTTPStatus.OK, "The calendar is connected. Close this page and choose whose it is.")

    return router


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/calendars")
    _connecting(router, office)
    _using(router, office)
    return router


def _connecting(router: APIRouter, office: Office) -> None:
    desk, reads, edits = office.desk, allowed(office, "read"), allowed(office, "edit_live")

    @router.get("", operation_id="listCalendars")
    def listed(business: Business = Depends(reads)) -> list[CalendarOut]:
        return [CalendarOut.of(link) for link in links(desk, business.id)]

    @router.post("", operation_id="connectCalendar", status_code=HTTPStatus.CREATED)
    def connect(wish: NewCalendar, response: Response, business: Business = Depends(edits)) -> ConsentAsked:
        """Where a person agrees; they come back to a page that says so, and the calendar is in the list."""
        service = _service(office)
        if wish.again:
            _known(desk, business, wish.again)
        begun = begin_connecting(desk, service, business.id, redirect_url=office.url(CALLBACK), again=wish.again)
        response.set_cookie(
            COOKIE, begun.browser, max_age=int(CONSENT.total_seconds()), path=CALLBACK, httponly=True, samesite="lax",
            secure=office.origin.startswith("https://"),
        )  # fmt: skip
        return ConsentAsked(url=begun.url)

    @router.delete("/{calendar}", operation_id="disconnectCalendar", status_code=HTTPStatus.NO_CONTENT)
    def end(calendar: str, business: Business = Depends(edits)) -> None:
        """Its busy times count no more; what was written into it stays there."""
        disconnect(desk, _service(office), business, _known(desk, business, calendar))
        log.info("calendar disconnected", extra={"business": business.id, "calendar": calendar})


def _using(router: APIRouter, office: Office) -> None:
    desk, edits = office.desk, allowed(office, "edit_live")

    @router.get("/{calendar}/choices", operation_id="listCalendarChoices")
    def choices(calendar: str, business: Business = Depends(edits)) -> list[ChoiceOut]:
        """The calendars that whoever agreed has."""
        link, service = _known(desk, business, calendar), _service(office)
        with _reaching():
            found = reached(desk, service, business.id, link, service.calendars)
        return [ChoiceOut.of(choice) for choice in found]

    @router.put("/{calendar}", operation_id="chooseCalendar")
    def choose(calendar: str, wish: CalendarChosen, business: Business = Depends(edits)) -> CalendarOut:
        """Which of the choices, for whom, and in which directions. It is read at once and from then on by itself."""
        link, service = _known(desk, business, calendar), _service(office)
        if wish.resource and wish.resource not in {one.id for one in standing(desk, business).resources}:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "no such resource")
        with _reaching():
            found = {one.id: one for one in reached(desk, service, business.id, link, service.calendars)}
        if wish.calendar not in found:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "not one of its choices")
        if wish.bookings_out and not found[wish.calendar].writable:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "that calendar can only be read: set bookings_out to false")
        chosen = choose_calendar(
            desk, business, calendar,
            calendar=found[wish.calendar], resource=wish.resource,
            busy_in=bool(wish.resource) if wish.busy_in is None else wish.busy_in, bookings_out=wish.bookings_out,
        )  # fmt: skip
        if chosen is None:
            raise _unknown()
        log.info("calendar chosen", extra={"business": business.id, "calendar": calendar})
        return CalendarOut.of(chosen)

    @router.post("/{calendar}/sync", operation_id="syncCalendar")
    def sync(calendar: str, business: Business = Depends(edits)) -> CalendarOut:
        """Reads its busy times now instead of in a few minutes."""
        link, service = _known(desk, business, calendar), _service(office)
        if not link.calendar:
            raise Problem(HTTPStatus.CONFLICT, "choose a calendar first")
        with _reaching():
            synced = sync_calendar(desk, service, business, link)
        if synced is None:
            raise _unknown()
        return CalendarOut.of(synced)


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        yield
    except BrokenLink as broken:
        raise Problem(
            HTTPStatus.CONFLICT, "the calendar cannot be reached: connect it again", reason=str(broken)
        ) from broken


def _service(office: Office) -> CalendarService:
    if not office.calendars.ready:
        raise Problem(HTTPStatus.CONFLICT, "no Google account is set up here", reason="not_set_up")
    return office.calendars


def _known(desk: Desk, business: Business, calendar: str) -> CalendarLink:
    link = link_of(desk, business.id, calendar)
    if link is None:
        raise _unknown()
    return link


def _unknown() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "no such calendar")


def _page(status: HTTPStatus, sentence: str) -> HTMLResponse:
    headers = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'",
    }
    title = "<!doctype html><meta charset=utf-8><title>Firstring</title>"
    return HTMLResponse(f"{title}<p>{html.escape(sentence)}</p>", status, headers)
