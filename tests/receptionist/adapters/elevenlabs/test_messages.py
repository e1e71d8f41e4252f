"""What ElevenLabs sends is understood or refused, whatever it is."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.adapters.elevenlabs import messages
from receptionist.adapters.elevenlabs.messages import Done, Fault, Piece, parse
from receptionist.errors import VendorUnavailable

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["audio", "alignment", "contextId", "isFinal", "error", "chars"])


def told(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_sound_with_and_without_its_characters() -> None:
    assert parse(told(audio="VdU=", contextId="a", alignment={"chars": ["H", "i"]})) == Piece(
        "a", b"\x55\xd5", ("H", "i")
    )
    assert parse(told(audio="VdU=", contextId="a", alignment=None)) == Piece("a", b"\x55\xd5", None)


def test_ends_and_faults() -> None:
    assert parse(told(isFinal=True, contextId="a")) == Done("a")
    assert parse(told(error="quota_exceeded", contextId="a", message="Hello Maria")) == Fault("a", "quota_exceeded")
    assert parse(told(error="cannot say: Hello Maria")) == Fault("", "an error")
    assert parse(told(normalizedAlignment=None)) is None


@pytest.mark.parametrize(
    "message", [b"", b"{", b"[]", b"7", b"null", b'{"audio": 7}', b'{"audio": "VdU=", "contextId": ["a"]}']
)
def test_nonsense_is_unavailable(message: bytes) -> None:
    with pytest.raises(VendorUnavailable):
        parse(message)


@given(st.dictionaries(FIELDS, ANYTHING, max_size=5) | ANYTHING)
def test_anything_else_is_understood_or_refused(message: Any) -> None:
    try:
        found = parse(json.dumps(message).encode())
    except VendorUnavailable:
        return
    if isinstance(found, Piece):
        assert isinstance(found.context, str)
        assert all(isinstance(char, str) for char in found.chars or ())


def test_the_address_says_what_is_wanted() -> None:
    url = messages.url("https://api.elevenlabs.io", "v1", "eleven_flash_v2_5", "es")
    assert url.startswith("wss://api.elevenlabs.io/v1/text-to-speech/v1/multi-stream-input?")
    assert "output_format=ulaw_8000" in url
    assert "language_code" not in messages.url("http://localhost", "v1", "eleven_multilingual_v2", "")
