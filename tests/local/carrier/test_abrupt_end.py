"""After a socket that dies without a close frame Twilio promises nothing: every mode the application must bear."""

import asyncio

import pytest

from local.carrier import AfterAbruptEnd, CallState

from .application import CALLER, OURS, Application, Serve, Socket, phone_network

pytestmark = [pytest.mark.e2e, pytest.mark.together]


async def die(socket: Socket) -> None:
    await socket.next("media")
    socket.die()


def connect(app: Application) -> None:
    app.serve = die
    app.twiml("/voice/incoming", f"<Connect action='/voice/after'><Stream url='{app.stream_url}'/></Connect>")
    app.twiml("/voice/after", "<Hangup/>")


async def end_of_file(socket: Socket) -> None:
    """As when a process is killed with nothing left to read: the connection ends, but without a close frame."""
    await socket.next("media")
    assert socket.request.transport is not None
    socket.request.transport.close()


@pytest.mark.parametrize("death", [die, end_of_file])
async def test_told_to_continue_the_network_asks_the_action(death: Serve) -> None:
    async with phone_network(after_abrupt_end=AfterAbruptEnd.CONTINUE) as (carrier, app):
        connect(app)
        app.serve = death
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        assert len(app.forms("/voice/after")) == 1
        assert [fault.code for fault in call.faults] == [31903]


async def test_told_to_hang_up_the_network_ends_the_call() -> None:
    async with phone_network(after_abrupt_end=AfterAbruptEnd.HANG_UP) as (carrier, app):
        connect(app)
        call = await carrier.dial(from_=CALLER, to=OURS)
        outcome = await call.ended()
        await call.settled.wait()
        assert (outcome.state, outcome.ended_by) == (CallState.COMPLETED, "carrier")
        assert app.forms("/voice/after") == []
        assert len(app.forms("/voice/status")) == 1


async def test_told_to_hold_the_line_stays_silent_until_the_call_is_updated() -> None:
    async with phone_network(after_abrupt_end=AfterAbruptEnd.HOLD) as (carrier, app):
        connect(app)
        call = await carrier.dial(from_=CALLER, to=OURS)
        while not any(event.name == "held" for event in call.trace):
            await call.hear()
        for _ in range(10):
            await call.hear()
        assert (call.state, app.forms("/voice/after")) == (CallState.IN_PROGRESS, [])
        client = app.twilio(carrier.api_base_url)
        await asyncio.to_thread(client.calls(call.sid).update, twiml="<Response><Hangup/></Response>")
        assert (await call.ended()).ended_by == "twiml"


async def test_a_held_caller_can_hang_up() -> None:
    async with phone_network(after_abrupt_end=AfterAbruptEnd.HOLD) as (carrier, app):
        connect(app)
        call = await carrier.dial(from_=CALLER, to=OURS)
        while not any(event.name == "held" for event in call.trace):
            await call.hear()
        await call.hang_up()
        assert (await call.ended()).ended_by == "caller"


async def test_a_proper_close_is_never_taken_for_an_abrupt_end() -> None:
    async def close(socket: Socket) -> None:
        await socket.ws.close(code=1011)

    async with phone_network(after_abrupt_end=AfterAbruptEnd.HANG_UP) as (carrier, app):
        connect(app)
        app.serve = close
        call = await carrier.dial(from_=CALLER, to=OURS)
        assert (await call.ended()).ended_by == "twiml"


async def test_a_socket_that_breaks_on_the_way_is_an_abrupt_end_on_both_sides() -> None:
    seen: list[str] = []

    async def listen(socket: Socket) -> None:
        seen.append((await socket.next("closed"))["event"])

    async with phone_network(after_abrupt_end=AfterAbruptEnd.CONTINUE) as (carrier, app):
        connect(app)
        app.serve = listen
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.answered_or_over()
        while call.stream_socket is None:
            await call.hear()
        call.cut_stream()
        assert (await call.ended()).ended_by == "twiml"
        assert [fault.code for fault in call.faults] == [31903]
    assert seen == ["closed 1006"]
