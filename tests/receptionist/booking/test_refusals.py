"""Every no has its reason, and the reason is true."""

from datetime import timedelta
from typing import Any, get_args

import pytest

from receptionist.booking.model import Page
from receptionist.booking.requests import Refusal, SlotRequest
from receptionist.business.definition import Business, Needs, Overlay, Policies, Variant
from receptionist.ids import ResourceId, ServiceId, VariantId
from receptionist.spans import Span
from tests.receptionist.booking.houses import (
    NOW,
    answer,
    day,
    dining,
    hours,
    house,
    offer,
    on,
    person,
    starts,
    table,
    taken,
    thing,
    treatment,
    wish,
)

FRIDAY, SATURDAY = "2026-11-27", "2026-11-28"
EIGHT = on(FRIDAY, "20:00")
CUT = Needs(kind="staff", skills=("cut",))


def everything() -> Business:
    """A house where each thing can go wrong."""
    visits = (
        treatment("first", 30, CUT, variants=(
            Variant(id=VariantId("new"), name={}, clients="new"), Variant(id=VariantId("old"), name={}, clients="returning"),
        )),
        treatment("peel", 30, CUT, max_per_day=1),
        treatment("group", 30, Needs(kind="room"), min_party=3, max_party=6),
        treatment("elsewhere", 30, CUT, locations=("north",)),
    )  # fmt: skip
    return house(
        table("t1", 8), person("ana", "cut", shifts=(hours("17:00", "21:00"),)), thing("room", "r1"),
        hours=(hours("17:00", "23:00", "mon", "tue", "thu", "fri", "sat", "sun"),),
        services=(dining(), *visits),
        overlays=(Overlay(kind="sold_out", first=day(SATURDAY), last=day(SATURDAY)),),
        policies=Policies(covers_at_once=8),
    )  # fmt: skip


TOLD: list[tuple[Refusal, SlotRequest, list[Page]]] = [
    ("slot_taken", wish(EIGHT), taken("t1", EIGHT)),
    ("slot_taken", wish(EIGHT, 1, "peel"), taken("ana", EIGHT)),
    ("slot_taken", wish(on(FRIDAY, "20:10")), []),
    ("full", wish(EIGHT), taken("house", EIGHT, covers=7)),
    ("day_full", wish(EIGHT, 1, "peel"), taken("day:peel", on(FRIDAY, "17:00"), covers=1)),
    ("closed", wish(on(FRIDAY, "16:45")), []),
    ("closed", wish(on(FRIDAY, "22:15")), []),
    ("closed", wish(on("2026-11-25", "20:00")), []),
    ("closed", wish(on(FRIDAY, "20:45"), 1, "peel"), []),
    ("closed", wish(on(FRIDAY, "21:00"), 1, "peel"), taken("ana", on(FRIDAY, "21:00"))),
    ("sold_out", wish(on(SATURDAY, "20:00")), []),
    ("too_late", wish(NOW + timedelta(minutes=29)), []),
    ("too_far", wish(on("2027-02-27", "20:00")), []),
    ("too_many", wish(EIGHT, 9), []),
    ("too_many", wish(EIGHT, 2, "peel"), []),
    ("too_many", wish(EIGHT, 7, "group"), []),
    ("too_few", wish(EIGHT, 2, "group"), []),
    ("unknown_service", wish(EIGHT, service="massage"), []),
    ("unknown_service", wish(EIGHT, 1, "first", variant=VariantId("long")), []),
    ("nobody_has_that_skill", wish(EIGHT, 1, "peel", resource=ResourceId("zoe")), []),
    ("nobody_has_that_skill", wish(EIGHT, 1, "peel", spoken="pa"), []),
    ("not_for_new_clients", wish(EIGHT, 1, "first", variant=VariantId("old"), new_client=True), []),
    ("not_for_returning_clients", wish(EIGHT, 1, "first", variant=VariantId("new"), new_client=False), []),
    ("no_such_place", wish(EIGHT, area="patio"), []),
    ("no_such_place", wish(EIGHT, accessible=True), []),
]


@pytest.mark.parametrize(("reason", "request_", "book"), TOLD)
def test_a_time_that_cannot_be_had_is_refused_for_its_reason(
    reason: Refusal, request_: SlotRequest, book: list[Page]
) -> None:
    found = offer(everything(), request_, book)
    assert (found.exact, found.refusal) == (None, reason)


