"""A business file is served or named at fault: file, line and field, in one message."""

from pathlib import Path

import pytest

from receptionist.business.load import load_business, parse_business
from receptionist.errors import Misconfigured

_DEMO = Path(__file__).parents[3] / "local" / "businesses"

GOOD = """\
id: cafe
name: Corner Cafe
vertical: restaurant
timezone: America/Los_Angeles
numbers: [+14155550155]
address: 1 Main Street
languages: [en]
hours:
  - {days: [mon, tue], opens: 17:00, closes: 22:00}
  - {days: [fri], opens: 17:00, closes: 01:00}
services:
  - id: table
    name: {en: a table}
    needs: [{kind: table}]
resources:
  - {id: t1, kind: table, name: One, max_party: 2, joins: [t2]}
  - {id: t2, kind: table, name: Two, max_party: 2}
"""


@pytest.mark.parametrize("name", ["restaurant", "clinic", "salon"])
def test_the_demo_businesses_are_sound(name: str) -> None:
    assert load_business(_DEMO / f"{name}.yaml").id == name


def test_times_numbers_and_words_are_read_as_they_are_written() -> None:
    business = parse_business(GOOD, "cafe.yaml")
    assert f"{business.hours[0].opens:%H:%M}" == "17:00"
    assert business.numbers == ("+14155550155",)
    said_no = parse_business(GOOD.replace("name: Corner Cafe", "name: no"), "cafe.yaml")
    assert said_no.name == "no"


@pytest.mark.parametrize(
    ("wrong", "right", "line", "field", "hint"),
    [
        ("timezone: America/Los_Angeles", "timezone: Mars/Base", 4, "timezone", "America/Los_Angeles"),
        ("vertical: restaurant", "vertical: bakery", 3, "vertical", "restaurant"),
        ("numbers: [+14155550155]", "numbers: [415-555-0155]", 5, "numbers no. 1", "such as +14155550155"),
        ("numbers: [+14155550155]", "numbers: [+14155550155, +14155550155]", 5, "numbers no. 2", "twice"),
        ("numbers: [+14155550155]", "numbers: []", 5, "numbers", "phone number"),
        ("address: 1 Main Street\n", "", 1, "address", "is missing"),
        ("name: Corner Cafe", "nmae: Corner Cafe", 1, "name", "is missing"),
        ("languages: [en]", "languages: [en, fr]", 7, "languages no. 2", "en, es or pa"),
        ("languages: [en]", "languages: []", 7, "languages", "at least one"),
        ("opens: 17:00, closes: 22:00", "opens: 25:00, closes: 22:00", 9, "hours no. 1, opens", "time of day"),
        ("days: [mon, tue]", "days: [mon, fri]", 10, "hours no. 2", "overlaps other hours on fri"),
        ("days: [mon, tue]", "days: [tuesday]", 9, "hours no. 1, days no. 1", "did you mean tue?"),
        ("days: [mon, tue]", "days: []", 9, "hours no. 1, days", "no day"),
        ("joins: [t2]", "joins: [t9]", 16, 'resources, "t1", joins no. 1', "no resource 't9'"),
        ("joins: [t2]", "joins: [t1]", 16, 'resources, "t1", joins no. 1', "itself"),
        ("max_party: 2, joins", "max_party: 0, joins", 16, 'resources, "t1", max_party', "min_party"),
        ("joins: [t2]}\n  - {id: t2,", "joins: []}\n  - {id: t1,", 17, 'resources, "t1", id', "twice"),
        ("needs: [{kind: table}]", "needs: [{kind: staff, skills: [cut]}]", 14, 'services, "table", needs no. 1', "staff with cut"),
        ("needs: [{kind: table}]", "needs: []", 14, 'services, "table", needs', "occupies"),
        ("    needs:", "    slot_minutes: 7\n    needs:", 14, 'services, "table", slot_minutes', "steps of the hour"),
        ("    needs:", "    minutes: 0\n    needs:", 14, 'services, "table", minutes', "more than 0"),
        ("    needs:", "    colour: red\n    needs:", 14, 'services, "table", colour', "no field of this name"),
        ("name: Corner Cafe", "name: Corner Cafe\nname: Again", 3, "name", "twice"),
        ("address: 1 Main Street", "address: [1 Main Street", 7, "", "not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_line_and_field(wrong: str, right: str, line: int, field: str, hint: str) -> None:
    assert wrong in GOOD
    with pytest.raises(Misconfigured) as caught:
        parse_business(GOOD.replace(wrong, right, 1), "cafe.yaml")
    message = str(caught.value)
    assert message.startswith(f"cafe.yaml:{line}: {field}"), message
    assert hint in message
    assert "\n" not in message


def test_overrides_and_overlays_are_checked_too() -> None:
    extra = "overrides:\n  - {first: 2026-12-25, last: 2026-12-24}\n"
    with pytest.raises(Misconfigured, match=r"cafe\.yaml:19: overrides no. 1, last: is before"):
        parse_business(GOOD + extra, "cafe.yaml")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "\x00"])
def test_what_is_no_business_file_at_all_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Misconfigured, match=r"^cafe\.yaml:\d+: "):
        parse_business(text, "cafe.yaml")


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(Misconfigured, match=r"nowhere\.yaml: cannot be read"):
        load_business(Path("nowhere.yaml"))
