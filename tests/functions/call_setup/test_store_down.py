"""The table does not answer."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.call_setup.app import build
from functions.office import DEGRADED, Office
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.errors import StoreUnavailable
from receptionist.ids import CallId, Phone
from tests.fakes.front_office import ORIGIN, OTHER_ORIGIN, Twilio


class DownCalls(MemoryCallStore):
    def find(self, call: CallId) -> CallRecord | None:
        raise StoreUnavailable("down")


class DownBusinesses(MemoryBusinessStore):
    def by_number(self, number: Phone) -> Business | None:
        raise StoreUnavailable("down")


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(replace(office, desk=replace(office.desk, calls=DownCalls(), businesses=DownBusinesses())))


def told(answer: Any) -> list[str]:
    """The verbs; an operator is told of it, too."""
    assert (answer.status_code, answer.headers[DEGRADED]) == (200, "1")
    return [verb.tag for verb in ElementTree.fromstring(answer.text)]


def redirected(answer: Any) -> str | None:
    found = ElementTree.fromstring(answer.text).find("Redirect")
    return found.text if found is not None else None


def test_a_new_call_is_tried_once_more_and_then_offered_a_voicemail(twilio: Twilio) -> None:
    answer = twilio.post("/voice/incoming")
    assert told(answer) == ["Say", "Pause", "Redirect"]
    assert redirected(answer) == f"{ORIGIN}/voice/incoming?again=1"
    assert told(twilio.post("/voice/incoming?again=1")) == ["Say", "Say", "Record", "Hangup"]


def test_a_new_call_goes_to_another_region_if_there_is_one(office: Office) -> None:
    desk = replace(office.desk, businesses=DownBusinesses())
    with TestClient(build(replace(office, desk=desk, elsewhere=(OTHER_ORIGIN,)))) as client:
        twilio = Twilio(client)
        answer = twilio.post("/voice/incoming?again=1")
        assert told(answer) == ["Redirect"]
        assert redirected(answer) == f"{OTHER_ORIGIN}/voice/incoming?again=2"
        assert told(twilio.post("/voice/incoming?again=2")) == ["Say", "Say", "Record", "Hangup"]


@pytest.mark.parametrize("path", ["/voice/after?resumes=0", "/voice/after?then=dialled&resumes=0", "/voice/fallback"])
def test_a_caller_on_the_line_is_offered_a_voicemail(twilio: Twilio, path: str) -> None:
    answer = twilio.post(path)
    assert answer.status_code == 200
    assert [verb.tag for verb in ElementTree.fromstring(answer.text)] == ["Say", "Say", "Record", "Hangup"]


def test_a_voicemail_that_cannot_be_noted_still_ends_politely(twilio: Twilio) -> None:
    recorded = twilio.post("/voice/after?then=recorded", RecordingUrl="https://api.twilio.com/RE1")
    assert recorded.status_code == 200
    assert [verb.tag for verb in ElementTree.fromstring(recorded.text)] == ["Hangup"]
