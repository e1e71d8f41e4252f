"""A caller who does not wait for us."""

import json

from receptionist.conversation.state import from_json
from stream_handler.standing import MOST_CARRIED
from tests.stream_handler.stage import GREETING, Stage

LONG = "We have a table for four by the window tonight at eight o'clock."
QUESTION = "Shall I book it?"


def with_an_offer(stage: Stage) -> None:
    stage.mind.answers["a table"] = lambda state: stage.mind.says(state, LONG, QUESTION, kind="yes_no")


async def test_we_fall_silent_at_once_and_remember_what_was_heard() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.quiet(1.5)
        spoke = stage.now
        await phone.say("no seven", 0.4)
        cleared = next(at for at, event in phone.sent if event == "clear")
        assert cleared - spoke <= 0.32
        assert not phone.playing
        await phone.until_said()
        phone.hang_up()
    heard = stage.said()[1]
    assert heard.endswith(" -")
    words = heard.removesuffix(" -").split()
    assert words == LONG.split()[: len(words)]
    assert 4 <= len(words) <= 6, "a word takes 0.3 s, and 1.5 s and a bit were heard"
    assert stage.mind.heard == ["a table", "no seven"]
    (broke,) = [event for event in stage.told() if event["type"] == "interrupted"]
    assert broke["to_clear_ms"] <= 260


async def test_nothing_is_sent_between_the_clear_and_the_next_answer() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.say("no seven", 1.0)
        events = [event for _, event in phone.sent]
        assert events[-1] == "clear"
        await phone.until_said()
        phone.hang_up()


async def test_the_history_keeps_only_what_was_heard() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.quiet(1.0)
        await phone.say("no seven", 0.5)
        await phone.until_said()
        checkpoint = stage.calls.checkpoint(stage.business.id, stage.record().call)
        assert checkpoint is not None
        lines = from_json(checkpoint.state).heard
        broken = next(line for line in lines if line.interrupted)
        assert LONG.startswith(broken.text)
        assert QUESTION not in broken.text
        phone.hang_up()


def said_on(stage: Stage) -> bool:
    """Whether the offer was broken off once and said to its end from there, no word twice and none left out."""
    broken, rest = stage.said()[1:3]
    assert broken.endswith(" -")
    return f"{broken.removesuffix(' -')} {rest}" == f"{LONG} {QUESTION}"


async def test_a_cough_stops_us_for_a_moment_only() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        began = stage.now
        await phone.quiet(0.5)
        await phone.say("", 0.16)
        await phone.until(lambda: stage.now - began > 1.5 and not phone.playing)
        phone.hang_up()
        length_s = 0.3 * len(f"{LONG} {QUESTION}".split())
        assert stage.now - began < length_s + 1.6, "0.16 s of noise, 0.5 s until it is known for one, 0.4 s said twice"
    assert phone.count("clear") == 1
    assert said_on(stage)
    assert stage.mind.heard == ["a table"]


async def test_what_a_noise_broke_off_is_said_on() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.quiet(0.5)
        await phone.say("", 0.5)
        await phone.until_said()
        phone.hang_up()
    assert said_on(stage)
    assert stage.mind.heard == ["a table"]


async def test_mm_hm_before_the_question_is_no_answer_to_it() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.quiet(0.5)
        await phone.say("Mm-hm, okay.", 0.5)
        await phone.until_said()
        phone.hang_up()
    assert said_on(stage)
    assert stage.mind.heard == ["a table"]


async def test_yes_over_the_question_is_an_answer() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.quiet(0.3 * len(LONG.split()) + 0.4)
        await phone.say("yes", 0.5)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["a table", "yes"]


async def test_two_utterances_before_our_first_word_are_answered_as_one() -> None:
    stage = Stage()
    stage.voice.takes_s = 0.0
    stage.ears.takes_s = 1.2
    stage.end_of_turn.probability = 0.95
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four")
        await phone.quiet(0.8)
        await phone.say("at the window", 1.0)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard[-1] == "a table for four at the window"
    assert stage.said()[-1] == "You said a table for four at the window."


async def test_of_words_long_without_an_answer_the_latest_are_answered() -> None:
    stage = Stage()
    stage.voice.takes_s = 0.0
    stage.ears.takes_s = 1.2
    stage.end_of_turn.probability = 0.95
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("we are " + "rather " * 50 + "hungry")
        await phone.quiet(0.8)
        await phone.say("a table for four", 1.0)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard[-1].endswith("rather hungry a table for four")
    assert len(stage.mind.heard[-1]) <= MOST_CARRIED + len(" a table for four")


async def test_an_effect_is_told_even_if_the_caller_spoke_before_we_could() -> None:
    """The first utterance is thought through while the second begins: what it did must not get lost."""
    stage = Stage()
    stage.voice.takes_s = 0.8
    stage.mind.answers["book it"] = lambda state: stage.mind.says(state, "You are booked.", effect="booking.confirmed")
    stage.mind.answers["thanks"] = lambda state: stage.mind.says(state, "My pleasure.")
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("book it")
        stage.minds.hanging = False
        await phone.quiet(1.2)
        await phone.say("thanks", 0.6)
        await phone.until_said()
        phone.hang_up()
    confirmed = [event for event in stage.told() if event["type"] == "effect"]
    assert [event["effect"] for event in confirmed] == ["booking.confirmed"]
    assert any("You are booked." in said for said in stage.said())
    assert "thanks" in stage.mind.heard


async def test_a_greeting_is_said_to_a_caller_who_speaks_first() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.say("hello?", 0.4)
        await phone.until(lambda: stage.mind.heard)
        await phone.until_said()
        phone.hang_up()
    assert stage.said() == [f"{GREETING[0]} You said hello?."]
    assert stage.mind.heard == ["hello?"]
    assert json.dumps(stage.told()).count("call.started") == 1


async def test_our_own_words_come_back_do_not_stop_us() -> None:
    stage = Stage()
    with_an_offer(stage)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.quiet(0.9)
        await phone.say("have a table", 0.4)
        await phone.quiet(7.0)
        phone.hang_up()
    assert said_on(stage)
    assert stage.mind.heard == ["a table"]


async def test_a_line_that_stops_us_for_nothing_again_and_again_has_to_try_harder() -> None:
    stage = Stage()
    stage.mind.answers["a table"] = lambda state: stage.mind.says(state, LONG, LONG, LONG, QUESTION)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        for _ in range(8):
            await phone.say("", 0.14)
            await phone.quiet(1.0)
        await phone.quiet(12.0)
        phone.hang_up()
    assert phone.count("clear") <= 2
    assert stage.mind.heard[0] == "a table"
