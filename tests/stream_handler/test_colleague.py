"""Somebody of the house takes the call over from a page, and gives it back."""

from stream_handler.colleague import BACK, END, GONE_S, HERE, SOUND, spoken
from tests.fakes.speech import TONE
from tests.stream_handler.stage import Stage, Telephone

LONG = "We have a table for four by the window tonight at eight o'clock, or at half past nine in the garden."
CALL = "CA" + "1".rjust(32, "0")


def send(stage: Stage, kind: bytes, content: bytes = b"", *, socket: str = "socket-1") -> None:
    stage.live.publish(f"speak:{CALL}", spoken(socket, kind, content))


async def colleague_speaks(stage: Stage, phone: Telephone, seconds: float, *, socket: str = "socket-1") -> None:
    for tenth in range(round(seconds * 10)):
        if tenth % 10 == 0:
            send(stage, HERE, b"Ana", socket=socket)
        send(stage, SOUND, TONE * 5, socket=socket)
        await phone.quiet(0.1)


async def test_the_assistant_falls_silent_and_the_colleague_is_heard() -> None:
    stage = Stage()
    stage.mind.answers["a table"] = lambda state: stage.mind.says(state, LONG)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("a table")
        await phone.until(lambda: phone.playing)
        await phone.quiet(0.5)
        send(stage, HERE, b"Ana")
        await phone.quiet(0.1)
        assert phone.sent[-1][1] == "clear", "in mid-sentence"
        before = phone.count("media")
        await colleague_speaks(stage, phone, 2.0)
        assert phone.count("media") - before == 20, "what Ana said, and nothing else"
        await phone.say("is that you Ana", 1.0)
        await phone.quiet(3.0)
        send(stage, HERE, b"Ana")
        await phone.quiet(2.0)
        assert stage.mind.heard == ["a table"], "nobody answered"
        send(stage, BACK)
        await phone.until_said()
        phone.hang_up()
    said = stage.said()
    assert said[-1] == "You're with me again."
    kinds = [event["type"] for event in stage.told()]
    on, off = kinds.index("colleague.on"), kinds.index("colleague.off")
    between = [event for event in stage.told()[on:off] if event["type"] == "caller.said"]
    assert [event["text"] for event in between] == ["is that you Ana"]
    assert stage.told()[on]["by"] == "Ana"


async def test_after_it_the_caller_is_answered_as_before() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await colleague_speaks(stage, phone, 1.0)
        send(stage, BACK)
        await phone.until_said()
        await phone.say("thank you")
        await phone.until_said()
        phone.hang_up()
    assert stage.said()[-2:] == ["You're with me again.", "You said thank you."]


async def test_a_colleague_of_whom_nothing_is_heard_has_gone() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        send(stage, HERE, b"Ana")
        await phone.quiet(GONE_S + 0.5)
        await phone.until_said()
        phone.hang_up()
    assert stage.said()[-1] == "You're with me again."


async def test_whoever_came_first_has_the_caller() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        send(stage, HERE, b"Ana")
        await phone.quiet(0.1)
        before = phone.count("media")
        await colleague_speaks(stage, phone, 0.5, socket="socket-2")
        send(stage, BACK, socket="socket-2")
        await phone.quiet(0.2)
        assert phone.count("media") == before
        send(stage, BACK)
        await phone.until_said()
        phone.hang_up()
    assert [event["by"] for event in stage.told() if event["type"] == "colleague.on"] == ["Ana"]


async def test_a_reply_that_was_being_thought_is_kept_back_and_its_effect_told_afterwards() -> None:
    stage = Stage()
    stage.mind.answers["book it"] = lambda state: stage.mind.says(state, "Booked.", effect="booking.confirmed")
    stage.minds.takes_s = 1.5
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("book it")
        await phone.until(lambda: stage.mind.heard)
        send(stage, HERE, b"Ana")
        await colleague_speaks(stage, phone, 2.0)
        send(stage, BACK)
        await phone.until_said()
        phone.hang_up()
    assert stage.said()[-1] == "Booked. You're with me again."


async def test_the_colleague_ends_the_call() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await colleague_speaks(stage, phone, 0.5)
        send(stage, END)
        await phone.until(lambda: phone.closed is not None, 2.0)
    assert stage.record().outcome == "goodbye"


async def test_sound_that_would_make_them_late_is_dropped() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        send(stage, HERE, b"Ana")
        await phone.quiet(0.1)
        before = phone.count("media")
        for _ in range(50):
            send(stage, SOUND, TONE * 5)
        await phone.quiet(0.1)
        assert phone.count("media") - before <= 6
        phone.hang_up()
