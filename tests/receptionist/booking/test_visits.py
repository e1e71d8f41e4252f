"""How long a visit is and what it occupies meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from receptionist.booking.model import Slot
from receptionist.booking.pages import keys_of
from receptionist.booking.visit import shape_of
from receptionist.business.definition import Business, Needs, PartyDuration, Phase, Service, Variant
from receptionist.ids import VariantId
from tests.receptionist.booking.houses import (
    answer,
    dining,
    hours,
    house,
    offer,
    on,
    person,
    starts,
    taken,
    thing,
    treatment,
    wish,
    written,
)

FRIDAY = "2026-11-27"
TEN = on(FRIDAY, "10:00")
STYLIST, CHAIR = Needs(kind="staff"), Needs(kind="chair")
COLOUR = (
    Phase(minutes=30, occupies=("staff", "chair")),
    Phase(minutes=40, occupies=("chair",)),
    Phase(minutes=50, occupies=("staff", "chair")),
)
LONG, SHORT = VariantId("long"), VariantId("short")


def colour(**changes: Any) -> Service:
    return treatment("colour", 120, STYLIST, CHAIR, **{"phases": COLOUR} | changes)


def salon(service: Service, *others: Service, chairs: int = 2) -> Business:
    places = [thing("chair", f"c{n + 1}") for n in range(chairs)]
    return house(person("ana"), *places, services=(service, *others), hours=(hours("09:00", "19:00"),))


def spans(slot: Slot | None) -> list[tuple[str, str]]:
    """Which resource from when to when, by the clock of London in winter."""
    assert slot is not None
    return [(one.resource, f"{one.span.start:%H:%M}-{one.span.end:%H:%M}") for one in slot.allocations]


def test_while_the_colour_takes_the_chair_is_occupied_and_the_stylist_is_not() -> None:
    found = offer(salon(colour()), wish(TEN, 1, "colour"))
    assert spans(found.exact) == [("ana", "10:00-10:30"), ("ana", "11:10-12:00"), ("c1", "10:00-12:00")]


def test_meanwhile_the_stylist_cuts_somebody_else() -> None:
    cut = treatment("cut", 40, STYLIST, CHAIR)
    shop = salon(colour(), cut)
    colouring = offer(shop, wish(TEN, 1, "colour")).exact
    assert colouring is not None
    book = list(written(shop, colouring).values())
    assert answer(shop, wish(on(FRIDAY, "10:30"), 1, "cut"), book) == ("ana", "c2")
    assert answer(shop, wish(on(FRIDAY, "10:15"), 1, "cut"), book) == "slot_taken"
    assert answer(shop, wish(on(FRIDAY, "10:45"), 1, "cut"), book) == "slot_taken"


def test_a_second_colour_fits_into_the_first_only_as_far_as_the_stylist_can_attend_to_both() -> None:
    shop = salon(colour())
    first = offer(shop, wish(TEN, 1, "colour")).exact
    assert first is not None
    found = offer(shop, wish(on(FRIDAY, "10:30"), 1, "colour"), list(written(shop, first).values()))
    assert found.refusal == "slot_taken"
    assert starts(found) == ["Fri 12:00", "Fri 12:30", "Fri 13:00"]


def test_buffers_lie_around_what_the_visit_begins_and_ends_with() -> None:
    phases = (Phase(minutes=30, occupies=("staff",)), Phase(minutes=30, occupies=("chair",)))
    service = treatment("peel", 60, STYLIST, CHAIR, phases=phases, buffer_before_minutes=10, buffer_minutes=15)
    found = offer(salon(service), wish(TEN, 1, "peel"))
    assert spans(found.exact) == [("ana", "09:50-10:30"), ("c1", "10:30-11:15")]


def test_a_buffer_before_keeps_the_visit_off_the_one_before_it() -> None:
    service = treatment("peel", 60, STYLIST, buffer_before_minutes=15)
    shop = salon(service)
    assert answer(shop, wish(TEN, 1, "peel"), taken("ana", on(FRIDAY, "09:00"), 45)) == ("ana",)
    assert answer(shop, wish(TEN, 1, "peel"), taken("ana", on(FRIDAY, "09:00"), 46)) == "slot_taken"


def test_a_buffer_before_the_first_minute_of_a_utc_day_is_written_on_the_day_before() -> None:
    shop = house(person("ana"), zone="Etc/UTC", hours=(hours("00:00", "06:00"),),
                 services=(treatment("peel", 60, STYLIST, buffer_before_minutes=15),))  # fmt: skip
    midnight = on(FRIDAY, "00:00", "Etc/UTC")
    found = offer(shop, wish(midnight, 1, "peel")).exact
    assert found is not None
    assert [key.day.day for key in keys_of(shop, found)] == [26, 27]
    late = taken("ana", midnight - timedelta(minutes=30), 20)
    assert answer(shop, wish(midnight, 1, "peel"), late) == "slot_taken"


def test_phases_that_do_not_add_up_to_this_visit_occupy_everything_throughout() -> None:
    longer = colour(variants=(Variant(id=LONG, name={"en": "long hair"}, minutes=150),))
    found = offer(salon(longer), wish(TEN, 1, "colour", variant=LONG))
    assert spans(found.exact) == [("ana", "10:00-12:30"), ("c1", "10:00-12:30")]


def test_a_variant_has_its_own_length_and_phases() -> None:
    phases = (Phase(minutes=20, occupies=("staff", "chair")), Phase(minutes=40, occupies=("chair",)))
    quick = colour(variants=(Variant(id=SHORT, name={"en": "short hair"}, minutes=60, phases=phases),))
    found = offer(salon(quick), wish(TEN, 1, "colour", variant=SHORT))
    assert spans(found.exact) == [("ana", "10:00-10:20"), ("c1", "10:00-11:00")]
    assert found.exact is not None
    assert found.exact.variant == SHORT


@pytest.mark.parametrize(
    ("party", "variant", "new", "minutes"),
    [
        (1, "", False, 90),
        (2, "", False, 90),
        (3, "", False, 120),
        (9, "", False, 120),
        (3, "", True, 40),
        (3, "brief", True, 20),
        (3, "same", False, 120),
        (3, "same", True, 40),
    ],
)
def test_the_most_particular_length_counts(party: int, variant: str, new: bool, minutes: int) -> None:
    service = dining(
        new_client_minutes=40,
        durations=(PartyDuration(up_to=2, minutes=90), PartyDuration(up_to=8, minutes=120)),
        variants=(
            Variant(id=VariantId("brief"), name={}, minutes=20),
            Variant(id=VariantId("same"), name={}),
        ),
    )
    assert shape_of(service, party, VariantId(variant), new_client=new).minutes == minutes


def test_a_first_visit_takes_longer_and_one_not_known_to_be_first_does_not() -> None:
    shop = salon(treatment("exam", 20, STYLIST, new_client_minutes=40))
    lengths = []
    for new in (True, False, None):
        found = offer(shop, wish(TEN, 1, "exam", new_client=new)).exact
        assert found is not None
        lengths.append(found.span.length // timedelta(minutes=1))
    assert lengths == [40, 20, 20]


def test_visits_start_on_the_steps_of_their_service() -> None:
    shop = salon(treatment("exam", 20, STYLIST, slot_minutes=20))
    assert answer(shop, wish(on(FRIDAY, "10:20"), 1, "exam")) == ("ana",)
    assert answer(shop, wish(on(FRIDAY, "10:15"), 1, "exam")) == "slot_taken"


def test_two_chairs_are_two_chairs() -> None:
    twins = treatment("twins", 60, STYLIST, Needs(kind="chair", quantity=2))
    shop = salon(twins, chairs=3)
    assert answer(shop, wish(TEN, 1, "twins")) == ("ana", "c1", "c2")
    assert answer(shop, wish(TEN, 1, "twins"), taken("c1", TEN)) == ("ana", "c2", "c3")
    assert answer(shop, wish(TEN, 1, "twins"), taken("c1", TEN), taken("c3", TEN)) == "slot_taken"
    assert answer(salon(twins, chairs=1), wish(TEN, 1, "twins")) == "nobody_has_that_skill"
