"""A definition on its way to the callers: drafted, checked, published as a version, and taken back to an older one.

    draft (a row, changed as often as you like) ──publish──▶ version n + 1 ──▶ the next call
                                                    ▲
    version k, k <= n ────────────roll back─────────┘

What callers would be told two ways (an error of receptionist/knowledge/lint) is not published.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter

from receptionist.business.checks import faults
from receptionist.business.complaints import said_place
from receptionist.business.definition import Business
from receptionist.business.diff import Change, changes
from receptionist.business.versions import Edition, Imprint, digest_of, says_the_same
from receptionist.desk.desk import Desk
from receptionist.errors import NotAllowed, NotServable, Refused
from receptionist.ids import BusinessId
from receptionist.knowledge.lint import Finding, Understand, lint
from receptionist.ports import Conflict, Row
from receptionist.stored import read

KIND, ONLY = "draft", "draft"
"""One draft for each business."""


class NotPublished(Refused):
    """The definition contradicts itself. `findings` has everything that was found, errors first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(str(one) for one in findings if one.severity == "error"))


class NoDraft(Refused):
    """There is nothing to publish."""


class UnknownVersion(Refused):
    """Nothing was ever published under that number, or it was before versions were kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it lies in the store."""

    business: Business
    base: int
    """The version it was made from."""
    saved: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Draft:
    kept: Kept
    revision: int


@dataclass(frozen=True, slots=True)
class Review:
    """What publishing would do."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity == "error")


@dataclass(frozen=True, slots=True)
class Published:
    business: Business
    """With its new version; the one that stands, if nothing would have changed."""
    review: Review


_KEPT = TypeAdapter(Kept)


def draft_of(desk: Desk, business: BusinessId) -> Draft | None:
    row = desk.rows.get(business, KIND, ONLY)
    return Draft(read(_KEPT, row.doc), row.revision) if row else None


def save_draft(desk: Desk, wanted: Business, *, base: int, revision: int, by: str = "") -> Draft:
    """Keeps it beside the published version, which callers go on hearing. `revision` 0: there is none yet. What would not
    publish may be saved. Raises Conflict if somebody has saved another meanwhile."""
    kept = Kept(wanted, base, desk.clock(), by)
    row = desk.rows.put(wanted.id, Row(KIND, ONLY, _KEPT.dump_json(kept).decode(), revision))
    return Draft(kept, row.revision)


def discard_draft(desk: Desk, business: BusinessId, *, revision: int) -> None:
    """Raises NoDraft, Conflict."""
    row = desk.rows.get(business, KIND, ONLY)
    if row is None:
        raise NoDraft("there is no draft")
    desk.rows.remove(business, Row(KIND, ONLY, row.doc, revision))


def review(desk: Desk, wanted: Business, understand: Understand, *, now: Business | None) -> Review:
    """What would change against the published version `now`, and what contradicts itself. Changes nothing."""
    return Review(tuple(changes(now, wanted)), tuple(lint(wanted, desk.clock(), understand)))


def publish_draft(
    desk: Desk, business: Business, understand: Understand, *, imprint: Imprint = Imprint(), may_move: bool = False
) -> Published:
    """The draft as the next version; the draft is gone then. Raises NoDraft, and as `publish`."""
    draft = draft_of(desk, business.id)
    if draft is None:
        raise NoDraft("there is no draft")
    published = publish(
        desk, draft.kept.business, understand, expected_version=draft.kept.base, imprint=imprint, may_move=may_move
    )
    row = desk.rows.get(business.id, KIND, ONLY)
    if row is not None and row.revision == draft.revision:
        try:
            desk.rows.remove(business.id, row)
        except Conflict:
            return published  # Somebody has begun another one already.
    return published


def publish(
    desk: Desk,
    wanted: Business,
    understand: Understand,
    *,
    expected_version: int,
    imprint: Imprint = Imprint(),
    may_move: bool = False,
) -> Published:
    """Makes it the next version. Safe to repeat: what says the same as the version that stands is not published again.

    `expected_version`: the one it was made from, 0 for a new business. `imprint`: all but the time. `may_move`: whoever asks runs this deployment or the
    agency, and may make a business, and change its numbers, its agency and its home.

    Raises NotServable, NotPublished, NotAllowed and Conflict, each with nothing changed.
    """
    now = desk.businesses.get(wanted.id)
    if now is not None and says_the_same(now, wanted):
        return Published(now, Review((), tuple(lint(wanted, desk.clock(), understand))))
    _sure_it_is_the_one(now, expected_version)
    if not may_move and (now is None or _placed(now) != _placed(wanted)):
        raise NotAllowed(
            "numbers, agency and home_region are changed by whoever runs this deployment, not by the business"
        )
    wrong = [f"{said_place(wanted.model_dump(mode='json'), place)}: {why}" for place, why in faults(wanted)]
    if wrong:
        raise NotServable("; ".join(wrong))
    seen = review(desk, wanted, understand, now=now)
    if seen.errors:
        raise NotPublished(seen.findings)
    imprint = replace(imprint, published=desk.clock())
    return Published(desk.businesses.put(wanted, expected_version=expected_version, imprint=imprint), seen)


def edition_of(desk: Desk, business: BusinessId, version: int) -> Edition:
    """Raises UnknownVersion."""
    found = desk.businesses.edition(business, version)
    if found is not None:
        return found
    now = desk.businesses.get(business)
    if now is not None and now.version == version:
        return Edition(now, digest_of(now))
    raise UnknownVersion(f"there is no version {version} of {business}")


def roll_back(desk: Desk, business: Business, version: int, *, expected_version: int, by: str = "") -> Business:
    """Publishes an old version anew, as the next one. Which numbers ring, who runs it and where it is at home stay as they are
    now. Raises UnknownVersion, NotServable, Conflict.

    Not looked through for contradictions: it has served before, and who rolls back is in a hurry.
    """
    then = edition_of(desk, business.id, version).business
    now = desk.businesses.get(business.id)
    _sure_it_is_the_one(now, expected_version)
    assert now is not None
    wanted = then.model_copy(
        update={
            "numbers": now.numbers,
            "agency": now.agency,
            "home_region": now.home_region,
            "locations": _same_lines(then, now),
        }
    )
    wrong = [f"{said_place(wanted.model_dump(mode='json'), place)}: {why}" for place, why in faults(wanted)]
    if wrong:
        raise NotServable("; ".join(wrong))
    imprint = Imprint(desk.clock(), by, back_to=version)
    return desk.businesses.put(wanted, expected_version=expected_version, imprint=imprint)


def _same_lines(then: Business, now: Business) -> tuple[object, ...]:
    numbers = {place.id: place.numbers for place in now.locations}
    return tuple(place.model_copy(update={"numbers": numbers.get(place.id, ())}) for place in then.locations)


def _sure_it_is_the_one(now: Business | None, expected: int) -> None:
    stands = now.version if now else 0
    if stands != expected:
        whose = "it is there already" if expected == 0 else f"version {stands} was published meanwhile"
        raise Conflict(
            f"this was made from version {expected}, but {whose}: look at what has changed, and decide again"
        )


def _placed(business: Business) -> tuple[object, ...]:
    """What only whoever runs the deployment decides."""
    return (
        business.numbers,
        business.agency,
        business.home_region,
        tuple((place.id, place.numbers) for place in business.locations if place.numbers),
    )
