"""What callers asked and nobody here could answer: rows of kind `gap`, one for each question, until somebody answers it.

open ──an answer──▶ drafted ──the draft is published──▶ answered ──asked in vain again──▶ open
  ▲                    │
  '──the draft goes────'        open ──left alone──▶ dismissed
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from receptionist.business.checks import faults
from receptionist.business.definition import Business, Faq, Language, Text
from receptionist.business.versions import Imprint, says_the_same
from receptionist.desk.desk import Desk
from receptionist.desk.publish import Draft, Published, draft_of, publish_draft, review, save_draft
from receptionist.desk.retry import until_won
from receptionist.errors import NotServable, Refused
from receptionist.ids import CallId
from receptionist.knowledge.gaps import Asking, Gap, GapStatus, as_written, redacted, with_asking, without_calls
from receptionist.knowledge.lint import Understand
from receptionist.ports import Row
from receptionist.stored import read

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


class DraftHasMore(Refused):
    """Publishing one answer would publish what somebody else is still working on."""


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
        known = _as_written(desk, business, [read(GAPS, row.doc) for row in rows])
        gap = with_asking(known, asking)
        if gap not in known:
            row = next((row for row in rows if row.id == gap.id), None)
            desk.rows.put(business.id, _row(gap, row.revision if row else 0))
        return gap

    return until_won(decide)


def gaps(desk: Desk, business: Business, *, status: GapStatus | None = "open") -> list[Gap]:
    """The most asked first, of equals the latest. None: of every status."""
    kept = _as_written(desk, business, [read(GAPS, row.doc) for row in desk.rows.list(business.id, KIND)])
    found = [gap for gap in kept if status in (None, gap.status)]
    return sorted(found, key=lambda gap: (-gap.count, -gap.last.timestamp(), gap.id))


def answer_gap(
    desk: Desk, business: Business, id: str, answer: Text, *, question: str = "", by: str = ""
) -> Draft | None:
    """The question with its answer becomes one of the written answers of the business's draft, which is made if there is none;
    callers are told it once the draft is published. None: the published definition says it already. Safe to repeat: an answer
    is not added twice. `question`: in better words. Raises UnknownGap; NotServable, with nothing changed."""
    gap = _gap(desk, business, id)
    faq = _faq(gap, answer, question)

    def decide() -> Draft | None:
        current = desk.businesses.get(business.id) or business
        draft = draft_of(desk, business.id)
        if draft is None and _has(current, faq):
            return None
        before = draft.kept.business if draft else current
        if draft is not None and _has(before, faq):
            return draft
        wanted = _with(before, faq)
        base = draft.kept.base if draft else current.version
        return save_draft(desk, wanted, base=base, revision=draft.revision if draft else 0, by=by)

    after = until_won(decide)
    _settle(desk, business, id, "drafted", faq.question)
    return after


def publish_answer(
    desk: Desk, business: Business, id: str, answer: Text, understand: Understand, *, question: str = "", by: str = ""
) -> Published:
    """The same, published at once: looked through as any draft is. Where it contradicts something, it stays in the draft.
    Raises DraftHasMore, with nothing changed, where publishing would publish other changes too; NotPublished and Conflict as
    `publish_draft`; UnknownGap, NotServable."""
    current = desk.businesses.get(business.id) or business
    faq = sure_nothing_else_is_drafted(desk, current, id, answer, question=question)
    if answer_gap(desk, current, id, answer, question=question, by=by) is None:
        return Published(current, review(desk, current, understand, now=current))
    return publish_draft(desk, current, understand, imprint=Imprint(by=by, note=f"an answer to: {faq.question}"[:200]))


def sure_nothing_else_is_drafted(desk: Desk, business: Business, id: str, answer: Text, *, question: str = "") -> Faq:
    """The written answer this makes. Raises DraftHasMore; UnknownGap, NotServable."""
    current = desk.businesses.get(business.id) or business
    faq = _faq(_gap(desk, business, id), answer, question)
    draft = draft_of(desk, business.id)
    wanted = current if _has(current, faq) else _with(current, faq)
    if draft is not None and not any(says_the_same(draft.kept.business, one) for one in (current, wanted)):
        raise DraftHasMore("the draft holds other changes too: look it through and publish it, or throw it away")
    return faq


def dismiss_gap(desk: Desk, business: Business, id: str) -> Gap:
    """It will not be answered; it goes on being counted. Safe to repeat. Raises UnknownGap."""
    return _settle(desk, business, id, "dismissed", "")


def forget_in_gaps(desk: Desk, business: Business, calls: frozenset[CallId]) -> int:
    """The words of these calls go; gives how many questions had some. Safe to repeat."""

    def forget(id: str) -> bool:
        row = desk.rows.get(business.id, KIND, id)
        if row is None:
            return False
        before = read(GAPS, row.doc)
        after = without_calls(before, calls)
        if after != before:
            desk.rows.put(business.id, _row(after, row.revision))
        return after != before

    return sum(until_won(lambda id=row.id: forget(id)) for row in desk.rows.list(business.id, KIND))  # type: ignore[misc]  # mypy cannot type the default


def _as_written(desk: Desk, business: Business, kept: list[Gap]) -> list[Gap]:
    if not any(gap.status == "drafted" for gap in kept):
        return kept
    current, draft = desk.businesses.get(business.id) or business, draft_of(desk, business.id)
    published = {one.question for one in current.faqs}
    drafted = {one.question for one in draft.kept.business.faqs} if draft else set()
    return [as_written(gap, published, drafted) for gap in kept]


def _faq(gap: Gap, answer: Text, question: str) -> Faq:
    """Raises NotServable."""
    asked = " ".join(question.split()) or gap.question
    said: Text = {language: " ".join(text.split()) for language, text in answer.items() if text.strip()}
    if not said or any(len(text) > LONGEST_ANSWER for text in said.values()):
        raise NotServable(f"answer: a sentence or two, at most {LONGEST_ANSWER} letters")
    return Faq(question=asked, variants=_variants(gap, asked), answer=said)


def _has(business: Business, faq: Faq) -> bool:
    return any(one.question == faq.question and one.answer == faq.answer for one in business.faqs)


def _with(business: Business, faq: Faq) -> Business:
    """Raises NotServable for what the answer itself brings in; what was wrong with a draft before is for its publishing."""
    wanted = business.model_copy(update={"faqs": (*business.faqs, faq)})
    known = set(faults(business))
    if wrong := [f"{'.'.join(map(str, place))}: {why}" for place, why in faults(wanted) if (place, why) not in known]:
        raise NotServable("; ".join(wrong))
    return wanted


def _variants(gap: Gap, asked: str) -> tuple[str, ...]:
    told = dict.fromkeys(one.text for one in reversed(gap.askings) if one.text != asked and "[" not in one.text)
    return tuple(told)[:VARIANTS]


def _gap(desk: Desk, business: Business, id: str) -> Gap:
    row = desk.rows.get(business.id, KIND, id)
    if row is None:
        raise UnknownGap("no such question")
    return read(GAPS, row.doc)


def _settle(desk: Desk, business: Business, id: str, status: GapStatus, answered_as: str) -> Gap:
    def decide() -> Gap:
        row = desk.rows.get(business.id, KIND, id)
        if row is None:
            raise UnknownGap("no such question")
        before = read(GAPS, row.doc)
        after = replace(before, status=status, answered_as=answered_as)
        if after != before:
            desk.rows.put(business.id, _row(after, row.revision))
        return after

    return until_won(decide)


def _row(gap: Gap, revision: int) -> Row:
    return Row(KIND, gap.id, GAPS.dump_json(gap).decode(), revision, expires=_until(gap.last))


def _until(last: datetime) -> datetime:
    return last + KEPT
