"""Slips of the tongue, denials, other readings, what the business offers, and which language it is."""

from collections.abc import Callable
from typing import Any

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

SLIPS: list[tuple[str, str, list[Any]]] = [
    ("for four, I mean five", "party_size", [5]), ("a table for two, sorry, three people", "party_size", [3]),
    ("at seven, no, eight", "time", ["20:00"]), ("at seven, no wait, make it eight", "time", ["20:00"]),
    ("on Tuesday, no, Wednesday", "date", ["2026-11-25"]), ("tomorrow at 7, actually at 8", "time", ["20:00"]),
    ("para cuatro, perdón, para cinco", "party_size", [5]), ("a las siete, no, a las ocho", "time", ["20:00"]),
    ("el martes, digo, el miércoles", "date", ["2026-11-25"]),
    ("ਚਾਰ ਜਣਿਆਂ ਲਈ, ਨਹੀਂ ਜੀ, ਪੰਜ ਜਣਿਆਂ ਲਈ", "party_size", [5]), ("ਮੰਗਲਵਾਰ ਨੂੰ, ਮਾਫ਼ ਕਰਨਾ, ਬੁੱਧਵਾਰ ਨੂੰ", "date", ["2026-11-25"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "kind", "values"), SLIPS)
def test_only_the_repaired_value_remains(understand: Understand, said: str, kind: str, values: list[Any]) -> None:
    assert [e.value for e in understand(said).entities if e.type == kind] == values


def test_what_is_denied_is_kept_and_marked(understand: Understand) -> None:
    days = [(e.value, e.negated) for e in understand("not Tuesday, Wednesday").entities]
    assert days == [("2026-11-24", True), ("2026-11-25", False)]


def test_seven_not_eight(understand: Understand) -> None:
    numbers = [(e.value, e.negated) for e in understand("no, seven, not eight").entities]
    assert numbers == [(7, False), (8, True)]


def test_a_booking_moved_from_seven_to_eight_is_at_eight(understand: Understand) -> None:
    times = [e for e in understand("Can I change my reservation from seven to eight?").entities if e.type == "time"]
    assert [(e.value, e.negated) for e in times] == [("19:00", True), ("20:00", False)]


def test_no_nuts_is_an_allergen_denied(understand: Understand) -> None:
    (nuts,) = understand("no nuts please").entities
    assert (nuts.type, nuts.value, nuts.negated) == ("allergen", "tree_nuts", True)


OFFERS = [
    ("restaurant", "is the butter chicken spicy", "menu_item", "butter_chicken"),
    ("restaurant", "do you have lamb rogan josh", "menu_item", "lamb_rogan_josh"),
    ("restaurant", "is there milk in the chana massala", "menu_item", "chana_masala"),
    ("restaurant", "how much is the golab jamun", "menu_item", "gulab_jamun"),
    ("restaurant", "I'm allergic to shellfish", "allergen", "shellfish"),
    ("restaurant", "soy alérgico a los cacahuates", "allergen", "peanut"),
    ("restaurant", "¿lleva leche el pollo a la mantequilla?", "menu_item", "butter_chicken"),
    ("salon", "a haircut with Marco", "staff", "marco"),
    ("salon", "I need a blow dry", "service", "blow_dry"),
    ("salon", "I'd like ballayage", "service", "highlights"),
    ("salon", "quiero un tinte", "service", "full_color"),
    ("clinic", "an appointment with Dr. Patel", "staff", "dr_patel"),
    ("clinic", "I need a flu shot", "service", "flu_shot"),
    ("clinic", "it's my first visit", "service", "new_patient"),
    ("clinic", "con la doctora Gill", "staff", "dr_gill"),
]


@pytest.mark.parametrize(("business", "said", "kind", "value"), OFFERS)
def test_the_business_s_own_words_are_known_also_misheard(
    understand: Understand, business: str, said: str, kind: str, value: str
) -> None:
    assert value in [e.value for e in understand(said, business=business).entities if e.type == kind]


def test_another_reading_becomes_an_alternative(understand: Understand) -> None:
    (party,) = [e for e in understand("for sixteen people", "for six people").entities if e.type == "party_size"]
    assert party.value == 16
    assert 6 in party.alternatives


def test_what_only_another_reading_heard_is_marked_on_the_best_one(understand: Understand) -> None:
    meaning = understand("a table for two at ate dirty", "a table for two at eight thirty")
    times = [e for e in meaning.entities if e.type == "time"]
    assert [e.value for e in times] == ["20:30"]
    assert times[0].text == "a table for two at ate dirty"[times[0].start : times[0].end]


LANGUAGES = [
    ("a table for two please", "en"), ("quisiera una mesa para dos", "es"), ("¿hola?", "es"), ("me llamo Carlos", "es"),
    ("ਮੈਨੂੰ ਮੇਜ਼ ਚਾਹੀਦਾ ਹੈ", "pa"), ("mainu table chahida hai", "pa"), ("تسی کدوں بند کردے ہو", "pa"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "language"), LANGUAGES)
def test_the_words_tell_the_language(understand: Understand, said: str, language: str) -> None:
    assert understand(said).language == language


@pytest.mark.parametrize(
    "said", ["I'd like the paneer and a mesa", "gracias, that's all I need", "hola, I need a table"]
)
def test_one_foreign_word_is_no_switch(understand: Understand, said: str) -> None:
    assert understand(said, language="en").language == "en"


def test_a_whole_sentence_is_a_switch(understand: Understand) -> None:
    assert understand("quisiera reservar una mesa para mañana", language="en").language == "es"


def test_the_recogniser_s_hint_decides_what_words_cannot(understand: Understand) -> None:
    assert understand("Carlos", heard="es").language == "es"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("She is having an anaphylactic reaction right now", "emergency"),
        ("Está teniendo un shock anafiláctico", "emergency"),
        ("My daughter has anaphylaxis to peanuts, can we eat with you?", "question"),
        ("My son had anaphylaxis once, is the soup without nuts?", "question"),
    ],
)
def test_a_condition_is_no_emergency_and_an_attack_is_one(understand: Understand, text: str, first: str) -> None:
    assert understand(text).intents[0].name == first
