"""Thinking and voicing ahead of the end of a turn, and answers that are spoken while they are thought."""

from collections.abc import Callable

from receptionist.conversation.minds.aloud import Aloud
from tests.stream_handler.stage import Stage

ANSWER = "Thank you for asking, the front door has a ramp and the tables are wide."
CLAUSE = "Thank you for asking, "


def come(piece: str) -> Callable[[Aloud], None]:
    return lambda aloud: aloud.coming(piece)


def clear(letters: int) -> Callable[[Aloud], None]:
    return lambda aloud: aloud.cleared(letters)


def streaming(stage: Stage, *, complete_s: float = 0.9) -> None:
    """A model's answer: words from 0.2 s on, its first clause cleared at 0.28 s, all of it after `complete_s`."""
    stage.ears.streams = True
    stage.ears.takes_s = 0.05
    stage.minds.takes_s = complete_s
    words = ANSWER.split(" ")
    pieces = [(0.2 + 0.02 * place, come(word + " ")) for place, word in enumerate(words)]
    stage.mind.streams["Do you have a ramp?"] = [
        *pieces,
        (0.29, clear(len(CLAUSE))),
        (0.85, clear(len(ANSWER) + 1)),
    ]
    stage.mind.answers["Do you have a ramp?"] = lambda state: stage.mind.says(state, ANSWER, "Anything else?")


async def ask(stage: Stage) -> tuple[float, list[tuple[float, str]]]:
    """Seconds from the end of the question to the first sound, and what was sent from then on."""
    stage.minds.takes_s, takes_s = 0.0, stage.minds.takes_s
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.minds.takes_s = takes_s
        await phone.say("Do you have a ramp?")
        ended, before = stage.now, len(phone.sent)
        await phone.until(lambda: stage.now > ended + 8.0)
        sent = phone.sent[before:]
        phone.hang_up()
        stage.minds.takes_s = 0.0
    return next(at for at, event in sent if event == "media") - ended, sent


async def test_an_answer_is_heard_while_it_is_still_thought() -> None:
    stage = Stage()
    streaming(stage)
    first_s, _ = await ask(stage)
    assert first_s < 0.55, "0.1 s of quiet, 0.05 s for the words, 0.2 s for the model, 0.1 s for the voice"
    assert stage.said()[1] == f"{ANSWER} Anything else?"
    assert stage.mind.heard == ["Do you have a ramp?"]


async def test_who_asks_what_can_be_answered_at_once_is_answered_as_soon_as_they_are_quiet() -> None:
    first_s = {}
    for takes_s in (0.0, 0.25):
        stage = Stage()
        stage.ears.streams, stage.ears.takes_s = True, 0.02
        stage.minds.takes_s = takes_s
        first_s[takes_s], _ = await ask(stage)
    assert first_s[0.0] < 0.33, "0.19 s of quiet in frames of 32 ms, and no policy's wait beyond"
    assert first_s[0.25] > 0.35, "nothing is gained by ending a turn before there is something to say"


async def test_what_is_not_cleared_is_not_heard() -> None:
    stage = Stage()
    streaming(stage)
    _, sent = await ask(stage)
    media = [at for at, event in sent if event == "media"]
    early = [at for at in media if at < media[0] + 0.45]
    assert len(early) * 0.2 <= 1.3, "four words are cleared, not the fifth"


async def test_what_is_withdrawn_is_never_heard() -> None:
    stage = Stage()
    streaming(stage)
    stage.mind.streams["Do you have a ramp?"] = [
        *[(0.2, come("You are ")), (0.22, come("booked. "))],
        (0.3, lambda aloud: aloud.withdrawn()),
    ]
    stage.mind.answers["Do you have a ramp?"] = lambda state: stage.mind.says(state, "Let me check that once more.")
    await ask(stage)
    assert stage.said()[1] == "Let me check that once more."


