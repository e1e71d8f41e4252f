"""/api/v1/businesses/{business}/wording: what the receptionist says. Changes count from the next call on."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path, Query
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from functions import problems
from functions.access import Admitted, admitted, allowed
from functions.office import Office
from functions.problems import RESPONSES, Problem
from functions.wording import voice
from functions.wording.shapes import Reword, SentenceOut, Sign, Unspoken, Version, WordingOut
from functions.wording.sound import spoken
from receptionist.adapters.mouth.pronouncing import lexicons
from receptionist.business.definition import Business, Language
from receptionist.conversation.wording import TONGUES
from receptionist.conversation.wording.editing import Place, Unsayable, restore, reword, sign
from receptionist.conversation.wording.own import Listed, own_faults, sentences
from receptionist.desk.desk import Desk
from receptionist.desk.publish import draft_of

log = logging.getLogger(__name__)

SentenceInPath = Annotated[str, Path(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=60)]
OfTheDraft = Annotated[bool, Query(description="As the draft has it, where there is one.")]
VariantInPath = Annotated[int, Path(ge=0, le=9)]


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: wording", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses/{business}/wording", responses=RESPONSES, tags=["wording"])
    _reading(router, office)
    _changing(router, office)
    router.include_router(voice.routes(office))
    return router


def _reading(router: APIRouter, office: Office) -> None:
    served = allowed(office, "read")

    @router.get("", operation_id="listWording")
    def listed(
        language: Language | None = None,
        unreviewed: Annotated[bool, Query(description="Only those nobody vouches for.")] = False,
        draft: OfTheDraft = False,
        business: Business = Depends(served),
    ) -> WordingOut:
        """In the language asked for, or in all the business speaks."""
        business = _meant(office.desk, business, draft=draft)
        return _out(business, (language,) if language else business.languages, unreviewed=unreviewed)

    @router.get(
        "/{language}/{sentence}/{variant}/audio",
        operation_id="hearWording",
        response_class=Response,
        responses={200: {"content": {"audio/wav": {}}}},
    )
    async def heard(
        language: Language,
        sentence: SentenceInPath,
        variant: VariantInPath,
        draft: OfTheDraft = False,
        business: Business = Depends(served),
    ) -> Response:
        """The example, as the voice of this deployment says it on the phone: mu-law, 8 kHz."""
        business = await run_in_threadpool(_meant, office.desk, business, draft=draft)
        one = _one(business, Place(language, sentence, variant))
        lexicon = lexicons(business.pronunciations).get(language)
        return await spoken(
            office.voice, lexicon.said(one.example) if lexicon else one.example, language, business.speech
        )


def _changing(router: APIRouter, office: Office) -> None:
    desk, edit = office.desk, admitted(office, "edit_definition")

    @router.put("/{language}/{sentence}/{variant}", operation_id="reword")
    def change(
        wish: Reword,
        language: Language,
        sentence: SentenceInPath,
        variant: VariantInPath,
        admitted: Admitted = Depends(edit),
    ) -> SentenceOut:
        """Words of the business's own. 422 says why they cannot stand for the sentence."""
        place = Place(language, sentence, variant)
        with _answering():
            changed = reword(desk, admitted.business, place, wish.text, version=wish.version, by=admitted.visitor.name)
        log.info("reworded", extra={"business": changed.id, "version": changed.version, "sentence": sentence})
        return SentenceOut.of(_one(changed, place))

    @router.delete("/{language}/{sentence}/{variant}", operation_id="restoreWording")
    def give_back(
        language: Language,
        sentence: SentenceInPath,
        variant: VariantInPath,
        version: Annotated[Version, Query()],
        admitted: Admitted = Depends(edit),
    ) -> SentenceOut:
        """The words that come with Firstring again."""
        place = Place(language, sentence, variant)
        _one(admitted.business, place)
        changed = restore(desk, admitted.business, place, version=version, by=admitted.visitor.name)
        return SentenceOut.of(_one(changed, place))

    @router.post("/{language}/signatures", operation_id="signWording")
    def signed(wish: Sign, language: Language, admitted: Admitted = Depends(edit)) -> WordingOut:
        """A native speaker vouches for sentences as they have read them."""
        read = tuple((Place(language, one.sentence, one.variant), one.text) for one in wish.of)
        with _answering():
            changed = sign(desk, admitted.business, read, wish.by, version=wish.version, by=admitted.visitor.name)
        log.info("wording signed", extra={"business": changed.id, "version": changed.version, "sentences": len(read)})
        return _out(changed, (language,), unreviewed=False)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except Unsayable as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), reason=error.reason) from error


def _meant(desk: Desk, business: Business, *, draft: bool) -> Business:
    """Its draft, where that is asked for and there is one."""
    found = draft_of(desk, business.id) if draft else None
    return found.kept.business if found else business


def _out(business: Business, languages: tuple[Language, ...], *, unreviewed: bool) -> WordingOut:
    every = [one for language in languages for one in sentences(business, TONGUES[language])]
    return WordingOut(
        version=business.version,
        sentences=[SentenceOut.of(one) for one in every if not (unreviewed and one.reviewed)],
        unspoken=[Unspoken(index=index, why=why) for index, why in own_faults(business, TONGUES)],
    )


def _one(business: Business, place: Place) -> Listed:
    found = next(
        (
            one
            for one in sentences(business, TONGUES[place.language])
            if (one.sentence, one.variant) == (place.sentence, place.variant)
        ),
        None,
    )
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such sentence")
    return found
