"""Somebody of the house is told by text of what cannot wait, and somebody else if they do not answer.

    told ──OK by text, or from the page──▶ taken up
      '──`policies.escalate_minutes` without a word──▶ the next colleague is told ──...──▶ nobody answered

One notice is one row of kind `staff_notice`; every step is an errand whose id names it, so that nobody is told twice.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.business.opening import on_duty
from receptionist.business.people import Colleague, Matter
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.errors import Refused
from receptionist.ids import BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import TextMessage
from receptionist.messages.staff_texts import accepts, staff_text, summary_text
from receptionist.ports import Conflict, Errand, Row
from receptionist.stored import read

KIND = "staff_notice"
"""Of the rows, and of the errands that tell the next colleague."""

KEPT = timedelta(days=90)
LONGEST = 300
"""Letters of a notice: two texts."""

Status = Literal["open", "taken_up", "nobody_answered", "nobody_to_tell"]


class UnknownNotice(Refused):
    reason = "unknown_notice"


@dataclass(frozen=True, slots=True)
class StaffNotice:
    id: str
    """Of what it is about (a message, a call): the same is told once."""
    matter: Matter
    text: str
    created: datetime
    caller: Phone = Phone("")
    call: CallId | None = None
    told: tuple[str, ...] = ()
    """Names, in order."""
    last_told: datetime | None = None
    status: Status = "open"
    taken_up_by: str = ""
    taken_up_at: datetime | None = None


NOTICE = TypeAdapter(StaffNotice)


def tell_staff(desk: Desk, business: Business, notice: StaffNotice) -> bool:
    """Whether anybody will be told: within seconds, when the errand is done. Safe to repeat."""
    if not _concerned(business, notice.matter):
        return False
    short = replace(notice, text=notice.text[:LONGEST])
    desk.errands.add(_errand(desk, business, short.id, 0, desk.clock(), NOTICE.dump_json(short).decode()))
    return True


def text_summary(desk: Desk, business: Business, call: CallId, caller: Phone, to: Phone, text: str) -> None:
    """Tells whoever is about to be rung who is calling and why. Safe to repeat."""
    desk.messages.queue(
        TextMessage(
            id=MessageId(f"{call}:handover:{to}"),
            business=business.id,
            to=to,
            sender=business.default_number(),
            body=summary_text(business, text, caller),
            call=call,
            created=desk.clock(),
            home=desk.home(business),
        )
    )


def look_after(desk: Desk, business: Business, errand: Errand) -> None:
    """Tells the next colleague, unless somebody has taken it up. Safe to repeat: each step's text has the step's name."""
    doc = json.loads(errand.doc)
    if isinstance(doc, dict) and "step" in doc:
        notice, step = notice_called(desk, business.id, str(doc["notice"])), int(doc["step"])
    else:
        notice, step = _written_down(desk, business, read(NOTICE, errand.doc)), 0
    if notice is None or notice.status != "open":
        return
    colleague = _next(desk, business, notice, step)
    if colleague is None:
        status: Status = "nobody_answered" if notice.told else "nobody_to_tell"
        _edit(desk, business.id, notice.id, lambda one: replace(one, status=status) if one.status == "open" else one)
        return
    now = desk.clock()
    desk.messages.queue(
        TextMessage(
            id=MessageId(f"{notice.id}:staff:{step}"),
            business=business.id,
            to=Phone(colleague.number),
            sender=business.default_number(),
            body=staff_text(business, notice.matter, notice.text, notice.caller, colleague.language),
            call=notice.call,
            created=now,
            home=desk.home(business),
        )
    )
    _edit(desk, business.id, notice.id, lambda one: _has_been_told(one, colleague.name, now))
    due = now + timedelta(minutes=business.policies.escalate_minutes)
    doc_of_next = json.dumps({"notice": notice.id, "step": step + 1})
    desk.errands.add(_errand(desk, business, notice.id, step + 1, due, doc_of_next))


def _has_been_told(notice: StaffNotice, name: str, now: datetime) -> StaffNotice:
    return notice if name in notice.told else replace(notice, told=(*notice.told, name), last_told=now)


def take_up(desk: Desk, business: BusinessId, id: str, *, by: str) -> StaffNotice:
    """Somebody sees to it; whoever was first stays. Raises UnknownNotice."""
    now = desk.clock()

    def taken(one: StaffNotice) -> StaffNotice:
        if one.status == "taken_up":
            return one
        return replace(one, status="taken_up", taken_up_by=by, taken_up_at=now)

    return _edit(desk, business, id, taken)


def answered_by_text(desk: Desk, business: Business, sender: Phone, body: str) -> StaffNotice | None:
    """A colleague's OK takes up the latest notice they were told of; None: it is no colleague, no OK, or about nothing."""
    colleague = next((one for one in business.colleagues if one.number == sender), None)
    if colleague is None or not accepts(body):
        return None
    told = [one for one in notices(desk, business.id) if colleague.name in one.told and one.status != "taken_up"]
    if not told:
        return None
    latest = max(told, key=lambda one: one.last_told or one.created)
    return take_up(desk, business.id, latest.id, by=colleague.name)


def notice_called(desk: Desk, business: BusinessId, id: str) -> StaffNotice | None:
    row = desk.rows.get(business, KIND, id)
    return read(NOTICE, row.doc) if row else None


def notices(desk: Desk, business: BusinessId, *, status: Status | None = None) -> list[StaffNotice]:
    """The latest first."""
    kept = [read(NOTICE, row.doc) for row in desk.rows.list(business, KIND)]
    return sorted((one for one in kept if status in (None, one.status)), key=lambda one: one.created, reverse=True)


def _concerned(business: Business, matter: Matter) -> Sequence[Colleague]:
    return [one for one in business.colleagues if not one.about or matter in one.about]


def _next(desk: Desk, business: Business, notice: StaffNotice, step: int) -> Colleague | None:
    """Those who may be disturbed now come first; if it is nobody's hour, the first of the list. At the step that was
    interrupted, the one it was about."""
    concerned = _concerned(business, notice.matter)
    if step < len(notice.told):
        return next((one for one in concerned if one.name == notice.told[step]), None)
    left = [one for one in concerned if one.name not in notice.told]
    awake = [one for one in left if on_duty(one, business, desk.clock())]
    return next(iter(awake), None) or (left[0] if left and not notice.told else None)


def _written_down(desk: Desk, business: Business, notice: StaffNotice) -> StaffNotice:
    row = Row(KIND, notice.id, NOTICE.dump_json(notice).decode(), expires=desk.clock() + KEPT)
    try:
        desk.rows.put(business.id, row)
    except Conflict:
        return notice_called(desk, business.id, notice.id) or notice
    return notice


def _edit(desk: Desk, business: BusinessId, id: str, change: Callable[[StaffNotice], StaffNotice]) -> StaffNotice:
    def put() -> StaffNotice:
        row = desk.rows.get(business, KIND, id)
        if row is None:
            raise UnknownNotice(id)
        before = read(NOTICE, row.doc)
        after = change(before)
        if after != before:
            desk.rows.put(business, replace(row, doc=NOTICE.dump_json(after).decode()))
        return after

    return until_won(put)


def _errand(desk: Desk, business: Business, id: str, step: int, due: datetime, doc: str) -> Errand:
    return Errand(f"{KIND}:{id}:{step}", business.id, KIND, due, home=desk.home(business), doc=doc)
