"""Spoken and heard again over a telephone line: the local voices, and the local recogniser on them."""

import asyncio
import re
import time
from collections.abc import Sequence

import numpy as np
import pytest

from receptionist.adapters.local_models.load import LocalModels
from receptionist.calls import mulaw
from receptionist.errors import VendorUnavailable

pytestmark = [pytest.mark.models, pytest.mark.together]

NUMBERS = (
    "No, sorry, seven, not eight.",
    "Tomorrow evening at eight, for four people.",
    "Fifteen people, not fifty.",
    "On the twenty-seventh of November at half past seven.",
    "My number is four one five, five five five, oh one nine two.",
)
ENGLISH = (
    "I would like to book a table for four people tonight.",
    "Can we come on Friday evening instead?",
    "Do you have any vegan dishes on the menu?",
    "My daughter is allergic to nuts, is the curry safe?",
    "I need to cancel my reservation, please.",
    "What time do you close on Sundays?",
    "Could I speak to a person, please?",
    "No, not Tuesday, I meant Thursday.",
)
SPANISH = (
    "Quisiera reservar una mesa para cuatro personas esta noche.",
    "¿Tienen platos veganos en el menú?",
    "Necesito cancelar mi reserva, por favor.",
    "¿A qué hora cierran los domingos?",
    "¿Puedo hablar con una persona?",
)


async def _spoken(models: LocalModels, text: str, language: str, voice: str | None = None, pace: float = 1.0) -> bytes:
    return b"".join([chunk async for chunk in models.voice.speak(text, language=language, voice=voice, pace=pace)])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Words to put in, take out or change."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


async def _word_error_rate(models: LocalModels, sentences: Sequence[str], language: str, voice: str) -> float:
    errors = total = 0
    for sentence in sentences:
        heard = await models.transcriber.transcribe(await _spoken(models, sentence, language, voice), language=language)
        said = _words(sentence)
        errors += _errors(said, _words(heard.text))
        total += len(said)
    return errors / total


@pytest.mark.parametrize("voice", ["joe", "am_michael"])
def test_english_is_understood_over_the_phone(models: LocalModels, voice: str) -> None:
    assert asyncio.run(_word_error_rate(models, ENGLISH, "en", voice)) <= 0.08


@pytest.mark.parametrize("voice", ["af_heart", "am_michael"])
def test_numbers_are_written_as_they_were_said(models: LocalModels, voice: str) -> None:
    assert asyncio.run(_word_error_rate(models, NUMBERS, "en", voice)) <= 0.1


@pytest.mark.parametrize("voice", ["ef_dora", "em_alex"])
def test_spanish_is_understood_over_the_phone(models: LocalModels, voice: str) -> None:
    assert asyncio.run(_word_error_rate(models, SPANISH, "es", voice)) <= 0.15


def test_the_language_of_a_caller_is_heard(models: LocalModels) -> None:
    async def detected(text: str, language: str, voice: str) -> str:
        return (
            await models.transcriber.transcribe(await _spoken(models, text, language, voice), language=None)
        ).language

    assert asyncio.run(detected(ENGLISH[0], "en", "af_heart")) == "en"
    assert asyncio.run(detected(SPANISH[0], "es", "em_alex")) == "es"


def test_punjabi_is_recognised_as_such_and_not_made_up(models: LocalModels) -> None:
    async def heard() -> tuple[str, str]:
        audio = await _spoken(models, "ਸਤ ਸ੍ਰੀ ਅਕਾਲ, ਮੈਂ ਅੱਜ ਸ਼ਾਮ ਲਈ ਇੱਕ ਮੇਜ਼ ਚਾਹੁੰਦਾ ਹਾਂ।", "pa")
        transcript = await models.transcriber.transcribe(audio, language=None)
        return transcript.language, transcript.text

    assert asyncio.run(heard()) == ("pa", "")


def test_punjabi_speech_is_refused_where_it_was_asked_for(models: LocalModels) -> None:
    with pytest.raises(VendorUnavailable, match="no local recogniser for pa"):
        asyncio.run(models.transcriber.transcribe(mulaw.SILENCE * 8000, language="pa"))


def test_noise_is_not_turned_into_words(models: LocalModels) -> None:
    noise = mulaw.encode(np.random.default_rng(1).normal(0, 0.05, 16000).astype(np.float32))
    transcript = asyncio.run(models.transcriber.transcribe(noise, language="en"))
    assert transcript.text == ""
    assert transcript.confidence == 0.0


def test_a_price_is_written_as_it_was_said(models: LocalModels) -> None:
    async def heard() -> str:
        audio = await _spoken(models, "Do you have anything under fifteen dollars, please?", "en", "joe")
        return (await models.transcriber.transcribe(audio, language="en")).text

    assert "under fifteen dollars" in asyncio.run(heard())


