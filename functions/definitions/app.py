"""/draft, /versions, /definition, /overlays and /quality of /api/v1/businesses/{business}, and its PATCH: what callers are told, and what they
were told. One file per subject. A function of its own, because it reads YAML and understands sentences, which starts slowly."""

from fastapi import APIRouter, FastAPI

from functions import problems
from functions.body_limit import BodyLimit
from functions.definitions import (
    changing,
    chat,
    drafts,
    fixes,
    lab,
    offer,
    overlays,
    packs,
    publishing,
    quality,
    versions,
)
from functions.office import Office
from functions.problems import RESPONSES

SUBJECTS = (publishing, drafts, lab, fixes, offer, chat, versions, overlays, quality)


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: definitions", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    whole = APIRouter()
    whole.include_router(packs.routes(office))
    whole.include_router(changing.routes(office))
    router = APIRouter(prefix="/api/v1/businesses/{business}", responses=RESPONSES)
    for subject in SUBJECTS:
        router.include_router(subject.routes(office))
    whole.include_router(router)
    return whole
