"""Whatever a recogniser sends, it is understood, ignored or a failure of its own."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.adapters.deepgram.ears import DeepgramDictation
from receptionist.adapters.ears.dictation import Dictation
from receptionist.adapters.elevenlabs.ears import ScribeDictation
from receptionist.adapters.openai.transcription_live import OpenAiDictation
from receptionist.errors import VendorUnavailable
from tests.fakes.spoken_code import say

TRANSCRIPTION = "conversation.item.input_audio_transcription"
KINDS = (
    "Results", "Error", "Metadata", "partial_transcript", "committed_transcript", "committed_transcript_with_timestamps",
    "quota_exceeded", "input_audio_buffer.committed", f"{TRANSCRIPTION}.delta", f"{TRANSCRIPTION}.completed",
    f"{TRANSCRIPTION}.failed", "error", "session.created",
)  # fmt: skip
KEYS = (
    "start", "duration", "channel", "alternatives", "transcript", "confidence", "words", "end", "is_final", "from_finalize",
    "text", "logprob", "language_code", "languages", "item_id", "delta", "error", "code",
)  # fmt: skip
ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=6),
    lambda one: st.lists(one, max_size=2) | st.dictionaries(st.sampled_from(KEYS), one, max_size=4),
    max_leaves=12,
)
MESSAGES = st.binary(max_size=30) | st.builds(
    lambda kind, more: json.dumps({**more, "type": kind, "message_type": kind}).encode(),
    st.sampled_from(KINDS) | st.text(max_size=5),
    st.dictionaries(st.sampled_from(KEYS), ODD, max_size=8),
)


@pytest.mark.parametrize("made", [DeepgramDictation, ScribeDictation, lambda language: OpenAiDictation("m", language)])
@settings(max_examples=60, deadline=None)
@given(messages=st.lists(MESSAGES, min_size=1, max_size=5), language=st.sampled_from([None, "en"]))
def test_nothing_a_recogniser_says_is_a_fault_of_ours(made: Any, messages: list[bytes], language: str | None) -> None:
    dictation: Dictation = made(language)
    dictation.begin()
    dictation.hear(say("yes"))
    dictation.ask()
    for message in messages:
        with suppress(VendorUnavailable):
            dictation.take(message)
    heard = dictation.heard()
    assert isinstance(heard.text, str)
    assert 0 <= heard.confidence <= 1
    dictation.end()
    dictation.begin()
    assert dictation.partial == ""
