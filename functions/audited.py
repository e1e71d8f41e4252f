"""Which requests are written down in the audit log of their business, by the ids of the OpenAPI document."""

from datetime import timedelta

from fastapi import Request

from functions.office import Office
from receptionist.accounts.passes import digest
from receptionist.desk.audit import note
from receptionist.desk.door import Visitor
from receptionist.errors import Unavailable
from receptionist.ids import BusinessId

READS = {
    "getCall": "call.read",
    "getRecording": "recording.heard",
    "exportBookingsCsv": "bookings.exported",
    "exportBookingsJson": "bookings.exported",
    "exportCustomersCsv": "customers.exported",
    "exportPerson": "customer.exported",
    "exportCallsCsv": "calls.exported",
    "exportCallsJson": "calls.exported",
}
"""Written down once an hour for one person and thing: a player asks for a recording piece by piece."""
CHANGES = {
    "inviteMember": "member.invited",
    "changeMember": "member.changed",
    "removeMember": "member.removed",
    "withdrawInvitation": "invitation.withdrawn",
    "cutKey": "key.cut",
    "withdrawKey": "key.withdrawn",
    "changeBusiness": "definition.changed",
    "publishDefinition": "definition.published",
    "publishDraft": "definition.published",
    "rollBack": "definition.rolled_back",
    "planPublication": "definition.planned",
    "callOffPublication": "definition.called_off",
    "saveTest": "test.saved",
    "removeTest": "test.removed",
    "redactCall": "call.redacted",
    "putOverlay": "overlay.changed",
    "removeOverlay": "overlay.removed",
    "reword": "wording.changed",
    "restoreWording": "wording.restored",
    "signWording": "wording.signed",
    "approveDocument": "document.approved",
    "removeDocument": "document.removed",
    "answerGap": "gap.answered",
    "instructCall": "call.instructed",
    "listenToCall": "call.listened",
    "takeOverCall": "call.taken_over",
    "eraseCustomer": "customer.erased",
    "sendText": "text.sent",
    "stopTexts": "texts.stopped",
    "forgetCall": "call.forgotten",
    "addWebhook": "webhook.added",
    "changeWebhook": "webhook.changed",
    "removeWebhook": "webhook.removed",
    "rotateWebhookSecret": "webhook.changed",
    "buyNumber": "number.wanted",
    "connectNumber": "number.connected",
    "removeNumber": "number.removed",
    "takeRegistration": "texts.registered",
    "makeFeed": "feed.made",
    "revokeFeed": "feed.revoked",
}
ABOUT = (
    "call", "test", "person", "invitation", "key", "version", "overlay", "sentence", "document", "gap", "endpoint", "feed", "number",
)  # fmt: skip
"""Names of path parameters; a customer's number is none of them."""
ONCE_IN = timedelta(hours=1)
LONGEST = 100


def write_down(office: Office, request: Request, visitor: Visitor, business: BusinessId) -> None:
    """Before it is done, so that nothing is done unseen; what is then refused stands in the log as tried. Raises
    StoreUnavailable."""
    operation = getattr(request.scope.get("route"), "operation_id", None) or ""
    act = READS.get(operation) or CHANGES.get(operation)
    if act is None:
        return
    about = next((str(request.path_params[name]) for name in ABOUT if name in request.path_params), "")[:LONGEST]
    desk = office.desk
    if operation in READS and _lately(office, f"audit {business} {visitor.person} {act} {about}"):
        return
    note(desk.rows, desk.clock, desk.new_id, business, visitor.person, act, about)


def _lately(office: Office, what: str) -> bool:
    try:
        return not office.tally.attempt(digest(what), office.desk.clock(), ONCE_IN, 1)
    except Unavailable:
        return False
