"""Whoever wants no texts gets none, in whatever words they say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.ids import random_code
from receptionist.messages.consent import Consent, read


@pytest.mark.parametrize(
    "said",
    ["STOP", "Stop", " stop! ", "stop.", "QUIT", "end", "Revoke", "OPTOUT", "cancel", "UNSUBSCRIBE", "StopAll"],
)
def test_a_keyword_twilio_answers_needs_no_word_of_ours(said: str) -> None:
    assert read(said) == Consent("stop", "en", answered=True)


@pytest.mark.parametrize(
    "said",
    [
        "opt out", "Opt-out please", "I want to opt out", "stop texting me", "Please stop", "STOP PLEASE",
        "Don't text me again", "do not message me", "no more texts please", "Remove me from your list",
        "take my number off the list", "I revoke my consent", "leave me alone", "Quit sending me messages",
        "please unsubscribe me",
    ],
)  # fmt: skip
def test_plain_english_is_understood(said: str) -> None:
    assert read(said) == Consent("stop", "en", answered=False)


@pytest.mark.parametrize(
    "said",
    [
        "ALTO", "Parar", "¡Basta!", "baja", "Dar de baja", "no más", "No más mensajes", "No me envíe más mensajes",
        "por favor deje de escribirme", "no quiero recibir mensajes", "Quiero que me den de baja", "Detener",
    ],
)  # fmt: skip
def test_plain_spanish_is_understood(said: str) -> None:
    assert read(said) == Consent("stop", "es", answered=False)


@pytest.mark.parametrize(
    "said",
    ["ਬੰਦ ਕਰੋ", "ਰੋਕੋ", "ਸਟਾਪ", "ਸੁਨੇਹੇ ਬੰਦ ਕਰੋ", "ਮੈਨੂੰ ਮੈਸੇਜ ਨਾ ਭੇਜੋ", "band karo", "Message band karo ji", "sunehe na bhejo"],
)
def test_plain_punjabi_is_understood_in_both_scripts(said: str) -> None:
    assert read(said) == Consent("stop", "pa", answered=False)


@pytest.mark.parametrize(
    ("said", "language", "answered"),
    [
        ("START", "en", True), ("unstop", "en", True), ("yes", "en", True), ("subscribe", "en", False),
        ("Empezar", "es", False), ("ਸ਼ੁਰੂ", "pa", False), ("\u0a36\u0a41\u0a30\u0a42", "pa", False), ("shuru karo", "pa", False),
    ],
)  # fmt: skip
def test_texts_can_be_asked_for_again(said: str, language: str, answered: bool) -> None:
    assert read(said) == Consent("start", language, answered)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "language", "answered"),
    [("HELP", "en", True), ("info", "en", True), ("Ayuda", "es", False), ("información", "es", False), ("ਮਦਦ", "pa", False), ("madad", "pa", False)],
)  # fmt: skip
def test_help_can_be_asked_for(said: str, language: str, answered: bool) -> None:
    assert read(said) == Consent("help", language, answered)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said",
    [
        "", " ", "Can you stop by at 7 instead of 8?", "We need to cancel our booking for tonight", "CANCEL AC3K7",
        "No, at eight", "The end of the month is better", "I will text you when we are there", "Is there a bus stop?",
        "alto voltaje", "la mesa del fin de semana", "no queremos mesa en la terraza", "Can I get help with parking?",
        "We can't find the door, please message me", "Yes please", "ਸਾਡੀ ਬੁਕਿੰਗ ਬਦਲੋ", "Do you take walk-ins at the end?",
    ],
)  # fmt: skip
def test_what_is_about_something_else_changes_nothing(said: str) -> None:
    assert read(said) is None


def test_no_code_of_a_booking_is_taken_for_consent() -> None:
    assert all(read(f"{verb} {random_code()}") is None for verb in ("CANCEL", "anular", "ਰੱਦ", "") for _ in range(500))


@given(st.text(max_size=200))
def test_any_text_can_be_read(said: str) -> None:
    read(said)