def test_every_reason_is_tried() -> None:
    assert {reason for reason, _, _ in TOLD} == set(get_args(Refusal))


@pytest.mark.parametrize("variant", ["new", "old"])
def test_somebody_of_whom_nothing_is_known_is_refused_neither(variant: str) -> None:
    assert answer(everything(), wish(EIGHT, 1, "first", variant=VariantId(variant))) == ("ana",)


def test_a_service_of_another_place_is_not_known_here() -> None:
    place = everything()
    assert answer(place, wish(EIGHT, 1, "elsewhere")) == ("ana",), "the business as a whole has it"
    south = place.model_copy(update={"here": "south"})
    assert answer(south, wish(EIGHT, 1, "elsewhere")) == "unknown_service"


def test_notice_and_horizon_may_be_the_services_own() -> None:
    exam = treatment("exam", 30, CUT, lead_minutes=240, horizon_days=3)
    place = house(person("ana", "cut"), services=(exam, treatment("cut", 30, CUT)), hours=(hours("00:00", "00:00"),))
    soon, later = NOW + timedelta(hours=3), NOW + timedelta(days=4)
    assert [answer(place, wish(at, 1, "exam")) for at in (soon, later)] == ["too_late", "too_far"]
    assert [answer(place, wish(at, 1, "cut")) for at in (soon, later)] == [("ana",), ("ana",)]


def test_the_house_itself_is_bound_by_its_hours_and_its_places_only() -> None:
    place = everything()

    def asks(start: Any, party: int = 2, service: str = "table", *book: list[Page], **more: Any) -> object:
        return answer(place, wish(start, party, service, by_staff=True, **more), *book)

    assert asks(NOW + timedelta(hours=5, minutes=7)) == ("t1",), "at any minute, without notice"
    assert asks(on("2027-02-27", "20:00")) == ("t1",)
    assert asks(EIGHT, 2, "table", taken("house", EIGHT, covers=7)) == ("t1",)
    assert asks(EIGHT, 1, "peel", taken("day:peel", on(FRIDAY, "17:00"), covers=1)) == ("ana",)
    assert asks(EIGHT, 2, "group") == ("r1",)
    assert asks(EIGHT, 9) == "too_many", "nobody sits on the floor"
    assert asks(EIGHT, 2, "table", taken("t1", EIGHT)) == "slot_taken"
    assert asks(on(FRIDAY, "16:45")) == "closed"


@pytest.mark.parametrize(
    ("reason", "book", "window"),
    [
        ("slot_taken", [taken("t1", on(FRIDAY, "17:00"), 360)], ("18:00", "20:00")),
        ("full", [taken("house", on(FRIDAY, "17:00"), 360, covers=8)], ("18:00", "20:00")),
        ("closed", [], ("12:00", "14:00")),
        ("slot_taken", [taken("t1", on(FRIDAY, "16:00"), 420), taken("house", EIGHT, covers=8)], ("17:00", "21:00")),
    ],
)
def test_an_evening_that_cannot_be_had_is_refused_for_what_weighs_most(
    reason: str, book: list[list[Page]], window: tuple[str, str]
) -> None:
    wished = Span(on(FRIDAY, window[0]), on(FRIDAY, window[1]))
    found = offer(everything(), SlotRequest(ServiceId("table"), wished, 2, exact=False), *book)
    assert (found.exact, found.refusal) == (None, reason)


@pytest.mark.parametrize(
    ("reason", "first", "last"),
    [
        ("sold_out", on(SATURDAY, "18:00"), on(SATURDAY, "20:00")),
        ("too_far", on("2027-02-27", "18:00"), on("2027-02-27", "20:00")),
        ("too_late", NOW, NOW + timedelta(minutes=10)),
    ],
)
def test_a_window_is_refused_for_what_binds_all_of_it(reason: str, first: Any, last: Any) -> None:
    found = offer(everything(), SlotRequest(ServiceId("table"), Span(first, last), 2, exact=False))
    assert (found.exact, found.refusal) == (None, reason)


def test_what_another_time_cures_comes_with_other_times() -> None:
    found = offer(everything(), wish(EIGHT, 1, "peel"), taken("day:peel", on(FRIDAY, "17:00"), covers=1), further=3)
    assert (found.refusal, starts(found)) == ("day_full", ["Thu 20:00", "Thu 19:30", "Thu 20:30"])
