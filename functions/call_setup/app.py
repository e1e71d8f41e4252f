"""What Twilio asks while a call is alive, answered as TwiML.

    /voice/incoming   a call has come in: where does its audio go?
    /voice/wait       there was no slot for it: is there one now?
    /voice/after      the stream, a dialled person or a voicemail is over: what now?
    /voice/whisper    a person has picked up: what do they hear before the line is joined?
    /voice/accepted   they have pressed a key
    /voice/status     the call, or its stream, has changed state
    /voice/fallback   the others failed: words that need no store

Twilio waits 15 s at most and the caller hears nothing meanwhile
(https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides): a few reads and writes, no model. Whoever has signed is
answered with TwiML whatever is broken here: a 5xx would leave the caller to the number's fallback, if it has one.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import Response

from functions import problems
from functions.call_setup import spoken, waiting
from functions.office import DEGRADED, Office
from functions.problems import Problem
from functions.webhook import Form, asked_by, call_sid, error_code, named, phone, signed_form, xml
from receptionist.adapters.twilio import twiml
from receptionist.business.definition import Business, RingFirst
from receptionist.calls.record import CallRecord
from receptionist.desk.admit_call import release_call
from receptionist.desk.answer_call import answer_call, as_the_call_began, rung_first
from receptionist.desk.continue_call import (
    RUNG_FIRST,
    HangUp,
    Next,
    PutThrough,
    Resume,
    TakeVoicemail,
    Unknown,
    accept_call,
    ask_to_accept,
    continue_call,
    no_room_for,
    taken_by_the_house,
)
from receptionist.desk.desk import Desk
from receptionist.desk.finish_call import finish_call
from receptionist.desk.note_voicemails import note_voicemail
from receptionist.desk.rates import wait_to_call
from receptionist.desk.standing import standing
from receptionist.errors import Unavailable
from receptionist.ids import CallId, Phone
from receptionist.ports import Conflict, Voicemail

log = logging.getLogger(__name__)

OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
"""Values of CallStatus after which nobody is on the line.
https://www.twilio.com/docs/voice/api/call-resource#call-status-values"""


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: voice webhooks", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(include_in_schema=False)
    signed = signed_form(office)

    @router.post("/voice/incoming")
    def incoming(request: Request, form: Form = Depends(signed)) -> Response:
        again = _count(request.query_params.get("again", ""))
        return _told(
            lambda: _answer(office, form, asked_by(request)), otherwise=lambda: waiting.without_stores(office, again)
        )

    @router.post("/voice/wait")
    def wait(request: Request, form: Form = Depends(signed)) -> Response:
        tried = _count(request.query_params.get("tried", ""))
        return _told(lambda: _wait(office, form, asked_by(request), tried), otherwise=sorry)

    @router.post("/voice/after")
    def after(request: Request, form: Form = Depends(signed)) -> Response:
        query = request.query_params
        counts = (_count(query.get("resumes", "")), _count(query.get("tried", "")))
        then = query.get("then", "")
        return _told(
            lambda: _after(office, form, asked_by(request), then, *counts),
            otherwise=twiml.hang_up if then == "recorded" else sorry,
        )

    def sorry() -> str:
        return waiting.sorry(office)

    _handing_over(router, office, signed)

    @router.post("/voice/status", status_code=HTTPStatus.NO_CONTENT)
    def status(form: Form = Depends(signed)) -> None:
        call = call_sid(form)
        if form.get("StreamEvent") == "stream-error":
            log.error("stream error", extra={"call": call, "error": form.get("StreamError", "")[:200]})
        if form.get("CallStatus", "") in OVER and "StreamEvent" not in form:
            finished = finish_call(office.desk, call)
            if finished and (business := office.desk.businesses.get(finished.business)):
                release_call(office.switchboard, business, call, most_in_all=office.most_calls)
            log.info("call over", extra={"call": call, "outcome": finished.outcome if finished else "unknown"})

    @router.post("/voice/fallback")
    def fallback(form: Form = Depends(signed)) -> Response:
        log.error("fallback", extra={"call": named(form, "CallSid"), "error": error_code(form)})
        return xml(spoken.sorry(office.url("/voice/after?then=recorded")))

    return router


def _told(act: Callable[[], str], *, otherwise: Callable[[], str]) -> Response:
    """What `act` says, or in whatever trouble it gets, `otherwise`, marked so that an operator is told."""
    try:
        return xml(act())
    except Problem:
        raise
    except (Unavailable, Conflict) as error:
        log.error("answered without stores", extra={"kind": type(error).__name__})
    except Exception:  # The top of a call: a caller is on the line.
        log.exception("answered in trouble")
    return xml(otherwise(), {DEGRADED: "1"})


def _handing_over(router: APIRouter, office: Office, signed: Callable[..., Any]) -> None:
    """What a person hears who picks up, and what their key does."""

    @router.post("/voice/whisper")
    def whisper(request: Request, form: Form = Depends(signed)) -> Response:
        """Asked for the person's own call; the query says for whose."""
        query = request.query_params
        call, tried = CallId(query.get("of", "")), _count(query.get("tried", ""))
        try:
            transfer = ask_to_accept(office.desk, call, tried)
        except Unavailable:
            return xml(twiml.go_on())
        if transfer is None:
            return xml(twiml.hang_up())
        accepted = office.url(f"/voice/accepted?of={call}&tried={tried}")
        return xml(twiml.accept_by_key(*spoken.who_is_calling(transfer), action=accepted))

    @router.post("/voice/accepted")
    def accepted(request: Request, form: Form = Depends(signed)) -> Response:
        query = request.query_params
        if form.get("Digits", "") != "1":
            return xml(twiml.hang_up())
        accept_call(office.desk, CallId(query.get("of", "")), _count(query.get("tried", "")))
        return xml(twiml.go_on())


