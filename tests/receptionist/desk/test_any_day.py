"""Whatever a day in a salon brings, in whatever order: nobody and nothing is in two places, and everything is told once.

Visits in phases, a limit per day, staff who book what callers may not, shifts and calendars that change under what is booked.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from receptionist.booking.capacity import day_page
from receptionist.booking.model import Booking, Customer, Entry, PageKey, Slot, Status
from receptionist.booking.requests import BookingRequest, ChangeRequest
from receptionist.business.definition import Needs, Phase, Policies
from receptionist.business.plan import SpecialDay
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.customers import card_of
from receptionist.desk.edit_plan import days_of, out_of_place, put_day, remove_day
from receptionist.desk.find_slots import find_slots
from receptionist.desk.hold_slot import hold_slot, prolong_hold, release_holds_of
from receptionist.desk.holds import holds
from receptionist.desk.mark_booking import GONE, STEPS, mark_booking
from receptionist.desk.mark_busy import mark_busy
from receptionist.desk.news import news_of
from receptionist.desk.take_booking import take_booking
from receptionist.errors import NotPossible, Refused, SlotTaken
from receptionist.ids import BookingId, CallId, Phone, ResourceId, ServiceId
from receptionist.spans import Span
from tests.receptionist.booking.houses import NOW, hours, house, on, person, treatment, wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of

COLOUR, CUT = ServiceId("colour"), ServiceId("cut")
COLOURS_A_DAY = 3
SALON = house(
    person("ana", "cut", "colour"),
    person("bea", "cut"),
    *(person(f"c{n}").model_copy(update={"kind": "chair"}) for n in (1, 2)),
    services=(
        treatment(
            "colour", 100, Needs(kind="staff", skills=("colour",)), Needs(kind="chair"),
            phases=(
                Phase(minutes=30, occupies=("staff", "chair")),
                Phase(minutes=45, occupies=("chair",)),
                Phase(minutes=25, occupies=("staff", "chair")),
            ),
            buffer_minutes=5, max_per_day=COLOURS_A_DAY,
        ),
        treatment("cut", 45, Needs(kind="staff", skills=("cut",)), Needs(kind="chair"), buffer_before_minutes=5),
    ),
    hours=(hours("10:00", "18:00"),),
    policies=Policies(max_party=1, lead_minutes=0, hold_seconds=120, hold_most_seconds=240),
)  # fmt: skip
EVERYTHING = [resource.id for resource in SALON.resources]
DAY = date(2026, 11, 27)
STARTS = st.integers(0, 30).map(lambda quarter: on("2026-11-27", "10:00") + timedelta(minutes=15 * quarter))
SERVICES = st.sampled_from([COLOUR, CUT, CUT])
PHONES = st.sampled_from(["+14155550121", "+14155550122", "+14155550123"])
STAFF = st.sampled_from([ResourceId("ana"), ResourceId("bea")])


@dataclass(frozen=True)
class Held:
    name: str
    slot: Slot


class SalonDay(RuleBasedStateMachine):
    visits: Bundle[BookingId] = Bundle("visits")
    held: Bundle[Held] = Bundle("held")

    steps = 0
    """Of all runs of this process."""

    def __init__(self) -> None:
        super().__init__()
        self.watch = Watch(NOW)
        self.desk = desk_of(self.watch, Codes())
        self.made = 0

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    @rule(target=visits, start=STARTS, service=SERVICES, phone=PHONES)
    def somebody_books(self, start: datetime, service: ServiceId, phone: str) -> MultipleResults[BookingId] | BookingId:
        offer = find_slots(self.desk, SALON, wish(start, 1, service))
        today = [one for one in offer.alternatives if one.span.start.date() == DAY]
        slot = offer.exact or next(iter(today), None)
        if slot is None:
            return multiple()
        request = BookingRequest(BookingId(self.name("b")), slot, 1, Customer("Anna", Phone(phone)))
        booked = take_booking(self.desk, SALON, request)
        assert booked.span == slot.span, "what is offered can be had"
        assert take_booking(self.desk, SALON, request) == booked
        return booked.id

    @rule(target=visits, start=STARTS, service=SERVICES)
    def the_house_squeezes_somebody_in(
        self, start: datetime, service: ServiceId
    ) -> MultipleResults[BookingId] | BookingId:
        offer = find_slots(self.desk, SALON, wish(start, 1, service, by_staff=True))
        if offer.exact is None:
            return multiple()
        walk_in = Customer("Walk-in", Phone(""))
        request = BookingRequest(BookingId(self.name("s")), offer.exact, 1, walk_in, by_staff=True, source="walk_in")
        return take_booking(self.desk, SALON, request).id

    @rule(target=held, start=STARTS, service=SERVICES, call=st.sampled_from(["CA1", "CA2"]))
    def somebody_hesitates(self, start: datetime, service: ServiceId, call: str) -> MultipleResults[Held] | Held:
        offer = find_slots(self.desk, SALON, wish(start, 1, service))
        if offer.exact is None:
            return multiple()
        name = self.name("h")
        hold_slot(self.desk, SALON, offer.exact, hold=name, covers=1, call=CallId(call))
        assert len(holds(self.desk, SALON.id, call=CallId(call))) <= SALON.policies.holds_per_call
        return Held(name, offer.exact)

    @rule(held=held)
    def they_go_on_talking(self, held: Held) -> None:
        try:
            prolong_hold(self.desk, SALON, held.name)
        except Refused:
            assert self.changed_under(held.slot)

    @rule(call=st.sampled_from(["CA1", "CA2"]))
    def they_hang_up(self, call: str) -> None:
        release_holds_of(self.desk, SALON, CallId(call))
        assert holds(self.desk, SALON.id, call=CallId(call)) == []

    @rule(target=visits, held=held)
    def they_make_up_their_mind(self, held: Held) -> MultipleResults[BookingId] | BookingId:
        kept = any(one.id == held.name for one in holds(self.desk, SALON.id))
        request = BookingRequest(
            BookingId(f"b-{held.name}"), held.slot, 1, Customer("Cleo", Phone("+14155550124")), hold=held.name
        )
        try:
            return take_booking(self.desk, SALON, request).id
        except Refused:
            assert not kept or self.changed_under(held.slot), "a valid hold is honoured"
        return multiple()

    @rule(visit=visits, start=STARTS)
    def they_move(self, visit: BookingId, start: datetime) -> None:
        before = self.known(visit)
        offer = find_slots(self.desk, SALON, wish(start, 1, before.service, instead_of=visit))
        if offer.exact is None or before.status is not Status.CONFIRMED:
            return
        request = ChangeRequest(visit, before.revision, offer.exact, key=self.name("k"))
        after = change_booking(self.desk, SALON, request)
        assert (after.revision, after.span) == (before.revision + 1, offer.exact.span)
        assert change_booking(self.desk, SALON, request) == after

    @rule(visit=visits)
    def they_cancel(self, visit: BookingId) -> None:
        before = self.known(visit)
        try:
            gone = cancel_booking(self.desk, SALON, visit)
        except NotPossible:
            assert before.status in {Status.SEATED, *GONE}
        else:
            assert cancel_booking(self.desk, SALON, visit) == gone

    @rule(visit=visits, status=st.sampled_from([one for one in Status if one is not Status.CANCELLED]))
    def the_house_marks_what_became_of_them(self, visit: BookingId, status: Status) -> None:
        before = self.known(visit)
        try:
            after = mark_booking(self.desk, SALON, visit, status)
        except NotPossible:
            assert status not in STEPS[before.status]
        except SlotTaken:
            assert before.status in GONE
        else:
            assert after.status is status

    @rule(resource=STAFF, entry=st.sampled_from(["e1", "e2"]), start=STARTS, there=st.booleans())
    def a_calendar_changes(self, resource: ResourceId, entry: str, start: datetime, there: bool) -> None:
        mark_busy(self.desk, SALON, resource, entry, Span(start, start + timedelta(hours=1)) if there else None)

    @rule(resource=STAFF)
    def somebody_calls_in_sick(self, resource: ResourceId) -> None:
        if not days_of(self.desk, SALON):
            put_day(self.desk, SALON, "sick", SpecialDay(first=DAY, last=DAY, resource=resource), revision=0)
            late = {one.booking.id for one in out_of_place(self.desk, SALON)}
            theirs = {one.id for one in self.all() if one.status is Status.CONFIRMED and resource in one.resources}
            assert theirs <= late

    @rule()
    def they_come_after_all(self) -> None:
        for id, _, revision in days_of(self.desk, SALON):
            remove_day(self.desk, SALON, id, revision=revision)

    @rule(seconds=st.sampled_from([1, 60, 120]))
    def time_passes(self, seconds: int) -> None:
        self.watch.wait(seconds=seconds)

    @invariant()
    def nobody_and_nothing_is_in_two_places(self) -> None:
        type(self).steps += 1
        for resource in EVERYTHING:
            mine = sorted(
                (line for line in self.lines(resource) if not line.owner.startswith("busy:")), key=lambda one: one.span
            )
            for first, second in zip(mine, mine[1:], strict=False):
                assert not first.span.overlaps(second.span)

    @invariant()
    def no_more_colours_begin_than_a_day_allows(self) -> None:
        lines = self.lines(day_page(COLOUR, SALON.here))
        from_callers = [line for line in lines if not line.owner.startswith("s")]
        assert len(from_callers) <= COLOURS_A_DAY

    @invariant()
    def the_pages_say_what_the_bookings_say(self) -> None:
        written = {
            (resource, line.owner, line.span)
            for resource in EVERYTHING
            for line in self.lines(resource)
            if line.expires is None and not line.owner.startswith("busy:")
        }
        assert written == {
            (one.resource, booking.id, one.span) for booking in self.present() for one in booking.allocations
        }

    @invariant()
    def every_revision_is_told_once(self) -> None:
        told = [news_of(one).booking for one in self.desk.errands.of_kind(SALON.id, "news", limit=10_000)]
        revisions = {(one.id, revision) for one in self.all() for revision in range(1, one.revision + 1)}
        assert sorted((one.id, one.revision) for one in told) == sorted(revisions)

    @invariant()
    def the_cards_count_what_was_booked_and_missed(self) -> None:
        for phone in {one.customer.phone for one in self.all() if one.customer.phone}:
            kept = card_of(self.desk, SALON, phone)
            mine = [one for one in self.all() if one.customer.phone == phone]
            assert kept is not None
            assert kept.card.bookings == len(mine)
            assert kept.card.no_shows == sum(one.status is Status.NO_SHOW for one in mine)

    def teardown(self) -> None:
        """Whatever happened: when all is released the book is as blank as at first."""
        for booking in self.present():
            mark_booking(self.desk, SALON, booking.id, Status.FINISHED)
        for call in ("CA1", "CA2"):
            release_holds_of(self.desk, SALON, CallId(call))
        for resource in EVERYTHING:
            for entry in ("e1", "e2"):
                mark_busy(self.desk, SALON, resource, entry, None)
        pages = [*EVERYTHING, day_page(COLOUR, SALON.here)]
        assert [line for resource in pages for line in self.lines(resource)] == []

    def known(self, visit: BookingId) -> Booking:
        found = self.desk.bookings.get(SALON.id, visit)
        assert found is not None
        return found

    def all(self) -> list[Booking]:
        return self.desk.bookings.during(SALON.id, Span(NOW, NOW + timedelta(days=30)))

    def present(self) -> list[Booking]:
        return [one for one in self.all() if one.status is not Status.CANCELLED and one.status not in GONE]

    def lines(self, resource: ResourceId) -> list[Entry]:
        (page,) = self.desk.bookings.pages(SALON.id, [PageKey(resource, DAY)])
        return [line for line in page.entries if line.expires is None or line.expires > self.watch()]

    def changed_under(self, slot: Slot) -> bool:
        """Whether the hold has ended, or somebody's shift or calendar has changed, since the slot was found."""
        sick = any(day.resource in slot.resources for _, day, _ in days_of(self.desk, SALON))
        taken = any(
            line.span.overlaps(one.span) and not line.owner.startswith("hold:")
            for one in slot.allocations
            for line in self.lines(one.resource)
        )
        return sick or taken or not any(one.slot == slot for one in holds(self.desk, SALON.id))


ANY_DAY = settings(max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_no_order_of_events_puts_anybody_in_two_places() -> None:
    run_state_machine_as_test(SalonDay, settings=ANY_DAY)


def test_a_colour_that_is_held_is_honoured_though_the_house_squeezes_another_in() -> None:
    day = SalonDay()
    first = on("2026-11-27", "10:00")
    day.somebody_calls_in_sick(resource=ResourceId("bea"))
    day.somebody_hesitates(start=first, service=COLOUR, call="CA1")
    held = day.somebody_hesitates(start=first + timedelta(minutes=165), service=COLOUR, call="CA1")
    day.somebody_calls_in_sick(resource=ResourceId("ana"))
    day.somebody_books(start=first, service=COLOUR, phone="+14155550121")
    day.the_house_squeezes_somebody_in(start=first + timedelta(minutes=135), service=COLOUR)
    assert isinstance(held, Held)
    assert isinstance(day.they_make_up_their_mind(held=held), str)
    day.no_more_colours_begin_than_a_day_allows()
