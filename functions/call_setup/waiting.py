"""To a stream, if there is a slot for the call; else the caller waits a little, is told so, and is then served otherwise.

/voice/incoming ──a slot──▶ stream
     '──none──▶ "please stay on the line" ──2 s──▶ /voice/wait ──a slot──▶ stream
                     ▲───────none, six times at most──┘  '──none──▶ a person, if one is there ──▶ voicemail, and a text
"""

import logging

from functions.call_setup import spoken
from functions.office import Office
from receptionist.adapters.twilio import twiml
from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.desk.admit_call import Admitted, admit_call, slot_to_go_on

log = logging.getLogger(__name__)

MOST_WAITS = 6
"""About half a minute, sentences included: long enough for a call to end or a task to start."""
PAUSE_S = 2
"""Between a sentence and the next look; longer silence is a dead line."""


def stream_or_wait(office: Office, business: Business, record: CallRecord, asked: str, tried: int) -> str | None:
    """None: they have waited long enough."""
    room = admit_call(office.switchboard, business, record.call, office.desk.clock(), most_in_all=office.most_calls)
    if isinstance(room, Admitted):
        return stream(office, record, asked, resumes=0, slot=room.handler)
    known = {"call": record.call, "business": business.id, "why": room.why, "tried": tried}
    if tried >= MOST_WAITS:
        log.error("no slot for a call", extra=known)
        return None
    log.warning("a call waits for a slot", extra=known)
    said = spoken.please_wait(record.language, business, tried)
    return twiml.wait(said, then=office.url(f"/voice/wait?tried={tried + 1}"), pause_s=PAUSE_S)


def resume(office: Office, record: CallRecord, asked: str, resumes: int) -> str:
    """Whoever was let in goes on, whether there is a slot or not."""
    slot = slot_to_go_on(office.switchboard, record.call, office.desk.clock())
    return stream(office, record, asked, resumes=resumes, slot=slot)


def stream(office: Office, record: CallRecord, asked: str, *, resumes: int, slot: str) -> str:
    """The first resume is at once. From the second on handlers seem to be starting, so the caller is told to wait and
    they get a second more each time: three failures must not be over before anything could have recovered."""
    said = spoken.one_moment(record.language) if resumes > 1 else ()
    return twiml.stream_to(
        office.stream_url,
        office.ticket(record, asked_by=asked, resumed=resumes > 0),
        *said,
        after=office.url(f"/voice/after?resumes={resumes}"),
        status=office.url("/voice/status"),
        pause_s=max(resumes - 1, 0),
        slot=slot,
    )


def without_stores(office: Office, tried: int) -> str:
    """A new call, and nothing can be read: once more, then in another region if there is one, then an apology."""
    if tried == 0:
        return spoken.one_more_try(office.url("/voice/incoming?again=1"))
    if tried == 1 and office.elsewhere:
        return twiml.wait(then=f"{office.elsewhere[0]}/voice/incoming?again=2")
    return sorry(office)


def sorry(office: Office) -> str:
    """Nothing can be read about the call: an apology for everybody, and a voicemail."""
    log.error("given up", extra={"why": "stores"})
    return spoken.sorry(office.url("/voice/after?then=recorded"))
