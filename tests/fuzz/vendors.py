"""What providers answer, or whoever sits in their place: messages of sockets, streams of events, whole answers of HTTP, raw."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from time import monotonic

import orjson

from receptionist.adapters.deepgram.ears import DeepgramDictation
from receptionist.adapters.ears.dictation import Dictation
from receptionist.adapters.elevenlabs import messages
from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.elevenlabs.cast import cast_from
from receptionist.adapters.elevenlabs.ears import ScribeDictation
from receptionist.adapters.elevenlabs.whole import WholeTexts, voices_of
from receptionist.adapters.google.calendars import GoogleAccount, GoogleCalendars
from receptionist.adapters.http_session import close_session
from receptionist.adapters.mouth.from_pcm import FromPcm
from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.attempt import Attempt
from receptionist.adapters.openai.chat import ChatCompletions, ChatReading
from receptionist.adapters.openai.client import OpenAi, _events
from receptionist.adapters.openai.responses import ResponseReading
from receptionist.adapters.openai.transcription import OpenAiTranscriber, TranscriptionAccount
from receptionist.adapters.openai.transcription_live import OpenAiDictation
from receptionist.calendars.service import AccessExpired, CalendarGone, GrantGone, SyncGone
from receptionist.conversation.minds.model import Prompt
from receptionist.errors import VendorUnavailable
from tests.fakes.front_office import NOW
from tests.fuzz.files import SOON
from tests.fuzz.raw import http, raw_server
from tests.fuzz.target import WORDS_OF_JSON, Target
from tests.fuzz.wire import lines


def _recogniser(make: Callable[[], Dictation]) -> Callable[[bytes], None]:
    def hear(content: bytes) -> None:
        dictation = make()
        dictation.begin()
        dictation.hear(b"\x10\x90" * 800)
        dictation.ask()
        for line in content.split(b"\n"):
            with suppress(VendorUnavailable):
                dictation.take(line)
        heard = dictation.heard()
        assert isinstance(heard.text, str)
        assert 0 <= heard.confidence <= 1

    return hear


def _voice(content: bytes) -> None:
    with suppress(VendorUnavailable):
        messages.parse(content)


def _samples(content: bytes) -> None:
    """Cut anywhere."""
    converted, sound = FromPcm(24_000), b""
    for at in range(0, len(content), 7):
        sound += converted(content[at : at + 7])
    assert len(sound + converted.rest()) <= len(content)


def _model(content: bytes) -> None:
    """As OpenAiClient reads it: what is caught there is a refusal."""
    for reading in (ChatReading(), ResponseReading()):
        with suppress(VendorUnavailable, ValueError, TypeError, KeyError, AttributeError):
            for event in _events(iter((content,))):
                assert isinstance(reading.take(orjson.loads(event)), str)
            reading.ended()


def calendar_questions(url: str) -> tuple[Callable[[], object], ...]:
    """All that is asked of Google's calendars, there."""
    google = GoogleCalendars(lambda: GoogleAccount("id", "secret"), calendar_url=url, oauth_url=url, timeout_s=1.0)
    return (
        lambda: google.everything("token", "anna", SOON),
        lambda: google.calendars("token"),
        lambda: google.entry("token", "anna", "e1"),
        lambda: google.access("token", NOW),
    )


def _calendar(content: bytes) -> None:
    raw = raw_server()
    raw.content = content
    for ask in calendar_questions(raw.url):
        with suppress(VendorUnavailable, AccessExpired, CalendarGone, GrantGone, SyncGone):
            ask()


def _asked(ask: Callable[[str], Awaitable[object]]) -> Callable[[bytes], None]:
    async def once(url: str) -> None:
        try:
            with suppress(VendorUnavailable):
                await ask(url)
        finally:
            await close_session()

    def act(content: bytes) -> None:
        raw = raw_server()
        raw.content = content
        asyncio.run(once(raw.url))

    return act


async def _transcribed(url: str) -> None:
    heard = await OpenAiTranscriber(TranscriptionAccount("key", url)).transcribe(b"\x10\x90" * 800, language=None)
    assert isinstance(heard.text, str)


async def _spoken(url: str) -> None:
    account = ElevenLabsAccount("key", url)
    with suppress(VendorUnavailable):
        await voices_of(account)
    async for _ in WholeTexts(account, cast_from({})).speak("hello", language="pa"):
        pass


def _completed(content: bytes) -> None:
    raw = raw_server()
    raw.content = content
    client = OpenAi(OpenAiAccount("key", raw.url, api="chat"), ChatCompletions(), seconds=monotonic)
    with suppress(VendorUnavailable):
        client.ask(Prompt("fixed", "varying", {}, "0"), Attempt(monotonic() + 1.0))
    client.close()


def stream(*events: Mapping[str, object]) -> bytes:
    return b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events) + b"data: [DONE]\n\n"


