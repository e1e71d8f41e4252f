"""Who is let in, and who is not."""

from datetime import timedelta

import pytest

from receptionist.calls.ticket import sign, verify
from receptionist.ids import BusinessId, CallId
from tests.stream_handler.stage import KEY, Stage, Telephone


async def turned_away(stage: Stage, token: str, *, call: CallId | None = None) -> Telephone:
    """A stream with this token, which must be closed before any audio is read."""
    known = stage.written_down()
    phone = Telephone(stage.ears, call or known, token)
    phone.start()
    for _ in range(50):
        phone.event("media", {"track": "inbound", "chunk": "1", "timestamp": "1", "payload": "EJAQ"})
    await stage.reception.serve(phone)
    assert phone.closed == 1008
    assert phone.sent == []
    assert phone._in.qsize() >= 50, "no frame was read"
    return phone


async def test_no_ticket_no_call() -> None:
    stage = Stage()
    await turned_away(stage, "")
    assert stage.calls.epoch(stage.business.id, stage.record().call) == 0


async def test_a_forged_ticket_is_turned_away() -> None:
    stage = Stage()
    good = verify(stage.ticket(stage.written_down()), [KEY], stage.clock())
    await turned_away(stage, sign(good, b"x" * 32))


async def test_an_expired_ticket_is_turned_away() -> None:
    stage = Stage()
    await turned_away(stage, stage.ticket(stage.written_down(), expires=stage.clock() - timedelta(seconds=1)))


async def test_a_ticket_opens_no_other_call() -> None:
    stage = Stage()
    await turned_away(stage, stage.ticket(stage.written_down(1)), call=stage.written_down(2))


async def test_a_ticket_opens_one_stream() -> None:
    stage = Stage()
    async with stage.ringing() as phone:
        await phone.until_said()
        await turned_away(stage, phone.token)
        await phone.say("hello")
        await phone.until_said()
        phone.hang_up()
    assert stage.mind.heard == ["hello"]


async def test_a_ticket_for_a_call_nobody_wrote_down_is_turned_away() -> None:
    stage = Stage()
    unknown = CallId("CA" + "f" * 32)
    await turned_away(stage, stage.ticket(unknown), call=unknown)
    assert stage.calls.find(unknown) is None


async def test_a_ticket_for_another_business_is_turned_away() -> None:
    stage = Stage()
    await turned_away(stage, stage.ticket(stage.written_down(), business=BusinessId("clinic")))


async def test_where_tickets_cannot_be_redeemed_nobody_is_let_in() -> None:
    stage = Stage()
    stage.stores.hanging = True
    await turned_away(stage, stage.ticket(stage.written_down()))


async def test_a_stream_that_never_starts_is_closed() -> None:
    stage = Stage()
    phone = Telephone(stage.ears, stage.written_down(), "")
    await stage.reception.serve(phone)
    assert phone.closed == 1008


@pytest.mark.parametrize(
    "first",
    [
        "",
        "{",
        "[]",
        '"start"',
        "null",
        '{"event":"media","sequenceNumber":"1","media":{"payload":"AA=="}}',
        "x" * 40_000,
    ],
)
async def test_a_stream_that_begins_with_nonsense_is_closed(first: str) -> None:
    stage = Stage()
    phone = Telephone(stage.ears, stage.written_down(), "")
    phone.raw(first)
    await stage.reception.serve(phone)
    assert phone.closed == 1008


async def test_a_full_house_turns_the_next_stream_away_and_is_not_ready() -> None:
    stage = Stage(calls=1)
    async with stage.ringing(2) as phone:
        await phone.until_said()
        assert not stage.reception.ready
        await turned_away(stage, stage.ticket(stage.written_down(1)))
        phone.hang_up()
    assert stage.reception.ready


async def test_a_process_that_is_leaving_takes_no_more_calls() -> None:
    stage = Stage()
    stage.reception.drain()
    await turned_away(stage, stage.ticket(stage.written_down()))
    assert not stage.reception.ready
