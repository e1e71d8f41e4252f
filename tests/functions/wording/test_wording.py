"""What the receptionist says, over HTTP."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.office import Office
from functions.wording.app import routes
from receptionist.accounts.model import Role
from receptionist.business.definition import Business
from receptionist.business.wordings import OwnWording
from receptionist.desk.desk import Desk
from receptionist.desk.publish import save_draft
from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId
from tests.fakes.people import somebody

HOME = "/api/v1/businesses/restaurant/wording"
VOICE = "/api/v1/businesses/restaurant/wording/voice"


class Humming:
    """A voice of one language."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.asked: list[tuple[str | None, float]] = []

    def languages(self) -> frozenset[str]:
        return frozenset({"en", "es"})

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        self.said.append(text)
        self.asked.append((voice, pace))
        if language == "es":
            raise VendorUnavailable("hoarse")
        yield b"\xff" * 160


@pytest.fixture
def voice() -> Humming:
    return Humming()


@pytest.fixture
def page(office: Office, voice: Humming) -> Iterator[TestClient]:
    app = FastAPI()
    problems.install(app)
    app.include_router(routes(replace(office, voice=voice, voices={"en": ("joe", "emma")})))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def listed(page: TestClient, **query: Any) -> dict[str, Any]:
    content: dict[str, Any] = page.get(HOME, params=query).json()
    return content


def one(content: dict[str, Any], sentence: str) -> dict[str, Any]:
    return next(row for row in content["sentences"] if row["sentence"] == sentence and row["variant"] == 0)


def test_every_sentence_is_listed_in_the_languages_of_the_business(page: TestClient) -> None:
    every = listed(page)
    assert {row["language"] for row in every["sentences"]} == {"en", "es", "pa"}
    assert one(listed(page, language="pa"), "all_right")["review"] == "not reviewed by a native speaker"
    assert {row["language"] for row in listed(page, unreviewed=True)["sentences"]} == {"es", "pa"}


def test_a_sentence_is_reworded_kept_as_a_version_and_given_back(page: TestClient, desk: Desk) -> None:
    version = listed(page)["version"]
    changed = page.put(f"{HOME}/en/all_right/0", json={"version": version, "text": "Very  well."})
    assert (changed.status_code, changed.json()["text"], changed.json()["own"]) == (200, "Very well.", True)
    kept = desk.businesses.get(BusinessId("restaurant"))
    assert kept is not None
    assert kept.version == version + 1
    back = page.delete(f"{HOME}/en/all_right/0", params={"version": version + 1})
    assert (back.json()["text"], back.json()["own"]) == ("All right.", False)


def test_what_cannot_be_said_is_refused_in_words_for_its_writer(page: TestClient) -> None:
    answer = page.put(f"{HOME}/en/free/0", json={"version": 1, "text": "You're booked: {visit}."})
    assert answer.status_code == 422
    assert "claims" in answer.json()["detail"]
    assert page.put(f"{HOME}/en/emergency/0", json={"version": 1, "text": "Relax."}).status_code == 422
    assert page.put(f"{HOME}/en/nothing/0", json={"version": 1, "text": "Relax."}).status_code == 422


def test_two_editors_do_not_overwrite_each_other(page: TestClient) -> None:
    version = listed(page)["version"]
    assert page.put(f"{HOME}/en/all_right/0", json={"version": version, "text": "Fine."}).status_code == 200
    late = page.put(f"{HOME}/en/all_right/0", json={"version": version, "text": "Sure."})
    assert late.status_code == 412
    assert one(listed(page), "all_right")["text"] == "Fine."


def test_a_native_speaker_signs_what_they_have_read(page: TestClient) -> None:
    content = listed(page, language="es")
    read = [
        {"sentence": row["sentence"], "variant": row["variant"], "text": row["text"]} for row in content["sentences"]
    ]
    sign = {"version": content["version"], "by": "Lucía Romero", "of": read[:500]}
    signed = page.post(f"{HOME}/es/signatures", json=sign).json()
    assert all(row["review"].startswith("signed by Lucía Romero on ") for row in signed["sentences"])
    stale = {
        "version": signed["version"],
        "by": "Lucía Romero",
        "of": [{"sentence": "all_right", "text": "Otra cosa."}],
    }
    assert page.post(f"{HOME}/es/signatures", json=stale).status_code == 422


