"""/calendars/{token}.ics and /calendars/google/callback, which nobody signs in for; /feeds, /calendars and /imports of
/api/v1/businesses/{business}.
"""

from collections.abc import Callable

from fastapi import APIRouter, FastAPI

from functions import problems
from functions.calendars import connected, feeds, imports
from functions.office import Office
from functions.problems import RESPONSES


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: calendars", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter()
    router.include_router(feeds.open_routes(office))
    router.include_router(connected.open_routes(office))
    business = APIRouter(prefix="/api/v1/businesses/{business}", responses=RESPONSES)
    parts: tuple[Callable[[Office], APIRouter], ...] = (feeds.routes, connected.routes, imports.routes)
    for part in parts:
        business.include_router(part(office))
    router.include_router(business)
    return router
