"""The webhooks, rung by a phone network over real sockets. Nobody serves the media stream here: the worst morning."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from functions import problems
from functions.call_setup import app as call_setup
from functions.office import Office
from functions.sms import app as sms
from functions.sms.outbox import empty
from local.carrier import CallOutcome, Carrier, Party
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.twilio.sms import TwilioSms
from receptionist.desk.send_texts import Sent
from receptionist.ids import BusinessId, MessageId
from receptionist.messages.model import MessageStatus, TextMessage
from tests.fakes.front_office import ACCOUNT, CALLER, RESTAURANT, TOKEN

pytestmark = [pytest.mark.e2e, pytest.mark.together]

PERSON = "+14155550190"
BUSINESS = BusinessId("restaurant")
Act = Callable[[Carrier, Office], Coroutine[Any, Any, None]]


def rung(office: Office, act: Act) -> None:
    """Serves the webhooks, opens a phone network whose numbers point at them, and lets `act` use it."""

    async def run() -> None:
        listener = socket.create_server(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        async with asyncio.timeout(90), Carrier(account_sid=ACCOUNT, auth_token=TOKEN, stream_timeout_s=1) as carrier:
            client = LazyClient(ACCOUNT, TOKEN, base_url=carrier.api_base_url)
            here = replace(
                office,
                origin=origin,
                signature=SignatureCheck([origin], [TOKEN]),
                stream_url=f"ws://127.0.0.1:{_nobody()}/media",
                sms=TwilioSms(client, status_url=f"{origin}/sms/status"),
            )
            server = uvicorn.Server(uvicorn.Config(_app(here), log_level="warning", lifespan="off"))
            for number in (str(RESTAURANT), "+14155559999"):
                carrier.provision(
                    number,
                    voice_url=f"{origin}/voice/incoming",
                    voice_fallback_url=f"{origin}/voice/fallback",
                    status_callback=f"{origin}/voice/status",
                    sms_url=f"{origin}/sms/incoming",
                )
            async with asyncio.TaskGroup() as group:
                group.create_task(server.serve(sockets=[listener]))
                await act(carrier, here)
                server.should_exit = True

    asyncio.run(run())


def _app(office: Office) -> FastAPI:
    app = FastAPI()
    problems.install(app)
    app.include_router(call_setup.routes(office))
    app.include_router(sms.routes(office))
    return app


def _nobody() -> int:
    """A port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def verbs(over: CallOutcome) -> list[str]:
    """The TwiML the network executed."""
    return [event.name for event in over.trace if event.kind == "verb" and event.name[0].isupper()]


class ToldMessages(MemoryMessageStore):
    """Says when a text was delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.delivered = threading.Event()

    def settle(
        self, business: BusinessId, message: MessageId, status: MessageStatus, *, vendor_id: str = "", error: str = ""
    ) -> None:
        super().settle(business, message, status, vendor_id=vendor_id, error=error)
        if status is MessageStatus.DELIVERED:
            self.delivered.set()


def test_a_call_without_any_handler_still_reaches_a_person(office: Office) -> None:
    async def act(carrier: Carrier, office: Office) -> None:
        carrier.add_party(PERSON, Party(presses="1", talks_s=2.0))
        call = await carrier.dial(from_=CALLER, to=RESTAURANT)
        over = await call.ended()
        assert verbs(over).count("Connect") == 4
        assert verbs(over).count("Pause") == 2
        assert verbs(over)[-3:] == ["Say", "Dial", "Hangup"]
        record = office.desk.calls.recent(BUSINESS)[0]
        assert (record.caller, record.called) == (CALLER, RESTAURANT)

    rung(office, act)


def test_a_number_that_is_nobodys_is_told_so_on_the_phone(office: Office) -> None:
    async def act(carrier: Carrier, office: Office) -> None:
        call = await carrier.dial(from_=CALLER, to="+14155559999")
        over = await call.ended()
        assert verbs(over) == ["Say", "Hangup"]

    rung(office, act)


def test_texts_go_both_ways(office: Office) -> None:
    messages = ToldMessages()
    text = TextMessage(MessageId("b1:1"), BUSINESS, CALLER, RESTAURANT, "See you at 7", created=office.desk.clock())
    messages.queue(text)

    async def act(carrier: Carrier, office: Office) -> None:
        assert await asyncio.to_thread(empty, office) == Sent(sent=1)
        assert [message.body for message in carrier.messages] == ["See you at 7"]
        assert await asyncio.to_thread(messages.delivered.wait, 10)
        assert "EMPEZAR" in (await carrier.text(from_=CALLER, to=RESTAURANT, body="ALTO") or "")
        assert messages.opted_out(RESTAURANT, CALLER)

    rung(replace(office, desk=replace(office.desk, messages=messages)), act)


def test_a_voicemail_that_answers_for_the_person_does_not_take_the_call(office: Office) -> None:
    async def act(carrier: Carrier, office: Office) -> None:
        carrier.add_party(PERSON, Party())
        call = await carrier.dial(from_=CALLER, to=RESTAURANT)
        over = await call.ended()
        assert "Dial" in verbs(over)
        assert verbs(over)[-3:] == ["Say", "Record", "Hangup"]

    rung(office, act)
