"""What callers asked and nobody here could answer: rows of kind `gap`, one for each question, until somebody answers it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter

from receptionist.business.checks import faults
from receptionist.business.definition import Business, Faq, Language, Text
from receptionist.desk.desk import Desk
from receptionist.desk.edit_business import NotServable
from receptionist.desk.retry import until_won
from receptionist.errors import Refused
from receptionist.ids import CallId
from receptionist.knowledge.gaps import Asking, Gap, redacted, with_asking, without_calls
from receptionist.ports import Row

KIND = "gap"
GAPS = TypeAdapter(Gap)
KEPT = timedelta(days=180)
"""After it was last asked."""
MOST = 500
"""Questions compared with a new one."""
LONGEST_ANSWER = 600
VARIANTS = 8
"""Of the ways a question was asked, as many become ways to ask for its answer."""


class UnknownGap(Refused):
    """No such question is waiting."""


def record_gap(
    desk: Desk,
    business: Business,
    *,
    call: CallId,
    turn: int,
    text: str,
    language: Language,
    names: Iterable[str] = (),
) -> Gap:
    """Counts the question, without names and numbers. Safe to repeat: a turn of a call counts once. `names`: what is known
    of the caller and must not be kept. Raises StoreUnavailable."""
    asking = Asking(call, turn, desk.clock(), redacted(text, names), language)

    def decide() -> Gap:
        rows = desk.rows.list(business.id, KIND, limit=MOST)
        known = [GAPS.validate_json(row.doc) for row in rows]
        gap = with_asking(known, asking)
        if gap not in known:
            row = next((row for row in rows if row.id == gap.id), None)
            desk.rows.put(business.id, _row(gap, row.revision if row else 0))
        return gap

    return until_won(decide)


def gaps(
    desk: Desk, business: Business, *, status: Literal["open", "answered", "dismissed"] | None = "open"
) -> list[Gap]:
    """The most asked first, of equals the latest. None: of every status."""
    kept = [GAPS.validate_json(row.doc) for row in desk.rows.list(business.id, KIND)]
    found = [gap for gap in kept if status in (None, gap.status)]
    return sorted(found, key=lambda gap: (-gap.count, -gap.last.timestamp(), gap.id))


def answer_gap(
    desk: Desk, business: Business, id: str, answer: Text, *, question: str = "", expected_version: int | None = None
) -> Business:
    """The question with its answer becomes one of the business's written answers, which callers are given from the next call
    on. Safe to repeat: an answered question is not added twice. `question`: in better words. Raises UnknownGap; NotServable,
    with nothing changed; Conflict if the business has moved."""
    gap = _gap(desk, business, id)
    asked = " ".join(question.split()) or gap.question
    said: Text = {language: " ".join(text.split()) for language, text in answer.items() if text.strip()}
    if not said or any(len(text) > LONGEST_ANSWER for text in said.values()):
        raise NotServable(f"answer: a sentence or two, at most {LONGEST_ANSWER} letters")
    current = desk.businesses.get(business.id) or business
    faq = Faq(question=asked, variants=_variants(gap, asked), answer=said)
    if not any(one.question == asked and one.answer == said for one in current.faqs):
        wanted = current.model_copy(update={"faqs": (*current.faqs, faq)})
        if wrong := [f"{'.'.join(map(str, place))}: {why}" for place, why in faults(wanted)]:
            raise NotServable("; ".join(wrong))
        current = desk.businesses.put(wanted, expected_version=expected_version or current.version)
    _settle(desk, business, id, "answered")
    return current


def dismiss_gap(desk: Desk, business: Business, id: str) -> Gap:
    """It will not be answered; it goes on being counted. Safe to repeat. Raises UnknownGap."""
    return _settle(desk, business, id, "dismissed")


def forget_in_gaps(desk: Desk, business: Business, calls: frozenset[CallId]) -> int:
    """The words of these calls go; gives how many questions had some. Safe to repeat."""

    def forget(id: str) -> bool:
        row = desk.rows.get(business.id, KIND, id)
        if row is None:
            return False
        before = GAPS.validate_json(row.doc)
        after = without_calls(before, calls)
        if after != before:
            desk.rows.put(business.id, _row(after, row.revision))
        return after != before

    return sum(until_won(lambda id=row.id: forget(id)) for row in desk.rows.list(business.id, KIND))  # type: ignore[misc]  # mypy cannot type the default


def _variants(gap: Gap, asked: str) -> tuple[str, ...]:
    told = dict.fromkeys(one.text for one in reversed(gap.askings) if one.text != asked and "[" not in one.text)
    return tuple(told)[:VARIANTS]


def _gap(desk: Desk, business: Business, id: str) -> Gap:
    row = desk.rows.get(business.id, KIND, id)
    if row is None:
        raise UnknownGap("no such question")
    return GAPS.validate_json(row.doc)


def _settle(desk: Desk, business: Business, id: str, status: Literal["answered", "dismissed"]) -> Gap:
    def decide() -> Gap:
        row = desk.rows.get(business.id, KIND, id)
        if row is None:
            raise UnknownGap("no such question")
        after = replace(GAPS.validate_json(row.doc), status=status)
        desk.rows.put(business.id, _row(after, row.revision))
        return after

    return until_won(decide)


def _row(gap: Gap, revision: int) -> Row:
    return Row(KIND, gap.id, GAPS.dump_json(gap).decode(), revision, expires=_until(gap.last))


def _until(last: datetime) -> datetime:
    return last + KEPT
