"""The table does not answer."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI

from functions.call_setup.app import build
from functions.office import Office
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.errors import StoreUnavailable
from receptionist.ids import CallId, Phone
from tests.fakes.front_office import Twilio


class DownCalls(MemoryCallStore):
    def find(self, call: CallId) -> CallRecord | None:
        raise StoreUnavailable("down")


class DownBusinesses(MemoryBusinessStore):
    def by_number(self, number: Phone) -> Business | None:
        raise StoreUnavailable("down")


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(replace(office, desk=replace(office.desk, calls=DownCalls(), businesses=DownBusinesses())))


def test_a_new_call_is_sent_to_the_fallback_which_may_be_another_region(twilio: Twilio) -> None:
    """Twilio asks the number's fallback URL after a 5xx; an answer of ours would keep the caller in a broken region."""
    answer = twilio.post("/voice/incoming")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize("path", ["/voice/after?resumes=0", "/voice/after?then=dialled&resumes=0", "/voice/fallback"])
def test_a_caller_on_the_line_is_offered_a_voicemail(twilio: Twilio, path: str) -> None:
    answer = twilio.post(path)
    assert answer.status_code == 200
    assert [verb.tag for verb in ElementTree.fromstring(answer.text)] == ["Say", "Say", "Record", "Hangup"]


def test_a_voicemail_that_cannot_be_noted_still_ends_politely(twilio: Twilio) -> None:
    recorded = twilio.post("/voice/after?then=recorded", RecordingUrl="https://api.twilio.com/RE1")
    assert recorded.status_code == 200
    assert [verb.tag for verb in ElementTree.fromstring(recorded.text)] == ["Hangup"]
