"""What must be heard at once is ready before the first call."""

import pytest

from receptionist.business.definition import Speech
from stream_handler.reception import warm, warm_the_rest
from tests.stream_handler.stage import Stage

CUT_OFF = {"en": "Sorry, we were cut off for a moment.", "es": "Perdone, se ha cortado un momento."}


async def test_a_caller_whose_last_handler_was_lost_waits_for_no_voice() -> None:
    stage = Stage()
    prompts = stage.reception.parts.prompts.of(stage.business.pronunciations)
    await warm(stage.reception.parts, [stage.business])
    assert prompts.sound(CUT_OFF["en"], "en")


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
