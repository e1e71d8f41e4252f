"""What a handler says at the switchboard."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from receptionist.adapters.memory.switchboard import MemorySwitchboard
from receptionist.errors import StoreUnavailable
from receptionist.ids import CallId
from receptionist.ports import Handler
from stream_handler.post import KEPT, Post
from tests.stream_handler.stage import NOW, AtOnce, Stage

ONE, TWO, THREE = (CallId(f"CA{n:032}") for n in (1, 2, 3))
RESERVED = timedelta(seconds=20)


class Board(MemorySwitchboard):
    """May be away."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False

    def announce(self, handler: Handler) -> None:
        if self.away:
            raise StoreUnavailable("away")
        super().announce(handler)

    def keep(self, book: str, calls: Sequence[CallId], now: datetime, until: datetime) -> None:
        if self.away:
            raise StoreUnavailable("away")
        super().keep(book, calls, now, until)


def now() -> datetime:
    return NOW + timedelta(seconds=asyncio.get_running_loop().time())


def a_post(board: Board, handler: str = "h1", *, slots: int = 2, stores: AtOnce | None = None) -> Post:
    return Post(
        board,
        handler=handler,
        address=f"ws://{handler}:8080/media",
        slots=slots,
        clock=now,
        stores=stores or AtOnce(),
    )


@asynccontextmanager
async def at_work(*posts: Post) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(post.run()) for post in posts]
        await asyncio.sleep(1.1)
        yield
        for task in tasks:
            task.cancel()


def room(board: Board, book: str = "h1", slots: int = 2) -> int:
    """How many more calls the book would take now."""
    asked = [CallId(f"probe {n}") for n in range(slots + 1)]
    got = [one for one in asked if board.reserve(book, one, slots, now(), now() + RESERVED)]
    for one in got:
        board.free(book, one)
    return len(got)


async def test_it_is_known_while_it_lives_and_soon_not_when_it_does_not() -> None:
    board = Board()
    async with at_work(a_post(board)):
        await asyncio.sleep(60)
        assert [(one.id, one.slots, one.taken) for one in board.handlers(now())] == [("h1", 2, 0)]
    await asyncio.sleep(6)
    assert board.handlers(now()) == []


async def test_whoever_leaves_is_sent_nothing_from_that_moment() -> None:
    board = Board()
    post = a_post(board)
    async with at_work(post):
        post.leave()
        await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        assert board.handlers(now()) == []
        await asyncio.sleep(5)
        assert board.handlers(now()) == []


async def test_a_reserved_slot_is_taken_when_the_stream_begins_and_given_back_at_its_end() -> None:
    board = Board()
    post = a_post(board)
    async with at_work(post):
        assert board.reserve("h1", ONE, 2, now(), now() + RESERVED)
        post.begin(ONE, "h1")
        await asyncio.sleep(300)
        assert room(board) == 1, "it is kept as long as the call lasts"
        assert board.handlers(now())[0].taken == 1
        post.end(ONE)
        post.end(ONE)
        await asyncio.sleep(0.01)
        assert room(board) == 2


async def test_a_call_that_came_to_another_handler_than_its_slot_takes_one_there() -> None:
    board = Board()
    here, there = a_post(board), a_post(board, "h2")
    async with at_work(here, there):
        assert board.reserve("h2", ONE, 2, now(), now() + RESERVED)
        here.begin(ONE, "h2")
        await asyncio.sleep(0.01)
        assert (room(board), room(board, "h2")) == (1, 2)


async def test_where_all_slots_are_promised_to_callers_on_their_way_it_stays_where_it_was_reserved() -> None:
    board = Board()
    here, there = a_post(board, slots=1), a_post(board, "h2", slots=1)
    async with at_work(here, there):
        assert board.reserve("h1", TWO, 1, now(), now() + RESERVED)
        assert board.reserve("h2", ONE, 1, now(), now() + RESERVED)
        here.begin(ONE, "h2")
        await asyncio.sleep(15)
        assert (room(board, "h1", 1), room(board, "h2", 1)) == (0, 0), "two calls, two slots"
        await asyncio.sleep(60)
        assert (room(board, "h1", 1), room(board, "h2", 1)) == (1, 0), "the other caller never came"
        here.end(ONE)
        await asyncio.sleep(0.01)
        assert (room(board, "h1", 1), room(board, "h2", 1)) == (1, 1)


