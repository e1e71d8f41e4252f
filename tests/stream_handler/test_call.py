"""A call that goes as calls go."""

import asyncio
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.mouth.cache import SoundCache
from receptionist.adapters.mouth.digits import DigitClips
from receptionist.business.definition import Language
from receptionist.calls import mulaw
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import DialogueState, from_json
from stream_handler.mind.thinking import one_moment
from stream_handler.mouth.prompts import Prompts
from stream_handler.reception import warm_the_rest
from tests.stream_handler.sound import sides_of
from tests.stream_handler.stage import GREETING, AtOnce, Stage


async def test_the_caller_is_greeted_heard_and_answered() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four")
        await phone.until_said()
        phone.hang_up()
    assert stage.said() == [" ".join(GREETING), "You said a table for four."]
    assert stage.mind.heard == ["a table for four"]
    assert (stage.record().status, stage.record().outcome, phone.closed) == ("ended", "caller_hung_up", 1000)


@pytest.mark.parametrize(("languages", "dialled"), [(("es",), "es"), (("en", "es"), None)])
async def test_a_house_of_one_language_is_listened_to_in_it_from_the_first_word(
    languages: tuple[Language, ...], dialled: str | None
) -> None:
    stage, businesses = Stage(), MemoryBusinessStore()
    stage.business = businesses.put(stage.business.model_copy(update={"languages": languages}))
    stage.reception.parts = replace(stage.reception.parts, businesses=businesses)
    async with stage.ringing() as phone:
        await phone.until_said()
        phone.hang_up()
    assert stage.ears.dialled == [dialled]


async def test_a_greeting_made_ready_is_the_first_thing_heard() -> None:
    stage = Stage()
    for sentence in GREETING:
        await stage.reception.parts.prompts.warm(sentence, "en")
    async with stage.ringing() as phone:
        began = stage.now
        await phone.until(lambda: phone.first_sound is not None)
        assert phone.first_sound is not None
        assert phone.first_sound - began < 0.05
        phone.hang_up()


async def test_no_first_sound_waits_for_what_a_first_turn_needs() -> None:
    stage = Stage()
    warmed: list[float | None] = []
    stage.mind.on_warm = lambda: warmed.append(phone.first_sound)
    async with stage.ringing() as phone:
        await phone.until(lambda: bool(warmed))
        phone.hang_up()
    assert len(warmed) == 1
    assert warmed[0] is not None


async def test_a_number_is_read_back_from_clips_of_its_digits() -> None:
    stage = Stage()
    sounds = SoundCache((), AtOnce())
    clips = DigitClips(stage.voice, "fake", sounds)
    prompts = Prompts(stage.voice, "fake", sounds, clips=clips)
    stage.reception.parts = replace(stage.reception.parts, prompts=prompts)
    sentence = "I have 4 1 5, 5 5 5, 0 1 9 2."
    stage.mind.answers["my number"] = lambda state: stage.mind.says(state, sentence)
    await prompts.warm_digits("en")
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.voice.spoken.clear()
        await phone.say("my number")
        await phone.until_said()
        phone.hang_up()
    assert stage.voice.spoken == ["I have "]
    assert stage.said()[-1] == sentence


async def test_recognising_goes_on_while_the_pause_is_still_being_waited_for() -> None:
    stage = Stage()
    stage.end_of_turn.probability = 0.3
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("yes please")
        await phone.until_said()
        phone.hang_up()
    (timed,) = [event for event in stage.told() if event["type"] == "turn.timed"]
    assert timed["transcribe_ms"] == 0
    assert 1100 <= timed["end_of_turn_ms"] <= 1200
    assert timed["voice_ms"] <= 20, "the answer was thought and voiced ahead"
    assert timed["total_ms"] <= 1200


@pytest.mark.parametrize(("text", "most_ms"), [("yes please", 640), ("A table for four, please.", 440)])
async def test_a_turn_that_sounds_complete_is_answered_sooner_and_one_whose_words_are_whole_at_once(
    text: str, most_ms: float
) -> None:
    stage = Stage()
    stage.end_of_turn.probability = 0.95
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say(text)
        await phone.until_said()
        phone.hang_up()
    (timed,) = [event for event in stage.told() if event["type"] == "turn.timed"]
    assert timed["end_of_turn_ms"] <= most_ms


async def test_a_digit_that_sounds_complete_may_have_another_to_come() -> None:
    stage = Stage()
    stage.end_of_turn.probability = 0.95
    stage.mind.answers["A table."] = lambda state: stage.mind.says(state, "For how many?", kind="number")
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("A table.")
        await phone.until_said()
        await phone.say("one")
        await phone.quiet(0.7)
        await phone.say("one two", 0.5)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["A table.", "one two"]


async def test_words_that_are_unfinished_outweigh_a_sound_that_is_complete() -> None:
    stage = Stage()
    stage.end_of_turn.probability = 0.95
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("I would like to")
        await phone.quiet(1.2)
        await phone.say("I would like to book.", 0.5)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["I would like to book."]


