"""Signing in, inviting, leaving, over HTTP."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.accounts import app as accounts
from functions.dashboard_api import app as dashboard_api
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.accounts.passes import digest
from receptionist.calls.record import CallRecord
from receptionist.desk.door import Door
from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId, CallId, PersonId, Phone
from receptionist.ports import Shown
from tests.fakes.front_office import ORIGIN, SetClock
from tests.fakes.people import PASSWORD, Somebody, again, somebody

HERE = "http://testserver"
API = "/api/v1"
RESTAURANT, SALON = f"{API}/businesses/restaurant", f"{API}/businesses/salon"
BORIS = {"email": "boris@example.com", "name": "Boris", "role": "staff"}


@pytest.fixture
def app(office: Office) -> FastAPI:
    app = FastAPI()
    problems.install(app)
    for part in (accounts, dashboard_api):
        app.include_router(part.routes(office))
    return app


@pytest.fixture
def page(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def door(office: Office) -> Door:
    return office.door


@pytest.fixture
def owner(door: Door) -> Somebody:
    return somebody(door, "Anna", Role.OWNER, business="restaurant")


def sign_in(page: TestClient, email: str = "anna@example.com", password: str = PASSWORD, **more: Any) -> Any:
    return page.post(f"{API}/session", json={"email": email, "password": password}, **more)


def invited(page: TestClient, who: Somebody, **changes: str) -> str:
    """The token of the link."""
    answer = page.post(f"{RESTAURANT}/members", json=BORIS | changes, headers=who.bearer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["link"].rpartition("/")[2])


def test_while_there_is_no_account_whoever_sits_here_owns_everything(page: TestClient) -> None:
    assert page.get(RESTAURANT).status_code == 200
    me = page.get(f"{API}/me").json()
    assert me["open_house"]
    assert {(one["id"], one["role"]) for one in me["businesses"]} == {
        ("restaurant", "owner"), ("clinic", "owner"), ("salon", "owner"),
    }  # fmt: skip


def test_the_first_account_is_an_owners_and_from_then_on_everybody_signs_in(page: TestClient) -> None:
    assert page.post(f"{RESTAURANT}/members", json=BORIS).status_code == 409
    link = page.post(f"{RESTAURANT}/members", json=BORIS | {"role": "owner"}).json()["link"]
    token = link.removeprefix(f"{ORIGIN}/invitation/")
    shown = page.get(f"{API}/invitations/{token}").json()
    assert (shown["email"], shown["to"], shown["role"]) == ("boris@example.com", "Saffron & Sage", "owner")
    assert page.get(RESTAURANT).status_code == 200, "an invitation is no account yet"
    accepted = page.post(f"{API}/invitations/{token}", json={"password": PASSWORD})
    assert accepted.status_code == 201
    assert page.get(RESTAURANT).status_code == 200, "the browser has a cookie now"
    page.cookies.clear()
    for path in (RESTAURANT, f"{API}/businesses", f"{API}/me", f"{RESTAURANT}/calls"):
        answer = page.get(path)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_cookie_from_accounts_that_are_gone_does_not_lock_an_open_house(page: TestClient) -> None:
    page.cookies.set("firstring", "fss_left-over")
    assert page.get(RESTAURANT).status_code == 200


def test_who_signs_in_gets_a_cookie_no_script_can_read_and_a_token(page: TestClient, owner: Somebody) -> None:
    answer = sign_in(page)
    assert answer.status_code == 201
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    assert answer.headers["cache-control"] == "no-store"
    me = page.get(f"{API}/me").json()
    assert me == {
        "person": {"id": owner.id, "name": "Anna", "email": "anna@example.com"},
        "businesses": [{"id": "restaurant", "name": "Saffron & Sage", "role": "owner"}],
        "open_house": False,
        "may_found": False,
        "agency": "",
    }
    page.cookies.clear()
    bearer = {"Authorization": f"Bearer {answer.json()['token']}"}
    assert page.get(f"{API}/me", headers=bearer).json() == me


def test_over_tls_the_cookie_never_goes_without(app: FastAPI, owner: Somebody) -> None:
    with TestClient(app, base_url="https://testserver") as page:
        assert "secure" in sign_in(page).headers["set-cookie"].lower()


def test_an_address_is_the_same_however_it_is_written(page: TestClient, owner: Somebody) -> None:
    assert sign_in(page, "  Anna@Example.COM ").status_code == 201


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(page: TestClient, owner: Somebody) -> None:
    wrong, unknown = sign_in(page, password="wrong"), sign_in(page, "nobody@example.com")
    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json()) == (401, wrong.json())
    assert "set-cookie" not in wrong.headers


def test_after_ten_wrong_passwords_the_right_one_must_wait(page: TestClient, owner: Somebody, clock: SetClock) -> None:
    for email in ("anna@example.com", "nobody@example.com"):
        assert [sign_in(page, email, "wrong").status_code for _ in range(11)] == [401] * 10 + [429]
    refused = sign_in(page)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "900")
    clock.pass_(minutes=15)
    assert sign_in(page).status_code == 201


def test_a_right_password_clears_the_count(page: TestClient, owner: Somebody) -> None:
    for _ in range(3):
        assert [sign_in(page, password="wrong").status_code for _ in range(9)] == [401] * 9
        assert sign_in(page).status_code == 201


def test_one_address_cannot_try_everybodys_door(page: TestClient, owner: Somebody) -> None:
    codes = [sign_in(page, f"p{n}@example.com", "spring2026").status_code for n in range(101)]
    assert codes == [401] * 100 + [429]


def test_a_session_ends_a_day_after_its_last_use_and_after_two_weeks_in_any_case(
    page: TestClient, owner: Somebody, clock: SetClock
) -> None:
    for _ in range(13):
        clock.pass_(hours=23)
        assert page.get(f"{API}/me", headers=owner.bearer).status_code == 200
    clock.pass_(hours=23)
    for _ in range(2):
        clock.pass_(hours=8)
    assert page.get(f"{API}/me", headers=owner.bearer).status_code == 401
    later = sign_in(page).json()["token"]
    page.cookies.clear()
    clock.pass_(hours=24)
    assert page.get(f"{API}/me", headers={"Authorization": f"Bearer {later}"}).status_code == 401


def test_a_session_can_be_used_for_two_weeks(page: TestClient, owner: Somebody, clock: SetClock) -> None:
    for _ in range(27):
        clock.pass_(hours=12)
        assert page.get(f"{API}/me", headers=owner.bearer).status_code == 200
    clock.pass_(hours=12)
    assert page.get(f"{API}/me", headers=owner.bearer).status_code == 401


def test_who_signs_out_is_out_here_and_only_here(page: TestClient, door: Door, owner: Somebody) -> None:
    elsewhere = again(door, owner)
    sign_in(page)
    left = page.delete(f"{API}/session", headers={"Origin": HERE})
    assert left.status_code == 204
    assert "firstring" not in page.cookies
    assert page.get(f"{API}/me").status_code == 401
    assert page.delete(f"{API}/session").status_code == 204, "safe to repeat"
    assert page.get(f"{API}/me", headers=elsewhere.bearer).status_code == 200


def test_a_new_password_ends_every_session(page: TestClient, door: Door, owner: Somebody) -> None:
    elsewhere, new = again(door, owner), "a much better one"
    wrong = page.put(f"{API}/me/password", json={"old": "wrong", "new": new}, headers=owner.bearer)
    assert wrong.status_code == 403
    short = page.put(f"{API}/me/password", json={"old": PASSWORD, "new": "short"}, headers=owner.bearer)
    assert short.status_code == 422
    changed = page.put(f"{API}/me/password", json={"old": PASSWORD, "new": new}, headers=owner.bearer)
    assert changed.status_code == 200
    assert page.get(f"{API}/me").status_code == 200, "with the new session's cookie"
    page.cookies.clear()
    assert page.get(f"{API}/me", headers=owner.bearer).status_code == 401
    assert page.get(f"{API}/me", headers=elsewhere.bearer).status_code == 401
    assert sign_in(page).status_code == 401
    assert sign_in(page, password=new).status_code == 201


def test_a_cookie_counts_only_from_a_page_of_ours(page: TestClient, owner: Somebody) -> None:
    sign_in(page)
    for strange in ({}, {"Origin": "https://evil.example.com"}, {"Origin": "null"}, {"Origin": f"{HERE}.evil.example"}):
        answer = page.post(f"{RESTAURANT}/members", json=BORIS, headers=strange)
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert page.post(f"{RESTAURANT}/members", json=BORIS, headers={"Origin": HERE}).status_code == 201
    page.cookies.clear()
    assert page.post(f"{RESTAURANT}/members", json=BORIS, headers=owner.bearer).status_code == 201


def test_nobody_is_signed_in_by_a_strangers_page(page: TestClient, owner: Somebody) -> None:
    assert sign_in(page, headers={"Origin": "https://evil.example.com"}).status_code == 403
    assert sign_in(page, headers={"Origin": HERE}).status_code == 201


def test_behind_a_proxy_of_ours_the_page_is_the_one_the_proxy_names(page: TestClient, owner: Somebody) -> None:
    """Who stands before us is no page's to say: a browser asks first whether another site may send the header."""
    named = {"x-page-host": "desk.example.com"}
    assert sign_in(page, headers={"Origin": "https://desk.example.com", **named}).status_code == 201
    for strange in ("https://evil.example.com", "http://desk.example.com", HERE):
        assert sign_in(page, headers={"Origin": strange, **named}).status_code == 403


