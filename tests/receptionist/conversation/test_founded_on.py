"""A call knows what it was answered with: the version of the definition, and the passing facts of the moment."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from receptionist.business.definition import Overlay
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import from_json, to_json
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.edit_plan import put_overlay, remove_overlay
from receptionist.ids import CallId
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from tests.receptionist.conversation.paper_book import CALLER, demo
from tests.receptionist.desk.desks import Codes, Watch, desk_of

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
"""Friday, three in the afternoon in San Francisco."""
TODAY = date(2026, 11, 27)
RESTAURANT = demo("restaurant").model_copy(update={"version": 4})
EARLY = Overlay(
    kind="notice", first=TODAY, last=TODAY, text={"en": "We close at nine tonight.", "es": "Hoy cerramos a las nueve."}
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_of(Watch(NOW), Codes())


def hears(receptionist: Receptionist, reply: Reply, text: str) -> Reply:
    return receptionist.hear(RESTAURANT, from_json(to_json(reply.state)), Utterance((text,)))


def test_the_state_names_the_version_and_every_overlay_that_stood_during_the_call(desk: Desk) -> None:
    receptionist = Receptionist(desk, LocalUnderstander().understand)
    reply = receptionist.open(RESTAURANT, call=CallId("c"), caller=CALLER)
    assert (reply.state.extra["version"], reply.state.extra["overlays"]) == (4, [])
    put_overlay(desk, RESTAURANT, "full", Overlay(kind="sold_out", first=TODAY, last=TODAY), revision=0)
    reply = hears(receptionist, reply, "A table for two tonight at seven, please.")
    assert reply.state.extra["overlays"] == ["full@1"]
    remove_overlay(desk, RESTAURANT, "full", revision=1)
    reply = hears(receptionist, reply, "Is there parking?")
    assert reply.state.extra["overlays"] == ["full@1"]


def test_a_notice_is_said_after_the_greeting_in_the_language_of_the_call(desk: Desk) -> None:
    receptionist = Receptionist(desk, LocalUnderstander().understand)
    put_overlay(desk, RESTAURANT, "early", EARLY, revision=0)
    spoken = receptionist.open(RESTAURANT, call=CallId("c"), caller=CALLER).text
    assert "We close at nine tonight." in spoken
    assert spoken.index("We close") < spoken.index("?")
    assert (
        "Hoy cerramos a las nueve."
        in receptionist.open(RESTAURANT, call=CallId("d"), caller=CALLER, language="es").text
    )


def test_a_notice_for_another_day_is_not_said(desk: Desk) -> None:
    receptionist = Receptionist(desk, LocalUnderstander().understand)
    put_overlay(
        desk,
        RESTAURANT,
        "early",
        EARLY.model_copy(update={"first": date(2026, 11, 28), "last": date(2026, 11, 28)}),
        revision=0,
    )
    assert "nine tonight" not in receptionist.open(RESTAURANT, call=CallId("c"), caller=CALLER).text
