"""What the stream handler is told by its environment."""

import pytest

from receptionist.errors import Misconfigured
from stream_handler.settings import from_environment

GOOD = {
    "TABLE_NAME": "firstring",
    "BUCKET": "recordings",
    "AWS_REGION": "us-east-1",
    "VALKEY_URL": "rediss://cache.example.com:6379",
    "STREAM_KEYS_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:1:secret:keys",
}


def test_what_is_not_set_has_a_sensible_value() -> None:
    told = from_environment(GOOD)
    assert (told.max_calls, told.port, told.ears, told.table_name) == (25, 8080, "local", "firstring")


def test_text_becomes_numbers() -> None:
    told = from_environment({**GOOD, "MAX_CALLS": "40", "DRAIN_S": "100.5"})
    assert (told.max_calls, told.drain_s) == (40, 100.5)


def test_who_hears_and_speaks_is_an_ordered_list() -> None:
    told = from_environment({**GOOD, "EARS": "deepgram,openai-realtime,local", "MOUTH": "elevenlabs,google"})
    assert (told.ears, told.mouth) == ("deepgram,openai-realtime,local", "elevenlabs,google")


def test_where_others_reach_it_is_found_out_or_told() -> None:
    assert from_environment(GOOD).address == ""
    assert from_environment({**GOOD, "ADDRESS": "ws://10.20.1.7:8080/media"}).address == "ws://10.20.1.7:8080/media"
    with pytest.raises(Misconfigured, match="ADDRESS"):
        from_environment({**GOOD, "ADDRESS": "http://10.20.1.7"})


def test_every_fault_is_told_at_once() -> None:
    wrong = {
        **GOOD,
        "MAX_CALLS": "many",
        "VALKEY_URL": "http://x",
        "MOUTH": "Parrot, ",
        "DRAIN_S": "-1",
        "TABLE_NAME": " ",
    }
    del wrong["BUCKET"]
    with pytest.raises(Misconfigured) as fault:
        from_environment(wrong)
    for name in ("MAX_CALLS", "VALKEY_URL", "MOUTH", "DRAIN_S", "TABLE_NAME", "BUCKET"):
        assert name in str(fault.value)


def test_values_are_not_repeated_in_the_fault() -> None:
    with pytest.raises(Misconfigured) as fault:
        from_environment({**GOOD, "VALKEY_URL": "http://user:hunter2@cache"})
    assert "hunter2" not in str(fault.value)
