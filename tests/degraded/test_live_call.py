"""A call with sound, from the webhook to its record, while stores fail: what the caller hears, and what is left of the call."""

import asyncio
from dataclasses import replace
from typing import Any, BinaryIO

from starlette.testclient import TestClient

from functions.call_setup.app import build
from functions.call_setup.rescue import rescue
from receptionist.adapters.memory.objects import MemoryObjectStore
from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.calls.record import CallRecord
from receptionist.conversation.turn import Receptionist
from receptionist.desk.send_texts import send_due
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId
from receptionist.knowledge.library import Library, Meaning
from receptionist.ports import Near
from tests.chaos.caller import Caller
from tests.chaos.dialogues import BOOK, bookings
from tests.chaos.network import Network
from tests.chaos.processes import UNDERSTANDER
from tests.chaos.telephone import text_of
from tests.degraded.conversation import TextCall
from tests.fakes.embedders import WordEmbedder
from tests.fakes.faulty import Faults, Schedule, down
from tests.fakes.front_office import Twilio, an_office
from tests.stream_handler.stage import Stage


class Failing(Network):
    """The phone network, over stores that fail."""

    def __init__(self) -> None:
        super().__init__()
        self.faults = Faults()
        self.plain, self.desk = self.desk, self.faults.desk(self.desk)
        self._office = an_office(self.desk, self._carrier, self.sms)
        self._twilio = Twilio(TestClient(build(self._office)))

    async def _each_second(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            for chore in (lambda: rescue(self._office), lambda: send_due(self.desk, self.sms, limit=10)):
                try:
                    chore()
                except StoreUnavailable:
                    continue


async def played(schedule: Schedule, *, from_line: int, for_s: float) -> tuple[Failing, Caller, CallRecord | None]:
    """A table is booked; after so many lines of the caller's the stores fail for so long."""
    network = Failing()
    caller = Caller(network, BOOK)
    await network.ring()

    async def strike() -> None:
        while len(caller.lines) < from_line:  # noqa: ASYNC110 - virtual time
            await asyncio.sleep(0.04)
        network.faults.begin(schedule)
        await asyncio.sleep(for_s)
        network.faults.mend()

    striking = asyncio.get_running_loop().create_task(strike())
    await asyncio.wait_for(caller.run(), 300)
    await striking
    return network, caller, await network.hang_up()


def as_wished(network: Failing, record: CallRecord | None) -> list[str]:
    """What is not as it should be after a call that went well in the end."""
    faults = BOOK.faults(bookings(network.plain), [text.body for text in network.sms.arrived])
    if record is None or (record.status, record.outcome) != ("ended", "goodbye"):
        faults.append(f"the record says {record}")
    return faults


async def test_stores_that_are_gone_for_twenty_seconds_cost_the_caller_questions_and_no_handler() -> None:
    network, _, record = await played(down, from_line=4, for_s=20.0)
    assert "can't reach our book" in text_of(network.heard)
    assert as_wished(network, record) == []
    assert len(network.streams) == 1, "nobody took the call from a handler that was well"


async def test_a_table_that_takes_no_writes_for_a_while_ends_in_a_booking_that_was_made() -> None:
    writes = ("commit", "save", "renew", "take", "put", "queue", "settle", "claim", "finish", "begin")
    network, _, record = await played(
        lambda act, _: "refuses" if act.partition(".")[2] in writes else None, from_line=4, for_s=15.0
    )
    assert as_wished(network, record) == []
    assert len(network.streams) == 1


async def test_writes_whose_answers_are_lost_are_made_once_and_told_as_they_are() -> None:
    network, _, record = await played(
        lambda act, _: "loses the answer" if act == "bookings.commit" else None, from_line=1, for_s=60.0
    )
    assert as_wished(network, record) == []


async def test_stores_that_are_gone_when_the_caller_hangs_up_have_the_record_when_they_are_back() -> None:
    network = Failing()
    caller = Caller(network, BOOK)
    await network.ring()
    running = asyncio.get_running_loop().create_task(caller.run())
    while len(caller.lines) < 3:  # noqa: ASYNC110 - virtual time
        await asyncio.sleep(0.04)
    network.faults.begin(down)
    asyncio.get_running_loop().call_later(15.0, network.faults.mend)
    running.cancel()
    network.caller_hangs_up()
    await asyncio.sleep(40.0)
    record = network.plain.calls.find(network.call)
    assert record is not None
    assert (record.status, record.outcome) == ("ended", "caller_hung_up")
    assert any(event["type"] == "caller.said" for event in record.transcript)
    await network.hang_up()


class Away(MemoryObjectStore):
    """Takes no recording for so many tries."""

    def __init__(self, tries: int) -> None:
        super().__init__()
        self.tries = tries

    def put_file(self, business: BusinessId, name: str, content: BinaryIO, content_type: str) -> None:
        self.tries -= 1
        if self.tries >= 0:
            raise StoreUnavailable("away")
        super().put_file(business, name, content, content_type)


async def recorded(tries: int) -> tuple[Stage, Away]:
    stage, objects = Stage(), Away(tries)
    stage.reception.parts = replace(stage.reception.parts, recordings=objects)
    async with stage.ringing() as phone:
        await phone.until_said()
        await phone.say("hello", 1.0)
        await phone.until_said()
        phone.hang_up()
    return stage, objects


async def test_a_recording_waits_for_an_object_store_that_is_away_and_is_named_in_the_record() -> None:
    stage, objects = await recorded(tries=3)
    assert objects.get(stage.business.id, stage.record().recording) is not None


async def test_an_object_store_that_stays_away_costs_the_recording_and_nothing_of_the_call() -> None:
    stage, _ = await recorded(tries=10**6)
    assert (stage.record().status, stage.record().recording) == ("ended", "")
    assert stage.said()[-1] == "You said hello."


class Liar(MemoryVectorStore):
    """Finds everything near, in words nobody has approved."""

    def nearest(self, *args: Any, **kwargs: Any) -> list[Near]:
        return [Near("faq:0123456789abcdef", 1.0, "We are open all night and everything is free.")]


def test_words_of_a_vector_store_that_lies_are_never_spoken() -> None:
    call = TextCall()
    call.mind = Receptionist(
        replace(call.plain, library=Library(call.plain.rows, Meaning(Liar(), WordEmbedder()))),
        UNDERSTANDER.understand,
        strict=True,
    )
    call.answers()
    for question in ("Do you have parking?", "Are you open all night?", "Is everything free?"):
        assert "open all night and everything" not in call.hear(question)
    assert "parking" in call.hear("Do you have parking?")
