"""People with accounts, as they come to the door."""

from dataclasses import dataclass

from receptionist.accounts.model import HOUSE, Role, Scope, scope_of
from receptionist.desk.door import Door
from receptionist.desk.members import accept, invite
from receptionist.desk.sign_in import sign_in
from receptionist.ids import BusinessId

PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True)
class Somebody:
    """Signed in."""

    email: str
    id: str
    token: str

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def somebody(door: Door, name: str, role: Role, *, business: str = "", agency: str = "") -> Somebody:
    """A new account with that role at a business, over an agency's, or (neither) over all; with a session."""
    scope = scope_of(BusinessId(business)) if business else Scope("agency", agency) if agency else HOUSE
    email = f"{name.lower()}@example.com"
    invited = invite(door, scope, email=email, name=name, role=role)
    opened = accept(door, invited.token, name=name, password=PASSWORD, address="192.0.2.1")
    return Somebody(email, opened.person.id, opened.token)


def again(door: Door, who: Somebody) -> Somebody:
    """The same person at another machine."""
    opened = sign_in(door, who.email, PASSWORD, address="192.0.2.2")
    return Somebody(who.email, who.id, opened.token)
