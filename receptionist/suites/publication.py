"""A draft that is published by itself when its time has come, if it is still the one that was looked at and its tests go well."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.business.versions import Imprint
from receptionist.desk.desk import Desk
from receptionist.desk.publish import NoDraft, draft_of, publish_draft
from receptionist.errors import Refused
from receptionist.ids import BusinessId
from receptionist.knowledge.lint import Understand
from receptionist.ports import Conflict, Errand, Row
from receptionist.stored import read
from receptionist.suites.trial import forget_trial, is_tried, sure_it_may_be_published

KIND, ONLY = "publication", "next"
SOONEST, LATEST = timedelta(minutes=1), timedelta(days=90)
KEPT = timedelta(days=30)


class NotThen(Refused):
    """The time is over, or too far away."""

    reason = "not_then"


@dataclass(frozen=True, slots=True)
class Publication:
    at: datetime
    revision: int
    """Of the draft that was looked at."""
    by: str
    note: str
    may_move: bool = False
    untried: bool = False
    """Whoever chose the time answers for it that its tests were not played."""
    status: Literal["waiting", "done", "refused"] = "waiting"
    why: str = ""
    """It was refused."""


_PUBLICATION = TypeAdapter(Publication)


def publication_of(desk: Desk, business: BusinessId) -> Publication | None:
    """The one that waits, or what became of the last."""
    row = desk.rows.get(business, KIND, ONLY)
    return read(_PUBLICATION, row.doc) if row else None


def plan_publication(desk: Desk, business: Business, wanted: Publication) -> Publication:
    """In place of the one before. Raises NoDraft, NotThen, Conflict where the draft is another by now, DraftFails, DraftUntried,
    TrialGoesOn."""
    draft = draft_of(desk, business.id)
    if draft is None:
        raise NoDraft("there is no draft")
    if draft.revision != wanted.revision:
        raise Conflict("the draft has changed meanwhile: look through it again")
    if not SOONEST <= wanted.at - desk.clock() <= LATEST:
        raise NotThen("choose a time from one minute to ninety days away")
    sure_it_may_be_published(desk, draft.kept.business, untried=wanted.untried)
    row = desk.rows.get(business.id, KIND, ONLY)
    revision = _keep(desk, business.id, wanted, row)
    errand = Errand(
        f"{KIND}:{wanted.at:%Y%m%dT%H%M%S}:{revision}", business.id, KIND, wanted.at, home=desk.home(business)
    )
    desk.errands.add(errand)
    return wanted


def call_off(desk: Desk, business: BusinessId) -> None:
    """Safe to repeat. Raises Conflict."""
    row = desk.rows.get(business, KIND, ONLY)
    if row is not None:
        desk.rows.remove(business, row)


def publishing(desk: Desk, business: Business, understand: Understand) -> Business | None:
    """The doing of the errand; gives what is published. Safe to repeat: a publication that is done is not done again. Raises Unavailable, Conflict."""
    row = desk.rows.get(business.id, KIND, ONLY)
    planned = read(_PUBLICATION, row.doc) if row else None
    if row is None or planned is None or planned.status != "waiting" or planned.at > desk.clock():
        return None
    draft = draft_of(desk, business.id)
    try:
        if draft is None or draft.revision != planned.revision:
            raise NoDraft("the draft was changed after the time was chosen")
        sure_it_may_be_published(desk, draft.kept.business, untried=planned.untried)
        imprint = Imprint(by=planned.by, note=planned.note, untried=not is_tried(desk, draft.kept.business))
        done = publish_draft(desk, business, understand, imprint=imprint, may_move=planned.may_move)
    except (Refused, Conflict) as refused:
        _keep(desk, business.id, replace(planned, status="refused", why=str(refused)), row)
        return None
    _keep(desk, business.id, replace(planned, status="done", why=str(done.business.version)), row)
    forget_trial(desk, business.id)
    return done.business


def _keep(desk: Desk, business: BusinessId, planned: Publication, row: Row | None) -> int:
    doc = _PUBLICATION.dump_json(planned).decode()
    expires = max(planned.at, desk.clock()) + KEPT
    return desk.rows.put(business, Row(KIND, ONLY, doc, row.revision if row else 0, expires=expires)).revision
