"""Whatever people on the waitlist do, and in whatever order: nothing is promised twice, and nobody is passed over."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, count

from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.booking.model import Booking, Status
from receptionist.booking.waitlist import Waiting, WaitlistEntry
from receptionist.business.definition import Business
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.holds import holds
from receptionist.desk.waitlist import leave_waitlist, waitlist
from receptionist.ids import Phone
from receptionist.spans import Span
from tests.receptionist.booking.houses import wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of
from tests.receptionist.desk.test_waitlist import SEVEN, fill, join, kept, run, say

PHONES = [Phone(f"+44791112345{n}") for n in range(4)]
WINDOWS = [Span(SEVEN, SEVEN + timedelta(minutes=m)) for m in (1, 60)]

ACTIONS = st.one_of(
    st.tuples(st.just("join"), st.sampled_from(PHONES), st.sampled_from(WINDOWS)),
    st.tuples(st.sampled_from(["yes", "no", "leave"]), st.sampled_from(PHONES)),
    st.tuples(st.just("wait"), st.sampled_from([1, 7, 15, 600])),
    st.tuples(st.just("cancel"), st.integers(0, 9)),
    st.tuples(st.just("fill")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTIONS, max_size=20))
def test_the_list_is_fair_and_every_offer_is_kept_for_one(actions: list[tuple[object, ...]]) -> None:
    watch, ids = Watch(), count()
    desk = replace(desk_of(watch, Codes()), new_id=lambda: f"w{next(ids):04}")
    business = kept(desk, "t1", "t2")
    for action in actions:
        act(desk, business, watch, *action)
        run(desk)
        watch.wait(seconds=1)
        check(desk, business)


def act(desk: Desk, business: Business, watch: Watch, what: object, *about: object) -> None:
    match (what, *about):
        case ("join", str(phone), Span() as window):
            join(desk, business, Phone(phone), window)
        case ("wait", int(minutes)):
            watch.wait(minutes=minutes)
        case ("fill",):
            if find_slots(desk, business, wish(SEVEN)).exact:
                fill(desk, business, f"full{watch.now.timestamp()}")
        case ("cancel", int(which)):
            booked = [one for one in visits(desk, business) if one.status is Status.CONFIRMED]
            if booked:
                cancel_booking(desk, business, booked[which % len(booked)].id, text=False)
        case ("leave", str(phone)):
            for entry in waitlist(desk, business.id, phone=Phone(phone)):
                leave_waitlist(desk, business, entry.id)
        case (str(word), str(phone)):
            say(desk, Phone(phone), word)


def check(desk: Desk, business: Business) -> None:
    entries = waitlist(desk, business.id)
    offered = [one for one in entries if one.status is Waiting.OFFERED]
    assert len({one.wish.customer.phone for one in offered}) == len(offered)
    assert {one.offer_id for one in offered} == {one.id for one in holds(desk, business.id)}
    assert all(len(set(one.tried)) == len(one.tried) for one in entries)
    texted = [text.id for text in desk.messages.sent_to(business.id, limit=500) if text.id.endswith(":offer")]
    assert len(texted) == sum(len(one.tried) for one in entries)
    nobody_twice(desk, business)
    phones = [one.wish.customer.phone for one in entries]
    with_one_wish = [one for one in entries if phones.count(one.wish.customer.phone) == 1]
    for first, second in combinations(sorted(with_one_wish, key=lambda one: one.created), 2):
        assert not passed_over(first, second)


def nobody_twice(desk: Desk, business: Business) -> None:
    places = [(one.resources, one.span) for one in visits(desk, business) if one.status is Status.CONFIRMED]
    places += [(one.slot.resources, one.slot.span) for one in holds(desk, business.id)]
    for one, other in combinations(places, 2):
        assert not (set(one[0]) & set(other[0]) and one[1].overlaps(other[1]))


def passed_over(first: WaitlistEntry, second: WaitlistEntry) -> bool:
    """Whether the later of two who want the same has an offer that the earlier could have had."""
    return (
        first.status is Waiting.WAITING
        and second.offered is not None
        and first.wish.window == second.wish.window
        and second.offered.span.start not in first.tried
    )


def visits(desk: Desk, business: Business) -> list[Booking]:
    return desk.bookings.during(business.id, Span(SEVEN - timedelta(days=3), SEVEN + timedelta(days=3)))
