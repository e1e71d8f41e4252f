"""Twilio's messages as data, and ours."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stream_handler.carrier.media_stream import (
    LEAVE,
    Audio,
    Key,
    Leave,
    Message,
    Played,
    ProtocolError,
    Reader,
    Started,
    Stopped,
    Writer,
)

START = {
    "event": "start", "sequenceNumber": "1", "streamSid": "MZ1",
    "start": {
        "accountSid": "AC1", "streamSid": "MZ1", "callSid": "CA1", "tracks": ["inbound"],
        "customParameters": {"token": "t"},
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
    },
}  # fmt: skip


def message(event: str, number: int, **content: object) -> str:
    return json.dumps({"event": event, "sequenceNumber": str(number), "streamSid": "MZ1", event: content})


def started() -> Reader:
    reader = Reader()
    assert reader.read('{"event":"connected","protocol":"Call","version":"1.0.0"}') is None
    assert reader.read(json.dumps(START)) == Started("MZ1", "CA1", "AC1", {"token": "t"})
    return reader


def test_a_handler_that_carries_a_stream_may_ask_to_have_the_call_given_away() -> None:
    assert started().read(LEAVE) == Leave()
    assert Reader().read(LEAVE) is None


@pytest.mark.parametrize(
    ("event", "content", "value"),
    [
        ("media", {"track": "inbound", "chunk": "1", "timestamp": "5", "payload": "AQI="}, Audio(b"\x01\x02")),
        ("dtmf", {"track": "inbound_track", "digit": "#"}, Key("#")),
        ("mark", {"name": "p1"}, Played("p1")),
        ("stop", {"accountSid": "AC1", "callSid": "CA1"}, Stopped()),
        ("something_new", {}, None),
    ],
)
def test_each_message_is_a_value(event: str, content: dict[str, str], value: Message | None) -> None:
    assert started().read(message(event, 2, **content)) == value


def test_numbers_may_skip_but_not_go_back() -> None:
    reader = started()
    reader.read(message("mark", 7, name="a"))
    with pytest.raises(ProtocolError, match="7 after 7"):
        reader.read(message("mark", 7, name="a"))


def test_a_stream_starts_once() -> None:
    reader = started()
    with pytest.raises(ProtocolError, match="twice"):
        reader.read(json.dumps({**START, "sequenceNumber": "2"}))


@pytest.mark.parametrize("wrong", [{"encoding": "audio/l16"}, {"sampleRate": 16000}, {"channels": 2}])
def test_other_sound_is_refused(wrong: dict[str, object]) -> None:
    form = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1, **wrong}
    start = {**START, "start": {**START["start"], "mediaFormat": form}}  # type: ignore[dict-item]
    with pytest.raises(ProtocolError, match="mu-law"):
        Reader().read(json.dumps(start))


@given(
    st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_whatever_comes_is_a_value_or_a_protocol_error(nonsense: object) -> None:
    text = nonsense if isinstance(nonsense, str) else json.dumps(nonsense)
    try:
        assert started().read(text) is None
    except ProtocolError:
        pass


def test_what_we_send_is_what_twilio_documents() -> None:
    """https://www.twilio.com/docs/voice/media-streams/websocket-messages#send-websocket-messages-to-twilio"""
    writer = Writer("MZ1")
    media, mark, clear = (json.loads(text) for text in (writer.media(b"\x01\x02"), writer.mark("p1"), writer.clear()))
    assert media == {"event": "media", "streamSid": "MZ1", "media": {"payload": base64.b64encode(b"\x01\x02").decode()}}
    assert mark == {"event": "mark", "streamSid": "MZ1", "mark": {"name": "p1"}}
    assert clear == {"event": "clear", "streamSid": "MZ1"}
