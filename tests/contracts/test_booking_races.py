"""Callers who want the same at the same moment, on every store."""

from dataclasses import replace
from datetime import UTC, date

from receptionist.booking.model import PageKey
from receptionist.booking.requests import ChangeRequest
from receptionist.business.definition import Business
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.take_booking import take_booking
from receptionist.errors import Full, SlotTaken, StaleRevision
from receptionist.ids import BookingId, ResourceId
from receptionist.spans import Span
from tests.contracts.visits import NOW, asked, at, table, wish
from tests.fakes.racing import at_once


def test_of_fifty_callers_for_the_last_table_one_gets_it(desk: Desk, restaurant: Business) -> None:
    one_table = restaurant.model_copy(update={"resources": restaurant.resources[2:3]})

    def ask(caller: int) -> str:
        offer = find_slots(desk, one_table, wish(at(19)))
        if offer.exact is None:
            return offer.refusal or ""
        try:
            return take_booking(desk, one_table, asked(f"b{caller}", offer.exact)).id
        except SlotTaken:
            return "slot_taken"

    answers = at_once(ask, threads=50)
    winners = [answer for answer in answers if answer.startswith("b")]
    assert len(winners) == 1
    assert [b.id for b in desk.bookings.during(one_table.id, Span(at(19), at(20)))] == winners
    assert answers.count("slot_taken") == 49
    assert len(desk.messages.sent_to(one_table.id)) == 1


def test_two_who_need_a_common_table_for_their_party_do_not_both_get_it(desk: Desk, restaurant: Business) -> None:
    tables = tuple(
        table.model_copy(update={"joins": joins, "max_party": 2, "min_party": 1})
        for table, joins in zip(restaurant.resources[:3], ((), ("t1", "t3"), ()), strict=True)
    )
    row = restaurant.model_copy(update={"resources": tables})
    pairs = [("t1", "t2"), ("t2", "t3")]

    def ask(caller: int) -> str:
        pair = tuple(ResourceId(one) for one in pairs[caller % 2])
        slot = replace(table(at(19), minutes=105), resources=pair)
        try:
            return take_booking(desk, row, asked(f"b{caller}", slot, party_size=4)).id
        except SlotTaken:
            return "slot_taken"

    answers = at_once(ask, threads=10)
    assert answers.count("slot_taken") == 9
    keys = [PageKey(ResourceId(one), date(2026, 11, 29)) for one in ("t1", "t2", "t3")]
    owners = [[entry.owner for entry in page.entries] for page in desk.bookings.pages(row.id, keys)]
    (winner,) = [answer for answer in answers if answer != "slot_taken"]
    assert owners in ([[winner], [winner], []], [[], [winner], [winner]])


def test_a_request_that_comes_ten_times_at_once_is_one_booking(desk: Desk, restaurant: Business) -> None:
    answers = at_once(lambda _: take_booking(desk, restaurant, asked("b1", table(at(19)))), threads=10)
    assert len(set(answers)) == 1
    assert len(desk.messages.sent_to(restaurant.id)) == 1


def test_of_ten_visits_moved_to_one_table_one_gets_there_and_nine_stay(desk: Desk, restaurant: Business) -> None:
    before = [take_booking(desk, restaurant, asked(f"b{n}", table(at(17, day=1 + n)))) for n in range(10)]
    wanted = replace(desk, clock=lambda: NOW)

    def move(caller: int) -> str:
        try:
            request = ChangeRequest(before[caller].id, 1, slot=table(at(19)), key=f"k{caller}")
            return change_booking(wanted, restaurant, request).id
        except SlotTaken:
            return "slot_taken"

    answers = at_once(move, threads=10)
    assert answers.count("slot_taken") == 9
    (winner,) = [answer for answer in answers if answer != "slot_taken"]
    for booking in before:
        kept = desk.bookings.get(restaurant.id, booking.id)
        assert kept is not None
        assert (kept.span.start == at(19), kept.revision) == ((True, 2) if booking.id == winner else (False, 1))
        (page,) = desk.bookings.pages(
            restaurant.id, [PageKey(ResourceId("t1"), booking.span.start.astimezone(UTC).date())]
        )
        assert any(entry.owner == booking.id for entry in page.entries) == (booking.id != winner)


def test_two_who_change_one_booking_at_once_do_not_undo_each_other(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(19))))

    def change(caller: int) -> str:
        try:
            request = ChangeRequest(BookingId("b1"), 1, notes=f"note {caller}", key=f"k{caller}")
            return change_booking(desk, restaurant, request).notes
        except StaleRevision:
            return "stale"

    answers = at_once(change, threads=6)
    assert answers.count("stale") == 5
    kept = desk.bookings.get(restaurant.id, BookingId("b1"))
    assert kept is not None
    assert (kept.revision, kept.notes) == (2, next(answer for answer in answers if answer != "stale"))


def test_arrivals_at_different_tables_are_paced_also_at_once(desk: Desk, restaurant: Business) -> None:
    policies = restaurant.policies.model_copy(update={"covers_per_quarter_hour": 4, "pacing": ()})
    paced = restaurant.model_copy(update={"policies": policies})

    def ask(caller: int) -> bool:
        try:
            return bool(take_booking(desk, paced, asked(f"b{caller}", table(at(19), f"t{1 + caller}"))))
        except Full:
            return False

    assert at_once(ask, threads=5).count(True) == 2
