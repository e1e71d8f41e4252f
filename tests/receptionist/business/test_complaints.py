"""Whoever writes a definition is told in their own words what is wrong, all of it at once."""

import pytest

from receptionist.business.load import read_content, read_text
from receptionist.business.yaml_text import read_yaml

GOOD = """\
id: cafe
name: Corner Cafe
vertical: restaurant
timezone: America/Los_Angeles
numbers: [+14155550155]
address: 1 Main Street
hours:
  - {days: [mon, tue], opens: 17:00, closes: 22:00}
services:
  - id: table
    name: {en: a table}
    price: 20
    needs: [{kind: table}]
resources:
  - {id: t1, kind: table, name: One, max_party: 2}
  - {id: t2, kind: table, name: Two, max_party: 2}
menu:
  - {id: soup, name: {en: soup}, price: 7.50}
policies:
  cancel_until_minutes: 60
faqs:
  - {question: "Are dogs allowed?", answer: {en: "Yes, on the patio."}}
"""

JARGON = (
    "input should",
    "valid",
    "pydantic",
    "type=",
    "str_",
    "int_",
    "none_required",
    "value error",
    "dictionary",
    "tuple",
)


def complaints(text: str) -> list[str]:
    return [str(one) for one in read_text(text).complaints]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("17:00", "25:00", 'hours no. 1, opens: "25:00" is no time of day; write hours and minutes of the 24-hour clock, such as 17:30'),
        ("17:00", "5pm", 'hours no. 1, opens: "5pm" is no time of day; write hours and minutes of the 24-hour clock, such as 17:30'),
        ("[mon, tue]", "[monday]", 'hours no. 1, days no. 1: "monday" is none of the words that may stand here: mon, tue, wed, thu, fri, sat or sun; did you mean mon?'),
        ("[mon, tue]", "mon", "hours no. 1, days: several things may stand here, so write a list: one line with a dash for each, or [one, another]"),
        ("+14155550155", "(415) 555-0155", 'numbers no. 1: "(415) 555-0155" is no phone number; write it with + and the country\'s code, such as +14155550155'),
        ("price: 20", "price: twenty", 'services, "table", price: "twenty" is no amount of money; write digits, such as 12.50'),
        ("price: 20", "price: -20", 'services, "table", price: a price is 0 or more'),
        ("price: 7.50", "price: $7.50", 'menu, "soup", price: "$7.50" is no amount of money; write digits, such as 12.50'),
        ("name: {en: soup}", "name: soup", 'menu, "soup", name: write the words with their language, such as {en: soup}'),
        ("{en: \"Yes, on the patio.\"}", "{fr: Oui}", 'faqs, "Are dogs allowed?", answer, fr: "fr" is none of the words that may stand here: en, es or pa'),
        ("max_party: 2}\n  - {id: t2", "max_party: two}\n  - {id: t2", 'resources, "t1", max_party: "two" is no whole number; write digits only, such as 45'),
        ("address: 1 Main Street\n", "", "address: is missing; write a line such as `address: 731 Divisadero Street, San Francisco`"),
        ("address:", "adress:", "adress: there is no field of this name; did you mean `address`?"),
        ("cancel_until_minutes: 60", "cancel_minutes: 60", "policies, cancel_minutes: there is no field of this name; did you mean `cancel_until_minutes`?"),
        ("cancel_until_minutes: 60", "cancel_until_minutes: an hour", 'policies, cancel_until_minutes: "an hour" is no whole number; write digits only, such as 45'),
        ("policies:\n  cancel_until_minutes: 60", "policies: strict", 'policies: fields belong here, such as `lead_minutes: ...`, not "strict"'),
        ("timezone: America/Los_Angeles", "timezone: Pacific", "timezone: 'Pacific' is no time zone we know; write one such as America/Los_Angeles"),
        ("vertical: restaurant", "vertical: resturant", 'vertical: "resturant" is none of the words that may stand here: restaurant, clinic or salon; did you mean restaurant?'),
        ("id: cafe", "pack: bakery@9\nid: cafe", 'pack: there is no pack "bakery@9"; there are clinic@1, restaurant@1, salon@1'),
        ("id: cafe", "recording: sometimes\nid: cafe", 'recording: "sometimes" is none of the words that may stand here: off, notice or ask; did you mean notice?'),
        ("id: cafe", "texts: maybe\nid: cafe", 'texts: "maybe" is neither yes nor no; write true or false'),
        ("id: cafe", "overrides: [{first: Christmas, last: 2026-12-25}]\nid: cafe", 'overrides no. 1, first: "Christmas" is no day of the calendar; write year, month and day, such as 2026-12-24'),
        ("id: cafe", "overrides: [{first: 2026-12-26, last: 2026-12-25}]\nid: cafe", "overrides no. 1, last: is before `first`; exchange the two"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_in_plain_words(right: str, wrong: str, said: str) -> None:
    assert right in GOOD
    found = complaints(GOOD.replace(right, wrong, 1))
    assert said in found, found
    assert not any(word in one.casefold() for one in found for word in JARGON)


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace("17:00", "x").replace("price: 20", "price: y").replace("max_party: 2", "max_party: z")
    read = read_text(text)
    assert read.business is None
    assert [one.line for one in read.complaints] == [8, 12, 15, 16]


def test_the_same_is_said_of_fields_that_come_without_a_file() -> None:
    content, _ = read_yaml(GOOD.replace("address:", "adress:"))
    read = read_content(content)
    assert {one.where for one in read.complaints} == {"address", "adress"}
    assert all(one.line == 0 for one in read.complaints)


def test_what_cannot_be_read_at_all_says_in_which_line() -> None:
    (one,) = read_text("id: cafe\nname: [a\n").complaints
    assert one.line == 3
    assert one.what.startswith("not YAML: look at the colons")