@pytest.mark.parametrize(
    "shown", ["", "x", "fss_", "fsk_", "fss_" + "A" * 43, "fsk_" + "A" * 43, "a.b.c", "ü", "x" * 9000, "\udcff"]
)
def test_a_token_that_is_none_lets_nobody_in(page: TestClient, owner: Somebody, shown: str) -> None:
    raw = b"Bearer " + shown.encode("utf-8", "surrogateescape")
    assert page.get(f"{API}/me", headers=[(b"authorization", raw)]).status_code == 401
    assert page.get(f"{API}/me", headers=[(b"cookie", b"firstring=" + raw[7:])]).status_code == 401


def test_an_invitation_works_once_and_for_a_week(page: TestClient, owner: Somebody, clock: SetClock) -> None:
    first, second = invited(page, owner), invited(page, owner, email="carla@example.com")
    assert page.post(f"{API}/invitations/{first}", json={"password": "short"}).status_code == 422
    assert page.post(f"{API}/invitations/{first}", json={"password": PASSWORD, "name": "Bo"}).status_code == 201
    assert page.get(f"{API}/me").json()["person"]["name"] == "Bo"
    page.cookies.clear()
    assert page.post(f"{API}/invitations/{first}", json={"password": PASSWORD}).status_code == 404
    clock.pass_(days=7)
    assert page.get(f"{API}/invitations/{second}").status_code == 404
    assert page.post(f"{API}/invitations/{second}", json={"password": PASSWORD}).status_code == 404
    assert page.post(f"{API}/invitations/fsi_nothing", json={"password": PASSWORD}).status_code == 404