@pytest.mark.parametrize(
    ("language", "voice", "words"),
    [
        ("en", "joe", ("Yes", "No", "Four", "Eight", "Friday")),
        ("es", "em_alex", ("Sí", "No", "Cuatro", "Correcto", "Claro")),
    ],
)
def test_an_answer_of_one_word_is_heard(models: LocalModels, language: str, voice: str, words: Sequence[str]) -> None:
    async def heard() -> list[str]:
        found = []
        for word in words:
            audio = await _spoken(models, f"{word}.", language, voice)
            found.append((await models.transcriber.transcribe(audio, language=language)).text)
        return found

    right = sum(_words(word) == _words(text) for word, text in zip(words, asyncio.run(heard()), strict=True))
    assert right >= len(words) - 1


@pytest.mark.parametrize("said", ["It's Sarah Miller.", "For four at eight.", "I'd like two, please."])
def test_a_short_sentence_is_more_than_a_word(models: LocalModels, said: str) -> None:
    async def heard() -> str:
        return (await models.transcriber.transcribe(await _spoken(models, said, "en", "joe"), language="en")).text

    assert _errors(_words(said), _words(asyncio.run(heard()))) <= 1


def test_a_name_on_the_list_is_spelled_as_on_the_list(models: LocalModels) -> None:
    async def heard(phrases: tuple[str, ...]) -> str:
        audio = await _spoken(models, "The booking is for Harpreet Sandhu.", "en", "af_heart")
        return (await models.transcriber.transcribe(audio, language="en", phrases=phrases)).text

    assert "Harpreet Sandhu" in asyncio.run(heard(("Harpreet Sandhu", "Siobhan Byrne")))


def test_clear_speech_is_more_certain_than_speech_in_noise(models: LocalModels) -> None:
    async def confidences() -> tuple[float, float]:
        clear = await _spoken(models, ENGLISH[0], "en", "joe")
        samples = mulaw.decode(clear)
        noisy = mulaw.encode(samples + np.random.default_rng(2).normal(0, 0.05, len(samples)).astype(np.float32))
        first = await models.transcriber.transcribe(clear, language="en")
        second = await models.transcriber.transcribe(noisy, language="en")
        return first.confidence, second.confidence

    clear, noisy = asyncio.run(confidences())
    assert clear > noisy


def test_a_long_spanish_sentence_is_heard_without_a_hole(models: LocalModels) -> None:
    async def holes() -> list[float]:
        text = (
            "Entonces: una mesa para cuatro personas, el martes 24 de noviembre a las siete de la tarde. ¿Lo reservo?"
        )
        found = []
        until = None
        async for chunk in models.voice.speak(text, language="es"):
            now = time.monotonic()
            found.append(now - until if until else 0.0)
            until = max(until or now, now) + len(chunk) / mulaw.RATE
        return found

    assert max(asyncio.run(holes())) < 1.5


def test_the_first_clause_comes_before_the_rest(models: LocalModels) -> None:
    async def chunks() -> list[bytes]:
        text = "Good evening, this is the restaurant. How can I help you today?"
        return [chunk async for chunk in models.voice.speak(text, language="en")]

    pieces = asyncio.run(chunks())
    assert len(pieces) == 3
    assert all(0.3 < len(piece) / mulaw.RATE < 3 for piece in pieces)


def test_a_slower_pace_takes_longer(models: LocalModels) -> None:
    text = "Your table is booked for Friday."
    for voice in ("joe", "af_heart"):
        # The voice draws its lengths by lot: one draw of either can be a tenth away from the next.
        usual, slow = (
            sum(len(asyncio.run(_spoken(models, text, "en", voice, pace))) for _ in range(3)) for pace in (1.0, 0.75)
        )
        assert slow > 1.1 * usual


def test_a_reply_broken_off_leaves_the_voice_ready_for_the_next(models: LocalModels) -> None:
    async def broken_off() -> bytes:
        reply = models.voice.speak("Good evening, this is the restaurant. We are open until ten.", language="en")
        await anext(reply)
        await reply.aclose()
        return await _spoken(models, "Of course.", "en")

    assert asyncio.run(broken_off())


def test_nothing_to_say_is_silence_and_no_failure(models: LocalModels) -> None:
    assert asyncio.run(_spoken(models, " ... ", "en")) == b""


def test_a_language_without_a_voice_is_passed_on(models: LocalModels) -> None:
    with pytest.raises(VendorUnavailable, match="no local voice for fr"):
        asyncio.run(_spoken(models, "Bonjour", "fr"))


def test_a_caller_who_hangs_up_waits_for_no_transcript(models: LocalModels) -> None:
    async def hung_up() -> None:
        audio = await _spoken(models, ENGLISH[0], "en")
        async with asyncio.timeout(None) as patience, asyncio.TaskGroup() as call:
            call.create_task(models.transcriber.transcribe(audio, language="en"))
            patience.reschedule(asyncio.get_running_loop().time())

    with pytest.raises(TimeoutError):
        asyncio.run(hung_up())


def test_whether_a_turn_is_over_is_a_probability(models: LocalModels) -> None:
    async def judged(text: str) -> float:
        return await models.end_of_turn.complete(await _spoken(models, text, "en", "af_heart"))

    assert asyncio.run(judged("I would like to book a table for two people tonight.")) > 0.5
    assert 0.0 <= asyncio.run(models.end_of_turn.complete(b"")) <= 1.0
