"""What must be heard at once is ready before the first call."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from receptionist.business.definition import Speech
from receptionist.business.quality import known
from receptionist.ports import FluentVoice
from stream_handler.reception import warm, warm_the_rest
from tests.fakes.speech import FakeVoice
from tests.stream_handler.stage import Stage

CUT_OFF = {"en": "Sorry, we were cut off for a moment.", "es": "Perdone, se ha cortado un momento."}


async def test_a_caller_whose_last_handler_was_lost_waits_for_no_voice() -> None:
    stage = Stage()
    prompts = stage.reception.parts.prompts.of(stage.business.pronunciations)
    await warm(stage.reception.parts, [stage.business])
    assert prompts.sound(CUT_OFF["en"], "en")


async def test_no_call_is_held_up_by_the_reading_of_prices() -> None:
    stage = Stage()
    known.cache_clear()
    await warm(stage.reception.parts, [stage.business])
    assert known.cache_info().currsize == 1


@pytest.mark.parametrize("language", CUT_OFF)
async def test_nor_in_another_language_once_there_was_time(language: str) -> None:
    stage = Stage()
    prompts = stage.reception.parts.prompts.of(stage.business.pronunciations)
    await warm_the_rest(stage.reception, [stage.business])
    assert prompts.sound(CUT_OFF[language], language)


async def test_what_is_ready_sounds_as_the_business_has_chosen() -> None:
    stage = Stage()
    slower = stage.business.model_copy(update={"speech": Speech(pace=0.9)})
    usual, chosen = (stage.reception.parts.prompts.of((), speech) for speech in (Speech(), slower.speech))
    await warm(stage.reception.parts, [slower])
    assert chosen.sound(CUT_OFF["en"], "en")
    assert usual.sound(CUT_OFF["en"], "en") is None, "another business speaks at its own pace"


async def test_what_is_made_in_quiet_is_spoken_by_the_voice_that_is_lent_for_it() -> None:
    stage, lent = Stage(), FakeVoice()
    given_back: list[FakeVoice] = []

    @contextmanager
    def lend() -> Iterator[FluentVoice]:
        yield lent
        given_back.append(lent)

    reception = stage.reception
    reception.parts = replace(reception.parts, unhurried_voice=lend)
    await warm_the_rest(reception, [stage.business])
    assert CUT_OFF["es"] in lent.spoken
    assert not stage.voice.spoken, "callers' own voice is left to them"
    assert given_back == [lent]
    assert reception.parts.prompts.of(stage.business.pronunciations).sound(CUT_OFF["es"], "es")


async def test_nothing_is_made_in_quiet_while_somebody_else_needs_the_processor() -> None:
    stage, free = Stage(), False
    prompts = stage.reception.parts.prompts.of(stage.business.pronunciations)
    async with asyncio.TaskGroup() as group:
        making = group.create_task(warm_the_rest(stage.reception, [stage.business], lull=lambda: free))
        for _ in range(20):
            await asyncio.sleep(0)
        assert not stage.voice.spoken
        free = True
        await asyncio.wait_for(making, 60)
    assert prompts.sound(CUT_OFF["es"], "es")
