"""/api/v1/packs: what the trades have in common, for whoever sets up a new business."""

from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from functions.access import known
from functions.office import Office
from functions.problems import RESPONSES
from receptionist.business.definition import Recording, Text, Vertical
from receptionist.business.packs import Pack, pack, packs
from receptionist.desk.door import Visitor


class ServiceTemplate(BaseModel):
    """A definition that names a service by this id need not say what is said here."""

    id: str
    name: Text
    minutes: int
    needs: list[dict[str, Any]]
    """What it occupies, as in `Service`."""


class FaqTemplate(BaseModel):
    """Its question is given; the answer is the business's own."""

    id: str
    question: str


class PackOut(BaseModel):
    name: str
    """With its version, for `pack` of a definition: `salon@1`."""
    vertical: Vertical
    about: str
    recording: Recording
    services: list[ServiceTemplate]
    faqs: list[FaqTemplate]

    @classmethod
    def of(cls, given: Pack) -> "PackOut":
        return cls(
            name=given.name,
            vertical=given.defaults["vertical"],
            about=given.about,
            recording=given.defaults["recording"],
            services=[ServiceTemplate.model_validate(one) for one in given.templates.get("services", ())],
            faqs=[FaqTemplate.model_validate(one) for one in given.templates.get("faqs", ())],
        )


def routes(office: Office) -> APIRouter:
    """Beside the businesses: it is about none of them."""
    router = APIRouter(prefix="/api/v1", responses=RESPONSES, tags=["definition"])

    @router.get("/packs", operation_id="listPacks", summary="The trades, and what a business of each begins with")
    def listed(_: Visitor = Depends(known(office))) -> list[PackOut]:
        """The latest version of each."""
        latest = {name.partition("@")[0]: name for name in packs()}
        return [PackOut.of(found) for name in latest.values() if (found := pack(name))]

    return router
