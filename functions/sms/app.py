"""Texts that come in, and what became of those that went out.

    /sms/incoming   a text to a business's number: STOP and its kin first
    /sms/status     Twilio's word on a text of ours

https://www.twilio.com/docs/messaging/guides/webhook-request
"""

import logging
from http import HTTPStatus

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import Response

from functions import problems
from functions.office import Office
from functions.webhook import Form, error_code, phone, sid, signed_form, xml
from receptionist.adapters.twilio import twiml
from receptionist.adapters.twilio.sms import STATUS
from receptionist.conversation.redact import without_cards
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import learn_of_landline
from receptionist.desk.rates import wait_to_text
from receptionist.desk.receive_text import receive_text
from receptionist.errors import Unavailable
from receptionist.ids import BusinessId, MessageId
from receptionist.messages.consent import read

log = logging.getLogger(__name__)

LONGEST_ID = 200
"""Characters of an id of ours that a callback may carry."""


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: text webhooks", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(include_in_schema=False)
    signed = signed_form(office)

    @router.post("/sms/incoming")
    def incoming(form: Form = Depends(signed)) -> Response:
        if _too_many(office, form):
            return xml(twiml.text_reply(""))
        received = receive_text(
            office.desk,
            vendor_id=sid(form, "MessageSid"),
            sender=phone(form, "From"),
            to=phone(form, "To"),
            body=without_cards(form.get("Body", "")),
            opt_out_type=form.get("OptOutType", ""),
        )
        log.info("text received", extra={"made_of_it": received.made_of_it})
        return xml(twiml.text_reply(received.reply))

    @router.post("/sms/status", status_code=HTTPStatus.NO_CONTENT)
    def status(request: Request, form: Form = Depends(signed)) -> None:
        _settle(office.desk, request.query_params.get("business", ""), request.query_params.get("message", ""), form)

    return router


def _too_many(office: Office, form: Form) -> bool:
    """Such a text is not answered and not kept; words about consent are always heard. Where nobody can count, so is all."""
    desk, to = office.desk, phone(form, "To")
    business = desk.businesses.by_number(to)
    if business is None or read(form.get("Body", ""), opt_out_type=form.get("OptOutType", "")) is not None:
        return False
    try:
        seconds = wait_to_text(office.tally, business, phone(form, "From"), desk.clock())
    except Unavailable:
        return False
    if seconds:
        log.warning("too many texts", extra={"business": business.id, "wait_s": seconds})
    return bool(seconds)


def _settle(desk: Desk, business: str, message: str, form: Form) -> None:
    """Safe to repeat and in any order: a later state is never overwritten by an earlier one."""
    vendor_id, status = sid(form, "MessageSid"), STATUS.get(form.get("MessageStatus", ""))
    if status is None or max(len(business), len(message)) > LONGEST_ID:
        return
    if not (business and message):
        known = desk.messages.by_vendor_id(vendor_id)
        if known is None:
            return
        business, message = known.business, known.id
    error = error_code(form)
    desk.messages.settle(BusinessId(business), MessageId(message), status, vendor_id=vendor_id, error=error)
    learn_of_landline(desk, BusinessId(business), phone(form, "To"), error)
    log.info("text", extra={"business": business, "status": status.value, "error": error})
