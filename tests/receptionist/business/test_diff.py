"""What a version changes is said as its owner would say it."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from receptionist.business.definition import Business, HoursOverride, OpenHours
from receptionist.business.diff import changes
from receptionist.business.load import load_business, parse_business

BUSINESSES = Path(__file__).parents[3] / "local" / "businesses"
SALON, RESTAURANT = (load_business(BUSINESSES / f"{name}.yaml") for name in ("salon", "restaurant"))


def told(before: Business, **update: Any) -> list[str]:
    return [str(one) for one in changes(before, before.model_copy(update=update))]


def edited(before: Business, right: str, wrong: str) -> list[str]:
    """Of the file, one thing changed."""
    text = (BUSINESSES / f"{before.id}.yaml").read_text(encoding="utf-8")
    assert right in text
    return [str(one) for one in changes(before, parse_business(text.replace(right, wrong, 1), "x.yaml"))]


def test_the_same_is_no_change_whatever_its_version() -> None:
    assert told(SALON, version=9) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("price: 140", "price: 150.50", "Full color: $140 to $150.50"),
        ("price: 95", "price: 105", "Full color, Root touch-up: $95 to $105"),
        ("minutes: 45\n", "minutes: 60\n", "Women's haircut, length: 1 hour instead of 45 minutes"),
        ("{days: [thu], opens: 10:00, closes: 20:00}", "{days: [thu], opens: 10:00, closes: 21:00}", "Thursday: closes 21:00 instead of 20:00"),
        ("{days: [sun], opens: 11:00, closes: 16:00}", "{days: [mon], opens: 11:00, closes: 16:00}", "Monday: 11:00 to 16:00 instead of closed"),
        ("[tue, wed, fri], opens: 10:00", "[tue, wed, fri], opens: 09:30", "Tuesday, Wednesday, Friday: opens 09:30 instead of 10:00"),
        ("cancel_until_minutes: 240", "cancel_until_minutes: 1440", "Cancelling without a person, until before the visit: 1 day instead of 4 hours"),
        ("horizon_days: 60", "horizon_days: 90", "Booking ahead: 90 days instead of 60 days"),
        ("[+14155550102]", "[+14155550109]", "Phone numbers: +14155550109 instead of +14155550102"),
        ("languages: [en, es]", "languages: [en, es, pa]", "Languages: en, es, pa instead of en, es"),
        ("recording: notice", "recording: notice\nidentify_by: [name, birth_date]", "Asked of callers before a visit is read out: name, birth_date instead of nothing"),
        ("recording: notice", "recording: ask", "Recording: ask instead of notice"),
        ("2026-11-26, reason: Thanksgiving", "2026-11-26, hours: [[10:00, 12:00]], reason: Thanksgiving", "2026-11-26: 10:00 to 12:00 (Thanksgiving) instead of closed (Thanksgiving)"),
        ("number: +14155550192", "number: +14155550193", "the salon, number: +14155550193 instead of +14155550192"),
        ("We take cards and contactless payment; tips", "Cards only; tips", "“How can I pay?”, answer: “Cards only; tips are welcome in cash or by card.” instead of “We take cards and contactless payment; tips are welcome in…”"),
        ("name: Marco", "name: Marco P.", "Marco P., name: Marco P. instead of Marco"),
        ("skills: [cut, style]\n", "skills: [cut]\n", "Marco, skills: cut instead of cut, style"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_one_sentence(right: str, wrong: str, said: str) -> None:
    assert said in edited(SALON, right, wrong)


def test_what_comes_and_what_goes_is_named() -> None:
    fewer = SALON.model_copy(update={"services": SALON.services[:-1], "faqs": SALON.faqs[1:]})
    assert [str(one) for one in changes(SALON, fewer)] == [
        "No longer there, service: Highlights",
        "No longer there, question: “Do you take walk-ins?”",
    ]
    assert [str(one) for one in changes(fewer, SALON)][0] == "New service: Highlights, $190, 2 hours 30 minutes"


def test_a_new_business_is_one_change() -> None:
    assert [str(one) for one in changes(None, SALON)] == ["New business: Juniper Hair Studio, answering +14155550102"]


def test_a_special_day_taken_back() -> None:
    (said,) = told(RESTAURANT, overrides=RESTAURANT.overrides[1:])
    assert said == "2026-12-24: as usual instead of 11:30 to 16:00 (Christmas Eve)"
    day = HoursOverride(first=date(2026, 12, 31), last=date(2027, 1, 2), hours=((time(18), time(1)),))
    assert told(RESTAURANT, overrides=(*RESTAURANT.overrides, day)) == ["2026-12-31 to 2027-01-02: 18:00 to 01:00"]


def test_a_second_sitting_is_told_whole() -> None:
    lunch = OpenHours(days=("mon",), opens=time(11), closes=time(14))
    assert told(RESTAURANT, hours=(*RESTAURANT.hours, lunch)) == [
        "Monday: 11:00 to 14:00, 17:00 to 22:00 instead of 17:00 to 22:00"
    ]


def test_other_currencies_are_written_out() -> None:
    euro = SALON.model_copy(update={"currency": "CHF"})
    dearer = euro.services[0].model_copy(update={"price": Decimal("80.5")})
    assert told(euro, services=(dearer, *euro.services[1:])) == ["Women's haircut: 75 CHF to 80.50 CHF"]


def test_each_change_names_its_place() -> None:
    dearer = SALON.services[2].model_copy(update={"price": Decimal(35)})
    (one,) = changes(SALON, SALON.model_copy(update={"services": (*SALON.services[:2], dearer, *SALON.services[3:])}))
    assert one.place == ("services", 2, "price")
