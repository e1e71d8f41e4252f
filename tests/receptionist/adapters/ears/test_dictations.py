"""What recognisers say and do not say, without sockets."""

import base64
import json
from typing import Any

import pytest

from receptionist.adapters.deepgram.ears import DeepgramDictation
from receptionist.adapters.elevenlabs.ears import ScribeDictation
from receptionist.adapters.openai.transcription_live import OpenAiDictation
from receptionist.errors import VendorUnavailable
from tests.fakes.spoken_code import QUIET, say

FINALIZE = b'{"type":"Finalize"}'


def results(text: str, start: float, duration: float, **more: Any) -> bytes:
    alternatives = [{"transcript": text, "confidence": 0.5}, *more.pop("others", [])]
    told = {"type": "Results", "start": start, "duration": duration, "is_final": True, "speech_final": True,
            "channel": {"alternatives": alternatives}, **more}  # fmt: skip
    return json.dumps(told).encode()


def test_a_final_that_covers_all_that_was_loud_needs_no_asking() -> None:
    deepgram = DeepgramDictation("en")
    deepgram.begin()
    deepgram.hear(say("yes"))
    deepgram.hear(QUIET)
    deepgram.take(results("yes", 0.0, 0.4))
    assert deepgram.ask() == []
    assert deepgram.settled
    assert deepgram.heard().confidence == 0.5


def test_what_was_said_after_the_final_is_asked_about_though_nothing_was_heard_of_it_yet() -> None:
    deepgram = DeepgramDictation("en")
    deepgram.begin()
    deepgram.hear(say("yes please"))
    deepgram.take(results("yes", 0.0, 0.33))
    assert deepgram.ask() == [FINALIZE]
    assert not deepgram.settled
    deepgram.take(results("please", 0.33, 0.33, from_finalize=True))
    assert deepgram.settled
    assert deepgram.heard().text == "yes please"


def test_an_answer_to_an_earlier_question_does_not_settle_a_later_one() -> None:
    deepgram = DeepgramDictation("en")
    deepgram.begin()
    deepgram.hear(say("yes"))
    deepgram.ask()
    deepgram.hear(QUIET + say("please window"))
    deepgram.ask()
    deepgram.take(results("yes", 0.0, 0.3, from_finalize=True))
    assert not deepgram.settled
    assert deepgram.enough, "where no answer comes, this is what there is"


@pytest.mark.parametrize("final", [True, False])
def test_results_about_an_earlier_turn_are_none_of_this_one(final: bool) -> None:
    deepgram = DeepgramDictation("en")
    deepgram.begin()
    deepgram.hear(say("yes"))
    assert deepgram.end() == [FINALIZE]
    deepgram.begin()
    deepgram.hear(say("no"))
    deepgram.take(results("yes", 0.0, 0.3, is_final=final))
    assert (deepgram.partial, deepgram.enough) == ("", False)


def test_other_readings_are_kept_where_there_is_one_final() -> None:
    deepgram = DeepgramDictation(None)
    deepgram.begin()
    deepgram.hear(say("yes"))
    deepgram.take(results("for two", 0.0, 0.3, others=[{"transcript": "four two"}]))
    assert deepgram.heard().alternatives == ("four two",)


def test_a_setting_that_is_refused_ends_nothing_and_an_error_tells_no_words() -> None:
    deepgram = DeepgramDictation("en", retunes=True)
    deepgram.take(b'{"type": "Error", "code": "KeytermsNotSupported", "description": "Saffron"}')
    with pytest.raises(VendorUnavailable, match=r"^refuses .NET-0001.$"):
        deepgram.take(b'{"type": "Error", "code": "NET-0001", "description": "table for two"}')


def sound_of(message: bytes) -> bytes:
    return base64.b64decode(json.loads(message)["audio_base_64"])