async def test_a_caller_who_went_on_when_we_thought_them_done_is_given_longer() -> None:
    stage = Stage()
    stage.end_of_turn.probability = 0.95
    stage.voice.takes_s = 1.0
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("yes please")
        await phone.quiet(0.9)
        await phone.say("and by the window", 0.8)
        await phone.until_said()
        await phone.quiet(2.0)
        await phone.say("yes please")
        await phone.until_said()
        phone.hang_up()
    first, *_, last = [event for event in stage.told() if event["type"] == "turn.timed"]
    assert last["end_of_turn_ms"] == pytest.approx(800, abs=40), (first, last)


async def test_a_turn_that_sounds_unfinished_is_waited_for() -> None:
    stage = Stage()
    stage.end_of_turn.probability = 0.05
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for")
        await phone.quiet(1.0)
        await phone.say("a table for four")
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["a table for four"]


async def test_an_end_of_turn_model_that_hangs_leaves_the_decision_to_silence() -> None:
    stage = Stage()
    stage.end_of_turn.hangs = True
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("yes please")
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["yes please"]


async def test_a_whole_phone_number_needs_no_patience() -> None:
    stage = Stage()
    stage.mind.answers["call me"] = lambda state: stage.mind.says(state, "What number?", kind="phone")
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("call me")
        await phone.until_said()
        await phone.say("415 555", 0.8)
        await phone.quiet(0.9)
        await phone.say("415 555 0142", 1.0)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["call me", "415 555 0142"]
    timed = [event for event in stage.told() if event["type"] == "turn.timed"]
    assert timed[1]["end_of_turn_ms"] < 500


async def test_a_last_digit_only_the_recogniser_hears_belongs_to_the_number() -> None:
    stage = Stage()
    stage.ears.streams = True
    stage.mind.answers["Call me back."] = lambda state: stage.mind.says(state, "What number?", kind="phone")
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("Call me back.")
        await phone.until_said()
        await phone.say("415 555 014")
        await phone.quiet(0.5)
        stage.ears.saying = "415 555 0142"
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["Call me back.", "415 555 0142"]
    timed = [event for event in stage.told() if event["type"] == "turn.timed"]
    assert timed[1]["end_of_turn_ms"] < 1200, "nothing is waited for once it is whole"


async def test_silence_is_asked_about_and_in_the_end_the_call_is_over() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until(lambda: phone.closed is not None)
    assert stage.said()[1:] == ["Are you still there?", "Are you still there?", "Goodbye."]
    assert stage.record().outcome == "silence"
    assert phone.closed == 1000


async def test_the_last_words_are_heard_before_the_line_is_closed() -> None:
    stage = Stage()
    stage.mind.answers["bye"] = lambda state: _ended(stage, state)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("bye", 0.5)
        await phone.until(lambda: phone.closed is not None)
        assert not phone.playing
    assert stage.said()[-1] == "Thank you for calling, goodbye."
    assert stage.record().outcome == "goodbye"
    assert stage.mind.released == 1


def _ended(stage: Stage, state: DialogueState) -> Reply:
    return replace(stage.mind.says(replace(state, ended=True), "Thank you for calling, goodbye."), ended=True)


async def test_a_caller_put_through_leaves_the_number_where_the_carrier_is_told_to_look() -> None:
    stage = Stage()
    stage.mind.answers["a person"] = lambda state: replace(
        stage.mind.says(state, "One moment."), handoff="asked", transfer_to="+14155550199"
    )
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a person", 0.5)
        await phone.until(lambda: phone.closed is not None)
    call = stage.record().call
    checkpoint = stage.calls.checkpoint(stage.business.id, call)
    assert checkpoint is not None
    assert checkpoint.extra["transfer_to"] == "+14155550199"
    assert [event["type"] for event in checkpoint.extra["transcript"]][-2:] == ["handed_over", "call.ended"]
    assert stage.record().status == "live"


async def test_keys_are_one_entry_until_a_pause() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        for digit in "415":
            phone.press(digit)
            await phone.quiet(0.6)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["[415]"]


async def test_a_hash_ends_an_entry_at_once_and_keys_stop_our_words() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until(lambda: phone.playing)
        await phone.quiet(0.5)
        for digit in "12#":
            phone.press(digit)
        before = stage.now
        await phone.until(lambda: stage.mind.heard)
        assert stage.now - before < 0.1
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["[12]"]
    assert phone.count("clear") >= 1


async def test_a_long_number_of_keys_is_in_no_record() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        for digit in "4111111111111111#":
            phone.press(digit)
        await phone.until_said()
        phone.hang_up()
    assert [event["digits"] for event in stage.told() if event["type"] == "keys"] == ["…"]


async def test_every_turn_leaves_a_checkpoint_that_the_next_handler_reads() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four")
        await phone.until_said()
        checkpoint = stage.calls.checkpoint(stage.business.id, stage.record().call)
        assert checkpoint is not None
        assert [line.text for line in from_json(checkpoint.state).heard][-1] == "You said a table for four."
        phone.hang_up()


