"""Numbers over HTTP: looked at, bought, connected and given back, by those whose money it is."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.accounts import app as accounts
from functions.definitions import app as definitions
from functions.numbers import app as numbers
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.adapters.memory.numbers import MemoryPhoneNumbers
from receptionist.calls.numbers import pointing_at
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, Phone
from tests.fakes.front_office import ORIGIN, RememberingCarrier, RememberingSms, an_office
from tests.fakes.people import somebody

HOME = "/api/v1/businesses/salon/numbers"
SALON, NUMBER = BusinessId("salon"), "+14155550102"
PRICE = {"amount": "1.15", "currency": "USD"}
ELSEWHERE = pointing_at("https://before.example.com")


@pytest.fixture
def carrier_account() -> MemoryPhoneNumbers:
    return MemoryPhoneNumbers({Phone(NUMBER): "pending"})


@pytest.fixture
def office(desk: Desk, carrier_account: MemoryPhoneNumbers) -> Office:
    return an_office(desk, RememberingCarrier(), RememberingSms(), numbers=carrier_account)


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    app = FastAPI()
    problems.install(app)
    for part in (accounts, definitions, numbers):
        app.include_router(part.routes(office))
    with TestClient(app) as client:
        yield client


def listed(page: TestClient) -> Any:
    return page.get(HOME).json()


def acts(page: TestClient, business: str = "salon") -> list[tuple[str, str]]:
    return [(one["act"], one["about"]) for one in page.get(f"/api/v1/businesses/{business}/audit").json()]


def test_a_number_the_account_does_not_own_is_told_so(page: TestClient) -> None:
    (only,) = listed(page)["numbers"]
    assert (only["number"], only["reach"], only["registration"]) == (NUMBER, "not_owned", "none")


def test_a_number_that_leads_elsewhere_is_mended(page: TestClient, carrier_account: MemoryPhoneNumbers) -> None:
    carrier_account.own(Phone(NUMBER), ELSEWHERE)
    (only,) = listed(page)["numbers"]
    assert (only["reach"], only["leads_to"]) == ("elsewhere", "https://before.example.com/voice/incoming")
    assert only["wrong"] == ["voice_url", "voice_fallback_url", "status_callback", "sms_url"]
    assert page.put(f"{HOME}/{NUMBER}").json()["reach"] == "ours"
    assert listed(page)["numbers"][0]["wrong"] == []
    assert acts(page)[0] == ("number.connected", NUMBER)


def test_numbers_of_an_area_are_offered_with_their_price(page: TestClient) -> None:
    told = page.get(f"{HOME}/offers", params={"area": "415"}).json()
    assert told["price"] == PRICE
    assert len(told["offers"]) == 12
    assert page.get(f"{HOME}/offers", params={"country": "AQ"}).json() == {"price": None, "offers": []}
    assert page.get(f"{HOME}/offers", params={"area": "12"}).status_code == 422


def test_a_bought_number_rings_the_business_at_its_price_and_the_log_says_so(
    page: TestClient, desk: Desk, carrier_account: MemoryPhoneNumbers
) -> None:
    wish = {"number": "+14155550242", "price": PRICE}
    told = page.post(HOME, json=wish)
    assert (told.status_code, told.json()["in_use"]) == (201, True)
    assert page.post(HOME, json=wish).status_code == 201
    holder = desk.businesses.by_number(Phone("+14155550242"))
    assert holder is not None
    assert (holder.id, holder.numbers, holder.version) == (SALON, (NUMBER, "+14155550242"), 2)
    own = carrier_account.find(Phone("+14155550242"))
    assert own is not None
    assert own.webhooks == pointing_at(ORIGIN)
    assert ("number.bought", "+14155550242 for 1.15 USD a month") in acts(page)


def test_nothing_is_bought_at_another_price_than_was_confirmed(
    page: TestClient, carrier_account: MemoryPhoneNumbers
) -> None:
    refused = page.post(HOME, json={"number": "+14155550242", "price": {"amount": "1.00", "currency": "USD"}})
    assert (refused.status_code, refused.json()["reason"]) == (409, "price_changed")
    assert list(carrier_account.owned()) == []


def test_one_that_was_sold_meanwhile_is_told_so(page: TestClient) -> None:
    refused = page.post(HOME, json={"number": "+14155559999", "price": PRICE})
    assert (refused.status_code, refused.json()["reason"]) == (409, "number_gone")


def test_a_number_is_bought_for_a_business_that_comes_after_it(page: TestClient) -> None:
    new = "/api/v1/businesses/lotus/numbers"
    assert page.get(f"{new}/offers").json()["price"] == PRICE
    told = page.post(new, json={"number": "+14155550243", "price": PRICE}).json()
    assert told["in_use"] is False
    assert [one["number"] for one in page.get(f"{new}/spare").json()] == ["+14155550243"]


def test_a_draft_that_was_begun_goes_on_with_the_new_number(page: TestClient) -> None:
    draft = "/api/v1/businesses/salon/draft"
    business = page.get("/api/v1/businesses/salon/versions/1").json()["definition"] | {"name": "Juniper Two"}
    page.put(draft, json={"definition": business}, headers={"If-None-Match": "*"}).raise_for_status()
    page.post(HOME, json={"number": "+14155550244", "price": PRICE}).raise_for_status()
    kept = page.get(draft).json()
    assert (kept["base"], kept["definition"]["numbers"], kept["definition"]["name"]) == (
        2, [NUMBER, "+14155550244"], "Juniper Two",
    )  # fmt: skip
    assert page.post(f"{draft}/publish", json={"untried": True}).json()["version"] == 3


def test_a_number_of_another_business_is_not_taken(page: TestClient, carrier_account: MemoryPhoneNumbers) -> None:
    carrier_account.own(Phone("+14155550100"))
    assert page.put(f"{HOME}/+14155550100").json()["reason"] == "number_taken"
    assert page.delete(f"{HOME}/+14155550100").status_code == 404
    assert carrier_account.find(Phone("+14155550100")) is not None


def test_a_number_is_given_back_but_never_the_last(page: TestClient, carrier_account: MemoryPhoneNumbers) -> None:
    page.post(HOME, json={"number": "+14155550245", "price": PRICE}).raise_for_status()
    assert page.delete(f"{HOME}/+14155550245", params={"release": True}).status_code == 204
    assert page.delete(f"{HOME}/+14155550245", params={"release": True}).status_code == 204
    assert list(carrier_account.owned()) == []
    refused = page.delete(f"{HOME}/{NUMBER}")
    assert (refused.status_code, refused.json()["reason"]) == (422, "not_servable")


def test_a_number_kept_at_the_carrier_is_spare(page: TestClient) -> None:
    page.post(HOME, json={"number": "+14155550246", "price": PRICE}).raise_for_status()
    page.delete(f"{HOME}/+14155550246").raise_for_status()
    assert [one["number"] for one in page.get(f"{HOME}/spare").json()] == ["+14155550246"]


def test_texts_are_promised_as_the_networks_allow(
    page: TestClient, desk: Desk, carrier_account: MemoryPhoneNumbers
) -> None:
    carrier_account.own(Phone(NUMBER))
    told = listed(page)
    assert (told["text_registration"], told["promises_texts"]) == ("pending", True)
    assert page.put("/api/v1/businesses/salon/text-registration").json() == {"text_registration": "pending"}
    assert listed(page)["promises_texts"] is False


def test_who_owns_the_business_but_not_the_account_looks_and_buys_nothing(
    page: TestClient, office: Office, carrier_account: MemoryPhoneNumbers
) -> None:
    olive = somebody(office.door, "Olive", Role.OWNER, business="salon").bearer
    assert page.get(HOME, headers=olive).json()["may_change"] is False
    assert page.get(f"{HOME}/spare", headers=olive).json() == []
    wish = {"number": "+14155550247", "price": PRICE}
    for refused in (
        page.post(HOME, json=wish, headers=olive),
        page.put(f"{HOME}/{NUMBER}", headers=olive),
        page.delete(f"{HOME}/{NUMBER}", headers=olive),
    ):
        assert (refused.status_code, refused.json()["reason"]) == (403, "not_allowed")
    assert page.post("/api/v1/businesses/lotus/numbers", json=wish, headers=olive).status_code == 404
    assert list(carrier_account.owned()) == []
