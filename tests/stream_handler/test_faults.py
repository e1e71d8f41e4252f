"""What goes wrong in one call stays there, and the caller is served on."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from receptionist.calls.record import Checkpoint
from receptionist.ids import CallId
from tests.stream_handler.stage import GREETING, Stage, Telephone
from tests.virtual_time import VirtualLoop


@pytest.mark.parametrize(
    "wrong",
    [
        "{",
        "[1]",
        '{"event":"media","sequenceNumber":"900","media":{"payload":"***"}}',
        '{"event":"media","sequenceNumber":"900","media":{"payload":7}}',
        '{"event":"media","sequenceNumber":"900"}',
        '{"event":"media","sequenceNumber":"1","media":{"payload":"EJAQ"}}',
        '{"event":"media","sequenceNumber":"900","media":{"payload":"' + "A" * 20_000 + '"}}',
        '{"event":"dtmf","sequenceNumber":"900","dtmf":{"digit":"12345"}}',
        '{"event":"x","sequenceNumber":"900","pad":"' + "A" * 40_000 + '"}',
    ],
)
async def test_a_malformed_message_ends_its_call_with_the_reason_recorded(wrong: str) -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        phone.raw(wrong)
        await phone.until(lambda: phone.closed is not None)
    assert stage.record().outcome == "protocol_error"
    assert stage.said() == [" ".join(GREETING)]
    assert stage.mind.released == 1


async def test_one_broken_stream_leaves_the_others_alone() -> None:
    stage = Stage()
    async with stage.ringing(1) as one:
        call = stage.written_down(2)
        other = Telephone(stage.ears, call, stage.ticket(call))
        async with asyncio.TaskGroup() as group:
            group.create_task(stage.reception.serve(other))
            other.start()
            await one.quiet(2.0)
            other.raw("{")
            await one.until(lambda: other.closed is not None)
            await one.until_said()
        await one.say("still here")
        await one.until_said()
        one.hang_up()
    assert stage.record(2).outcome == "protocol_error"
    assert stage.said(1)[-1] == "You said still here."


async def test_a_socket_that_dies_leaves_the_call_to_the_next_handler() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four")
        await phone.until_said()
        phone.cut()
    record = stage.record()
    assert record.status == "live"
    assert [lost.call for lost in stage.calls.lost(stage.clock().replace(year=2027))] == [record.call]
    again = Telephone(stage.ears, record.call, stage.ticket(record.call, nonce="second", resumed=True))
    async with asyncio.TaskGroup() as group:
        hub = group.create_task(stage.reception.parts.hub.run())
        serving = group.create_task(stage.reception.serve(again))
        again.start()
        await again.until_said()
        again.hang_up()
        await serving
        hub.cancel()
    assert stage.said() == [" ".join(GREETING), "You said a table for four.", "Here I am again."]
    assert (stage.record().resumes, stage.record().outcome) == (1, "caller_hung_up")
    assert [event["seq"] for event in stage.told()] == list(range(1, len(stage.told()) + 1))


async def test_a_line_that_goes_dead_without_a_word_is_noticed() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await asyncio.sleep(5.5)
        assert phone.closed is not None
    assert stage.record().status == "live"


async def test_a_process_that_stood_still_has_not_lost_its_callers() -> None:
    stage, loop = Stage(), asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    async with stage.ringing() as phone:
        await phone.until_said()
        loop.stand_still(20)
        await phone.say("still here")
        await phone.until_said()
        phone.hang_up()
    assert stage.said()[-1] == "You said still here."


async def test_a_handler_that_is_fenced_says_and_writes_nothing_more() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        call = stage.record().call
        assert stage.calls.take(stage.business.id, call) is not None
        stage.calls.save(Checkpoint(call, stage.business.id, 2, "{}", stage.clock()))
        await phone.until(lambda: phone.closed is not None, 2.0)
        said = phone.count("media")
        await phone.quiet(1.0)
        assert phone.count("media") == said
    kept = stage.calls.checkpoint(stage.business.id, call)
    assert kept is not None
    assert (kept.epoch, kept.state) == (2, "{}")
    assert stage.record().status == "live"


async def test_stores_that_hang_do_not_silence_us_and_the_record_is_written_when_they_are_back() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.stores.hanging = True
        await phone.say("a table for four")
        await phone.until_said()
        await phone.say("thanks")
        await phone.until_said()
        phone.hang_up()
        await asyncio.sleep(12)
        assert stage.record().status == "live"
        stage.stores.hanging = False
        await asyncio.sleep(12)
    assert stage.mind.heard == ["a table for four", "thanks"]
    assert stage.record().outcome == "caller_hung_up"
    assert stage.said()[-1] == "You said thanks."


async def test_a_mind_that_hangs_is_apologised_for_in_time() -> None:
    stage = Stage()
    for sentence in (
        "One moment, please.",
        "I'm sorry, our book is not answering just now. Could you say that once more?",
    ):
        await stage.reception.parts.prompts.warm(sentence, "en")
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.minds.hanging = True
        before = len(phone.sent)
        await phone.say("a table for four")
        began = stage.now
        await phone.until(lambda: any(event == "media" for _, event in phone.sent[before:]))
        assert stage.now - began < 2.0, "one moment, please"
        await phone.until_said()
        await phone.until_said()
        stage.minds.hanging = False
        await phone.say("a table for four")
        await phone.until_said()
        phone.hang_up()
    assert "once more" in stage.said()[1]
    assert stage.said()[-1] == "You said a table for four."


async def test_a_bug_in_the_mind_gives_the_call_to_the_next_handler() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.mind.breaks = True
        await phone.say("a table for four")
        await phone.until(lambda: phone.closed is not None)
    assert stage.record().status == "live"


async def test_without_a_recogniser_the_caller_is_asked_again() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.ears.down = True
        await phone.say("a table for four")
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["(not heard)"]


async def test_a_recogniser_that_hangs_is_not_waited_for_long() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.ears.hangs = True
        await phone.say("a table for four")
        began = stage.now
        await phone.until(lambda: stage.mind.heard)
        assert stage.now - began < 5
        phone.hang_up()


@pytest.mark.parametrize("fault", ["down", "hangs"])
async def test_without_a_voice_the_carrier_goes_on_and_finds_another_way(fault: str) -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        setattr(stage.voice, fault, True)
        await phone.say("a table for four")
        await phone.until(lambda: phone.closed is not None)
    assert stage.record().status == "live"
    checkpoint = stage.calls.checkpoint(stage.business.id, stage.record().call)
    assert checkpoint is not None
    assert not checkpoint.ended


async def test_a_sentence_the_voice_breaks_off_is_begun_once_more() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.voice.spoken.clear()
        stage.voice.breaks_off = 1
        await phone.say("a table for four")
        await phone.until(lambda: len(stage.voice.spoken) == 2)
        await phone.until_said()
        phone.hang_up()
    first, again = stage.voice.spoken
    assert first == again
    begun = " ".join(first.split()[:2])
    assert stage.said()[-1] == f"{begun} {first}"


async def test_a_voice_that_never_gets_through_is_not_written_down_as_heard() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.voice.spoken.clear()
        stage.voice.breaks_off = 2
        await phone.say("a table for four")
        await phone.until(lambda: len(stage.voice.spoken) == 2)
        await phone.quiet(4.0)
        phone.hang_up()
    begun = " ".join(stage.voice.spoken[0].split()[:2])
    assert stage.said()[-1] == f"{begun} {begun}"


async def test_a_slow_voice_has_until_the_caller_has_heard_what_there_is() -> None:
    stage = Stage(first_byte_s=0.5)
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.voice.stalls_s = 0.8
        await phone.say("a table for four")
        await phone.until(lambda: stage.mind.heard)
        await phone.until_said()
        await phone.quiet(2.0)
        phone.hang_up()
    assert stage.said()[-1] == stage.voice.spoken[-1]


async def test_a_carrier_that_returns_no_marks_does_not_hold_the_talk() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        phone.deaf = True
        await phone.until(lambda: phone.playing)
        await phone.until(lambda: not phone.playing)
        await phone.quiet(3.5)
        await phone.say("hello")
        await phone.until(lambda: stage.mind.heard)
        phone.hang_up()
    assert stage.mind.heard == ["hello"]


async def test_a_process_that_leaves_gives_its_calls_away_between_two_turns() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four", 0.6)
        stage.reception.drain()
        await phone.until(lambda: phone.closed is not None)
        assert not phone.playing
    assert phone.closed == 1012
    assert stage.mind.heard == ["a table for four"]
    checkpoint = stage.calls.checkpoint(stage.business.id, stage.record().call)
    assert checkpoint is not None
    assert "You said a table for four." in json.loads(checkpoint.state)["heard"][-1]["text"]


async def given_away(stage: Stage) -> Telephone:
    """A call whose handler left between two turns, on its way to the next."""
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four", 0.6)
        stage.reception.drain()
        await phone.until(lambda: phone.closed is not None)
    stage.reception.leaving.clear()
    record = stage.record()
    return Telephone(stage.ears, record.call, stage.ticket(record.call, nonce="second", resumed=True))


@asynccontextmanager
async def served(stage: Stage, phone: Telephone) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        hub = group.create_task(stage.reception.parts.hub.run())
        serving = group.create_task(stage.reception.serve(phone))
        phone.start()
        yield
        phone.hang_up()
        await serving
        hub.cancel()


async def test_whoever_takes_over_between_two_turns_goes_on_without_a_word() -> None:
    stage = Stage()
    again = await given_away(stage)
    async with served(stage, again):
        await again.quiet(0.8)
        assert again.first_sound is None
        await again.say("on friday")
        await again.until_said()
    assert stage.said() == [" ".join(GREETING), "You said a table for four.", "You said on friday."]


async def test_words_that_fell_into_the_gap_are_asked_for_soon() -> None:
    stage = Stage()
    again = await given_away(stage)
    async with served(stage, again):
        began = stage.now
        await again.until_said()
        assert again.first_sound is not None
        assert again.first_sound - began < 2.2
    assert stage.said()[-1] == "Are you still there?"


async def test_a_gap_that_was_noticed_is_owned_up_to() -> None:
    stage = Stage()
    again = await given_away(stage)
    await asyncio.sleep(2.5)
    async with served(stage, again):
        await again.until_said()
    assert stage.said()[-1] == "Here I am again."


async def test_a_process_that_leaves_does_not_wait_for_ever() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for", 0.5)
        stage.reception.drain()
        began = stage.now
        await phone.say("a very long story", 6.0)
        assert phone.closed == 1012
        assert stage.now - began < 7
    assert stage.record().status == "live"


async def test_twenty_calls_at_once_do_not_mix() -> None:
    stage = Stage()

    async def caller(number: int) -> None:
        call = CallId(f"CA{number:032}")
        stage.written_down(number)
        phone = Telephone(stage.ears, call, stage.ticket(call))
        async with asyncio.TaskGroup() as group:
            group.create_task(stage.reception.serve(phone))
            phone.start()
            await phone.until_said()
            await phone.quiet(number * 0.8)
            await phone.say(f"number {number}", 0.5)
            await phone.until_said()
            phone.hang_up()

    async with asyncio.TaskGroup() as group:
        hub = group.create_task(stage.reception.parts.hub.run())
        async with asyncio.TaskGroup() as callers:
            for number in range(1, 21):
                callers.create_task(caller(number))
        hub.cancel()
    for number in range(1, 21):
        words = [event["text"] for event in stage.told(number) if event["type"] == "caller.said"]
        assert words[0] == f"number {number}"
        assert {event["call"] for event in stage.told(number)} == {f"CA{number:032}"}
    assert not stage.reception.live
