"""A booking in Punjabi with English words in it, with sound, through cloud providers: all well, and each of them down."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import grpc
import pytest

from local.caller.ring import Rung
from tests.e2e.clouds import Clouds, a_house_that_answers_in_punjabi, clouds, recordings, rung, rung_offline, stage_with
from tests.e2e.stage import told
from tests.fakes import recognisers as ears

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.timeout(240)]

GURMUKHI = range(0x0A00, 0x0A80)
MOST_S = 2.0


def in_gurmukhi(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(ord(letter) in GURMUKHI for letter in letters) > len(letters) / 2


def called(there: Clouds, data: Path, meanwhile: Callable[[], None] = lambda: None) -> Rung:
    """The call, to its end; `meanwhile` happens when the service has begun."""

    async def play() -> Rung:
        async with stage_with(there, data) as made:
            meanwhile()
            return await rung(made, data)

    a_house_that_answers_in_punjabi(data)
    return asyncio.run(play())


def met(call: Rung) -> None:
    """The booking is there, the text went out, all was heard to its end, and nobody waited long for a sound."""
    assert call.faults == (), told(call)
    (text,) = call.stored.texts
    assert in_gurmukhi(text["body"]), text["body"]
    assert max(call.waits.answers_s) <= MOST_S, told(call)
    assert call.waits.longest_silence_s <= MOST_S, told(call)


def heard_by(call: Rung) -> list[str]:
    return [event["by"] for event in call.stored.call["transcript"] if event["type"] == "caller.said"]


@pytest.mark.long
def test_all_well(tmp_path: Path) -> None:
    with clouds() as there:
        call = called(there, tmp_path)
        met(call)
        assert heard_by(call) == ["deepgram"] * 4
        assert not there.second_ear.heard
        assert not there.second_mouth.bodies
    greeting = call.diary[0].text
    assert "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ" in greeting
    assert in_gurmukhi(greeting)


@pytest.mark.long
def test_the_first_ear_refuses(tmp_path: Path) -> None:
    with clouds(ears.Play(500)) as there:
        call = called(there, tmp_path)
        met(call)
        assert heard_by(call) == ["elevenlabs"] * 4


def test_the_first_ear_hangs_in_mid_call(tmp_path: Path) -> None:
    first_line = next(iter(recordings().values()))
    with clouds(ears.Play(way="mute", after_s=len(first_line) / 8000 + 1.5, late_s=0.15)) as there:
        call = called(there, tmp_path)
        met(call)
        assert heard_by(call) == ["deepgram", *["elevenlabs"] * 3]


@pytest.mark.long
def test_the_first_mouth_refuses(tmp_path: Path) -> None:
    with clouds() as there:
        there.first_mouth.play.code = grpc.StatusCode.UNAVAILABLE
        call = called(there, tmp_path)
        met(call)
        assert not there.first_mouth.streamed
        assert there.second_mouth.bodies


def test_the_first_mouth_breaks_off_in_mid_sentence(tmp_path: Path) -> None:
    with clouds() as there:

        def breaks() -> None:
            there.first_mouth.play.breaks_after = 4

        call = called(there, tmp_path, breaks)
        met(call)
        made = " ".join(text for _, text in there.first_mouth.streamed)
        taken_over = [body["text"] for body in there.second_mouth.bodies]
        assert any(text.strip() in made for text in taken_over), "the rest of a sentence is the other voice's"


@pytest.mark.long
@pytest.mark.timeout(420)
def test_without_any_cloud_the_same_is_booked_by_keys(tmp_path: Path) -> None:
    a_house_that_answers_in_punjabi(tmp_path)
    call = asyncio.run(rung_offline(tmp_path))
    assert call.faults == (), told(call)
    (text,) = call.stored.texts
    assert in_gurmukhi(text["body"]), text["body"]
    said = [event for event in call.stored.call["transcript"] if event["type"] == "assistant.said"]
    assert {event["language"] for event in said} == {"pa"}
    assert all(in_gurmukhi(event["text"]) for event in said), said
