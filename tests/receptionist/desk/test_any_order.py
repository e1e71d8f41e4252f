"""Whatever callers do to the book, in whatever order: nobody shares a table, no quarter hour is overrun."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.booking.capacity import arrival
from receptionist.booking.hours import service_day
from receptionist.booking.model import Booking, Customer, Entry, PageKey, Slot, Status
from receptionist.booking.pages import occupied
from receptionist.booking.requests import BookingRequest, ChangeRequest
from receptionist.business.definition import Policies
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.find_slots import find_slots
from receptionist.desk.hold_slot import hold_slot
from receptionist.desk.release_hold import release_hold
from receptionist.desk.take_booking import take_booking
from receptionist.errors import Full, SlotTaken, StaleRevision, UnknownBooking
from receptionist.ids import BookingId, Phone, ResourceId
from receptionist.spans import Span
from tests.receptionist.booking.houses import NOW, dining, hours, house, on, table, wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of

HOUSE = house(
    table("t1", 2, "t2"),
    table("t2", 2),
    table("t3", 4),
    services=(dining(buffer_minutes=10),),
    hours=(hours("21:00", "03:00"),),
    policies=Policies(covers_per_quarter_hour=4, hold_seconds=120),
)
PEOPLE = ResourceId("house")
EVENING = date(2026, 11, 27)
DAYS = [EVENING, date(2026, 11, 28)]
STARTS = st.integers(0, 19).map(lambda quarter: on("2026-11-27", "21:00") + timedelta(minutes=15 * quarter))
PARTIES = st.integers(1, 5)


@dataclass(frozen=True)
class Holding:
    name: str
    slot: Slot
    party: int
    moves: BookingId | None = None


class Evening(RuleBasedStateMachine):
    """One evening in a house of three tables, on whichever store `desk` has."""

    offers: Bundle[Holding] = Bundle("offers")
    holds: Bundle[Holding] = Bundle("holds")
    visits: Bundle[BookingId] = Bundle("visits")

    steps = 0
    """Of all runs of this process."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch()
        self.codes = Codes()
        self.desk = desk_of(self.watch, self.codes)
        self.made = 0
        self.moving: dict[str, BookingId] = {}

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    def request(self, key: str, slot: Slot, party: int, hold: str | None = None) -> BookingRequest:
        return BookingRequest(BookingId(key), slot, party, Customer("Anna", Phone("+14155550123")), hold=hold)

    @rule(target=visits, start=STARTS, party=PARTIES)
    def somebody_books(self, start: datetime, party: int) -> MultipleResults[BookingId] | BookingId:
        offer = find_slots(self.desk, HOUSE, wish(start, party))
        tonight = [slot for slot in offer.alternatives if service_day(HOUSE, slot.span.start) == EVENING]
        slot = offer.exact or next(iter(tonight), None)
        if slot is None:
            return multiple()
        booked = take_booking(self.desk, HOUSE, self.request(self.name("b"), slot, party))
        assert booked.span == slot.span, "what is offered can be had"
        return booked.id

    @rule(target=offers, start=STARTS, party=PARTIES)
    def somebody_only_asks(self, start: datetime, party: int) -> MultipleResults[Holding] | Holding:
        offer = find_slots(self.desk, HOUSE, wish(start, party))
        return Holding(self.name("h"), offer.exact, party) if offer.exact else multiple()

    @rule(target=visits, asked=consumes(offers))
    def they_book_what_they_were_told_long_ago(self, asked: Holding) -> MultipleResults[BookingId] | BookingId:
        try:
            return take_booking(self.desk, HOUSE, self.request(self.name("b"), asked.slot, asked.party)).id
        except (SlotTaken, Full):
            assert self.others_have(asked)
        return multiple()

    @rule(target=holds, start=STARTS, party=PARTIES)
    def somebody_hesitates(self, start: datetime, party: int) -> MultipleResults[Holding] | Holding:
        offer = find_slots(self.desk, HOUSE, wish(start, party))
        if offer.exact is None:
            return multiple()
        held = Holding(self.name("h"), offer.exact, party)
        assert hold_slot(self.desk, HOUSE, held.slot, hold=held.name, covers=party) == self.watch() + timedelta(
            minutes=2
        )
        return held

    @rule(held=holds)
    def they_hesitate_longer(self, held: Holding) -> None:
        try:
            hold_slot(self.desk, HOUSE, held.slot, hold=held.name, covers=held.party, instead_of=held.moves)
        except (SlotTaken, Full):
            assert self.others_have(held)

    @rule(held=consumes(holds))
    def they_think_better_of_it(self, held: Holding) -> None:
        release_hold(self.desk, HOUSE, held.slot, hold=held.name)
        release_hold(self.desk, HOUSE, held.slot, hold=held.name)

    @rule(target=visits, held=consumes(holds))
    def they_make_up_their_mind(self, held: Holding) -> MultipleResults[BookingId] | BookingId:
        try:
            if held.moves:
                before = self.desk.bookings.get(HOUSE.id, held.moves)
                assert before is not None
                change_booking(
                    self.desk,
                    HOUSE,
                    ChangeRequest(held.moves, before.revision, held.slot, held.party, hold=held.name, key=held.name),
                )
                return multiple()
            return take_booking(self.desk, HOUSE, self.request(self.name("b"), held.slot, held.party, held.name)).id
        except UnknownBooking:
            assert held.moves
        except (SlotTaken, Full):
            assert self.others_have(held), "a valid hold is always honoured"
        return multiple()

    @rule(target=holds, visit=visits, start=STARTS, party=PARTIES)
    def they_want_another_time(
        self, visit: BookingId, start: datetime, party: int
    ) -> MultipleResults[Holding] | Holding:
        offer = find_slots(self.desk, HOUSE, wish(start, party, instead_of=visit))
        if offer.exact is None:
            return multiple()
        held = Holding(self.name("h"), offer.exact, party, visit)
        hold_slot(self.desk, HOUSE, held.slot, hold=held.name, covers=party, instead_of=visit)
        self.moving[held.name] = visit
        return held

    @rule(visit=visits, start=STARTS, key=st.booleans())
    def they_move_at_once_and_the_request_is_repeated(self, visit: BookingId, start: datetime, key: bool) -> None:
        before = self.desk.bookings.get(HOUSE.id, visit)
        assert before is not None
        offer = find_slots(self.desk, HOUSE, wish(start, before.party_size, instead_of=visit))
        if offer.exact is None or before.status is not Status.CONFIRMED:
            return
        request = ChangeRequest(visit, before.revision, offer.exact, key=self.name("k") if key else "")
        after = change_booking(self.desk, HOUSE, request)
        assert (after.revision, after.span) == (before.revision + 1, offer.exact.span)
        assert change_booking(self.desk, HOUSE, request) == after

    @rule(visit=visits)
    def somebody_cancels_what_they_were_told_of_long_ago(self, visit: BookingId) -> None:
        before = self.desk.bookings.get(HOUSE.id, visit)
        assert before is not None
        try:
            assert cancel_booking(self.desk, HOUSE, visit, revision=before.revision - 1).status is Status.CANCELLED
        except StaleRevision:
            assert before.status is Status.CONFIRMED

    @rule(visit=visits)
    def somebody_cancels(self, visit: BookingId) -> None:
        gone = cancel_booking(self.desk, HOUSE, visit)
        assert cancel_booking(self.desk, HOUSE, visit) == gone
        assert gone.status is Status.CANCELLED

    @rule(visit=visits)
    def a_booking_is_asked_for_again(self, visit: BookingId) -> None:
        known = self.desk.bookings.get(HOUSE.id, visit)
        assert known is not None
        slot = Slot(known.service, known.span, known.resources)
        assert take_booking(self.desk, HOUSE, self.request(visit, slot, known.party_size)) == known

    @rule(seconds=st.sampled_from([1, 60, 120]))
    def time_passes(self, seconds: int) -> None:
        self.watch.wait(seconds=seconds)

    @invariant()
    def no_table_is_shared(self) -> None:
        type(self).steps += 1
        lines = self.lines()
        for resource in HOUSE.resources:
            mine = sorted(lines[resource.id], key=lambda line: line.span)
            for first, second in zip(mine, mine[1:], strict=False):
                assert not first.span.overlaps(second.span) or self.is_one_party(first, second)

    @invariant()
    def no_quarter_hour_is_overrun(self) -> None:
        arriving: dict[Span, dict[str, int]] = {}
        for line in self.lines()[PEOPLE]:
            party = self.moving.get(line.owner.removeprefix("hold:"), line.owner)
            at_once = arriving.setdefault(arrival(line.span.start), {})
            at_once[party] = max(line.covers, at_once.get(party, 0))
        for parties in arriving.values():
            assert sum(parties.values()) <= 4 or len(parties) == 1

    @invariant()
    def the_pages_say_what_the_bookings_say(self) -> None:
        written = {
            (resource, line.owner, line.span)
            for resource, lines in self.lines().items()
            for line in lines
            if line.expires is None
        }
        booked = set()
        for booking in self.confirmed():
            span = occupied(HOUSE, booking.service, booking.span)
            booked |= {(resource, booking.id, span) for resource in booking.resources}
            booked.add((PEOPLE, booking.id, booking.span))
        assert written == booked

    @invariant()
    def booking_and_cancelling_are_texted_once(self) -> None:
        texts = [text.id for text in self.desk.messages.sent_to(HOUSE.id, limit=10_000)]
        assert len(texts) == len(set(texts))
        assert {f"{booking.id}:1" for booking in self.all()} <= set(texts)
        gone = [booking for booking in self.all() if booking.status is Status.CANCELLED]
        assert {f"{booking.id}:{booking.revision}" for booking in gone} <= set(texts)

    def all(self) -> list[Booking]:
        return self.desk.bookings.during(HOUSE.id, Span(NOW, NOW + timedelta(days=30)))

    def confirmed(self) -> list[Booking]:
        return [booking for booking in self.all() if booking.status is Status.CONFIRMED]

    def lines(self) -> dict[ResourceId, set[Entry]]:
        """What is written on each resource, a visit over two days once."""
        resources = [*(resource.id for resource in HOUSE.resources), PEOPLE]
        keys = [PageKey(resource, day) for resource in resources for day in DAYS]
        found: dict[ResourceId, set[Entry]] = {resource: set() for resource in resources}
        for page in self.desk.bookings.pages(HOUSE.id, keys):
            found[page.key.resource] |= {e for e in page.entries if e.expires is None or e.expires > self.watch()}
        return found

    def is_one_party(self, one: Entry, other: Entry) -> bool:
        """A place held for a visit that is to be moved may lie over its present one."""
        owners = {self.moving.get(line.owner.removeprefix("hold:"), line.owner) for line in (one, other)}
        return len(owners) == 1 and one.owner != other.owner

    def others_have(self, held: Holding) -> bool:
        """Whether somebody else has what is held, or arrives too near."""
        mine = {f"hold:{held.name}", held.moves}
        still = any(line.owner == f"hold:{held.name}" for lines in self.lines().values() for line in lines)
        span = occupied(HOUSE, held.slot.service, held.slot.span)
        lines = self.lines()
        clash = any(
            line.span.overlaps(span) and line.owner not in mine for one in held.slot.resources for line in lines[one]
        )
        covers = sum(
            line.covers
            for line in lines[PEOPLE]
            if arrival(line.span.start) == arrival(held.slot.span.start) and line.owner not in mine
        )
        return not still and (clash or (covers > 0 and covers + held.party > 4))


class EveningInAFile(Evening):
    """The same on SQLite."""

    steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.database = Database(self.folder / "book.sqlite")
        self.desk = replace(
            desk_of(
                self.watch,
                self.codes,
                SqliteBookingStore(self.database, clock=self.watch),
                SqliteMessageStore(self.database),
            ),
            rows=SqliteRowStore(self.database, clock=self.watch),
            errands=SqliteErrandStore(self.database),
        )

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)


ANY_ORDER = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_no_order_of_events_sells_a_table_twice() -> None:
    run_state_machine_as_test(Evening, settings=ANY_ORDER)


def test_no_order_of_events_sells_a_table_twice_in_a_file() -> None:
    run_state_machine_as_test(EveningInAFile, settings=settings(ANY_ORDER, max_examples=8))
