"""Only this machine's own page may use an API without accounts; with them, the public name may too."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from functions.call_setup import app as call_setup
from functions.dashboard_api.app import build
from functions.office import Office
from functions.office_guard import OfficeGuard
from receptionist.accounts.model import Role
from tests.fakes.front_office import Twilio
from tests.fakes.people import somebody

HOME = "http://127.0.0.1:8000"
LIST = "/api/v1/businesses"


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    app: FastAPI = build(office)
    app.include_router(call_setup.routes(office))

    @app.websocket("/live")
    async def live(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    with TestClient(OfficeGuard(app, origins=[HOME, "http://localhost:8000"]), base_url=HOME) as client:
        yield client


def test_the_page_itself_is_served(page: TestClient) -> None:
    assert page.get(LIST).status_code == 200
    assert page.get(LIST, headers={"Origin": HOME, "Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert page.get(LIST, headers={"Host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example.com"},
        {"Host": "rebound.example.com:8000"},
        {"Host": "127.0.0.1:9000"},
        {"Origin": "https://evil.example.com"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8000.evil.example.com"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_strangers_page_gets_nothing(page: TestClient, headers: dict[str, str]) -> None:
    for answer in (
        page.get(LIST, headers=headers),
        page.post(f"{LIST}/restaurant/browser-calls", json={}, headers=headers),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


def test_a_strangers_page_cannot_listen_in(page: TestClient) -> None:
    ours = {"Host": "127.0.0.1:8000", "Origin": HOME}
    for strange in ({"Origin": "https://evil.example.com"}, {"Host": "rebound.example.com"}):
        with pytest.raises(WebSocketDisconnect), page.websocket_connect("/live", headers=ours | strange):
            raise AssertionError("let in")
    with page.websocket_connect("/live", headers=ours):
        pass


def test_twilio_comes_by_the_public_name(page: TestClient) -> None:
    page.headers["Host"] = "phone.example.com"
    assert Twilio(page).post("/voice/incoming").status_code == 200


PUBLIC = "https://desk.example.com"


@pytest.fixture
def guarded(office: Office) -> TestClient:
    app = OfficeGuard(build(office), origins=[HOME], public=[PUBLIC], has_accounts=office.door.accounts.anybody)
    return TestClient(app, base_url=PUBLIC)


def test_the_public_name_is_let_past_once_there_are_accounts(guarded: TestClient, office: Office) -> None:
    assert guarded.get(LIST).status_code == 403, "whoever gets past owns everything"
    owner = somebody(office.door, "Anna", Role.OWNER)
    assert guarded.get(LIST).status_code == 401
    assert guarded.get(LIST, headers=owner.bearer).status_code == 200
    for strange in ({"Origin": HOME}, {"Origin": "https://evil.example.com"}, {"Host": "rebound.example.com"}):
        assert guarded.get(LIST, headers=owner.bearer | strange).status_code == 403
    assert guarded.get(LIST, headers=owner.bearer | {"Origin": PUBLIC}).status_code == 200


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded"])
def test_what_a_proxy_passes_on_did_not_come_from_this_machine(guarded: TestClient, office: Office, name: str) -> None:
    passed_on = {"Host": "127.0.0.1:8000", name: "for=192.0.2.1"}
    assert guarded.get(LIST, headers={"Host": "127.0.0.1:8000"}).status_code == 200
    assert guarded.get(LIST, headers=passed_on).status_code == 403
    somebody(office.door, "Anna", Role.OWNER)
    assert guarded.get(LIST, headers=passed_on).status_code == 401
