"""Words as sound, for a browser's player."""

from http import HTTPStatus

from fastapi.responses import Response

from functions.problems import Problem
from receptionist.business.definition import Language, Speech
from receptionist.calls.wav import wav
from receptionist.errors import VendorUnavailable
from receptionist.ports import Voice


async def spoken(voice: Voice | None, text: str, language: Language, speech: Speech = Speech()) -> Response:
    """As on the phone. Raises Problem: 404 where no voice here speaks the language, 503 where it does not answer."""
    if voice is None or language not in voice.languages():
        raise Problem(HTTPStatus.NOT_FOUND, f"no voice here speaks {language}", reason="no_voice")
    name = speech.voices.get(language)
    try:
        sound = b"".join([chunk async for chunk in voice.speak(text, language=language, voice=name, pace=speech.pace)])
    except VendorUnavailable as error:
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "the voice does not answer") from error
    return Response(wav(sound), media_type="audio/wav")
