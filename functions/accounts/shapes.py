"""People, roles and passes as JSON."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from receptionist.accounts.model import Membership, Person, Role
from receptionist.accounts.passes import ApiKey, Invitation
from receptionist.business.definition import Business, Vertical
from receptionist.desk.audit import Entry
from receptionist.desk.board import Standing
from receptionist.desk.sign_in import Opened


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]+$")
]
"""What could be one; only its owner can say whether it is."""
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
NewPassword = Annotated[str, Field(min_length=12, max_length=256)]
"""Any twelve characters: long is what counts (NIST SP 800-63B, 3.1.1)."""
SomePassword = Annotated[str, Field(max_length=256)]


class SignIn(Request):
    email: Email
    password: SomePassword


class FirstAccount(Request):
    email: Email
    name: Name
    password: NewPassword


class TokenSignIn(Request):
    token: Annotated[str, Field(min_length=1, max_length=8192)]
    """Of the service that vouches for people (Cognito)."""


class PasswordChange(Request):
    old: SomePassword
    new: NewPassword


class Acceptance(Request):
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    """Empty: as the invitation says."""
    password: SomePassword
    """A new one of twelve characters or more; for somebody who has an account, that account's."""


class NewMember(Request):
    email: Email
    name: Name
    role: Role


class RoleChange(Request):
    role: Role


class NewKey(Request):
    name: Name
    role: Role = Role.STAFF


class PersonOut(BaseModel):
    id: str
    name: str
    email: str

    @classmethod
    def of(cls, person: Person) -> "PersonOut":
        return cls(id=person.id, name=person.name, email=person.email)


class SessionOut(BaseModel):
    token: str
    """For programs: `Authorization: Bearer`. Told only once; a browser has it in its cookie."""
    expires: datetime
    """At the latest; a day without use ends it before."""
    person: PersonOut

    @classmethod
    def of(cls, opened: Opened) -> "SessionOut":
        return cls(token=opened.token, expires=opened.session.ends, person=PersonOut.of(opened.person))


class OwnBusiness(BaseModel):
    id: str
    name: str
    role: Role


class Me(BaseModel):
    person: PersonOut
    businesses: list[OwnBusiness]
    open_house: bool
    """This machine has no accounts yet: whoever sits at it owns everything."""
    may_found: bool
    """Whether they may set up businesses that are not there yet: those who run this service or an agency."""
    agency: str
    """In whose name such a business begins; empty: nobody's."""


class BoardRow(BaseModel):
    """One business, in the last seven days of its own clock, today included."""

    business: str
    name: str
    vertical: Vertical
    agency: str
    role: Role
    numbers: list[str]
    health: Literal["well", "look", "ill"]
    """`look`: something waits for a person. `ill`: callers or texts did not get through."""
    live: int
    """Calls that are going on."""
    calls: int
    answered: int
    bookings: int
    failed: int
    """Calls whose callers were left without an answer."""
    texts_failed: int
    waiting: int
    """Notices that nobody has taken up."""
    questions: int
    """That nobody could answer."""
    usd: float
    """What hearing, thinking and speaking cost."""

    @classmethod
    def of(cls, business: Business, role: Role, standing: Standing) -> "BoardRow":
        ill, look = standing.failed or standing.texts_failed, standing.waiting or standing.questions
        return cls(
            business=business.id,
            name=business.name,
            vertical=business.vertical,
            agency=business.agency,
            role=role,
            numbers=sorted(business.every_number()),
            health="ill" if ill else "look" if look else "well",
            **asdict(standing),
        )


class MemberOut(BaseModel):
    person: PersonOut
    role: Role
    through: Literal["business", "agency", "house"]
    """Where the role comes from: only those of the business itself are changed here."""

    @classmethod
    def of(cls, person: Person, membership: Membership) -> "MemberOut":
        return cls(person=PersonOut.of(person), role=membership.role, through=membership.scope.kind)


class InvitationOut(BaseModel):
    id: str
    email: str
    name: str
    role: Role
    expires: datetime

    @classmethod
    def of(cls, invitation: Invitation) -> "InvitationOut":
        return cls(**{name: getattr(invitation, name) for name in InvitationOut.model_fields})


class InvitationLink(InvitationOut):
    link: str
    """To be handed to them, by whatever way is safe; it works once. Told only now."""

    @classmethod
    def to(cls, invitation: Invitation, link: str) -> "InvitationLink":
        return cls(**dict(InvitationOut.of(invitation)), link=link)


class InvitationShown(BaseModel):
    """What its bearer sees before accepting."""

    email: str
    name: str
    role: Role
    to: str
    """The business's name, the agency's, or empty for every business."""
    expires: datetime


class KeyOut(BaseModel):
    id: str
    name: str
    role: Role
    created: datetime

    @classmethod
    def of(cls, key: ApiKey) -> "KeyOut":
        return cls(**{name: getattr(key, name) for name in KeyOut.model_fields})


class KeyCut(KeyOut):
    token: str
    """Told only now."""

    @classmethod
    def told(cls, key: ApiKey, token: str) -> "KeyCut":
        return cls(**dict(KeyOut.of(key)), token=token)


class AuditOut(BaseModel):
    at: datetime
    by: str
    """Id of a person; `key:<id>` for a program."""
    act: str
    """`recording.heard`, `call.listened`, `member.removed`, ..."""
    about: str

    @classmethod
    def of(cls, entry: Entry) -> "AuditOut":
        return cls(at=entry.at, by=entry.by, act=entry.act, about=entry.about)
