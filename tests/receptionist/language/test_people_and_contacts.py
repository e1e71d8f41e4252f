"""How many come, who calls, and how to reach them."""

from collections.abc import Callable

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

PARTIES = [
    ("a table for four", 4), ("a table for 2", 2), ("for four people", 4), ("party of five", 5), ("we are six", 6),
    ("there will be seven of us", 7), ("the two of us", 2), ("just me", 1), ("me and three friends", 4),
    ("my wife and I", 2), ("my wife, two children and I", 4), ("me, my husband and our three kids", 5),
    ("a table for two tomorrow at 7, my husband is in a wheelchair", 2), ("at seven, two adults and my mother", 3),
    ("two adults and three kids", 5), ("dinner for two at eight", 2), ("table for two tomorrow", 2),
    ("a reservation for 12 people", 12), ("table for people at 7", 4), ("a table for to", 2), ("6 7:45", 6),
    ("a couple of us", 2), ("both of us", 2), ("una mesa para cuatro", 4), ("para dos personas", 2), ("somos seis", 6),
    ("mi esposa y yo", 2), ("mi esposa, dos hijos y yo", 4), ("grupo de ocho", 8), ("dos adultos y un niño", 3),
    ("ਚਾਰ ਲੋਕਾਂ ਲਈ", 4), ("ਅਸੀਂ ਦੋ ਵੱਡੇ ਤੇ ਇੱਕ ਬੱਚਾ ਹਾਂ", 3), ("ਮੇਰੇ ਤੇ ਮੇਰੀ ਪਤਨੀ ਲਈ", 2), ("char bande", 4), ("3 couples", 6), ("a dozen people", 12), ("somos una docena", 12), ("para media docena de personas", 6), ("somos un par de personas", 2), ("me alone", 1), ("us four", 4),
    ("a table for me, hubby and daughter", 3), ("para mí y mi esposa", 2), ("for four, I mean five", 5),
    ("two tables of six on Saturday", 12), ("three tables for four people each", 12), ("dos mesas de seis", 12), ("a table of six", 6),
]  # fmt: skip


@pytest.mark.parametrize(("said", "size"), PARTIES)
def test_a_party_is_counted_however_it_is_named(understand: Understand, said: str, size: int) -> None:
    assert [e.value for e in understand(said).entities if e.type == "party_size"] == [size]


NO_PARTIES = [
    "a table on Friday", "can I speak to a person", "for 30 minutes", "I'm looking for a restaurant", "for the 5th",
    "one moment please", "the second one", "at 7", "quiero hablar con una persona", "un momento", "for 27 November",
]  # fmt: skip


@pytest.mark.parametrize("said", NO_PARTIES)
def test_other_numbers_are_no_party(understand: Understand, said: str) -> None:
    assert not [e for e in understand(said).entities if e.type == "party_size"]


def test_fifteen_and_fifty_sound_alike(understand: Understand) -> None:
    (party,) = [e for e in understand("a table for fifteen").entities if e.type == "party_size"]
    assert (party.value, party.alternatives) == (15, (50,))


NAMES = [
    ("My name is Jasmeet Singh.", "Jasmeet", "Singh"), ("It's for Maria Lopez", "Maria", "Lopez"),
    ("under Singh", None, "Singh"), ("the name is John Smith", "John", "Smith"), ("my name's Priya", "Priya", None),
    ("this is Tom Baker speaking", "Tom", "Baker"), ("my name is john smith and I need a table", "John", "Smith"),
    ("first name Odessa, last name Nolan", "Odessa", "Nolan"), ("for Mr. Patel", None, "Patel"),
    ("Jasmeet Singh, that's S I N G H, my name is Jasmeet Singh", "Jasmeet", "Singh"),
    ("it's Maria Cooper, C O O P E R", "Maria", "Cooper"), ("reservation in the name of Chen", None, "Chen"), ("me llamo María López García", "María", "López García"),
    ("a nombre de Singh", None, "Singh"), ("mi nombre es Carlos Ruiz", "Carlos", "Ruiz"), ("soy Lucía Gómez", "Lucía", "Gómez"),
    ("me llamo Juan Carlos de la Torre, para servirle", "Juan", "Carlos de la Torre"), ("soy Ana del Río", "Ana", "del Río"),
    ("a nombre de Rosa de León a las siete", "Rosa", "de León"), ("a nombre de Ana de tres personas", "Ana", None),
    ("my name is Pieter van den Berg", "Pieter", "van den Berg"),
    ("ਮੇਰਾ ਨਾਮ ਜਸਮੀਤ ਸਿੰਘ ਹੈ", "ਜਸਮੀਤ", "ਸਿੰਘ"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "first", "last"), NAMES)
