"""What operators see of calls."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from receptionist.calls import events
from stream_handler.logs import emit_line
from stream_handler.telemetry import MOST_VALUES, Telemetry, emf
from tests.fakes.tracer import KeepingTracer
from tests.stream_handler.stage import CALLER, Stage

AT = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


async def test_a_call_leaves_its_numbers_and_spans_and_nothing_of_the_caller() -> None:
    lines: list[dict[str, Any]] = []
    tracer = KeepingTracer()
    stage = Stage()
    stage.reception.parts = replace(stage.reception.parts, telemetry=Telemetry(lines.append, tracer))
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four")
        await phone.quiet(2.0)
        await phone.say("no for five", 1.0)
        await phone.until_said()
        phone.hang_up()
    (line,) = [line for line in lines if "Calls" in line]
    assert (line["Calls"], line["Turns"], line["Interruptions"], line["Failovers"]) == (1.0, 2.0, 1.0, 0.0)
    assert (line["service"], line["outcome"]) == ("stream_handler", "caller_hung_up")
    timed = [event["total_ms"] for event in stage.told() if event["type"] == "turn.timed"]
    assert line["AnswerLatency"] == timed
    assert [used["SlotsUsed"] for used in lines if "SlotsUsed" in used] == [1.0, 0.0]
    call, *turns = tracer.spans
    assert (call.name, [turn.name for turn in turns]) == ("call", ["turn", "turn"])
    assert {turn.parent for turn in turns} == {call.get_span_context().span_id}
    assert call.ended is not None
    assert call.attributes["outcome"] == "caller_hung_up"
    for turn, total_ms in zip(turns, timed, strict=True):
        assert turn.ended is not None
        assert (turn.ended - turn.start) / 1e6 == pytest.approx(total_ms, abs=0.01)
        stages = ("end_of_turn_ms", "transcribe_ms", "think_ms", "voice_ms")
        assert sum(turn.attributes[stage] for stage in stages) == pytest.approx(total_ms, abs=1.0)
    told = json.dumps(lines) + json.dumps([span.attributes for span in tracer.spans])
    assert not any(private in told for private in (CALLER, "table", "five", stage.record().call))


async def test_what_came_of_an_interruption_is_in_the_record() -> None:
    stage = Stage()
    stage.mind.answers["hello"] = lambda state: stage.mind.says(
        state, "We are open from nine to five every day but Sunday.", "What else can I do for you today?"
    )
    async with stage.ringing() as phone:
        await phone.until_said()
        for words in ("mm-hm", "stop it"):
            await phone.say("hello", 0.5)
            await phone.until(lambda: phone.playing)
            await phone.quiet(1.0)
            await phone.say(words, 0.6)
            await phone.until_said()
        phone.hang_up()
    over = [event["by"] for event in stage.told() if event["type"] == "interruption.over"]
    assert over == ["nothing", "words"]


def test_a_line_is_what_cloudwatch_reads(capsys: pytest.CaptureFixture[str]) -> None:
    emit_line(emf({"AnswerLatency": [700.0, 900.5], "Calls": [1.0]}, AT, {"outcome": "goodbye"}))
    line = json.loads(capsys.readouterr().out)
    (told,) = line["_aws"]["CloudWatchMetrics"]
    assert line["_aws"]["Timestamp"] == 1795744800000
    assert told["Namespace"] == "Firstring"
    assert {metric["Name"]: metric["Unit"] for metric in told["Metrics"]} == {
        "AnswerLatency": "Milliseconds",
        "Calls": "Count",
    }
    assert all(name in line for dimensions in told["Dimensions"] for name in dimensions)
    assert (line["AnswerLatency"], line["Calls"]) == ([700.0, 900.5], 1.0)


def test_a_long_call_is_told_in_several_lines_and_counted_once() -> None:
    lines: list[dict[str, Any]] = []
    call = Telemetry(lines.append).call()
    for turn in range(MOST_VALUES + 20):
        call.note(events.TurnTimed(turn, 1.0, 2.0, 3.0, 4.0, 10.0), AT)
    call.over("goodbye", 60.0, 0.1, AT)
    assert [len(line["AnswerLatency"]) for line in lines] == [MOST_VALUES, 20]
    assert [line.get("Calls") for line in lines] == [1.0, None]


def test_one_who_takes_over_is_a_failover() -> None:
    lines: list[dict[str, Any]] = []
    call = Telemetry(lines.append).call()
    for by in ("deepgram", "deepgram", "", "local"):
        call.note(events.CallerSaid("words", "en", 1.0, by=by), AT)
    for voice in ("elevenlabs", "", "elevenlabs"):
        call.note(events.AssistantSaid("words", "en", voice=voice), AT)
    call.over("goodbye", 60.0, 0.1, AT)
    assert lines[0]["Failovers"] == 1.0
