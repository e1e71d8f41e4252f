"""What is asked and answered about definitions, as JSON."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from functions.bookings.words import Asked, Line, Revision
from receptionist.business.complaints import Complaint
from receptionist.business.definition import Business
from receptionist.business.diff import Change, Kind
from receptionist.business.versions import Edition
from receptionist.desk.change_business import BusinessChange
from receptionist.desk.publish import Draft, Review
from receptionist.knowledge.lint import Finding, Severity

Definition = Annotated[
    dict[str, Any],
    Field(
        description="A definition as in its file: the fields of `Business`, or fewer with a `pack`.",
        examples=[{"id": "juniper", "pack": "salon@1", "name": "Juniper Hair Studio"}],
    ),
]
"""Fields, not a Business: what is wrong with them is said in the owner's words."""


class DraftIn(Asked):
    definition: Definition
    base: Revision | None = None
    """The version it was made from; None: the one that stands."""
    revision: Revision | None = None
    """Of the draft that was read, where there is no If-Match."""
    whole: bool = False
    """It was read here, filled in from its pack, and changed since: what of the pack's is no longer in it stays away."""


class PublishIn(Asked):
    note: Line = ""
    """Why, for the history."""
    although: Line = ""
    """Why it is published although a test fails: for owners, and written into the history."""
    untried: bool = False
    """It is published although its tests were not played with it: written into the history and the audit log."""


class DefinitionIn(PublishIn):
    definition: Definition


class ChangeIn(BusinessChange, PublishIn):
    """A few fields, and why."""


class CheckIn(Asked):
    definition: Definition


class ComplaintOut(BaseModel):
    """Why a definition cannot be served."""

    at: list[str | int]
    where: str
    """The same place in words."""
    message: str

    @classmethod
    def of(cls, one: Complaint) -> "ComplaintOut":
        return cls(at=list(one.place), where=one.where, message=one.what)


class FindingOut(BaseModel):
    """Where it contradicts itself."""

    severity: Severity
    """`error`: it is not published with it."""
    rule: str
    at: list[str | int]
    where: str
    message: str

    @classmethod
    def of(cls, one: Finding) -> "FindingOut":
        return cls(severity=one.severity, rule=one.rule, at=list(one.place), where=one.where, message=one.what)


class ChangeOut(BaseModel):
    at: list[str | int]
    said: str
    """`Full color: $140 to $150`. What follows says the same in parts, for other languages."""
    kind: Kind
    inside: list[str]
    """What the entries are called in which it lies, outermost first."""
    what: str
    """The field, or the list."""
    was: Any
    now: Any
    """`value`, `text`: of the field. `added`, `removed`: name, price and minutes of the entry. `week`: the days, and the sittings of
    each. `dated`: the days, their sittings and the reason. `business`: name and numbers."""

    @classmethod
    def of(cls, one: Change) -> "ChangeOut":
        return cls(
            at=list(one.place),
            said=one.said,
            kind=one.kind,
            inside=list(one.inside),
            what=one.what,
            was=one.was,
            now=one.now,
        )


class ReviewOut(BaseModel):
    changes: list[ChangeOut]
    """Against the version that stands; empty: none."""
    findings: list[FindingOut]

    @classmethod
    def of(cls, review: Review) -> "ReviewOut":
        return cls(
            changes=[ChangeOut.of(one) for one in review.changes],
            findings=[FindingOut.of(one) for one in review.findings],
        )


class Checked(ReviewOut):
    errors: list[ComplaintOut]
    """Not empty: nothing else was looked at."""
    version: int
    """The one that stands; 0: none. What is made from it says so when it is published."""
    publishable: bool


class DraftOut(BaseModel):
    base: int
    revision: int
    """Also its ETag."""
    saved: datetime
    by: str
    definition: Business
    review: ReviewOut

    @classmethod
    def of(cls, draft: Draft, review: Review) -> "DraftOut":
        kept = draft.kept
        return cls(
            base=kept.base,
            revision=draft.revision,
            saved=kept.saved,
            by=kept.by,
            definition=kept.business,
            review=ReviewOut.of(review),
        )


class PublishedOut(BaseModel):
    version: int
    digest: str
    """SHA-256 of what it says."""
    definition: Business
    review: ReviewOut


class VersionOut(BaseModel):
    version: int
    digest: str
    published: datetime | None
    by: str
    note: str
    untried: bool
    """Its tests were not played with it."""
    although: str
    """Tests failed with it, and this is why it was published all the same."""
    back_to: int | None
    """It says what that version said."""

    @classmethod
    def of(cls, edition: Edition) -> "VersionOut":
        return cls(version=edition.version, digest=edition.digest, **asdict(edition.imprint))


class VersionWhole(VersionOut):
    definition: Business
    changes: list[ChangeOut]
    """Against the version before it, where that is known."""