async def test_both_sides_are_recorded_in_step_once_the_notice_was_heard() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.quiet(1.0)
        await phone.say("hello", 1.0)
        await phone.until_said()
        phone.hang_up()
    content = stage.recordings.get(stage.business.id, stage.record().recording)
    assert content is not None
    loud = [_loud(side) for side in sides_of(content)]
    assert 0.8 <= loud[0][0] <= 1.3, "the caller speaks a second after the greeting"
    assert loud[1][0] > loud[0][1], "and is answered afterwards"
    assert 0.95 <= loud[0][1] - loud[0][0] <= 1.05


def _loud(side: bytes) -> tuple[float, float]:
    """First and last second that is loud."""
    loud = np.nonzero(np.abs(mulaw.decode(side)) > 0.015)[0]
    return float(loud[0]) / 8000, float(loud[-1]) / 8000


async def test_a_spoken_card_is_in_neither_the_record_nor_the_recording() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("hello", 1.0)
        await phone.until_said()
        await phone.say("my card is 4111 1111 1111 1111", 3.0)
        await phone.until_said()
        await phone.say("thank you", 1.0)
        await phone.until_said()
        phone.hang_up()
    said = [event["text"] for event in stage.told() if event["type"] == "caller.said"]
    assert said == ["hello", "my card is [card number]", "thank you"]
    (silenced,) = [event for event in stage.told() if event["type"] == "recording.silenced"]
    content = stage.recordings.get(stage.business.id, stage.record().recording)
    assert content is not None
    caller, _ = sides_of(content)
    loud = np.abs(mulaw.decode(caller)) > 0.015
    assert 1.9 <= loud.sum() / 8000 <= 2.1, "a second before the card and one after it"
    start, end = (round(silenced[name] * 8000) for name in ("from_s", "to_s"))
    assert end - start >= 3 * 8000
    assert not loud[start:end].any()


async def test_a_recording_is_gone_from_the_handler_when_its_call_is_over() -> None:
    stage = Stage()
    before = _open_files()
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.quiet(6.0)
        assert _open_files() == before + 1
        phone.cut()
    assert _open_files() == before


def _open_files() -> int:
    """Of this process, without a name."""
    return sum(1 for one in Path("/proc/self/fd").iterdir() if "(deleted)" in _target(one))


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


async def test_a_caller_who_refuses_is_not_recorded() -> None:
    stage = Stage()
    stage.mind.answers["do not record"] = lambda state: stage.mind.says(
        replace(state, recording_refused=True), "All right.", effect="recording.refused"
    )
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("do not record")
        await phone.until_said()
        await phone.quiet(1)
        phone.hang_up()
    assert stage.record().recording == ""


async def test_a_quiet_line_costs_no_model() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.quiet(3.0)
        phone.hang_up()
    assert stage.detector.steps == 0


async def test_a_long_thought_is_bridged() -> None:
    stage = Stage()
    await stage.reception.parts.prompts.warm("One moment, please.", "en")
    stage.voice.takes_s = 2.0
    async with stage.ringing() as phone:
        await phone.until_said()
        before = len(phone.sent)
        await phone.say("hello", 1.0)
        ended = stage.now
        await phone.until(lambda: any(event == "media" for _, event in phone.sent[before:]))
        assert stage.now - ended < 1.9
        await phone.until_said()
        phone.hang_up()
    assert stage.said()[-1] == "You said hello."


async def test_greetings_in_other_languages_are_made_while_nobody_is_on_the_line() -> None:
    stage = Stage()
    stage.voice.takes_s = 2.0
    prompts, waiting = stage.reception.parts.prompts, one_moment("es")
    async with asyncio.TaskGroup() as group:
        warming = group.create_task(warm_the_rest(stage.reception, [stage.business]))
        async with stage.ringing() as phone:
            await phone.quiet(10)
            assert prompts.sound(waiting.text, "es") is None
            phone.hang_up()
        await asyncio.wait_for(warming, 60)
    assert prompts.sound(waiting.text, "es") is not None


async def test_the_record_names_the_version_and_the_overlays_the_call_was_answered_with() -> None:
    stage = Stage()
    stage.mind.answers["is it full"] = lambda state: stage.mind.says(
        replace(state, extra={"overlays": ["tonight@2"]}), "Yes, it is."
    )
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("is it full")
        await phone.until_said()
        phone.hang_up()
    assert (stage.record().business_version, stage.record().overlays) == (1, ("tonight@2",))


async def test_a_call_is_answered_with_the_version_it_began_with_whatever_is_published_while_it_rings() -> None:
    stage = Stage()
    call = stage.written_down()
    stage.reception.parts.businesses.put(stage.business.model_copy(update={"name": "Another Name"}))
    async with stage.ringing() as phone:
        await phone.until_said()
        phone.hang_up()
    assert stage.record().call == call
    assert [(one.version, one.name) for one in stage.mind.businesses] == [(1, "Saffron & Sage")]
