"""What callers hear when everything of ours is gone, as CloudFront would run it."""

import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from infra_cdk.stacks.apology import THANKS, script

ROOT = Path(__file__).parents[2]
TOLD = "https://phone.example.com/voice/after?then=recorded"
MOST_BYTES = 10 * 1024
"""Of a CloudFront function."""


def answered(method: str, uri: str) -> dict[str, str]:
    """By the function, run with Node."""
    event = {"request": {"method": method, "uri": uri, "headers": {}, "querystring": {}}}
    program = f"{script(TOLD)}\nconsole.log(JSON.stringify(handler({json.dumps(event)})));"
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, timeout=30, check=True)
    answer = json.loads(done.stdout)
    assert answer["statusCode"] == 200
    assert answer["headers"]["content-type"]["value"].startswith("text/xml")
    return {"body": str(answer["body"]["data"])}


@pytest.mark.parametrize(("method", "uri"), [("POST", "/"), ("GET", "/"), ("POST", "/voice/incoming")])
def test_whoever_asks_whatever_gets_an_apology_and_may_leave_a_message(method: str, uri: str) -> None:
    root = ElementTree.fromstring(answered(method, uri)["body"])
    assert [verb.tag for verb in root] == ["Say", "Say", "Record", "Hangup"]
    record = root.find("Record")
    assert record is not None
    assert record.attrib["action"] == THANKS
    assert record.attrib["recordingStatusCallback"] == TOLD
    assert {say.attrib["language"] for say in root.findall("Say")} == {"en-US", "es-US"}


def test_after_the_message_the_call_ends_and_does_not_begin_anew() -> None:
    root = ElementTree.fromstring(answered("POST", THANKS)["body"])
    assert [verb.tag for verb in root] == ["Say", "Say", "Hangup"]


def test_the_documents_to_be_pasted_into_bins_say_the_same() -> None:
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    pasted = [ElementTree.fromstring(block) for block in re.findall(r"```xml\n(<Response>.*?)```", text, re.DOTALL)]
    for theirs, uri in zip(pasted, ("/", THANKS), strict=True):
        ours = ElementTree.fromstring(answered("POST", uri)["body"])
        assert [(verb.tag, verb.text and verb.text.strip()) for verb in ours] == [
            (verb.tag, verb.text and verb.text.strip()) for verb in theirs
        ]
        for mine, told in zip(ours, theirs, strict=True):
            assert told.attrib.keys() <= mine.attrib.keys()
            assert all(mine.attrib[name] == value for name, value in told.attrib.items() if name != "action")


def test_it_is_small_enough_to_be_run_at_the_edge() -> None:
    assert len(script(TOLD).encode()) < MOST_BYTES
