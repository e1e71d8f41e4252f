"""Where the words of a party, a day and a time begin and end, and which of several parties is meant."""

from collections.abc import Callable

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

EDGES = [
    ("a table for the three of us tomorrow at eight", "party_size", "the three"),
    ("could you seat all 15 of us on Friday", "party_size", "15"),
    ("It will just be myself and 6 boys. My husband is running late.", "party_size", "myself and 6 boys"),
    ("a table for three guys please", "party_size", "three guys"),
    ("can I book for seven thirty tomorrow for two", "time", "seven thirty"),
    ("tomorrow at nine-thirty for two", "time", "nine-thirty"),
    ("please cancel my 11:30AM lunch booking for 5", "time", "11:30AM"),
    ("we booked for a quarter before 6", "time", "quarter before 6"),
    ("can we move it to the last Sunday of this month", "date", "last Sunday of this month"),
]


@pytest.mark.parametrize(("said", "kind", "text"), EDGES)
def test_the_words_of_a_slot_are_neither_cut_nor_padded(
    understand: Understand, said: str, kind: str, text: str
) -> None:
    assert [e.text for e in understand(said, business=None).entities if e.type == kind] == [text]


ONE_OF_SEVERAL = [
    ("I booked a table for 4 people for 8:30PM, can 5 people come instead?", 5),
    ("We did have a reservation for four, but I can't make it so we're down to just 3 people", 3),
    ("Can I book a table for 12? I don't mind having two tables of 6. Or one for 5 people and one for 7.", 12),
    ("two tables for ten each, 20 people in total", 20),
    ("can you do 19 for 7 people", 7),
    ("so it's for 2 people and not for 4 people", 2),
]


@pytest.mark.parametrize(("said", "size"), ONE_OF_SEVERAL)
def test_one_breath_has_one_party(understand: Understand, said: str, size: int) -> None:
    parties = [e for e in understand(said, business=None).entities if e.type == "party_size" and not e.negated]
    assert [p.value for p in parties] == [size]


def test_a_day_that_is_denied_is_no_day_of_the_visit(understand: Understand) -> None:
    days = [
        (e.value, e.negated)
        for e in understand("it's not for the 1st, it's for this Saturday").entities
        if e.type == "date"
    ]
    assert ("2026-11-28", False) in days
    assert all(negated for day, negated in days if day != "2026-11-28")


@pytest.mark.parametrize(
    "said", ["Evening buddy, can I please cancel a booking", "I changed my mind and now need a table outside"]
)
def test_a_greeting_and_a_change_of_mind_name_no_time(understand: Understand, said: str) -> None:
    assert not [e for e in understand(said).entities if e.type in ("time", "time_range", "datetime", "date")]


@pytest.mark.parametrize("said", ["Milano", "Marquita Colom", "Isabell, Raniero"])
def test_the_letters_of_a_name_tell_no_language(understand: Understand, said: str) -> None:
    assert understand(said, expecting="name").language == "en"


def test_the_words_around_a_name_do(understand: Understand) -> None:
    assert understand("me llamo Juan Pérez", expecting="name").language == "es"
