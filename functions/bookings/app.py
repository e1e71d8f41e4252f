"""/api/v1/businesses/{business}/...: the book, by the same verbs of the desk that a call uses. One file per subject."""

from fastapi import APIRouter, FastAPI

from functions import problems
from functions.body_limit import BodyLimit
from functions.bookings import (
    changing,
    customers,
    erasing,
    exports,
    holding,
    listing,
    people,
    plan,
    schedules,
    slots,
    taking,
    threads,
    waiting,
)
from functions.office import Office
from functions.problems import RESPONSES

SUBJECTS = (
    slots,
    holding,
    listing,
    taking,
    changing,
    waiting,
    customers,
    people,
    threads,
    erasing,
    plan,
    schedules,
    exports,
)


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: bookings", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses/{business}", responses=RESPONSES)
    for subject in SUBJECTS:
        router.include_router(subject.routes(office))
    return router
