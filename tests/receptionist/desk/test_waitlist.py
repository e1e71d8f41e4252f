"""What becomes free is offered to whoever waits longest, one at a time, for some minutes, and never twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from receptionist.booking.model import Booking, Customer, Status
from receptionist.booking.requests import BookingRequest
from receptionist.booking.waitlist import MOST_UNANSWERED, Waiting, WaitlistEntry, WaitlistWish
from receptionist.business.definition import Business, Policies
from receptionist.desk import news, waitlist_offers
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.holds import holds
from receptionist.desk.mark_booking import mark_booking
from receptionist.desk.receive_text import Received, receive_text
from receptionist.desk.run_errands import Duty, run_due, tell_news
from receptionist.desk.take_booking import take_booking
from receptionist.desk.waitlist import LOOK, join_waitlist, leave_waitlist, waitlist, waitlist_entry
from receptionist.desk.waitlist_offers import END, end_offer, look, offer_freed, waitlist_hears
from receptionist.errors import StoreUnavailable, UnknownService
from receptionist.ids import BookingId, Phone, ServiceId
from receptionist.messages.model import TextMessage
from receptionist.ports import BookChange
from receptionist.spans import Span
from tests.fakes.racing import at_once
from tests.receptionist.booking.houses import TABLE, house, on, table, wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of

SENDER = Phone("+14155550199")
ANNA, BEN, CARA = (Phone(f"+44791112345{n}") for n in (1, 2, 3))
SEVEN = on("2026-11-27", "19:00")
EVENING = Span(SEVEN, SEVEN + timedelta(hours=2))
DUTIES = {
    news.KIND: Duty(tell_news([waitlist_hears])),
    LOOK: Duty(look),
    END: Duty(end_offer),
}


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(watch: Watch) -> Desk:
    ids = count()
    return replace(desk_of(watch, Codes()), new_id=lambda: f"w{next(ids)}")


def kept(desk: Desk, *tables: str, **changes: Any) -> Business:
    policies = Policies(lead_minutes=30, reminder_minutes=(), **changes)
    business = house(*(table(name, 2) for name in tables or ("t1",)), policies=policies)
    return desk.businesses.put(business)


@pytest.fixture
def business(desk: Desk) -> Business:
    """One table for two."""
    return kept(desk)


def fill(desk: Desk, business: Business, name: str = "full", at: datetime = SEVEN) -> Booking:
    slot = find_slots(desk, business, wish(at)).exact
    assert slot is not None
    return take_booking(
        desk, business, BookingRequest(BookingId(name), slot, 2, Customer("Zoe", Phone("")), text=False)
    )


def join(desk: Desk, business: Business, phone: Phone, window: Span = EVENING, **more: Any) -> WaitlistEntry:
    return join_waitlist(desk, business, WaitlistWish(TABLE, window, Customer("Guest", phone), party_size=2, **more))


def run(desk: Desk) -> None:
    """Everything that is due, and what follows from it."""
    while run_due(desk, DUTIES, jitter=lambda: 0.0).claimed:
        continue


def offers(desk: Desk, business: Business) -> list[Phone]:
    """Who has been texted an offer, in order."""
    texts = [text for text in desk.messages.sent_to(business.id) if text.id.endswith(":offer")]
    return [text.to for text in reversed(texts)]


def say(desk: Desk, phone: Phone, body: str, sid: str = "") -> Received:
    return receive_text(desk, vendor_id=sid or f"SM{phone}{body}{desk.clock()}", sender=phone, to=SENDER, body=body)


def state(desk: Desk, business: Business, entry: WaitlistEntry) -> Waiting:
    found = waitlist_entry(desk, business.id, entry.id)
    assert found is not None
    return found.status


def test_a_cancelled_table_is_offered_to_whoever_waits_longest_and_booked_by_a_yes(
    desk: Desk, business: Business, watch: Watch
) -> None:
    fill(desk, business)
    anna = join(desk, business, ANNA, Span(SEVEN, SEVEN + timedelta(minutes=60)))
    watch.wait(minutes=1)
    ben = join(desk, business, BEN, Span(SEVEN, SEVEN + timedelta(minutes=60)))
    run(desk)
    assert offers(desk, business) == []
    cancel_booking(desk, business, BookingId("full"))
    run(desk)
    assert offers(desk, business) == [ANNA]
    (text,) = desk.messages.sent_to(business.id)
    assert "a table for 2, Fri Nov 27, 7:00 PM, is free" in text.body
    assert "YES by 12:16 PM" in text.body
    assert find_slots(desk, business, wish(SEVEN)).exact is None
    watch.wait(minutes=14)
    assert say(desk, ANNA, "Yes").made_of_it == "booked"
    found = desk.bookings.get(business.id, BookingId(f"{anna.id}-1"))
    assert found is not None
    assert (found.source, found.customer.phone, found.span.start) == ("waitlist", ANNA, SEVEN)
    assert (state(desk, business, anna), state(desk, business, ben)) == (Waiting.BOOKED, Waiting.WAITING)
    assert [t.body.split(",")[0] for t in desk.messages.sent_to(business.id, ANNA)][0] == "The House: booked"
    assert holds(desk, business.id) == []
    watch.wait(minutes=5)
    run(desk)
    assert state(desk, business, anna) is Waiting.BOOKED
    assert offers(desk, business) == [ANNA]


@pytest.mark.parametrize("word", ["YES", "y", "Sí", "ਹਾਂ", "haan ji", "ok", "C"])
def test_yes_may_be_said_in_any_of_our_languages(desk: Desk, business: Business, word: str) -> None:
    join(desk, business, ANNA)
    run(desk)
    assert say(desk, ANNA, word).made_of_it == "booked"


def test_no_word_in_time_and_the_next_is_asked(desk: Desk, business: Business, watch: Watch) -> None:
    anna = join(desk, business, ANNA, Span(SEVEN, SEVEN + timedelta(minutes=1)))
    watch.wait(minutes=1)
    ben = join(desk, business, BEN, Span(SEVEN, SEVEN + timedelta(minutes=1)))
    run(desk)
    watch.wait(minutes=14)
    run(desk)
    assert offers(desk, business) == [ANNA]
    watch.wait(minutes=1)
    run(desk)
    assert offers(desk, business) == [ANNA, BEN]
    assert say(desk, ANNA, "yes").made_of_it == "message"
    assert say(desk, BEN, "yes").made_of_it == "booked"
    assert (state(desk, business, anna), state(desk, business, ben)) == (Waiting.WAITING, Waiting.BOOKED)


def test_a_no_passes_the_place_on_at_once_and_keeps_ones_own_in_the_line(
    desk: Desk, business: Business, watch: Watch
) -> None:
    anna = join(desk, business, ANNA, Span(SEVEN, SEVEN + timedelta(minutes=1)))
    watch.wait(minutes=1)
    join(desk, business, BEN, Span(SEVEN, SEVEN + timedelta(minutes=1)))
    run(desk)
    assert "still on the waitlist" in say(desk, ANNA, "No thanks").reply
    run(desk)
    assert offers(desk, business) == [ANNA, BEN]
    assert state(desk, business, anna) is Waiting.WAITING


def test_nobody_is_offered_the_same_time_twice(desk: Desk, business: Business, watch: Watch) -> None:
    join(desk, business, ANNA, Span(SEVEN, SEVEN + timedelta(minutes=45)))
    told: list[str] = []
    for _ in range(6):
        run(desk)
        say(desk, ANNA, "no")
        watch.wait(minutes=1)
        told = [text.body for text in desk.messages.sent_to(business.id, ANNA)]
    assert [any(f"7:{minute} PM" in body for body in told) for minute in ("00", "15", "30")] == [True] * 3
    assert len(told) == 3


def test_whoever_never_answers_is_not_asked_for_ever(desk: Desk, business: Business, watch: Watch) -> None:
    anna = join(desk, business, ANNA)
    for _ in range(MOST_UNANSWERED + 2):
        run(desk)
        watch.wait(minutes=15)
    run(desk)
    assert offers(desk, business) == [ANNA] * MOST_UNANSWERED
    assert state(desk, business, anna) is Waiting.EXPIRED


def test_two_cancellations_at_once_serve_the_first_two_in_the_line(desk: Desk, watch: Watch) -> None:
    business = kept(desk, "t1", "t2")
    names = ("full1", "full2")
    for name in names:
        fill(desk, business, name)
    for phone in (ANNA, BEN, CARA):
        join(desk, business, phone, Span(SEVEN, SEVEN + timedelta(minutes=1)))
        watch.wait(minutes=1)
    run(desk)
    for name in names:
        cancel_booking(desk, business, BookingId(name))
    at_once(lambda _: run(desk), threads=6)
    assert sorted(offers(desk, business)) == [ANNA, BEN]
    held = {one.slot.resources for one in holds(desk, business.id)}
    assert held == {("t1",), ("t2",)}


def test_a_visit_moved_or_a_guest_who_never_came_frees_a_place_too(
    desk: Desk, business: Business, watch: Watch
) -> None:
    fill(desk, business)
    join(desk, business, ANNA, Span(SEVEN, SEVEN + timedelta(minutes=89)))
    run(desk)
    assert offers(desk, business) == []
    watch.now = SEVEN + timedelta(minutes=20)
    mark_booking(desk, business, BookingId("full"), Status.NO_SHOW)
    run(desk)
    assert offers(desk, business) == [ANNA]
    (entry,) = waitlist(desk, business.id)
    assert entry.offered is not None
    assert entry.offered.span.start >= watch.now + timedelta(minutes=45)


class Died(Exception):
    """The process is no more."""


class Dying:
    """A book that loses its process at a commit: just before it, or just after."""

    def __init__(self, kept: Any, error: type[Exception] = StoreUnavailable) -> None:
        self._kept, self._error = kept, error
        self.dies: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kept, name)

    def commit(self, business: Any, change: BookChange) -> None:
        dies = self.dies.pop(0) if self.dies else ""
        if dies == "before":
            raise self._error("gone")
        self._kept.commit(business, change)
        if dies == "after":
            raise self._error("gone")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_runner_that_dies_around_an_offer_leaves_one_offer_with_its_text_and_its_end(
    desk: Desk, watch: Watch, when: str
) -> None:
    dying = Dying(desk.bookings)
    desk = replace(desk, bookings=dying)
    business = kept(desk)
    join(desk, business, ANNA)
    dying.dies = [when]
    run(desk)
    watch.wait(seconds=30)
    run(desk)
    assert offers(desk, business) == [ANNA]
    assert [one.id for one in holds(desk, business.id)] == [waitlist(desk, business.id)[0].offer_id]
    watch.wait(minutes=15)
    run(desk)
    assert waitlist(desk, business.id)[0].tried[0] == SEVEN


def test_a_yes_whose_answer_was_lost_books_once(desk: Desk, watch: Watch) -> None:
    dying = Dying(desk.bookings, Died)
    desk = replace(desk, bookings=dying)
    business = kept(desk)
    anna = join(desk, business, ANNA)
    run(desk)
    dying.dies = ["after"]
    with pytest.raises(Died):
        say(desk, ANNA, "yes", "SM1")
    assert say(desk, ANNA, "yes", "SM1").made_of_it == "booked"
    watch.wait(minutes=20)
    run(desk)
    assert state(desk, business, anna) is Waiting.BOOKED
    assert len(desk.bookings.by_phone(business.id, ANNA)) == 1


def test_a_booking_made_in_the_last_moment_is_not_undone_by_the_end_of_the_offer(desk: Desk, watch: Watch) -> None:
    dying = Dying(desk.bookings, Died)
    desk = replace(desk, bookings=dying)
    business = kept(desk)
    anna = join(desk, business, ANNA)
    run(desk)
    dying.dies = ["after"]
    with pytest.raises(Died):
        say(desk, ANNA, "yes")
    watch.wait(minutes=15)
    run(desk)
    assert state(desk, business, anna) is Waiting.BOOKED


def test_in_the_night_nothing_is_offered_until_the_morning(desk: Desk, business: Business, watch: Watch) -> None:
    fill(desk, business)
    join(desk, business, ANNA)
    watch.now = on("2026-11-26", "23:00")
    cancel_booking(desk, business, BookingId("full"))
    run(desk)
    watch.now = on("2026-11-27", "07:59")
    run(desk)
    assert offers(desk, business) == []
    watch.now = on("2026-11-27", "08:00")
    run(desk)
    assert offers(desk, business) == [ANNA]


def test_what_is_over_before_the_morning_is_offered_to_nobody(desk: Desk, business: Business, watch: Watch) -> None:
    fill(desk, business, at=on("2026-11-26", "22:00"))
    late = join(desk, business, ANNA, Span(on("2026-11-26", "21:30"), on("2026-11-26", "22:30")))
    watch.now = on("2026-11-26", "21:05")
    cancel_booking(desk, business, BookingId("full"))
    run(desk)
    watch.now = on("2026-11-27", "09:00")
    run(desk)
    assert offers(desk, business) == []
    assert state(desk, business, late) is Waiting.EXPIRED


def no_texts(desk: Desk, business: Business) -> None:
    desk.messages.opt_out(SENDER, ANNA, out=True, at=desk.clock())


def no_registration(desk: Desk, business: Business) -> None:
    desk.businesses.put(business.model_copy(update={"text_registration": "pending"}))


@pytest.mark.parametrize("forbids", [no_texts, no_registration])
def test_whoever_may_not_be_texted_is_left_to_the_people_of_the_house(
    desk: Desk, business: Business, forbids: Callable[[Desk, Business], None]
) -> None:
    anna = join(desk, business, ANNA)
    forbids(desk, business)
    run(desk)
    assert (offers(desk, business), holds(desk, business.id)) == ([], [])
    assert state(desk, business, anna) is Waiting.WAITING


def test_whoever_has_booked_by_themselves_is_asked_no_more(desk: Desk, watch: Watch) -> None:
    business = kept(desk, "t1", "t2")
    join(desk, business, ANNA)
    slot = find_slots(desk, business, wish(SEVEN)).exact
    assert slot is not None
    take_booking(desk, business, BookingRequest(BookingId("b"), slot, 2, Customer("Anna", ANNA), text=False))
    run(desk)
    assert offers(desk, business) == []


def test_leaving_gives_back_what_is_held_and_the_next_is_asked(desk: Desk, business: Business, watch: Watch) -> None:
    anna = join(desk, business, ANNA)
    watch.wait(minutes=1)
    join(desk, business, BEN)
    run(desk)
    left = leave_waitlist(desk, business, anna.id)
    assert left is not None
    assert left.status is Waiting.LEFT
    assert leave_waitlist(desk, business, anna.id) == left
    run(desk)
    assert offers(desk, business) == [ANNA, BEN]
    assert leave_waitlist(desk, business, "nobody") is None


def test_joining_twice_is_one_place_in_the_line(desk: Desk, business: Business, watch: Watch) -> None:
    fill(desk, business)
    first = join(desk, business, ANNA)
    watch.wait(minutes=5)
    again = join(desk, business, ANNA, notes="by the window")
    assert (again.id, again.created, again.wish.notes) == (first.id, first.created, "by the window")
    assert len(waitlist(desk, business.id)) == 1
    with pytest.raises(UnknownService):
        join_waitlist(desk, business, WaitlistWish(ServiceId("sauna"), EVENING, Customer("Anna", ANNA)))


def test_the_list_is_in_order_of_the_day_and_then_of_joining(desk: Desk, business: Business, watch: Watch) -> None:
    fill(desk, business)
    later = Span(EVENING.start + timedelta(days=1), EVENING.end + timedelta(days=1))
    joined = []
    for phone, window in ((ANNA, later), (BEN, EVENING), (CARA, EVENING)):
        joined.append(join(desk, business, phone, window).id)
        watch.wait(minutes=1)
    everybody = waitlist(desk, business.id)
    assert [one.id for one in everybody] == [joined[1], joined[2], joined[0]]
    assert [one.wish.customer.phone for one in waitlist(desk, business.id, after=joined[1], limit=1)] == [CARA]
    assert waitlist(desk, business.id, day=EVENING.start.date(), phone=BEN) == everybody[:1]
    assert waitlist(desk, business.id, status=Waiting.OFFERED) == []


def test_whoever_has_an_offer_to_answer_gets_the_next_one_after_it(desk: Desk, watch: Watch) -> None:
    business = kept(desk, "t1", "t2")
    join(desk, business, ANNA)
    watch.wait(minutes=1)
    join(desk, business, ANNA, Span(EVENING.start + timedelta(days=1), EVENING.end + timedelta(days=1)))
    run(desk)
    assert offers(desk, business) == [ANNA]
    say(desk, ANNA, "no")
    run(desk)
    assert offers(desk, business) == [ANNA, ANNA]


def test_looking_again_offers_nothing_new(desk: Desk, business: Business) -> None:
    join(desk, business, ANNA)
    assert len(offer_freed(desk, business)) == 1
    assert offer_freed(desk, business) == []
    assert isinstance(desk.messages.sent_to(business.id)[0], TextMessage)
    assert waitlist_offers.offer_standing(desk, business, ANNA) is not None