async def test_a_slot_of_a_handler_that_is_gone_is_taken_anew() -> None:
    board = Board()
    here, there = a_post(board, slots=1), a_post(board, "h2", slots=1)
    async with at_work(here):
        async with at_work(there):
            assert board.reserve("h1", TWO, 1, now(), now() + RESERVED)
            assert board.reserve("h2", ONE, 1, now(), now() + RESERVED)
            here.begin(ONE, "h2")
            await asyncio.sleep(5)
        await asyncio.sleep(40)
        assert room(board, "h1", 1) == 0


async def test_calls_of_a_handler_that_died_free_their_slots_by_themselves() -> None:
    board = Board()
    post = a_post(board)
    async with at_work(post):
        post.begin(ONE, "")
        post.begin(TWO, "")
        await asyncio.sleep(30)
        assert room(board) == 0
    await asyncio.sleep(KEPT.total_seconds() + 0.1)
    assert room(board) == 2


async def test_a_call_too_many_is_counted_all_the_same() -> None:
    board = Board()
    post = a_post(board)
    async with at_work(post):
        for call in (ONE, TWO, THREE):
            post.begin(call, "")
        await asyncio.sleep(0.01)
        post.end(ONE)
        await asyncio.sleep(0.01)
        assert room(board) == 0


async def test_with_the_store_away_nothing_waits_and_all_is_said_when_it_is_back() -> None:
    board, stores = Board(), AtOnce()
    post = a_post(board, stores=stores)
    async with at_work(post):
        board.away = True
        post.begin(ONE, "")
        post.begin(TWO, "")
        post.end(TWO)
        await asyncio.sleep(20)
        stores.hanging = True
        await asyncio.sleep(20)
        assert board.handlers(now()) == []
        board.away = stores.hanging = False
        await asyncio.sleep(5)
        assert room(board) == 1
        assert len(board.handlers(now())) == 1


async def test_a_stream_is_carried_to_where_its_slot_is_or_to_the_emptiest() -> None:
    board = Board()
    post = a_post(board)
    for name, slots, taken in (("full", 4, 4), ("roomy", 9, 1), ("some", 4, 2)):
        board.announce(Handler(name, f"ws://{name}:8080/media", slots, taken, NOW + timedelta(days=1)))
    board.announce(Handler("deaf", "", 9, 0, NOW + timedelta(days=1)))
    async with at_work(post):
        assert post.elsewhere("") == ["ws://roomy:8080/media", "ws://some:8080/media"]
        assert post.elsewhere("full") == ["ws://full:8080/media", "ws://roomy:8080/media", "ws://some:8080/media"]


async def test_a_reception_takes_slots_for_its_calls_and_leaves_when_it_drains() -> None:
    stage, board = Stage(), Board()
    post = Post(board, handler="h1", address="", slots=2, clock=stage.clock, stores=AtOnce())
    stage.reception.post = post
    async with at_work(post):
        async with stage.ringing() as phone:
            await phone.until_said()
            assert [one.taken for one in board.handlers(stage.clock())] == [1]
            phone.hang_up()
        await asyncio.sleep(1.1)
        assert [one.taken for one in board.handlers(stage.clock())] == [0]
        stage.reception.drain()
        await asyncio.sleep(0.01)
        assert board.handlers(stage.clock()) == []


async def test_two_of_all_handlers_look_after_everybody_s_calls_and_another_when_one_dies() -> None:
    board = Board()
    first, second, third = (a_post(board, name) for name in ("h1", "h2", "h3"))
    assert all(one.in_turn() for one in (first, second, third))
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(one.run()) for one in (first, second, third)]
        await asyncio.sleep(2.5)
        assert [one.in_turn() for one in (first, second, third)] == [True, True, False]
        running[0].cancel()
        await asyncio.sleep(7)
        assert [one.in_turn() for one in (second, third)] == [True, True]
        second.leave()
        assert not second.in_turn()
        for task in running:
            task.cancel()
