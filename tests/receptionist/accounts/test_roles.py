"""Who may do what."""

from pathlib import Path
from typing import get_args

import pytest

from receptionist.accounts.model import (
    HOUSE,
    Act,
    Member,
    Membership,
    Role,
    Roster,
    Scope,
    may,
    plain_email,
    role_at,
    scope_of,
)
from receptionist.business.load import load_business
from receptionist.errors import LastOwner
from receptionist.ids import BusinessId, PersonId

SALON = load_business(Path(__file__).parents[3] / "local" / "businesses" / "salon.yaml")
RUN_BY_BRIGHT = SALON.model_copy(update={"agency": "Bright"})
ANNA, BORIS = PersonId("anna"), PersonId("boris")


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.READ_ONLY, {"read"}),
        (Role.STAFF, {"read", "book"}),
        (Role.MANAGER, {"read", "book", "edit_live", "edit_definition", "manage_members", "export"}),
        (Role.OWNER, set(get_args(Act))),
    ],
)
def test_what_each_role_may_do(role: Role, acts: set[str]) -> None:
    assert {act for act in get_args(Act) if may(role, act)} == acts


def test_a_role_counts_where_its_scope_reaches_and_the_highest_counts() -> None:
    own, bright, house = scope_of(BusinessId("salon")), Scope("agency", "Bright"), HOUSE
    assert role_at([Membership(own, Role.STAFF)], SALON) is Role.STAFF
    assert role_at([Membership(scope_of(BusinessId("clinic")), Role.OWNER)], SALON) is None
    assert role_at([Membership(bright, Role.MANAGER), Membership(own, Role.STAFF)], RUN_BY_BRIGHT) is Role.MANAGER
    assert role_at([Membership(bright, Role.OWNER)], SALON) is None
    assert role_at([Membership(house, Role.READ_ONLY), Membership(own, Role.OWNER)], SALON) is Role.OWNER


def test_an_agency_without_a_name_has_no_business() -> None:
    assert role_at([Membership(Scope("agency"), Role.OWNER)], SALON) is None


def test_somebody_must_own_what_somebody_owned() -> None:
    roster = Roster(HOUSE, (Member(ANNA, Role.OWNER), Member(BORIS, Role.STAFF)))
    with pytest.raises(LastOwner):
        roster.without(ANNA)
    with pytest.raises(LastOwner):
        roster.with_(ANNA, Role.MANAGER)
    assert roster.with_(BORIS, Role.OWNER).without(ANNA).members == (Member(BORIS, Role.OWNER),)
    assert Roster(HOUSE, (Member(BORIS, Role.STAFF),)).without(BORIS).members == ()


def test_an_address_has_one_spelling() -> None:
    assert plain_email("  Anna.Ngo@Example.COM ") == "anna.ngo@example.com"
