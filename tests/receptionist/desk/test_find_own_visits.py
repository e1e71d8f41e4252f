"""Callers find their own visits by what they tell of themselves; nobody finds another's."""

from datetime import timedelta

import pytest

from receptionist.booking.model import Booking, Customer
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.business.definition import Business
from receptionist.desk.customers import card_of, edit_card
from receptionist.desk.desk import Desk
from receptionist.desk.find_bookings import find_bookings
from receptionist.desk.find_own_visits import find_own_visits
from receptionist.desk.find_slots import find_slots
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, Phone, ServiceId
from receptionist.language.likeness import Heard
from receptionist.spans import Span
from tests.receptionist.booking.houses import dining, house, on, table
from tests.receptionist.desk.desks import Codes, Watch, desk_of

HOME, OTHER = Phone("+442079460001"), Phone("+442079460999")
ZONE = "Europe/London"
HOUSE = house(table("t1", 4), table("t2", 4), zone=ZONE, services=(dining(),))
MARIA = Heard(names=(("Maria", "Lopes"),), birth_dates=("1985-07-04",), postcodes=("SW1A 1AA",))


@pytest.fixture
def desk() -> Desk:
    desk = desk_of(Watch(on("2026-11-23", "08:00", ZONE)), Codes())
    desk.businesses.put(HOUSE)
    return desk


def booked(desk: Desk, name: str, at: str = "19:00", phone: Phone = HOME, business: Business = HOUSE) -> Booking:
    start = on("2026-11-28", at, ZONE)
    wish = SlotRequest(ServiceId("table"), Span(start, start + timedelta(minutes=1)), party_size=2)
    slot = find_slots(desk, business, wish).exact
    assert slot is not None
    who = Customer(name, phone)
    return take_booking(desk, business, BookingRequest(BookingId(f"{name}-{at}-{phone}"), slot, 2, who, text=False))


def kept(desk: Desk, name: str, birth_date: str = "1985-07-04", postcode: str = "SW1A 1AA") -> None:
    card = card_of(desk, HOUSE, HOME)
    told = {"name": name, "birth_date": birth_date, "postcode": postcode}
    edit_card(desk, HOUSE, HOME, told, revision=card.row.revision if card else 0)


def test_a_known_customer_finds_their_visit_from_any_telephone(desk: Desk) -> None:
    visit = booked(desk, "María López")
    kept(desk, "María López")
    assert find_own_visits(desk, HOUSE, MARIA, phone=OTHER) == [visit]
    assert find_own_visits(desk, HOUSE, MARIA, phone=HOME) == [visit]
    assert find_own_visits(desk, HOUSE, MARIA, code=visit.code) == [visit]


@pytest.mark.parametrize(
    "heard",
    [
        Heard(names=MARIA.names),
        Heard(names=MARIA.names, birth_dates=("1970-01-31",)),
        Heard(names=MARIA.names, birth_dates=("1970-01-31",), postcodes=MARIA.postcodes),
        Heard(birth_dates=MARIA.birth_dates, postcodes=MARIA.postcodes),
        Heard(names=(("Peter", "Hall"),), birth_dates=("1970-01-31",), postcodes=("N1 9GU",)),
    ],
)
def test_who_does_not_know_enough_finds_nothing_from_elsewhere(desk: Desk, heard: Heard) -> None:
    booked(desk, "María López")
    kept(desk, "María López")
    assert find_own_visits(desk, HOUSE, heard, phone=OTHER) == []


def test_a_family_telephone_opens_the_named_persons_visit_only(desk: Desk) -> None:
    mothers = booked(desk, "María López", "18:00")
    kept(desk, "María López")
    sons = booked(desk, "Daniel López", "20:00")
    card = card_of(desk, HOUSE, HOME)
    assert card is not None
    assert card.card.name == "María López", "whose birth date it is"
    son = Heard(names=(("Daniel", "Lopez"),), birth_dates=("2015-06-02",), postcodes=MARIA.postcodes)
    assert find_own_visits(desk, HOUSE, son, phone=HOME) == [sons]
    assert find_own_visits(desk, HOUSE, MARIA, phone=HOME) == [mothers]
    as_mother = Heard(names=MARIA.names, birth_dates=son.birth_dates, postcodes=MARIA.postcodes)
    assert find_own_visits(desk, HOUSE, as_mother, phone=HOME) == []
    assert find_own_visits(desk, HOUSE, Heard(names=(("", "Lopez"),)), phone=HOME) == []


def test_a_code_without_its_name_finds_nothing(desk: Desk) -> None:
    visit = booked(desk, "María López")
    assert find_own_visits(desk, HOUSE, Heard(names=(("Peter", "Hall"),)), code=visit.code) == []
    assert find_own_visits(desk, HOUSE, Heard(), code=visit.code) == []


def test_another_business_knows_none_of_it(desk: Desk) -> None:
    booked(desk, "María López")
    kept(desk, "María López")
    another = house(table("t1", 4), id="another", zone=ZONE, services=(dining(),))
    assert find_own_visits(desk, another, MARIA, phone=HOME) == []


def test_the_nearest_name_of_a_day_is_found_in_any_reading_and_by_its_time_where_two_are_called_so(desk: Desk) -> None:
    first, second = booked(desk, "John Smith", "18:00"), booked(desk, "John Smith", "20:00", OTHER)
    day = on("2026-11-28", "12:00", ZONE).date()
    names = ("Joan Smit", "Jon Smyth")
    assert find_bookings(desk, HOUSE, names=names, day=day, part="full") == [first, second]
    eight = on("2026-11-28", "08:00", ZONE).time()
    assert find_bookings(desk, HOUSE, names=names, day=day, at=eight) == [second], "eight is said of the evening, too"
    assert find_bookings(desk, HOUSE, names=("Smith",), day=day, part="full") == []
    assert find_bookings(desk, HOUSE, phone=HOME, names=("Joan Smart",)) == []
