"""A call that has happened becomes a conversation that can be played, with nobody's data in it."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from local.suite import run_files
from local.suite_from_call import suite_of
from local.text_office import text_office
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.language.understander import LocalUnderstander

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
CALL = CallId("CA" + "1" * 32)
EVENTS: tuple[dict[str, Any], ...] = (
    {"type": "call.started", "caller": "+14157770199", "language": "en", "resumed": False},
    {"type": "assistant.said", "text": "Hello", "language": "en"},
    {"type": "caller.said", "text": "Hi, my name is Priya Raman, a table for two tomorrow at seven please"},
    {"type": "effect", "effect": "hold.taken", "detail": {}},
    {"type": "caller.said", "text": "Yes please, and my number is 415 777 0199, Priya Raman"},
    {"type": "effect", "effect": "booking.confirmed", "detail": {}},
    {"type": "effect", "effect": "sms.queued", "detail": {}},
    {"type": "keys", "digits": "…"},
    {"type": "caller.said", "text": "write to priya.raman@mail.com or charge 4111 1111 1111 1111"},
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with text_office() as office:
        office.business("restaurant", lambda: NOW)
        desk = office.desk(lambda: NOW)
        record = CallRecord(CALL, BusinessId("restaurant"), Phone("+14157770199"), Phone("+14155550100"), NOW)
        desk.calls.begin(record)
        desk.calls.finish(replace(record, status="ended", transcript=EVENTS))
        yield desk


def test_nobodys_name_number_or_address_is_left(desk: Desk) -> None:
    text = suite_of(desk, CALL, LocalUnderstander())
    for secret in ("Priya", "Raman", "777", "mail.com", "4111"):
        assert secret not in text
    turns = yaml.safe_load(text)["turns"]
    assert "Sam Carter" in turns[0]["say"]
    assert "Sam Carter" in turns[1]["say"]


def test_what_was_done_must_be_done_again(desk: Desk) -> None:
    content = yaml.safe_load(suite_of(desk, CALL, LocalUnderstander()))
    assert content["turns"][0]["effects"] == []
    assert content["turns"][1]["effects"] == ["booking.confirmed", "sms.queued"]
    assert content["turns"][2] == {"silent": True}
    assert content["now"] == "2026-11-27T15:00-08:00"


def test_it_can_be_played(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "call.yaml"
    file.write_text(suite_of(desk, CALL, LocalUnderstander()), encoding="utf-8")
    out = io.StringIO()
    run_files([file], stdout=out)
    assert "1 conversations" in out.getvalue()


def test_a_call_nobody_knows_is_one_message(desk: Desk) -> None:
    with pytest.raises(Misconfigured, match="there is no call"):
        suite_of(desk, CallId("CA2"), LocalUnderstander())
