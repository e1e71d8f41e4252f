"""The Voice port on Google's Cloud Text-to-Speech.

Chirp 3 HD voices are streamed; the others are made whole. Both as mu-law 8 kHz; where a voice cannot stream that (for long they
could not: github.com/pipecat-ai/pipecat asks for PCM), it is asked for 24 kHz and brought down here.
https://docs.cloud.google.com/text-to-speech/docs/chirp3-hd, read in November 2026.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Final

import grpc.aio
from google.api_core.client_options import ClientOptions
from google.api_core.exceptions import GoogleAPIError, InternalServerError, InvalidArgument
from google.auth.exceptions import GoogleAuthError
from google.cloud import texttospeech_v1 as tts

from receptionist.adapters.google.speaker import GoogleSpeaker, credentials
from receptionist.adapters.mouth.from_pcm import FromPcm
from receptionist.adapters.mouth.trimming import Trimmed
from receptionist.calls.mulaw import RATE
from receptionist.errors import VendorUnavailable

ANSWER_S: Final = 5.0
"""For a whole clause."""
_PCM_RATE: Final = 24_000
_SERVICE: Final = "texttospeech.googleapis.com"


class GoogleVoice:
    """For all calls of a process, over one connection."""

    def __init__(self, speaker: GoogleSpeaker) -> None:
        self._speaker = speaker
        self._client: tts.TextToSpeechAsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._streams_mulaw = True

    def languages(self) -> frozenset[str]:
        return frozenset(self._speaker.voices)

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[bytes, None]:
        """As the port says; `voice` is a name of theirs in that language, any other gives the language's own."""
        if language not in self._speaker.voices:
            raise VendorUnavailable(f"Google has no voice for {language}")
        name = voice if voice and voice.startswith(f"{language}-") else self._speaker.voices[language]
        trimmed = Trimmed()
        try:
            sounds = self._streamed(text, name, pace) if can_stream(name) else self._whole(text, name, pace)
            try:
                async for sound in sounds:
                    if audio := trimmed(sound):
                        yield audio
            finally:
                await sounds.aclose()
        except (GoogleAPIError, GoogleAuthError, grpc.aio.AioRpcError, OSError) as error:
            raise VendorUnavailable(f"Google cannot be heard ({type(error).__name__})") from error
        if not trimmed.audible:
            raise VendorUnavailable("Google made no sound")

    async def warm(self, *, language: str | None = None) -> None:
        """The connection is dialled by its first use: by asking for the names of voices, which costs nothing."""
        try:
            async with asyncio.timeout(ANSWER_S):
                await self._connected().list_voices(language_code="en-US", retry=None, timeout=ANSWER_S)
        except (GoogleAPIError, GoogleAuthError, grpc.aio.AioRpcError, OSError, TimeoutError):
            return

    async def close(self) -> None:
        """Safe to repeat."""
        if self._client is not None and asyncio.get_running_loop() is self._loop:
            await self._client.transport.close()  # type: ignore[no-untyped-call]
            self._client = None

    async def _streamed(self, text: str, name: str, pace: float) -> AsyncGenerator[bytes, None]:
        if self._streams_mulaw:
            begun = False
            try:
                async for sound in self._stream(text, name, pace, tts.AudioEncoding.MULAW, RATE):
                    begun = True
                    yield without_header(sound)
                return
            except InvalidArgument:
                # Told before any sound; should the text be at fault, it is refused again below.
                self._streams_mulaw = False
            except InternalServerError:
                # A refusal that comes while the text is still being sent is lost: gRPC's own "Internal error from Core" stands in
                # its place. So the samples are asked for this once, and the next text finds out.
                if begun:
                    raise
        converted = FromPcm(_PCM_RATE)
        async for sound in self._stream(text, name, pace, tts.AudioEncoding.PCM, _PCM_RATE):
            yield converted(sound)
        yield converted.rest()

    async def _stream(self, text: str, name: str, pace: float, encoding: int, rate: int) -> AsyncGenerator[bytes, None]:
        config = tts.StreamingSynthesizeConfig(
            voice=_voice(name),
            streaming_audio_config=tts.StreamingAudioConfig(
                audio_encoding=encoding, sample_rate_hertz=rate, speaking_rate=_rate(pace)
            ),
        )

        async def asked() -> AsyncIterator[tts.StreamingSynthesizeRequest]:
            yield tts.StreamingSynthesizeRequest(streaming_config=config)
            yield tts.StreamingSynthesizeRequest(input=tts.StreamingSynthesisInput(text=text))

        call = await self._connected().streaming_synthesize(requests=asked(), retry=None, timeout=None)
        try:
            async for answer in call:
                yield answer.audio_content
        finally:
            call.cancel()  # type: ignore[attr-defined]  # it is a call of grpc.aio, which the client calls an iterable

    async def _whole(self, text: str, name: str, pace: float) -> AsyncGenerator[bytes, None]:
        answer = await self._connected().synthesize_speech(
            input=tts.SynthesisInput(text=text),
            voice=_voice(name),
            audio_config=tts.AudioConfig(
                audio_encoding=tts.AudioEncoding.MULAW, sample_rate_hertz=RATE, speaking_rate=_rate(pace)
            ),
            retry=None,
            timeout=ANSWER_S,
        )
        yield without_header(answer.audio_content)

    def _connected(self) -> tts.TextToSpeechAsyncClient:
        """Made on first use, which finds the credentials the usual way. Raises GoogleAuthError."""
        loop = asyncio.get_running_loop()
        if self._client is None or loop is not self._loop:
            self._client, self._loop = _client(self._speaker), loop
        return self._client


def can_stream(name: str) -> bool:
    """Only Chirp 3 HD voices can."""
    return "-Chirp3-HD-" in name


def without_header(audio: bytes) -> bytes:
    """The samples of a WAV file; of anything else all."""
    if not audio.startswith(b"RIFF"):
        return audio
    found = audio.find(b"data", 12)
    return audio[found + 8 :] if found >= 0 else b""


def _client(speaker: GoogleSpeaker) -> tts.TextToSpeechAsyncClient:
    if speaker.endpoint.startswith("http://"):
        channel = grpc.aio.insecure_channel(speaker.endpoint.removeprefix("http://").rstrip("/"))
        transport = tts.TextToSpeechAsyncClient.get_transport_class("grpc_asyncio")(channel=channel)
        return tts.TextToSpeechAsyncClient(transport=transport)
    host = speaker.endpoint.removeprefix("https://").rstrip("/") or _SERVICE
    given = credentials(speaker.credentials) if speaker.credentials else None
    return tts.TextToSpeechAsyncClient(credentials=given, client_options=ClientOptions(api_endpoint=host))


def _voice(name: str) -> tts.VoiceSelectionParams:
    return tts.VoiceSelectionParams(language_code="-".join(name.split("-")[:2]), name=name)


def _rate(pace: float) -> float:
    return min(2.0, max(0.25, pace))
