"""What every store of accounts promises."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from receptionist.accounts.model import HOUSE, Member, Membership, Person, Role, Roster, Scope, scope_of
from receptionist.accounts.passes import ApiKey, Invitation, Session
from receptionist.adapters.dynamodb.accounts import DynamoAccountStore
from receptionist.adapters.memory.accounts import MemoryAccountStore
from receptionist.adapters.sqlite.accounts import SqliteAccountStore
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import AccountChange, AccountStore, Conflict
from tests.contracts.backends import Backend
from tests.fakes.racing import at_once

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
ANNA, BORIS = PersonId("anna"), PersonId("boris")
RESTAURANT, AGENCY = scope_of(BusinessId("restaurant")), Scope("agency", "Bright & #1: Co")


@pytest.fixture
def store(backend: Backend) -> AccountStore:
    if backend.database:
        return SqliteAccountStore(backend.database)
    if backend.table:
        return DynamoAccountStore(backend.table)
    return MemoryAccountStore()


def somebody(id: PersonId = ANNA, email: str = "anna@example.com") -> Person:
    return Person(id, email, "Anna Ngô", NOW, password="$argon2id$...")


def invitation(digest: str = "d1", scope: Scope = RESTAURANT, email: str = "boris@example.com") -> Invitation:
    return Invitation(digest, f"i-{digest}", email, "Boris", scope, Role.STAFF, ANNA, NOW + timedelta(days=7))


def api_key(digest: str = "k1", business: str = "restaurant") -> ApiKey:
    return ApiKey(digest, f"id-{digest}", BusinessId(business), "website", Role.STAFF, ANNA, NOW)


def session(digest: str = "s1") -> Session:
    return Session(digest, ANNA, 1, NOW, NOW + timedelta(days=1), NOW + timedelta(days=14))


def test_nobody_is_there_until_the_first_account_is_made(store: AccountStore) -> None:
    assert not store.anybody()
    assert store.people() == []
    store.commit(AccountChange(person=somebody()))
    assert store.anybody()


def test_a_person_is_found_by_id_and_by_address(store: AccountStore) -> None:
    store.commit(AccountChange(person=somebody()))
    kept = replace(somebody(), revision=1)
    assert store.person(ANNA) == store.by_email("anna@example.com") == kept
    assert store.person(BORIS) is store.by_email("boris@example.com") is None
    assert store.people() == [kept]


def test_an_address_belongs_to_one_person(store: AccountStore) -> None:
    store.commit(AccountChange(person=somebody()))
    with pytest.raises(Conflict):
        store.commit(AccountChange(person=somebody(BORIS), rosters=(Roster(RESTAURANT),)))
    assert store.person(BORIS) is None
    assert store.roster(RESTAURANT).revision == 0


def test_an_address_given_up_is_free_again(store: AccountStore) -> None:
    store.commit(AccountChange(person=somebody()))
    store.commit(AccountChange(person=replace(somebody(email="anna@new.example"), revision=1)))
    assert store.by_email("anna@example.com") is None
    assert store.by_email("anna@new.example") == replace(somebody(email="anna@new.example"), revision=2)
    store.commit(AccountChange(person=somebody(BORIS)))
    store.commit(AccountChange(gone=replace(somebody(BORIS), revision=1)))
    assert [person.id for person in store.people()] == [ANNA]
    store.commit(AccountChange(person=somebody(PersonId("carla"))))


def test_a_person_somebody_else_has_changed_is_not_overwritten(store: AccountStore) -> None:
    store.commit(AccountChange(person=somebody()))
    store.commit(AccountChange(person=replace(somebody(), era=2, revision=1)))
    for late in (AccountChange(person=replace(somebody(), revision=1)), AccountChange(person=somebody()),
                 AccountChange(gone=replace(somebody(), revision=1))):  # fmt: skip
        with pytest.raises(Conflict):
            store.commit(late)
    found = store.person(ANNA)
    assert found is not None
    assert found.era == 2


def test_what_somebody_is_follows_the_rosters(store: AccountStore) -> None:
    assert store.roster(RESTAURANT) == Roster(RESTAURANT)
    assert store.memberships(ANNA) == ()
    both = (Member(ANNA, Role.OWNER), Member(BORIS, Role.STAFF))
    store.commit(AccountChange(rosters=(Roster(RESTAURANT, both), Roster(AGENCY, both[:1]), Roster(HOUSE, both[:1]))))
    kept = store.roster(RESTAURANT)
    assert (kept.members, kept.revision) == (both, 1)
    assert set(store.memberships(ANNA)) == {
        Membership(RESTAURANT, Role.OWNER), Membership(AGENCY, Role.OWNER), Membership(HOUSE, Role.OWNER),
    }  # fmt: skip
    store.commit(AccountChange(rosters=(kept.with_(BORIS, Role.MANAGER),)))
    assert store.memberships(BORIS) == (Membership(RESTAURANT, Role.MANAGER),)
    store.commit(AccountChange(rosters=(store.roster(RESTAURANT).without(BORIS),)))
    assert store.memberships(BORIS) == ()
    assert len(store.memberships(ANNA)) == 3


def test_of_two_who_change_a_roster_at_once_one_must_look_again(store: AccountStore) -> None:
    both = (Member(ANNA, Role.OWNER), Member(BORIS, Role.OWNER))
    store.commit(AccountChange(rosters=(Roster(RESTAURANT, both),)))
    read = store.roster(RESTAURANT)

    def leave(number: int) -> bool:
        try:
            store.commit(AccountChange(rosters=(read.without((ANNA, BORIS)[number]),)))
        except Conflict:
            return False
        return True

    assert sorted(at_once(leave, threads=2)) == [False, True]
    assert len(store.roster(RESTAURANT).members) == 1
    with pytest.raises(Conflict):
        store.commit(AccountChange(rosters=(Roster(RESTAURANT),)))


def test_an_invitation_is_used_by_one(store: AccountStore) -> None:
    store.commit(
        AccountChange(issued=(invitation(), invitation("d2", email="alice@example.com"), invitation("d3", AGENCY)))
    )
    assert store.invitation("d1") == invitation()
    assert [one.digest for one in store.invitations(RESTAURANT)] == ["d2", "d1"]

    def accept(number: int) -> bool:
        person = somebody(PersonId(f"p{number}"), f"p{number}@example.com")
        try:
            store.commit(AccountChange(person=person, withdrawn=(invitation(),)))
        except Conflict:
            return False
        return True

    assert sorted(at_once(accept, threads=4)) == [False] * 3 + [True]
    assert len(store.people()) == 1
    assert store.invitation("d1") is None
    assert [one.digest for one in store.invitations(RESTAURANT)] == ["d2"]


def test_a_programs_key_is_known_by_its_digest_until_it_is_withdrawn(store: AccountStore) -> None:
    store.commit(AccountChange(issued=(api_key(), api_key("k2", "salon"))))
    assert store.api_key("k1") == api_key()
    assert (store.invitation("k1"), store.session("k1")) == (None, None)
    assert store.api_keys(BusinessId("restaurant")) == [api_key()]
    store.commit(AccountChange(withdrawn=(api_key(),)))
    assert store.api_key("k1") is None
    assert store.api_keys(BusinessId("restaurant")) == []
    with pytest.raises(Conflict):
        store.commit(AccountChange(withdrawn=(api_key(),)))


def test_a_session_lasts_until_it_is_ended(store: AccountStore) -> None:
    store.keep_session(session())
    assert store.session("s1") == session()
    later = NOW + timedelta(days=3)
    store.prolong("s1", later)
    assert store.session("s1") == replace(session(), idle_until=later)
    store.end_session("s1")
    store.end_session("s1")
    store.prolong("s1", later)
    assert store.session("s1") is None


def test_ten_tries_are_let_through_in_a_quarter_of_an_hour_however_many_come_at_once(store: AccountStore) -> None:
    assert sum(at_once(lambda _: store.attempt("anna", NOW, QUARTER, 10), threads=16)) == 10
    assert not store.attempt("anna", NOW + QUARTER - timedelta(seconds=1), QUARTER, 10)
    assert store.attempt("boris", NOW, QUARTER, 10)
    assert store.attempt("anna", NOW + QUARTER, QUARTER, 1)
    assert not store.attempt("anna", NOW + QUARTER, QUARTER, 1)
    store.forget_attempts("anna")
    store.forget_attempts("nobody")
    assert store.attempt("anna", NOW + QUARTER, QUARTER, 1)
