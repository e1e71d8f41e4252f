"""How people, rosters and passes look when kept."""

from pydantic import TypeAdapter

from receptionist.accounts.model import Person, Roster, Scope
from receptionist.accounts.passes import ApiKey, Invitation, Session

PERSON = TypeAdapter(Person)
ROSTER = TypeAdapter(Roster)
SCOPE = TypeAdapter(Scope)
SESSION = TypeAdapter(Session)
INVITATION = TypeAdapter(Invitation)
API_KEY = TypeAdapter(ApiKey)


def scope_text(scope: Scope) -> str:
    """A key; the same scope gives the same text."""
    return f"{scope.kind}:{scope.id}"


def read_scope(text: str) -> Scope:
    """The inverse."""
    kind, _, id = text.partition(":")
    return SCOPE.validate_python({"kind": kind, "id": id})