def test_a_sentence_can_be_heard_where_a_voice_speaks_its_language(page: TestClient, voice: Humming) -> None:
    heard = page.get(f"{HOME}/en/free/0/audio")
    assert heard.headers["content-type"] == "audio/wav"
    assert heard.content[:4] == b"RIFF"
    assert heard.content.endswith(b"\xff" * 160)
    assert "a table" in voice.said[0]
    assert page.get(f"{HOME}/pa/free/0/audio").status_code == 404
    assert page.get(f"{HOME}/es/free/0/audio").status_code == 503
    assert page.get(f"{HOME}/en/nothing/0/audio").status_code == 404


def test_without_a_voice_it_says_so(office: Office) -> None:
    app = FastAPI()
    problems.install(app)
    app.include_router(routes(office))
    answer = TestClient(app).get(f"{HOME}/en/free/0/audio")
    assert answer.status_code == 404
    assert answer.json()["reason"] == "no_voice"


def test_staff_read_and_managers_write(page: TestClient, office: Office) -> None:
    for role, status in ((Role.STAFF, 403), (Role.MANAGER, 200)):
        headers = {"Authorization": f"Bearer {somebody(office.door, str(role), role).token}"}
        assert page.get(HOME, headers=headers).status_code == 200
        version = page.get(HOME, headers=headers).json()["version"]
        answer = page.put(f"{HOME}/en/all_right/0", json={"version": version, "text": "Good."}, headers=headers)
        assert answer.status_code == status


def test_words_from_a_file_that_do_not_fit_are_told_of(page: TestClient, desk: Desk) -> None:
    known = desk.businesses.get(BusinessId("restaurant"))
    assert known is not None
    wrong = OwnWording(language="en", sentence="free", text="You're booked: {visit}.")
    desk.businesses.put(known.model_copy(update={"wording": (wrong,)}))
    content = listed(page)
    assert content["unspoken"][0]["index"] == 0
    assert "claims" in content["unspoken"][0]["why"]
    assert one(content, "free")["own"] is False


def test_a_draft_is_listed_and_heard_before_it_is_published(page: TestClient, office: Office, voice: Humming) -> None:
    draft = the_draft(office, wording=(OwnWording(language="en", sentence="all_right", text="Lovely."),))
    save_draft(office.desk, draft, base=draft.version, revision=0)
    assert sentence(listed(page, language="en", draft=True), "all_right")["text"] == "Lovely."
    assert sentence(listed(page, language="en"), "all_right")["text"] != "Lovely."
    assert page.get(f"{HOME}/en/all_right/0/audio", params={"draft": True}).status_code == 200
    assert voice.said == ["Lovely."]


def test_any_words_are_heard_as_they_would_be_said(page: TestClient, voice: Humming) -> None:
    assert page.get(VOICE).json() == {"languages": ["en", "es"], "choices": {"en": ["joe", "emma"]}}
    how = [{"written": "Nguyen", "said": {"en": "win"}}]
    heard = page.post(f"{VOICE}/samples", json={"language": "en", "text": "Ask for Nguyen.", "pronunciations": how})
    assert (heard.status_code, heard.headers["content-type"], heard.content[:4]) == (200, "audio/wav", b"RIFF")
    assert voice.said == ["Ask for win."]
    other = {"language": "en", "text": "Hello.", "speech": {"voices": {"en": "emma"}, "pace": 1.2}}
    assert page.post(f"{VOICE}/samples", json=other).status_code == 200
    assert voice.asked == [(None, 1.0), ("emma", 1.2)]
    assert page.post(f"{VOICE}/samples", json=other | {"speech": {"pace": 3}}).status_code == 422
    assert page.post(f"{VOICE}/samples", json={"language": "pa", "text": "ਜੀ।"}).json()["reason"] == "no_voice"
    assert page.post(f"{VOICE}/samples", json={"language": "es", "text": "Hola."}).status_code == 503
    assert page.post(f"{VOICE}/samples", json={"language": "en", "text": "x" * 301}).status_code == 422


def the_draft(office: Office, **changes: Any) -> Business:
    business = office.desk.businesses.get(BusinessId("restaurant"))
    assert business is not None
    return business.model_copy(update=changes)


def sentence(told: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in told["sentences"] if one["sentence"] == name and one["variant"] == 0)
