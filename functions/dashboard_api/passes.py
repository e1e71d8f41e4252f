"""/calls/{call}/listening and /calls/{call}/taking-over: passes to the sockets of one running call."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel

from functions.access import Admitted, admitted
from functions.office import Office
from functions.problems import Problem
from receptionist.calls.listening_pass import GOOD_FOR, ListeningPass, sign_pass
from receptionist.ids import CallId

CallInPath = Annotated[str, Path(max_length=64)]


class PassOut(BaseModel):
    path: str
    """Of the WebSocket, on this very host: binary messages of mu-law, caller and assistant interleaved."""
    expires: datetime
    """It is opened before, once."""


def routes(office: Office) -> APIRouter:
    router = APIRouter()

    @router.post("/{business}/calls/{call}/listening", operation_id="listenToCall", status_code=HTTPStatus.CREATED)
    def listening(call: CallInPath, there: Admitted = Depends(admitted(office, "read"))) -> PassOut:
        """To hear both sides of it, and nothing else."""
        return _pass(office, there, call, speaks=False)

    @router.post("/{business}/calls/{call}/taking-over", operation_id="takeOverCall", status_code=HTTPStatus.CREATED)
    def taking_over(call: CallInPath, there: Admitted = Depends(admitted(office, "book"))) -> PassOut:
        """To speak with the caller while the assistant is silent: what is sent into the socket, mu-law at 8 kHz, is what they
        hear. The text message `end` ends the call; to close the socket gives it back to the assistant."""
        return _pass(office, there, call, speaks=True)

    return router


def _pass(office: Office, there: Admitted, call: str, *, speaks: bool) -> PassOut:
    record = office.desk.calls.get(there.business.id, CallId(call))
    if record is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such call")
    if record.status == "ended":
        raise Problem(HTTPStatus.CONFLICT, "that call is over", reason="call_is_over")
    visitor, expires = there.visitor, office.desk.clock() + GOOD_FOR
    name = visitor.name or visitor.email or visitor.person
    told = ListeningPass(record.call, visitor.person, name, speaks, expires, office.desk.new_id())
    ending = "/talk" if speaks else ""
    return PassOut(path=f"/listen/{record.call}{ending}?pass={sign_pass(told, office.ticket_key)}", expires=expires)
