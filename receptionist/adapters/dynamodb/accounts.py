"""People, their roles and their passes, in DynamoDB. Keys and indexes: docs/dynamodb.md."""

import math
from dataclasses import replace
from datetime import datetime, timedelta

from receptionist.accounts.model import Member, Membership, Person, Role, Roster, Scope
from receptionist.accounts.passes import ApiKey, Invitation, Session
from receptionist.adapters.account_records import (
    API_KEY,
    INVITATION,
    PERSON,
    ROSTER,
    SESSION,
    read_scope,
    scope_text,
)
from receptionist.adapters.dynamodb.table import ConditionFailed, Item, Operation, Table, key
from receptionist.adapters.records import document, instant
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import AccountChange, Conflict

_PEOPLE = "PEOPLE"


class DynamoAccountStore:
    """Keeps the promises of AccountStore in one table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def anybody(self) -> bool:
        return bool(self._table.query(_PEOPLE, index="gsi1", limit=1))

    def people(self) -> list[Person]:
        return [_person(item) for item in self._table.query(_PEOPLE, index="gsi1")]

    def person(self, person: PersonId) -> Person | None:
        item = self._table.get(key("PERSON", person), "PERSON")
        return _person(item) if item else None

    def by_email(self, email: str) -> Person | None:
        claim = self._table.get(key("EMAIL", email), "EMAIL")
        return self.person(PersonId(claim["person"])) if claim else None

    def roster(self, scope: Scope) -> Roster:
        item = self._table.get(key("ROSTER", scope_text(scope)), "ROSTER")
        return replace(ROSTER.validate_json(item["doc"]), revision=item["version"]) if item else Roster(scope)

    def memberships(self, person: PersonId) -> tuple[Membership, ...]:
        items = self._table.query(key("MEMBER", person))
        return tuple(Membership(read_scope(item["sk"]), Role(item["role"])) for item in items)

    def commit(self, change: AccountChange) -> None:
        operations: list[Operation] = []
        if change.person is not None:
            operations += self._person_operations(change.person)
        if change.gone is not None:
            operations += self._gone_operations(change.gone)
        for roster in change.rosters:
            operations += self._roster_operations(roster)
        for paper in change.withdrawn:
            operations.append(self._withdrawal(paper))
        operations += [self._table.put_operation(_paper_item(paper)) for paper in change.issued]
        self._table.transact(operations)

    def _person_operations(self, person: Person) -> list[Operation]:
        """The person first, then the claim on the address, and the release of the one they had."""
        known = self.person(person.id) if person.revision else None
        item = {
            "pk": key("PERSON", person.id),
            "sk": "PERSON",
            "kind": "person",
            "version": person.revision + 1,
            "doc": document(PERSON, person),
            "gsi1pk": _PEOPLE,
            "gsi1sk": key(person.email, person.id),
        }
        claim = self._table.put_operation(
            {"pk": key("EMAIL", person.email), "sk": "EMAIL", "kind": "email", "person": person.id},
            condition="attribute_not_exists(pk) OR person = :person",
            values={":person": person.id},
        )
        operations = [self._conditional_put(item, person.revision), claim]
        if known is not None and known.email != person.email:
            operations.append(self._table.delete_operation(key("EMAIL", known.email), "EMAIL"))
        return operations

    def _gone_operations(self, person: Person) -> list[Operation]:
        removal = self._table.delete_operation(key("PERSON", person.id), "PERSON")
        removal["Delete"] |= _still_at(person.revision)
        return [removal, self._table.delete_operation(key("EMAIL", person.email), "EMAIL")]

    def _roster_operations(self, roster: Roster) -> list[Operation]:
        """The roster, and one item for each person whose role in it is another now. Raises Conflict."""
        scope = scope_text(roster.scope)
        before = self.roster(roster.scope)
        if before.revision != roster.revision:
            raise Conflict(f"the roster of {scope} has moved")
        item = {
            "pk": key("ROSTER", scope),
            "sk": "ROSTER",
            "kind": "roster",
            "version": roster.revision + 1,
            "doc": document(ROSTER, roster),
        }
        changed = [member for member in roster.members if before.role_of(member.person) != member.role]
        left = [member for member in before.members if roster.role_of(member.person) is None]
        return [
            self._conditional_put(item, roster.revision),
            *(self._table.put_operation(_member_item(scope, member)) for member in changed),
            *(self._table.delete_operation(key("MEMBER", member.person), scope) for member in left),
        ]

    def _conditional_put(self, item: Item, revision: int) -> Operation:
        return self._table.put_operation(
            item,
            condition="version = :before" if revision else "attribute_not_exists(pk)",
            values={":before": revision} if revision else None,
        )

    def _withdrawal(self, paper: Invitation | ApiKey) -> Operation:
        item = _paper_item(paper)
        removal = self._table.delete_operation(item["pk"], item["sk"])
        removal["Delete"]["ConditionExpression"] = "attribute_exists(pk)"
        return removal

    def keep_session(self, session: Session) -> None:
        self._table.put(
            {
                "pk": key("SESSION", session.digest),
                "sk": "SESSION",
                "kind": "session",
                "doc": document(SESSION, session),
                "idle_until": instant(session.idle_until),
                "ttl": math.ceil(session.ends.timestamp()),
            }
        )

    def session(self, digest: str) -> Session | None:
        item = self._table.get(key("SESSION", digest), "SESSION")
        if item is None:
            return None
        return replace(SESSION.validate_json(item["doc"]), idle_until=datetime.fromisoformat(item["idle_until"]))

    def prolong(self, digest: str, idle_until: datetime) -> None:
        try:
            self._table.update(
                key("SESSION", digest),
                "SESSION",
                "SET idle_until = :until",
                condition="attribute_exists(pk)",
                values={":until": instant(idle_until)},
            )
        except ConditionFailed:
            return

    def end_session(self, digest: str) -> None:
        self._table.transact([self._table.delete_operation(key("SESSION", digest), "SESSION")])

    def invitation(self, digest: str) -> Invitation | None:
        item = self._table.get(key("INVITATION", digest), "INVITATION")
        return INVITATION.validate_json(item["doc"]) if item else None

    def invitations(self, scope: Scope) -> list[Invitation]:
        items = self._table.query(key("INVITATIONS", scope_text(scope)), index="gsi1")
        return [INVITATION.validate_json(item["doc"]) for item in items]

    def api_key(self, digest: str) -> ApiKey | None:
        item = self._table.get(key("APIKEY", digest), "APIKEY")
        return API_KEY.validate_json(item["doc"]) if item else None

    def api_keys(self, business: BusinessId) -> list[ApiKey]:
        items = self._table.query(key("APIKEYS", business), index="gsi1")
        return [API_KEY.validate_json(item["doc"]) for item in items]

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        pk, names = _attempts(key), {"#until": "until", "#ttl": "ttl"}
        first = {":until": instant(now + window), ":ttl": math.ceil((now + window).timestamp()), ":one": 1}
        try:
            self._table.update(
                pk,
                "ATTEMPTS",
                "SET #until = :until, #ttl = :ttl, tries = :one",
                condition="attribute_not_exists(pk) OR #until <= :now",
                names=names,
                values={**first, ":now": instant(now)},
            )
            return True
        except ConditionFailed:
            pass
        try:
            more = {":one": 1, ":most": most}
            self._table.update(pk, "ATTEMPTS", "ADD tries :one", condition="tries < :most", values=more)
            return True
        except ConditionFailed:
            return False

    def forget_attempts(self, key: str) -> None:
        self._table.transact([self._table.delete_operation(_attempts(key), "ATTEMPTS")])


def _attempts(what: str) -> str:
    return key("ATTEMPTS", what)


def _still_at(revision: int) -> dict[str, object]:
    return {"ConditionExpression": "version = :before", "ExpressionAttributeValues": {":before": {"N": str(revision)}}}


def _member_item(scope: str, member: Member) -> Item:
    return {"pk": key("MEMBER", member.person), "sk": scope, "kind": "member", "role": member.role.value}


def _paper_item(paper: Invitation | ApiKey) -> Item:
    if isinstance(paper, Invitation):
        return {
            "pk": key("INVITATION", paper.digest),
            "sk": "INVITATION",
            "kind": "invitation",
            "doc": document(INVITATION, paper),
            "ttl": math.ceil(paper.expires.timestamp()),
            "gsi1pk": key("INVITATIONS", scope_text(paper.scope)),
            "gsi1sk": key(paper.email, paper.id),
        }
    return {
        "pk": key("APIKEY", paper.digest),
        "sk": "APIKEY",
        "kind": "apikey",
        "business": paper.business,
        "doc": document(API_KEY, paper),
        "gsi1pk": key("APIKEYS", paper.business),
        "gsi1sk": key(instant(paper.created), paper.id),
    }


def _person(item: Item) -> Person:
    return replace(PERSON.validate_json(item["doc"]), revision=item["version"])
