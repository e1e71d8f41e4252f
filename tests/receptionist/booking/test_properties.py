"""Whatever the book looks like: what is offered can be had, nobody shares anything, and what is erased leaves no trace."""

from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.booking.capacity import arrival, house_page
from receptionist.booking.model import Entry, Page, PageKey, Slot
from receptionist.booking.pages import erase, keys_of, write
from receptionist.booking.promise import sure_it_suits
from receptionist.booking.requests import SlotRequest
from receptionist.booking.slots import find, page_keys
from receptionist.business.definition import Business, Combination, Needs, Phase, Policies, Variant
from receptionist.ids import LocationId, ResourceId, VariantId
from tests.receptionist.booking.houses import NOW, dining, hours, house, on, person, table, thing, treatment, wish

FRIDAY = "2026-11-27"
Book = dict[PageKey, Page]

COLOUR = (
    Phase(minutes=30, occupies=("staff", "chair")),
    Phase(minutes=45, occupies=("chair",)),
    Phase(minutes=30, occupies=("staff", "chair")),
)
ANA = thing("staff", "ana", skills=("cut", "colour"), breaks=(hours("21:00", "21:30"),))
TOWN = house(
    table("t1", 2), table("t2", 2), table("t3", 4), ANA, person("ben", "cut", shifts=(hours("18:00", "00:00"),)),
    thing("chair", "c1"), thing("chair", "c2"),
    hours=(hours("18:00", "02:00"),),
    services=(
        dining(buffer_minutes=10),
        treatment("cut", 30, Needs(kind="staff", skills=("cut",)), Needs(kind="chair"), max_per_day=3,
                  variants=(Variant(id=VariantId("long"), name={}, minutes=50),)),
        treatment("colour", 105, Needs(kind="staff", skills=("colour",)), Needs(kind="chair"), phases=COLOUR,
                  buffer_before_minutes=5, buffer_minutes=10),
        treatment("duo", 45, Needs(kind="staff", skills=("cut",)), Needs(kind="staff", skills=("colour",)), new_client_minutes=60),
    ),
    combinations=(Combination(tables=(ResourceId("t1"), ResourceId("t2")), min_party=3, max_party=5),),
    policies=Policies(covers_per_quarter_hour=6, covers_at_once=8, walk_in_covers=1),
)  # fmt: skip
PEOPLE = house_page(LocationId(""))

STARTS = st.integers(0, 33).map(lambda quarter: on(FRIDAY, "17:45") + timedelta(minutes=15 * quarter))


@st.composite
def wishes(draw: st.DrawFn) -> SlotRequest:
    service = draw(st.sampled_from(["table", "cut", "colour", "duo"]))
    party = draw(st.integers(1, 5)) if service == "table" else 1
    return wish(
        draw(STARTS), party, service,
        variant=VariantId("long" if service == "cut" and draw(st.booleans()) else ""),
        new_client=draw(st.sampled_from([True, False, None])),
        by_staff=draw(st.integers(0, 5)) == 0,
    )  # fmt: skip


WISHES = st.lists(wishes(), min_size=1, max_size=14)
QUICK = settings(max_examples=60, deadline=None)


def read(business: Business, book: Book, keys: list[PageKey]) -> Book:
    return {key: book.get(key, Page(key)) for key in keys}


def offered(book: Book, request: SlotRequest) -> list[Slot]:
    pages = read(TOWN, book, page_keys(TOWN, request))
    found = find(TOWN, request, pages, NOW)
    return [*([found.exact] if found.exact else []), *found.alternatives]


def had(book: Book, slot: Slot, request: SlotRequest, owner: str) -> Book:
    new = bool(request.new_client)
    sure_it_suits(TOWN, slot, request.party_size, by_staff=request.by_staff, new_client=new)
    pages = read(TOWN, book, keys_of(TOWN, slot))
    covers, staff = request.party_size, request.by_staff
    return book | write(TOWN, pages, slot, owner=owner, covers=covers, now=NOW, by_staff=staff, new_client=new)


def filled(asked: list[SlotRequest]) -> Book:
    """Everybody takes the first that is offered to them."""
    book: Book = {}
    for number, request in enumerate(asked):
        for slot in offered(book, request)[:1]:
            book = had(book, slot, request, f"b{number}")
    return book


def lines(book: Book, resource: ResourceId) -> set[Entry]:
    return {entry for key, page in book.items() if key.resource == resource for entry in page.entries}


@QUICK
@given(WISHES, wishes())
def test_whatever_is_offered_can_be_had_the_alternatives_too(asked: list[SlotRequest], last: SlotRequest) -> None:
    book = filled(asked)
    for slot in offered(book, last):
        had(book, slot, last, "last")


@QUICK
@given(WISHES)
def test_nobody_shares_anything_and_no_limit_is_exceeded(asked: list[SlotRequest]) -> None:
    book = filled([request for request in asked if not request.by_staff])
    for resource in TOWN.resources:
        for one, other in combinations(lines(book, resource.id), 2):
            assert not one.span.overlaps(other.span), resource.id
    people = lines(book, PEOPLE)
    for line in people:
        quarter = arrival(line.span.start)
        arriving = [one.covers for one in people if arrival(one.span.start) == quarter]
        assert sum(arriving) <= 6 or len(arriving) == 1
        assert sum(one.covers for one in people if one.span.start <= line.span.start < one.span.end) <= 7
    assert all(len(page.entries) <= 3 for key, page in book.items() if key.resource == "day:cut")


@QUICK
@given(WISHES, wishes())
def test_what_is_erased_leaves_no_trace(asked: list[SlotRequest], last: SlotRequest) -> None:
    book = filled(asked)
    for slot in offered(book, last)[:1]:
        after = erase(had(book, slot, last, "last"), ["last"], NOW)
        assert {key: page.entries for key, page in after.items() if page.entries} == {
            key: page.entries for key, page in book.items() if page.entries
        }


@QUICK
@given(WISHES, wishes())
def test_what_is_taken_is_offered_to_nobody_else(asked: list[SlotRequest], last: SlotRequest) -> None:
    book = filled(asked)
    for slot in offered(book, last)[:1]:
        after = had(book, slot, last, "last")
        again = [one for one in offered(after, last) if one.span.start == slot.span.start]
        assert not any(set(one.resources) == set(slot.resources) for one in again)
