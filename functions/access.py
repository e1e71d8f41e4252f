"""Who may do what: the dependency through which every route of the API gets its business.

    read, book = allowed(office, "read"), allowed(office, "book")

    @router.post("/bookings")
    def take(wish: NewBooking, business: Business = Depends(book)) -> BookingOut: ...

A token comes as `Authorization: Bearer` or in the browser's cookie. 401: it lets nobody in. 429: they ask too often. 404: not a business of theirs,
said in the words for one that does not exist, so that nobody can find out who is served here. 403: their role is too small,
or a cookie comes from a page that is not ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from functions.audited import write_down
from functions.office import Office
from functions.problems import Problem
from receptionist.accounts.model import Act, Role, may
from receptionist.accounts.passes import COOKIE, PAGE_HOST
from receptionist.business.definition import Business
from receptionist.desk.door import LOCAL_OWNER, Visitor, visitor
from receptionist.desk.rates import wait_to_ask
from receptionist.errors import Unavailable
from receptionist.ids import BusinessId

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_TOKEN = 8192
"""A longer one is not looked at; those of Cognito have about a thousand letters."""

LONGEST_ID = 200
"""Characters of a business's id in a path."""

_bearer = HTTPBearer(auto_error=False, description="A session's token, or a business's key for another program")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="A session's token, as signing in sets it")


@dataclass(frozen=True, slots=True)
class Admitted:
    """A visitor at a business where they may do what they came for."""

    visitor: Visitor
    business: Business
    role: Role


@dataclass(frozen=True, slots=True)
class Arrived:
    """A visitor at a business that may not be there yet."""

    visitor: Visitor
    id: BusinessId
    now: Business | None
    role: Role


async def shown_token(
    request: Request,
    bearer: HTTPAuthorizationCredentials | None = Depends(_bearer),
    cookie: str | None = Depends(_cookie),
) -> str:
    """Empty if nothing is shown. What a browser sends by itself counts only from a page of ours."""
    if bearer is not None:
        token = bearer.credentials
    elif cookie:
        if request.method not in SAFE and not from_own_page(request):
            raise Problem(HTTPStatus.FORBIDDEN, "a cookie counts only from a page of this service: send its Origin")
        token = cookie
    else:
        token = ""
    if len(token) > LONGEST_TOKEN:
        raise _nobody()
    return token


def from_own_page(request: Request) -> bool:
    """Whether the page that sends this was loaded from the very host it is sent to. Browsers tell the truth about both.
    https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html"""
    origin, host = request.headers.get("origin", "").lower(), request.headers.get("host", "").lower()
    schemes = ("https",) if request.url.scheme == "https" else ("https", "http")
    page = request.headers.get(PAGE_HOST, "").lower()
    ours = {f"https://{page}"} if page else {f"{scheme}://{host}" for scheme in schemes if host}
    return origin in ours


async def not_another_page(request: Request) -> None:
    """A dependency of what asks for no token: nobody is signed in, as somebody else, by a stranger's page."""
    if "origin" in request.headers and not from_own_page(request):
        raise Problem(HTTPStatus.FORBIDDEN, "not from a page of this service")


def known(office: Office) -> Callable[[str], Visitor]:
    """A dependency that gives whoever asks, or answers 401."""

    def read(token: str = Depends(shown_token)) -> Visitor:
        found = visitor(office.door, token)
        if found is None:
            raise _nobody()
        if found is not LOCAL_OWNER and (seconds := _too_soon(office, found)):
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                "too many requests: come back later",
                headers={"Retry-After": str(seconds)},
                reason="too_many_requests",
            )
        return found

    return read


def _too_soon(office: Office, visitor: Visitor) -> int:
    """Seconds to wait. Where nobody can count, everybody is let in."""
    try:
        return wait_to_ask(office.tally, visitor.person, office.api_per_minute, office.desk.clock())
    except Unavailable:
        return 0


def admitted(office: Office, act: Act) -> Callable[..., Admitted]:
    """A dependency that gives whoever asks, and the business named in the path, if they may do `act` there."""
    who = known(office)

    def read(
        request: Request, business: Annotated[str, Path(max_length=LONGEST_ID)], visitor: Visitor = Depends(who)
    ) -> Admitted:
        found = office.desk.businesses.get(BusinessId(business))
        role = visitor.role_at(found) if found else None
        if found is None or role is None:
            raise Problem(HTTPStatus.NOT_FOUND, "no such business")
        if not may(role, act):
            raise Problem(HTTPStatus.FORBIDDEN, f"as {role} one may not do this ({act})", reason="not_allowed")
        write_down(office, request, visitor, found.id)
        return Admitted(visitor, found, role)

    return read


def arrived(office: Office, act: Act) -> Callable[..., Arrived]:
    """As `admitted`, also for a business that is not there yet: that is for whoever runs the deployment or an agency. The others are
    told what they are told of every business that does not exist."""
    who = known(office)

    def read(
        request: Request, business: Annotated[str, Path(max_length=LONGEST_ID)], visitor: Visitor = Depends(who)
    ) -> Arrived:
        now = office.desk.businesses.get(BusinessId(business))
        wider = [one.role for one in visitor.memberships if one.scope.kind != "business" and may(one.role, act)]
        role = visitor.role_at(now) if now else next(iter(wider), None)
        if role is None:
            raise Problem(HTTPStatus.NOT_FOUND, "no such business")
        if not may(role, act):
            raise Problem(HTTPStatus.FORBIDDEN, f"as {role} one may not do this ({act})", reason="not_allowed")
        write_down(office, request, visitor, BusinessId(business))
        return Arrived(visitor, BusinessId(business), now, role)

    return read


def runs_it(visitor: Visitor, business: Business) -> bool:
    """Whether they run the deployment, or the agency of this business: not only the business itself."""
    return any(
        one.scope.kind != "business" and one.scope.covers(business) and one.role.reaches(Role.MANAGER)
        for one in visitor.memberships
    )


def allowed(office: Office, act: Act) -> Callable[..., Business]:
    """A dependency that gives the business named in the path, if whoever asks may do `act` there."""
    who = admitted(office, act)

    def read(admitted: Admitted = Depends(who)) -> Business:
        return admitted.business

    return read


def _nobody() -> Problem:
    return Problem(
        HTTPStatus.UNAUTHORIZED, "sign in first (POST /api/v1/session)", headers={"WWW-Authenticate": "Bearer"}
    )
