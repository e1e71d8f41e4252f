"""Only what Twilio signed, for a URL of ours, with a token in force."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator

from receptionist.adapters.twilio.signature import SignatureCheck

HERE, OLD, NEW = "https://phone.example.com", "the-old-token", "the-new-token"
FORM = {"CallSid": "CA1", "From": "+14155550142", "CallerName": "", "City": "SAN JOSÉ ਪੰਜਾਬ"}
CHECK = SignatureCheck([HERE, "https://phone-eu.example.com"], [NEW, OLD])

OTHERS_VECTORS = Path(__file__).parents[5] / "shared" / "data" / "protocol" / "dev" / "twilio_signature_vectors.jsonl"


def signed(url: str, form: Any, token: str = NEW, algorithm: str | None = None) -> str:
    return str(RequestValidator(token).compute_signature(url, form, algorithm))


def test_what_twilio_signed_holds_for_each_origin_and_each_token_in_force() -> None:
    for origin in (HERE, "https://phone-eu.example.com"):
        for token in (NEW, OLD):
            assert CHECK.holds("/voice/incoming", FORM, signed(f"{origin}/voice/incoming", FORM, token))


def test_the_query_is_part_of_what_is_signed() -> None:
    signature = signed(f"{HERE}/voice/after?resumes=1", FORM)
    assert CHECK.holds("/voice/after?resumes=1", FORM, signature)
    assert not CHECK.holds("/voice/after?resumes=2", FORM, signature)
    assert not CHECK.holds("/voice/after", FORM, signature)


def test_a_dropped_blank_parameter_is_noticed() -> None:
    signature = signed(f"{HERE}/voice/incoming", FORM)
    assert not CHECK.holds("/voice/incoming", {k: v for k, v in FORM.items() if v}, signature)


def test_repeated_fields_are_signed_each() -> None:
    fields = [("MediaUrl", "b"), ("MediaUrl", "a"), ("Body", "x")]
    signature = signed(f"{HERE}/sms/incoming", {"Body": "x", "MediaUrl": "a"}).encode()
    form = ImmutableMultiDict(fields)
    assert not CHECK.holds("/sms/incoming", form, signature.decode())
    both = RequestValidator(NEW).compute_signature(f"{HERE}/sms/incoming", form)
    assert CHECK.holds("/sms/incoming", form, both)


@pytest.mark.parametrize(
    ("token", "origin", "path"),
    [
        ("a-strange-token", HERE, "/voice/incoming"),
        (NEW, "https://elsewhere.example.com", "/voice/incoming"),
        (NEW, "http://phone.example.com", "/voice/incoming"),
        (NEW, HERE, "/voice/status"),
    ],
)
def test_a_strange_token_origin_or_path_does_not_hold(token: str, origin: str, path: str) -> None:
    assert not CHECK.holds("/voice/incoming", FORM, signed(origin + path, FORM, token))


def test_a_changed_field_does_not_hold() -> None:
    signature = signed(f"{HERE}/voice/incoming", FORM)
    assert not CHECK.holds("/voice/incoming", FORM | {"From": "+14155550199"}, signature)
    assert not CHECK.holds("/voice/incoming", FORM | {"Digits": "1"}, signature)


@pytest.mark.parametrize("signature", ["", "x", "é", "=" * 28, "A" * 10_000])
def test_what_is_no_signature_does_not_hold(signature: str) -> None:
    assert not CHECK.holds("/voice/incoming", FORM, signature)


def test_a_port_that_goes_without_saying_may_be_said() -> None:
    check = SignatureCheck(["https://phone.example.com:443"], [NEW])
    assert check.holds("/voice/incoming", FORM, signed(f"{HERE}/voice/incoming", FORM))
    assert CHECK.holds("/voice/incoming", FORM, signed("https://phone.example.com:443/voice/incoming", FORM))


def test_a_shared_key_signs_with_the_algorithm_it_names() -> None:
    signature = signed(f"{HERE}/voice/incoming", FORM, algorithm="HMAC_SHA256")
    assert CHECK.holds("/voice/incoming", FORM, signature, "key=k1,algorithm=HMAC_SHA256")
    assert not CHECK.holds("/voice/incoming", FORM, signature)
    assert not CHECK.holds("/voice/incoming", FORM, signature, "key=k1,algorithm=HMAC_MD5")


def test_nobody_gets_in_while_no_token_is_known() -> None:
    assert not SignatureCheck([HERE], []).holds("/voice/incoming", FORM, signed(f"{HERE}/voice/incoming", FORM))


@pytest.mark.skipif(not OTHERS_VECTORS.exists(), reason="the published vectors are not on this machine")
def test_the_published_vectors_hold_or_do_not_as_published() -> None:
    for line in OTHERS_VECTORS.read_text(encoding="utf-8").splitlines():
        vector = json.loads(line)
        origin, slash, rest = vector["url"].partition("//")
        host, _, path = rest.partition("/")
        form: Any = vector.get("body") or vector["params"]
        if isinstance(form, dict):
            form = ImmutableMultiDict(
                [(k, one) for k, v in form.items() for one in (v if isinstance(v, list) else [v])]
            )
        check = SignatureCheck([f"{origin}{slash}{host}"], [vector["token"]])
        assert check.holds(f"/{path}", form, vector["signature"]) == vector["valid"], vector["name"]