def test_an_invitation_can_be_called_off(page: TestClient, owner: Somebody) -> None:
    token = invited(page, owner)
    (waiting,) = page.get(f"{RESTAURANT}/invitations", headers=owner.bearer).json()
    assert (waiting["email"], waiting["role"]) == ("boris@example.com", "staff")
    one = f"{RESTAURANT}/invitations/{waiting['id']}"
    assert page.delete(one, headers=owner.bearer).status_code == 204
    assert page.delete(one, headers=owner.bearer).status_code == 404
    assert page.get(f"{API}/invitations/{token}").status_code == 404


def test_an_invitation_is_worth_no_more_than_whoever_gave_it(page: TestClient, door: Door, owner: Somebody) -> None:
    manager = somebody(door, "Mia", Role.MANAGER, business="restaurant")
    token = invited(page, manager)
    assert page.delete(f"{RESTAURANT}/members/{manager.id}", headers=owner.bearer).status_code == 204
    assert page.post(f"{API}/invitations/{token}", json={"password": PASSWORD}).status_code == 404


def test_who_has_an_account_joins_another_business_with_its_password(
    page: TestClient, door: Door, owner: Somebody
) -> None:
    other = somebody(door, "Boris", Role.OWNER, business="salon")
    token = invited(page, owner)
    assert page.post(f"{API}/invitations/{token}", json={"password": "something else"}).status_code == 403
    assert page.post(f"{API}/invitations/{token}", json={"password": PASSWORD}).status_code == 201
    page.cookies.clear()
    me = page.get(f"{API}/me", headers=other.bearer).json()
    assert {(one["id"], one["role"]) for one in me["businesses"]} == {("salon", "owner"), ("restaurant", "staff")}


