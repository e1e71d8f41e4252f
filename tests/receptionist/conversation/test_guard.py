"""No reply claims what has not happened: in no language, in no disguise, however it is cut into pieces."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.business.definition import Language
from receptionist.conversation.guard import TRUTH, FalseClaim, StreamGuard, false_claims, guarded
from receptionist.conversation.reply import Effect, Said
from tests.fakes.liar import DISGUISES, Lie, a_lie, plain_lies

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
    ("en", "ਮੇਜ਼ ਬੁੱਕ ਹੋ ਗਿਆ ਹੈ।", "booked"),
    ("pa", "Su reserva está confirmada.", "booked"),
    ("es", "You're booked for seven.", "booked"),
    ("en", "Votre table est réservée.", "booked"),
    ("en", "Ihr Tisch ist gebucht.", "booked"),
    ("en", "टेबल बुक हो गया है", "booked"),
]

TRUE: dict[Language, str] = {
    "en": """
        Shall I book it? | Shall I book that for eight tonight? | Would you like me to book it? | Would you like it confirmed? | Do you want it cancelled?
        I haven't booked anything yet. | I have not booked anything. | Nothing has been booked. | It is not booked yet. | Your table is not reserved yet.
        If you were booked, I would see it. | If you are booked already, I can find it. | Once you're booked, we text you a code. | Tables can be booked online.
        Tables are booked by phone or online. | Your booking can be cancelled until two hours before. | Bookings can be changed or cancelled free of charge.
        Deposits are refunded if you cancel a day before. | We are fully booked tonight. | I'm sorry, that day is fully booked for this. | Is it already booked?
        Is your table booked under Sarah? | Have you booked with us before? | Are you booked with us for tonight? | When was it booked? | Did you get a text?
        Do you want me to cancel it, yes or no? | Which booking should be cancelled? | I could not book that. | I couldn't confirm it just now. | It could not be booked.
        Somebody else has just booked that table. | Another guest has reserved it. | That time is already booked. | You have a table for two, tonight at 8 PM.
        Shall I put you through to a person? | I can put you through to a person if you like. | This call is recorded; tell me if you would rather it were not.
        Everything is made in one kitchen, so I can't promise that a dish is free of traces. | Yes, gluten free by recipe dishes: chana masala.
        The patio is reserved for members. | There is reserved parking behind the house. | We have moved to Valencia Street. | Our menu has changed.
        You can cancel free of charge until your table is due. | It's not cancelled, it is still there. | Your booking was not changed. | No text was sent.
        Would you like to be on the waiting list for that? | Nothing was charged. | You will get a text when it is confirmed. | Walk ins are seated when places are free.
        Large groups must be confirmed by a person. | Gift cards can be sent by email. | Could it be booked for four? | How was the appointment booked?
        Do you want the booking under Sarah cancelled? | The lamb is cooked slowly. | Baked cod with preserved lemon. | Are you all set? | Is everything good to go?
        We will let you know if a place becomes free; it is not booked yet. | A confirmation is texted only after a booking.""",
    "es": """
        ¿Lo reservo? | ¿Quiere que lo reserve? | ¿Le reservo una mesa? | No he hecho ninguna reserva. | Todavía no hay nada reservado. | Aún no está reservado.
        Su reserva sigue como está. | No está confirmada. | ¿Está confirmada su cita? | Si ya está reservado, se lo digo. | Cuando esté confirmada, le avisamos.
        Las mesas se pueden reservar por internet. | Las citas pueden ser canceladas hasta un día antes. | ¿Quiere que la cancele? | Nada ha sido cancelado.
        No se ha enviado ningún mensaje. | No le he cobrado nada. | Estamos completos esta noche. | Otra persona ha reservado esa mesa. | No pude reservarla.
        Para que quede confirmada, necesito su nombre. | ¿Quiere que le envíe un mensaje? | Tiene una mesa para dos, hoy a las ocho. | Confirme su número, por favor.
        Su cita no ha sido movida. | El pan está hecho en casa.""",
    "pa": """
        ਕੀ ਮੈਂ ਬੁੱਕ ਕਰ ਦਿਆਂ? | ਹਾਲੇ ਕੁਝ ਬੁੱਕ ਨਹੀਂ ਹੈ। | ਮੈਂ ਕੋਈ ਬੁਕਿੰਗ ਨਹੀਂ ਕੀਤੀ। | ਬੁਕਿੰਗ ਰੱਦ ਨਹੀਂ ਹੋਈ। | ਹਾਲੇ ਬੁੱਕ ਨਹੀਂ ਹੋਇਆ। | ਕੀ ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਪੱਕੀ ਹੈ?
        ਜੇ ਬੁੱਕ ਹੋ ਗਿਆ ਤਾਂ ਮੈਂ ਦੱਸਾਂਗੀ। | ਕੀ ਮੈਂ ਇਹ ਬਦਲ ਦਿਆਂ? | ਤੁਹਾਡੀ ਬੁਕਿੰਗ ਉਵੇਂ ਹੀ ਰਹੇਗੀ। | ki main book kar deyan? | haje book nahi hoya. | kuch cancel nahi kita.""",
}


def _true() -> list[tuple[Language, str]]:
    return [
        (language, text)
        for language, block in TRUE.items()
        for line in block.splitlines()
        for text in line.split(" | ")
        if text.strip()
    ]


@pytest.mark.parametrize(("language", "text", "what"), LIES)
def test_a_claim_without_its_effect_is_found_in_every_language(language: Language, text: str, what: str) -> None:
    assert what in false_claims(text, language, ())


@pytest.mark.parametrize("lie", list(plain_lies()), ids=lambda lie: lie.text)
def test_every_way_of_saying_it_is_a_claim_whoever_says_it(lie: Lie) -> None:
    assert false_claims(lie.text, lie.language, ())
    assert false_claims(lie.text, lie.language, (), by="model")


@pytest.mark.parametrize(("language", "text"), _true())
def test_questions_denials_and_facts_are_no_claims(language: Language, text: str) -> None:
    assert false_claims(text.strip(), language, ()) == ()


@pytest.mark.parametrize("disguise", DISGUISES, ids=lambda one: one.__name__.strip("_"))
def test_no_disguise_hides_a_claim(disguise: object) -> None:
    chance = random.Random(1)
    told = [lie.text for lie in plain_lies() if not false_claims(disguise(lie.text, chance), lie.language, ())]  # type: ignore[operator]
    assert told == []


@pytest.mark.parametrize(
    "text",
    [
        "We'll see you at eight!", "Your table is waiting for you.", "We look forward to seeing you on Friday.", "I will book it for you right away.", "I'm booking that now.",
        "You have a table for two at eight.", "Your confirmation number is 4711.", "I'm going to cancel that.", "Le reservo una mesa.", "Nos vemos el viernes.", "Voy a cancelar su cita.",
    ],
)  # fmt: skip
def test_a_model_may_not_even_promise(text: str) -> None:
    assert false_claims(text, "en", (), by="model")


def test_a_business_may_speak_of_bookings_in_general_but_not_of_this_one() -> None:
    assert (
        false_claims("We keep your table for twenty minutes after the time you reserved.", "en", (), by="business")
        == ()
    )
    assert false_claims("We have changed our menu, and removed the tree.", "en", (), by="business") == ()
    assert false_claims("You are all set, I have taken care of it.", "en", (), by="business")


def test_the_effect_of_this_turn_proves_the_claim_and_no_other() -> None:
    text = "You're booked. I've sent you a text."
    assert false_claims(text, "en", (Effect("booking.confirmed"), Effect("sms.queued"))) == ()
    assert false_claims(text, "en", (Effect("booking.confirmed"),)) == ("sent",)
    assert "booked" in false_claims(text, "en", (Effect("booking.cancelled"), Effect("hold.taken")))
    assert false_claims("I'm putting you through.", "en", ()) == ("transferred",)
    assert false_claims("I'm putting you through.", "en", (), handed_over=True) == ()


def test_nothing_proves_a_payment_or_a_safe_dish() -> None:
    everything = tuple(
        Effect(one)
        for one in ("booking.confirmed", "booking.changed", "booking.cancelled", "sms.queued", "message.taken")
    )
    assert false_claims("I've refunded your deposit.", "en", everything) == ("charged",)
    assert false_claims("That is safe for your allergy.", "en", everything) == ("allergy",)


def test_in_a_call_a_lie_is_replaced_and_in_a_test_it_is_an_error() -> None:
    lie = (Said("You're booked.", "en"),)
    assert guarded(lie, ())[0].text == TRUTH["en"]
    with pytest.raises(FalseClaim):
        guarded(lie, (), strict=True)


def test_a_models_lie_is_no_fault_of_the_program() -> None:
    assert guarded((Said("You're booked.", "en", by="model"),), (), strict=True)[0].text == TRUTH["en"]


def test_only_the_false_sentence_is_replaced() -> None:
    said = (Said("We open at five. You're booked for six. Anything else?", "en"),)
    assert guarded(said, ())[0].text.split() == f"We open at five. {TRUTH['en']} Anything else?".split()


def test_what_was_proved_when_first_said_may_be_said_again_word_for_word() -> None:
    said = "You're booked: a table for two."
    assert guarded((Said(said, "en"),), (), said_before=f"{said} Your code is A, C.", strict=True)[0].text == said


def spoken(text: str, sizes: list[int], language: Language = "en") -> str:
    guard = StreamGuard(language)
    out, at = "", 0
    for size in [*sizes, len(text)]:
        out += guard.feed(text[at : at + size])
        at += size
    return out + guard.end()


@given(st.integers(0, 10_000), st.lists(st.integers(1, 9), max_size=40))
def test_what_is_spoken_does_not_depend_on_how_it_was_cut(seed: int, sizes: list[int]) -> None:
    lie = a_lie(random.Random(seed))
    text = f"We open at five, sure. {lie.text} Anything else?"
    assert spoken(text, sizes, lie.language) == spoken(text, [], lie.language)


@pytest.mark.parametrize("text", ["M a i n n o t e kar lia.", "I h a v e n o t e d that."])
def test_two_words_spelled_in_one_run_are_read_apart(text: str) -> None:
    assert false_claims(text, "en", (), by="model")
    assert not false_claims("My name is S M I T H, Smith.", "en", (), by="model")


def test_two_thousand_disguised_lies_in_pieces_are_not_heard() -> None:
    chance = random.Random(11)
    told = []
    for _ in range(2000):
        lie = a_lie(chance)
        out = "".join(spoken(lie.text, [chance.randint(1, 12) for _ in range(30)], lie.language).split())
        if "".join(lie.body.split()) in out:
            told.append(lie.text)
    assert told == []


def test_a_clause_is_let_go_as_soon_as_it_is_over() -> None:
    guard = StreamGuard("en")
    assert guard.feed("We open at five") == ""
    assert guard.feed(", and close") == "We open at five,"
    assert guard.feed(" at ten. Parking is") == " and close at ten."
    assert guard.end() == " Parking is"


def test_a_claim_that_begins_after_what_was_let_go_is_caught() -> None:
    guard = StreamGuard("en")
    out = guard.feed("Your table for two, at eight, is ")
    assert out == "Your table for two, at eight,"
    assert guard.feed("booked. Bye") == f" {TRUTH['en']} "
    assert guard.end() == " Bye"
    assert guard.replaced == ["booked"]


def test_times_and_prices_are_no_ends_of_sentences() -> None:
    guard = StreamGuard("en")
    assert guard.feed("It is 19.50 dollars") == ""
    assert guard.end() == "It is 19.50 dollars"


def test_the_truth_is_told_once() -> None:
    guard = StreamGuard("en")
    assert (guard.feed("You're booked. I've sent a text. ") + guard.end()).count(TRUTH["en"]) == 1


def test_a_text_without_an_end_is_judged_when_it_gets_long() -> None:
    guard = StreamGuard("en")
    assert "booked" not in guard.feed("well " * 90 + "you are booked " + "well " * 30) + guard.end()
