"""What callers want, what they ask about, and in what mood."""

from collections.abc import Callable

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

WISHES = [
    ("I'd like to book a table", "book"), ("Could I get a table for two tonight?", "book"), ("do you have a table for four", "book"),
    ("can I make a reservation", "book"), ("actually, book me again", "book"), ("have you got anything free tomorrow", "book"),
    ("quisiera reservar una mesa", "book"), ("¿tienen mesa para dos?", "book"), ("necesito una cita", "book"),
    ("ਮੈਂ ਮੇਜ਼ ਬੁੱਕ ਕਰਨਾ ਚਾਹੁੰਦਾ ਹਾਂ", "book"),
    ("can I move my booking to 8", "change_booking"), ("I need to reschedule my appointment", "change_booking"),
    ("can I make that eight instead", "change_booking"), ("push my reservation back an hour", "change_booking"),
    ("tengo una reserva para mañana y necesito cambiarla a las ocho", "change_booking"),
    ("tengo una cita mañana, ¿la podemos pasar para el miércoles?", "change_booking"),
    ("quiero cambiar mi reserva", "change_booking"), ("¿puedo mover mi cita al jueves?", "change_booking"),
    ("I need to cancel", "cancel_booking"), ("cancel my reservation please", "cancel_booking"), ("we can't make it tonight", "cancel_booking"),
    ("quiero cancelar mi reserva", "cancel_booking"), ("cancele mi cita", "cancel_booking"), ("ਮੇਰੀ ਬੁਕਿੰਗ ਰੱਦ ਕਰ ਦਿਓ", "cancel_booking"),
    ("what time is my reservation", "check_booking"), ("can you confirm my booking", "check_booking"), ("¿a qué hora es mi reserva?", "check_booking"),
    ("can you put me on the waiting list", "waitlist"), ("lista de espera", "waitlist"),
    ("can I speak to a person", "person"), ("let me talk to someone", "person"), ("I want a human", "person"), ("operator", "person"),
    ("transfer me to the manager please", "person"), ("quiero hablar con una persona", "person"), ("páseme con el encargado", "person"),
    ("¿me comunica con alguien, por favor?", "person"),
    ("can I leave a message for the chef", "leave_message"), ("quiero dejar un mensaje", "leave_message"),
    ("could someone call me back", "call_back"), ("call me back tomorrow", "call_back"), ("¿me pueden llamar más tarde?", "call_back"),
    ("I have chest pain", "emergency"), ("he can't breathe", "emergency"), ("I smell gas, there's a gas leak", "emergency"),
    ("I want to kill myself", "emergency"), ("me duele el pecho", "emergency"), ("siento presión en el pecho", "emergency"),
    ("mi mamá no despierta", "emergency"), ("se tomó muchas pastillas", "emergency"), ("¿me devuelven la llamada al rato?", "call_back"),
    ("no puedo respirar", "emergency"),
    ("can you repeat that please", "repeat"), ("sorry, what did you say", "repeat"), ("I didn't catch that", "repeat"),
    ("pardon", "repeat"), ("¿puede repetir?", "repeat"), ("no le entendí", "repeat"),
    ("habla español?", "change_language"), ("can you speak Punjabi", "change_language"), ("ਪੰਜਾਬੀ", "change_language"), ("in Spanish please", "change_language"),
    ("hello", "greeting"), ("good evening", "greeting"), ("buenas tardes", "greeting"), ("ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "greeting"),
    ("thank you so much", "thanks"), ("muchas gracias", "thanks"), ("ਧੰਨਵਾਦ", "thanks"),
    ("goodbye", "goodbye"), ("okay bye", "goodbye"), ("have a nice day", "goodbye"), ("adiós", "goodbye"), ("hasta luego", "goodbye"),
    ("ਮੇਰੀ ਬੁਕਿੰਗ ਅੱਠ ਵਜੇ ਕਰ ਦਿਓ", "change_booking"),
    ("ਬੁਕਿੰਗ ਅੱਗੇ ਪਾ ਦਿਓ", "change_booking"), ("ਮੇਰੀ ਬੁਕਿੰਗ ਕਰ ਦਿਓ", "book"), ("ਮੇਰੀ ਭਲਕੇ ਲਈ ਬੁਕਿੰਗ ਕਰ ਦਿਓ", "book"),
    ("ਮੇਰੀ ਅਪੌਇੰਟਮੈਂਟ ਕਦੋਂ ਹੈ?", "check_booking"),
    ("ਮੈਂ ਭਲਕੇ ਨਹੀਂ ਆ ਸਕਦੀ", "cancel_booking"), ("ਉਡੀਕ ਸੂਚੀ ਵਿੱਚ ਪਾ ਦਿਓ", "waitlist"), ("ਕੋਈ ਬੰਦਾ ਹੈ ਜਿਸ ਨਾਲ ਗੱਲ ਹੋ ਸਕੇ?", "person"),
    ("ਮੇਰੀ ਛਾਤੀ ਵਿੱਚ ਬਹੁਤ ਦਰਦ ਹੋ ਰਿਹਾ ਹੈ", "emergency"),
    ("ਖੂਨ ਬੰਦ ਨਹੀਂ ਹੋ ਰਿਹਾ", "emergency"), ("ਇਹ ਐਮਰਜੈਂਸੀ ਹੈ", "emergency"),
    ("what's the weather like in Paris", "out_of_scope"), ("play some music", "out_of_scope"), ("how does a democracy work", "out_of_scope"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "intent"), WISHES)
def test_the_caller_s_wish_comes_first(understand: Understand, said: str, intent: str) -> None:
    assert understand(said).intents[0].name == intent


ROMANISED = [
    ("meri booking aitvar nu kar deo", "change_booking"), ("kal meri booking kinne vaje di hai?", "check_booking"),
    ("mere pita ji di chhati vich bahut dard hai", "emergency"), ("dil da daura pai gaya", "emergency"),
    ("main kal nahi aa sakda", "cancel_booking"), ("rehn deo ji", "deny"), ("theek aa ji", "affirm"), ("koi gall nahi", None),
    ("nai ji", "deny"), ("doctor nu milna hai", "book"), ("ajj raat nu jagah hai?", "book"), ("hauli bolo ji", "repeat"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "intent"), ROMANISED)
def test_punjabi_in_latin_letters_is_punjabi_in_a_punjabi_call(
    understand: Understand, said: str, intent: str | None
) -> None:
    found = understand(said, language="pa").intents[0].name
    assert found == intent if intent else found != "person"


YES = [
    "yes", "yeah", "yep", "sure", "yeah that works", "sounds good", "that's fine", "perfect", "go ahead", "please do", "okay",
    "yes please", "that's right", "correct", "of course", "works for me", "I'll take it", "absolutely", "uh huh", "that would be great",
    "sí", "sí, por favor", "claro", "está bien", "de acuerdo", "perfecto", "vale", "me parece bien",
    "ahora sí, gracias", "ándele pues", "sale, está perfecto", "ਹਾਂ ਜੀ", "haan ji", "ਠੀਕ ਹੈ",
    "ਆਹੋ ਜੀ", "ਚਲੋ ਠੀਕ ਹੈ", "ਜੀ, ਕਰ ਦਿਓ", "ਠੀਕ ਹੈ, ਬੁੱਕ ਕਰੋ",
]  # fmt: skip
NO = [
    "no", "nope", "no thanks", "not really", "no thank you", "I don't think so", "that's wrong", "that doesn't work", "nah",
    "never mind", "no that's not right", "not that one", "I'd rather not", "no, seven", "no, gracias", "no", "para nada", "mejor no",
    "no es correcto", "fíjese que no", "ਨਹੀਂ", "nahi ji", "ਇਹ ਠੀਕ ਨਹੀਂ", "ਇਹ ਗਲਤ ਹੈ",
]  # fmt: skip


@pytest.mark.parametrize("said", YES)
def test_yes_has_many_forms(understand: Understand, said: str) -> None:
    assert understand(said, expecting="yes_no").intents[0].name == "affirm"


@pytest.mark.parametrize("said", NO)
def test_no_has_many_forms(understand: Understand, said: str) -> None:
    assert understand(said, expecting="yes_no").intents[0].name == "deny"


TOPICS = [
    ("what time do you close on Saturday?", "hours"), ("are you open today", "hours"), ("where are you located", "address"),
    ("is there parking", "parking"), ("how much is the butter chicken", "price"), ("what vegan dishes do you have", "diet"),
    ("are there nuts in the korma", "allergens"), ("I'm allergic to peanuts", "allergens"), ("are you a robot?", "robot"),
    ("am I talking to a real person", "robot"), ("is this call recorded", "recording"), ("don't record me", "recording"),
    ("can I see the menu", "menu"), ("what's your cancellation policy", "cancellation"), ("do you take credit cards", "payment"),
    ("do you have high chairs?", "faq"), ("¿a qué hora cierran?", "hours"), ("¿dónde están?", "address"), ("¿cuánto cuesta?", "price"), ("¿cuánto me sale el corte?", "price"),

    ("¿tienen platos veganos?", "diet"), ("¿es usted un robot?", "robot"), ("soy alérgico a los frutos secos", "allergens"),
    ("¿hasta qué hora atienden los sábados?", "hours"), ("¿con cuánto tiempo tengo que avisar para cancelar?", "cancellation"),
    ("¿hay estacionamiento?", "parking"), ("ਤੁਸੀਂ ਕਦੋਂ ਬੰਦ ਕਰਦੇ ਹੋ?", "hours"), ("ਕੀ ਤੁਸੀਂ ਰੋਬੋਟ ਹੋ?", "robot"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "topic"), TOPICS)
def test_a_question_has_a_topic(understand: Understand, said: str, topic: str) -> None:
    meaning = understand(said)
    assert meaning.topic == topic
    assert "question" in {intent.name for intent in meaning.intents}


def test_refusing_to_be_recorded_is_a_no(understand: Understand) -> None:
    assert "deny" in {intent.name for intent in understand("please don't record me").intents}


def test_one_breath_may_hold_several_wishes(understand: Understand) -> None:
    meaning = understand("Hi, I'd like a table for two tomorrow, and do you have parking?")
    assert {"book", "question"} <= {intent.name for intent in meaning.intents}


def test_coming_without_an_appointment_asks_for_none(understand: Understand) -> None:
    assert understand("¿puedo ir sin cita?").intents[0].name == "question"


def test_asking_to_cancel_for_free_cancels_nothing(understand: Understand) -> None:
    assert understand("what is the cancellation policy").intents[0].name == "question"


MOODS = [
    ("this is ridiculous, I already told you", "frustrated"), ("it's urgent", "urgent"), ("as soon as possible please", "urgent"),
    ("hmm, I'm not sure", "hesitant"), ("ya le dije tres veces, esto no funciona", "frustrated"), ("no estoy segura", "hesitant"),
    ("llevo dos semanas tratando de conseguir una cita", "frustrated"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "mood"), MOODS)
def test_words_show_a_mood(understand: Understand, said: str, mood: str) -> None:
    assert getattr(understand(said).affect, mood) >= 0.5


def test_plain_words_show_none(understand: Understand) -> None:
    affect = understand("a table for two tomorrow at seven").affect
    assert (affect.frustrated, affect.urgent, affect.hesitant) == (0, 0, 0)
