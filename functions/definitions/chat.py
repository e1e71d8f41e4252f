"""/draft/chat and /draft/heard: a talk with the assistant as the draft has it, in writing or by microphone. Nothing of it is kept: its
book is empty, and ends with it."""

from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.bookings.words import Asked
from functions.definitions.publishing import understander
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Language
from receptionist.desk.desk import Desk
from receptionist.desk.publish import draft_of
from receptionist.errors import VendorUnavailable
from receptionist.ids import CallId, Phone

MOST_LETTERS = 500
Line = Annotated[str, Field(min_length=1, max_length=MOST_LETTERS, pattern=r"^[^\x00-\x1f\x7f]*$")]
MOST_LINES = 30
TEST_CALL = CallId("test-chat")
RATE = 8_000
LONGEST_S, SHORTEST_S = 20, 0.2
SOUND: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"audio/basic": {"schema": {"type": "string", "format": "binary"}}}}
}


class ChatIn(Asked):
    said: Annotated[tuple[Line, ...], Field(max_length=MOST_LINES)] = ()
    """Everything the caller has said so far, in order: the talk is held anew each time, from its beginning."""
    language: Language | None = None
    """What to be greeted in; None: the business's first."""


class ReplyOut(BaseModel):
    text: str
    language: str
    happened: list[str]
    """What would have come of it: `booking.confirmed`, `message.taken`, ..."""
    handoff: str | None
    """Why a person would take over after these words."""
    ended: bool
    """Whether the call would be over."""


class ChatOut(BaseModel):
    draft: int | None
    """Revision of the draft that spoke; None: there is none, it was the version that stands."""
    replies: list[ReplyOut]
    """The greeting, then one for each thing that was said; fewer where the call was over before."""


class HeardOut(BaseModel):
    text: str
    """Empty: no words were understood."""
    language: str


class MicrophoneOut(BaseModel):
    hears: bool
    """Whether somebody can speak to the draft here; not where nothing is at hand that hears, as in a function in the cloud."""


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["definition"])
    served = allowed(office, "edit_definition")

    @router.post("/draft/chat", operation_id="chatWithDraft", summary="Talk with the draft, to try it")
    def chat(wish: ChatIn, business: Business = Depends(served)) -> ChatOut:
        """The same mind as on the phone, but for a language model behind it. Nobody is booked, told or texted: the book it looks
        into is empty."""
        draft = draft_of(office.desk, business.id)
        wanted = draft.kept.business if draft else business
        return ChatOut(draft=draft.revision if draft else None, replies=_talk(office.desk, wanted, wish))

    @router.get("/draft/heard", operation_id="getMicrophone", summary="Whether the draft can be spoken to")
    def microphone(_: Business = Depends(served)) -> MicrophoneOut:
        return MicrophoneOut(hears=office.transcriber is not None)

    @router.post(
        "/draft/heard", operation_id="hearForDraft", openapi_extra=SOUND, summary="What was said to it, in words"
    )
    async def heard(request: Request, language: Language | None = None, _: Business = Depends(served)) -> HeardOut:
        """Mu-law, 8 kHz, one turn of at most 20 s. As a recogniser hears it on the phone; the sound is not kept. 404 where nothing hears,
        503 where it does not answer."""
        if office.transcriber is None:
            raise Problem(HTTPStatus.NOT_FOUND, "nothing hears here", reason="no_ears")
        sound = bytearray()
        async for piece in request.stream():
            sound += piece
            if len(sound) > LONGEST_S * RATE:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {LONGEST_S} seconds")
        if len(sound) < SHORTEST_S * RATE:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "that is too short to be a word")
        try:
            found = await office.transcriber.transcribe(bytes(sound), language=language)
        except VendorUnavailable as error:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "the recogniser does not answer") from error
        return HeardOut(text=found.text[:MOST_LETTERS], language=found.language)

    return router


def _talk(desk: Desk, business: Business, wish: ChatIn) -> list[ReplyOut]:
    from receptionist.adapters.memory.house import MemoryHouse  # noqa: PLC0415  the page's other requests spare it
    from receptionist.conversation.reply import Reply  # noqa: PLC0415
    from receptionist.language.understanding import Utterance  # noqa: PLC0415

    def told(reply: Reply) -> ReplyOut:
        return ReplyOut(
            text=" ".join(said.text for said in reply.say),
            language=reply.state.language,
            happened=list(dict.fromkeys(effect.type for effect in reply.effects)),
            handoff=reply.handoff,
            ended=reply.ended,
        )

    now = desk.clock()
    house = MemoryHouse(desk, understander(), desk.shelf())
    house.business(business, lambda: now)
    mind = house.receptionist(lambda: now)
    reply = mind.open(business, call=TEST_CALL, caller=Phone(""), language=wish.language)
    replies = [told(reply)]
    hear = partial(mind.hear, business)
    for words in wish.said:
        if reply.ended or reply.handoff:
            break
        reply = hear(reply.state, Utterance((words,)))
        replies.append(told(reply))
    return replies
