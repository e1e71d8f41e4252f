"""Google's Cloud Text-to-Speech on this machine, over gRPC: requests are checked as the service does, sound comes word by word.

https://docs.cloud.google.com/text-to-speech/docs/reference/rpc/google.cloud.texttospeech.v1
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc
import numpy as np
from google.cloud import texttospeech_v1 as tts

from receptionist.calls.mulaw import decode_int16
from tests.fakes.speech import WORD

_SERVICE = "google.cloud.texttospeech.v1.TextToSpeech"
_LEADING = b"\xff" * 1600
HEADER = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x07\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"


@dataclass
class Play:
    """How it behaves from now on."""

    code: grpc.StatusCode | None = None
    """Of the refusal."""
    first_s: float = 0.01
    hangs_after: int | None = None
    """Words; then nothing more ever comes."""
    breaks_after: int | None = None
    """Words; then the call fails."""
    mute: bool = False
    silent: bool = False
    streams_mulaw: bool = True
    loses_refusals: bool = False
    """The code of a refused encoding arrives as gRPC's client tells it where the refusal overtakes a request: as an internal error."""
    sound: Callable[[str], bytes] = lambda _: WORD
    """Of a word: mu-law."""


@dataclass
class GoogleStandIn:
    endpoint: str = ""
    play: Play = field(default_factory=Play)
    streamed: list[tuple[Any, str]] = field(default_factory=list)
    """Config and text."""
    made: list[Any] = field(default_factory=list)
    cancelled: int = 0
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def google_speech_stand_in() -> Iterator[GoogleStandIn]:
    stand_in = GoogleStandIn()
    pool = ThreadPoolExecutor(8)
    server = grpc.server(pool)
    server.add_generic_rpc_handlers((_handlers(stand_in),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    stand_in.endpoint = f"http://127.0.0.1:{port}"
    try:
        yield stand_in
    finally:
        stand_in.over.set()
        server.stop(0).wait(5)
        pool.shutdown(wait=False)


def _handlers(told: GoogleStandIn) -> Any:
    def streamed(requests: Iterator[Any], context: Any) -> Iterator[Any]:
        config = next(requests).streaming_config
        audio = config.streaming_audio_config
        _checked(told, context, config.voice, streams=True)
        if audio.audio_encoding == tts.AudioEncoding.MULAW and not told.play.streams_mulaw:
            lost = told.play.loses_refusals
            context.abort(
                grpc.StatusCode.INTERNAL if lost else grpc.StatusCode.INVALID_ARGUMENT,
                "Unsupported audio encoding for streaming.",
            )
        if audio.audio_encoding not in (tts.AudioEncoding.MULAW, tts.AudioEncoding.PCM):
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "Unsupported audio encoding for streaming.")
        context.add_callback(lambda: _ended(told, context))
        convert = _as_is if audio.audio_encoding == tts.AudioEncoding.MULAW else _as_pcm
        for request in requests:
            told.streamed.append((config, request.input.text))
            for sound in _words(told, request.input.text, context):
                yield tts.StreamingSynthesizeResponse(audio_content=convert(sound))

    def made(request: Any, context: Any) -> Any:
        _checked(told, context, request.voice, streams=False)
        told.made.append(request)
        return tts.SynthesizeSpeechResponse(audio_content=HEADER + b"".join(_words(told, request.input.text, context)))

    def voices(request: Any, context: Any) -> Any:
        return tts.ListVoicesResponse()

    return grpc.method_handlers_generic_handler(
        _SERVICE,
        {
            "StreamingSynthesize": grpc.stream_stream_rpc_method_handler(
                streamed, tts.StreamingSynthesizeRequest.deserialize, tts.StreamingSynthesizeResponse.serialize
            ),
            "SynthesizeSpeech": grpc.unary_unary_rpc_method_handler(
                made, tts.SynthesizeSpeechRequest.deserialize, tts.SynthesizeSpeechResponse.serialize
            ),
            "ListVoices": grpc.unary_unary_rpc_method_handler(
                voices, tts.ListVoicesRequest.deserialize, tts.ListVoicesResponse.serialize
            ),
        },
    )


def _checked(told: GoogleStandIn, context: Any, voice: Any, *, streams: bool) -> None:
    if told.play.code is not None:
        context.abort(told.play.code, "No.")
    if not voice.name.startswith(f"{voice.language_code}-"):
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, "Requested language code doesn't match the voice.")
    if streams and "Chirp3-HD" not in voice.name:
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, "This voice does not support streaming.")


def _words(told: GoogleStandIn, text: str, context: Any) -> Iterator[bytes]:
    play = told.play
    _pause(told, play.first_s)
    if play.mute:
        return
    yield _LEADING
    for number, word in enumerate(text.split()):
        if number == play.hangs_after:
            _pause(told, 60, until=lambda: not context.is_active())
        if number == play.breaks_after:
            context.abort(grpc.StatusCode.UNAVAILABLE, "The service is currently unavailable.")
        yield b"\xff" * len(WORD) if play.silent else play.sound(word)


def _pause(told: GoogleStandIn, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Ends early with the test."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not told.over.is_set() and not until():
        time.sleep(0.005)


def _ended(told: GoogleStandIn, context: Any) -> None:
    told.cancelled += context.code() is None


def _as_is(sound: bytes) -> bytes:
    return sound


def _as_pcm(sound: bytes) -> bytes:
    """The same sound at 24 kHz, as linear samples."""
    return np.repeat(decode_int16(sound), 3).astype("<i2").tobytes()