def test_nobody_gives_or_takes_away_a_role_above_their_own(page: TestClient, door: Door, owner: Somebody) -> None:
    manager = somebody(door, "Mia", Role.MANAGER, business="restaurant")
    staff = somebody(door, "Sam", Role.STAFF, business="restaurant")
    members = f"{RESTAURANT}/members"
    too_high = page.post(members, json=BORIS | {"role": "owner"}, headers=manager.bearer)
    assert (too_high.status_code, too_high.json()["reason"]) == (403, "not_allowed")
    assert page.patch(f"{members}/{manager.id}", json={"role": "owner"}, headers=manager.bearer).status_code == 403
    assert page.patch(f"{members}/{owner.id}", json={"role": "staff"}, headers=manager.bearer).status_code == 403
    assert page.delete(f"{members}/{owner.id}", headers=manager.bearer).status_code == 403
    assert page.get(members, headers=staff.bearer).status_code == 403
    assert page.patch(f"{members}/{staff.id}", json={"role": "manager"}, headers=manager.bearer).status_code == 204
    listed = page.get(members, headers=staff.bearer).json()
    assert {(one["person"]["name"], one["role"], one["through"]) for one in listed} == {
        ("Anna", "owner", "business"), ("Mia", "manager", "business"), ("Sam", "manager", "business"),
    }  # fmt: skip


def test_the_last_owner_stays(page: TestClient, door: Door, owner: Somebody) -> None:
    one = f"{RESTAURANT}/members/{owner.id}"
    for answer in (
        page.delete(one, headers=owner.bearer),
        page.patch(one, json={"role": "manager"}, headers=owner.bearer),
    ):
        assert (answer.status_code, answer.json()["reason"]) == (409, "last_owner")
    somebody(door, "Bea", Role.OWNER, business="restaurant")
    assert page.delete(one, headers=owner.bearer).status_code == 204
    assert page.get(RESTAURANT, headers=owner.bearer).status_code == 404


def test_who_is_removed_is_out_at_once(page: TestClient, door: Door, owner: Somebody) -> None:
    staff = somebody(door, "Sam", Role.STAFF, business="restaurant")
    assert page.get(RESTAURANT, headers=staff.bearer).status_code == 200
    gone = f"{RESTAURANT}/members/{staff.id}"
    assert page.delete(gone, headers=owner.bearer).status_code == 204
    assert page.get(RESTAURANT, headers=staff.bearer).status_code == 404
    assert page.get(f"{API}/businesses", headers=staff.bearer).json() == []
    assert page.delete(gone, headers=owner.bearer).status_code == 404


def test_an_agency_serves_its_own_businesses_and_no_other(page: TestClient, office: Office, owner: Somebody) -> None:
    for name in ("salon", "clinic"):
        business = office.desk.businesses.get(BusinessId(name))
        assert business is not None
        office.desk.businesses.put(business.model_copy(update={"agency": "Bright & Co"}))
    agent = somebody(office.door, "Ada", Role.MANAGER, agency="Bright & Co")
    somebody(office.door, "Olga", Role.OWNER, business="salon")
    seen = {business["id"] for business in page.get(f"{API}/businesses", headers=agent.bearer).json()}
    assert seen == {"salon", "clinic"}
    assert page.get(RESTAURANT, headers=agent.bearer).status_code == 404
    listed = page.get(f"{SALON}/members", headers=agent.bearer).json()
    assert {(one["person"]["name"], one["through"]) for one in listed} == {("Ada", "agency"), ("Olga", "business")}
    assert page.delete(f"{SALON}/members/{agent.id}", headers=agent.bearer).status_code == 404


