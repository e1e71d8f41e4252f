"""/quality and /providers: economy, balanced or fastest, with what a minute costs and how long an answer takes; and who may serve."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.office import Office
from receptionist.adapters.health import admitted
from receptionist.business.definition import Business, Language
from receptionist.business.quality import MODES, Estimate, Known, Part, Quality, about, estimate, known, read_on


class EstimateOut(BaseModel):
    """For callers in one language."""

    language: Language
    ears: list[str]
    """In order: the first that is set up serves, the rest take over."""
    mind: list[str]
    mouth: list[str]
    usd_per_minute: Annotated[float, Field(ge=0)]
    """Of the first of each, without the telephone line and the machines."""
    ms: int | None
    """From the caller's last word to the first sound, once it is known for the last; null where nobody has measured one."""

    @classmethod
    def of(cls, one: Estimate) -> "EstimateOut":
        return cls(
            language=one.language,
            ears=list(one.serving["ears"]),
            mind=list(one.serving["mind"]),
            mouth=list(one.serving["mouth"]),
            usd_per_minute=one.usd_per_minute,
            ms=one.ms,
        )


class ModeOut(BaseModel):
    quality: Quality
    about: str
    languages: list[EstimateOut]


class ProviderOut(BaseModel):
    name: str
    part: Part
    languages: list[str]
    usd_per_minute: float
    ms: int | None
    source: str

    @classmethod
    def of(cls, one: Known) -> "ProviderOut":
        return cls(
            name=one.name,
            part=one.part,
            languages=sorted(one.languages),
            usd_per_minute=round(one.usd_per_minute, 5),
            ms=one.ms,
            source=one.source,
        )


class QualityOut(BaseModel):
    chosen: Quality
    """`quality` of the definition."""
    read: str
    """The day the prices were read."""
    modes: list[ModeOut]
    providers: list[ProviderOut]


class Admission(BaseModel):
    """Somebody who could hear, think or speak in a call."""

    name: str
    parts: list[Part]
    allowed: bool


class ProvidersOut(BaseModel):
    held: bool
    """Whether this deployment holds to a list of whom there is an agreement with about patients' data: nothing starts with anybody
    else then. It is set where the service is deployed (HEALTH_PROVIDERS), not here."""
    allowed: list[str]
    """As the list has it, and `local`, which needs no agreement; empty where there is no list."""
    providers: list[Admission]


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["definition"])
    served = allowed(office, "read")

    @router.get("/quality", operation_id="getQuality", summary="What each choice costs, and how quick it is")
    def quality(business: Business = Depends(served)) -> QualityOut:
        modes = [
            ModeOut(
                quality=mode,
                about=about(mode),
                languages=[EstimateOut.of(estimate(mode, language)) for language in business.languages],
            )
            for mode in MODES
        ]
        return QualityOut(
            chosen=business.quality, read=read_on(), modes=modes, providers=[ProviderOut.of(one) for one in known()]
        )

    @router.get("/providers", operation_id="getProviders", summary="Who may be let near a caller's data")
    def providers(business: Business = Depends(served)) -> ProvidersOut:
        let_in, parts = admitted(office.agreed), dict[str, list[Part]]()
        for one in known():
            parts.setdefault(one.name, []).append(one.part)
        return ProvidersOut(
            held=let_in is not None,
            allowed=sorted(let_in or ()),
            providers=[
                Admission(name=name, parts=does, allowed=let_in is None or name in let_in)
                for name, does in sorted(parts.items())
            ],
        )

    return router