HTTP_WORDS = (
    *WORDS_OF_JSON, b"\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Content-Length: 3\r\n", b"Location: http://x\r\n",
    b"HTTP/1.1 302", b"ffffffff\r\n", b"Set-Cookie: a=b\r\n", b"charset=utf-7",
)  # fmt: skip
CHUNK = {"choices": [{"delta": {"content": "{}"}, "finish_reason": "stop"}]}
EVENT = {
    "id": "e1", "status": "confirmed", "start": {"dateTime": "2026-11-27T19:00:00-08:00", "timeZone": "America/Los_Angeles"},
    "end": {"date": "2026-11-28"}, "attendees": [{"self": True, "responseStatus": "declined"}], "extendedProperties": {"private": {"r": "1"}},
}  # fmt: skip
TARGETS: dict[str, Target] = {
    "deepgram": Target(_recogniser(lambda: DeepgramDictation("en")), (lines(
        {"type": "Results", "start": 0.0, "duration": 1.0, "is_final": True, "from_finalize": True, "channel": {"alternatives": [
            {"transcript": "yes", "confidence": 0.9, "languages": ["en"], "words": [{"word": "yes", "start": 0.1, "end": 0.5}]}]}},
        {"type": "Error", "code": "NET-0001"},
    ),), WORDS_OF_JSON),
    "elevenlabs_ears": Target(_recogniser(lambda: ScribeDictation("en")), (lines(
        {"message_type": "partial_transcript", "text": "ye"}, {"message_type": "committed_transcript", "text": "yes"},
        {"message_type": "committed_transcript_with_timestamps", "text": "yes", "language_code": "en", "words": [{"text": "yes", "start": 0.0, "end": 0.4, "logprob": -0.1, "type": "word"}]},
    ),), WORDS_OF_JSON),
    "elevenlabs_ears_any": Target(_recogniser(lambda: ScribeDictation(None)), (lines(
        {"message_type": "committed_transcript_with_timestamps", "text": "sí", "language_code": "spa", "words": [{"text": "sí", "start": 0.0, "end": 0.4, "logprob": -0.1, "type": "word"}]},
        {"message_type": "committed_transcript", "text": "sí"},
    ),), WORDS_OF_JSON),
    "openai_ears": Target(_recogniser(lambda: OpenAiDictation("m", "en")), (lines(
        {"type": "input_audio_buffer.committed", "item_id": "i1"},
        {"type": "conversation.item.input_audio_transcription.delta", "item_id": "i1", "delta": "ye"},
        {"type": "conversation.item.input_audio_transcription.completed", "item_id": "i1", "transcript": "yes"},
    ),), WORDS_OF_JSON),
    "elevenlabs_voice": Target(_voice, (
        b'{"audio":"f39/f38=","contextId":"c1","isFinal":null,"alignment":{"chars":["a","b"],"charStartTimesMs":[0,1],"charDurationsMs":[1,1]}}',
        b'{"contextId":"c1","isFinal":true}', b'{"error":"quota_exceeded","message":"x","contextId":"c1"}',
    ), WORDS_OF_JSON),
    "samples": Target(_samples, (b"\x00\x10\xff\x7f\x00\x80" * 40,), by="drawn"),
    "model": Target(_model, (
        stream(CHUNK, {"choices": [], "usage": {"total_tokens": 7}}),
        stream({"type": "response.output_text.delta", "delta": "{}"}, {"type": "response.completed", "response": {"status": "completed", "usage": {"total_tokens": 7}}}),
    ), (*WORDS_OF_JSON, b"data:", b"\n\n", b"\n")),
    "model_http": Target(_completed, (http(stream(CHUNK), b"text/event-stream"), http(b"{}", status=b"429 Too Many Requests")), HTTP_WORDS, examples=40),
    "transcription_http": Target(_asked(_transcribed), (http({"text": "yes", "languages": [{"code": "en-US"}]}),), HTTP_WORDS, examples=40),
    "voice_http": Target(_asked(_spoken), (
        http(b"\x10\x90" * 200, b"audio/basic"), http({"voices": [{"voice_id": "v", "name": None, "labels": {"language": "en"}}]}),
    ), HTTP_WORDS, examples=30),
    "calendar_http": Target(_calendar, (
        http({"items": [EVENT], "nextSyncToken": "s", "timeZone": "Europe/Berlin"}),
        http({"items": [{"id": "anna@example.com", "summary": "Anna", "accessRole": "owner", "primary": True}]}),
        http({"access_token": "t", "expires_in": 3600}), http({"error": {"errors": [{"reason": "rateLimitExceeded"}]}}, status=b"403 Forbidden"),
    ), (*HTTP_WORDS, b"9999-12-31", b"0001-01-01T00:00:00+14:00", b'"timeZone":"../../etc/passwd"', b'"nextPageToken":"x",'), examples=30),
}  # fmt: skip