def _answer(office: Office, form: Form, asked: str) -> str:
    call, called, caller = call_sid(form), phone(form, "To"), phone(form, "From")
    business = office.desk.businesses.by_number(called)
    if business is not None and _too_many(office, business, call, caller, called):
        return spoken.too_many(business.languages[0])
    try:
        answered = answer_call(office.desk, call=call, caller=caller, called=called)
    except Conflict as error:
        raise Problem(HTTPStatus.CONFLICT, "another business has this call") from error
    if answered is None:
        log.warning("unknown number", extra={"call": call})
        return spoken.nobody_here()
    log.info("call", extra={"call": call, "business": answered.business.id})
    first = rung_first(_standing(office.desk, answered.business), answered.record, office.desk.clock())
    if first is not None:
        return _rings_first(office, call, first)
    return _connected(office, form, answered.business, answered.record, asked, tried=0)


def _standing(desk: Desk, business: Business) -> Business:
    """As the house has said for now. Where that cannot be read, as it was published: a caller waits."""
    try:
        return standing(desk, business)
    except Unavailable:
        return business


def _rings_first(office: Office, call: CallId, first: RingFirst) -> str:
    """Somebody of the house, before the receptionist. The caller hears it ring."""
    return twiml.put_through(
        first.number,
        after=office.url("/voice/after?then=first"),
        whisper=office.url(f"/voice/whisper?of={call}&tried={RUNG_FIRST}"),
        ring_seconds=first.ring_seconds,
    )


def _connected(office: Office, form: Form, business: Business, record: CallRecord, asked: str, tried: int) -> str:
    told = waiting.stream_or_wait(office, business, record, asked, tried)
    if told is not None:
        return told
    return _as_told(office, form, asked, no_room_for(office.desk, record.call), resumes=0)


def _wait(office: Office, form: Form, asked: str, tried: int) -> str:
    record = office.desk.calls.find(call_sid(form))
    business = as_the_call_began(office.desk.businesses, record) if record else None
    if record is None or business is None:
        return _answer(office, form, asked)
    return _connected(office, form, business, record, asked, tried)


def _too_many(office: Office, business: Business, call: CallId, caller: Phone, called: Phone) -> bool:
    """A call that was let in stays in, however often its webhook comes. Where nobody can count, everybody is let in."""
    try:
        seconds = wait_to_call(office.tally, business, caller, called, office.desk.clock())
    except Unavailable:
        return False
    if not seconds or office.desk.calls.find(call) is not None:
        return False
    log.warning("too many calls", extra={"call": call, "business": business.id, "wait_s": seconds})
    return True


def _after(office: Office, form: Form, asked: str, then: str, resumes: int, tried: int) -> str:
    call = call_sid(form)
    if then == "recorded":
        _keep_voicemail(office.desk, call, form.get("RecordingUrl", ""), form.get("RecordingDuration", ""))
        return twiml.hang_up()
    if then == "first":
        return _after_the_house(office, form, asked)
    dialled = form.get("DialCallStatus", "failed") if then == "dialled" else None
    bridged = {"true": True, "false": False}.get(form.get("DialBridged", "").lower())
    step = continue_call(office.desk, call, resumes=resumes, dialled=dialled, bridged=bridged, tried=tried)
    return _as_told(office, form, asked, step, resumes)


def _after_the_house(office: Office, form: Form, asked: str) -> str:
    """They have spoken, or the receptionist answers now. Whoever hangs up while it rings was missed."""
    record = office.desk.calls.find(call_sid(form))
    business = as_the_call_began(office.desk.businesses, record) if record else None
    if record is None or business is None:
        return twiml.hang_up()
    if taken_by_the_house(office.desk, record) or form.get("DialBridged", "").lower() == "true":
        return twiml.hang_up()
    return _connected(office, form, business, record, asked, tried=0)


def _as_told(office: Office, form: Form, asked: str, step: Next, resumes: int) -> str:
    call = call_sid(form)
    match step:
        case HangUp():
            return twiml.hang_up()
        case PutThrough(record, transfer, rung, apology, busy):
            log.info("put through", extra={"call": call, "business": record.business})
            said = spoken.putting_through(record.language, busy=busy) if apology else ()
            return twiml.put_through(
                transfer.number,
                *said,
                after=office.url(f"/voice/after?then=dialled&resumes={resumes}&tried={rung}"),
                whisper=office.url(f"/voice/whisper?of={call}&tried={rung}") if transfer.warm else "",
                ring_seconds=transfer.ring_seconds,
            )
        case Resume(record, count):
            log.warning("resumed", extra={"call": call, "business": record.business, "resumes": count})
            return waiting.resume(office, record, asked, max(count, 1))
        case TakeVoicemail(record, business, busy):
            log.error("given up", extra={"call": call, "business": record.business})
            said = (spoken.after_the_tone(record.language, business, busy=busy),)
            return twiml.take_voicemail(*said, after=office.url("/voice/after?then=recorded"))
        case Unknown():
            return _answer(office, form, asked)


def _keep_voicemail(desk: Desk, call: CallId, recording: str, seconds: str) -> None:
    """Twilio keeps the sound; the business finds where in its messages. Safe to repeat."""
    record = desk.calls.find(call)
    if record is None or not recording.startswith("https://") and not recording.startswith("http://"):
        return
    length = int(seconds) if seconds.isdecimal() and len(seconds) < 5 else None
    note_voicemail(desk, record.business, record.caller, Voicemail(call, recording, length))


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 0
