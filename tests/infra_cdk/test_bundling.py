"""What is left out of the functions' bundle is asked for by nothing in it."""

import re

from infra_cdk.bundling import KEPT, PACKAGES
from tests.infra_cdk.assembly import ROOT

CLIENT = re.compile(r'client\(\s*"([a-z0-9-]+)"')


def test_every_service_a_function_calls_is_still_described_in_its_bundle() -> None:
    sources = (path.read_text(encoding="utf-8") for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    called = {name for source in sources for name in CLIENT.findall(source)}
    assert called
    assert called <= set(KEPT["botocore/data"])


def test_nothing_of_ours_asks_for_a_part_that_is_spared() -> None:
    spared = re.compile(r"^\s*(from|import) (phonenumbers\.(geocoder|carrier)|twilio\.rest\.)", re.MULTILINE)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            assert not spared.search(path.read_text(encoding="utf-8")), path
