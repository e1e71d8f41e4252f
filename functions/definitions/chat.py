"""/draft/chat: a talk in writing with the assistant as the draft has it. Nothing of it is kept: its book is empty, and ends with it."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from functions.access import allowed
from functions.bookings.words import Asked
from functions.definitions.publishing import understander
from functions.office import Office
from receptionist.business.definition import Business, Language
from receptionist.desk.desk import Desk
from receptionist.desk.publish import draft_of
from receptionist.ids import CallId, Phone

Line = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
MOST_LINES = 30
TEST_CALL = CallId("test-chat")


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
