"""No reply claims what has not happened."""

import pytest

from receptionist.business.definition import Language
from receptionist.conversation.guard import TRUTH, FalseClaim, false_claims, guarded
from receptionist.conversation.reply import Effect, Said

LIES: list[tuple[Language, str, str]] = [
    ("en", "You're booked for seven.", "booked"),
    ("en", "Great, your table is all booked!", "booked"),
    ("en", "I've reserved a table for you.", "booked"),
    ("en", "Your appointment has been confirmed.", "booked"),
    ("en", "That's now confirmed for Friday.", "booked"),
    ("en", "Your booking is cancelled.", "cancelled"),
    ("en", "I have canceled it.", "cancelled"),
    ("en", "It's been moved to eight.", "changed"),
    ("en", "Your visit is rescheduled.", "changed"),
    ("en", "I've sent you a text.", "sent"),
    ("en", "I have just texted you the details.", "sent"),
    ("en", "I've taken your message.", "message"),
    ("es", "Su reserva está confirmada.", "booked"),
    ("es", "Le he reservado una mesa.", "booked"),
    ("es", "Su cita ha sido cancelada.", "cancelled"),
    ("es", "Ya está cambiada.", "changed"),
    ("es", "Le he enviado un mensaje.", "sent"),
    ("pa", "ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਰੱਦ ਕਰ ਦਿੱਤੀ ਹੈ।", "cancelled"),
    ("pa", "ਮੇਜ਼ ਬੁੱਕ ਹੋ ਗਿਆ ਹੈ।", "booked"),
]

TRUE: list[tuple[Language, str]] = [
    ("en", "Shall I book it?"),
    ("en", "Do you want me to cancel it, yes or no?"),
    ("en", "I have not booked anything."),
    ("en", "Nothing has been booked."),
    ("en", "We are fully booked tonight."),
    ("en", "You have a table for two, tonight at 8 PM."),
    ("en", "Is it already booked?"),
    ("es", "¿Lo reservo?"),
    ("es", "No he hecho ninguna reserva."),
    ("es", "Su reserva sigue como está."),
]


@pytest.mark.parametrize(("language", "text", "what"), LIES)
def test_a_claim_without_its_effect_is_found_in_every_language(language: Language, text: str, what: str) -> None:
    assert what in false_claims(text, language, ())


@pytest.mark.parametrize(("language", "text"), TRUE)
def test_questions_denials_and_facts_are_no_claims(language: Language, text: str) -> None:
    assert false_claims(text, language, ()) == ()


def test_the_effect_of_this_turn_proves_the_claim_and_no_other() -> None:
    text = "You're booked. I've sent you a text."
    assert false_claims(text, "en", (Effect("booking.confirmed"), Effect("sms.queued"))) == ()
    assert false_claims(text, "en", (Effect("booking.confirmed"),)) == ("sent",)
    assert "booked" in false_claims(text, "en", (Effect("booking.cancelled"), Effect("hold.taken")))


def test_in_a_call_a_lie_is_replaced_and_in_a_test_it_is_an_error() -> None:
    lie = (Said("You're booked.", "en"),)
    assert guarded(lie, ())[0].text == TRUTH["en"]
    with pytest.raises(FalseClaim):
        guarded(lie, (), strict=True)


def test_what_was_proved_when_first_said_may_be_said_again_word_for_word() -> None:
    said = "You're booked: a table for two."
    assert guarded((Said(said, "en"),), (), said_before=f"{said} Your code is A, C.", strict=True)[0].text == said
