"""What one call may take: time, money, patience with machines."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.business.limits import CallLimits
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import DialogueState
from receptionist.ports import Transcript
from stream_handler.mind.thinking import ANYBODY_THERE, GOODBYE_MACHINE, TIME_IS_SHORT
from tests.fakes.speech import FakeEars, FakeListening, FakeVoice
from tests.stream_handler.stage import Stage

OFFER = "we have been trying to reach you about your extended car warranty"


class NamedEars(FakeEars):
    """A vendor's."""

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> FakeListening:
        self.listening.append(_Named(self, language, phrases))
        return self.listening[-1]


class _Named(FakeListening):
    async def words(self) -> Transcript:
        return replace(await super().words(), by="deepgram")


def stage_with(limits: CallLimits, **parts: Any) -> Stage:
    stage = Stage()
    businesses = MemoryBusinessStore()
    stage.business = businesses.put(stage.business.model_copy(update={"limits": limits}))
    stage.reception.parts = replace(stage.reception.parts, businesses=businesses, **parts)
    return stage


async def test_a_caller_is_told_a_minute_before_and_then_a_message_is_taken() -> None:
    stage = stage_with(CallLimits(longest_minutes=2))
    async with stage.ringing() as phone:
        await phone.until_said()
        while stage.now - stage._began < 62:
            await phone.say("hello", 0.5)
            await phone.until_said()
        await phone.say("and then", 0.5)
        await phone.until_said()
        while stage.now - stage._began < 121:
            await phone.say("tell me more", 0.5)
            await phone.until_said()
        await phone.say("one more thing", 0.5)
        await phone.until_said()
        await phone.say("tell them I called", 0.5)
        await phone.until_said()
        phone.hang_up()
    warnings = [event for event in stage.told() if TIME_IS_SHORT["en"] in event.get("text", "")]
    assert len(warnings) == 1
    assert stage.said().count("I'll take a message.") == 1
    assert stage.said()[-1] == "You said tell them I called."
    assert stage.record().outcome == "caller_hung_up"


async def test_whoever_is_asked_for_a_yes_may_say_it_before_the_message() -> None:
    stage = stage_with(CallLimits(longest_minutes=2))
    stage.mind.answers["book it"] = lambda state: stage.mind.says(state, "Shall I book it?", kind="yes_no")
    async with stage.ringing() as phone:
        await phone.until_said()
        while stage.now - stage._began < 113:
            await phone.say("hello", 0.5)
            await phone.until_said()
        await phone.say("book it", 0.5)
        await phone.until_said()
        await phone.until(lambda: stage.now - stage._began >= 120.6)
        await phone.say("yes", 0.5)
        await phone.until_said()
        await phone.say("thanks", 0.5)
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard[-3:] == ["book it", "yes", "(out of time)"]


async def test_a_call_that_never_ends_is_ended() -> None:
    stage = stage_with(CallLimits(longest_minutes=2))
    async with stage.ringing() as phone:
        await phone.until_said()
        while phone.closed is None:
            await phone.say("hello", 0.5)
            await phone.quiet(2.0)
    assert stage.record().outcome == "too_long"
    assert 300 <= stage.now - stage._began <= 306


async def test_when_its_money_is_spent_our_own_ears_voice_and_mind_go_on() -> None:
    own_ears, own_voice = FakeEars(), FakeVoice()
    ears = NamedEars()
    stage = stage_with(CallLimits(most_usd=Decimal("0.005")), ears=ears, spare_ears=own_ears, spare_voice=own_voice)
    stage.ears = ears
    async with stage.ringing() as phone:
        await phone.until_said()
        for _ in range(12):
            ears.saying = own_ears.saying = "hello"
            await phone.say("hello", 0.5)
            await phone.until_said()
            await phone.quiet(5)
        phone.hang_up()
    told = [event for event in stage.told() if event["type"] == "caller.said"]
    by = [event["by"] for event in told]
    assert by[0] == "deepgram"
    assert by[-1] == ""
    assert len(told) == 12
    assert own_voice.spoken
    assert own_voice.spoken[-1] == "You said hello."
    (ended,) = [event for event in stage.told() if event["type"] == "call.ended"]
    assert 0.005 <= ended["usd"] <= 0.006
    assert stage.record().outcome == "caller_hung_up"


async def test_without_a_limit_nothing_is_spared() -> None:
    own_ears, ears = FakeEars(), NamedEars()
    stage = stage_with(CallLimits(most_usd=None), ears=ears, spare_ears=own_ears)
    stage.ears = ears
    async with stage.ringing() as phone:
        await phone.until_said()
        for _ in range(12):
            await phone.say("hello", 0.5)
            await phone.until_said()
            await phone.quiet(5)
        phone.hang_up()
    assert not own_ears.listening


async def test_a_recording_that_talks_on_is_said_goodbye_to() -> None:
    stage = Stage()
    stage.mind.answers[OFFER] = lambda state: _missed(stage, state)
    async with stage.ringing() as phone:
        while phone.closed is None:
            await phone.say(OFFER, 6.0)
            await phone.quiet(1.8)
    assert stage.record().outcome == "machine"
    assert phone.closed == 1000
    assert stage.said()[-1].endswith(GOODBYE_MACHINE["en"])
    assert 3 <= len(stage.mind.heard) <= 5


async def test_somebody_who_says_the_same_again_and_again_is_asked_and_stays() -> None:
    stage = Stage()
    stage.mind.answers[OFFER] = lambda state: _missed(stage, state)
    async with stage.ringing() as phone:
        for _ in range(3):
            await phone.say(OFFER, 6.0)
            await phone.quiet(1.8)
        await phone.say(OFFER, 6.0)
        await phone.until_said()
        await phone.say("yes I am here", 1.0)
        await phone.until_said()
        assert phone.closed is None
        phone.hang_up()
    *_, asked, answered = stage.said()
    assert asked.endswith(ANYBODY_THERE["en"])
    assert answered == "You said yes I am here."
    assert stage.record().outcome == "caller_hung_up"


async def test_a_person_who_is_not_understood_is_not_hung_up_on() -> None:
    stage = Stage()
    stage.mind.answers["mumble"] = lambda state: _missed(stage, state)
    async with stage.ringing() as phone:
        await phone.until_said()
        for _ in range(8):
            await phone.say("mumble", 6.0)
            await phone.until_said()
        phone.hang_up()
    assert stage.record().outcome == "caller_hung_up"


def _missed(stage: Stage, state: DialogueState) -> Reply:
    return stage.mind.says(replace(state, misses=state.misses + 1), "Sorry, could you say that again, please?")
