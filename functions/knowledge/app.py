"""/api/v1/businesses/{business}/knowledge/...: what callers may be told beside the definition. One file per subject."""

from fastapi import APIRouter, FastAPI

from functions import problems
from functions.body_limit import BodyLimit
from functions.knowledge import answers, documents, gaps
from functions.office import Office
from functions.problems import RESPONSES

SUBJECTS = (documents, gaps, answers)


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: knowledge", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses/{business}/knowledge", responses=RESPONSES, tags=["knowledge"])
    for subject in SUBJECTS:
        router.include_router(subject.routes(office))
    return router
