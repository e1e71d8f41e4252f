"""Documents as the network reads them."""

import json
from pathlib import Path

import pytest

from local.carrier.faults import TwimlRefused
from local.carrier.twiml import MESSAGING_VERBS, VOICE_VERBS, parse

PUBLISHED = Path(__file__).parents[4] / "shared/data/protocol/twiml_documents.jsonl"


def response(verbs: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?><Response>{verbs}</Response>"


def test_a_document_is_its_verbs_in_order_with_attributes_nouns_and_text() -> None:
    say, connect = parse(
        response("<Say language='es'>Hola</Say><Connect action='/a'><Stream url='wss://x'>"
                 "<Parameter name='t' value='1'/></Stream></Connect>")
    )  # fmt: skip
    assert (say.name, say.get("language"), say.text) == ("Say", "es", "Hola")
    assert connect.children[0].children[0].attributes == {"name": "t", "value": "1"}


def test_an_empty_answer_is_an_empty_document() -> None:
    assert parse("") == ()
    assert parse("<Response/>") == ()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("<Response><Say>", 12100),
        ("hello", 12100),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><Response><Say>&a;</Say></Response>", 12100),
        ("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><Response/>", 12100),
        ("<Answer/>", 12200),
        (response("<Sing>la</Sing>"), 12200),
        (response("<Dial><Conference>room</Conference></Dial>"), 12200),
        (response("before<Say>x</Say>"), 12200),
    ],
)
def test_what_cannot_be_executed_is_refused_with_twilios_code(document: str, code: int) -> None:
    with pytest.raises(TwimlRefused) as refused:
        parse(document)
    assert refused.value.code == code


@pytest.mark.parametrize("length", ["long", "-1", "nan", "inf", "1e9"])
def test_an_attribute_that_should_be_a_number_is_refused_by_name(length: str) -> None:
    (pause,) = parse(response(f"<Pause length='{length}'/>"))
    with pytest.raises(TwimlRefused, match="Pause length"):
        pause.seconds("length", 1)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="Twilio's own documents are not on this machine")
def test_every_document_of_the_sdks_own_tests_is_read_or_refused_by_name() -> None:
    codes = []
    for row in map(json.loads, PUBLISHED.read_text().splitlines()):
        verbs = VOICE_VERBS if row["kind"] == "voice" else MESSAGING_VERBS
        try:
            parse(row["doc"], verbs)
        except TwimlRefused as refused:
            codes.append(refused.code)
    assert set(codes) == {12200}
