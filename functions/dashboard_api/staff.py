"""/api/v1/businesses/{business}: what colleagues have been told of, and words with the assistant during a call."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field

from functions.access import Admitted, admitted, allowed
from functions.office import Office
from functions.problems import RESPONSES, Problem
from receptionist.business.definition import Business
from receptionist.business.people import Matter
from receptionist.calls.instruction import InstructionKind
from receptionist.desk.instruct_call import LONGEST, CallIsOver, NoSuchCall, NoSuchHandOver, NothingToSay, instruct_call
from receptionist.desk.tell_staff import StaffNotice, Status, UnknownNotice, notices, take_up
from receptionist.ids import CallId

log = logging.getLogger(__name__)


class NoticeOut(BaseModel):
    """Something that cannot wait, and who has been told of it."""

    id: str
    matter: Matter
    text: str
    caller: str
    call: str | None
    created: datetime
    told: tuple[str, ...]
    status: Status
    taken_up_by: str
    taken_up_at: datetime | None

    @classmethod
    def of(cls, notice: StaffNotice) -> "NoticeOut":
        return cls(**{name: getattr(notice, name) for name in cls.model_fields})


class NewInstruction(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: InstructionKind
    text: str = Field(default="", max_length=LONGEST)
    """`say`: the very words. `whisper`: a fact to pass on."""
    to: str = ""
    """`transfer`: label of a hand-over; empty: whoever answers first."""


class InstructionOut(BaseModel):
    id: str
    kind: InstructionKind
    at: datetime
    by: str


def routes(office: Office) -> APIRouter:
    """To be mounted beside others; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses/{business}", responses=RESPONSES, tags=["staff"])
    desk = office.desk
    served = allowed(office, "read")
    on_the_job = admitted(office, "book")

    @router.get("/notices", operation_id="listNotices")
    def listed(status: Status | None = None, business: Business = Depends(served)) -> list[NoticeOut]:
        """The latest first."""
        return [NoticeOut.of(notice) for notice in notices(desk, business.id, status=status)]

    @router.post("/notices/{notice}/take-up", operation_id="takeUpNotice")
    def taken(notice: str = Path(max_length=200), there: Admitted = Depends(on_the_job)) -> NoticeOut:
        """Nobody else is told of it any more. Whoever took it up first stays."""
        try:
            return NoticeOut.of(take_up(desk, there.business.id, notice, by=_named(there)))
        except UnknownNotice as error:
            raise Problem(HTTPStatus.NOT_FOUND, "no such notice") from error

    @router.post("/calls/{call}/instructions", operation_id="instructCall", status_code=HTTPStatus.ACCEPTED)
    def instruct(
        wish: NewInstruction, call: str = Path(max_length=64), there: Admitted = Depends(on_the_job)
    ) -> InstructionOut:
        """Enters the assistant's next words in that call. What is sent twice is said twice."""
        with _answering():
            given = instruct_call(
                desk, there.business, CallId(call), wish.kind, by=_named(there), text=wish.text, to=wish.to
            )
        log.info("call instructed", extra={"call": call, "kind": wish.kind, "by": there.visitor.person})
        return InstructionOut(id=given.id, kind=given.kind, at=given.at, by=given.by)

    return router


def _named(there: Admitted) -> str:
    return there.visitor.name or there.visitor.email or there.visitor.person


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except NoSuchCall as error:
        raise Problem(HTTPStatus.NOT_FOUND, "no such call") from error
    except CallIsOver as error:
        raise Problem(HTTPStatus.CONFLICT, "that call is over") from error
    except NothingToSay as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "there are no words to say") from error
    except NoSuchHandOver as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "no hand-over has that label") from error
