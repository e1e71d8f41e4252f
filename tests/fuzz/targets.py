"""What arrives from outside, and what may come of any bytes whatever: an answer, or the one refusal its reader promises.

A target takes bytes and returns, or raises what is no refusal: that is a find. Seeds are what the outside really sends;
`corpus/<target>/` keeps what once broke something.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
from hypothesis import strategies as st

from functions.problems import Problem
from functions.webhook import FORM, _parsed, call_sid, phone, sid
from receptionist.adapters.deepgram.ears import DeepgramDictation
from receptionist.adapters.ears.dictation import Dictation
from receptionist.adapters.elevenlabs import messages
from receptionist.adapters.elevenlabs.ears import ScribeDictation
from receptionist.adapters.openai.chat import ChatReading
from receptionist.adapters.openai.client import _events
from receptionist.adapters.openai.responses import ResponseReading
from receptionist.adapters.openai.transcription_live import OpenAiDictation
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.business.load import read_text
from receptionist.calendars.csv_file import read_csv
from receptionist.calendars.ical_file import read_ical
from receptionist.calendars.visits import BadFile
from receptionist.calls.ticket import StreamTicket, sign, verify
from receptionist.conversation.redact import without_cards
from receptionist.errors import BadTicket, VendorUnavailable
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.messages.consent import plain, read
from receptionist.messages.replies import answered, cancels, chosen, moves
from receptionist.spans import Span
from stream_handler.carrier.media_stream import ProtocolError, Reader

CORPUS = Path(__file__).with_name("corpus")
BUSINESSES = Path(__file__).parents[2] / "local" / "businesses"
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
KEY = b"k" * 32


@dataclass(frozen=True, slots=True)
class Target:
    act: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()
    """Put in between: what means something to its reader."""

    def given(self, name: str) -> list[bytes]:
        """Seeds, and what is kept of earlier finds."""
        kept = CORPUS / name
        return [*self.seeds, *(path.read_bytes() for path in sorted(kept.glob("*")) if kept.is_dir())]

    def changed(self, name: str) -> st.SearchStrategy[bytes]:
        """Seeds with pieces cut out, repeated, exchanged and put in; sometimes any bytes."""
        piece = st.binary(max_size=6) | st.sampled_from((b"", b"\x00", b"\xff\xfe", b"9" * 40, *self.words))
        edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), piece), max_size=8)
        return st.builds(edited, st.sampled_from(self.given(name)), edits) | st.binary(max_size=200)


def edited(seed: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, piece in edits:
        at = int(where * len(seed))
        seed = seed[:at] + piece + seed[at + length :]
    return seed


def _media(content: bytes) -> None:
    reader = Reader()
    for line in content.split(b"\n"):
        try:
            reader.read(line)
        except ProtocolError:
            return


def _form(content: bytes) -> None:
    with suppress(Problem):
        form = _parsed(content, FORM)
        check = SignatureCheck(["https://phone.example.com"], ["token"])
        assert not check.holds("/voice/incoming", form, form.get("signature", "x"), form.get("settings"))
        phone(form, "From")
        call_sid(form)
        sid(form, "MessageSid")


def _text(content: bytes) -> None:
    body = content.decode("utf-8", "replace")
    read(body, opt_out_type=body[:10])
    said = plain(body)
    for understand in (answered, chosen, moves, cancels):
        understand(said)
    without_cards(body)


def _ical(content: bytes) -> None:
    with suppress(BadFile):
        read_ical(content, "America/Los_Angeles", Span(NOW, NOW + timedelta(days=60)))


def _csv(content: bytes) -> None:
    with suppress(BadFile):
        read_csv(content)


def _definition(content: bytes) -> None:
    found = read_text(content.decode("utf-8", "replace"))
    assert (found.business is None) == bool(found.complaints)


def _ticket(content: bytes) -> None:
    with suppress(BadTicket):
        ticket = verify(content.decode("latin-1"), [KEY], NOW)
        assert ticket == TICKET


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


def _model(content: bytes) -> None:
    """As OpenAiClient reads it: what is caught there is a refusal."""
    for reading in (ChatReading(), ResponseReading()):
        with suppress(VendorUnavailable, ValueError, TypeError, KeyError, AttributeError):
            for event in _events(iter((content,))):
                assert isinstance(reading.take(orjson.loads(event)), str)
            reading.ended()


def _lines(*messages: dict[str, object]) -> bytes:
    return b"\n".join(json.dumps(message).encode() for message in messages)


def _stream(*events: dict[str, object]) -> bytes:
    return b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events) + b"data: [DONE]\n\n"


TICKET = StreamTicket(
    CallId("CA1"), BusinessId("b"), Phone("+14155550142"), Phone(""), "en", NOW + timedelta(minutes=1), "n"
)
MEDIA = _lines(
    {"event": "connected", "protocol": "Call", "version": "1.0.0"},
    {"event": "start", "sequenceNumber": "1", "streamSid": "MZ1", "start": {
        "accountSid": "AC1", "streamSid": "MZ1", "callSid": "CA1", "tracks": ["inbound"], "customParameters": {"token": "x"},
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}}},
    {"event": "media", "sequenceNumber": "2", "streamSid": "MZ1", "media": {"track": "inbound", "chunk": "1", "timestamp": "5", "payload": "f39/f38="}},
    {"event": "dtmf", "sequenceNumber": "3", "streamSid": "MZ1", "dtmf": {"track": "inbound_track", "digit": "1"}},
    {"event": "mark", "sequenceNumber": "4", "streamSid": "MZ1", "mark": {"name": "m1"}},
    {"event": "stop", "sequenceNumber": "5", "streamSid": "MZ1", "stop": {"accountSid": "AC1", "callSid": "CA1"}},
)  # fmt: skip
ICAL = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=America/Los_Angeles:20261127T190000\r\nDURATION:PT1H
RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=FR\r\nEXDATE;TZID=America/Los_Angeles:20261204T190000\r\nSUMMARY:Anna Ruiz\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
CSV = b"Date;Time;Name;Phone;Party;Duration;Status\n27/11/2026;19:30;Anna Ruiz;+14155550142;4;1h 30m;confirmed\n"
WORDS_OF_JSON = (b"null", b"-1", b"1e999", b"[]", b"{}", b'"', b"NaN", b"\\ud800", b"true")
TARGETS: dict[str, Target] = {
    "media_stream": Target(_media, (MEDIA,), (*WORDS_OF_JSON, b"\n", b"start", b"media", b"payload")),
    "webhook_form": Target(_form, (
        b"AccountSid=AC1&CallSid=CA1&From=%2B14155550142&To=%2B14155550100&CallerName=&Body=STOP&signature=abc",
        b"MessageSid=SM1&settings=key%3Dk%2Calgorithm%3DHMAC_SHA256&signature=%C3%A9",
    ), (b"&", b"=", b"%", b"%00", b"%ED%A0%80", b"+", b";")),
    "text": Target(_text, (
        b"STOP", b"cancelar mi cita AB3K7 del viernes a las 7pm", b"move to friday 7pm", "ਹਾਂ ਜੀ".encode(),
        b"card 4929 0000 0000 0000", b"2",
    ), ("İ".encode(), "\u200d".encode(), "ੴ".encode(), b"9999 ", b"double ")),
    "ical": Target(_ical, (ICAL,), (b"\r\n", b"RRULE:FREQ=DAILY;INTERVAL=1", b"UNTIL=99991231T235959Z", b"BYSETPOS=-1", b"TZID=Nowhere/At_All:", b"19000101", b"P9999999W")),
    "csv": Target(_csv, (CSV, CSV.replace(b";", b",")), (b'"', b"\r", b"\n", b";", b"00:00", b"31/02/2026", b"\xef\xbb\xbf", b"99999h")),
    "definition": Target(_definition, tuple(path.read_bytes()[:6000] for path in sorted(BUSINESSES.glob("*.yaml"))), (b"\n", b"  ", b": ", b"- ", b"&a ", b"*a", b"!!python/object:os.system", b"{", b"[", b"|")),
    "ticket": Target(_ticket, (sign(TICKET, KEY).encode(),), (b".", b"=", b"-", b"_")),
    "deepgram": Target(_recogniser(lambda: DeepgramDictation("en")), (_lines(
        {"type": "Results", "start": 0.0, "duration": 1.0, "is_final": True, "from_finalize": True, "channel": {"alternatives": [
            {"transcript": "yes", "confidence": 0.9, "languages": ["en"], "words": [{"word": "yes", "start": 0.1, "end": 0.5}]}]}},
        {"type": "Error", "code": "NET-0001"},
    ),), WORDS_OF_JSON),
    "elevenlabs_ears": Target(_recogniser(lambda: ScribeDictation("en")), (_lines(
        {"message_type": "partial_transcript", "text": "ye"}, {"message_type": "committed_transcript", "text": "yes"},
        {"message_type": "committed_transcript_with_timestamps", "text": "yes", "language_code": "en", "words": [{"text": "yes", "start": 0.0, "end": 0.4, "logprob": -0.1, "type": "word"}]},
    ),), WORDS_OF_JSON),
    "openai_ears": Target(_recogniser(lambda: OpenAiDictation("m", "en")), (_lines(
        {"type": "input_audio_buffer.committed", "item_id": "i1"},
        {"type": "conversation.item.input_audio_transcription.delta", "item_id": "i1", "delta": "ye"},
        {"type": "conversation.item.input_audio_transcription.completed", "item_id": "i1", "transcript": "yes"},
    ),), WORDS_OF_JSON),
    "elevenlabs_voice": Target(_voice, (
        b'{"audio":"f39/f38=","contextId":"c1","isFinal":null,"alignment":{"chars":["a","b"],"charStartTimesMs":[0,1],"charDurationsMs":[1,1]}}',
        b'{"contextId":"c1","isFinal":true}', b'{"error":"quota_exceeded","message":"x","contextId":"c1"}',
    ), WORDS_OF_JSON),
    "model": Target(_model, (
        _stream({"choices": [{"delta": {"content": "{}"}, "finish_reason": "stop"}]}, {"choices": [], "usage": {"total_tokens": 7}}),
        _stream({"type": "response.output_text.delta", "delta": "{}"}, {"type": "response.completed", "response": {"status": "completed", "usage": {"total_tokens": 7}}}),
    ), (*WORDS_OF_JSON, b"data:", b"\n\n", b"\n")),
}  # fmt: skip


def known() -> Iterator[tuple[str, bytes]]:
    for name, target in TARGETS.items():
        for content in target.given(name):
            yield name, content