@pytest.mark.parametrize("bytes_said", [400, 2399, 9600])
def test_a_commit_holds_as_much_as_scribe_wants(bytes_said: int) -> None:
    scribe = ScribeDictation("en")
    scribe.begin()
    scribe.hear(b"\x10\x90" * (bytes_said // 2))
    (commit,) = scribe.ask()
    assert json.loads(commit)["commit"] is True
    assert bytes_said + len(sound_of(commit)) >= 2400


def test_a_line_to_scribe_with_an_answer_outstanding_is_not_used_for_another_turn() -> None:
    scribe = ScribeDictation("en")
    scribe.begin()
    scribe.hear(say("yes"))
    scribe.ask()
    scribe.end()
    assert scribe.spoiled


def test_scribe_tells_the_language_beside_the_words_or_not_at_all() -> None:
    scribe = ScribeDictation(None)
    scribe.begin()
    scribe.hear(say("yes"))
    scribe.ask()
    scribe.take(b'{"message_type": "committed_transcript", "text": "si"}')
    assert (scribe.settled, scribe.enough, scribe.heard().text) == (False, True, "si")
    assert scribe.spoiled, "its other answer may still come"
    late = {"message_type": "committed_transcript_with_timestamps", "text": "si", "language_code": "spa", "words": []}
    scribe.take(json.dumps(late).encode())
    assert scribe.settled
    assert scribe.heard().language == "es"


def test_silence_that_keeps_a_line_open_is_committed_for_nobody() -> None:
    scribe = ScribeDictation("en")
    sent = [message for _ in range(50) for message in scribe.idle()]
    assert [json.loads(message)["commit"] for message in sent] == [*[False] * 50, True]
    scribe.begin()
    scribe.hear(say("yes"))
    scribe.ask()
    scribe.take(b'{"message_type": "committed_transcript", "text": "you"}')
    assert not scribe.settled
    scribe.take(b'{"message_type": "committed_transcript", "text": "yes"}')
    assert scribe.settled
    assert scribe.heard().text == "yes"


def test_a_commit_of_nothing_is_answered_by_an_error_that_is_none() -> None:
    openai = OpenAiDictation("gpt-live-transcribe", "en")
    openai.begin()
    openai.hear(say("yes"))
    openai.ask()
    openai.take(b'{"type": "error", "error": {"code": "input_audio_buffer_commit_empty", "message": ""}}')
    assert openai.settled
    with pytest.raises(VendorUnavailable, match=r"^refuses .rate_limit_exceeded.$"):
        openai.take(b'{"type": "error", "error": {"code": "rate_limit_exceeded", "message": "table for two"}}')


def test_answers_of_openai_are_put_in_the_order_of_what_was_said() -> None:
    openai = OpenAiDictation("gpt-live-transcribe", "en")
    openai.begin()
    for item, word in (("a", "yes"), ("b", "please")):
        openai.hear(say(word))
        openai.ask()
        openai.take(json.dumps({"type": "input_audio_buffer.committed", "item_id": item}).encode())
    for item, word in (("b", "please"), ("a", "yes")):
        assert not openai.settled
        done = {"type": "conversation.item.input_audio_transcription.completed", "item_id": item, "transcript": word}
        openai.take(json.dumps(done).encode())
    assert openai.settled
    assert openai.heard().text == "yes please"


def test_what_was_shown_while_it_was_said_is_not_heard_twice() -> None:
    """Its deltas may come under another name than the item that is committed."""
    openai = OpenAiDictation("gpt-live-transcribe", "en")
    openai.begin()
    openai.hear(say("yes please"))
    told = "conversation.item.input_audio_transcription"
    openai.take(json.dumps({"type": f"{told}.delta", "item_id": "live", "delta": "yes pl"}).encode())
    assert openai.partial == "yes pl"
    openai.ask()
    openai.take(json.dumps({"type": "input_audio_buffer.committed", "item_id": "item"}).encode())
    openai.take(json.dumps({"type": f"{told}.completed", "item_id": "item", "transcript": "yes please"}).encode())
    assert (openai.partial, openai.heard().text) == ("yes please", "yes please")