def test_a_name_is_taken_from_the_words_around_it(
    understand: Understand, said: str, first: str | None, last: str | None
) -> None:
    assert {"first": first, "last": last} in [e.value for e in understand(said).entities if e.type == "person_name"]


NO_NAMES = [
    "this is a great place", "it's for tomorrow", "I'm running late", "for dinner", "I'm looking for a table",
    "it's for four people", "under the table", "es para mañana", "soy alérgico a las nueces", "¿habla español?", "I'm not sure",
]  # fmt: skip


@pytest.mark.parametrize("said", NO_NAMES)
def test_other_words_are_no_names(understand: Understand, said: str) -> None:
    assert not [e for e in understand(said).entities if e.type == "person_name"]


SPELLED = [
    ("S I N G H", "Singh"), ("S as in Sam, I as in India, N as in Nancy, G as in golf, H as in hotel", "Singh"),
    ("B E double N E double T", "Bennett"), ("P-A-T-E-L", "Patel"), ("S. M. I. T. H.", "Smith"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "name"), SPELLED)
def test_a_name_can_be_spelled(understand: Understand, said: str, name: str) -> None:
    (found,) = [e for e in understand(said, expecting="last_name").entities if e.type == "person_name"]
    assert found.value == {"first": None, "last": name}


PHONES = [
    "four one five, five five five, oh one double two", "415 555 0122", "(415) 555-0122", "+1 415 555 0122",
    "plus one four one five triple five zero one two two", "four fifteen, five fifty five, oh one twenty two",
    "415-555-0122", "4155550122", "it's 555 0122", "cuatro uno cinco cinco cinco cinco cero uno dos dos",
    "cuatro quince, cinco cincuenta y cinco, cero uno veintidós",
]  # fmt: skip


@pytest.mark.parametrize("said", PHONES)
def test_a_number_is_heard_in_any_grouping(understand: Understand, said: str) -> None:
    assert [e.value for e in understand(said, expecting="phone").entities if e.type == "phone"] == ["+14155550122"]


def test_a_date_is_no_telephone_number(understand: Understand) -> None:
    assert not [e for e in understand("I'm looking at August 12, 2027, for 11 people").entities if e.type == "phone"]


EMAILS = [
    ("john dot smith at gmail dot com", "john.smith@gmail.com"), ("it's maria@example.org", "maria@example.org"),
    ("my email is jane underscore doe at example dot co dot uk", "jane_doe@example.co.uk"),
    ("maria arroba gmail punto com", "maria@gmail.com"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "address"), EMAILS)
def test_an_address_is_put_together_from_its_words(understand: Understand, said: str, address: str) -> None:
    assert [e.value for e in understand(said, expecting="email").entities if e.type == "email"] == [address]


def test_a_zip_code_counts_where_one_was_asked_for(understand: Understand) -> None:
    assert [e.value for e in understand("nine four one oh three", expecting="postcode").entities] == ["94103"]
    assert [e.value for e in understand("94103", expecting="postcode").entities] == ["94103"]
    assert [e.type for e in understand("94103").entities] == ["number"]


@pytest.mark.parametrize("said", ["S W 1 A 2 A A", "SW1A 2AA", "sierra whiskey one alpha two alpha alpha"])
def test_a_british_postcode_may_be_spelled(understand: Understand, said: str) -> None:
    meaning = understand(said, business=None, timezone="Europe/London", expecting="postcode")
    assert [e.value for e in meaning.entities if e.type == "postcode"] == ["SW1A 2AA"]