def test_another_program_has_a_key_to_one_business_and_no_more_than_its_role(page: TestClient, owner: Somebody) -> None:
    keys = f"{RESTAURANT}/keys"
    for role in ("manager", "owner"):
        too_much = page.post(keys, json={"name": "website", "role": role}, headers=owner.bearer)
        assert (too_much.status_code, too_much.json()["reason"]) == (403, "not_allowed")
    cut = page.post(keys, json={"name": "website"}, headers=owner.bearer).json()
    program = {"Authorization": f"Bearer {cut['token']}"}
    assert page.get(f"{RESTAURANT}/calls", headers=program).status_code == 200
    assert page.get(f"{SALON}/calls", headers=program).status_code == 404
    assert page.get(keys, headers=program).status_code == 403
    assert page.get(f"{API}/me", headers=program).json()["person"]["name"] == "website"
    assert page.put(f"{API}/me/password", json={"old": "x", "new": PASSWORD}, headers=program).status_code == 403
    (listed,) = page.get(keys, headers=owner.bearer).json()
    assert listed == {name: value for name, value in cut.items() if name != "token"}
    assert page.delete(f"{keys}/{cut['id']}", headers=owner.bearer).status_code == 204
    assert page.delete(f"{keys}/{cut['id']}", headers=owner.bearer).status_code == 404
    assert page.get(f"{RESTAURANT}/calls", headers=program).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {}, [], "x", {"email": "anna", "password": "x"}, {"email": "anna@example.com"}, {"token": ""},
        {"email": "a@b", "password": "x" * 300}, {"email": "a@b\u0000", "password": "x"},
        {"email": "anna@example.com", "password": "x", "token": "y"}, {"email": None, "password": None},
        {"email": "a@b", "password": "\ud800"},
    ],
)  # fmt: skip
def test_nonsense_signs_nobody_in(page: TestClient, owner: Somebody, body: object) -> None:
    answer = page.post(f"{API}/session", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code in (401, 422)
    assert answer.headers["content-type"] == "application/problem+json"


class Vouching:
    """Another service, that knows two people by their tokens."""

    def who(self, token: str) -> Shown | None:
        if token == "pool.is.down":
            raise VendorUnavailable("down")
        known = {"boris.id.token": "boris@example.com", "boris.access.token": "", "mallory.id.token": "m@example.com"}
        return Shown(PersonId(token.partition(".")[0]), known[token], "Boris B.") if token in known else None


@pytest.fixture
def vouched(office: Office) -> Iterator[TestClient]:
    """An API whose people another service vouches for."""
    door = replace(office.door, identities=(*office.door.identities, Vouching()), passwords=None, open_house=False)
    app = FastAPI()
    problems.install(app)
    for part in (accounts, dashboard_api):
        app.include_router(part.routes(replace(office, door=door)))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_who_another_service_vouches_for_joins_by_the_address_it_has_checked(
    vouched: TestClient, owner: Somebody
) -> None:
    token = invited(vouched, owner)
    boris = {"Authorization": "Bearer boris.id.token"}
    assert vouched.get(RESTAURANT, headers=boris).status_code == 404, "known, but nobody here"
    for shown, status in (("mallory.id.token", 403), ("boris.access.token", 403), ("x.y.z", 403)):
        assert vouched.post(f"{API}/invitations/{token}/join", json={"token": shown}).status_code == status
    assert vouched.post(f"{API}/invitations/{token}", json={"password": PASSWORD}).status_code == 403
    joined = vouched.post(f"{API}/invitations/{token}/join", json={"token": "boris.id.token"})
    assert (joined.status_code, joined.json()["person"]["id"]) == (201, "boris")
    vouched.cookies.clear()
    assert vouched.get(RESTAURANT, headers=boris).status_code == 200
    exchanged = vouched.post(f"{API}/session", json={"token": "boris.access.token"})
    assert exchanged.status_code == 201
    assert vouched.get(RESTAURANT).status_code == 200, "by the cookie of a session of our own"
    for nobody in ("mallory.id.token", "x.y.z", exchanged.json()["token"]):
        assert vouched.post(f"{API}/session", json={"token": nobody}).status_code == 401


def test_while_that_service_is_down_it_is_said_and_nobody_comes_in(vouched: TestClient, owner: Somebody) -> None:
    down = {"Authorization": "Bearer pool.is.down"}
    for answer in (
        vouched.get(RESTAURANT, headers=down),
        vouched.post(f"{API}/session", json={"token": "pool.is.down"}),
    ):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert vouched.get(RESTAURANT, headers=owner.bearer).status_code == 200


def test_who_can_read_the_data_folder_owns_everything_also_with_accounts(
    page: TestClient, office: Office, owner: Somebody
) -> None:
    app = FastAPI()
    problems.install(app)
    app.include_router(accounts.routes(replace(office, door=replace(office.door, machine=digest("in the folder")))))
    with TestClient(app) as beside:
        ours = {"Authorization": "Bearer in the folder"}
        me = beside.get(f"{API}/me", headers=ours).json()
        assert (len(me["businesses"]), me["open_house"]) == (3, False)
        assert beside.post(f"{RESTAURANT}/members", json=BORIS, headers=ours).status_code == 201
        assert beside.get(f"{API}/me", headers={"Authorization": "Bearer another"}).status_code == 401
    assert page.get(f"{API}/me", headers=ours).status_code == 401


def test_where_another_service_vouches_there_is_no_open_house_and_no_password(vouched: TestClient) -> None:
    assert vouched.get(f"{API}/businesses").status_code == 401
    assert sign_in(vouched).status_code == 401


FIRST = {"email": "Anna@Example.com", "name": "Anna", "password": PASSWORD}


def test_the_first_account_is_made_on_the_page_and_only_once(page: TestClient) -> None:
    made = page.post(f"{API}/me", json=FIRST)
    assert (made.status_code, made.json()["person"]["email"]) == (201, "anna@example.com")
    me = page.get(f"{API}/me").json()
    assert (me["open_house"], me["may_found"], me["agency"]) == (False, True, "")
    assert {one["role"] for one in me["businesses"]} == {"owner"}
    page.cookies.clear()
    assert page.get(f"{API}/me").status_code == 401
    again_ = page.post(f"{API}/me", json=FIRST | {"email": "mallory@example.com"})
    assert (again_.status_code, again_.json()["reason"]) == (403, "not_allowed")
    assert sign_in(page).status_code == 201


def test_a_first_account_needs_a_long_password_and_a_page_of_ours(page: TestClient, door: Door) -> None:
    assert page.post(f"{API}/me", json=FIRST | {"password": "short"}).status_code == 422
    assert page.post(f"{API}/me", json=FIRST, headers={"Origin": "https://evil.example"}).status_code == 403
    assert not door.accounts.anybody()


def test_where_another_service_vouches_nobody_makes_the_first_account(vouched: TestClient, owner: Somebody) -> None:
    assert vouched.post(f"{API}/me", json=FIRST).status_code == 403


def test_who_owns_one_business_sets_up_no_other_and_an_agency_does(
    page: TestClient, door: Door, owner: Somebody
) -> None:
    me = page.get(f"{API}/me", headers=owner.bearer).json()
    assert (me["may_found"], me["agency"]) == (False, "")
    agent = somebody(door, "Agnes", Role.MANAGER, agency="north")
    me = page.get(f"{API}/me", headers=agent.bearer).json()
    assert (me["may_found"], me["agency"]) == (True, "north")


def test_the_board_shows_ones_own_businesses_those_in_trouble_first(
    page: TestClient, office: Office, owner: Somebody
) -> None:
    keeper = somebody(office.door, "Keeper", Role.OWNER)
    lost = CallRecord(
        CallId("CA9"), BusinessId("salon"), Phone("+14155550142"), Phone("+14155550102"), office.desk.clock()
    )
    office.desk.calls.begin(lost)
    office.desk.calls.finish(replace(lost, status="ended", ended=office.desk.clock(), outcome="lost"))
    board = page.get(f"{API}/board", headers=keeper.bearer).json()
    assert [(one["business"], one["health"], one["failed"]) for one in board] == [
        ("salon", "ill", 1), ("clinic", "well", 0), ("restaurant", "well", 0),
    ]  # fmt: skip
    assert [one["business"] for one in page.get(f"{API}/board", headers=owner.bearer).json()] == ["restaurant"]
    assert page.get(f"{API}/board").status_code == 401


def test_a_call_that_goes_on_is_live_and_not_lost(page: TestClient, office: Office) -> None:
    now = office.desk.clock()
    office.desk.calls.begin(
        CallRecord(
            CallId("CA8"),
            BusinessId("clinic"),
            Phone("+14155550142"),
            Phone("+14155550101"),
            now - timedelta(minutes=1),
        )
    )
    row = next(one for one in page.get(f"{API}/board").json() if one["business"] == "clinic")
    assert (row["live"], row["calls"], row["failed"], row["health"]) == (1, 1, 0, "well")
