"""Several processes that want the same at the same moment: a small part of what `python -m benchmarks.contention` does."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.contention import Place, contention, desk_at, house, requests, violations
from receptionist.booking.model import Page, PageKey
from receptionist.desk.desk import Desk
from receptionist.desk.take_booking import take_booking
from receptionist.errors import Refused
from receptionist.ids import ResourceId
from receptionist.ports import BookChange

HOUR = requests(20)


def test_processes_that_fight_for_tables_sell_none_twice_and_lose_none() -> None:
    found = contention("sqlite", processes=3, confirmations=300)
    assert found.violations == ()
    assert (found.asked, found.booked, found.refused) == (300, 15 * 8, 300 - 15 * 8)
    assert found.tries >= found.booked


@pytest.fixture
def desk(tmp_path: Path):  # type: ignore[no-untyped-def]
    with desk_at(Place("sqlite", str(tmp_path / "book.sqlite"))) as desk:
        yield desk


def answers(desk: Desk) -> tuple[list[str], list[str]]:
    booked, refused = [], []
    for request in HOUR:
        try:
            booked.append(str(take_booking(desk, house(), request).id))
        except Refused:
            refused.append(str(request.id))
    return booked, refused


def wrong(desk: Desk, booked: list[str], refused: list[str]) -> list[str]:
    return list(violations(desk, house(), HOUR, booked, refused))


def test_a_book_that_is_right_has_nothing_to_complain_of(desk: Desk) -> None:
    booked, refused = answers(desk)
    assert len(booked) == 8
    assert wrong(desk, booked, refused) == []


def test_answers_that_differ_from_the_book_are_noticed(desk: Desk) -> None:
    booked, refused = answers(desk)
    assert "b999 was told it is booked and is not in the book" in wrong(desk, [*booked, "b999"], refused)
    assert f"{booked[0]} was told it is booked 2 times" in wrong(desk, [*booked, booked[0]], refused)
    assert f"{booked[0]} was refused and is in the book" in wrong(desk, booked, [*refused, booked[0]])
    assert f"{booked[0]} is in the book and was never told" in wrong(desk, booked[1:], refused)


def test_a_table_given_twice_is_noticed(desk: Desk) -> None:
    booked, refused = answers(desk)
    page = page_of(desk, "t0")
    rival = replace(page.entries[0], owner="b999")
    desk.bookings.commit(house().id, BookChange(pages=(replace(page, entries=(*page.entries, rival)),)))
    told = wrong(desk, booked, refused)
    assert any(one.startswith("t0 is given to") for one in told)
    assert "b999 is on a page of t0 and is no booking" in told


def test_half_a_booking_is_noticed(desk: Desk) -> None:
    booked, refused = answers(desk)
    desk.bookings.commit(house().id, BookChange(pages=(replace(page_of(desk, "t0"), entries=()),)))
    assert wrong(desk, booked, refused) == [f"{booked[0]} is 0 times on the pages of t0"]


def test_a_table_that_nobody_got_is_noticed(desk: Desk) -> None:
    request = HOUR[0]
    booked = [str(take_booking(desk, house(), request).id)]
    told = wrong(desk, booked, [str(one.id) for one in HOUR[1:]])
    assert told == [f"1 tables are given at {datetime(2026, 11, 30, tzinfo=UTC)}, 8 could be"]


def page_of(desk: Desk, resource: str) -> Page:
    (page,) = desk.bookings.pages(house().id, [PageKey(ResourceId(resource), HOUR[0].slot.span.start.date())])
    return page