async def test_a_caller_who_goes_on_is_not_answered_by_what_was_thought_ahead() -> None:
    stage = Stage()
    stage.ears.streams = True
    stage.end_of_turn.probability = 0.3
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table for four and")
        await phone.quiet(0.4)
        before = phone.count("media")
        await phone.say("a table for four and a high chair", 0.8)
        assert phone.count("media") == before, "nothing was heard of it"
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.rehearsed[0] == "a table for four and"
    assert stage.mind.heard == ["a table for four and a high chair"]
    assert stage.said()[1] == "You said a table for four and a high chair."
    *dropped, heard = (interest.given_up for interest in stage.mind.interests)
    assert dropped, "a second thought was begun"
    assert all(dropped), "nobody waits for a model that answers half a sentence"
    assert not heard


async def test_what_would_have_an_effect_waits_until_the_turn_is_certain() -> None:
    stage = Stage()
    stage.ears.streams = True
    booked: list[float] = []

    def book(state):  # type: ignore[no-untyped-def]
        booked.append(stage.now)
        return stage.mind.says(state, "You are booked.", effect="booking.confirmed")

    stage.mind.answers["book it"] = book
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("book it")
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.rehearsed == ["book it"]
    assert stage.mind.heard == ["book it"]
    assert [event["effect"] for event in stage.told() if event["type"] == "effect"] == ["booking.confirmed"]
    assert "You are booked." in stage.said()[1]


async def test_breaking_into_an_answer_that_is_still_thought_keeps_what_was_heard() -> None:
    stage = Stage()
    streaming(stage, complete_s=2.5)
    stage.minds.takes_s = 0.0
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.minds.takes_s = 2.5
        await phone.say("Do you have a ramp?")
        await phone.until(lambda: phone.playing)
        await phone.quiet(0.7)
        stage.minds.takes_s = 0.0
        await phone.say("No, stairs.", 0.6)
        await phone.until_said()
        phone.hang_up()
    broken = stage.said()[1]
    assert broken.endswith(" -")
    assert ANSWER.startswith(broken.removesuffix(" -"))
    assert stage.mind.heard == ["Do you have a ramp?", "No, stairs."]


async def test_never_more_than_four_tenths_of_a_second_wait_at_the_carrier() -> None:
    stage = Stage()
    stage.mind.answers["tell me"] = lambda state: stage.mind.says(state, "word " * 40)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("tell me")
        before = len(phone.sent)
        await phone.until_said()
        sent = [at for at, event in phone.sent[before:] if event == "media"]
        phone.hang_up()
    for number, at in enumerate(sent):
        assert number * 0.2 - (at - sent[0]) <= 0.4 + 0.001


async def test_a_voice_that_breaks_off_while_the_answer_is_still_thought_costs_no_answer() -> None:
    stage = Stage()
    streaming(stage)
    stage.mind.streams["Do you have a ramp?"] = [(0.2, come(CLAUSE)), (0.25, clear(len(CLAUSE)))]
    stage.minds.takes_s = 0.0
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.voice.breaks_off, stage.minds.takes_s = 1, 1.5
        await phone.say("Do you have a ramp?")
        ended = stage.now
        await phone.until(lambda: stage.now > ended + 9.0)
        phone.hang_up()
    assert stage.said()[1].endswith(f"{ANSWER} Anything else?")


async def test_a_wait_is_bridged_before_two_seconds_of_silence_however_patient_we_were() -> None:
    stage = Stage()
    stage.ears.streams = True
    await stage.reception.parts.prompts.warm("One moment, please.", "en")
    async with stage.ringing() as phone:
        await phone.until_said()
        stage.voice.takes_s = 2.5
        await phone.say("a table for four and")
        ended, before = stage.now, len(phone.sent)
        await phone.until(lambda: any(event == "media" for _, event in phone.sent[before:]))
        first = next(at for at, event in phone.sent[before:] if event == "media")
        await phone.until_said()
        phone.hang_up()
    assert 1.0 < first - ended < 2.0
