"""Nothing of a caller gets into the logs, spans and metrics of a live call, whatever breaks in it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.errors import StoreUnavailable, VendorUnavailable
from receptionist.ids import CallId
from receptionist.language.understander import LocalUnderstander
from stream_handler.telemetry import Telemetry
from tests.fakes.speech import FakeEars, FakeListening
from tests.fakes.tracer import KeepingTracer
from tests.security.canaries import (
    CARD,
    EVERYTHING,
    NAME,
    PHONE,
    TOKEN,
    WORDS,
    Trouble,
    Troubled,
    Written,
    found_in,
    logs,
)
from tests.stream_handler.stage import Stage, Telephone

SAID = (
    f"a table for two tomorrow at eight for {NAME}", f"my number is {PHONE}", f"my card is {CARD}", f"tell them {WORDS}",
)  # fmt: skip


@dataclass(slots=True)
class Watched:
    """A stage whose mind is the real one, and everything an operator sees of it."""

    stage: Stage
    lines: list[dict[str, Any]]
    tracer: KeepingTracer

    def leaks(self, written: Written) -> list[str]:
        told = [json.dumps(line, default=str) for line in self.lines]
        told += [json.dumps([span.name, span.attributes], default=str) for span in self.tracer.spans]
        return [line for line in (*written.lines, *told) if found_in(line)]


def watched() -> Watched:
    stage, lines, tracer = Stage(), list[dict[str, Any]](), KeepingTracer()
    messages, rows, errands = MemoryMessageStore(), MemoryRowStore(stage.clock), MemoryErrandStore()
    numbers = iter(range(10**6))
    desk = Desk(
        businesses=stage.reception.parts.businesses,
        bookings=MemoryBookingStore(messages, rows, errands),
        calls=stage.calls,
        messages=messages,
        clock=stage.clock,
        new_id=lambda: f"id{next(numbers)}",
        new_code=lambda: f"CODE{next(numbers)}",
        rows=rows,
        errands=errands,
    )
    mind = Receptionist(desk, LocalUnderstander().understand)
    stage.reception.parts = replace(stage.reception.parts, mind=mind, telemetry=Telemetry(lines.append, tracer))
    return Watched(stage, lines, tracer)


async def talk(stage: Stage, *, patience_s: float = 25.0) -> None:
    """A caller who says everything there is about them, by word and by key, and hangs up."""
    async with stage.ringing(token=stage.ticket(CallId(f"CA{1:032}"), caller=PHONE)) as phone:
        await said_or_gone(phone, patience_s)
        for words in SAID:
            if phone.closed is None:
                await phone.say(words, 1.5)
                await said_or_gone(phone, patience_s)
        for digit in CARD.replace(" ", "") + "#":
            phone.press(digit)
        await phone.quiet(3.0)
        phone.hang_up()


async def said_or_gone(phone: Telephone, patience_s: float) -> None:
    async with asyncio.timeout(patience_s + 1):
        before = phone.count("media")
        try:
            await phone.until(lambda: phone.closed is not None or phone.count("media") > before, patience_s)
            await phone.until(lambda: phone.closed is not None or not phone.playing, patience_s)
        except AssertionError:
            return


async def test_a_call_leaves_no_word_of_the_caller_in_logs_spans_and_metrics() -> None:
    one = watched()
    with logs() as written:
        await talk(one.stage)
    assert written.lines
    assert one.tracer.spans
    assert one.lines
    assert one.leaks(written) == []
    assert "Zebedee" in json.dumps(one.stage.told()), "the record knows who it was"


def deaf(stage: Stage, make: Callable[[str], Exception]) -> None:
    class Failing(FakeListening):
        async def words(self) -> Any:
            raise make(EVERYTHING)

    class FailingEars(FakeEars):
        def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> FakeListening:
            return Failing(self, language, phrases)

    stage.reception.parts = replace(stage.reception.parts, ears=FailingEars())


def dumb(stage: Stage, make: Callable[[str], Exception]) -> None:
    async def speak(text: str, **_: Any) -> AsyncIterator[bytes]:
        raise make(f"cannot say {text}: {EVERYTHING}")
        yield b""

    class Voice:
        speak_along = staticmethod(lambda pieces, **told: speak("", **told))
        languages = stage.voice.languages

        async def warm(self, **_: Any) -> None:
            return

    Voice.speak = staticmethod(speak)  # type: ignore[attr-defined]
    stage.reception.parts = replace(stage.reception.parts, voice=Voice())  # type: ignore[arg-type]


def dull(stage: Stage, make: Callable[[str], Exception]) -> None:
    mind = stage.reception.parts.mind

    class Failing:
        def __getattr__(self, name: str) -> Any:
            if name in ("hear", "rehearse", "keys", "silent"):
                return self._fails
            return getattr(mind, name)

        def _fails(self, *told: Any, **_: Any) -> Any:
            raise make(f"{told!r} {EVERYTHING}")

    stage.reception.parts = replace(stage.reception.parts, mind=Failing())


@pytest.mark.parametrize("make", [VendorUnavailable, RuntimeError, ValueError])
@pytest.mark.parametrize("breaks", [deaf, dumb, dull])
async def test_a_provider_that_fails_tells_nobody_what_it_was_given(
    breaks: Callable[[Stage, Callable[[str], Exception]], None], make: Callable[[str], Exception]
) -> None:
    one = watched()
    breaks(one.stage, make)
    with logs() as written:
        try:
            await talk(one.stage)
        except* (
            RuntimeError
        ):  # what a process of calls does with such a fault is tests/stream_handler/test_faults.py's affair
            pass
    assert one.leaks(written) == []


@pytest.mark.parametrize("make", [StoreUnavailable, RuntimeError])
@pytest.mark.parametrize("store", ["calls", "recordings", "businesses"])
async def test_a_store_that_fails_tells_nobody_what_it_was_given(store: str, make: Callable[[str], Exception]) -> None:
    for at in (1, 2, 3, 5, 8, 13):
        one = watched()
        failing = Troubled(getattr(one.stage.reception.parts, store))
        changed: dict[str, Any] = {store: failing}
        one.stage.reception.parts = replace(one.stage.reception.parts, **changed)
        call = one.stage.written_down()
        failing.trouble = Trouble(at, make)
        phone = Telephone(one.stage.ears, call, one.stage.ticket(call, caller=PHONE))
        with logs() as written:
            async with asyncio.TaskGroup() as group:
                hub = group.create_task(one.stage.reception.parts.hub.run())
                serving = group.create_task(_served(one.stage, phone))
                phone.start()
                await said_or_gone(phone, 10)
                for words in SAID[:2]:
                    await phone.say(words, 1.0)
                    await said_or_gone(phone, 10)
                phone.hang_up()
                await serving
                hub.cancel()
        assert one.leaks(written) == []


async def _served(stage: Stage, phone: Telephone) -> None:
    """As the server runs it: a fault ends in the log."""
    try:
        await stage.reception.serve(phone)
    except RuntimeError:
        import logging

        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")


@pytest.mark.parametrize(
    "wrong",
    [
        EVERYTHING,
        json.dumps({"event": EVERYTHING}),
        json.dumps({"event": "media", "sequenceNumber": EVERYTHING, "media": {"payload": WORDS}}),
        json.dumps({"event": "dtmf", "sequenceNumber": "900", "dtmf": {"digit": CARD}}),
        json.dumps({"event": "mark", "sequenceNumber": "900", "mark": {"name": [NAME]}}),
        json.dumps({"event": "start", "sequenceNumber": "900", "start": {"customParameters": {"token": TOKEN}}}),
    ],
)
async def test_a_malformed_message_is_not_repeated(wrong: str) -> None:
    one = watched()
    with logs() as written:
        async with one.stage.ringing() as phone:
            await phone.until_said()
            phone.raw(wrong)
            await phone.quiet(1.0)
            phone.hang_up()
        stranger = Telephone(one.stage.ears, one.stage.written_down(2), TOKEN)
        stranger.raw(wrong)
        stranger.start(customParameters={"token": TOKEN, NAME: EVERYTHING})
        await one.stage.reception.serve(stranger)
    assert written.lines
    assert one.leaks(written) == []
