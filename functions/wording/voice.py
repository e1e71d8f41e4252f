"""/voice: how the voice of this deployment says something, before any caller hears it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.bookings.words import Asked
from functions.office import Office
from functions.wording.sound import spoken
from receptionist.adapters.mouth.pronouncing import lexicons
from receptionist.business.definition import Business, Language, Pronunciation, Speech
from receptionist.business.wordings import Wording

MOST_PRONUNCIATIONS = 200


class VoiceOut(BaseModel):
    languages: list[str]
    """That can be heard here; empty where no voice is at hand, as in a function in the cloud."""
    choices: dict[str, list[str]]
    """By language, names of voices that can be chosen and heard here, the usual one first."""


class SampleIn(Asked):
    language: Language
    text: Wording
    pronunciations: Annotated[tuple[Pronunciation, ...], Field(max_length=MOST_PRONUNCIATIONS)] = ()
    """As a draft has them, or as somebody tries them."""
    speech: Speech = Speech()
    """The same."""


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/voice")
    served, edits = allowed(office, "read"), allowed(office, "edit_definition")

    @router.get("", operation_id="getVoice", summary="Which languages can be heard here")
    def voice(business: Business = Depends(served)) -> VoiceOut:
        languages = sorted(office.voice.languages()) if office.voice else []
        return VoiceOut(languages=languages, choices={one: list(names) for one, names in office.voices.items()})

    @router.post(
        "/samples",
        operation_id="hearSample",
        response_class=Response,
        responses={200: {"content": {"audio/wav": {}}}},
        summary="Hear some words as callers would",
    )
    async def sample(wish: SampleIn, business: Business = Depends(edits)) -> Response:
        """Mu-law, 8 kHz. Nothing is kept."""
        lexicon = lexicons(wish.pronunciations).get(wish.language)
        said = lexicon.said(wish.text) if lexicon else wish.text
        return await spoken(office.voice, said, wish.language, wish.speech)

    return router
