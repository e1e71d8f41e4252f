"""A month at a glance says the same as one question after the other."""

from datetime import timedelta
from typing import Any

from receptionist.booking.model import Page
from receptionist.booking.overview import FreeDay, free_starts, month_keys
from receptionist.booking.requests import SlotRequest
from receptionist.business.definition import Business, HoursOverride, Needs, Overlay, Policies
from receptionist.ids import ServiceId
from receptionist.spans import Span
from tests.receptionist.booking.houses import (
    NOW,
    answer,
    day,
    hours,
    house,
    on,
    person,
    table,
    taken,
    treatment,
    wish,
)

MONDAY, SUNDAY = day("2026-11-23"), day("2026-11-29")
FRIDAY = "2026-11-27"


def week(business: Business, request: SlotRequest, *lists: list[Page], **more: Any) -> list[FreeDay]:
    first, last = more.get("first", MONDAY), more.get("last", SUNDAY)
    pages = {key: Page(key) for key in month_keys(business, request, first, last)}
    for page in (page for one in lists for page in one if page.key in pages):
        pages[page.key] = Page(page.key, 1, pages[page.key].entries + page.entries)
    return free_starts(business, request, pages, first, last, NOW)


def clock(found: FreeDay) -> list[str]:
    return [f"{start:%H:%M}" for start in found.starts]


def test_each_day_has_its_free_starts_or_its_reason() -> None:
    place = house(
        table("t1", 2), hours=(hours("17:00", "18:30"),),
        overrides=(HoursOverride(first=day("2026-11-24"), last=day("2026-11-24")),),
        overlays=(Overlay(kind="sold_out", first=day("2026-11-25"), last=day("2026-11-25")),),
        policies=Policies(covers_at_once=4, horizon_days=5, lead_minutes=24 * 60),
    )  # fmt: skip
    full = taken("t1", on("2026-11-26", "16:00"), 300)
    crowded = taken("house", on(FRIDAY, "17:00"), 30, covers=3)
    found = week(place, wish(on(FRIDAY, "17:00")), full, crowded)
    assert [(one.day.day, clock(one), one.refusal) for one in found] == [
        (23, [], "too_late"),
        (24, [], "closed"),
        (25, [], "sold_out"),
        (26, [], "slot_taken"),
        (27, ["17:30"], None),
        (28, [], "too_far"),
        (29, [], "too_far"),
    ]


def test_a_full_day_is_told_from_a_full_house() -> None:
    place = house(
        table("t1", 2), person("ana", shifts=(hours("17:00", "18:00", "mon"),)), hours=(hours("17:00", "19:00"),),
        services=(*house().services, treatment("exam", 30, Needs(kind="staff"), max_per_day=1)),
        policies=Policies(covers_at_once=4),
    )  # fmt: skip
    crowded = taken("house", on(FRIDAY, "17:00"), 240, covers=3)
    assert week(place, wish(NOW), crowded)[4].refusal == "full"
    counted = taken("day:exam", on("2026-11-23", "17:00"), 30, covers=1)
    found = week(place, wish(NOW, 1, "exam"), counted)
    assert [one.refusal for one in found] == ["day_full", *["closed"] * 6]


def test_the_whole_week_is_refused_for_what_binds_all_of_it() -> None:
    found = week(house(table("t1", 2)), wish(NOW, 5))
    assert {(one.starts, one.refusal) for one in found} == {((), "too_many")}
    assert [list(one.slots()) for one in found] == [[]] * 7
    assert month_keys(house(table("t1", 2)), wish(NOW, 5), MONDAY, SUNDAY) == []


def test_after_midnight_is_of_the_evening_before_also_at_a_glance() -> None:
    bar = house(table("t1", 2), hours=(hours("22:00", "01:30", "fri"),), policies=Policies())
    found = week(bar, wish(NOW))[4]
    assert (found.day, clock(found)[-1]) == (day(FRIDAY), "00:30")


def test_the_slots_of_a_day_can_be_had_each() -> None:
    place = house(table("t1", 2), table("t2", 4))
    found = week(place, wish(NOW), taken("t1", on(FRIDAY, "19:00")))[4]
    slots = list(found.slots())
    assert [slot.span.start for slot in slots] == list(found.starts)
    assert {slot.resources for slot in slots} == {("t1",), ("t2",)}


def test_what_only_one_could_do_at_a_time_is_not_shown_as_free() -> None:
    cut, colour = Needs(kind="staff", skills=("cut",)), Needs(kind="staff", skills=("colour",))
    shop = house(person("ana", "cut", "colour"), person("ben", "cut"), services=(treatment("duo", 60, cut, colour),),
                 hours=(hours("09:00", "12:00"),))  # fmt: skip
    found = week(shop, wish(NOW, 1, "duo"), taken("ben", on(FRIDAY, "09:00"), 60))[4]
    assert clock(found)[0] == "10:00"
    away = taken("ben", on(FRIDAY, "08:00"), 300)
    assert week(shop, wish(NOW, 1, "duo"), away)[4].refusal == "slot_taken"


def test_a_glance_and_a_question_say_the_same() -> None:
    place = house(
        table("t1", 2, "t2"), table("t2", 2), table("t3", 4), hours=(hours("12:00", "14:00"), hours("18:00", "00:30")),
        policies=Policies(covers_per_quarter_hour=4, covers_at_once=6),
    )  # fmt: skip
    book = [
        taken("t1", on(FRIDAY, "18:30"), 100, "b1"), taken("t3", on(FRIDAY, "20:00"), 130, "b2"),
        taken("house", on(FRIDAY, "18:30"), 90, "b1", covers=2), taken("house", on(FRIDAY, "20:00"), 120, "b2", covers=4),
    ]  # fmt: skip
    asked = SlotRequest(ServiceId("table"), Span(NOW, NOW + timedelta(days=1)), 3)
    for found in week(place, asked, *book, first=day(FRIDAY), last=day("2026-11-28")):
        for quarter in range(52):
            start = on(str(found.day), "11:45") + timedelta(minutes=15 * quarter)
            told = answer(place, wish(start, 3), *book)
            assert (start in found.starts) == isinstance(told, tuple), start
