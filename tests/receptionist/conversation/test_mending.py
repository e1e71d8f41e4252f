"""What the entities of an utterance are in their place."""

from receptionist.conversation.mending import mended
from receptionist.language.understanding import Entity, EntityType


def said(text: str, *marked: tuple[EntityType, str, object], negated: str = "") -> tuple[Entity, ...]:
    return tuple(
        Entity(kind, words, text.index(words), text.index(words) + len(words), value, negated=words == negated)
        for kind, words, value in marked
    )


def values(entities: tuple[Entity, ...]) -> list[tuple[str, object]]:
    return [(entity.type, entity.value) for entity in entities if not entity.negated]


def test_of_two_days_with_a_slip_between_them_the_second_counts() -> None:
    text = "on Friday, or rather Sunday"
    entities = said(text, ("date", "Friday", "2026-11-27"), ("date", "Sunday", "2026-11-29"))
    assert values(mended(text, entities, "date")) == [("date", "2026-11-29")]


def test_two_days_to_choose_from_are_both_kept() -> None:
    text = "Friday or Sunday"
    entities = said(text, ("date", "Friday", "2026-11-27"), ("date", "Sunday", "2026-11-29"))
    assert len(mended(text, entities, "date")) == 2


def test_an_hour_said_anew_leaves_the_day_it_was_said_with() -> None:
    text = "Tuesday at eleven, no, at four"
    entities = said(text, ("datetime", "Tuesday at eleven", "2026-12-01T11:00"), ("time", "four", "16:00"))
    assert values(mended(text, entities, "date")) == [("date", "2026-12-01"), ("time", "16:00")]


def test_what_stands_behind_a_no_in_its_place_is_meant_and_not_denied() -> None:
    text = "at two no three"
    entities = said(text, ("time", "two", "14:00"), ("time", "three", "15:00"), negated="three")
    assert values(mended(text, entities, "time")) == [("time", "15:00")]


def test_what_is_plainly_denied_stays_denied() -> None:
    text = "on Friday, not Saturday"
    entities = said(text, ("date", "Friday", "2026-11-27"), ("date", "Saturday", "2026-11-28"), negated="Saturday")
    assert values(mended(text, entities, "date")) == [("date", "2026-11-27")]


def test_the_sixth_is_no_party_of_six() -> None:
    text = "make that the 6th"
    assert mended(text, said(text, ("party_size", "6", 6)), "date") == ()


def test_a_name_goes_on_behind_its_particle() -> None:
    text = "It's Maria de la Cruz."
    (name,) = mended(text, said(text, ("person_name", "Maria", {"first": "Maria", "last": None})), "name")
    assert name.value == {"first": "Maria", "last": "de la Cruz"}


def test_a_party_behind_a_name_is_none_of_its_particles() -> None:
    text = "a nombre de Ana de cuatro personas"
    marked = said(text, ("person_name", "Ana", {"first": "Ana", "last": None}), ("party_size", "cuatro personas", 4))
    assert mended(text, marked, "name")[0].value == {"first": "Ana", "last": None}


def test_a_caller_asked_for_a_name_may_have_a_colleagues() -> None:
    text = "Alexis"
    (name,) = mended(text, said(text, ("staff", "Alexis", "dr_alexis")), "name")
    assert (name.type, name.value) == ("person_name", {"first": "Alexis", "last": None})


def test_a_colleague_with_a_title_is_asked_for_even_then() -> None:
    text = "with Dr. Alexis please"
    (staff,) = mended(text, said(text, ("staff", "Alexis", "dr_alexis")), "name")
    assert staff.type == "staff"


def test_a_calling_is_nobodys_name() -> None:
    text = "I need a doctor"
    assert mended(text, said(text, ("staff", "doctor", "dr_li")), "") == ()


def test_a_family_name_shared_with_a_colleague_keeps_its_first_name() -> None:
    text = "Sure, it's Grace Kim."
    (name,) = mended(text, said(text, ("staff", "Kim", "dr_kim")), "name")
    assert (name.type, name.text) == ("person_name", "Grace Kim")
    text = "Under the name Grace Kim, please."
    marked = said(text, ("person_name", "Grace", {"first": "Grace", "last": None}), ("staff", "Kim", "dr_kim"))
    assert [(one.type, one.text) for one in mended(text, marked, "yes_no")] == [("person_name", "Grace Kim")]


def test_nobody_is_called_sounds_good() -> None:
    text = "That sounds good"
    assert mended(text, said(text, ("person_name", "sounds good", {"first": "Sounds", "last": "Good"})), "name") == ()


def test_a_houses_words_are_a_name_only_where_they_are_most_of_it() -> None:
    text = "with the barber shop please"
    marked = said(text, ("staff", "barber shop", "one"))
    assert mended(text, marked, "", {"one": "1512 Barber Shop"})
    assert not mended(text, marked, "", {"one": "Diego's Famous Barber Shop of Oakland"})