def test_money_names_its_currency(understand: Understand) -> None:
    assert understand("twenty dollars").entities[0].value == {"amount": "20.00", "currency": "USD"}


BARE = [
    ("four", "party_size", "party_size", 4), ("seven", "time", "time", "19:00"), ("tomorrow", "date", "date", "2026-11-24"),
    ("the 27th", "date", "date", "2026-11-27"), ("1930", "time", "time", "19:30"), ("siete", "time", "time", "19:00"),
    ("the second one", "choice", "number", 2), ("the first", "choice", "number", 1), ("la segunda", "choice", "number", 2),
    ("Smith", "name", "person_name", {"first": None, "last": "Smith"}), ("uh, maria lopez", "name", "person_name", {"first": "Maria", "last": "Lopez"}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expecting", "kind", "value"), BARE)
def test_a_bare_answer_is_what_was_asked_for(
    understand: Understand, said: str, expecting: str, kind: str, value: object
) -> None:
    assert (kind, value) in [(e.type, e.value) for e in understand(said, expecting=expecting).entities]


FOR_WHOM = [
    ("my son needs a haircut", "kids_cut"), ("I need my son's trim", "kids_cut"), ("a trim for my husband", "mens_cut"), ("a haircut for my husband", "mens_cut"), ("I need a haircut", "womens_cut"),
    ("mi hijo necesita un corte", "kids_cut"), ("a women's haircut, my son will wait", "womens_cut"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "service"), FOR_WHOM)
def test_a_service_is_the_one_for_who_comes(understand: Understand, said: str, service: str) -> None:
    found = [e for e in understand(said, business="salon").entities if e.type == "service"]
    assert [e.value for e in found] == [service]


MARKED = [
    ("we are a group of 8 coming tomorrow night at 8:15", "8"), ("Is there a table for my wife, 2 kids and me", "my wife, 2 kids and me"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "text"), MARKED)
def test_the_words_of_the_party_are_marked_and_no_others(understand: Understand, said: str, text: str) -> None:
    assert [e.text for e in understand(said).entities if e.type == "party_size"] == [text]


def test_one_more_guest_is_not_a_party_of_one(understand: Understand) -> None:
    said = "please add one more person to my reservation tonight, it is under Hugo Baker"
    assert not [e for e in understand(said).entities if e.type == "party_size"]


def test_the_larger_of_two_sizes_is_kept_at_hand(understand: Understand) -> None:
    for said in ("four or five people", "cuatro o cinco personas"):
        (party,) = [e for e in understand(said).entities if e.type == "party_size"]
        assert (party.value, party.alternatives) == (4, (5,))


REACHED = [
    ("my number is 415.555.0142", "phone", "+14155550142"), ("call me at 0044 7911 123456", "phone", "+447911123456"),
    ("c d f at a b c dot e d u", "email", "cdf@abc.edu"), ("a punto b c arroba gmail punto com", "email", "a.bc@gmail.com"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "kind", "value"), REACHED)
def test_numbers_of_other_countries_and_spelled_addresses_are_understood(
    understand: Understand, said: str, kind: str, value: str
) -> None:
    assert [e.value for e in understand(said).entities if e.type == kind] == [value]


@pytest.mark.parametrize(
    ("said", "first"),
    [("main Harpreet bol reha haan", "Harpreet"), ("ਮੈਂ ਹਰਪ੍ਰੀਤ ਬੋਲ ਰਿਹਾ ਹਾਂ", "ਹਰਪ੍ਰੀਤ"), ("ਹਰਪ੍ਰੀਤ ਲਿਖ ਲਓ ਜੀ", "ਹਰਪ੍ਰੀਤ")],
)
def test_the_words_around_a_punjabi_name_are_none_of_it(understand: Understand, said: str, first: str) -> None:
    found = understand(said, expecting="name", language="pa").entities
    assert [e.value for e in found if e.type == "person_name"] == [{"first": first, "last": None}]


def test_we_are_not_eighty(understand: Understand) -> None:
    found = understand("assi panj jane haan", language="pa").entities
    assert [e.value for e in found if e.type == "party_size"] == [5]
