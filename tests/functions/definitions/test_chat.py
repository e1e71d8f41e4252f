"""The draft is talked with before anybody hears it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from functions.definitions.app import build
from functions.office import Office
from receptionist.desk.desk import Desk
from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId
from receptionist.ports import Transcript
from receptionist.spans import Span
from tests.fakes.front_office import SetClock

HOME = "/api/v1/businesses/salon"


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    with TestClient(build(office), raise_server_exceptions=False) as client:
        yield client


def talk(page: TestClient, *said: str, **more: Any) -> list[dict[str, Any]]:
    answer = page.post(f"{HOME}/draft/chat", json={"said": said, **more})
    assert answer.status_code == 200, answer.text
    replies: list[dict[str, Any]] = answer.json()["replies"]
    return replies


def test_it_greets_and_answers_from_the_version_that_stands_where_there_is_no_draft(page: TestClient) -> None:
    greeting, price = talk(page, "How much is a men's haircut?")
    assert "AI" in greeting["text"]
    assert "45 dollars" in price["text"]
    assert talk(page, language="es")[0]["language"] == "es"


def test_the_draft_speaks_before_it_is_published(page: TestClient, desk: Desk) -> None:
    business = desk.businesses.get(BusinessId("salon"))
    assert business is not None
    definition = business.model_dump(mode="json")
    next(one for one in definition["services"] if one["id"] == "mens_cut")["price"] = "52"
    assert page.put(f"{HOME}/draft", json={"definition": definition, "revision": 0}).status_code == 200
    assert "52 dollars" in talk(page, "How much is a men's haircut?")[1]["text"]


def test_a_booking_in_it_is_no_booking(page: TestClient, desk: Desk, clock: SetClock) -> None:
    said = (
        "I'd like a men's haircut next Friday at 2 pm",
        "Any stylist",
        "My name is Ana Lopez",
        "415 555 0142",
        "yes",
        "yes",
    )
    replies = talk(page, *said)
    assert any("booking.confirmed" in reply["happened"] for reply in replies), [reply["text"] for reply in replies]
    clock_now = clock()
    assert desk.bookings.during(BusinessId("salon"), Span(clock_now, clock_now.replace(year=2027))) == []


def test_what_is_no_line_is_refused(page: TestClient) -> None:
    assert page.post(f"{HOME}/draft/chat", json={"said": [""]}).status_code == 422
    assert page.post(f"{HOME}/draft/chat", json={"said": ["hi"] * 31}).status_code == 422


class Hearing:
    """A recogniser that hears the same in everything, or nothing any more."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, str | None]] = []
        self.down = False

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        self.heard.append((len(audio), language))
        if self.down:
            raise VendorUnavailable("deaf")
        return Transcript("A table for two tonight.", "en", 0.9)


def test_what_is_said_to_the_draft_becomes_words(office: Office) -> None:
    ears = Hearing()
    with TestClient(build(replace(office, transcriber=ears))) as api:
        assert api.get(f"{HOME}/draft/heard").json() == {"hears": True}
        told = api.post(f"{HOME}/draft/heard", params={"language": "en"}, content=b"\xff" * 8000)
        assert (told.status_code, told.json()["text"]) == (200, "A table for two tonight.")
        assert ears.heard == [(8000, "en")]
        assert api.post(f"{HOME}/draft/heard", content=b"\xff" * 100).status_code == 422
        assert api.post(f"{HOME}/draft/heard", content=b"\xff" * 160_001).status_code == 413
        ears.down = True
        assert api.post(f"{HOME}/draft/heard", content=b"\xff" * 8000).status_code == 503


def test_where_nothing_hears_it_says_so(office: Office) -> None:
    with TestClient(build(office)) as api:
        assert api.get(f"{HOME}/draft/heard").json() == {"hears": False}
        assert api.post(f"{HOME}/draft/heard", content=b"\xff" * 8000).json()["reason"] == "no_ears"


def test_a_house_of_few_words_is_heard_to_be_one(page: TestClient, desk: Desk) -> None:
    business = desk.businesses.get(BusinessId("salon"))
    assert business is not None
    assert talk(page, "Please don't record this call.")[1]["text"].endswith("Is there anything else I can do for you?")
    definition = business.model_dump(mode="json") | {"affect": {"brief": True}}
    assert page.put(f"{HOME}/draft", json={"definition": definition, "revision": 0}).status_code == 200
    assert talk(page, "Please don't record this call.")[1]["text"].endswith("not be recorded. Anything else?")
