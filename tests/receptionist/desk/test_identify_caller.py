"""Callers are recognised among the customers of the business they call, and of no other."""

from receptionist.desk.customers import edit_card
from receptionist.desk.identify_caller import identify_caller
from receptionist.ids import Phone
from receptionist.language.likeness import Heard
from tests.receptionist.booking.houses import house
from tests.receptionist.desk.desks import Codes, Watch, desk_of

PHONE = Phone("+442079460001")
HEARD = Heard(names=(("Hannah", "Hews"),), birth_dates=("1981-02-04",))


def test_a_customer_is_known_by_name_and_birth_date_only_where_they_are_one() -> None:
    desk, ours, another = desk_of(Watch(), Codes()), house(), house(id="another")
    edit_card(desk, ours, PHONE, {"name": "Anna Hughes", "birth_date": "1981-02-04"}, revision=0)
    known = identify_caller(desk, ours, HEARD)
    assert known is not None
    assert (known.name, known.phone) == ("Anna Hughes", PHONE)
    assert identify_caller(desk, another, HEARD) is None
    assert identify_caller(desk, ours, Heard(names=HEARD.names)) is None
