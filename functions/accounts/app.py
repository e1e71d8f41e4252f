"""/api/v1/session, /me and /invitations; members, invitations and keys of a business."""

import logging
from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import Response

from functions import problems
from functions.access import known, not_another_page, shown_token
from functions.accounts import board, members
from functions.accounts.answering import answering
from functions.accounts.shapes import (
    Acceptance,
    FirstAccount,
    InvitationShown,
    Me,
    OwnBusiness,
    PasswordChange,
    PersonOut,
    SessionOut,
    SignIn,
    TokenSignIn,
)
from functions.office import Office
from functions.problems import RESPONSES, Problem
from receptionist.accounts.model import HOUSE, Scope, may
from receptionist.accounts.passes import COOKIE, LONGEST, Invitation
from receptionist.desk.door import Visitor, is_open, who
from receptionist.desk.members import (
    accept,
    accept_as,
    first_account,
    invitation_of,
)
from receptionist.desk.sign_in import Opened, change_password, sign_in, sign_in_by_token, sign_out
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import Shown

log = logging.getLogger(__name__)

SHORTEST_PASSWORD = 12
NOT_ANOTHER_PAGE = [Depends(not_another_page)]


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: accounts", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1", responses=RESPONSES, tags=["accounts"])
    _sessions(router, office)
    _invitations(router, office)
    router.include_router(members.routes(office))
    router.include_router(board.routes(office))
    return router


def _sessions(router: APIRouter, office: Office) -> None:
    signed_in = known(office)

    @router.post("/session", operation_id="signIn", status_code=HTTPStatus.CREATED, dependencies=NOT_ANOTHER_PAGE)
    def enter(wish: SignIn | TokenSignIn, request: Request, response: Response) -> SessionOut:
        """Sets the browser's cookie, and tells programs their token."""
        with answering(HTTPStatus.UNAUTHORIZED):
            if isinstance(wish, SignIn):
                opened = sign_in(office.door, wish.email, wish.password, address=_address(request))
            else:
                opened = sign_in_by_token(office.door, wish.token)
        log.info("signed in", extra={"person": opened.person.id})
        return _entered(opened, request, response)

    @router.delete("/session", operation_id="signOut", status_code=HTTPStatus.NO_CONTENT)
    def leave(response: Response, token: str = Depends(shown_token)) -> None:
        """Ends the session whose token is shown, if there is one."""
        sign_out(office.door, token)
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")

    @router.get("/me", operation_id="getMe")
    def me(visitor: Visitor = Depends(signed_in)) -> Me:
        """Who the token belongs to, and what they are where."""
        roles = ((business, visitor.role_at(business)) for business in office.desk.businesses.all())
        wider = [
            one for one in visitor.memberships if one.scope.kind != "business" and may(one.role, "edit_definition")
        ]
        house = any(one.scope == HOUSE for one in wider)
        return Me(
            person=PersonOut(id=visitor.person, name=visitor.name, email=visitor.email),
            businesses=[OwnBusiness(id=one.id, name=one.name, role=role) for one, role in roles if role],
            open_house=is_open(office.door),
            may_found=bool(wider),
            agency=next((one.scope.id for one in wider if one.scope.kind == "agency"), "") if not house else "",
        )

    @router.post("/me", operation_id="makeFirstAccount", status_code=HTTPStatus.CREATED, dependencies=NOT_ANOTHER_PAGE)
    def begin(wish: FirstAccount, request: Request, response: Response) -> SessionOut:
        """On a machine that has no accounts yet: makes its owner and signs in; from then on everybody signs in. 403 once there is one.
        While there is none, only this machine's own page gets here."""
        with answering(HTTPStatus.FORBIDDEN):
            opened = first_account(office.door, email=wish.email, name=wish.name, password=wish.password)
        log.info("first account", extra={"person": opened.person.id})
        return _entered(opened, request, response)

    @router.put("/me/password", operation_id="changePassword")
    def password(
        wish: PasswordChange, request: Request, response: Response, visitor: Visitor = Depends(signed_in)
    ) -> SessionOut:
        """Ends every session of the person, and begins a new one."""
        person = office.door.accounts.person(visitor.person)
        if person is None or office.door.passwords is None:
            raise Problem(HTTPStatus.FORBIDDEN, "no password is kept here for whoever shows this token")
        with answering(HTTPStatus.FORBIDDEN):
            opened = change_password(office.door, person, wish.old, wish.new, address=_address(request))
        log.info("password changed", extra={"person": person.id})
        return _entered(opened, request, response)


def _invitations(router: APIRouter, office: Office) -> None:
    @router.get("/invitations/{token}", operation_id="getInvitation")
    def shown(token: str) -> InvitationShown:
        """What somebody with the link is invited to."""
        with answering(HTTPStatus.NOT_FOUND):
            found = invitation_of(office.door, token)
        return InvitationShown(
            email=found.email, name=found.name, role=found.role, to=_title(office, found.scope), expires=found.expires
        )

    @router.post(
        "/invitations/{token}",
        operation_id="acceptInvitation",
        status_code=HTTPStatus.CREATED,
        dependencies=NOT_ANOTHER_PAGE,
    )
    def take(token: str, wish: Acceptance, request: Request, response: Response) -> SessionOut:
        """Makes the account with that password and signs in. Works once."""
        with answering(HTTPStatus.NOT_FOUND):
            found = invitation_of(office.door, token)
        new = office.door.accounts.by_email(found.email) is None
        if new and len(wish.password) < SHORTEST_PASSWORD:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"a password has {SHORTEST_PASSWORD} characters or more")
        with answering(HTTPStatus.FORBIDDEN):
            opened = accept(office.door, token, name=wish.name, password=wish.password, address=_address(request))
        return _joined(opened, found, request, response)

    @router.post(
        "/invitations/{token}/join",
        operation_id="joinByInvitation",
        status_code=HTTPStatus.CREATED,
        dependencies=NOT_ANOTHER_PAGE,
    )
    def join(token: str, request: Request, response: Response, wish: TokenSignIn) -> SessionOut:
        """The same for somebody whom another service vouches for: its token must tell the address invited."""
        shown = who(office.door, wish.token)
        with answering(HTTPStatus.NOT_FOUND):
            found = invitation_of(office.door, token)
        with answering(HTTPStatus.FORBIDDEN):
            opened = accept_as(office.door, token, shown or Shown(PersonId("")))
        return _joined(opened, found, request, response)


def _entered(opened: Opened, request: Request, response: Response) -> SessionOut:
    """The token, also as a cookie that no script can read and that other sites' pages cannot make use of."""
    origin = request.headers.get("origin", "")
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=request.url.scheme == "https" or origin.startswith("https://"),
        httponly=True,
        samesite="lax",
    )
    response.headers["Cache-Control"] = "no-store"
    return SessionOut.of(opened)


def _joined(opened: Opened, found: Invitation, request: Request, response: Response) -> SessionOut:
    log.info("invitation accepted", extra={"person": opened.person.id, "scope": found.scope.kind})
    return _entered(opened, request, response)


def _title(office: Office, scope: Scope) -> str:
    if scope.kind != "business":
        return scope.id
    business = office.desk.businesses.get(BusinessId(scope.id))
    return business.name if business else scope.id


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
