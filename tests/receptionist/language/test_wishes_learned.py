"""What whole sentences are learned to be, and how it goes with the cues."""

from datetime import UTC, datetime

import pytest

from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Utterance
from receptionist.language.wishes import Wishes

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
LEARNED = LocalUnderstander()
CUES_ALONE = LocalUnderstander(wishes=lambda: None)


def first(text: str, language: str, understander: LocalUnderstander = LEARNED, expecting: str | None = None) -> str:
    here = Circumstances(NOW, "Europe/London", language=language, expecting=expecting)  # type: ignore[arg-type]
    return understander.understand(Utterance((text,), language), here).intents[0].name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("what is eight times seven", "en"),
        ("who won the football game last night", "en"),
        ("how do i change the oil in my car", "en"),
        ("cuánto es ocho por siete", "es"),
        ("quién ganó el partido de anoche", "es"),
        ("ਅੱਜ ਮੈਚ ਕੌਣ ਜਿੱਤਿਆ", "pa"),
    ],
)
def test_a_question_of_the_world_is_out_of_scope(text: str, language: str) -> None:
    assert first(text, language) == "out_of_scope"


@pytest.mark.parametrize(
    ("text", "language", "intent"),
    [
        ("do they accept reservations at the diner", "en", "question"),
        ("you messed up my name", "en", "deny"),
        ("it's nice to see you", "en", "greeting"),
        ("i need to make sure there is a reservation for Anna", "en", "check_booking"),
        ("no he escuchado bien", "es", "repeat"),
        ("would you elaborate on that", "en", "repeat"),
        ("borra la reunión del martes de mi agenda", "es", "cancel_booking"),
    ],
)
def test_a_wish_no_cue_knows_is_learned(text: str, language: str, intent: str) -> None:
    assert first(text, language) == intent


@pytest.mark.parametrize(
    "text", ["How much is a balayage?", "Do you have live music?", "Is there a bus stop near you?"]
)
def test_a_question_to_the_business_stays_one(text: str) -> None:
    assert first(text, "en") == "question"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("el jueves a las 12 y media de la tarde, por favor", "book"),
        ("el jueves, y si puede ser a las seis de la tarde", "book"),
        ("para siete a las 5 y media de la tarde", "book"),
        ("seríamos cuatro", "book"),
        ("esta reunión debería cambiarse a mañana", "change_booking"),
        ("mueve la cita al martes", "change_booking"),
    ],
)
def test_a_bare_day_hour_or_party_wants_a_booking(text: str, intent: str) -> None:
    assert first(text, "es") == intent


@pytest.mark.parametrize("text", ["He can't breathe", "I have chest pain, what is happening", "Call an ambulance"])
def test_an_emergency_is_never_made_less(text: str) -> None:
    assert first(text, "en") == first(text, "en", CUES_ALONE) == "emergency"


@pytest.mark.parametrize("text", ["14 plus one highchair", "a table for two adults plus one child"])
def test_counting_guests_is_no_sum(text: str) -> None:
    assert first(text, "en") == "book"


def test_what_a_cue_speaks_against_is_not_learned() -> None:
    assert first("¿Estoy hablando con una persona de verdad?", "es") == "question"


@pytest.mark.parametrize("text", ["seven", "the second one", "who won the game last night"])
def test_an_answer_that_was_asked_for_is_read_by_cues_alone(text: str) -> None:
    assert first(text, "en", expecting="time") == first(text, "en", CUES_ALONE, expecting="time")


@pytest.mark.parametrize("text", ["", "?", "x" * 5000, "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "\U0001f600 12"])
def test_shares_add_up_to_one_whatever_is_said(text: str) -> None:
    shares = Wishes.shipped().weigh(text)
    assert sum(shares.values()) == pytest.approx(1)
    assert all(share >= 0 for share in shares.values())


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Emily Watson", "en"),
        ("you can call me Emily", "en"),
        ("I am Conchita Keogan", "en"),
        ("me llamo Juan Pérez", "es"),
    ],
)
def test_who_only_says_their_name_introduces_themselves(said: str, language: str) -> None:
    assert first(said, language) == "greeting"


@pytest.mark.parametrize("said", ["send Emily Watson a text message", "how old is Emily Watson"])
def test_who_speaks_of_somebody_does_not(said: str) -> None:
    assert first(said, "en") == "out_of_scope"
